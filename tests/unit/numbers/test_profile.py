"""A profile says what exact evaluation says, at places that meet the hypotheses, and leaves the others out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import ClassVar

import mpmath
import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from numerics.coordinate import STEPS, Coordinate, coordinates, places, steps
from numerics.profile import INSIDE, NOUGHT, UNMET, Profile, plane, profile
from tests.unit.numbers.planted import at, planted
from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, radius, rho, x, xi

NORM = Sum.over(x[k] ** 2, k, n)
APART = Sum.over((x[k] - xi[k]) ** 2, k, n)
OVERLAP = Max(Vector(Sum.over(rho[i, k] * x[k], k, n), i, d))
LOGARITHMS = sp.log(1 + beta) + sp.log(2 + beta) - sp.log((1 + beta) * (2 + beta))  # 0, which no ball tells
IDLE = (1 + x[1]) ** 2 - 2 * x[1] - x[1] ** 2  # 1 wherever x is
ROUND = Context(prec=4, rounding=ROUND_HALF_EVEN)


def fractions(found: Profile) -> Iterator[tuple[Fraction, dict[str, str]]]:
    """Each place with the values there."""
    for number, place in enumerate(found.places):
        yield Fraction(int(place.p), int(place.q)), {name: values[number] for name, values in found.curves.items()}


def rounded(value: Fraction) -> Decimal:
    """An exact number to four digits, by Python's own decimals."""
    return ROUND.divide(Decimal(value.numerator), Decimal(value.denominator))


def found_profile(claim: Claim, shown: dict[str, sp.Expr], **written: object) -> Profile:
    found = profile(claim, at(claim, **written), shown)
    assert found is not None
    return found


class TestValues:
    def test_are_those_of_exact_fractions(self) -> None:
        claim = planted(bound(NORM, "<=", 1))
        found = found_profile(claim, {"left": NORM, "slack": 1 - NORM}, n=2, x=["1/3", "5/7"])
        assert found.moving == Coordinate(x.symbol, (0,))
        for place, shown in fractions(found):
            norm = place**2 + Fraction(25, 49)
            assert Decimal(shown["left"]) == rounded(norm)
            assert Decimal(shown["slack"]) == rounded(1 - norm)

    def test_are_those_of_mpmath(self) -> None:
        claim = planted(bound(sp.exp(-beta), "<=", sp.log(1 + beta)))
        found = found_profile(claim, {"left": sp.exp(-beta), "right": sp.log(1 + beta)}, beta="1/5")
        for place, shown in fractions(found):
            b = mpmath.mpf(place.numerator) / place.denominator
            for name, value in (("left", mpmath.exp(-b)), ("right", mpmath.log(1 + b))):
                assert abs(mpmath.mpf(shown[name]) - value) <= abs(value) * 5.1e-4

    def test_that_no_ball_tells_from_0_are_marked(self) -> None:
        shown = {"left": sp.exp(2 * beta) - sp.exp(beta) ** 2 + sp.log(beta**2) - 2 * sp.log(beta), "right": beta}
        found = found_profile(planted(bound(shown["left"], "<", beta)), shown, beta="3/7")
        assert all(values["left"] == NOUGHT for _, values in fractions(found))

    def test_are_not_known_where_there_are_none(self) -> None:
        claim = planted(bound(sp.log(1 - radius), "<=", 0))
        found = found_profile(claim, {"left": sp.log(1 - radius)}, r="1/2")
        assert {values["left"] == "?" for place, values in fractions(found) if place >= 1} == {True}
        assert {values["left"] == "?" for place, values in fractions(found) if place < 1} == {False}

    def test_are_not_known_where_no_ball_is_narrow_enough(self) -> None:
        large = 10**50 * LOGARITHMS
        claim = planted(bound(large, "<=", beta))
        assert profile(claim, at(claim, beta="3/7"), {"left": large, "right": beta}) is None
        assert profile(claim, at(claim, beta="3/7"), {"left": LOGARITHMS, "right": beta}) is not None


