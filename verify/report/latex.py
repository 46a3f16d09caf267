r"""The ledger as LaTeX: `bounds.tex`, a document, and `claims.tex`, from which papers cite by `\amclaim`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verify.report.breaks import breakable
from verify.report.counts import counts
from verify.report.escaping import command, links, text
from verify.report.index import index
from verify.report.item import domain, item, where
from verify.report.notation import notation
from verify.report.preamble import CONTENTS, DOCUMENT, INTRODUCTION, MACROS
from verify.report.references import bibliography, cited, keys
from verify.report.wording import prose, section_name
from verify.said import disagrees, verdict_text

Record = Mapping[str, Any]


def bounds_tex(ledger: Record) -> str:
    """A document of all claims, each with its verdict and with its derivation or its witness."""
    works = keys(ledger)
    body = [counts(ledger), CONTENTS, notation(ledger)]
    for key, paper in ledger["papers"].items():
        claims = [c for c in ledger["claims"] if c["paper"] == key]
        statements = _statements(claims, ledger.get("statements", ()), works)
        body.append(_source(paper, cited([key], works)) + "".join(statements))
    return "\n".join([DOCUMENT + INTRODUCTION, *body, index(ledger), bibliography(ledger), "\\end{document}\n"])


def claims_tex(ledger: Record) -> str:
    r"""`\amclaim{id}` for every claim; an id that is not in the ledger is a LaTeX error that names it."""
    return MACROS + "".join(map(_definition, ledger["claims"])) + "\\makeatother\n\\endinput\n"


def _definition(claim: Record) -> str:
    formula = breakable(claim["statement_latex"])
    repairs = ", ".join(claim.get("repaired_by") or ())
    found = (verdict_text(claim), claim["level"] or "", repairs)
    return command("amdefine", claim["id"], where(claim), formula, domain(claim), *found)


def _source(paper: Record, cite: str) -> str:
    source = ". ".join(text(paper[part]) for part in ("authors", "version"))
    return f"\\section{{{text(paper['title'])}}}\n\\noindent {source}{cite}.{_letters(paper)}\n"


def _letters(paper: Record) -> str:
    """How the paper writes what the formulas write otherwise."""
    pairs = ", ".join(f"${p['theirs']}$ is ${p['ours']}$" for p in paper.get("letters", ()))
    return f" Of the letters of the paper, {pairs} here." if pairs else ""


def _statements(claims: Sequence[Record], statements: Sequence[Record], works: Mapping[str, str]) -> Iterator[str]:
    """The claims of one paper under headings, one a printed statement."""
    found = {s["id"]: s for s in statements}
    groups: dict[str, list[Record]] = {}
    for claim in claims:
        groups.setdefault(claim["statement"], []).append(claim)
    labels = [group[0]["cites"] for group in groups.values()]
    for name, group in groups.items():
        yield _heading(group[0], alone=labels.count(group[0]["cites"]) == 1)
        if name in found:
            yield _verdict(found[name], group)
        yield from (item(claim, works) for claim in group)


def _heading(first: Record, alone: bool) -> str:
    """The paper's label, with the title where several statements share it; the statement as it is encoded."""
    label = prose(first["cites"])
    place = text(section_name(first["section"]))
    plain = text(first["cites"])
    if not alone:
        label, plain = f"{label}: {prose(first['title'])}", f"{plain}: {text(first['title'])}"
    if place not in first["cites"]:
        label, plain = f"{label} ({place})", f"{plain} ({place})"
    encoded = command("amencoded", text(first["printed_text"])) if first["printed_text"] else ""
    return command("subsection", f"\\texorpdfstring{{{label}}}{{{_plain(plain)}}}") + encoded


def _plain(title: str) -> str:
    """For a bookmark of the PDF, which has no mathematics."""
    return title.replace("$", "").replace(r"\le", "<=").replace(r"\ge", ">=")


def _verdict(statement: Record, group: Sequence[Record]) -> str:
    """What became of the printed statement, and which forms of it hold instead."""
    repairs = dict.fromkeys(r for claim in group for r in claim.get("repaired_by") or ())
    instead = f"; repaired by {links([*repairs])}" if repairs else ""
    word = f"\\amword{{{statement['verdict']}{', disagrees' if all(map(disagrees, group)) else ''}}}"
    return command("amprinted", f"{word} ({text(statement['rule'])}){instead}")
