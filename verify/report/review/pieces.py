"""What a sentence of the sheet is made of: plain text, formulas, and claims that it points at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verify.report.wording import domain_of

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as LaTeX, set in a line."""

    latex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A claim of the ledger; under its own statement only what comes after the name of that is shown."""

    claim: str
    under: str = ""

    @property
    def shown(self) -> str:
        """The id without the paper's key; under its statement a reading's letter, or what a form of ours is called."""
        if self.claim == self.under:
            return "as printed"
        if self.under and self.claim.startswith((f"{self.under}:", f"{self.under}+")):
            return self.claim.removeprefix(self.under).removeprefix(":")
        return self.claim.partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What is typed as it stands."""

    said: str


Piece = str | Formula | Link | Code
Sentence = tuple[Piece, ...]


def links(claims: Iterable[str], under: str = "") -> Sentence:
    """The claims one after another."""
    return joined([(Link(claim=claim, under=under),) for claim in claims], ", ")


def joined(sentences: Sequence[Sentence], between: str) -> Sentence:
    """The sentences with a text between any two."""
    made: list[Piece] = []
    for place, one in enumerate(sentences):
        made += [between, *one] if place else one
    return tuple(made)


def mixed(tex: str) -> Sentence:
    """Words with formulas between dollars, as the numbers of the ledger are written."""
    parts = re.split(r"(?<!\\)\$", tex)
    return tuple(Formula(latex=part) if odd % 2 else part for odd, part in enumerate(parts) if part)


def domain(claim: Record) -> Sentence:
    """For which values the claim is stated, its symbols and its hypotheses as formulas."""
    stated, given = domain_of(claim)
    words = (Formula(latex=part) if place % 2 else part for place, part in enumerate(stated) if part)
    return (*words, *_given(given))


def _given(hypotheses: Sequence[str]) -> Sentence:
    return (", with ", *all_of(hypotheses)) if hypotheses else ()


def all_of(formulas: Sequence[str]) -> Sentence:
    """Formulas joined by `and`."""
    return joined([(Formula(latex=formula),) for formula in formulas], " and ")
