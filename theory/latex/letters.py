"""A letter for every bound index and every nameless symbol, which clashes with nothing in sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count

import sympy as sp

from theory.kernel import Entry, Integral, Vector, free, subterms

_BY_SIZE = {"d": "ijpq", "n": "kmrs"}  # for an index up to this size; then any of these:
_ANY = "ijkmpqrsuv"
_RUNNING = "tuvw"  # what an integral runs over


class Letters:
    """The letters of the dummies that are free in `terms` and, inside `binding`, of the bound ones."""

    def __init__(self, terms: tuple[sp.Basic, ...]) -> None:
        self._given: dict[sp.Symbol, str] = {}
        named = frozenset[sp.Symbol]().union(*map(free, terms))
        self._taken = {s.name for s in named if not isinstance(s, sp.Dummy)}
        for term in terms:
            self._name_dummies(term)

    def of(self, symbol: sp.Symbol) -> str | None:
        """The letter given to the symbol; None where it goes by its own name."""
        return self._given.get(symbol)

    def _name_dummies(self, term: sp.Basic) -> None:
        for part in subterms(term):
            if isinstance(part, Entry):
                for where, axis in zip(part.indices, part.family.axes, strict=True):
                    self._name(where, axis)
        for symbol in sorted(free(term), key=lambda s: s.sort_key()):
            self._name(symbol, sp.S.One)

    def _name(self, symbol: sp.Basic, size: sp.Expr) -> None:
        if isinstance(symbol, sp.Dummy) and symbol not in self._given:
            self._given[symbol] = self._fresh(size)
            self._taken.add(self._given[symbol])

    def _fresh(self, size: sp.Expr) -> str:
        pool = (_BY_SIZE.get(s.name, "") for s in sorted(free(size), key=lambda s: s.name))
        numbered = (f"i_{{{number}}}" for number in count(1))
        taken = self._taken | set(self._given.values())
        return next(c for c in chain(*pool, _ANY, numbered) if c not in taken)

    @contextmanager
    def running(self, integral: Integral) -> Iterator[str]:
        """The letter of what the integral runs over, while its body is printed."""
        taken = self._taken | set(self._given.values())
        letter = next(c for c in chain(_RUNNING, (f"t_{{{number}}}" for number in count(1))) if c not in taken)
        with self._lent(letter, integral.args[1]):
            yield letter

    @contextmanager
    def binding(self, vector: Vector) -> Iterator[str]:
        """The letter of the vector's index, while its body is printed."""
        _, slot, size = vector.args
        letter = self._fresh(size)
        with self._lent(letter, slot):
            yield letter

    @contextmanager
    def _lent(self, letter: str, slot: sp.Symbol) -> Iterator[None]:
        """The bound name has the letter meanwhile."""
        outside = self._given
        self._given = outside | {slot: letter}
        try:
            yield
        finally:
            self._given = outside
