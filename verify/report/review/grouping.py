"""In which group a printed statement belongs, by its verdict in the ledger, and what comes first there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from verify.report.review.pieces import Record

KINDS = ("Theorem", "Proposition", "Lemma", "Corollary", "Equation", "Assumption", "Definition")
_NUMBERED = re.compile(rf"({'|'.join(KINDS)}) \(?[A-Z]?\.?\d")


class Group(Enum):
    """What became of a printed statement, the gravest first."""

    CONTRADICTION = "contradiction"
    FAILS = "fails"
    HYPOTHESIS = "hypothesis"
    MIXED = "mixed"
    MEASURED = "measured"
    OPEN = "open"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A printed statement of the ledger with its readings, and the claims by id that they may point at."""

    id: str
    verdict: str
    readings: tuple[Record, ...]
    claims: Mapping[str, Record]


def cases(paper: str, ledger: Record) -> tuple[Case, ...]:
    """The printed statements of a paper in its order."""
    claims = {c["id"]: c for c in ledger["claims"]}
    return tuple(
        Case(id=s["id"], verdict=s["verdict"], readings=tuple(claims[r] for r in s["readings"]), claims=claims)
        for s in ledger["statements"]
        if s["paper"] == paper
    )


def group_of(case: Case) -> Group:
    """That of the ledger's verdict; of what fails, also whether a hypothesis more is all that a repair needs."""
    if any(r["verdict"] == "contradiction" for r in case.readings):
        return Group.CONTRADICTION
    return Group.HYPOTHESIS if case.verdict == "fails" and _needs_hypotheses(case) else Group(case.verdict)


def _needs_hypotheses(case: Case) -> bool:
    """Does every reading have a repair that differs from one of the readings by added hypotheses alone?"""
    enough = {repair for _, repair, _ in additions(case)}
    return all(enough.intersection(repairs(case, reading)) for reading in case.readings)


def additions(case: Case) -> Iterator[tuple[Record, str, list[str]]]:
    """A reading that fails, a repair of it that adds hypotheses and changes nothing else, and these hypotheses."""
    for reading in with_verdict(case, "fails"):
        for repair in repairs(case, reading):
            if found := added(reading, case.claims[repair]):
                yield reading, repair, found


def repairs(case: Case, reading: Record) -> list[str]:
    """The repairs of a reading: those that only add hypotheses, then the statement's own, then others."""
    found = [case.claims[r] for r in reading["repaired_by"] if r in case.claims]
    found.sort(key=lambda repair: (not added(reading, repair), repair["statement"] != case.id))
    return [repair["id"] for repair in found]


def added(claim: Record, repair: Record) -> list[str]:
    """The hypotheses that the repair has besides; none where anything else is changed too."""
    only_more = _unconditional(claim) == _unconditional(repair) and set(claim["hypotheses"]) < set(repair["hypotheses"])
    return [h for h in repair["hypotheses"] if h not in claim["hypotheses"]] if only_more else []


def _unconditional(claim: Record) -> tuple[str, Sequence[str], str]:
    """The formula and for which values it is stated, hypotheses apart."""
    return claim["statement_latex"], claim["statement_text"], claim["domain"].partition(", with ")[0]


def numbered(case: Case) -> bool:
    """Is it a result that the paper numbers, or a part of one, and no step of a proof?"""
    found = _NUMBERED.match(label(case))
    return found is not None and "proof" not in label(case)


def label(case: Case) -> str:
    """Where the statement stands in the paper, equations named alike."""
    return re.sub(r"^Eq\. ", "Equation ", case.readings[0]["cites"])


def gravity(case: Case) -> int:
    """Theorems before propositions, lemmas, equations, and last what has no number; else the paper's order."""
    return KINDS.index(label(case).partition(" ")[0]) if numbered(case) else len(KINDS)


def with_verdict(case: Case, verdict: str) -> Sequence[Record]:
    """The readings that have this verdict."""
    return [r for r in case.readings if r["verdict"] == verdict]
