"""Where a formula may end its line."""

from __future__ import annotations

import re

_RELATIONS = (r"\le", r"\ge", "=", "<", ">")
_FACTORS = (r"\sum", r"\max", r"\min", r"\operatorname", r"\langle", r"\exp", r"\log", r"\frac", r"\mathbb", "[")
_OPENING = {"(": 1, "[": 1, r"\lvert": 1, ")": -1, "]": -1, r"\rvert": -1}
_UNARY_AFTER = re.compile(r"(^|\\le|\\ge|[=<>([,]|\\[lr]vert|\\lVert|\\mapsto)$")
_CLOSED = re.compile(r"([])}]|\\rangle)$")
_WAITS = re.compile(r"\\(sum|int|max|min)([_^]\{[^{}]*\})+$")  # an operator with its range, for what it is of
_ARGUMENT_AFTER = re.compile(r"(,|;(\\,)?)$")
_WORST = 9000  # TeX breaks at no penalty of 10000


def breakable(formula: str) -> str:
    """The formula with places for a line to end: before relations and signs, rather outside parentheses.

    Where these do not do, before an argument, and before a factor or what a subscript is of.
    """
    parts, braces, inside = [""], 0, 0
    for token in re.findall(r"\\[a-zA-Z]+|\\.|[^\\]", formula):
        braces += {"{": 1, "}": -1}.get(token, 0)
        before = parts[-1].rstrip()
        cost = _cost(before, token, inside) if braces == 0 and before else None
        inside += _OPENING.get(token, 0)
        if cost is not None:
            parts.append(rf"\penalty{min(_WORST, cost + 900 * inside)} " if cost else r"\allowbreak ")
        parts[-1] += token
    return "".join(parts)


def _cost(before: str, token: str, inside: int) -> int | None:
    """How bad it is that a line ends between the two, parentheses left aside; None where it may not."""
    if token in _RELATIONS:
        return 0
    if token in ("+", "-"):
        return None if _UNARY_AFTER.search(before) else 100
    if inside and _ARGUMENT_AFTER.search(before) and token.strip() and token != r"\,":
        return 4000
    return 5000 if token in _FACTORS and _CLOSED.search(before) and not _WAITS.search(before) else None
