"""How the terminal shows what changed between two ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from verify.difference import Change, Kind
from verify.table import COLOURS

_GRAVE = (Kind.CONTRADICTS, Kind.LOST, Kind.UNEXPECTED, Kind.GONE)


def listing(changes: Sequence[Change]) -> Table:
    """One row a change; what differs in details only is told in the last line."""
    made = Table(title_justify="left", expand=False, pad_edge=False)
    for heading in ("change", "of", "before", "after"):
        made.add_column(heading, overflow="fold")
    for change in changes:
        if change.kind is not Kind.DETAILS:
            # As Text, since `E[k]` in a plain cell would be taken for markup and lose its index.
            grave = COLOURS["fails"] if change.kind in _GRAVE else ""
            made.add_row(Text(change.kind.value, style=grave), *map(Text, (change.of, change.before, change.after)))
    return made


def summary(changes: Sequence[Change], old: str) -> str:
    """One line: how many changes of each kind, or that nothing changed."""
    counts = Counter(change.kind for change in changes)
    details = Counter(field for c in changes if c.kind is Kind.DETAILS for field in c.after.split(", "))
    told = [f"{kind.value} {counts[kind]}" for kind in Kind if counts[kind] and kind is not Kind.DETAILS]
    if details:
        named = ", ".join(f"{field} {count}" for field, count in details.most_common())
        told.append(f"{counts[Kind.DETAILS]} claims differ in details ({named})")
    return f"compared with {old}: {'; '.join(told) or 'nothing changed'}"
