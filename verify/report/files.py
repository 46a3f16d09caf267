"""All reports of a run, by the names of their files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theory.catalogue import Catalogue
from verify.report.findings import findings_md
from verify.report.latex import bounds_tex, claims_tex
from verify.report.page import index_html
from verify.report.review import review_md, review_tex
from verify.report.script import MADE, scripts

WITNESSES = "witnesses"  # the folder of the scripts
OWNED = {WITNESSES: MADE}  # by folder, how files of ours begin: what a run does not make again goes


def reports(ledger: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """The page, the documents, the review sheet, and a script for each witness."""
    witnesses = scripts(ledger, catalogue)
    return {
        "index.html": index_html(ledger, witnesses),
        "bounds.tex": bounds_tex(ledger),
        "claims.tex": claims_tex(ledger),
        "findings.md": findings_md(ledger),
        "review.md": review_md(ledger),
        "review.tex": review_tex(ledger),
        **{f"{WITNESSES}/{name}": text for name, text in witnesses.items()},
    }
