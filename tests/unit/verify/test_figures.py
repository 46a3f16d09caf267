"""A claim's figure is in its entry of the ledger, point by point, and changes nothing else there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from numerics.figure import STEPS, drawn
from tests.catalogue import CATALOGUE
from tests.unit.verify.planted import HOLDS, Plant, Run, file_of
from theory.figure import Figure

BEFORE = """
from theory.figure import Figure
from theory.symbols import radius, reach, weight
"""
CURVES = '(("log r", sp.log(radius)), ("r", radius))'
FIGURE = 'Figure(variable=radius, low=sp.Rational(1, 2), high=sp.Integer(2), curves=CURVES, caption="Two curves")'


def with_figure(figure: str = FIGURE, curves: str = CURVES) -> str:
    """A file with one claim that holds and has this figure."""
    shown = figure.replace("CURVES", curves)
    return file_of(HOLDS.replace("expects", f"figure={shown}, expects"), before=BEFORE)


class TestOneFigure:
    def test_is_in_the_ledger_as_the_schema_has_it(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        made = run(plant(first=with_figure()), "--json")
        assert made.status == 0
        assert [*jsonschema.Draft202012Validator(schema).iter_errors(made.ledger)] == []
        [claim] = made.ledger["claims"]
        found = claim["figure"]
        assert found["caption"] == "Two curves"
        assert found["variable"] == {"name": "r", "latex": "r", "low": "1/2", "high": "2"}
        assert found["at"] == {}
        assert [(curve["label"], curve["text"]) for curve in found["curves"]] == [("log r", "log(r)"), ("r", "r")]
        assert found["curves"][0]["points"][0] == ["1/2", "-0.693147"]
        assert found["curves"][1]["points"][-1] == ["2", "2"]
        assert all(len(curve["points"]) == STEPS + 1 and curve["left_out"] == [] for curve in found["curves"])

    def test_changes_nothing_else_in_the_entry(self, plant: Plant, run: Run) -> None:
        folder = plant(first=with_figure(), second=file_of(HOLDS))
        shown, bare = run(folder, "--json").ledger["claims"]
        differ = {key for key in shown if shown[key] != bare[key]}
        assert differ == {"id", "statement", "figure"}
        assert bare["figure"] is None

    def test_says_which_places_are_left_out(self, plant: Plant, run: Run) -> None:
        made = run(plant(first=with_figure(curves='(("c", sp.log(radius - 1)),)')), "--json")
        [curve] = made.ledger["claims"][0]["figure"]["curves"]
        assert curve["left_out"][0] == "1/2"
        assert len(curve["points"]) + len(curve["left_out"]) == STEPS + 1

    def test_is_named_by_explain(self, plant: Plant, run: Run) -> None:
        folder = plant(first=with_figure(), second=file_of(HOLDS))
        lines = [line for line in run(folder, "--explain").out.splitlines() if line.startswith("  figure ")]
        assert lines == ["  figure    Two curves; drawn in bounds.tex, its points in ledger.json (with --out DIR)"]

    def test_is_drawn_under_its_claim_and_nowhere_else(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        run(plant(first=with_figure(), second=file_of(HOLDS)), "--out", str(tmp_path))
        first, second = (tmp_path / "bounds.tex").read_text(encoding="utf-8").split(r"\begin{amitem}")[-2:]
        assert first.count(r"\begin{picture}(") == 1
        assert r"\amkey{2}{\mbox{r}}" in first
        assert r"\begin{picture}" not in second

    @pytest.mark.parametrize(
        ("figure", "curves", "said"),
        [
            ('"r.png"', CURVES, "`figure` cannot be 'r.png'"),
            (FIGURE, '(("c", sp.sin(radius)),)', "its figure: sin(r) (sin) is outside the kernel's language"),
            (FIGURE, '(("c", radius + weight),)', "Ill: a figure: `given` lacks lambda"),
            (FIGURE, '(("c", radius + x[k]),)', "Ill: a figure: `given` lacks"),
            (FIGURE, '(("c", sp.log(-radius)),)', "its figure has no certified points of the curve 'c'"),
            (
                FIGURE.replace("caption", 'given={"d": 1, "r": ["1"]}, caption'),
                '(("c", radius + reach[1] * Sum.over(sp.S.One, k, reach.axes[0])),)',
                "its figure: r stands for two things",
            ),
        ],
    )
    def test_that_is_wrong_ends_the_run_in_one_line(
        self, plant: Plant, run: Run, figure: str, curves: str, said: str
    ) -> None:
        made = run(plant(first=with_figure(figure, curves)))
        assert made.status == 2
        assert said in made.complaint


CURVE: list[dict[str, object]] = [
    {"label": "L", "text": "log(r)", "points": [["1/2", "-0.7"], ["2", "1.2e-7"]], "left_out": ["1"]}
]
FOUND: dict[str, Any] = {
    "caption": "c",
    "variable": {"name": "r", "latex": "r", "low": "1/2", "high": "2"},
    "at": {"d": 1, "zeta": ["0"]},
    "curves": CURVE,
}


class TestSchema:
    @pytest.fixture
    def accepts(self, plant: Plant, run: Run, schema: dict[str, Any]) -> Callable[[object], bool]:
        made = run(plant(first=file_of(HOLDS)), "--json").ledger
        [claim] = made["claims"]
        valid = jsonschema.Draft202012Validator(schema).is_valid
        return lambda figure: valid(made | {"claims": [claim | {"figure": figure}]})

    def test_accepts_a_figure_or_none(self, accepts: Callable[[object], bool]) -> None:
        assert accepts(FOUND)
        assert accepts(None)

    @pytest.mark.parametrize(
        "changed",
        [
            {"caption": ""},
            {"colour": "red"},
            {"variable": {"name": "r", "latex": "r", "low": "0.5", "high": "2"}},
            {"at": {"d": 1.5}},
            {"curves": []},
            {"curves": CURVE * 5},
            {"curves": [CURVE[0] | {"points": [["1", "2"]]}]},
            {"curves": [CURVE[0] | {"points": [["1", "2"], ["0.5", "2"]]}]},
            {"curves": [CURVE[0] | {"points": [["1", "2"], ["2", "[2 +/- 1e-9]"]]}]},
            {"curves": [CURVE[0] | {"points": [["1", "2"], ["2", 2.5]]}]},
            {"curves": [CURVE[0] | {"left_out": None}]},
        ],
    )
    def test_rejects(self, accepts: Callable[[object], bool], changed: dict[str, object]) -> None:
        assert not accepts(FOUND | changed)


@pytest.mark.parametrize("reading", ["A", "B", "C"])
def test_each_reading_of_proposition_4_shows_the_loss_beside_its_curve(reading: str) -> None:
    figure = CATALOGUE.claims[f"niu2024/proposition_4:{reading}"].figure
    assert isinstance(figure, Figure)
    loss, curve = drawn(figure)
    assert (loss.label, curve.label) == ("the loss L", "log Z + 1/Z")
    assert loss.left_out == curve.left_out == ()
    apart = [Decimal(above) - Decimal(below) for (_, above), (_, below) in zip(curve.points, loss.points, strict=True)]
    assert apart[0] > 1  # at the smallest radius
    assert (min(apart) < 0) is (reading == "A")  # they cross in this reading alone
