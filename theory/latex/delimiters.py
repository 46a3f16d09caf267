"""Parentheses and bars at the size that their content asks for, with room for line breaks inside."""

from __future__ import annotations

import re

_SMALL = {
    r"\left(": "(", r"\left|": r"\lvert ", r"\left\|": r"\lVert ",
    r"\right)": ")", r"\right|": r"\rvert", r"\right\|": r"\rVert",
}  # fmt: skip
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


def unwrapped(text: str) -> str:
    """The text without one pair of parentheses around all of it."""
    depth = 0
    for token in re.finditer(_DELIMITER, text):
        depth += 1 if token[0].startswith(r"\left") else -1
        if depth == 0:
            whole = text.startswith(r"\left(") and token.end() == len(text)
            return text[len(r"\left(") : token.start()] if whole else text
    return text


def _delimiter(token: str, size: int) -> str:
    side = "l" if token.startswith(r"\left") else "r"
    return ("", rf"\big{side}", rf"\Big{side}")[size] + _SMALL[token]


def _size(inside: str) -> int:
    """0 for a plain line, 1 around limits or delimiters, 2 around fractions, sums and what is of size 1."""
    line = inside
    while line != (line := re.sub(r"\^\{[^{}]*\}", "'", re.sub(r"_\{[^{}]*\}", "", line))):
        pass
    if re.search(r"\\frac|\\sum|\\[bB]ig", line):
        return 2
    return 1 if re.search(r"\\max|\\min|[(]|\be'", line) else 0
