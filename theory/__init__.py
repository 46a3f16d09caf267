"""Statements and derivations: what the papers say, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from theory.claims import Claim
    from theory.kernel import Theorem


def claim(name: str, *folders: str | Path) -> Claim:
    """The claim of this id, in a built-in paper or in one of the folders; NoSuchClaim where there is none.

    >>> import theory
    >>> theory.claim("niu2024/lemma_2").title
    'LogSumExp lies above the maximum, by at most log n'
    """
    from theory.derive import asked

    return asked(name, *folders)[0]


def theorem(claim: Claim | str, side: str = "bound", *folders: str | Path) -> Theorem:
    """One side of the claim, its derivation replayed now; Gap, with the step and the reason, where that fails.

    >>> import theory
    >>> theory.theorem("niu2024/lemma_2+weak", "upper").lines[-1].rule
    'the entry 1'
    """
    from theory.derive import asked

    found, _, derivations = asked(claim, *folders)
    return derivations.theorem(found.id, side)
