"""Vectors over 1..d and 1..n with one binder of our own, and the sums and extrema over them.

A `Vector` binds an index.  Its bound name is reserved and canonical (`@k`, k above every binder inside), so
vectors that differ in the name of the index are equal as expressions and nothing can be captured: whoever
looks inside *opens* the vector at a fresh index (`open_vector`), and building a `Vector` closes it again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import sympy as sp

from theory.kernel.errors import Ill


def size(name: str) -> sp.Symbol:
    """A symbolic length (d, n, l): a positive integer."""
    return sp.Symbol(_free_name(name), integer=True, positive=True)


def index(name: str) -> sp.Symbol:
    """A free index, to be bound by a Vector or fixed by a rule."""
    return sp.Symbol(_free_name(name), integer=True, positive=True)


def fresh_index() -> sp.Symbol:
    """An index that occurs nowhere else."""
    return sp.Dummy("i", integer=True, positive=True)


class Opened(sp.Dummy):
    """The index at which `look_inside` shows a vector; it never comes from outside, so that no fact speaks of it."""

    __slots__ = ()


def _free_name(name: str) -> str:
    if name.startswith("@"):
        raise Ill(f"the name {name!r} is reserved for bound indices: choose one without '@'")
    return name


@lru_cache(maxsize=64)
def _slot(level: int) -> sp.Symbol:
    return sp.Symbol(f"@{level}", integer=True, positive=True)


_NAMED: ContextVar[set[sp.Symbol] | None] = ContextVar("named indices that are being bound", default=None)


def binding(make: Callable[[], sp.Expr]) -> tuple[sp.Expr, set[sp.Symbol]]:
    """What `make` makes, and the indices that it binds by name: whatever it binds so it may capture."""
    names: set[sp.Symbol] = set()
    before = _NAMED.set(names)
    try:
        return make(), names
    finally:
        _NAMED.reset(before)


class Family(sp.Basic):
    """A named array of reals with symbolic axes: `Family("rho", d, n)`; `rho[i, k]` is an entry.

    `positive=True` or `nonnegative=True` restrict every entry.
    """

    def __new__(cls, name: str | sp.Symbol, *axes: sp.Expr, **restriction: bool) -> Family:
        symbol = name if isinstance(name, sp.Symbol) else sp.Symbol(name, **(restriction or {"real": True}))
        _free_name(symbol.name)
        if not axes:
            raise Ill(f"the family {symbol} has no axis: a single number is a Symbol")
        made: Family = super().__new__(cls, symbol, *axes)
        return made

    @property
    def symbol(self) -> sp.Symbol:
        return self.args[0]

    @property
    def axes(self) -> tuple[sp.Expr, ...]:
        return tuple(self.args[1:])

    def _sympystr(self, printer: Any) -> str:
        return str(self.symbol.name)

    def __getitem__(self, indices: sp.Expr | tuple[sp.Expr, ...]) -> Entry:
        return Entry(self, *(indices if isinstance(indices, tuple) else (indices,)))

    def vector(self, *fixed: sp.Expr) -> Vector:
        """The family as a vector (of vectors), after its first axes are `fixed`."""
        names = [fresh_index() for _ in self.axes[len(fixed) :]]
        body: sp.Basic = self[(*fixed, *names)]
        for name, axis in zip(reversed(names), reversed(self.axes), strict=False):
            body = Vector(body, name, axis)
        assert isinstance(body, Vector)
        return body


class Entry(sp.Expr):
    """One entry of a family, a real number."""

    is_commutative = True

    def __new__(cls, family: Family, *indices: sp.Expr) -> Entry:
        if len(indices) != len(family.axes):
            raise Ill(f"{family.symbol} has {len(family.axes)} axes, not {len(indices)}")
        made: Entry = super().__new__(cls, family, *map(sp.sympify, indices))
        return made

    @property
    def family(self) -> Family:
        family: Family = self.args[0]
        return family

    @property
    def indices(self) -> tuple[sp.Expr, ...]:
        return tuple(self.args[1:])

    def _sympystr(self, printer: Any) -> str:
        return f"{self.family.symbol.name}[{', '.join(printer._print(i) for i in self.indices)}]"

    def _eval_is_real(self) -> bool:
        return True

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.family.symbol.is_nonnegative else None

    def _eval_is_positive(self) -> bool | None:
        return True if self.family.symbol.is_positive else None


class Vector(sp.Basic):
    """body for index = 1..size: the only binder.  `Vector(body, i, d)` binds i; `.at(j)` is the entry at j."""

    def __new__(cls, body: sp.Basic, index: sp.Symbol, size: sp.Expr) -> Vector:
        size = sp.sympify(size)
        if size.has(index):
            raise Ill(f"the size {size} contains the index {index} that it bounds")
        slot = _slot(_height(body) + 1)
        if index != slot and slot in free(body):
            raise Ill(f"{slot} is reserved for bound indices and occurs free: name indices with index(...)")
        named = _NAMED.get()
        if named is not None and index != slot and not isinstance(index, sp.Dummy):
            named.add(index)
        made: Vector = super().__new__(cls, body if index == slot else _replace(body, index, slot), slot, size)
        return made

    @property
    def size(self) -> sp.Expr:
        return self.args[2]

    def at(self, where: sp.Expr | int) -> sp.Basic:
        """The entry at `where`, an index in scope or a number from 1 on."""
        where = sp.sympify(where)
        if _slots(where):
            raise Ill(f"{where} is a bound name: open the vector at a fresh index instead")
        return _replace(self.args[0], self.args[1], where)

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(free(self))

    def _sympystr(self, printer: Any) -> str:
        if (whole := self._family()) is not None:
            family, fixed = whole
            return f"{family}[{', '.join(printer._print(i) for i in fixed)}]" if fixed else str(family)
        letter = self._letter()
        return f"({printer._print(self.at(letter))} : {letter} <= {self.size})"

    def _family(self) -> tuple[Family, tuple[sp.Expr, ...]] | None:
        """The family whose vector this is, and the indices at which its first axes are fixed."""
        inside: sp.Basic = self
        slots: list[sp.Basic] = []
        while isinstance(inside, Vector):
            slots.append(inside.args[1])
            inside = inside.args[0]
        if not isinstance(inside, Entry) or list(inside.indices[-len(slots) :]) != slots:
            return None
        fixed = inside.indices[: -len(slots)]
        return None if any(slot in free(i) for i in fixed for slot in slots) else (inside.family, fixed)

    def _letter(self) -> sp.Symbol:
        """An index name for printing that occurs neither free nor in the binders inside."""
        taken = {s.name for s in free(self)}
        level = _height(self)
        names = [name for name in "kijmpqrstuvw" if name not in taken]
        return index(names[min(level, len(names)) - 1])


class _Over(sp.Expr):
    """A real number made from a vector of reals."""

    is_commutative = True

    def __new__(cls, vector: Vector) -> _Over:
        if not isinstance(vector, Vector):
            raise Ill(f"{cls.__name__} takes a Vector, not {vector}")
        made: _Over = super().__new__(cls, vector)
        return made

    @classmethod
    def over(cls, body: sp.Expr, index: sp.Symbol, size: sp.Expr) -> _Over:
        return cls(Vector(body, index, size))

    @property
    def vector(self) -> Vector:
        vector: Vector = self.args[0]
        return vector

    def _eval_is_real(self) -> bool:
        return True

    def _sympystr(self, printer: Any) -> str:
        letter = self.vector._letter()
        return f"{type(self).__name__.lower()}_{letter}({printer._print(self.vector.at(letter))})"


class Sum(_Over):
    """The sum of the entries of a vector."""


class Max(_Over):
    """The largest entry of a vector; one exists, as every size is at least 1."""


class Min(_Over):
    """The smallest entry of a vector; one exists, as every size is at least 1."""


@lru_cache(maxsize=100_000)
def _height(term: sp.Basic) -> int:
    inside = max((_height(a) for a in term.args), default=0)
    return max(inside, int(term.args[1].name[1:])) if isinstance(term, Vector) else inside


@lru_cache(maxsize=100_000)
def free(term: sp.Basic) -> frozenset[sp.Symbol]:
    """The symbols that occur free in the term, names of families among them."""
    if isinstance(term, sp.Symbol):
        return frozenset({term})
    inside = frozenset().union(*(free(a) for a in term.args))
    return inside - {term.args[1]} if isinstance(term, Vector) else inside


def _slots(term: sp.Basic) -> bool:
    """Does a reserved name occur free in the term?"""
    return any(s.name.startswith("@") for s in free(term))


def _replace(term: sp.Basic, old: sp.Symbol, new: sp.Basic) -> sp.Basic:
    """`new` for the free `old`.  Sound where `new` is a closed index, or a slot above every binder of the term."""
    if term == old:
        return new
    if not term.args or old not in free(term):
        return term
    if isinstance(term, Vector):
        # Every binder inside has a slot of its own, below the one that is replaced or put in.
        return Vector(_replace(term.args[0], old, new), term.args[1], _replace(term.args[2], old, new))
    return term.func(*(_replace(a, old, new) for a in term.args))


@lru_cache(maxsize=50_000)
def look_inside(vector: Vector) -> tuple[sp.Symbol, sp.Basic]:
    """An index and the vector's entry there; the same vector is always shown at the same index.

    So what is known of the entry can be kept.  A vector never lies inside itself, so in a walk down a term the index
    is new; where terms from elsewhere come in, `open_vector` is the one to use.
    """
    name = Opened("i", integer=True, positive=True)
    return name, vector.at(name)


def open_vector(vector: Vector) -> tuple[sp.Symbol, sp.Basic]:
    """A fresh index and the vector's entry there."""
    name = fresh_index()
    return name, vector.at(name)


def rebuild(term: sp.Basic, change: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """The term with `change` applied to its immediate parts; under a binder the part is opened first."""
    if isinstance(term, Vector):
        name, body = look_inside(term)
        return Vector(change(body), name, change(term.size))
    if not term.args or isinstance(term, Family):
        return term
    return term.func(*(change(a) for a in term.args))
