"""What the tests count, summed over all of them and all workers, for the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

PROPERTY = "counted"
MOST_LISTED = 40
Entry = Sequence[str]  # what is counted, the outcome, and the case if it is to be listed, else ""


class Count(Protocol):
    """`count("mutants", "refuted")`; with a third argument the case is listed by name."""

    def __call__(self, what: str, outcome: str, case: str | None = None) -> None: ...


def counted(properties: Iterable[tuple[str, object]]) -> Iterator[Entry]:
    """The entries among the properties of a test's report."""
    for name, value in properties:
        if name == PROPERTY:
            assert isinstance(value, list | tuple)
            yield tuple(map(str, value))


def summary(entries: Iterable[Entry]) -> Iterator[str]:
    """A line with the sums for each thing counted, then the cases to be listed, up to a limit for each outcome."""
    sums: dict[str, Counter[str]] = {}
    cases: dict[tuple[str, str], list[str]] = {}
    for what, outcome, case in entries:
        sums.setdefault(what, Counter())[outcome] += 1
        if case:
            cases.setdefault((what, outcome), []).append(case)
    for what in sorted(sums):
        total = ", ".join(f"{number} {outcome}" for outcome, number in sorted(sums[what].items()))
        yield f"{what}: {sum(sums[what].values())}: {total}"
    for (what, outcome), found in sorted(cases.items()):
        shown = sorted(found)[:MOST_LISTED]
        yield f"{what}, {outcome}" + (f" (the first {len(shown)} of {len(found)})" if len(shown) < len(found) else "")
        yield from (f"  {case}" for case in shown)


def of_calls(reports: Mapping[str, Sequence[object]]) -> Iterator[Entry]:
    """The entries of all reports on the call of a test: pytest repeats them in its teardown."""
    for found in reports.values():
        for report in found:
            if getattr(report, "when", None) == "call":
                yield from counted(getattr(report, "user_properties", ()))
