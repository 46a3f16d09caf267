"""Parentheses and bars at the size that their content asks for, with room for line breaks inside."""

from __future__ import annotations

import re

_SMALL = {
    r"\left(": "(", r"\left|": r"\lvert ", r"\left\|": r"\lVert ",
    r"\right)": ")", r"\right|": r"\rvert", r"\right\|": r"\rVert",
}  # fmt: skip
_FRACTION = r"\\frac\{([^{}]*)\}\{([^{}]*)\}(?=\s*(?:$|[+)}-]|\\right))"  # of plain parts, with no factor after it
_DELIMITER = r"(\\(?:left|right)(?:\\\||[()|]))"


def sized(text: str) -> str:
    r"""Every \left and \right replaced by the delimiter at its size."""
    parts = [""]
    for token in re.split(_DELIMITER, text):
        if token.startswith(r"\right"):
            inside = parts.pop()
            opening, size = parts.pop(), _size(inside)
            parts[-1] += _delimiter(opening, size) + inside + _delimiter(token, size)
        elif token.startswith(r"\left"):
            parts += [token, ""]
        else:
            parts[-1] += token
    return "".join(parts)


def flat(text: str) -> str:
    """All delimiters small, for an exponent."""
    return re.sub(_DELIMITER, lambda found: _SMALL[found[0]], text)


def slashed(text: str) -> str:
    """Plain fractions on one line, for an exponent: n / (2 e)."""
    return re.sub(_FRACTION, _slash, text)


def _slash(found: re.Match[str]) -> str:
    above, below = found[1].strip(), found[2].strip()
    above = f"({above})" if re.search(r"[+-]|\\log", above) else above  # log n / d might be read as log(n / d)
    return f"{above} / ({below})" if re.search(r"[ +-]", below) else f"{above} / {below}"


def _delimiter(token: str, size: int) -> str:
    side = "l" if token.startswith(r"\left") else "r"
    return ("", rf"\big{side}", rf"\Big{side}")[size] + _SMALL[token]


def _size(inside: str) -> int:
    """0 for a plain line, 1 around limits or delimiters, 2 around fractions, sums and what is of size 1."""
    line = inside
    while line != (line := re.sub(r"[_^]\{[^{}]*\}", "", line)):
        pass
    if re.search(r"\\frac|\\sum|\\[bB]ig", line):
        return 2
    return 1 if re.search(r"\\max|\\min|[(]|\be(?!\w)", line) else 0
