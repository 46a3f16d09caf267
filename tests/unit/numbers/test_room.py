"""A box is certified only where every side has its margin at every point of it; else a reason is given."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration, filled, in_domain, numbers_of
from numerics.equations import places
from numerics.pointwise import decide
from numerics.room import NoRoom, Room, _rounded_down, room
from numerics.trial import meets_hypotheses
from tests.holding import HOLDING
from tests.unit.numbers.planted import planted, two_or_more
from tests.unit.numbers.tight import given, ring, self_map
from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum
from theory.quantities import LogSumExp, Norm
from theory.statement import Bound, Convex, Identity, Statement, bound
from theory.symbols import beta, d, k, n, rho, weight, x, y

X, Y = x.vector(), y.vector()
lse, top = LogSumExp(X), Max(X)
a, b = sp.Symbol("a", real=True), sp.Symbol("b", positive=True)
q = sp.Symbol("q", nonnegative=True)

AWAY_FROM_EQUALITY = [
    planted(bound(2 * a * b, "<=", a**2 + b**2), name="squares"),
    planted(bound(top, "<=", lse, "<=", top + sp.log(n)), name="log sum exp"),
    planted(bound(top, "<", lse), two_or_more(n), name="two or more"),
    planted(bound(Sum.over(x[k] * y[k], k, n), "<=", Norm(X) * Norm(Y)), name="Cauchy and Schwarz"),
    planted(bound(sp.S.Zero, "<=", sp.Abs(x[1] - y[1]) + q), name="magnitude"),
    planted(Convex(lse, x, y, weight), name="convex"),
    planted(bound(1 + a, "<=", sp.exp(a)), name="tangent"),
    planted(
        bound(rho[1, 1], "<=", Max.over(rho[k, 1], k, d)), Relation(Min.over(rho[k, 1], k, d), "<", -beta), name="one"
    ),
    planted(
        bound(sp.S.Zero, "<", 1 + a**2), Relation(sp.S.Zero, "<=", a), Relation(a, "<=", sp.S.One / 4), name="thin"
    ),
    self_map("self map"),
    given("given", sp.Integer(-4)),
]
named = pytest.mark.parametrize("claim", AWAY_FROM_EQUALITY, ids=lambda claim: claim.id)


def corners(claim: Claim, found: Room) -> Iterator[Configuration]:
    """Corners of the box and random points of it."""
    source = random.Random(claim.id)
    numbers = numbers_of(found.centre, claim)
    fixed = {p for h in claim.all_hypotheses if h.op == "=" for p in places(claim, h, found.centre)}
    for number in range(60):
        parts = [
            Fraction(source.choice((-1, 1))) if number % 2 else Fraction(source.randint(-8, 8), 8) for _ in numbers
        ]
        shifts = [fmpq(0) if p in fixed else found.half * fmpq(t.numerator, t.denominator) for p, t in enumerate(parts)]
        yield filled(claim, found.centre.sizes, iter([u + s for u, s in zip(numbers, shifts, strict=True)]))


class TestRoom:
    """At corners and random points of the box, exactly: in the domain, hypotheses met, margins kept."""

    @named
    def test_is_found_away_from_equality(self, claim: Claim) -> None:
        found = room(claim)
        assert isinstance(found, Room)
        assert found.half > 0
        assert found.boxes >= len(claim.sides)
        assert set(found.margins) == set(claim.sides)
        for at in corners(claim, found):
            assert in_domain(claim, at)
            assert meets_hypotheses(claim, at)
            for side, relation in claim.sides.items():
                assert found.margins[side] > 0
                margin = sp.Rational(int(found.margins[side].p), int(found.margins[side].q))
                assert decide(Relation(margin, "<=", relation.slack), at).holds

    def test_names_what_an_equation_fixes(self) -> None:
        found = room(given("given", sp.Integer(-4)))
        assert isinstance(found, Room)
        assert set(found.fixed) == {"rho[1, 1]", "x", "y[1]"}

    def test_does_not_move_what_is_fixed(self) -> None:
        claim = planted(bound(rho[1, 1] + b, "<=", b - 1), Relation(rho[1, 1], "=", sp.Integer(-2)), name="fixed")
        found = room(claim)
        assert isinstance(found, Room)
        assert found.margins["bound"] == 1

    def test_fixes_what_a_hypothesis_without_room_depends_on(self) -> None:
        origin = Relation(Norm(X), "<=", sp.S.Zero)
        found = room(planted(bound(x[1], "<", b), origin, Relation(a, "<=", b), name="origin"))
        assert isinstance(found, Room)
        assert found.fixed == ("x",)
        assert 0 < found.half < found.centre.values[b]  # type: ignore[operator]

    def test_skips_the_sizes_where_both_sides_are_always_equal(self) -> None:
        found = room(planted(bound(top, "<=", lse), name="one entry"))
        assert isinstance(found, Room)
        assert found.centre.sizes == {n: 2}

    @named
    def test_the_same_every_time(self, claim: Claim) -> None:
        assert room(claim) == room(claim)


class TestNoRoom:
    """Nothing is certified, and the reason is said."""

    @pytest.mark.parametrize("says", [
        bound(2 * a * b, "<=", a**2 + b**2 - sp.exp(10 * sp.Abs(a) + 10 * b)), bound(lse, "<=", top - 1),
        bound(a, "<", a - b), bound(sp.exp(a), "<", a), bound(top, "<=", lse, "<=", top - 1),
    ], ids=str)  # fmt: skip
    def test_for_a_false_bound(self, says: Statement) -> None:
        found = room(planted(says, name="false"))
        assert isinstance(found, NoRoom)

    @pytest.mark.parametrize(("claim", "reason"), [
        (planted(Identity(a + b, b + a), name="identity"), "an equation leaves no room"),
        (planted(bound(2 * a, "<=", (a + 1) ** 2 - a**2 - 1), name="equal"), "every side"),
        (planted(bound(d, "<=", d + n), name="sizes"), "sizes alone"),
        (planted(bound(x[1], "<", sp.S.One), Relation(Norm(X), "<=", sp.S.Zero), name="a point"), "fix every number"),
        (planted(bound(x[1], "<=", b + x[1]), Relation(a**2, "<", sp.S.Zero), name="empty"), "meets the hypotheses"),
    ], ids=lambda part: getattr(part, "id", None))  # fmt: skip
    def test_says_why(self, claim: Claim, reason: str) -> None:
        found = room(claim)
        assert isinstance(found, NoRoom)
        assert reason in found.reason

    def test_a_bound_false_on_a_tiny_part_of_the_box_is_not_certified_there(self) -> None:
        dip = sp.Rational(1, 100) - sp.exp(-((1000 * (a - sp.Rational(1, 3))) ** 2))
        claim = planted(bound(sp.S.Zero, "<=", dip), name="dip")
        found = room(claim)
        if isinstance(found, Room):
            assert abs(found.centre.values[a] - fmpq(1, 3)) > found.half  # type: ignore[operator]
        else:
            assert found.point is not None
            assert decide(claim.sides["bound"], found.point).holds is False

    def test_a_thin_ring_has_a_thin_box(self) -> None:
        found = room(ring("ring", sp.Integer(8)))
        assert isinstance(found, Room)
        assert found.half < fmpq(1, 1000)
        assert found.margins["bound"] >= fmpq(49, 100)


@pytest.mark.parametrize("value", ["1", "0.1", "123456789", "1e-40", "0.000999999999", "3.00000001e25", "999.9999999"])
def test_a_margin_is_rounded_down(value: str) -> None:
    exact = arb(value).lower()
    shown = _rounded_down(exact)
    assert arb(shown) <= exact
    assert arb(shown) > exact * arb("0.985")


NOT_ENCLOSED: dict[str, str] = {
    "niu2024/attention_decrease+distance_fixed": "its hypothesis holds at fixed points only",
    "niu2024/attention_decrease+mchn_fixed": "its hypothesis holds at fixed points only",
    "niu2024/ball_integral_dimensions+fails": "its hypothesis is met from n = 8 on, beyond the sizes that are tried",
    "niu2024/equation_12_compared+gains": "the intervals of its differences of integrals are wide",
    "niu2024/equation_12_compared+line": "the intervals of its differences of integrals are wide",
    "niu2024/lemma_5+real": "the intervals of a power in its integral are wide",
    "niu2024/nearest_majorizer+step": "its hypotheses hold where a pattern is chosen exactly, and nowhere around",
    "niu2024/proposition_4:F": "its lower side is an equation",
    "niu2024/proposition_4+printed": "the intervals of its integral inside an integral are wide",
    "niu2024/proposition_5_volume+layers": "its hypotheses are equations that fix every number",
    "niu2024/retrieval+lost": "under its hypothesis both sides are equal",
    "niu2024/step_a+nearest": "a pattern is its own nearest, which intervals cannot tell from being near itself",
    "niu2024/table_1_polynomial:A": "the kink of its polynomial meets the tie of two energies",
    "niu2024/table_1_polynomial+one_state": "under its hypotheses both sides are equal",
}


BOUNDS = [claim for claim in HOLDING if isinstance(claim.says, Bound)]
ROWS = ("niu2024/table_2_law", *(f"niu2024/table_3:{letter}" for letter in "ABC"))
NOT_ENCLOSED |= {c.id: "its numbers are those of a row" for c in BOUNDS if {c.id, c.statement} & set(ROWS)}


@pytest.mark.parametrize("claim", BOUNDS, ids=lambda claim: claim.id)
def test_every_bound_that_holds_is_enclosed_or_listed(claim: Claim) -> None:
    found = room(claim)
    if not claim.families and not claim.scalars:
        assert found == NoRoom(reason="it speaks of sizes alone, which have no boxes")
    else:
        assert isinstance(found, Room) == (claim.id not in NOT_ENCLOSED)


def test_there_are_bounds_that_hold() -> None:
    assert len(BOUNDS) - len(NOT_ENCLOSED) >= 15
    assert {c.id for c in BOUNDS} >= NOT_ENCLOSED.keys()
