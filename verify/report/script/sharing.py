"""What recurs in the terms of a script, and is long enough to be given a name: numbers, and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from itertools import chain, permutations

import sympy as sp

from theory.kernel import Binder, Entry, Family, Max, Min, Sum, Vector, free
from theory.kernel.binders import look_inside, substitute_name
from verify.report.script.functions import free_name, is_letter
from verify.report.script.layout import words_of
from verify.report.script.printer import Printer, divides, has_minus, inverse, of_two
from verify.report.script.text import Code

LETTERS = tuple("uwabcefgh")
SHORT = 8  # what is no longer needs no name
PLACES = tuple(sp.Symbol(f"'{place}", integer=True, positive=True) for place in "ij")  # where a list is looked at

Scope = Mapping[sp.Symbol, sp.Basic | None]  # the names that are bound around a term; an index runs up to a size


@dataclass(frozen=True, slots=True)
class Recurring:
    """A number that recurs, or an entry of a list that does: what it is at the first `PLACES`, and their sizes."""

    body: sp.Basic
    sizes: tuple[sp.Basic, ...]

    @property
    def whole(self) -> sp.Basic:
        """The number, or all of the list."""
        whole = self.body
        for place, size in reversed(list(zip(PLACES, self.sizes, strict=False))):
            whole = Vector(whole, place, size)
        return whole

    def named(self, name: str) -> sp.Symbol | Family:
        """What stands in its place."""
        symbol = sp.Symbol(f"[{name}]", real=True)
        return Family(symbol, *self.sizes) if self.sizes else symbol


def shared(
    terms: Sequence[sp.Basic], printer: Printer, worth: int, taken: frozenset[str], moved: sp.Symbol | None = None
) -> tuple[list[sp.Basic], Printer, list[tuple[str, str]]]:
    """The terms with names in place of what recurs, each of which saves so many characters, and what they stand for.

    Where the first term is a function of `moved`, what recurs there and depends on that is a function of it too.
    """
    said, meant, heads = list(terms), dict[str, sp.Basic](), dict[str, str]()
    moving = {moved} if moved is not None else set[sp.Symbol]()
    while (best := _worthiest([*said, *meant.values()], printer, worth)) is not None:
        name = free_name(LETTERS, taken | printer.known)
        put = best.named(name)
        symbol = put.symbol if isinstance(put, Family) else put
        within = [said[0], *(meant[known] for known, head in heads.items() if head.startswith("def "))]
        call, heads[name] = name, f"{name} = "
        if free(best.body) & moving and any(_with(put, best, term, {}) != term for term in within):
            call = f"{name}({printer.names[moved]})"
            heads[name] = f"def {call}: return "
            moving.add(symbol)
        safe = printer.safe | {symbol} if _text(best, printer).safe else printer.safe
        said = [_with(put, best, term, {}) for term in said]
        meant = {known: _with(put, best, term, {}) for known, term in meant.items()} | {name: best.whole}
        printer = replace(printer, names={**printer.names, symbol: call}, safe=safe)
    texts = {name: printer.code(term).text for name, term in meant.items()}
    needs = {name: sorted(words_of([text]) & texts.keys()) for name, text in texts.items()}
    return said, printer, [(heads[name], texts[name]) for name in TopologicalSorter(needs).static_order()]


def _text(found: Recurring, printer: Printer) -> Code:
    letters = dict(zip(PLACES, "ij", strict=True))
    return replace(printer, indices={**printer.indices, **letters}).code(found.body)


def _worthiest(terms: Sequence[sp.Basic], printer: Printer, worth: int) -> Recurring | None:
    """What saves most by a name; None where nothing saves enough."""
    times: dict[Recurring, int] = {}
    for term, scope in chain.from_iterable(_printed(term, {}) for term in terms):
        if ways := [way for way, _ in _ways(term, scope)]:
            known = next((way for way in ways if way in times), ways[0])
            times[known] = times.get(known, 0) + 1
    saved: dict[Recurring, tuple[int, str]] = {}
    for found, number in times.items():
        text = _text(found, printer).text if number > 1 else ""
        if len(text) > SHORT:
            saved[found] = ((number - 1) * len(text), text)
    best = max(saved, key=lambda found: saved[found], default=None)
    return best if best is not None and saved[best][0] >= worth else None


def _printed(term: sp.Basic, scope: Scope) -> Iterator[tuple[sp.Basic, Scope]]:
    """The term and all that is printed of it, with what is bound around each."""
    yield term, scope
    for part, inner in _parts(term, scope)[0]:
        yield from _printed(part, inner)


def _with(put: sp.Symbol | Family, best: Recurring, term: sp.Basic, scope: Scope) -> sp.Basic:
    """The term with the name in place of what recurs."""
    for way, at in _ways(term, scope):
        if way == best:
            return Entry(put, *at) if isinstance(put, Family) else put
    parts, made = _parts(term, scope)
    changed = [_with(put, best, part, inner) for part, inner in parts]
    return term if changed == [part for part, _ in parts] else made(*changed)


def _ways(term: sp.Basic, scope: Scope) -> Iterator[tuple[Recurring, tuple[sp.Symbol, ...]]]:
    """The number as what may recur: an entry of a list, or of a list of lists, at the indices that it depends on."""
    if isinstance(term, Entry | sp.Symbol | sp.Rational | Vector | Family) or any(map(is_letter, free(term))):
        return
    inside = [name for name in scope if name in free(term)]
    if len(inside) > len(PLACES) or any((size := scope[name]) is None or free(size) & set(scope) for name in inside):
        return
    for at in permutations(inside):
        body = term
        for name, place in zip(at, PLACES, strict=False):
            body = substitute_name(body, name, place)
        yield Recurring(body, tuple(scope[name] for name in at)), at


def _parts(term: sp.Basic, scope: Scope) -> tuple[list[tuple[sp.Basic, Scope]], Callable[..., sp.Basic]]:
    """What is printed of a term, without a minus sign and as it is divided by, and how the term is made of that."""
    match term:
        case Entry() | Family():
            return [], lambda: term
        case sp.Add() if (two := of_two(term)) is not None:
            sign = 1 if two[0] == "max" else -1
            return [(part, scope) for part in two[1:]], lambda a, b: (a + b + sign * sp.Abs(a - b)) / 2
        case sp.Add():
            signs = [-1 if has_minus(part) else 1 for part in term.args]
            shown = [sign * part for sign, part in zip(signs, term.args, strict=True)]
            return [(part, scope) for part in shown], lambda *new: sp.Add(*map(sp.Mul, signs, new))
        case sp.Mul() | sp.Pow() if isinstance(term, sp.Mul) or divides(term):
            number, factors = term.as_coeff_mul()
            powers = [-1 if divides(factor) else 1 for factor in factors]
            shown = [inverse(f) if divides(f) else f for f in factors]
            return [(part, scope) for part in shown], lambda *new: sp.Mul(number, *map(sp.Pow, new, powers))
        case Sum() | Max() | Min():
            inside, made = _parts(term.vector, scope)
            return inside, lambda body: term.func(made(body))
        case Binder():
            name, body = look_inside(term)
            size = term.size if isinstance(term, Vector) else None
            return [(body, {**scope, name: size})], lambda new: term.func(new, name, *term.args[2:])
        case _:
            return [(part, scope) for part in term.args], term.func
