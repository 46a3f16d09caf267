"""The papers and the literature that a ledger rests on, each with a key that LaTeX numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verify.report.escaping import text

Record = Mapping[str, Any]


def keys(ledger: Record) -> dict[str, str]:
    r"""The \cite key of each paper by its name, and of each claim that is a fact of the literature by its id."""
    works = list(dict.fromkeys(c["reference"] for c in ledger["claims"] if c.get("reference")))
    papers = {name: f"paper:{name}" for name in ledger["papers"]}
    facts = {c["id"]: f"work:{works.index(c['reference']) + 1}" for c in ledger["claims"] if c.get("reference")}
    return papers | facts


def cited(claims: Sequence[str], found: Mapping[str, str]) -> str:
    r"""One \cite of the works behind these claims; nothing where none has one."""
    works = list(dict.fromkeys(found[claim] for claim in claims if claim in found))
    return rf"~\cite{{{','.join(works)}}}" if works else ""


def bibliography(ledger: Record) -> str:
    """Each work once, in the order in which the document has need of it."""
    found = keys(ledger)
    entries = {found[name]: _paper(paper) for name, paper in ledger["papers"].items()}
    entries |= {found[c["id"]]: text(c["reference"]) + "." for c in ledger["claims"] if c["id"] in found}
    items = "".join(f"\\bibitem{{{key}}} {entry}\n" for key, entry in entries.items())
    heading = "\\phantomsection\\addcontentsline{toc}{section}{References}\n"
    return f"{heading}\\begin{{thebibliography}}{{{len(entries)}}}\\raggedright\n{items}\\end{{thebibliography}}\n"


def _paper(paper: Record) -> str:
    return text(f"{paper['authors']}: ") + rf"\emph{{{text(paper['title'])}}}. {text(paper['version'])}."
