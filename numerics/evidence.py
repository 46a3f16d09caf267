"""What the search for a counterexample found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from numerics.configurations import Configuration
from numerics.exact import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A configuration at which one side of the statement is false, with the slack there."""

    at: Configuration
    side: str
    slack: Number
    found_by: str


Kind = Literal["attained", "approached", "degenerate", "least"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tightness:
    """How near one side of a bound comes to equality.

    attained: equality, at two entries or more; approached: slack below 2^-64, absolutely and against the sides;
    degenerate: equality only at a single entry, or as 0 <= 0; least: the least slack seen.
    """

    kind: Kind
    at: Configuration
    slack: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Counts of configurations, the first witness of each side, and how tight each side is.

    `met` configurations satisfied the hypotheses; at `undecided` of them some side could not be decided.
    """

    met: int
    tried: int
    undecided: int
    witnesses: Mapping[str, Witness]
    tightness: Mapping[str, Tightness]

    @property
    def witness(self) -> Witness | None:
        """The first witness that the search met, the smallest where the enumeration found it."""
        return next(iter(self.witnesses.values()), None)
