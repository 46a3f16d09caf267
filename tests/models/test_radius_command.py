"""`python -m numerics radius` as a user meets it: table, JSON and figure, and one line for what is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import mean, median
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from numerics.__main__ import JSON, PICTURE, main
from numerics.experiments.radius.command import ACTIVATIONS
from numerics.experiments.radius.sample import PERCENTS
from numerics.transformers.__main__ import main as of_transformers
from numerics.transformers.activations import read
from numerics.transformers.tokenizer import words as words_of
from tests.models.elsewhere import saved

Run = Callable[..., tuple[int, str, str]]
SIZES = "--width 16 --layers 2 --heads 2 --feed-forward 32 --steps 8 --batch 4 --warm-up 2 --every 4 --device cpu"
WORDS = ["peace", "war", "trade", "law", "the", "of", "and", "people", "we", "nation", "year", "to"]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven documents."""
    draws, path = np.random.default_rng(2), tmp_path_factory.mktemp("text") / "text.txt"
    path.write_text("\f".join(" ".join(draws.choice(WORDS[k:], size=220)) for k in range(7)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose tokenizer is of the text."""
    folder = tmp_path_factory.mktemp("model") / "small"
    words = ["train", folder, "--text", text, "--tokenizer", 270, "--length", 24, *SIZES.split()]
    assert of_transformers([str(word) for word in words]) == 0
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Status, output and errors."""

    def ran(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ran


@pytest.fixture(scope="module")
def plain(model: Path, text: Path) -> list[object]:
    """A command that works, without its folder."""
    return ["radius", "--model", model, "--text", text, "--length", 12, "--device", "cpu"]


@pytest.fixture
def asked(plain: list[object], tmp_path: Path) -> list[object]:
    """The same with a new folder."""
    return [*plain, "--out", tmp_path / "out"]


@pytest.fixture(scope="module")
def out(plain: list[object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command leaves, of 40 chunks; what it says is in the file `said`."""
    folder, said = tmp_path_factory.mktemp("done") / "new" / "out", StringIO()
    with redirect_stdout(said):
        assert main([str(word) for word in [*plain, "--chunks", 40, "--out", folder]]) == 0
    (folder / "said").write_text(said.getvalue(), encoding="utf-8")
    return folder


@pytest.fixture
def said(out: Path) -> str:
    return (out / "said").read_text(encoding="utf-8")


@pytest.fixture
def found(out: Path) -> dict[str, Any]:
    return told(out)


def told(folder: Path) -> dict[str, Any]:
    """The numbers that it left."""
    read_there: dict[str, Any] = json.loads((folder / JSON).read_text(encoding="utf-8"))
    return read_there


def by_subtraction(out: Path, found: dict[str, Any], chunk: int) -> list[list[float]]:
    """The distances at 25, 50, 75 and 100 % of all tokens of the first quarter, outside their chunk."""
    vectors = read(out / ACTIVATIONS).tensors[found["layer"]].astype(np.float64)
    cuts = [part["vectors"] for part in list(found["distances"].values())[:4]]
    distances = []
    for count in cuts:
        apart = np.linalg.norm(vectors[: cuts[0], None] - vectors[None, :count], axis=2)
        own = np.arange(cuts[0])[:, None] // chunk == np.arange(count)[None] // chunk
        distances.append(np.where(own, np.inf, apart).min(axis=1).tolist())
    return distances


class TestMeasures:
    def test_distances_that_are_those_by_subtraction(self, out: Path, found: dict[str, Any]) -> None:
        """All tokens of all chunks of the first quarter are queries, where chunks are as short as this."""
        assert (found["chunks"], found["queries"], found["width"]) == (40, 10 * 12, 16)
        for before, chunk in (("", 1), ("other chunks, ", 12)):
            for percent, wanted in zip(PERCENTS, by_subtraction(out, found, chunk), strict=True):
                raw = [value for part in found["samples"][f"{before}{percent} percent"] for value in part]
                assert raw == pytest.approx(wanted, rel=1e-5)
                of_all = found["distances"][f"{before}{percent} percent"]
                assert of_all["mean"] == pytest.approx(mean(raw), rel=1e-5)
                assert of_all["median"] == pytest.approx(median(raw), rel=1e-5)

    def test_an_interval_over_documents_where_there_are_six(self, said: str, found: dict[str, Any]) -> None:
        middles = sorted(median(part) for part in found["samples"]["100 percent"])
        assert len(middles) == 7
        shown = found["distances"]["100 percent"]["median of the documents"]
        assert shown == pytest.approx({"value": middles[3], "low": middles[0], "high": middles[6]}, rel=1e-5)
        assert f"{shown['value']:.4g} ({shown['low']:.4g} to {shown['high']:.4g})" in said

    def test_no_interval_where_there_are_fewer(self, run: Run, asked: list[object], text: Path, tmp_path: Path) -> None:
        whole = tmp_path / "one.txt"
        whole.write_text(text.read_text(encoding="utf-8").replace("\f", " "), encoding="utf-8")
        _, said, _ = run(*asked, "--text", whole, "--chunks", 20)
        found = told(tmp_path / "out")
        assert found["documents with queries"] == 1
        assert set(found["distances"]["100 percent"]["median of the documents"]) == {"value"}
        assert "median of 1 document " in said
        assert " to " not in said.split("beside")[0].removeprefix("distance to the")

    def test_what_the_paper_predicts_for_each_n(self, said: str, found: dict[str, Any]) -> None:
        numbers = [float(what.split(" = ")[-1]) for what in found["predicted distances"]]
        assert numbers == [16, 12 * 16, 24 * 16]
        for n, distance in zip(numbers, found["predicted distances"].values(), strict=True):
            assert distance == pytest.approx(2 * (n / (2 * np.pi * np.e)) ** 0.5, rel=1e-5)
            assert f"{distance:.4g}" in said

    def test_shares_beside_chance(self, said: str, found: dict[str, Any]) -> None:
        for share, parts in found["shares"].items():
            values, chance = ([mean(part) for part in found["samples"][name]] for name in (share, f"{share}, chance"))
            less = [value - other for value, other in zip(values, chance, strict=True)]
            assert parts["share"]["value"] == pytest.approx(median(values), abs=1e-5)
            assert parts["less chance"]["value"] == pytest.approx(median(less), abs=1e-5)
            assert f"{parts['less chance']['value']:+.3f} (" in said

    @pytest.mark.parametrize("layer", ["0", "1"])
    def test_any_layer(self, run: Run, asked: list[object], tmp_path: Path, layer: str) -> None:
        """The embedding of a token may be there twice, at distance 0."""
        status, said, faults = run(*asked, "--chunks", 16, "--layer", layer)
        assert (status, faults) == (0, "")
        assert set(read(tmp_path / "out" / ACTIVATIONS).tensors) == {layer}
        assert ("embedding" if layer == "0" else f"after layer {layer}") in said

    def test_a_model_of_the_library(self, run: Run, asked: list[object], tmp_path: Path) -> None:
        """With the tokenizer that it is given, having none of its own."""
        (tmp_path / "words.json").write_text(words_of(WORDS).to_str(), encoding="utf-8")
        folder = saved("gpt2", tmp_path / "gpt2")
        status, _, faults = run(*asked, "--model", folder)
        assert (status, "has no tokenizer; give one with --tokenizer FILE" in faults) == (2, True)
        status, said, faults = run(*asked, "--model", folder, "--tokenizer", tmp_path / "words.json")
        assert (status, faults) == (0, "")
        assert "gpt2, after the final norm" in said
        assert {"text", "tokenizer", "config.json", "model.safetensors"} <= set(told(tmp_path / "out")["hashes"])


class TestFiles:
    def test_are_the_same_bytes_again_and_from_what_is_captured(
        self, run: Run, plain: list[object], out: Path, said: str
    ) -> None:
        files = [out / name for name in (JSON, PICTURE)]
        assert f"written: {files[0]}, {files[1]}" in said
        before = [file.read_bytes() for file in files]
        for file in files:
            file.unlink()
        assert run(*plain, "--chunks", 40, "--out", out) == (0, said, "")
        assert [file.read_bytes() for file in files] == before
        assert not any(str(out).encode() in content for content in before)

    def test_have_a_figure_without_a_date(self, out: Path) -> None:
        content = (out / PICTURE).read_text(encoding="utf-8")
        assert ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
        assert re.search(r"20\d\d-\d\d-\d\d|dc:date", content) is None


class TestRefused:
    """Status 2, one line, no numbers."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--model", "NONE"], r"none: no such file or folder; models are opened from the disk"),
            (["--text", "NONE"], r"none: cannot be read: No such file or directory; give a file of text"),
            (["--layer", "3"], r"layer 3: small has 0 \(embedding\) to 2, and final"),
            (["--layer", "0,1"], r"layer 0,1: small has 0 \(embedding\) to 2, and final"),
            (["--chunks", "7"], "chunks = 7: a quarter of them needs two; take 8 at least"),
            (["--chunks", "0"], "chunks = 0: the text has [0-9]+ of this length; take from 1 to"),
            (["--chunks", "100000"], "chunks = 100000: the text has [0-9]+ of this length; take from 1 to"),
            (["--length", "0"], "length = 0: a whole number from 1 on belongs there"),
            (["--length", "25"], r"tokens of shape \(4, 25\): small takes 1 to 24 in a row"),
            (["--length", "5000"], "a chunk needs 5001; take a smaller length or a longer text"),
            (["--tokenizer", "NONE"], "none: no such file or folder"),
            (["--device", "cuda:9"], "device 'cuda:9'"),
            (["--out", "TEXT"], r"text\.txt/activations"),
        ],
    )
    def test_with_the_place_and_the_way_out(
        self, run: Run, asked: list[object], text: Path, tmp_path: Path, words: list[str], said: str
    ) -> None:
        places: dict[str, object] = {"NONE": tmp_path / "none", "TEXT": text}
        status, out, err = run(*asked, *(places.get(word, word) for word in words))
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert re.search(f"^python -m numerics: .*{said}", err)
        assert not (tmp_path / "out" / JSON).exists()

    def test_where_a_text_has_too_few_chunks(self, run: Run, asked: list[object], tmp_path: Path) -> None:
        (tmp_path / "short.txt").write_text("peace " * 5, encoding="utf-8")
        status, _, err = run(*asked, "--text", tmp_path / "short.txt")
        assert status == 2
        assert re.search(r"short\.txt: \d chunks of this length, and 8 are needed; take a smaller length", err)

    def test_where_the_folder_is_of_another_sample(self, run: Run, plain: list[object], out: Path) -> None:
        status, _, err = run(*plain, "--chunks", 20, "--out", out)
        assert (status, "holds chunks = 40, not 20; take another folder" in err) == (2, True)

    def test_without_a_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            main([])
        assert "COMMAND" in capsys.readouterr().err


def test_what_the_command_alone_needs_is_not_loaded_before() -> None:
    """Neither with the experiment nor with the words of the command."""
    code = (
        "import sys, numerics.__main__, numerics.experiments.radius; print([*{'torch', 'matplotlib'} & {*sys.modules}])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
