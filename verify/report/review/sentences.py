"""What is said of a printed statement: each reading with its verdict, what defeats it, and what holds instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.report.review.grouping import Case, additions, label, repairs, with_verdict
from verify.report.review.pieces import Formula, Link, Record, Sentence, all_of, domain, links
from verify.report.review.verdicts import LONGEST, measured, verdict

_ORDER = ("contradiction", "holds", "measured", "fails", "open")  # of the readings: what stands is said first


def said(case: Case) -> Sentence:
    """What a statement of one reading says, and its verdict; of several there is a line each."""
    return _reading(case, case.readings[0]) if len(case.readings) == 1 else ()


def lines(case: Case) -> tuple[Sentence, ...]:
    """One line a reading where there are several, then what holds instead and what the printed proof rests on."""
    readings = sorted(case.readings, key=lambda r: _ORDER.index(r["verdict"]))
    return (
        *(_reading(case, reading) for reading in readings if len(readings) > 1),
        *_instead(case),
        *_rests_on_what_fails(case, with_verdict(case, "fails")),
    )


def _reading(case: Case, reading: Record) -> Sentence:
    return (*named(case, reading), *verdict(reading), *_sharper(case, reading))


def named(case: Case, reading: Record) -> Sentence:
    """What the reading takes the statement to say; by its own words where several readings have one title."""
    if len(case.readings) == 1:
        return (f"{reading['title']}. ",)
    if reading["measured"]:
        return (Link(claim=reading["id"], under=case.id), f": {reading['title']}. {reading['reading']} ")
    words = reading["title"] if has_a_title(case, reading) else reading["reading"].rstrip(".")
    return (Link(claim=reading["id"], under=case.id), f": {words}. ")


def has_a_title(case: Case, reading: Record) -> bool:
    """Is its title that of no other reading?"""
    return not reading["reading"] or [r["title"] for r in case.readings].count(reading["title"]) == 1


def _sharper(case: Case, reading: Record) -> Sentence:
    known = [other for other in reading["sharpened_by"] if other in case.claims]
    return (" Sharper: ", *links(known, case.id), ".") if known else ()


def _instead(case: Case) -> Iterator[Sentence]:
    """The repairs that only add hypotheses, or else the first one; then which others there are."""
    found = dict.fromkeys(repair for reading in with_verdict(case, "fails") for repair in repairs(case, reading))
    more = {repair: hypotheses for _, repair, hypotheses in additions(case)}
    shown = list(more or found)[: len(more) or 1]
    others = [repair for repair in found if repair not in shown]
    for repair in shown:
        how = ("Holds with the added hypothesis ", *all_of(more[repair]), ", ") if more else ("Holds instead, ",)
        what = (Link(claim=repair, under=case.id), ": ", *_statement(case.claims[repair]), ".")
        ends = (" Further forms that hold: ", *links(others, case.id), ".") if others and repair == shown[-1] else ()
        yield (*how, *what, *ends)


def _statement(claim: Record) -> Sentence:
    """Formula and domain; in words what is too long for a line, or speaks of numbers alone."""
    latex, numbers_alone = claim["statement_latex"], claim["domain"] == "these numbers"
    where = () if numbers_alone else (", ", *domain(claim))
    return (claim["title"] if numbers_alone or len(latex) > LONGEST else Formula(latex=latex), *where)


def _rests_on_what_fails(case: Case, readings: Sequence[Record]) -> Iterator[Sentence]:
    if broken := dict.fromkeys(use for reading in readings for use in failing_uses(case, reading)):
        yield ("The printed proof rests on what fails: ", *links(broken, case.id), ".")


def failing_uses(case: Case, reading: Record) -> list[str]:
    """What the printed proof cites and what fails."""
    return [use for use in reading["paper_uses"] if case.claims.get(use, {}).get("verdict") == "fails"]


def only_the_proof(found: Sequence[Case]) -> tuple[Sentence, ...]:
    """The readings that hold although something that their printed proof cites fails."""
    return tuple(
        (
            f"{label(case)}: ",
            Link(claim=reading["id"]),
            f". {reading['title']}. Holds, by a derivation of its own; the printed proof rests on what fails: ",
            *links(failing_uses(case, reading)),
            ".",
        )
        for case in found
        for reading in with_verdict(case, "holds")
        if failing_uses(case, reading)
    )


def measured_besides(paper: str, found: Sequence[Case], ledger: Record) -> tuple[Sentence, ...]:
    """Measurements of ours, beside what they ask for."""
    printed = {reading["id"] for case in found for reading in case.readings}
    return tuple(
        (Link(claim=claim["id"]), f": {claim['title']}. ", *measured(claim))
        for claim in ledger["claims"]
        if claim["paper"] == paper and claim["measured"] and claim["id"] not in printed
    )
