"""The ledger's entry for one claim: plain JSON values, mathematical ones as strings."""

from __future__ import annotations

from dataclasses import asdict
from typing import assert_never

from numerics.pointwise import enclosure
from numerics.room import Room
from theory.claims import Claim, expected
from theory.kernel import Line, Theorem
from theory.latex import latex, latex_relation, latex_statement
from theory.scope import scope
from theory.statement import Attractor, Descent, Iteration, Rate, Standard
from theory.verdict import Contradiction, Fails, Holds, Measured, Open, Verdict, name
from verify.drawn import figure_of
from verify.examine import Examination
from verify.judge import facts, judge, side_verdict
from verify.profile import profile_of
from verify.said import statement_text

Entry = dict[str, object]


def entry(found: Examination) -> Entry:
    """Everything the ledger says of a claim but what other claims say of it."""
    claim, verdict = found.claim, judge(found)
    return {
        **_identity(claim),
        **_verdict(verdict),
        **_witness(found),
        **_tightness(found),
        **_enclosed(found),
        "sides": {side: side_verdict(found, side) for side in claim.sides},
        "coq": dict(found.second_kernel),
        "more_than_sides": isinstance(claim.says, Attractor | Descent | Iteration | Rate),
        "uses": sorted({use for t in found.theorems.values() for use in t.uses}),
        "trust": list(verdict.trust) if isinstance(verdict, Holds) else sorted(facts(found)),
        "derivation": {side: _derivation(t) for side, t in found.theorems.items()},
        "gaps": dict(found.gaps),
        "tried": {
            "met": found.evidence.met,
            "budget": found.evidence.tried,
            "undecided": found.evidence.undecided,
            "lines": sum(check.agreed for check in found.rechecks.values()),
            "series": 0 if found.series is None else found.series.agreed,
        },
        "value": None,
        "measured": _measured(verdict) if isinstance(verdict, Measured) else None,
        "figure": figure_of(claim),
        "profile": profile_of(claim, found.evidence),
        "expects": name(claim.expects),
        "as_expected": expected(claim, verdict),
    }


def _identity(claim: Claim) -> Entry:
    return {
        "id": claim.id,
        "paper": claim.paper,
        "statement": claim.statement,
        "cites": claim.cites,
        "section": claim.section,
        "title": claim.title,
        "fidelity": claim.fidelity,
        "reading": claim.reading,
        "changed": claim.changed,
        "printed_text": claim.printed_text,
        "hypotheses": [latex_relation(h) for h in claim.conditions],
        "statement_latex": latex_statement(claim.says),
        "statement_text": statement_text(claim.says),
        "paper_uses": list(claim.paper_uses),
        "domain": scope(claim),
        "repairs": list(claim.repairs),
        "sharpens": list(claim.sharpens),
        "reference": claim.says.reference if isinstance(claim.says, Standard) else None,
        "fingerprint": claim.fingerprint,
    }


def _verdict(verdict: Verdict) -> Entry:
    made: Entry = {"verdict": name(verdict), "level": None, "scope": "", "kind": None, "reason": None}
    match verdict:
        case Holds(level, scope):
            return made | {"level": level, "scope": scope}
        case Fails(scope, level):
            return made | {"scope": scope, "level": level}
        case Open(kind, reason, level, scope):
            return made | {"kind": kind, "reason": reason, "level": level, "scope": scope}
        case Contradiction(reason):
            return made | {"reason": reason}
        case Measured():
            return made | {"scope": f"{verdict.count} {verdict.each}s"}
        case _:
            assert_never(verdict)


def _measured(verdict: Measured) -> Entry:
    return asdict(verdict) | {
        "interval": list(verdict.interval),
        "predicted": None if verdict.predicted is None else list(verdict.predicted),
    }


def _witness(found: Examination) -> Entry:
    witness = found.evidence.witness
    if witness is None or isinstance(found.claim.says, Rate):  # a point says nothing of an order of growth
        return {"witness": None, "violation": None, "violated": None, "defeats": []}
    return {
        "witness": witness.at.written(),
        "violation": enclosure(witness.slack),
        "violated": {"side": witness.side, "found_by": witness.found_by},
        "defeats": list(found.defeats),
    }


def _tightness(found: Examination) -> Entry:
    """Per side: sharp where equality is attained or approached; the least slack that was seen."""
    sharp: Entry = {}
    slack: Entry = {}
    places: Entry = {}
    for side in found.claim.sides:
        tight = found.evidence.tightness.get(side)
        if tight is None:
            sharp[side] = slack[side] = places[side] = None
            continue
        is_sharp = tight.kind in ("attained", "approached") and side not in found.evidence.witnesses
        at = tight.at.written()
        sharp[side] = {"kind": tight.kind, "slack": enclosure(tight.slack), "at": at} if is_sharp else None
        slack[side] = enclosure(tight.slack)
        places[side] = at
    return {"sharp": sharp, "slack": slack, "sharp_witness": places}


def _enclosed(found: Examination) -> Entry:
    """The box around a centre on which every side has a positive slack, or why there is none."""
    around = found.room
    if not isinstance(around, Room):
        reason = "only what is derived is enclosed around a centre" if around is None else around.reason
        return {"enclosed": None, "not_enclosed": reason}
    made: Entry = {
        "centre": around.centre.written(),
        "half_width": str(around.half),
        "fixed": list(around.fixed),
        "boxes": around.boxes,
        "margin": {side: str(margin) for side, margin in around.margins.items()},
    }
    return {"enclosed": made, "not_enclosed": None}


def _derivation(theorem: Theorem) -> list[Entry]:
    return [_line(line) for line in theorem.lines]


def _line(line: Line) -> Entry:
    relation = line.relation
    return {
        "depth": line.depth,
        "op": relation.op,
        "lhs_latex": latex(relation.lhs),
        "rhs_latex": latex(relation.rhs),
        "lhs_text": str(relation.lhs),
        "rhs_text": str(relation.rhs),
        "rule": line.rule,
    }
