"""Coq for tests: files that need the part of the library that compares numbers."""

from __future__ import annotations

from pathlib import Path

from theory.claims import Claim
from theory.derive import Derivations
from verify.coq.compiler import Refused, compile_file
from verify.coq.export import Exporter


def exporter_of(*claims: Claim) -> Exporter:
    """An exporter of these claims alone."""
    known = {claim.id: claim for claim in claims}
    return Exporter(known, Derivations(known))


def accepts(folder: Path, text: str) -> bool:
    """Does Coq accept the text as a file?  An answer that does not come in time is none."""
    (folder / "Tried.v").write_text(text, encoding="utf-8")
    try:
        compile_file(folder, "Tried", 300)
    except Refused as fault:
        if "not within" in str(fault):
            raise
        return False
    return True
