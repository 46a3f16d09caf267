"""What is moved towards the hypotheses meets them certainly, and false claims under tight hypotheses are refuted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import sympy as sp

from numerics.attack import Budget, attack
from numerics.conditions import Conditions
from numerics.configurations import Configuration, drawn, filled, in_domain
from numerics.meeting import Meeting, rationals
from numerics.moving import moved
from numerics.pointwise import decide
from numerics.trial import meets_hypotheses
from numerics.within import descents
from tests.unit.numbers.planted import planted
from tests.unit.numbers.tight import given, mean, ring, self_map
from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum
from theory.quantities import LogSumExp
from theory.statement import Convex, bound
from theory.symbols import beta, d, j, k, m, n, radius, rho, separation, sigma, weight, x, xi, y

X, Y = x.vector(), y.vector()
a, c = sp.Symbol("a", real=True), sp.Symbol("c", real=True)
HERE = Budget(per_shape=60, draws=40, examples=10, starts=8)

TRUE = [
    self_map("self map"),
    ring("ring", sp.Rational(17, 2)),
    given("given", sp.Integer(-5)),
    planted(bound(x[1], "<=", Max(X)), Relation(Min(X), ">=", sp.Integer(40)), name="far away"),
    planted(bound(a, "<", c), Relation(a + sp.Rational(1, 10**4), "<", c), Relation(c, "<", a + 1), name="one behind"),
    planted(bound(LogSumExp(X), "<=", 1 + Max(X)), Relation((n - 1) * sp.exp(-beta), "<=", sp.S.One / 99),
            Relation(Max.over(sp.Abs(x[k]), k, n), "<=", beta), Relation(n, "<=", sp.Integer(2)), name="cold"),
    planted(bound(Sum(X), "<=", Sum(X) + beta), Relation(n, ">=", sp.Integer(5)), Relation(Sum(X), "<=", -beta),
            name="five or more"),
    planted(Convex(Sum.over(x[k] ** 2, k, n), x, y, weight), Relation(weight, ">=", sp.Rational(9, 10)), name="convex"),
]  # fmt: skip
FALSE = [
    (self_map("self map 1 %", constant=sp.Rational(99, 100)), "ascent"),
    (self_map("self map without m", factor=sp.S.One), "met"),
    (ring("ring 1 %", sp.Rational(17001, 2000)), "ascent"),
    (given("given 1 %", sp.Rational(-501, 100)), "met"),
    (planted(bound(Min(X), ">=", sp.Rational(40001, 10)), Relation(Min(X), ">=", sp.Integer(4000)), name="edge"),
     "ascent"),
    (planted(bound(c, "<=", a + sp.Rational(99, 100)), Relation(a + sp.Rational(9, 10), "<", c),
             Relation(c, "<", a + 1), name="gap 1 %"), "ascent"),
]  # fmt: skip
named = pytest.mark.parametrize("claim", TRUE, ids=lambda claim: claim.id)


def meeting(claim: Claim) -> Meeting:
    return Meeting(claim, claim.all_hypotheses, claim.id)


def found(claim: Claim, how_many: int = 8) -> Iterator[Configuration]:
    here = meeting(claim)
    for sizes in here.sizes():
        yield from here.configurations(sizes, how_many)


class TestMeeting:
    """Everything that comes out meets the facts by exact arithmetic; something comes out at every size."""

    @named
    def test_what_is_found_meets_the_hypotheses(self, claim: Claim) -> None:
        seen = list(found(claim))
        assert len(seen) >= 5
        for at in seen:
            assert in_domain(claim, at)
            assert meets_hypotheses(claim, at)

    @named
    def test_at_every_size_that_the_facts_allow(self, claim: Claim) -> None:
        here = meeting(claim)
        assert {tuple(at.sizes.values()) for at in found(claim)} == {tuple(s.values()) for s in here.sizes()}

    @pytest.mark.parametrize("claim", [claim for claim, _ in FALSE], ids=lambda claim: claim.id)
    def test_where_draws_hardly_ever_do(self, claim: Claim) -> None:
        drawn_ones = list(drawn(claim, claim.id, 300))
        assert sum(in_domain(claim, at) and meets_hypotheses(claim, at) for at in drawn_ones) <= 3
        assert len(list(found(claim, 10))) >= 10

    def test_the_coarsest_rounding_is_taken(self) -> None:
        claim = planted(bound(a, "<=", c), Relation(a, ">=", sp.Rational(1, 3)), Relation(a, "<=", sp.Rational(2, 3)))
        assert all(at.values[a] == sp.Rational(1, 2) for at in found(claim))

    def test_a_fixed_point_is_met_by_symmetry(self) -> None:
        still = Relation(Sum.over((mean - x[k]) ** 2, k, n), "<=", sp.S.Zero)
        wide = Relation(separation, "<=", Min.over(Sum.over(sp.Abs(sigma[j, k] - xi[k]), k, n), j, m))
        claim = planted(bound(radius, "<=", separation), still, wide, Relation(2 * radius, "<=", separation))
        assert len(list(found(claim))) > 5

    @pytest.mark.parametrize("facts", [
        (Relation(a**2, "<", sp.S.Zero),), (Relation(a, ">", c), Relation(c, ">", a)),
        (Relation(sp.exp(x[1]), "<=", -beta),), (Relation(d, ">=", sp.Integer(99)), Relation(rho[1, 1], ">", sp.S.One)),
        (Relation(a**2, "=", sp.Integer(2)),),
    ], ids=str)  # fmt: skip
    def test_nothing_is_found_where_there_is_nothing(self, facts: tuple[Relation, ...]) -> None:
        assert list(found(planted(bound(a, "<=", c + x[1] * beta), *facts))) == []

    def test_the_same_every_time(self) -> None:
        claim = TRUE[0]
        assert [at.written() for at in found(claim)] == [at.written() for at in found(claim)]

    @named
    def test_it_is_asked_for_only_by_facts_about_numbers(self, claim: Claim) -> None:
        assert meeting(claim).needed
        assert not Meeting(claim, (), "none").needed
        assert not Meeting(claim, (Relation(n, ">=", sp.Integer(2)),), "sizes").needed


class TestMoving:
    def test_a_point_that_has_its_margins_stays(self) -> None:
        claim = TRUE[0]
        here = meeting(claim)
        sizes = here.sizes()[0]
        points = here.cloud(sizes, 6)
        conditions = here.conditions(sizes)
        kept = points[~conditions.lack(conditions.gaps(points).measure, np.full(6, 0.01)).any(axis=1)]
        assert len(kept)
        assert np.array_equal(moved(conditions, kept, np.full(len(kept), 0.01)), kept)

    @named
    def test_floats_and_exact_arithmetic_agree_on_what_is_met(self, claim: Claim) -> None:
        here = meeting(claim)
        source = np.random.default_rng(5)
        for sizes in here.sizes()[:3]:
            conditions: Conditions = here.conditions(sizes)
            points = np.concatenate([here.cloud(sizes, 6), source.normal(scale=3.0, size=(20, conditions.length))])
            points = np.maximum(np.round(points * 64) / 64, 1 / 64 + np.maximum(conditions.lows, -1e9))
            for point, met in zip(points, conditions.met(points), strict=True):
                at = filled(claim, sizes, iter(rationals(point, 4096)))
                facts = [f for f in here.about_numbers if f.op != "="]
                certain = [decide(f, at).holds for f in facts]
                assert None in certain or met == all(certain)


class TestAttack:
    """A claim that is false by 1 % under tight hypotheses is refuted, by this stage and by no other."""

    @pytest.mark.parametrize(("claim", "stage"), FALSE, ids=lambda part: getattr(part, "id", part))
    def test_refutes(self, claim: Claim, stage: str) -> None:
        evidence = attack(claim, HERE)
        assert evidence.witness is not None
        assert evidence.witness.found_by in ("met", stage)
        assert in_domain(claim, evidence.witness.at)
        assert meets_hypotheses(claim, evidence.witness.at)
        assert decide(claim.sides[evidence.witness.side], evidence.witness.at).holds is False

    @pytest.mark.parametrize(("claim", "stage"), FALSE, ids=lambda part: getattr(part, "id", part))
    def test_which_needs_what_meets(self, claim: Claim, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Meeting, "needed", False)
        assert attack(claim, HERE).witness is None

    @named
    def test_refutes_nothing_that_is_true(self, claim: Claim) -> None:
        evidence = attack(claim, HERE)
        assert evidence.witness is None
        assert evidence.met >= 8

    def test_descents_stay_inside_and_reach_the_edge(self) -> None:
        claim = self_map("edge")
        least = min(
            float(decide(claim.sides["bound"], at).slack[1].mid())  # type: ignore[index]
            for at in descents(meeting(claim), 8, 10)
            if meets_hypotheses(claim, at)
        )
        assert least < 1e-3
