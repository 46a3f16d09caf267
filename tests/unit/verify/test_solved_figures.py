"""A figure of an unknown, on logarithmic axes, with a table is in the ledger and in the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.verify.planted import HOLDS, Plant, Run, file_of

BEFORE = """
from theory.figure import Figure
from theory.kernel import Family, Sum
from theory.symbols import d, i, radius
u = sp.Symbol("u", positive=True)
"""
FIGURE = (
    'Figure(variable=radius, low=sp.Integer(1), high=sp.Integer(1000), curves=(("the root", CURVE),), unknown=u,'
    ' logarithmic=True, tabled=(sp.Integer(2), sp.Integer(10)), caption="Roots")'
)


def with_figure(curve: str = "u**2 - radius") -> str:
    return file_of(HOLDS.replace("expects", f"figure={FIGURE.replace('CURVE', curve)}, expects"), before=BEFORE)


def test_is_in_the_ledger_as_the_schema_has_it(plant: Plant, run: Run, schema: dict[str, Any], tmp_path: Path) -> None:
    made = run(plant(first=with_figure()), "--json", "--out", str(tmp_path))
    assert made.status == 0
    assert [*jsonschema.Draft202012Validator(schema).iter_errors(made.ledger)] == []
    found = made.ledger["claims"][0]["figure"]
    assert found["unknown"] == {"name": "u", "latex": "u"}
    assert found["logarithmic"] is True
    assert found["tabled"] == ["2", "10"]
    [curve] = found["curves"]
    assert curve["text"] == "-r + u**2"
    assert {("2", "1.414"), ("10", "3.162"), ("1000", "31.62")} <= {*map(tuple, curve["points"])}
    assert r"$2$ & $1.414$\\" in (tmp_path / "bounds.tex").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changed",
    [
        {"unknown": None},
        {"unknown": "u"},
        {"unknown": {"name": "u"}},
        {"unknown": {"name": "u", "latex": "u", "value": "1"}},
        {"logarithmic": False},
        {"logarithmic": "yes"},
        {"tabled": []},
        {"tabled": ["0.5"]},
        {"tabled": ["1", "1"]},
        {"tabled": [str(k) for k in range(1, 14)]},
        {"solved": True},
    ],
)
def test_the_schema_rejects_anything_else(
    plant: Plant, run: Run, schema: dict[str, Any], changed: dict[str, object]
) -> None:
    made = run(plant(first=with_figure()), "--json").ledger
    [claim] = made["claims"]
    valid = jsonschema.Draft202012Validator(schema).is_valid
    assert valid(made)
    assert not valid(made | {"claims": [claim | {"figure": claim["figure"] | changed}]})


@pytest.mark.parametrize(
    ("curve", "said"),
    [
        ("u + radius", "its figure has no certified points of the curve 'the root'"),
        ("u - radius * Sum.over(Family('u', d)[i], i, d)", "its figure: u stands for two things"),
        ("u - radius * sp.Symbol('u', real=True)", "its figure: u stands for two things"),
        ("sp.sin(u) - radius", "sin(u) (sin) is outside the kernel's language"),
    ],
)
def test_that_is_wrong_ends_the_run_in_one_line(plant: Plant, run: Run, curve: str, said: str) -> None:
    given = {"Family": 'given={"d": 1, "u": ["1"]}, ', "real": 'given={"u": 1}, '}
    more = "".join(values for kind, values in given.items() if kind in curve)
    made = run(plant(first=with_figure(curve).replace("caption", f"{more}caption")))
    assert made.status == 2
    assert said in made.complaint
