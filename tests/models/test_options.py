"""Every option of training changes what a run records, and one that would change nothing is refused."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from numerics.transformers.__main__ import main, parser
from numerics.transformers.asked import DATA, MEANING, SMALL, corpus_of, made_of, told
from numerics.transformers.model import Shape
from numerics.transformers.run import SETTINGS
from numerics.transformers.settings import Optimisation

SIZES = "--width 16 --layers 1 --heads 2 --feed-forward 8 --steps 2 --batch 4 --warm-up 1 --every 1 --device cpu"
QUESTIONS = "--question-formation --rows 20 --evaluated 4"
RANDOM = "--random --rows 8 --length 5 --vocabulary 9"
TEXT = "--text TEXT --tokenizer 270 --length 24"
# Of each field another value than the run of QUESTIONS and SIZES has.
OTHERS: Mapping[str, Any] = {
    "width": 32, "layers": 2, "heads": 4, "feed_forward": 16, "norm": "post", "positions": "rotary", "f": "relu",
    "unified": True, "tied": False, "dropout": 0.5, "steps": 3, "batch": 5, "rate": 0.5, "warm_up": 0,
    "decay": "linear", "floor": 0.5, "weight_decay": 0.5, "beta_1": 0.5, "beta_2": 0.5, "clip": 0.5,
    "precision": "float64", "seed": 1, "every": 2, "checkpoint_after": 2, "evaluated": 3,
}  # fmt: skip
PARTS: Mapping[str, type[Any]] = {"shape": Shape, "optimisation": Optimisation}


def squares(first: int, last: int) -> str:
    """A text of two documents."""
    middle = (first + last) // 2
    return "\f".join(" ".join(str(n * n) for n in range(*ends)) for ends in ((first, middle), (middle, last)))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two texts."""
    found = {name: tmp_path_factory.mktemp("texts") / f"{name}.txt" for name in ("TEXT", "OTHER")}
    for name, first in (("TEXT", 1000), ("OTHER", 2000)):
        found[name].write_text(squares(first, first + 500), encoding="utf-8")
    return found


