"""What recurs in the terms of a script, and is long enough to be given a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import sympy as sp

from theory.kernel import Binder, Entry, Max, Min, Sum, Vector, subterms
from theory.kernel.binders import has_slots
from verify.report.script.functions import free_name, whole_family
from verify.report.script.printer import Printer, divides, has_minus, inverse

LETTERS = tuple("uwabcefgh")
SHORT = 8  # what is no longer needs no name

Named = list[tuple[str, str]]


def shared(terms: Sequence[sp.Basic], printer: Printer, worth: int, taken: frozenset[str]) -> tuple[Printer, Named]:
    """The printer with names for what recurs, each of which saves so many characters, and what they stand for."""
    named: list[sp.Basic] = []
    while (best := _worthiest(terms, named, printer, worth)) is not None:
        name = free_name(LETTERS, taken | printer.known)
        safe = printer.safe | {best} if printer.code(best).safe else printer.safe
        printer = replace(printer, names={**printer.names, best: name}, safe=safe)
        named.append(best)
    named.sort(key=lambda term: sum(1 for _ in subterms(term)))
    return printer, [(printer.names[term], _without(printer, term).code(term).text) for term in named]


def _without(printer: Printer, term: sp.Basic) -> Printer:
    return replace(printer, names={e: name for e, name in printer.names.items() if e != term})


def _worthiest(terms: Sequence[sp.Basic], named: Sequence[sp.Basic], printer: Printer, worth: int) -> sp.Basic | None:
    """The term whose name saves most; None where none saves enough."""
    times = Counter(part for term in terms for part in _printed(term, printer))
    times.update(part for term in named for part in _printed(term, _without(printer, term)) if part != term)
    saved: dict[sp.Basic, tuple[int, str]] = {}
    for term, number in times.items():
        text = printer.code(term).text if number > 1 else ""
        if len(text) > SHORT:
            saved[term] = ((number - 1) * len(text), text)
    best = max(saved, key=lambda term: saved[term], default=None)
    return best if best is not None and saved[best][0] >= worth else None


def _printed(term: sp.Basic, printer: Printer) -> Iterator[sp.Basic]:
    """The parts that are printed as they are and mean the same everywhere; those of what has a name are not."""
    if term in printer.names or isinstance(term, Entry | sp.Symbol | sp.Rational):
        return
    if isinstance(term, Vector) and whole_family(term) is not None:
        return
    if not has_slots(term):
        yield term
    for part in _parts(term):
        yield from _printed(part, printer)


def _parts(term: sp.Basic) -> Iterator[sp.Basic]:
    """What the printer prints of a term: without a minus sign, and what is divided by as it stands."""
    match term:
        case sp.Add():
            yield from (-part if has_minus(part) else part for part in term.args)
        case sp.Mul():
            yield from (inverse(part) if divides(part) else part for part in term.as_coeff_mul()[1])
        case sp.Pow() if divides(term):
            yield inverse(term)
        case Sum() | Max() | Min():
            yield term.vector.args[0]
        case Binder():
            yield term.args[0]
        case _:
            yield from term.args
