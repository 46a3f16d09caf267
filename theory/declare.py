"""Letters of a paper of one's own, beside those that all papers share."""

from __future__ import annotations

from typing import TypeVar

import sympy as sp

from theory.kernel import Family, Ill
from theory.meanings import LATEX, MEANING

Letter = TypeVar("Letter", sp.Symbol, Family)


def declare(letter: Letter, *, latex: str, meaning: str) -> Letter:
    """The symbol or family itself, from now on printed so and explained so; Ill where its name is taken.

    A family whose meaning says `a point of R^n` or `points of R^n` is drawn as such.
    """
    name = letter.symbol.name if isinstance(letter, Family) else letter.name
    if not latex or not meaning:
        raise Ill(f"{name} is to have its LaTeX and a meaning")
    for table, said in ((LATEX, latex), (MEANING, meaning)):
        if table.get(name, said) != said:
            raise Ill(f"the name {name} is taken; it stands for {MEANING[name]!r}: choose another, as in {name}_2")
    LATEX[name], MEANING[name] = latex, meaning
    return letter
