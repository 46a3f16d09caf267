"""A derivation of the ledger as steps within steps; which layout they get is for others to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line: `start` where a chain begins anew, then relation, right-hand side, rule, and what shows it."""

    start: str | None  # LaTeX, as `right` is
    word: str  # "", or how a chain inside another begins: since, and
    op: str
    right: str
    rule: str
    inner: tuple[Step, ...]


def steps(lines: Sequence[Mapping[str, Any]], depth: int = 0) -> tuple[Step, ...]:
    """The lines at this depth, each with those inside it."""
    return tuple(_steps(lines, depth))


def _steps(lines: Sequence[Mapping[str, Any]], depth: int) -> Iterator[Step]:
    before = None
    for line, inner in _grouped(lines, depth):
        anew = line["lhs_latex"] != before
        word = "" if depth == 0 or not anew else ("since" if before is None else "and")
        yield Step(
            start=line["lhs_latex"] if anew else None,
            word=word,
            op=line["op"],
            right=line["rhs_latex"],
            rule=line["rule"],
            inner=steps(inner, depth + 1) if inner else (),
        )
        before = line["rhs_latex"]


def _grouped(
    lines: Sequence[Mapping[str, Any]], depth: int
) -> Iterator[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]:
    """Each line at `depth` with the deeper ones that follow it."""
    starts = [place for place, line in enumerate(lines) if line["depth"] == depth]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start], lines[start + 1 : end]
