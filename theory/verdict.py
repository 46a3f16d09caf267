"""Verdicts: what the machine says of a claim, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["derived", "enclosed", "pointwise", "standard"]


def _shown(verdict: Verdict) -> str:
    from theory.notebook import verdict_html

    return verdict_html(verdict)


@dataclass(frozen=True, slots=True)
class Holds:
    """The statement holds in the given scope, at the given level, given the facts of the literature in `trust`."""

    level: Level
    scope: str
    trust: tuple[str, ...] = field(default=(), compare=False)

    _repr_html_ = _shown


@dataclass(frozen=True, slots=True)
class Fails:
    """A certified configuration at which the statement is false; or, at level derived, its opposite is derived.

    witness: the configuration by symbol, rationals as `p/q`.
    """

    scope: str
    level: Literal["derived"] | None = None
    witness: Mapping[str, object] | None = field(default=None, compare=False)

    _repr_html_ = _shown


@dataclass(frozen=True, slots=True)
class Open:
    """Neither shown nor refuted; the evidence there is has a level, or none."""

    kind: Literal["undecided", "no_meaning", "unstated"]
    reason: str
    level: Level | None
    scope: str

    _repr_html_ = _shown


@dataclass(frozen=True, slots=True)
class Measured:
    """An experiment: an estimate with its interval, beside what is predicted, if anything is.

    It is made of `count` numbers, of a document or a seed `each`.  prediction: in words; predicted: its ends as
    decimals, -oo or oo where one is open.  Both are None where nothing is predicted, and so is `agrees`.
    """

    estimate: str
    interval: tuple[str, str]
    confidence: str
    prediction: str | None
    predicted: tuple[str, str] | None
    agrees: bool | None
    record: str
    count: int
    each: str

    _repr_html_ = _shown


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Derived and refuted at once, or two ways of evaluating that disagree: a fault of ours."""

    reason: str

    _repr_html_ = _shown


Verdict = Holds | Fails | Open | Measured | Contradiction


def name(verdict: Verdict | type[Verdict]) -> str:
    """holds, fails, open, measured or contradiction."""
    kind = verdict if isinstance(verdict, type) else type(verdict)
    return kind.__name__.lower()
