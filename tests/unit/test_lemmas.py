"""The lemmas: facts of ours or of the literature, none of which a paper prints."""

from __future__ import annotations

from theory.catalogue import load
from theory.sides import BANACH
from theory.statement import Standard

LEMMAS = [claim for claim in load().claims.values() if claim.paper == "lemmas"]


def test_are_claims_of_ours() -> None:
    assert LEMMAS
    assert {claim.fidelity for claim in LEMMAS} == {"ours"}


def test_have_the_fixed_point_theorem_in_words_with_its_reference() -> None:
    [fact] = [claim.says for claim in LEMMAS if claim.id == BANACH]
    assert isinstance(fact, Standard)
    assert isinstance(fact.fact, str)
    assert "Banach" in fact.reference
    assert "1922" in fact.reference
