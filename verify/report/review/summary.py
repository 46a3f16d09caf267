"""The page of summary: how many statements are in each group, and the gravest points by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.report.review.grouping import Case, Group, additions, label, numbered, repairs, with_verdict
from verify.report.review.pieces import Link, Record, Sentence, all_of, joined, links
from verify.report.review.sentences import has_a_title, named
from verify.report.review.verdicts import verdict

Grouped = Mapping[Group, Sequence[Case]]

_MOST = {Group.FAILS: 7, Group.MIXED: 6, Group.HYPOTHESIS: 4}  # so that the summary stays on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group, how many printed statements it has, and which numbered results are among them."""

    group: Group
    count: int
    labels: tuple[str, ...]


def table(grouped: Grouped) -> tuple[Row, ...]:
    """One row for each group that is not empty, what stands first."""
    shared = Counter(label(case) for found in grouped.values() for case in found)
    rows = ((group, found) for group, found in reversed([*grouped.items()]) if found)
    return tuple(Row(group=group, count=len(found), labels=_labels(found, shared)) for group, found in rows)


def _labels(found: Sequence[Case], shared: Mapping[str, int]) -> tuple[str, ...]:
    """The numbered results; of one that several statements stand for, each stands for a part."""
    labels = (label(case) + (" in part" if shared[label(case)] > 1 else "") for case in found if numbered(case))
    return tuple(dict.fromkeys(labels))


def points(grouped: Grouped) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """Numbered results that fail, that depend on the reading, that need a hypothesis; theorems first in each."""
    made = (
        ("Numbered results that fail under every reading", Group.FAILS, _failing),
        ("Numbered results that depend on the reading", Group.MIXED, _depending),
        ("Numbered results that need a hypothesis", Group.HYPOTHESIS, _needing),
    )
    found = [(heading, group, [said(c) for c in grouped[group] if numbered(c)]) for heading, group, said in made]
    return tuple((heading, _first(sentences, _MOST[group])) for heading, group, sentences in found if sentences)


def _first(sentences: Sequence[Sentence], most: int) -> tuple[Sentence, ...]:
    more = len(sentences) - most
    return (*sentences[:most], (f"And {more} more, below.",)) if more > 0 else tuple(sentences)


def _failing(case: Case) -> Sentence:
    first = case.readings[0]
    found = repairs(case, first)
    instead: Sentence = (" Repaired: ", *links(found[:1]), ".") if found else ()
    return (_counted(case), *_briefly(case, first), *instead)


def _counted(case: Case) -> str:
    count = sum(reading["kind"] != "no_meaning" for reading in case.readings)
    return f"{label(case)} ({count} readings, all fail). " if count > 1 else f"{label(case)}. "


def _depending(case: Case) -> Sentence:
    """Which readings hold and which do not, then the first of those that hold and of those that fail.

    Of measured ones, which meet what is predicted.
    """
    groups = [(word, found) for word in ("holds", "fails", "open") if (found := with_verdict(case, word))]
    for word, agrees in (("meets the prediction", True), ("does not meet it", False)):
        if found := [r for r in case.readings if r["measured"] and r["measured"]["agrees"] is agrees]:
            groups.append((word, found))
    under = [(f"{word} under ", *links((r["id"] for r in found), case.id)) for word, found in groups]
    firsts = [found[0] for word, found in groups if word in ("holds", "fails") and has_a_title(case, found[0])]
    quoted = [piece for first in firsts for piece in (" ", *_briefly(case, first))]
    return (f"{label(case)}: ", *joined(under, "; "), ".", *quoted)


def _needing(case: Case) -> Sentence:
    reading, repair, hypotheses = next(additions(case))
    holds: Sentence = (" Holds with ", *all_of(hypotheses), " added: ", Link(claim=repair), ".")
    return (_counted(case), *_briefly(case, reading), *holds)


def _briefly(case: Case, reading: Record) -> Sentence:
    pointer: Sentence = (" ", Link(claim=reading["id"]), ".") if len(case.readings) == 1 else ()
    return (*named(case, reading), *verdict(reading), *pointer)
