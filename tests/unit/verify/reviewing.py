"""What a review sheet says, to ask it in tests."""

from __future__ import annotations

from collections.abc import Iterator

from verify.report.review.pieces import Link, Sentence
from verify.report.review.sheet import Section, Sheet


def everything(sheet: Sheet) -> Iterator[Sentence]:
    """Every sentence of the sheet."""
    yield from sheet.introduction
    for section in (*sheet.points, *sheet.sections):
        yield from section.sentences
        for item in section.items:
            yield from ((item.name,), item.said, *item.lines)


def verdict_groups(sheet: Sheet) -> dict[str, str]:
    """Printed statements with the heading that they stand under."""
    return {item.statement: section.heading for section in sheet.sections for item in section.items}


def part(sheet: Sheet, heading: str) -> Section:
    (found,) = [section for section in sheet.sections if section.heading == heading]
    return found


def plain(sentence: Sentence) -> str:
    return "".join(p if isinstance(p, str) else p.shown if isinstance(p, Link) else "?" for p in sentence)


def repaired(says: str, hypotheses: str = "", part: str = "+repaired", repairs: str = "") -> str:
    """A repair of the first claim of its file, that holds by sign."""
    given = f"hypotheses=({hypotheses},), " if hypotheses else ""
    derivation = f'{{"bound": chain(sp.S.Zero, ("{says.split()[0]}", {says.split(maxsplit=1)[1]}, Sign()))}}'
    return (
        f'Claim(**place, part="{part}", fidelity="repaired", changed="assumes more", repairs=("{repairs}",), {given}'
        f'says=bound(0, "{says.split()[0]}", {says.split(maxsplit=1)[1]}), derivation={derivation}, expects=Holds)'
    )
