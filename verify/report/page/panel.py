"""What the panel of one claim shows, from the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from theory.catalogue import PRINTED
from verify.report.page.prose import domain, formula
from verify.report.pictures import figure_picture, measured_picture, slack_picture, witness_picture
from verify.report.proof import EQUATIONS, side_name
from verify.report.script import script_name
from verify.report.steps import steps
from verify.report.values import assignments, value
from verify.report.wording import letter
from verify.said import coq_text, measured_text

Record = Mapping[str, Any]

_POINTERS = (
    ("Repairs", "repairs"),
    ("Repaired by", "repaired_by"),
    ("Sharpens", "sharpens"),
    ("Sharpened by", "sharpened_by"),
    ("Its derivation uses", "uses"),
    ("Used by", "used_by"),
    ("The printed proof cites", "paper_uses"),
    ("Cited by the printed proof of", "cited_by"),
    ("Rests on facts of the literature", "trust"),
)


def contexts(ledger: Record, scripts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each claim's id with everything that its panel is made from."""
    claims = {claim["id"]: claim for claim in ledger["claims"]}
    groups: dict[str, list[Record]] = {}
    backwards: dict[str, dict[str, list[str]]] = {"used_by": {}, "cited_by": {}}
    for claim in claims.values():
        if claim["fidelity"] in PRINTED:
            groups.setdefault(claim["statement"], []).append(claim)
        for back, forth in (("used_by", "uses"), ("cited_by", "paper_uses")):
            for cited in claim[forth]:
                backwards[back].setdefault(cited, []).append(claim["id"])
    for name, claim in claims.items():
        extended = dict(claim) | {back: found.get(name, []) for back, found in backwards.items()}
        file = script_name(name)
        yield (
            name,
            {
                "claim": claim,
                "of_paper": claim["statement"] in groups,
                "domain": domain(claim),
                "witness": list(assignments(claim["witness"])) if claim["witness"] else [],
                "violation": _violation(claim),
                "script": scripts.get(file),
                "script_file": file,
                "coq": coq_text(claim),
                "release": ledger["coq"]["release"],
                "measured": measured_text(claim) if claim["measured"] else "",
                "repairs": [claims[other] for other in claim["repaired_by"] if other in claims],
                "readings": groups.get(claim["statement"], []),
                "derivation": [(side_name(side), steps(lines)) for side, lines in claim["derivation"].items() if lines],
                "gaps": [(side_name(side), reason) for side, reason in claim["gaps"].items()],
                "sharpness": list(_sharpness(claim)),
                "enclosed": _enclosed(claim),
                "pointers": _pointers(extended, claims),
                "bibtex": bibtex(claim, ledger["papers"][claim["paper"]]),
                **_pictures(claim),
            },
        )


def _pictures(claim: Record) -> dict[str, Markup]:
    """SVG of our own making, which holds no text that is not escaped."""
    return {
        "witness_picture": Markup(witness_picture(claim)),
        "slack_picture": Markup(slack_picture(claim)),
        "figure_picture": Markup(figure_picture(claim)),
        "measured_picture": Markup(measured_picture(claim)),
    }


def _violation(claim: Record) -> Markup:
    """Which side is violated at the witness, and by how much."""
    found = claim["violated"]
    if not found:
        return Markup()
    side, slack = side_name(found["side"]), claim["violation"]
    if found["side"] in EQUATIONS:
        return Markup("There the two sides differ by {}.").format(formula(rf"{value(slack)} \ne 0"))
    if slack == "0":
        return Markup("There the {} is an equality, but it is claimed to be strict.").format(side)
    less = " < 0" if slack.lstrip("[").startswith("-") else ""
    return Markup("There the slack of the {} is {}.").format(side, formula(value(slack) + less))


def _sharpness(claim: Record) -> Iterator[Markup]:
    """Where each side that holds is sharp; of the others the least slack that was found."""
    for side, slack in claim["slack"].items():
        if slack is None or side in EQUATIONS or claim["sides"].get(side) != "holds":
            continue
        sharp, at = claim["sharp"][side], claim["sharp_witness"][side]
        where, amount = Markup(", ").join(map(formula, assignments(at or {}))), formula(value(slack))
        match sharp:
            case {"kind": "attained"}:
                said = Markup("attained at {}").format(where)
            case {"kind": kind}:
                said = Markup("{} at {}: slack {}").format(kind, where, amount)
            case _:
                place = Markup(" at {}").format(where) if where else where
                said = Markup("smallest slack that the search for a counterexample met: {}{}").format(amount, place)
        yield Markup("<b>{}</b> {}").format(side_name(side).capitalize(), said)


def _enclosed(claim: Record) -> Markup:
    found = claim["enclosed"]
    if not found:
        return Markup()
    margins = Markup("; ").join(
        Markup("{} at least {}").format(side_name(side), formula(value(margin)))
        for side, margin in found["margin"].items()
    )
    names = Markup(" and ").join(formula(letter(name)) for name in found["fixed"])
    fixed = Markup(", {} fixed").format(names) if names else ""
    count = "one box" if found["boxes"] == 1 else f"{found['boxes']} boxes"
    centre = Markup(", ").join(map(formula, assignments(found["centre"])))
    return Markup("by ball arithmetic in {}, every number within {} of {}{}: slack of the {}.").format(
        count, formula(value(found["half_width"])), centre, fixed, margins
    )


def _pointers(claim: Record, claims: Mapping[str, Record]) -> list[tuple[str, Sequence[Record]]]:
    found = ((label, [claims[other] for other in claim[key] if other in claims]) for label, key in _POINTERS)
    others = ((label, [c for c in named if c["id"] != claim["id"]]) for label, named in found)
    return [(label, named) for label, named in others if named]


def bibtex(claim: Record, paper: Record) -> str:
    """The paper's entry, and one for this claim as it was checked."""
    key = claim["id"].replace("/", ".").replace(":", ".").replace("+", ".")
    escaped = {ord(c): rf"\{c}" for c in "#$%&_{}"}
    title, name = claim["title"].translate(escaped), claim["id"].translate(escaped)
    note = rf"Claim \texttt{{{name}}}, statement {claim['fingerprint']}, checked by amverify"
    entry = f"@misc{{amverify.{key},\n  title = {{{title}}},\n  note = {{{note}}}\n}}"
    return f"{paper['bibtex']}\n\n{entry}" if paper["bibtex"] else entry
