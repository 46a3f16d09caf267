"""What is false is refuted with a small witness; what is true never is; counts are what was tried."""

from __future__ import annotations

import random

import pytest
import sympy as sp
from flint import fmpq

from numerics.attack import Budget, attack
from numerics.configurations import flat, in_domain
from numerics.evidence import Evidence
from numerics.exact import ball
from numerics.pointwise import decide
from numerics.trial import Trial, meets_hypotheses
from tests.catalogue import CATALOGUE
from tests.unit.numbers.clock import seconds
from tests.unit.numbers.planted import SMALL, at, planted, two_or_more
from theory.claims import Claim
from theory.kernel import Family, Max, Min, Relation, Sum
from theory.quantities import DistanceEnergy, LogSumExp, NearestDistance, Norm, SupNorm
from theory.statement import Convex, Identity, bound
from theory.symbols import d, i, j, n, rho, weight, x, y
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
a, c = sp.Symbol("a", real=True), sp.Symbol("c", real=True)
b = sp.Symbol("b", positive=True)
lse, top, bottom = LogSumExp(X), Max(X), Min(X)
change = Max.over(sp.Abs(x[i] - y[i]), i, n)
energy, g = DistanceEnergy(X, patterns), NearestDistance(X, patterns)
TINY = Budget(per_shape=40, draws=20, examples=15, starts=2)
LATER = Budget(per_shape=9, draws=0, examples=0, starts=12)


def bump(centre: sp.Expr, height: int = 2) -> sp.Expr:
    """Above 1 only near the centre, and rising towards it from everywhere."""
    return height / (1 + (a - centre) ** 2 / 4)


def certified(claim: Claim, evidence: Evidence) -> None:
    """Each witness meets the hypotheses and certainly violates its side."""
    for side, witness in evidence.witnesses.items():
        assert in_domain(claim, witness.at)
        assert meets_hypotheses(claim, witness.at)
        assert decide(claim.sides[side], witness.at, symbolic=True).holds is False
        assert not ball(witness.slack) > 0 or claim.sides[side].op == "="


