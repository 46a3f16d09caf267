"""The command as a user meets it: what it writes and shows, and one line for what is wrong."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from numerics.transformers.__main__ import main, parser
from numerics.transformers.activations import read
from numerics.transformers.asked import corpus_of
from numerics.transformers.causal import CausalModel
from numerics.transformers.chunks import spread
from numerics.transformers.faults import BadSettings
from numerics.transformers.pretrained import opened
from numerics.transformers.run import METRICS, MODEL, TOKENIZER
from tests.blocks import ROOT, blocks, commands

README = [line for block in blocks(ROOT / "README.md") for line in commands(block.text) if " --set " in line]
Run = Callable[..., tuple[int, str, str]]
SIZES = "--width 16 --layers 2 --heads 2 --feed-forward 32 --steps 8 --batch 4 --warm-up 2 --every 4 --device cpu"
SENTENCE = "Among the vicissitudes incident to life no event could have filled me with greater anxieties. "


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Status, output and errors."""

    def ran(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ran


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Three documents."""
    path = tmp_path / "text.txt"
    parts = [" ".join(f"{number} {SENTENCE}" for number in range(10 * k, 10 * k + 10)) for k in range(3)]
    path.write_text("\f".join(parts), encoding="utf-8")
    return path


def test_a_text_is_learned_and_its_activations_are_written(run: Run, text: Path, tmp_path: Path) -> None:
    tokenizer, folder, out = (tmp_path / name for name in ("tokenizer.json", "run", "out"))
    status, said, _ = run("tokenizer", text, "--size", 280, "--out", tokenizer)
    assert (status, said) == (0, f"written: {tokenizer}, a vocabulary of 280\n")
    status, said, _ = run(
        "train",
        folder,
        "--text",
        text,
        "--tokenizer",
        tokenizer,
        "--length",
        24,
        "--set",
        "vowels=a,e",
        *SIZES.split(),
    )
    assert status == 0
    lines = [json.loads(line) for line in (folder / METRICS).read_text().splitlines()]
    assert set(lines[-1]) == {
        "step", "tokens", "rate", "train", "train, vowels", "validation", "validation, vowels",
    }  # fmt: skip
    assert lines[-1]["tokens"] == 8 * 4 * 24
    assert f"{lines[-1]['validation']:.4f}" in said
    assert "N = 4,320 in the layers, D = 768 tokens" in said  # 2 (4 16^2 + 4 16 + 2 16 32 + 16 + 32)
    status, said, _ = run(
        "activations",
        folder,
        text,
        "--layers",
        "0,2,final",
        "--length",
        24,
        "--chunks",
        5,
        "--out",
        out,
        "--device",
        "cpu",
    )
    assert (status, said) == (0, f"written: {out}, 5 chunks of 24 tokens\n")
    found, model = read(out), opened(folder, "cpu")
    assert set(found.tensors) == {"0", "2", "final"}
    assert found.documents.tolist() == sorted(found.documents.tolist())
    assert set(found.documents.tolist()) == {0, 1, 2}
    states = model.states(torch.from_numpy(found.tokens[4:5].astype(np.int64)))
    assert np.allclose(found.tensors["final"][4 * 24 :], states[-1][0].numpy(), atol=1e-6)


def test_a_tokenizer_of_a_size_is_trained_once_and_kept(run: Run, text: Path, tmp_path: Path) -> None:
    words = ["train", tmp_path / "run", "--text", text, "--tokenizer", 270, "--length", 24, *SIZES.split()]
    assert run(*words)[0] == 0
    before = (tmp_path / "run" / MODEL).read_bytes()
    assert opened(tmp_path / "run", "cpu").vocabulary == 270
    status, said, _ = run(*words)
    assert (status, (tmp_path / "run" / MODEL).read_bytes()) == (0, before)
    assert "loss, in nats a token" in said


def test_random_sequences_are_learned_with_a_unified_layer(run: Run, tmp_path: Path) -> None:
    asked = ["--random", "--rows", 8, "--length", 5, "--vocabulary", 9, "--unified", "--positions", "rotary"]
    status, said, _ = run("train", tmp_path / "run", *asked, "--norm", "post", "--no-tied", *SIZES.split())
    assert status == 0
    assert "validation" not in said


@pytest.fixture
def model(run: Run, text: Path, tmp_path: Path) -> Path:
    """A run whose tokenizer is of the text."""
    words = ["train", tmp_path / "model", "--text", text, "--tokenizer", 280, "--length", 24, *SIZES.split()]
    assert run(*words)[0] == 0
    return tmp_path / "model"


@pytest.fixture
def other(run: Run, text: Path, tmp_path: Path) -> Path:
    """Another tokenizer of that size."""
    backwards, path = tmp_path / "backwards.txt", tmp_path / "other.json"
    backwards.write_text(text.read_text(encoding="utf-8")[::-1], encoding="utf-8")
    assert run("tokenizer", backwards, "--size", 280, "--out", path)[0] == 0
    return path


def cut(text: Path, tokenizer: Path, length: int) -> tuple[list[list[int]], list[int]]:
    """The tokens of all chunks, after each of which one more comes, and which document each is of."""
    chunks, documents = [], []
    encoder = Tokenizer.from_file(str(tokenizer))
    for number, document in enumerate(text.read_text(encoding="utf-8").split("\f")):
        ids = encoder.encode(document).ids
        for first in range(0, len(ids) - length, length):
            chunks.append(ids[first : first + length])
            documents.append(number)
    return chunks, documents


class TestActivations:
    def test_are_of_every_chunk_of_the_text_from_its_first_token_on(
        self, run: Run, model: Path, text: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        assert run("activations", model, text, "--length", 20, "--out", out, "--device", "cpu")[0] == 0
        chunks, documents = cut(text, model / TOKENIZER, 20)
        found = read(out)
        assert found.tokens.tolist() == chunks
        assert found.documents.tolist() == documents

    def test_of_some_chunks_are_those_of_the_same_documents(
        self, run: Run, model: Path, text: Path, tmp_path: Path
    ) -> None:
        words = ["--length", 20, "--chunks", 7, "--out", tmp_path / "out", "--device", "cpu"]
        assert run("activations", model, text, *words)[0] == 0
        chunks, documents = cut(text, model / TOKENIZER, 20)
        which, found = [k * len(chunks) // 7 for k in range(7)], read(tmp_path / "out")
        assert found.tokens.tolist() == [chunks[k] for k in which]
        assert found.documents.tolist() == [documents[k] for k in which]

    @pytest.mark.parametrize(("asked", "most"), [([], 8), (["--batch", 3], 3), (["--batch", 11], 11)])
    def test_are_computed_so_many_chunks_at_a_time(
        self,
        run: Run,
        model: Path,
        text: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        asked: list[object],
        most: int,
    ) -> None:
        seen, states = [], CausalModel.states

        def counted(self: CausalModel, tokens: torch.Tensor) -> list[torch.Tensor]:
            seen.append(len(tokens))
            return states(self, tokens)

        monkeypatch.setattr(CausalModel, "states", counted)
        assert run("activations", model, text, "--length", 24, *asked, "--out", tmp_path / "out")[0] == 0
        assert max(seen) == most
        assert seen.count(most) == len(read(tmp_path / "out").tokens) // most

    def test_of_a_model_without_a_tokenizer_are_of_the_tokens_of_the_given_one(
        self, run: Run, model: Path, other: Path, text: Path, tmp_path: Path
    ) -> None:
        (model / TOKENIZER).unlink()
        words = ["activations", model, text, "--length", 24, "--out", tmp_path / "out", "--device", "cpu"]
        status, _, faults = run(*words)
        assert (status, "has no tokenizer; give one with --tokenizer FILE" in faults) == (2, True)
        assert run(*words, "--tokenizer", other)[0] == 0
        assert read(tmp_path / "out").tokens.tolist() == cut(text, other, 24)[0]

    def test_of_a_model_with_another_tokenizer_are_refused(
        self, run: Run, model: Path, other: Path, text: Path, tmp_path: Path
    ) -> None:
        words = ["activations", model, text, "--length", 24, "--out", tmp_path / "out", "--device", "cpu"]
        status, _, faults = run(*words, "--tokenizer", other)
        assert (status, (tmp_path / "out").exists()) == (2, False)
        assert f"{other}: not the tokenizer of {model}; leave --tokenizer out" in faults
        assert run(*words, "--tokenizer", model / TOKENIZER)[0] == 0


class TestSpread:
    @pytest.mark.parametrize(("rows", "chosen"), [(7, 3), (7, 7), (7, 1), (1000, 999)])
    def test_takes_so_many_that_differ_in_order(self, rows: int, chosen: int) -> None:
        found = spread(rows, chosen).tolist()
        assert len(set(found)) == chosen
        assert found == sorted(found)
        assert found[-1] < rows <= found[-1] + rows / chosen + 1

    def test_takes_no_more_than_there_are(self) -> None:
        with pytest.raises(BadSettings, match="chunks = 8: the text has 7 of this length; take from 1 to 7"):
            spread(7, 8)


class TestRefused:
    """Status 2, one line, nothing written."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("train RUN --text NONE", r"none\.txt: .*No such file"),
            ("train RUN --text TEXT --length 4000 --tokenizer 270", "take a smaller length or a longer text"),
            ("train RUN --text TEXT --tokenizer NONE", r"none\.txt: no such file"),
            ("train RUN --text TEXT --tokenizer 12", "a vocabulary of 12: the 256 bytes alone are more"),
            ("train RUN --text TEXT --tokenizer 270 --length 24 --batch 1000", "batch = 1000 of .* rows"),
            ("train RUN --text TEXT --tokenizer 270 --length 24 --set life", "--set life: NAME=WORD,WORD,... belongs"),
            ("train RUN --random --heads 3", "heads = 3 of width = 128"),
            ("train RUN --random --steps 5 --warm-up 5", "warm_up = 5 of 5 steps"),
            ("train RUN --random --rows 20 --length 4 --device cuda:7", "device 'cuda:7'"),
            ("train RUN --random --width 100000000 --heads 1", "not enough memory for this: .*allocate"),
            ("train RUN --random --vocabulary 3000000000", "vocabulary = 3000000000: tokens are below 2147483647"),
            ("train RUN --random --beta-1 1", "beta_1 = 1: a mean that never moves"),
            ("tokenizer TEXT --size 260 --out .", "a folder is there, where a file is to be"),
            ("tokenizer NONE --out RUN", r"none\.txt: .*No such file"),
            ("tokenizer TEXT --size 100000 --out RUN", "take a smaller one or a longer text"),
            ("activations NONE TEXT --out RUN", r"none\.txt: no such file or folder"),
        ],
    )
    def test_with_the_place_and_the_way_out(self, run: Run, text: Path, tmp_path: Path, words: str, said: str) -> None:
        places: dict[str, Any] = {"RUN": tmp_path / "run", "TEXT": text, "NONE": tmp_path / "none.txt"}
        status, out, err = run(*(places.get(word, word) for word in words.split()))
        assert (status, out) == (2, "")
        assert re.search(f"^python -m numerics.transformers: .*{said}", err.strip().splitlines()[-1])
        assert not (tmp_path / "run").exists()


def test_a_set_of_the_readme_is_one() -> None:
    """As a shell reads it; that its commands are understood is seen with every other block of code."""
    [line] = README
    words = shlex.split(line)
    options = parser().parse_args(words[words.index("numerics.transformers") + 1 :])
    options.rows = 20
    assert set(options.sets[0].split("=")[:1]) <= set(corpus_of(options, Path("none")).train.sets)
