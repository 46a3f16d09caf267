"""What was found, as two tables in Markdown: how the statements of each paper stand, and its numbered results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verify.report.review.markdown import escaped
from verify.said import disagrees
from verify.table import written

Record = Mapping[str, Any]

# A verdict on a printed statement, as the heads of the columns say it.
HEADS = {"holds": "hold", "fails": "fail", "mixed": "depend on the reading", "measured": "measured", "open": "open"} | {
    "contradiction": "contradict themselves"
}
NUMBERED = re.compile(r"((?:Theorem|Proposition|Lemma|Corollary) \d+)(?: \([iv]+\))?")
WORDS = {"mixed": "depends on the reading"}
MOST = 72  # characters of a witness, or of a scope, that is quoted


def findings_md(ledger: Record) -> str:
    """The tables; nothing where no printed statement was judged."""
    return "\n".join([*_counts(ledger), "", *_numbered(ledger)]) + "\n" if ledger["statements"] else ""


def _counts(ledger: Record) -> Iterator[str]:
    """A row for each paper, a column for each verdict that any has."""
    found = {key: Counter(s["verdict"] for s in ledger["statements"] if s["paper"] == key) for key in ledger["papers"]}
    shown = [verdict for verdict in HEADS if any(counts[verdict] for counts in found.values())]
    yield f"| paper | statements | {' | '.join(HEADS[verdict] for verdict in shown)} |"
    yield f"|---|---:|{'---:|' * len(shown)}"
    for key, counts in found.items():
        if counts:
            paper = f"{escaped(ledger['papers'][key]['title'])} ({escaped(ledger['papers'][key]['version'])})"
            yield f"| {paper} | {counts.total()} | {' | '.join(str(counts[verdict]) for verdict in shown)} |"


def _numbered(ledger: Record) -> Iterator[str]:
    """The numbered results of the text that have a file of their own name: what became of each, and why."""
    claims = {claim["id"]: claim for claim in ledger["claims"]}
    yield "| result | verdict | why, or what holds instead |"
    yield "|---|---|---|"
    for statement in ledger["statements"]:
        label = statement["cites"]
        named = NUMBERED.fullmatch(label)
        if named and statement["id"] == f"{statement['paper']}/{named[1].lower().replace(' ', '_')}":
            readings = [claims[name] for name in statement["readings"]]
            paper = "" if _is_alone(label, ledger) else f", {statement['paper']}"
            verdict = WORDS.get(statement["verdict"], statement["verdict"])
            yield f"| {label}{paper} | {verdict} | {escaped(_why(readings, claims))} |"


def _is_alone(label: str, ledger: Record) -> bool:
    """Has no other paper a result of this name?"""
    return len({s["paper"] for s in ledger["statements"] if s["cites"] == label}) == 1


def _why(readings: Sequence[Record], claims: Mapping[str, Record]) -> str:
    verdicts = Counter(reading["verdict"] for reading in readings)
    if len(verdicts) > 1:
        return "; ".join(f"{count} reading{'s' * (count > 1)} {_word(v, count)}" for v, count in verdicts.items())
    first = readings[0]
    match first["verdict"]:
        case "holds":
            scope = first["scope"]
            short = scope if len(scope) <= MOST else f"{scope.split(', with ')[0]}, as it assumes"
            return f"{first['level']}, {short}"
        case "fails":
            return _counterexample(first) + _instead(readings, claims)
        case "measured":
            return f"{sum(map(disagrees, readings))} of {len(readings)} measurements disagree with it"
        case _:
            return str(first["reason"]).split(". ")[0]


def _word(verdict: str, count: int) -> str:
    """One reading fails and is open, several fail and are open."""
    if verdict in ("holds", "fails"):
        return verdict if count == 1 else verdict.removesuffix("s")
    return f"{'is' if count == 1 else 'are'} {verdict}"


def _counterexample(claim: Record) -> str:
    if claim["witness"] is None:
        return f"derived to fail {claim['scope']}"
    at = written(claim["witness"])
    return f"false at {at}" if len(at) <= MOST else f"false {claim['scope']}"


def _instead(readings: Sequence[Record], claims: Mapping[str, Record]) -> str:
    repairs = dict.fromkeys(name for reading in readings for name in reading["repaired_by"])
    changed = next((claims[name]["changed"] for name in repairs if name in claims), "")
    return f"; repaired: {changed}" if changed else ""
