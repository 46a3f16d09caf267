"""Small papers as an author would write them, and what a user sees of a run on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

PAPER = '''
"""A planted paper."""
from theory.claims import Source

source = Source(
    title="Planted", authors="Nobody", version="version 1", bibtex="@misc{planted}", sections=("1", "2")
)
'''

IMPORTS = '''
"""What is printed."""
import sympy as sp
from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Sign
from theory.quantities import SquaredNorm
from theory.statement import Bound, Standard, bound
from theory.symbols import i, k, n, x
from theory.verdict import Fails, Holds, Open

X = x.vector()
norm = SquaredNorm(X)
place = dict(cites="Lemma 1", section="1", title="Planted")
by_sign = {"bound": chain(sp.S.Zero, ("<=", norm, Sign()))}
'''

# A true statement with its derivation, and a false one (x = 0 is the smallest witness).
HOLDS = 'Claim(**place, says=bound(0, "<=", norm), derivation=by_sign, expects=Holds)'
FAILS = 'Claim(**place, says=bound(0, "<", norm), expects=Fails)'
# Sentences that are not decided: neither true nor false, or true or false and beyond what can be stated.
WORDS = "from theory.statement import NoMeaning, Unstated"
NONSENSE = 'Claim(**place, says=NoMeaning("50% of what is said is undefined"), expects=Open)'
UNSTATED = 'Claim(**place, says=Unstated("with probability 1 - p all is well", "no chances here"), expects=Open)'
REPORTS = {"index.html", "bounds.tex", "claims.tex", "findings.md", "review.md", "review.tex"}
FILES = {"ledger.json", "run.json", *REPORTS}  # that a run writes, but for the folder of witnesses
STANDARD = 'Claim(**place, says=Standard(bound(0, "<=", norm), "Euclid"), expects=Holds)'


def file_of(*claims: str, before: str = "") -> str:
    """A claim file with these claims."""
    listed = "".join(f"    {claim},\n" for claim in claims)
    return f"{IMPORTS}\n{dedent(before)}\nclaims = (\n{listed})\n"


def cited(claim: str, side: str = "bound", expects: str = "Holds") -> str:
    """0 <= ||x||^2 by nothing but a citation."""
    derivation = f'{{"bound": chain(sp.S.Zero, ("<=", norm, Cite({claim!r}, {side!r})))}}'
    return f'Claim(**place, says=bound(0, "<=", norm), derivation={derivation}, expects={expects})'


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a user sees of one run."""

    status: int
    out: str
    err: str

    @property
    def ledger(self) -> dict[str, Any]:
        """Standard output as JSON, all of it."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def claims(self) -> dict[str, Any]:
        return {claim["id"]: claim for claim in self.ledger["claims"]}

    @property
    def complaint(self) -> str:
        """The one line that a wrong use is answered with."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("verify: ")
        assert self.out == ""
        return lines[0]


Plant = Callable[..., Path]
Run = Callable[..., Outcome]
