"""Walks down a term: substitution without capture, the parts, the families, one string for one term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sympy as sp

from theory.kernel.binders import Binder, open_binder
from theory.kernel.terms import Entry, Family, Vector, rebuild

Values = Mapping[sp.Basic, sp.Basic]


def substitute(term: sp.Basic, values: Values) -> sp.Basic:
    """Symbols and whole families replaced, without capture: {n: d, x: Vector(...), beta: 2}."""
    if isinstance(term, Entry) and term.family in values:
        found: sp.Basic = values[term.family]
        for where in term.indices:
            assert isinstance(found, Vector)
            found = found.at(substitute(where, values))
        return found
    if term in values:
        return values[term]
    if isinstance(term, Entry):
        return Entry(substitute(term.family, values), *(substitute(i, values) for i in term.indices))
    if isinstance(term, Family):
        return Family(term.symbol, *(substitute(a, values) for a in term.axes))
    if isinstance(term, Binder):
        name, body = open_binder(term)
        return term.func(substitute(body, values), name, *(substitute(a, values) for a in term.args[2:]))
    return rebuild(term, lambda part: substitute(part, values))


def subterms(term: sp.Basic) -> Iterator[sp.Basic]:
    """The term and all its parts, binders left closed."""
    yield term
    for part in term.args:
        yield from subterms(part)


def families(term: sp.Basic) -> frozenset[Family]:
    """The families that occur in the term."""
    return frozenset(t for t in subterms(term) if isinstance(t, Family))


def canonical(term: sp.Basic) -> str:
    """One string for one term, the same on every machine: the basis of fingerprints."""
    if isinstance(term, sp.Symbol):
        signs = "".join(k[0] for k in ("integer", "positive", "nonnegative") if getattr(term, f"is_{k}"))
        return f"{term.name}:{signs}"
    if not term.args:
        return str(sp.srepr(term))
    parts = [canonical(a) for a in term.args]
    if isinstance(term, sp.Add | sp.Mul):
        parts.sort()
    return f"{type(term).__name__}({','.join(parts)})"
