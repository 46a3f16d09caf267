"""A claim that holds is true at every configuration that Hypothesis draws or that is moved there, decided exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.errors import Unsatisfiable

from numerics.configurations import Configuration, read, strategy
from numerics.integrate import holds_integral
from numerics.meeting import Meeting
from numerics.pointwise import decide, enclosure
from numerics.trial import meets_hypotheses
from tests.catalogue import CATALOGUE
from tests.holding import HOLDING
from theory.claims import Claim
from theory.kernel import Relation
from theory.quantities import DistanceEnergy, NearestDistance, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import radius, rho, x, xi
from theory.verdict import Holds


def law(claim: Claim, examples: int = 25) -> Callable[[], None]:
    """The law of a claim as a Hypothesis test: true at every drawn configuration that meets the hypotheses."""

    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy(claim))
    def holds_at(configuration: Configuration) -> None:
        assume(meets_hypotheses(claim, configuration))
        for side, relation in claim.sides.items():
            decision = decide(relation, configuration, symbolic=True)
            slack = None if decision.slack is None else enclosure(decision.slack)
            said = f"{claim.id}, {side}, slack {slack} at {configuration.written()}"
            assume(decision.holds is not None)  # nearer to equality than balls tell apart: no example of anything
            assert decision.holds, said

    return holds_at


def met(claim: Claim, how_many: int = 4) -> list[Configuration]:
    """Configurations moved until they meet the hypotheses about numbers; none where there are none to meet."""
    meeting = Meeting(claim, claim.all_hypotheses, f"{claim.id} law")
    if not meeting.needed:
        return []
    return [at for sizes in meeting.sizes() for at in meeting.configurations(sizes, how_many)]


def named(claim: Claim) -> list[Configuration]:
    """The configurations of the claim file that meet the hypotheses."""
    written = (read(claim, at) for at in claim.try_first)
    return [at for at in written if meets_hypotheses(claim, at)]


def test_there_are_claims_that_hold() -> None:
    assert len(HOLDING) >= 10


@pytest.mark.parametrize("claim", HOLDING, ids=lambda claim: claim.id)
def test_claim_is_true_wherever_its_hypotheses_are_met(claim: Claim) -> None:
    try:
        law(claim)()
    except Unsatisfiable:
        # Nothing that was drawn meets the hypotheses: points that were moved do, or those that the claim file names,
        # as for n >= 21.  Or balls around two integrals overlap at every point, as those of equal numbers do.
        assert met(claim) or named(claim) or equates_integrals(claim)


def equates_integrals(claim: Claim) -> bool:
    """Is it an equation between integrals, which balls can refute and never confirm?"""
    relations = claim.sides.values()
    return all(r.op == "=" for r in relations) and any(holds_integral(r.slack) for r in relations)


def test_an_equation_between_integrals_that_is_false_is_refuted() -> None:
    [moment] = [claim for claim in HOLDING if claim.id == "niu2024/dirac_target+moment"]
    assert equates_integrals(moment)
    off = Identity(moment.sides["identity"].lhs, moment.sides["identity"].rhs * sp.Rational(101, 100))
    with pytest.raises(AssertionError, match="slack"):
        law(replace(moment, says=off))()


BOUND_TIGHTLY = [claim for claim in HOLDING if Meeting(claim, claim.all_hypotheses, claim.id).needed]


@pytest.mark.parametrize("claim", BOUND_TIGHTLY, ids=lambda claim: claim.id)
def test_claim_is_true_where_points_were_moved_to_meet_its_hypotheses(claim: Claim) -> None:
    where = [*met(claim), *named(claim)]
    assert where
    for at in where:
        assert meets_hypotheses(claim, at)
        for side, relation in claim.sides.items():
            assert decide(relation, at, symbolic=True).holds is not False, f"{claim.id}, {side} at {at.written()}"


@pytest.mark.parametrize("claim", [c for c in HOLDING if c.hypotheses and c.try_first], ids=lambda claim: claim.id)
def test_claim_is_true_at_the_points_that_its_file_names(claim: Claim) -> None:
    for at in named(claim):
        for side, relation in claim.sides.items():
            assert decide(relation, at, symbolic=True).holds is not False, f"{claim.id}, {side} at {at.written()}"


def test_where_points_were_moved_a_planted_false_claim_is_false() -> None:
    inside = Relation(SquaredDistance(QUERY, xi.vector()), "<=", radius**2)
    false = bound(SquaredDistance(QUERY, xi.vector()), "<=", radius**2 / 2)
    planted = Claim(cites="none", section="", title="planted", says=false, hypotheses=(inside,), expects=Holds)
    assert any(decide(planted.sides["bound"], at).holds is False for at in met(planted, 10))


PATTERNS, QUERY = rho.vector(), x.vector()
G, E = NearestDistance(QUERY, PATTERNS), DistanceEnergy(QUERY, PATTERNS)


@pytest.mark.parametrize(
    "false",
    [
        bound(E, "<", G),  # strict, false at one pattern
        bound(G, "<=", E),  # the wrong way round
        bound(G - sp.log(2), "<=", E),  # right for two patterns alone
    ],
    ids=["strict", "reversed", "constant"],
)
def test_a_planted_false_claim_turns_the_law_red(false: object) -> None:
    planted = Claim(cites="none", section="", title="planted", says=false, expects=Holds)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="slack"):
        law(planted, examples=200)()


def test_equality_is_decided_symbolically_and_not_by_a_tolerance() -> None:
    claim = CATALOGUE.claims["niu2024/proposition_1"]
    everywhere_equal = Relation(E, "=", G - sp.log(sp.Integer(2)))
    at = next(c for c in _all_equal(claim) if c.sizes[claim.sizes[0]] == 2)
    assert decide(everywhere_equal, at).holds is None
    assert decide(everywhere_equal, at, symbolic=True).holds is True


def _all_equal(claim: Claim) -> list[Configuration]:
    from numerics.configurations import smallest_first

    return list(smallest_first(claim, 1))
