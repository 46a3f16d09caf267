"""A figure names its curves, its interval and every other value exactly; anything else is refused in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from theory.figure import MOST_CURVES, MOST_TABLED, Figure
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

u = sp.Symbol("u", positive=True)
SOLVED = GOOD | {"curves": (("the root", u**2 - radius + shift),), "unknown": u, "given": {"gamma": "1/2"}}


def test_knows_what_its_curves_depend_on() -> None:
    figure = Figure(**GOOD)
    assert figure.sizes == (d,)
    assert figure.scalars == ()
    assert figure.families == (line,)
    assert Figure(**GOOD | {"curves": (("c", shift + radius),), "given": {"gamma": -1}}).scalars == (shift,)


def test_the_unknown_is_given_no_value() -> None:
    figure = Figure(**SOLVED)
    assert figure.scalars == (shift,)
    assert figure.coordinates == (radius, u)
    assert Figure(**GOOD).coordinates == (radius,)


@pytest.mark.parametrize("tabled", [(sp.Rational(1, 20), sp.Integer(3)), (sp.S.One,), ()])
def test_takes_a_table_and_logarithmic_axes(tabled: tuple[sp.Rational, ...]) -> None:
    assert Figure(**GOOD | {"tabled": tabled, "logarithmic": True}).tabled == tabled


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
        ({"unknown": "u"}, "the unknown 'u' is no positive number"),
        ({"unknown": shift}, "the unknown gamma is no positive number"),
        ({"unknown": d}, "the unknown d is no positive number"),
        ({"unknown": radius}, "the unknown r is the variable too"),
        ({"unknown": sp.Symbol("r", positive=True, rational=True)}, "the unknown r is the variable too"),
        ({"unknown": u}, "the curve 'the loss' does not hold the unknown u"),
        (SOLVED | {"curves": (*SOLVED["curves"], LOSS)}, "the curve 'the loss' does not hold the unknown u"),
        (SOLVED | {"given": {"gamma": 1, "u": 1}}, "`given` names u, which no curve holds"),
        (SOLVED | {"unknown": None}, "`given` lacks u"),
        (SOLVED | {"curves": (("c", u - shift),)}, "no curve depends on r"),
        ({"logarithmic": 1}, "`logarithmic` is True or False, and not 1"),
        ({"logarithmic": None}, "`logarithmic` is True or False, and not None"),
        ({"logarithmic": True, "low": sp.Rational(31, 100)}, "less than a factor of 10: too little for logarithmic"),
        ({"tabled": [sp.S.One]}, "`tabled` is a tuple of exact places"),
        ({"tabled": (0.5,)}, "`tabled` is a tuple of exact places"),
        ({"tabled": (sp.Float(1),)}, "`tabled` is a tuple of exact places"),
        ({"tabled": (sp.pi,)}, "`tabled` is a tuple of exact places"),
        ({"tabled": (sp.Rational(1, 21),)}, "the place 1/21 of `tabled` is not from 1/20 to 3"),
        ({"tabled": (sp.S.One, sp.Integer(4))}, "the place 4 of `tabled` is not from 1/20 to 3"),
        ({"tabled": (sp.Integer(2), sp.S.One)}, "the places 2, 1 of `tabled` do not rise one by one"),
        ({"tabled": (sp.S.One, sp.S.One)}, "the places 1, 1 of `tabled` do not rise one by one"),
        (
            {"tabled": tuple(sp.Rational(k, 10) for k in range(1, MOST_TABLED + 2))},
            f"`tabled` has {MOST_TABLED + 1} places; a table has at most {MOST_TABLED}",
        ),
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
