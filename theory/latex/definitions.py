"""What the names in a formula stand for: each quantity with its definition and description."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Binder, Entry, Quantity, subterms
from theory.kernel.binders import open_binder
from theory.latex.printer import Printer


def definitions(terms: tuple[sp.Basic, ...]) -> tuple[tuple[str, str, str], ...]:
    """Name, definition and description of every quantity that the terms are made of, simplest first."""
    found: dict[type[Quantity], Quantity] = {}
    for term in terms:
        _collect(term, found)
    return tuple(map(_described, found.values()))


def _described(quantity: Quantity) -> tuple[str, str, str]:
    definition = quantity.definition()
    printer = Printer((quantity, definition), ranges=True)
    described = " ".join((type(quantity).__doc__ or "").split())
    return printer.doprint(quantity), printer.doprint(definition), described


def _collect(term: sp.Basic, found: dict[type[Quantity], Quantity]) -> None:
    """The plainest instance of each quantity, what its definition uses before itself."""
    if isinstance(term, Binder):
        return _collect(open_binder(term)[1], found)
    if isinstance(term, Quantity):
        _collect(term.definition(), found)
        found[type(term)] = min((found.get(type(term), term), term), key=_plainness)
    for part in () if isinstance(term, Entry) else term.args:
        _collect(part, found)


def _plainness(quantity: Quantity) -> tuple[int, int]:
    """Small where the arguments are letters: numbers and lists of one count most, then the size."""
    parts = list(subterms(quantity))
    return sum(1 for part in parts if isinstance(part, sp.Number)), len(parts)
