"""Where the document says what became of a label of the paper: label, then claims with verdict and page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from verify.report.escaping import claim_id, command, text
from verify.report.wording import prose
from verify.said import verdict_text

Record = Mapping[str, Any]


def index(ledger: Record) -> str:
    """Two columns: for each paper its labels in alphabetical order, numbers by size, each once with all its claims."""
    parts = []
    for key, paper in ledger["papers"].items():
        claims = [c for c in ledger["claims"] if c["paper"] == key]
        if claims:
            parts.append(command("amsource", text(paper["title"])) + "".join(_labels(claims)))
    return "\\begin{amindex}\n" + "".join(parts) + "\\end{amindex}\n"


def _labels(claims: Sequence[Record]) -> list[str]:
    found: dict[str, list[Record]] = {}
    for claim in claims:
        found.setdefault(claim["cites"], []).append(claim)
    return [
        command("amlabel", prose(label)) + "".join(map(_entry, found[label])) for label in sorted(found, key=natural)
    ]


def _entry(claim: Record) -> str:
    short = claim_id(claim["id"].partition("/")[2]).replace(r"\_", r"\_\penalty900{}")
    return command("amentry", claim["id"], short, verdict_text(claim))


def natural(label: str) -> list[tuple[int, int, str]]:
    """A key that sorts Lemma 10 after Lemma 2, and Eq. (6) as Equation (6)."""
    words = label.replace("Eq. ", "Equation ").casefold()
    return [
        (1, int(part), "") if part.isdecimal() else (0, 0, part)
        for part in filter(None, re.split(r"(\d+)|[^\w.]+", words))
    ]
