"""An examination of a claim as the judge gets it: all is derived and nothing refuted, but for the changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flint import fmpq

from numerics.configurations import Configuration
from numerics.evidence import Evidence, Tightness, Witness
from numerics.recheck import Recheck
from tests.catalogue import CATALOGUE
from theory.claims import Claim
from theory.kernel import Theorem, accept
from theory.symbols import n, x
from verify.examine import Examination

CLAIM = CATALOGUE.claims["niu2024/lemma_2+weak"]
ORIGIN = Configuration({n: 1}, {x.symbol: (fmpq(0),)})
AGREED = Recheck(agreed=6, undecided=0, false=None)
WITNESS = Witness(at=ORIGIN, side="lower", slack=fmpq(-1), found_by="enumeration")


def theorems(claim: Claim, *sides: str) -> dict[str, Theorem]:
    """Theorems for these sides (all, if none is named), as if they had been derived."""
    return {side: accept(claim.id, side, claim.sides[side], claim.all_hypotheses) for side in sides or claim.sides}


def evidence(
    *,
    met: int = 10,
    undecided: int = 0,
    witness: Witness | None = None,
    tight: Mapping[str, Tightness] | None = None,
) -> Evidence:
    found = {} if witness is None else {witness.side: witness}
    return Evidence(met=met, tried=12, undecided=undecided, witnesses=found, tightness=tight or {})


def examination(claim: Claim = CLAIM, **changes: object) -> Examination:
    """A claim that is derived on every side and refuted nowhere, but for the changes."""
    derived = theorems(claim)
    sound = Examination(
        claim=claim,
        theorems=derived,
        gaps={},
        rechecks=dict.fromkeys(derived, AGREED),
        evidence=evidence(),
        enclosure=None,
        confirmed=None,
        defeats=(),
    )
    return replace(sound, **changes)  # type: ignore[arg-type]
