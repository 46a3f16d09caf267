"""Plain text and ids of claims as TeX that prints them, whatever their characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

ID = r"[a-z]\w+/[a-z]\w+(?::\w+)?(?:\+\w+)?"  # and not the 2/2 of a formula

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "#": r"\#",
    "%": r"\%", "&": r"\&", "$": r"\$", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "\u00a0": "~", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\dots{}",
}  # fmt: skip
_MATHEMATICAL = {
    "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">", "->": r"\to", "+/-": r"\pm", "≤": r"\le", "≥": r"\ge",
    "→": r"\to", "±": r"\pm", "∞": r"\infty", "∑": r"\sum", "·": r"\cdot", "×": r"\times", "−": "-",
    "√": r"\surd", "ρ": r"\rho", "β": r"\beta", "λ": r"\lambda", "ξ": r"\xi",
}  # fmt: skip


def text(plain: str) -> str:
    """Plain text for TeX: every character prints, or as its code point where TeX has no glyph for it."""
    return re.sub(r"<=|>=|->|\+/-|.", lambda found: _character(found[0]), plain, flags=re.DOTALL)


def _character(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if c in _MATHEMATICAL:
        return f"${_MATHEMATICAL[c]}$"
    return c if _has_glyph(c) else f"[U+{ord(c):04X}]"


def _has_glyph(c: str) -> bool:
    """ASCII, and ASCII letters with one common accent."""
    plain = unicodedata.normalize("NFD", c)
    return plain[0].isascii() and (plain[1:] == "" or (len(plain) == 2 and "\u0300" <= plain[1] <= "\u030c"))


def command(name: str, *arguments: str) -> str:
    r"""\name{...}{...} on a line of its own."""
    return f"\\{name}" + "".join(f"{{{argument}}}" for argument in arguments) + "\n"


def claim_id(claim: str) -> str:
    """The id of a claim, which may break at its punctuation."""
    return r"\texttt{" + re.sub(r"([/+:])", r"\1\\penalty900{}", text(claim)) + "}"


def link(claim: str) -> str:
    """The id of a claim, leading to it."""
    return rf"\hyperref[{claim}]{{{claim_id(claim)}}}"


def links(claims: Sequence[str]) -> str:
    """Ids, each leading to its claim."""
    return ", ".join(map(link, claims))
