"""The review sheet as data: which printed statement stands in which group, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verify.report.review.grouping import Case, Group, cases, gravity, group_of, label
from verify.report.review.pieces import Code, Formula, Link, Record, Sentence, joined
from verify.report.review.sentences import lines, measured_besides, only_the_proof, said
from verify.report.review.summary import Row, points, table
from verify.report.review.words import (
    EXPERIMENTS,
    EXPERIMENTS_LEAD,
    HEADINGS,
    LEADS,
    PROOFS,
    PROOFS_LEAD,
    introduction,
)
from verify.report.wording import section_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One printed statement: where it stands, what it says, and line by line what became of it."""

    statement: str
    label: str
    place: str
    name: Link | Code
    said: Sentence
    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is said together: printed statements, or sentences on their own."""

    heading: str
    lead: str
    items: tuple[Item, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper under review: the summary, then section by section."""

    title: str
    authors: str
    version: str
    introduction: tuple[Sentence, ...]
    table: tuple[Row, ...]
    points: tuple[Section, ...]
    sections: tuple[Section, ...]


def sheets(ledger: Record) -> tuple[Sheet, ...]:
    """One sheet a paper; a folder without printed statements is no paper under review."""
    reviewed = {s["paper"] for s in ledger["statements"]}
    return tuple(_sheet(key, paper, ledger) for key, paper in ledger["papers"].items() if key in reviewed)


def _sheet(key: str, paper: Record, ledger: Record) -> Sheet:
    found = cases(key, ledger)
    grouped = {group: sorted((c for c in found if group_of(c) is group), key=gravity) for group in Group}
    return Sheet(
        title=paper["title"],
        authors=paper["authors"],
        version=paper["version"],
        introduction=(*introduction(paper["version"], len(found), found[0].readings[0]["id"]), *_letters(paper)),
        table=table(grouped),
        points=tuple(Section(heading=heading, lead="", sentences=said) for heading, said in points(grouped)),
        sections=tuple(s for s in _sections(key, grouped, ledger) if s.items or s.sentences),
    )


def _letters(paper: Record) -> Iterator[Sentence]:
    """How the paper writes what formulas here write otherwise."""
    if pairs := paper.get("letters"):
        each: list[Sentence] = [(Formula(latex=p["theirs"]), " is ", Formula(latex=p["ours"])) for p in pairs]
        yield ("Formulas have the letters of this verifier. Of the paper's, ", *joined(each, ", "), " here.")


def _sections(key: str, grouped: Mapping[Group, Sequence[Case]], ledger: Record) -> Iterator[Section]:
    """The groups, and after what depends on the reading the proofs, after what was measured our measurements."""
    found = [case for group in grouped.values() for case in group]
    for group, some in grouped.items():
        yield Section(heading=HEADINGS[group], lead=LEADS[group], items=tuple(map(_item, some)))
        if group is Group.MIXED:
            yield Section(heading=PROOFS, lead=PROOFS_LEAD, sentences=only_the_proof(found))
        if group is Group.MEASURED:
            ours = measured_besides(key, found, ledger)
            yield Section(heading=EXPERIMENTS, lead=EXPERIMENTS_LEAD, sentences=ours)


def _item(case: Case) -> Item:
    return Item(
        statement=case.id,
        label=label(case),
        place=_place(case),
        name=_name(case),
        said=said(case),
        lines=lines(case),
    )


def _place(case: Case) -> str:
    """`Section 4.1`, where the label does not say so itself."""
    place = section_name(case.readings[0]["section"])
    return "" if place in label(case) else place


def _name(case: Case) -> Link | Code:
    """The claim; the statement itself, where its readings are the claims."""
    if len(case.readings) == 1:
        return Link(claim=case.readings[0]["id"])
    return Code(said=case.id.partition("/")[2])
