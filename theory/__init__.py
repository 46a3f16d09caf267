"""Statements and derivations: what the papers say, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theory.claims import Claim
    from theory.kernel import Theorem


def claim(name: str, *folders: str | Path) -> Claim:
    """The claim of this id, in a built-in paper or in one of the folders; NoSuchClaim where there is none.

    >>> import theory
    >>> theory.claim("niu2024/lemma_2").title
    'LogSumExp lies above the maximum, by at most log n'
    """
    from theory.catalogue import BUILT_IN, loaded

    return loaded((BUILT_IN, *map(Path, folders))).claim(name)


def theorem(claim: Claim | str, side: str = "bound", *folders: str | Path) -> Theorem:
    """One side of the claim, its derivation replayed now; Gap, with the step and the reason, where that fails.

    >>> import theory
    >>> theory.theorem("niu2024/lemma_2+weak", "upper").lines[-1].rule
    'the entry 1'
    """
    from theory.catalogue import BUILT_IN, loaded
    from theory.checks import check_fields
    from theory.derive import Derivations

    catalogue = loaded((BUILT_IN, *map(Path, folders)))
    asked = catalogue.claim(claim) if isinstance(claim, str) else claim
    check_fields(asked)
    return Derivations({**catalogue.claims, asked.id: asked}).theorem(asked.id, side)
