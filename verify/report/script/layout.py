"""Lines of Python that fit: statements broken between their terms, assignments side by side, comments wrapped."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH, MOST_LINES = 110, 15
KEPT = "\x00"  # a space at which no line breaks


def statement(head: str, expression: str, width: int) -> list[str]:
    """`head` and the expression, over several lines in parentheses where it is long."""
    if len(head) + len(expression) <= width:
        return [head + expression]
    lines = _wrapped(head, expression, width)
    goes_on = all(_is_open("".join(lines[:k])) for k in range(1, len(lines)))
    return lines if goes_on else _wrapped(head, f"({expression})", width)


def _wrapped(head: str, expression: str, width: int) -> list[str]:
    whole = head.replace(" ", KEPT) + expression
    lines = textwrap.wrap(whole, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    return [line.replace(KEPT, " ") for line in lines]


def _is_open(text: str) -> bool:
    """Does a bracket wait for its end, so that the line may go on below?"""
    return sum(text.count(c) for c in "([") > sum(text.count(c) for c in ")]")


def defined(definitions: Sequence[tuple[str, str]], width: int, together: bool) -> list[str]:
    """Functions and values; `together` puts values side by side."""
    lines: list[str] = []
    values: list[tuple[str, str]] = []
    for head, text in definitions:
        if head.startswith("def "):
            lines += side_by_side(values, width) + statement(head, text, width)
            values = []
        elif together:
            values.append((head.removesuffix(" = "), text))
        else:
            lines += statement(head, text, width)
    return lines + side_by_side(values, width)


def side_by_side(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """`a, b = 1, 2`: as many assignments to a line as it holds, none of which needs another."""
    groups: list[list[tuple[str, str]]] = []
    for name, value in pairs:
        words = words_of([value])
        below = max((k for k, group in enumerate(groups, 1) if words & {known for known, _ in group}), default=0)
        fits = (group for group in groups[below:] if len(_assigned([*group, (name, value)])) <= width)
        group = next(fits, None)
        if group is None:
            groups.append(group := [])
        group.append((name, value))
    return [line for group in groups for line in _lines(group, width)]


def _lines(group: Sequence[tuple[str, str]], width: int) -> list[str]:
    return [_assigned(group)] if len(group) > 1 else statement(f"{group[0][0]} = ", group[0][1], width)


def _assigned(pairs: Sequence[tuple[str, str]]) -> str:
    return f"{', '.join(name for name, _ in pairs)} = {', '.join(value for _, value in pairs)}"


def comment(words: str, width: int) -> list[str]:
    """The words as comments, whatever their characters: none ends the line, none names an encoding of the file."""
    plain = "".join(c if c.isprintable() else "?" for c in " ".join(words.split()))
    plain = re.sub(r"coding(?=[:=])", "coding ", plain)
    return [f"# {line}" for line in textwrap.wrap(plain, width - 2, break_on_hyphens=False)]


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The names that occur in lines of Python."""
    return frozenset(word for line in lines for word in re.findall(r"[A-Za-z_]\w*", line))
