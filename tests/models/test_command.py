"""The command as a user meets it: what it writes and shows, and one line for what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from numerics.transformers.__main__ import main, spread
from numerics.transformers.activations import read
from numerics.transformers.asked import MEANING, SMALL
from numerics.transformers.faults import BadSettings
from numerics.transformers.model import Shape
from numerics.transformers.pretrained import opened
from numerics.transformers.run import METRICS, MODEL
from numerics.transformers.settings import Optimisation

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
        "odd=1,3,5",
        *SIZES.split(),
    )
    assert status == 0
    lines = [json.loads(line) for line in (folder / METRICS).read_text().splitlines()]
    assert set(lines[-1]) == {
        "step", "tokens", "rate", "train", "train, odd", "validation", "validation, odd",
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


class TestOptions:
    def test_every_setting_has_one_that_says_what_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["train", "--help"])
        said = " ".join(capsys.readouterr().out.split())
        assert set(MEANING) == {f.name for f in (*fields(Shape), *fields(Optimisation))} - {"vocabulary", "context"}
        for name in MEANING:
            assert f"--{name.replace('_', '-')} " in said
        assert "(default: cosine)" in said

    def test_sizes_that_a_shape_has_no_default_for_have_one_here(self) -> None:
        needed = {field.name for field in fields(Shape) if field.default is MISSING}
        assert needed - {"vocabulary", "context"} == set(SMALL)


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
