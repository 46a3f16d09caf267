"""The sheet as Markdown, whose links lead to the web page beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from verify.report.review.pieces import Code, Formula, Link, Piece, Sentence
from verify.report.review.sheet import Item, Sheet, sheets
from verify.report.review.words import HEADINGS, NOTHING
from verify.report.wording import SIGNS

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\n": " "}
# Markdown takes a backslash before punctuation away, so formulas name these signs by letters.
_NAMED = {
    r"\,": r"\thinspace ", r"\;": r"\thickspace ", r"\:": r"\medspace ", r"\!": r"\negthinspace ", r"\ ": r"\space ",
    r"\|": r"\Vert ", r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\_": r"\textunderscore ", r"\\": r"\cr ",
    r"\allowbreak": "", "|": r"\vert ", "*": r"\ast ", "<": r"\lt ", ">": r"\gt ", "~": r"\nobreakspace ",
}  # fmt: skip


def review_md(ledger: Mapping[str, Any]) -> str:
    """A sheet for each paper that the ledger has printed statements of."""
    return "\n".join(line for sheet in sheets(ledger) for line in _sheet(sheet)) or f"{NOTHING}\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"# Review sheet: {escaped(sheet.title)}\n"
    yield f"{escaped(sheet.authors)}. {escaped(sheet.version)}.\n"
    yield from (f"{written(sentence)}\n" for sentence in sheet.introduction)
    yield "| Verdict | Statements | Numbered results among them |\n| --- | ---: | --- |"
    for row in sheet.table:
        yield f"| {HEADINGS[row.group]} | {row.count} | {escaped('; '.join(row.labels)) or '-'} |"
    yield ""
    yield from (f"**{section.heading}**\n\n{_listed(section.sentences)}" for section in sheet.points)
    for section in sheet.sections:
        yield f"## {section.heading}\n\n{section.lead}\n"
        yield "".join(map(_item, section.items)) + _listed(section.sentences)


def _item(item: Item) -> str:
    place = ", ".join(filter(None, (escaped(item.place), written((item.name,)))))
    head = f"- **{escaped(item.label)}** ({place}). {written(item.said)}".rstrip()
    return f"{head}\n" + "".join(f"  - {written(line)}\n" for line in item.lines)


def _listed(sentences: Sequence[Sentence]) -> str:
    return "".join(f"- {written(sentence)}\n" for sentence in sentences)


def written(sentence: Sentence) -> str:
    """The sentence on one line."""
    return "".join(map(_piece, sentence))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return escaped(piece)
        case Formula(latex=latex):
            return f"${formula(latex)}$"
        case Link(claim=claim, shown=shown):
            return f"[{escaped(shown)}](index.html#{claim})"
        case Code(said=said):
            return f"`{said}`"
        case _:
            assert_never(piece)


def escaped(plain: str) -> str:
    """Plain text of which Markdown takes no sign for its own, at the beginning of a line or inside it."""
    inside = re.sub(r"<=|>=|->|\+/-|[&<>$\n]|[\\\[\]`*_#|~]", lambda sign: _sign(sign[0]), plain)
    return re.sub(r"^(?=[-+])|(?<=^\d)(?=[.)])", r"\\", inside)


def _sign(sign: str) -> str:
    return SIGNS.get(sign) or _ENTITIES.get(sign) or f"\\{sign}"


def formula(latex: str) -> str:
    """The formula in signs that neither Markdown nor HTML takes for its own."""
    named = re.sub(r"\\(?:allowbreak|[^a-zA-Z])|[|*<>~]", lambda sign: _NAMED.get(sign[0], sign[0]), latex)
    # An underscore before a space begins no emphasis, and TeX does not see the space.
    return re.sub(r" +", " ", named.replace("_", "_ ")).strip()
