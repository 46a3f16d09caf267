"""What the numbers say: certified decisions, searches for counterexamples, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flint import arb, fmpq

    from theory.claims import Claim


def slack(claim: Claim | str, configuration: Mapping[str, object]) -> dict[str, fmpq | arb | None]:
    """By how much each side of the claim holds at a configuration, exactly or as a ball; negative where it fails.

    A configuration gives each symbol of the claim a value, as a witness does: `{"n": 2, "x": ["1/2", -3]}`.  None:
    undecided.  NotAConfiguration where a symbol is missing, a length is wrong or a hypothesis is not met.

    >>> import numerics
    >>> numerics.slack("niu2024/lemma_2", {"n": 2, "x": [0, 0]})
    {'lower': [0.693147180559945 +/- 3.10e-16], 'upper': 0}
    """
    from numerics.trial import slacks
    from theory import claim as claim_of

    return slacks(claim_of(claim) if isinstance(claim, str) else claim, configuration)
