"""A figure names its curves, its interval and every other value exactly; anything else is refused in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from theory.figure import MOST_CURVES, Figure
from theory.kernel import Ill, Sum
from theory.quantities import NearestLoss, SmoothLoss, equal_radii
from theory.symbols import d, i, line, masses, n, radius, reach, shift, weight

R = equal_radii(radius, d)
LOSS = ("the loss", SmoothLoss(line.vector(), R))
GOOD: dict[str, Any] = {
    "variable": radius,
    "low": sp.Rational(1, 20),
    "high": sp.Integer(3),
    "curves": (LOSS, ("the logarithm", sp.log(radius))),
    "given": {"d": 2, "zeta": ["0", "7/2"]},
    "caption": "Two patterns",
}


def test_knows_what_its_curves_depend_on() -> None:
    figure = Figure(**GOOD)
    assert figure.sizes == (d,)
    assert figure.scalars == ()
    assert figure.families == (line,)
    assert Figure(**GOOD | {"curves": (("c", shift + radius),), "given": {"gamma": -1}}).scalars == (shift,)


@pytest.mark.parametrize("value", [2, "2", "-1/3", "0.25", Fraction(5, 7)])
def test_takes_any_exact_number(value: object) -> None:
    assert Figure(**GOOD | {"curves": (("c", shift * radius),), "given": {"gamma": value}})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"variable": "r"}, "the variable 'r' is no positive number"),
        ({"variable": shift}, "the variable gamma is no positive number"),
        ({"variable": d}, "the variable d is no positive number"),
        ({"low": 0.05}, "from 0.05 to 3: the ends are exact"),
        ({"high": sp.Float(3)}, "the ends are exact"),
        ({"low": sp.S.Zero}, "from 0 to 3 is no interval"),
        ({"low": sp.Integer(3)}, "from 3 to 3 is no interval"),
        ({"caption": " "}, "the caption ' ' says nothing"),
        ({"caption": None}, "the caption None says nothing"),
        ({"curves": ()}, f"a tuple of 1 to {MOST_CURVES} pairs"),
        ({"curves": [LOSS]}, "is a tuple of"),
        ({"curves": tuple((str(k), radius) for k in range(MOST_CURVES + 1))}, "is a tuple of"),
        ({"curves": (LOSS, LOSS)}, "two curves have the label 'the loss'"),
        ({"curves": (("", radius),)}, "is no pair of a label and an expression"),
        ({"curves": (("c", 1),)}, "is no pair of a label and an expression"),
        ({"curves": (("c", sp.Integer(1)),), "given": {}}, "no curve depends on r"),
        ({"given": None}, "`given` has values by the names of symbols"),
        ({"given": {d: 2, line.symbol: ["0", "1"]}}, "`given` has values by the names of symbols"),
        ({"given": {"d": 2}}, "`given` lacks zeta"),
        ({"given": {}}, "`given` lacks d, zeta"),
        ({"given": {"d": 2, "zeta": ["0", "1"], "n": 1}}, "`given` names n, which no curve holds"),
        ({"given": {"d": 2, "zeta": ["0", "1"], "r": 1}}, "`given` names r, which no curve holds"),
        ({"given": {"d": 0, "zeta": []}}, "d = 0 is no size"),
        ({"given": {"d": "2", "zeta": ["0", "1"]}}, "d = '2' is no size"),
        ({"given": {"d": True, "zeta": ["0"]}}, "d = True is no size"),
        ({"given": {"d": 2, "zeta": ["0"]}}, "is not 2 exact numbers"),
        ({"given": {"d": 2, "zeta": "01"}}, "is not 2 exact numbers"),
        ({"given": {"d": 2, "zeta": ["0", 0.5]}}, "is not 2 exact numbers"),
        ({"given": {"d": 2, "zeta": ["0", "1/0"]}}, "is not 2 exact numbers"),
        ({"given": {"d": 2, "zeta": ["0", ["1"]]}}, "is not 2 exact numbers"),
        ({"curves": (("c", weight * radius),), "given": {"lambda": "-1/9"}}, "is not one exact numbers of its sign"),
        (
            {"curves": (("c", radius * Sum.over(masses[i], i, masses.axes[0])),), "given": {"m": 2, "omega": [1, 0]}},
            "omega = [1, 0] is not 2 exact numbers of its sign",
        ),
    ],
)
def test_refuses_in_one_line(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(Ill) as found:
        Figure(**GOOD | changed)
    assert said in str(found.value)
    assert str(found.value).startswith("a figure: ")
    assert "\n" not in str(found.value)


def test_a_family_of_the_variables_name_is_left_to_the_catalogue() -> None:
    """r as a number and r as d radii are two things; the figure itself only asks for the family's values."""
    both = NearestLoss(n, reach.vector()) + radius
    assert Figure(**GOOD | {"curves": (("c", both),), "given": {"d": 1, "n": 1, "r": ["1"]}})
