"""Small changes of an expression and of a relation, each with its kind and in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sympy as sp

from theory.kernel import Entry, Family, Ill, Max, Min, Op, Quantity, Relation, Vector, foreign
from theory.kernel.binders import Binder, look_inside
from theory.kernel.terms import rebuild
from theory.quantities import SquaredDistance, SquaredNorm

PERCENT = sp.Rational(1, 100)
HALF = sp.Rational(1, 2)
STRICT: dict[Op, Op] = {"<=": "<", ">=": ">"}


@dataclass(frozen=True, slots=True)
class Change:
    """What kind of change it is, what it does in words, and what comes out."""

    kind: str
    words: str
    made: sp.Basic


def changed_relations(relation: Relation, symbols: Collection[sp.Symbol]) -> Iterator[tuple[str, str, Relation]]:
    """Kind, words and the relation with one side changed, made strict, or turned round."""
    lhs, op, rhs = relation.lhs, relation.op, relation.rhs
    if op in STRICT:
        yield "strict", "strict", Relation(lhs, STRICT[op], rhs)
    if op != "=":
        yield "turned", "the wrong way round", Relation(rhs, op, lhs)
    off = PERCENT if op in ("=", ">=", ">") else -PERCENT
    yield "shifted", "1/100 off", Relation(lhs, op, rhs + off)
    for change in changed(lhs, symbols):
        yield change.kind, f"{change.words} on the left", Relation(change.made, op, rhs)
    for change in changed(rhs, symbols):
        yield change.kind, f"{change.words} on the right", Relation(lhs, op, change.made)


def changed(e: sp.Expr, symbols: Collection[sp.Symbol]) -> Iterator[Change]:
    """The expression with one of its terms or one of its parts changed; `symbols` are its sizes and scalars."""
    for change in (*_terms(e), *_parts(e, frozenset(symbols), frozenset())):
        if isinstance(change.made, sp.Expr) and change.made != e and foreign(change.made) is None:
            yield change


def _terms(e: sp.Expr) -> Iterator[Change]:
    for term in sp.Add.make_args(e):
        if term == 0:
            continue
        yield Change("term dropped", f"{term} dropped", e - term)
        yield Change("other sign", f"{term} with the other sign", e - 2 * term)
        yield Change("1 % off", f"{term} less 1 %", e - PERCENT * term)
        yield Change("1 % off", f"{term} plus 1 %", e + PERCENT * term)
        yield Change("factor 2 off", f"{term} doubled", e + term)
        yield Change("factor 2 off", f"{term} halved", e - HALF * term)
    yield Change("min for max", "min for max throughout", _swapped(e))


def _swapped(e: sp.Basic) -> sp.Basic:
    if isinstance(e, Max):
        return Min(_swapped(e.vector))
    if isinstance(e, Min):
        return Max(_swapped(e.vector))
    return rebuild(e, _swapped)


def _parts(e: sp.Basic, symbols: frozenset[sp.Symbol], bound: frozenset[sp.Symbol]) -> Iterator[Change]:
    """One part of the expression changed, at any depth; the lengths of vectors stay as they are."""
    yield from _here(e, symbols, bound)
    if isinstance(e, Binder):
        name, body = look_inside(e)
        for change in _parts(body, symbols, bound | {name}):
            yield Change(change.kind, change.words, e.func(change.made, name, *e.args[2:]))
    elif not isinstance(e, Entry | Family):
        for place, part in enumerate(e.args):
            if isinstance(e, sp.Pow) and place == 1:
                continue
            for change in _parts(part, symbols, bound):
                try:
                    made = e.func(*e.args[:place], change.made, *e.args[place + 1 :])
                except Ill:
                    continue
                yield Change(change.kind, change.words, made)


def _here(e: sp.Basic, symbols: frozenset[sp.Symbol], bound: frozenset[sp.Symbol]) -> Iterator[Change]:
    match e:
        case sp.Symbol() if e in symbols and e.is_integer:
            yield Change("size off by one", f"{e} - 1 for {e}", e - 1)
            yield Change("size off by one", f"{e} + 1 for {e}", e + 1)
        case sp.Symbol() if e in symbols:
            yield Change("scalar misplaced", f"{e} left out", sp.S.One)
            yield Change("scalar misplaced", f"1/{e} for {e}", 1 / e)
        case sp.Rational() if e not in (0, 1, -1):
            yield Change("number", f"1 for {e}", sp.S.One)
            yield Change("number", f"{e + 1} for {e}", e + 1)
        case sp.Pow() if e.exp in (2, HALF):
            yield Change("power", f"{e.base} for {e}", e.base)
        case sp.exp():
            yield Change("exponent", f"the exponent {e.args[0]} negated", sp.exp(-e.args[0]))
        case Max():
            yield Change("min for max", f"min for max in {e}", Min(e.vector))
        case Min():
            yield Change("min for max", f"max for min in {e}", Max(e.vector))
        case Entry():
            for place, where in enumerate(e.indices):
                if where in bound:
                    indices = (*e.indices[:place], sp.S.One, *e.indices[place + 1 :])
                    yield Change("wrong index", f"1 for an index of {e.family.symbol}", Entry(e.family, *indices))
        case Quantity():
            yield from _quantity(e)


def _quantity(e: Quantity) -> Iterator[Change]:
    if isinstance(e, SquaredNorm | SquaredDistance):
        yield Change("power", f"the root of {e}", sp.sqrt(e))
    match e.args:
        case (Vector() as first, Vector() as second, *rest) if _shape(first) == _shape(second):
            yield Change("arguments", f"arguments of {e} exchanged", e.func(second, first, *rest))


def _shape(term: sp.Basic) -> tuple[sp.Expr, ...]:
    """The lengths of a vector (of vectors): a matrix is not to be taken for a point, nor a point for a matrix."""
    return (term.size, *_shape(term.at(1))) if isinstance(term, Vector) else ()