class TestHypotheses:
    CLAIM = planted(bound(NORM, "<=", 4), Relation(APART, "<=", radius**2))
    BALL: ClassVar[dict[str, object]] = {"n": 1, "r": "1/4", "x": ["0"], "xi": ["0"]}

    def test_decide_which_places_are_shown(self) -> None:
        found = found_profile(self.CLAIM, {"left": NORM}, **self.BALL)
        shown = {place: values["left"] != UNMET for place, values in fractions(found)}
        assert shown == {place: abs(place) <= Fraction(1, 4) for place in shown}
        assert {True, False} == set(shown.values())

    def test_that_are_met_nearly_nowhere_still_have_places_enough(self) -> None:
        found = found_profile(self.CLAIM, {"left": NORM}, **self.BALL | {"r": "1/1000"})
        inside = [place for place, values in fractions(found) if values["left"] != UNMET]
        assert len(inside) >= INSIDE // 2
        assert all(abs(place) <= Fraction(1, 1000) for place in inside)
        assert found.places[-1] - found.places[0] < fmpq(12 * 4, 1000)

    def test_that_hold_at_the_configuration_need_no_balls_there(self) -> None:
        """It was found to meet them by other means: elsewhere balls see it, here only a proof of equality does."""
        claim = planted(bound(beta, "<=", 3), Relation(LOGARITHMS, "<=", (beta - 1) ** 2))
        found = found_profile(claim, {"left": beta}, beta="1")
        assert all(values["left"] != UNMET for _, values in fractions(found))
        assert fmpq(1) in found.places

    def test_that_do_not_speak_of_what_moves_stay_met(self) -> None:
        claim = planted(bound(NORM, "<=", 3), Relation(LOGARITHMS, "=", sp.S.Zero))
        found = found_profile(claim, {"left": NORM}, n=1, x=["1"], beta="1")
        assert all(values["left"] != UNMET for _, values in fractions(found))

    def test_that_hold_at_two_places_alone_leave_nothing_to_draw(self) -> None:
        claim = planted(bound(APART, "<=", 4), Relation(x[1] ** 2, "=", sp.Integer(1)))
        assert profile(claim, at(claim, n=1, x=["1"], xi=["-1"]), {"left": sp.exp(x[1])}) is None

    def test_include_the_signs_of_the_symbols(self) -> None:
        claim = planted(bound(radius, "<=", 1))
        found = found_profile(claim, {"left": radius}, r="1/1000000")
        assert all(place > 0 for place, _ in fractions(found))


class TestWhatMoves:
    def moved(self, claim: Claim, **written: object) -> list[str]:
        spoken = frozenset().union(*(r.lhs.free_symbols | r.rhs.free_symbols for r in claim.sides.values()))
        return [moving.symbol.name for moving in coordinates(claim, at(claim, **written), spoken)]

    def test_is_a_query_before_a_scalar_before_a_pattern(self) -> None:
        claim = planted(bound(OVERLAP + beta * APART, "<=", radius))
        found = self.moved(claim, n=1, d=1, x=["0"], xi=["1"], rho=[["2"]], beta="1", r="1")
        assert found == ["x", "xi", "r", "beta", "rho"]

    def test_is_nothing_that_the_relation_does_not_speak_of(self) -> None:
        claim = planted(bound(NORM, "<=", 1), Relation(radius, "<=", beta))
        assert self.moved(claim, n=1, x=["0"], beta="1", r="1") == ["x"]

    def test_is_the_coordinate_in_which_a_query_differs(self) -> None:
        claim = planted(bound(APART, "<=", 1))
        found = found_profile(claim, {"left": APART}, n=3, x=["1", "1", "1"], xi=["1", "1", "0"])
        assert found.moving == Coordinate(x.symbol, (2,))

    def test_is_the_first_number_on_which_a_value_depends(self) -> None:
        claim = planted(bound(IDLE + radius, "<=", 1))
        assert found_profile(claim, {"left": IDLE + radius}, n=1, x=["0"], r="1").moving.symbol == radius

    def test_is_nothing_where_there_are_sizes_alone(self) -> None:
        claim = planted(bound(n, "<=", 3))
        assert profile(claim, at(claim, n=2), {"left": sp.Integer(1) * n}) is None

    def test_is_nothing_where_hardly_a_value_is_known(self) -> None:
        """Of 29 places two have a value, r = 1 and r = 25/16, and those differ."""
        rare = sp.log(1 - 10**9 * (radius - 1) ** 2 * (radius - sp.Rational(25, 16)) ** 2) + radius
        claim = planted(bound(rare, "<=", 1))
        assert profile(claim, at(claim, r="1"), {"left": rare}) is None

    def test_is_nothing_where_every_value_is_the_same(self) -> None:
        claim = planted(bound(IDLE, "<=", 1))
        assert profile(claim, at(claim, n=1, x=["0"]), {"left": IDLE}) is None


