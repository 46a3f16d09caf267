"""What the letters and the names in the formulas stand for, as two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verify.report.breaks import breakable
from verify.report.escaping import command
from verify.report.wording import prose

Record = Mapping[str, Any]


def notation(ledger: Record) -> str:
    """The symbols of the claims, one row a letter; then each quantity with its definition, simplest first."""
    parts = [_symbols(ledger.get("symbols", ())), _quantities(ledger.get("notation", ()))]
    return "\\section{Notation}\n" + "".join(parts) if any(parts) else ""


def _symbols(symbols: Sequence[Record]) -> str:
    """Symbols of several claims may share a letter; the claim says which it has."""
    letters: dict[str, list[str]] = {}
    for symbol in symbols:
        letters.setdefault(symbol["latex"], []).append(prose(symbol["meaning"]))
    if not letters:
        return ""
    rows = "".join(
        command("amsymbol", letter, "; or ".join(filter(None, meanings))) for letter, meanings in letters.items()
    )
    return f"\\subsection{{Symbols}}\n\\begin{{amsymbols}}\n{rows}\\end{{amsymbols}}\n"


def _quantities(entries: Sequence[Record]) -> str:
    rows = (
        command("amquantity", breakable(f"{e['name']} = {e['definition']}"), prose(e.get("description") or ""))
        for e in entries
    )
    made = "".join(rows)
    return f"\\subsection{{Quantities}}\n{made}" if made else ""
