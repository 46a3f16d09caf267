"""A claim that holds is true at every configuration that Hypothesis draws, decided exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp
from hypothesis import HealthCheck, assume, given, settings

from numerics.configurations import Configuration, strategy
from numerics.pointwise import decide, enclosure
from numerics.trial import meets_hypotheses
from theory.catalogue import load
from theory.claim import Claim
from theory.derive import Derivations
from theory.kernel import Gap, Relation
from theory.quantities import DistanceEnergy, NearestDistance
from theory.statement import bound
from theory.symbols import rho, x
from theory.verdict import Holds

CATALOGUE = load()
DERIVATIONS = Derivations(CATALOGUE.claims)


def derived(claim: Claim) -> bool:
    """Is every side a theorem, replayed now?"""
    try:
        return all(DERIVATIONS.theorem(claim.id, side) is not None for side in claim.sides)
    except Gap:
        return False


def law(claim: Claim, examples: int = 25) -> Callable[[], None]:
    """The law of a claim as a Hypothesis test: true at every drawn configuration that meets the hypotheses."""

    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy(claim))
    def holds_at(configuration: Configuration) -> None:
        assume(meets_hypotheses(claim, configuration))
        for side, relation in claim.sides.items():
            decision = decide(relation, configuration, symbolic=True)
            slack = None if decision.slack is None else enclosure(decision.slack)
            assert decision.holds is True, f"{claim.id}, {side}, slack {slack} at {configuration.written()}"

    return holds_at


HOLDING = [claim for claim in CATALOGUE.claims.values() if derived(claim)]


def test_there_are_claims_that_hold() -> None:
    assert len(HOLDING) >= 10


@pytest.mark.parametrize("claim", HOLDING, ids=lambda claim: claim.id)
def test_claim_is_true_wherever_its_hypotheses_are_met(claim: Claim) -> None:
    law(claim)()


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