@given(st.fractions(-(10**9), 10**9, max_denominator=10**9), st.fractions(Fraction(1, 10**30), 10**30))
def test_steps_are_few_and_between_the_ends(low: Fraction, width: Fraction) -> None:
    high = low + width
    found = [*steps(fmpq(low.numerator, low.denominator), fmpq(high.numerator, high.denominator))]
    assert STEPS // 2 - 1 <= len(found) <= STEPS + 1
    assert all(low <= Fraction(int(p.p), int(p.q)) <= high for p in found)


@pytest.mark.parametrize("scale", ["1/1000000000000", "1", "1000000000000"])
def test_places_hold_the_query_and_the_patterns_at_every_scale(scale: str) -> None:
    claim, unit = planted(bound(OVERLAP, "<=", 1)), Fraction(scale)
    configuration = at(claim, d=2, n=1, x=[scale], rho=[["0"], [str(3 * unit)]])
    found = [Fraction(int(p.p), int(p.q)) for p in places(claim, configuration, Coordinate(x.symbol, (0,)))]
    assert {unit, Fraction(0), 3 * unit} <= set(found)
    assert found == sorted(set(found))
    assert -3 * unit <= found[0] < 0 < 3 * unit < found[-1] <= 6 * unit
    assert len(found) <= STEPS + 5


def test_places_of_a_positive_number_go_from_a_sixteenth_of_it_to_four_times() -> None:
    claim = planted(bound(beta, "<=", 1))
    found = places(claim, at(claim, beta="3/7"), Coordinate(beta, ()))
    assert (found[0], found[-1]) == (fmpq(3, 7 * 16), fmpq(12, 7))


class TestPlane:
    CLAIM = planted(bound(NORM, "<=", 1), Relation(x[1], "<=", sp.Integer(1)))

    def test_has_the_values_of_exact_fractions_where_the_hypotheses_are_met(self) -> None:
        found = plane(self.CLAIM, at(self.CLAIM, n=2, x=["1/2", "2"]), {"slack": 1 - NORM})
        assert found is not None
        columns, rows = found.places
        assert (found.across.index, found.up.index) == ((0,), (1,))
        for y, row in zip(rows, found.values["slack"], strict=True):
            for a, value in zip(columns, row, strict=True):
                across, up = Fraction(int(a.p), int(a.q)), Fraction(int(y.p), int(y.q))
                known = 1 - across**2 - up**2
                assert value == UNMET if across > 1 else Decimal(value) == rounded(known)

    def test_is_none_on_a_line_in_space_and_where_little_is_met(self) -> None:
        claim = planted(bound(NORM, "<=", 1))
        assert plane(claim, at(claim, n=1, x=["1"]), {"slack": NORM}) is None
        assert plane(claim, at(claim, n=3, x=["1", "1", "1"]), {"slack": NORM}) is None
        narrow = planted(bound(NORM, "<=", 1), Relation(x[1], "=", sp.S.Zero))
        assert plane(narrow, at(narrow, n=2, x=["0", "1"]), {"slack": NORM}) is None
