"""What of a formula's look its text tells: its width, its slashes, and which arguments of a notation are small."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter


def width(text: str) -> int:
    """About how many characters wide the text prints; scripts count half."""
    scripts = sum(len(found[0]) for found in re.finditer(r"[_^]\{[^{}]*\}", text))
    return len(re.sub(r"\\(left|right|[,;: ])|[\s{}_^]", "", re.sub(r"\\[a-zA-Z]{3,}", "x", text))) - scripts // 4


def has_slash(text: str) -> bool:
    """Is there a slash outside all braces and parentheses?"""
    depth = 0
    for token in text:
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token, 0)
        if token == "/" and depth == 0:
            return True
    return False


@lru_cache(maxsize=200)
def in_scripts(notation: str) -> frozenset[int]:
    """The arguments of a format string that stand in a subscript or an exponent of the LaTeX that it makes."""
    small, before, opened = set[int](), "", list[bool]()
    for literal, field, _, _ in Formatter().parse(notation):
        for character in literal:
            if character == "{":
                opened.append(before[-1:] in ("_", "^"))
            elif character == "}":
                opened.pop()
            before += character
        if field is not None:
            before += "x"
            if any(opened):
                small.add(int(field))
    return frozenset(small)
