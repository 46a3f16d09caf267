"""One claim as an item of the report: its verdict, formula, witness, repairs, proofs and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from verify.report.escaping import claim_id, command, link, links, text
from verify.report.figure import figure
from verify.report.proof import EQUATIONS, proofs, side_name
from verify.report.references import cited
from verify.report.values import about, point, value
from verify.report.wording import domain_of, letter, prose
from verify.said import coq_text, measured_text, verdict_text

Record = Mapping[str, Any]

_NAMES = {"holds": "Theorem", "open": "Statement", "measured": "Measurement", "contradiction": "Statement"}
_CLAIMED = {"fails": "Claimed, and false: ", "measured, disagrees": "Measured, and not as predicted: "}
_REFUTED = {"printed": "Printed statement", "reading": "Reading"}
_FORMS = {"printed": "", "reading": ", a reading", "repaired": ", repaired", "ours": ", our form"}
_POINTERS = (
    ("Defeats", "defeats"),
    ("Repairs", "repairs"),
    ("Sharpened by", "sharpened_by"),
    ("Uses", "uses"),
    ("The printed proof rests on", "paper_uses"),
    ("Rests on facts of the literature", "trust"),
)
_WHOLE = ("bound", "convexity", *EQUATIONS)  # sides that are all of their statement


def item(claim: Record, works: Mapping[str, str] | None = None) -> str:
    r"""The whole of one claim: statement, verdict, derivation or witness, and what points at it.

    `works` has the \cite key of each fact of the literature.
    """
    refuted = claim["verdict"] == "fails"
    name = _REFUTED.get(claim["fidelity"], "Form of ours") if refuted else _name(claim)
    said = "; ".join(filter(None, (prose(claim["title"]), domain(claim))))
    return "".join(
        [
            command("begin", "amitem", verdict_text(claim), name, where(claim), claim["level"] or "", claim["id"]),
            f"{_CLAIMED.get(verdict_text(claim), '')}{said}:\n",
            command("amdisplay", f"\\amformula{{{claim['id']}}}"),
            f"\\amid{{{claim_id(claim['id'])}}}\n",
            command("end", "amitem"),
            *(command("amnote", label, content) for label, content in _refutation(claim)),
            figure(claim),
            *proofs(claim),
            *(command("amnote", label, content) for label, content in _notes(claim, works or {}) if content),
            "\n",
        ]
    )


def _name(claim: Record) -> str:
    return "Fact" if claim["level"] == "standard" else _NAMES[claim["verdict"]]


def where(claim: Record) -> str:
    """Where the claim stands in the paper, and in which form it is given here; a fact of the literature is no form."""
    return prose(claim["cites"]) + ("" if claim["level"] == "standard" else _FORMS[claim["fidelity"]])


def domain(claim: Record) -> str:
    """For which values the claim is stated, symbols in mathematics, with its hypotheses."""
    stated, given = domain_of(claim)
    words = "".join(f"${part}$" if place % 2 else _unbroken(part) for place, part in enumerate(stated))
    return ", with ".join(filter(None, (words, " and ".join(f"${h}$" for h in given))))


def _unbroken(words: str) -> str:
    """The text, in which no line ends beside a relation."""
    return text(re.sub(r" (>=|<=|>|<|=) ", "\u00a0\\1\u00a0", words))


def _refutation(claim: Record) -> Iterator[tuple[str, str]]:
    """The counterexample, and under it each form that holds, with its formula."""
    if claim.get("violated"):
        yield "Counterexample", _counterexample(claim)
    for repair in claim.get("repaired_by") or ():
        yield f"Repaired by Theorem~\\ref{{{repair}}}", f"\\amrepair{{{repair}}} ({link(repair)})"


def _counterexample(claim: Record) -> str:
    """Where, which side is violated there, and by how much."""
    there = f"{point(claim['witness'])}. There" if claim["witness"] else "Here"
    side, slack = side_name(claim["violated"]["side"]), value(claim["violation"])
    if claim["violated"]["side"] in EQUATIONS:
        return rf"{there} the two sides differ by ${{{slack} \ne 0}}$."
    if slack == "0":
        return f"{there} the {side} is an equality, but it is claimed to be strict."
    return f"{there} the slack of the {side} is ${{{slack}{' < 0' if slack.startswith('-') else ''}}}$."


def _notes(claim: Record, works: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Measured", _measured(claim)
    yield "Reading", prose(claim.get("reading") or "")
    label = {"no_meaning": "No meaning", "unstated": "Not stated"}.get(claim.get("kind") or "", "Open")
    yield label, prose(claim.get("reason") or "") if claim["verdict"] == "open" else ""
    yield "Confirmed by Coq", _second_kernel(claim)
    yield "Reference", text(claim.get("reference") or "") + cited([claim["id"]], works)
    yield "Contradiction", text(claim.get("reason") or "") if claim["verdict"] == "contradiction" else ""
    yield "Changed", prose(claim.get("changed") or "")
    for label, key in _POINTERS:
        others = [other for other in claim.get(key) or () if other != claim["id"]]
        yield label, links(others) + (cited(others, works) if key == "trust" else "")
    yield from _tightness(claim)
    yield "Enclosed", _enclosed(claim)


def _second_kernel(claim: Record) -> str:
    """Which sides Coq has proved or refuted."""
    said = coq_text(claim)
    if not said:
        return ""
    done = "the negation, at the counterexample" if claim["verdict"] == "fails" else "the derivation"
    return f"{done}, replayed" + ("" if said == "yes" else f" for {said}")


def _measured(claim: Record) -> str:
    """Estimate and interval beside the prediction, and the record that they come from."""
    if not claim.get("measured"):
        return ""
    found = claim["measured"]
    said = text(f"{measured_text(claim)}; {found['count']} {found['each']}s")
    return said + rf"; raw samples in \texttt{{{text(found['record'])}}}"


def _enclosed(claim: Record) -> str:
    """The box on which ball arithmetic shows the claim by itself, with its margins."""
    found = claim.get("enclosed")
    if not found:
        return ""
    sides = found["margin"].items()
    margins = " and ".join(f"${value(m)}$" + ("" if s in _WHOLE else f" ({side_name(s)})") for s, m in sides)
    names = " and ".join(f"${letter(name)}$" for name in found["fixed"])
    fixed = f", {names} fixed" if names else ""
    where = f"within ${value(found['half_width'])}$ of {point(found['centre'])}{fixed}"
    count = "one box" if found["boxes"] == 1 else f"{found['boxes']} boxes"
    return f"by ball arithmetic in {count}: every number {where}; slack at least {margins}"


def _tightness(claim: Record) -> Iterator[tuple[str, str]]:
    """Where each inequality that holds is sharp; of the others, the least slack that was found."""
    for side, slack in (claim.get("slack") or {}).items():
        if slack is None or side in EQUATIONS or claim.get("sides", {}).get(side, "holds") != "holds":
            continue
        of = "" if side in _WHOLE else f", {side_name(side)}"
        match (claim.get("sharp") or {}).get(side):
            case {"kind": "attained", "at": at}:
                yield f"Sharp{of}", f"attained at {point(at)}"
            case {"at": at}:
                yield f"Sharp{of}", f"approached; slack {about(slack)} at {point(at)}"
            case _:
                at = (claim.get("sharp_witness") or {}).get(side)
                yield f"Smallest slack found{of}", about(slack) + (f" at {point(at)}" if at else "")