def flat(settings: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """`shape.width` for {"shape": {"width": ...}}."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        found |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return found


def recorded(folder: Path, words: str, places: Mapping[str, Path]) -> dict[str, Any]:
    """The settings that a run of these words leaves."""
    assert main(["train", str(folder), *SIZES.split(), *(str(places.get(word, word)) for word in words.split())]) == 0
    return flat(json.loads((folder / SETTINGS).read_text()))


def unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return recorded(tmp_path_factory.mktemp("usual") / "run", QUESTIONS, {})


class TestRecorded:
    def test_are_all_fields(self) -> None:
        assert set(OTHERS) == set(MEANING)

    @pytest.mark.parametrize("name", list(OTHERS))
    def test_is_each_field_as_it_was_given_and_nothing_else(
        self, usual: dict[str, Any], tmp_path: Path, name: str
    ) -> None:
        flag, value = f"--{name.replace('_', '-')}", OTHERS[name]
        given = (flag if value else f"--no-{flag[2:]}") if isinstance(value, bool) else f"{flag} {value}"
        found = recorded(tmp_path / "run", f"{QUESTIONS} {given}", {})
        [part] = [part for part, kind in PARTS.items() if name in {field.name for field in fields(kind)}]
        drawn = {"inputs.train", "inputs.validation"} if name == "seed" else set()
        assert unlike(usual, found) == {f"{part}.{name}"} | drawn
        assert found[f"{part}.{name}"] == value

    @pytest.mark.parametrize(
        ("words", "more", "said"),
        [
            (QUESTIONS, "--rows 21", "told.rows inputs.train"),
            (QUESTIONS, "--set aux=do,does", "told.sets"),
            (RANDOM, "--rows 9", "told.rows inputs.train"),
            (RANDOM, "--length 6", "told.length shape.context inputs.train"),
            (RANDOM, "--vocabulary 10", "shape.vocabulary inputs.train"),
            (RANDOM, "--seed 1", "optimisation.seed inputs.train"),
            (RANDOM, "--set low=1,2", "told.sets"),
            (TEXT, "--text OTHER", "inputs.text"),
            (TEXT, "--tokenizer 280", "inputs.tokenizer shape.vocabulary"),
            (TEXT, "--length 20", "told.length shape.context"),
            (TEXT, "--validation 0.11", "told.validation"),
            (TEXT, "--set even=0,2", "told.sets"),
        ],
    )
    def test_is_each_option_of_the_data(
        self, places: dict[str, Path], tmp_path: Path, words: str, more: str, said: str
    ) -> None:
        one = recorded(tmp_path / "one", words, places)
        assert unlike(one, recorded(tmp_path / "other", f"{words} {more}", places)) >= set(said.split())

    def test_is_an_f_where_it_is_said_that_layers_are_not_unified(self, usual: dict[str, Any], tmp_path: Path) -> None:
        found = recorded(tmp_path / "run", f"{QUESTIONS} --no-unified --f silu", {})
        assert unlike(usual, found) == {"shape.f"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--random --validation 0", "--validation goes with --text, not with --random"),
        ("--random --tokenizer 512", "--tokenizer goes with --text, not with --random"),
        ("--random --evaluated 9", "--evaluated goes with --text or --question-formation, not with --random"),
        ("QUESTIONS --length 128", "--length goes with --text or --random, not with QUESTIONS"),
        ("QUESTIONS --tokenizer 512", "--tokenizer goes with --text, not with QUESTIONS"),
        ("QUESTIONS --validation 0.1", "--validation goes with --text, not with QUESTIONS"),
        ("QUESTIONS --vocabulary 64", "--vocabulary goes with --random, not with QUESTIONS"),
        ("--text TEXT --rows 100000", "--rows goes with --question-formation or --random, not with --text"),
        ("--text TEXT --vocabulary 64", "--vocabulary goes with --random, not with --text"),
        ("--random --unified --f gelu", "--f does nothing beside --unified"),
        ("--random --decay none --floor 0.1", "--floor does nothing beside --decay none"),
    ],
)
def test_what_would_do_nothing_is_refused_be_it_the_default(
    places: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    folder, put = tmp_path / "run", {**places, "QUESTIONS": "--question-formation"}
    assert main(["train", str(folder), *(str(put.get(word, word)) for word in words.split())]) == 2
    line = f"python -m numerics.transformers: {said.replace('QUESTIONS', str(put['QUESTIONS']))}; leave "
    assert capsys.readouterr().err in (f"{line}it out\n", f"{line}one of them out\n")
    assert not folder.exists()


def stated(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """The defaults that the help says of each option."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    listed = re.split(r"^  --", capsys.readouterr().out, flags=re.MULTILINE)[1:]
    parts = [" ".join(part.split()) for part in listed]
    return {re.split(r"[ ,]", part)[0].replace("-", "_"): re.findall(r"\(default: (.*?)\)", part) for part in parts}


def asked(*words: object) -> argparse.Namespace:
    return parser().parse_args(["train", "run", *map(str, words)])


class TestDefaults:
    @pytest.mark.parametrize(
        ("command", "without"),
        [
            ("train", {"text", "question_formation", "random"}),  # one of these is asked for
            ("tokenizer", {"out"}),
            ("activations", {"out"}),
        ],
    )
    def test_are_said_once_of_every_option(
        self, capsys: pytest.CaptureFixture[str], command: str, without: set[str]
    ) -> None:
        found = stated(command, capsys)
        assert {name for name, said in found.items() if not said} == without
        assert all(len(said) == 1 for name, said in found.items() if name not in without)

    def test_are_those_that_are_said(self, capsys: pytest.CaptureFixture[str], places: dict[str, Path]) -> None:
        said = {name: found[0] for name, found in stated("train", capsys).items() if found}
        options = asked("--random")
        shape, how = made_of(Shape, options, vocabulary=3, context=3), made_of(Optimisation, options)
        for name in MEANING:
            assert said[name] == str(getattr(shape if hasattr(shape, name) else how, name))
        assert told(options) == {"data": "random", "rows": int(said["rows"]), "length": int(said["length"]), "sets": []}
        text = asked("--text", places["TEXT"])
        assert told(text) == {
            "data": "text", "length": int(said["length"]), "validation": float(said["validation"]), "sets": [],
        }  # fmt: skip
        assert corpus_of(text, places["TEXT"].with_name("none")).vocabulary == int(said["tokenizer"])
        few = corpus_of(asked("--random", "--rows", 2, "--length", 2), Path("none"))
        assert few.vocabulary == int(said["vocabulary"]) + 1  # one begins each sequence
        assert set(DATA) <= set(said)

    def test_of_the_classes_are_those_of_the_command(self) -> None:
        needed = {field.name for field in fields(Shape) if field.default is MISSING}
        assert needed - {"vocabulary", "context"} == set(SMALL)
        assert made_of(Optimisation, asked("--random")) == Optimisation()
        sizes: dict[str, Any] = {**SMALL, "vocabulary": 3, "context": 3}
        assert made_of(Shape, asked("--random"), vocabulary=3, context=3) == Shape(**sizes)


def test_every_setting_has_an_option_that_says_what_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # or lines are cut at hyphens
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert set(MEANING) == {f.name for f in (*fields(Shape), *fields(Optimisation))} - {"vocabulary", "context"}
    for name, meaning in MEANING.items():
        assert re.search(rf"--{name.replace('_', '-')}[ ,].{{0,90}}? {re.escape(meaning)} \(default:", said)
