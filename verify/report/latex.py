r"""The ledger as LaTeX: `bounds.tex`, a document, and `claims.tex`, from which papers cite by `\amclaim`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verify.report.breaks import breakable
from verify.report.escaping import command, link, links, text
from verify.report.item import domain, item, where
from verify.report.preamble import DOCUMENT, INTRODUCTION, MACROS
from verify.said import disagrees, verdict_text

Record = Mapping[str, Any]

_TABLE = r"""\section*{All claims}
{\small
\begin{longtable}{@{}p{.36\linewidth}p{.37\linewidth}ll@{}}
\toprule Where & Claim & Verdict & Level \\ \midrule \endhead \bottomrule \endfoot
ROWS\end{longtable}}
"""


def bounds_tex(ledger: Record) -> str:
    """A document of all claims, each with its verdict and with its derivation or its witness."""
    body = [_summary(ledger["claims"]), _notation(ledger.get("notation", ()))]
    for key, paper in ledger["papers"].items():
        claims = [c for c in ledger["claims"] if c["paper"] == key]
        body.append(_source(paper) + "".join(_statements(claims, ledger.get("statements", ()))))
    return "\n".join([DOCUMENT + INTRODUCTION, *body, "\\end{document}\n"])


def claims_tex(ledger: Record) -> str:
    r"""`\amclaim{id}` for every claim; an id that is not in the ledger is a LaTeX error that names it."""
    return MACROS + "".join(map(_definition, ledger["claims"])) + "\\makeatother\n\\endinput\n"


def _definition(claim: Record) -> str:
    formula = breakable(claim["statement_latex"])
    repairs = ", ".join(claim.get("repaired_by") or ())
    found = (verdict_text(claim), claim["level"] or "", repairs)
    return command("amdefine", claim["id"], where(claim), formula, domain(claim), *found)


def _summary(claims: Sequence[Record]) -> str:
    rows = (
        (
            f"\\raggedright {where(c)}",
            f"\\raggedright {link(c['id'])}",
            f"\\ampaint{{{verdict_text(c)}}}{{\\textbf{{{c['verdict']}}}}}",
            c["level"] or verdict_text(c).partition(", ")[2] or "--",
        )
        for c in claims
    )
    return _TABLE.replace("ROWS", "".join(" & ".join(row) + " \\\\\n" for row in rows))


def _notation(entries: Sequence[Record]) -> str:
    if not entries:
        return ""
    lines = (command("amdisplay", breakable(f"{e['name']} = {e['definition']}")) for e in entries)
    return "\\section*{Notation}\n" + "".join(lines)


def _source(paper: Record) -> str:
    source = ". ".join(text(paper[part]) for part in ("authors", "version"))
    return f"\\section{{{text(paper['title'])}}}\n\\noindent {source}.\n"


def _statements(claims: Sequence[Record], statements: Sequence[Record]) -> Iterator[str]:
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
        yield from map(item, group)


def _heading(first: Record, alone: bool) -> str:
    """The paper's label, with the title where several statements share it; the statement as it is encoded."""
    label = text(first["cites"]) + ("" if alone else f": {text(first['title'])}")
    place = text(first["section"])
    place = f"Section {place}" if place[:1].isdigit() else place
    encoded = command("amencoded", text(first["printed_text"])) if first["printed_text"] else ""
    return command("subsection", f"{label} ({place})") + encoded


def _verdict(statement: Record, group: Sequence[Record]) -> str:
    """What became of the printed statement, and which forms of it hold instead."""
    repairs = dict.fromkeys(r for claim in group for r in claim.get("repaired_by") or ())
    instead = f"; repaired by {links([*repairs])}" if repairs else ""
    word = f"\\amword{{{statement['verdict']}{', disagrees' if all(map(disagrees, group)) else ''}}}"
    return command("amprinted", f"{word} ({text(statement['rule'])}){instead}")
