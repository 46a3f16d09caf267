"""No false neighbour of a claim is ever held; nearly all are refuted."""

from __future__ import annotations

from collections import Counter

import pytest

from numerics.attack import Budget
from tests.meta.mutants import mutants
from theory.catalogue import load
from theory.claim import Claim
from theory.derive import Derivations
from theory.verdict import Contradiction, Holds, name
from verify.examine import examine
from verify.judge import judge

CATALOGUE = load()
BUDGET = Budget(per_shape=60, draws=40, examples=10, starts=2)
CLAIMS = [claim for claim in CATALOGUE.claims.values() if set(claim.derivation) == set(claim.sides)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_no_mutant_is_held(claim: Claim) -> None:
    found: Counter[str] = Counter()
    for mutant in mutants(claim):
        derivations = Derivations({**CATALOGUE.claims, mutant.claim.id: mutant.claim})
        verdict = judge(examine(mutant.claim, CATALOGUE, derivations, BUDGET))
        found[name(verdict)] += 1
        assert not isinstance(verdict, Holds | Contradiction), f"{mutant.change}: {verdict}"
    assert found["fails"] > 0, f"no mutant of {claim.id} was refuted: {dict(found)}"