class TestFalseClaims:
    """Each is refuted; where the enumeration reaches it, by the smallest witness."""

    @pytest.mark.parametrize(("claim", "smallest"), [
        (planted(bound(top, "<", lse), name="strict"), {"n": 1, "x": ["0"]}),
        (planted(bound(lse, "<=", top)), {"n": 2, "x": ["0", "0"]}),
        (planted(bound(lse, "<=", bottom + sp.log(n))), {"n": 2, "x": ["0", "1"]}),
        (planted(bound(lse, ">=", top + sp.Rational(1, 100))), {"n": 1, "x": ["0"]}),
        (planted(bound(energy, "<", g)), {"d": 1, "n": 1, "rho": [["0"]], "x": ["0"]}),
        (planted(bound(d, "<=", n + 1)), {"d": 3, "n": 1}),
        (planted(bound((d - 3) ** 2 * sp.exp(x[1]), ">", sp.S.Zero)), {"d": 3, "n": 1, "x": ["0"]}),
        (planted(bound(n, ">", sp.S.One + a**2 - a**2)), {"n": 1}),
        (planted(bound(sp.Abs(a), "<", sp.Integer(4))), {"a": "4"}),
        (planted(bound(a**2, "<=", a)), {"a": "-1"}),
        (planted(Identity(Norm(X), SupNorm(X))), {"n": 2, "x": ["1", "1"]}),
        (planted(Identity(sp.exp(a + c), sp.exp(a) + sp.exp(c))), {"a": "0", "c": "0"}),
        (planted(bound(x[1], "<=", Sum(X)), two_or_more(n)), {"n": 2, "x": ["0", "-1"]}),
    ])  # fmt: skip
    def test_the_smallest_witness(self, claim: Claim, smallest: dict[str, object]) -> None:
        found = attack(claim, SMALL)
        certified(claim, found)
        assert found.witness is not None
        assert found.witness.found_by == "enumeration"
        written = found.witness.at.written()
        assert {name: written[name] for name in smallest} == smallest

    @pytest.mark.parametrize("claim", [
        planted(bound(x[1], "<=", sp.Integer(1000)), name="only far away"),
        planted(bound(x[1], ">=", sp.Integer(-1000)), name="only far away on the other side"),
        planted(bound(b, ">=", sp.Rational(1, 500)), name="only for tiny parameters"),
        planted(bound(bump(10 + sp.sqrt(2), 2) / 2, "<=", sp.Rational(99, 100)), name="near 10 + root 2"),
        planted(bound(bump(-sp.pi * 5, 1), "<=", sp.Rational(999, 1000)), name="near -5 pi"),
        planted(bound(sp.Abs(lse - LogSumExp(Y)), "<=", sp.Rational(99, 100) * change), name="0.99"),
        planted(Convex(-Norm(X), x, y, weight), name="concave"),
        planted(bound(energy, ">=", g - sp.Rational(99, 100) * sp.log(d)), name="1 % off"),
    ])  # fmt: skip
    def test_beyond_small_rationals(self, claim: Claim) -> None:
        found = attack(claim, SMALL)
        assert found.witness is not None
        certified(claim, found)

    def test_ascent_alone_finds_a_narrow_place(self) -> None:
        claim = planted(bound(bump(7 + sp.sqrt(3), 1), "<=", sp.Rational(999, 1000)), name="ascent")
        found = attack(claim, LATER)
        assert found.witness is not None
        assert found.witness.found_by == "ascent"

    def test_ascent_tries_each_side_at_each_size(self) -> None:
        """Two vectors and a table of up to 12 numbers have eight shapes, and two sides."""
        low = -2 + (d - 1) ** 2 + (n - 2) ** 2 + bump(7 + sp.sqrt(3), 3) - 1
        table = rho[1, 1] + x[1] + y[1]
        say = bound(table - table**2 - 10**6, "<=", a, "<=", 2 - low + 2 * a - a)
        claim = planted(say, name="each side")
        assert attack(claim, Budget(per_shape=9, draws=0, examples=0, starts=40)).witness is not None

    def test_a_hypothesis_that_is_dropped(self) -> None:
        true = planted(bound(top, "<", lse), two_or_more(n))
        assert attack(true, TINY).witness is None
        assert attack(planted(bound(top, "<", lse)), TINY).witness is not None

    def test_the_witness_is_shrunk(self) -> None:
        found = attack(planted(bound(x[1], "<=", sp.Integer(1000) + y[1] ** 2)), SMALL)
        assert found.witness is not None
        assert list(flat(found.witness.at.values[y.symbol])) == [0]

    def test_a_large_integer_is_shrunk(self) -> None:
        found = attack(planted(bound(a, "<=", sp.Integer(1000)), name="shrunk"), SMALL)
        assert found.witness is not None
        assert 1000 < found.witness.at.values[a] <= 2048  # type: ignore[operator]

    def test_a_stored_witness_is_tried_again(self) -> None:
        lonely = planted(bound(-((a - 12345) ** 2) * 10**12, "<", -sp.S.One / 2))
        stored = Claim(
            cites=lonely.cites, section="1", title="stored", says=lonely.says, expects=Fails,
            statement="tests/stored", try_first=({"a": "12345"},),
        )  # fmt: skip
        found = attack(stored, TINY)
        assert found.witness is not None
        assert found.witness.found_by == "stored"
        assert found.witness.at.values[a] == 12345


class TestTrueClaims:
    """Never refuted."""

    @pytest.mark.parametrize("name", [
        "niu2024/proposition_1", "niu2024/lemma_2+strict", "niu2024/lemma_4", "niu2024/lemma_3+weak",
        "niu2024/proposition_2_maximum", "niu2024/lemma_1",
    ])  # fmt: skip
    def test_of_the_catalogue(self, name: str) -> None:
        claim = CATALOGUE.claims[name]
        assert claim.expects is Holds
        with seconds(10):
            assert attack(claim, TINY).witnesses == {}

    @pytest.mark.parametrize("claim", [
        planted(bound(sp.S(-1), "<", sp.sqrt(a) * sp.sqrt(c)), name="roots"),
        planted(bound(sp.S.Zero, "<", 1 / (1 / a**2 + 1)), name="no value at zero"),
        planted(bound(sp.S.Zero, "<=", a**2, "<", a**2 + sp.exp(-(a**2))), name="tiny slack"),
        planted(bound(sp.exp(a), ">=", 1 + a), name="tangent"),
        planted(bound(Sum.over(sp.Abs(x[i]), i, n), ">=", Norm(X)), name="norms"),
    ])  # fmt: skip
    def test_made_for_this(self, claim: Claim) -> None:
        assert attack(claim, SMALL).witnesses == {}


