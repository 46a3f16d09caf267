"""The lemmas: facts of ours or of the literature, none of which a paper prints."""

from __future__ import annotations

import pytest

from tests.catalogue import CATALOGUE
from theory.sides import BANACH, OSTROWSKI, WEIERSTRASS
from theory.statement import Standard

LEMMAS = [claim for claim in CATALOGUE.claims.values() if claim.paper == "lemmas"]


def test_are_claims_of_ours() -> None:
    assert LEMMAS
    assert {claim.fidelity for claim in LEMMAS} == {"ours"}


@pytest.mark.parametrize(
    ("theorem", "named"), [(BANACH, "Banach"), (BANACH, "1922"), (WEIERSTRASS, "Rudin"), (OSTROWSKI, "Ostrowski")]
)
def test_have_the_theorems_in_words_with_their_references(theorem: str, named: str) -> None:
    [fact] = [claim.says for claim in LEMMAS if claim.id == theorem]
    assert isinstance(fact, Standard)
    assert isinstance(fact.fact, str)
    assert named in fact.reference
