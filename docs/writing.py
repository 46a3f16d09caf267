"""Sentences and tables of the code and the ledger as Markdown of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from verify.report.escaping import ID
from verify.report.wording import SIGNS, parted

_SIGN = re.compile("|".join(map(re.escape, SIGNS)))
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_BEGINS = re.compile(r"^(\d*)([-+=:.)])(?=\s|$)")
_CODE = re.compile(r"`([^`]+)`")


def formula(latex: str) -> str:
    """The role that shows it."""
    return f"{{formula}}`{' '.join(latex.split())}`"


def sentence(words: str, known: Iterable[str] = ()) -> str:
    """Plain text whose mathematics is set as mathematics: x_i, rho^2, <=; `code` stays, known ids become links."""
    made = ""
    for place, part in enumerate(_CODE.split(words)):
        made += f"`{part}`" if place % 2 else _linked(part, frozenset(known))
    return _BEGINS.sub(r"\1\\\2", made)  # a sentence is no list, and no rule


def _linked(words: str, known: frozenset[str]) -> str:
    parts = re.split(f"({ID})", words)
    return "".join(f"{{at}}`{part}`" if part in known else _worded(part) for part in parts)


def _worded(words: str) -> str:
    return "".join(formula(part) if place % 2 else plain(part) for place, part in enumerate(parted(words)))


def plain(words: str) -> str:
    """Text in which no character is markup."""
    return _MARKUP.sub(r"\\\1", _SIGN.sub(lambda found: SIGNS[found[0]], words))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], style: str = "") -> str:
    """A table whose cells are Markdown; a cell may have several paragraphs."""
    lines = ["```{list-table}", ":header-rows: 1", f":class: {style or 'wide'}", ""]
    for row in (head, *rows):
        for place, cell in enumerate(row):
            begin = "* - " if place == 0 else "  - "
            first, *others = cell.splitlines() or [""]
            lines += [begin + first, *(f"    {line}".rstrip() for line in others)]
    return "\n".join([*lines, "```", ""])