class TestAnyClaimInTheLanguage:
    """The search comes to an end whatever a claim is about."""

    square, cube = Family("S", n, n), Family("T", n, n, n)
    long, positive = Family("w", sp.Integer(13)), Family("p", n, nonnegative=True)
    trace, moment = Sum.over(square[i, i], i, n), Sum.over(i * x[i], i, n)

    @pytest.mark.parametrize("claim", [
        planted(bound(trace, "<=", Sum.over(square[i, i] ** 2, i, n) + n), name="diagonal"),
        planted(bound(moment, "<=", Sum.over(i * x[i] ** 2, i, n) + n**2), name="index as number"),
        planted(bound(Max(long.vector()), "<=", Max(long.vector()) + long[1] ** 2), name="thirteen numbers"),
        planted(bound(cube[1, 1, 1], "<=", cube[1, 1, 1] ** 2 + 1), name="three axes"),
        planted(bound(sp.S(-1), "<", Max.over(sp.log(positive[i]), i, n) ** 2), name="undefined entries"),
        planted(bound(sp.S(2), "<", sp.S(3)), name="constants"),
        planted(bound(sp.Abs(sp.log(Sum.over(sp.exp(sp.S(-1)), i, n))), "<=", 1 + n), name="integers only"),
    ])  # fmt: skip
    def test_no_crash(self, claim: Claim) -> None:
        assert attack(claim, TINY).witnesses == {}


class TestCounts:
    """met <= tried; undecided is seen; hypotheses that are never met say so."""

    def test_hypotheses_that_nothing_meets(self) -> None:
        found = attack(planted(bound(x[1], "<", x[1] - 1 + a), Relation(a**2, "<", sp.S.Zero)), TINY)
        assert found.met == 0
        assert found.tried > 40
        assert not found.witnesses

    def test_every_configuration_tried_is_counted(self) -> None:
        trial = Trial(claim := planted(bound(x[1], "<=", b), Relation(x[1], ">", sp.S.Zero)))
        tries = [(1, 2), (-1, 2), (3, 2), (1, 0), (1, -5)]
        results = [trial.at(at(claim, n=1, x=[p], b=q), "by hand") for p, q in tries]
        assert results == [False, False, True, False, False]
        assert (trial.tried, trial.met, trial.undecided) == (5, 2, 0)
        assert trial.evidence().witnesses["bound"].slack == -1

    def test_undecided_is_counted(self) -> None:
        trial = Trial(claim := planted(bound(sp.log(a), "<=", a)))
        trial.at(at(claim, a=-1), "by hand")
        trial.at(at(claim, a=2), "by hand")
        assert (trial.met, trial.undecided) == (2, 1)

    def test_the_same_evidence_every_time(self) -> None:
        claim = planted(bound(energy, "<=", g + 10), name="twice")
        first, second = attack(claim, TINY), attack(claim, TINY)
        assert first == second

    def test_the_state_of_random_is_left_alone(self) -> None:
        random.seed(5)
        before = random.getstate()
        attack(planted(bound(x[1], "<=", x[1] ** 2 + 1)), TINY)
        assert random.getstate() == before

    def test_both_sides_can_have_witnesses(self) -> None:
        found = attack(planted(bound(a, "<=", 2 * a, "<", 3 * a)), TINY)
        assert set(found.witnesses) == {"lower", "upper"}


class TestTightness:
    """Attained, approached, degenerate or least, in this order of worth."""

    @pytest.mark.parametrize(("claim", "kind"), [
        (planted(bound(top, "<=", top + sp.Abs(x[1] - 1))), "attained"),
        (planted(bound(top, "<=", lse)), "approached"),
        (planted(bound(sp.exp(a), "<=", sp.exp(a) + 1)), "least"),
        (planted(bound(sp.S.Zero, "<=", (n - 1) * (1 + x[1] ** 2), "<", 10**90 + n)), "attained"),
        (planted(bound(x[1], "<=", x[1] + (n - 1) * (1 + x[1] ** 2))), "degenerate"),
    ])  # fmt: skip
    def test_of_the_first_side(self, claim: Claim, kind: str) -> None:
        side = next(iter(claim.sides))
        if kind == "attained" and side == "lower":
            kind = "degenerate"
        found = attack(claim, TINY).tightness[side]
        assert found.kind == kind
        assert (kind in ("attained", "degenerate")) == (found.slack == fmpq(0))

    def test_the_least_slack_is_the_least(self) -> None:
        found = attack(planted(bound(sp.S.Zero, "<", 2 + sp.Abs(a - 1) + x[1] ** 2)), TINY).tightness["bound"]
        assert found.kind == "least"
        assert found.slack == 2


def test_the_double_index_of_a_hypothesis_reaches_the_trial() -> None:
    apart = Relation(Min.over(Sum.over((rho[i, j] - rho[1, j]) ** 2, j, n), i, d), "=", sp.S.Zero)
    assert attack(planted(bound(g, "<=", g + 1), apart), TINY).met > 0
