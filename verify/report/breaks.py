"""Where a formula may end its line."""

from __future__ import annotations

import re

_RELATIONS = (r"\le", r"\ge", "=", "<", ">")
_FACTORS = (r"\sum", r"\max", r"\min", r"\operatorname", r"\langle", r"\exp", r"\log", r"\frac")
_OPENING = {"(": 1, r"\lvert": 1, ")": -1, r"\rvert": -1}
_UNARY_AFTER = re.compile(r"(^|\\le|\\ge|[=<>(,]|\\[lr]vert|\\lVert|\\mapsto)$")


def breakable(formula: str) -> str:
    """The formula with places for a line to end: before relations and signs, rather outside parentheses."""
    parts, braces, inside = [""], 0, 0
    for token in re.findall(r"\\[a-zA-Z]+|\\.|[^\\]", formula):
        braces += {"{": 1, "}": -1}.get(token, 0)
        inside += _OPENING.get(token, 0)
        before = parts[-1].rstrip()
        if braces == 0 and token in _RELATIONS and before:
            parts.append(r"\allowbreak ")
        elif braces == 0 and token in ("+", "-") and not _UNARY_AFTER.search(before):
            parts.append(rf"\penalty{min(9000, 100 + 900 * inside)} ")
        elif braces == 0 and token in _FACTORS and before.endswith((")", "}", r"\rangle")):
            parts.append(rf"\penalty{min(9000, 5000 + 900 * inside)} ")  # a long product has no other place
        elif braces == 0 and inside and before.endswith(","):
            parts.append(rf"\penalty{min(9000, 4000 + 900 * inside)} ")
        parts[-1] += token
    return "".join(parts)
