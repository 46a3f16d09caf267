"""What we report: verdicts, the ledger, and what people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from theory.claims import Claim
    from theory.verdict import Verdict


def verdict(claim: Claim | str, *folders: str | Path) -> Verdict:
    """The verdict that a run gives this claim, earned now; a claim is the one of this id, or one of your own.

    A claim of a folder that rests on others there needs the folder too.  BadClaimFile where a field is wrong.

    >>> import verify
    >>> verify.verdict("niu2024/lemma_2").witness
    {'n': 1, 'x': ['0']}
    """
    from numerics.attack import NORMAL
    from theory.derive import asked
    from verify.examine import examine
    from verify.judge import judge

    return judge(examine(*asked(claim, *folders), NORMAL))
