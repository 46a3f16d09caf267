"""Families of numbers, vectors over 1..d and 1..n, and the sums and extrema over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import sympy as sp

from theory.kernel.binders import (
    Binder,
    binder_height,
    free,
    fresh_index,
    has_slots,
    look_inside,
    note,
    open_binder,
    slot_above,
    substitute_name,
)
from theory.kernel.errors import Ill


def size(name: str) -> sp.Symbol:
    """A symbolic length (d, n, l): a positive integer."""
    return sp.Symbol(_free_name(name), integer=True, positive=True)


def index(name: str) -> sp.Symbol:
    """A free index, to be bound by a Vector or fixed by a rule."""
    return sp.Symbol(_free_name(name), integer=True, positive=True)


def _free_name(name: str) -> str:
    if name.startswith("@"):
        raise Ill(f"the name {name!r} is reserved for bound indices: choose one without '@'")
    return name


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


class Vector(Binder):
    """body for index = 1..size.  `Vector(body, i, d)` binds i; `.at(j)` is the entry at j."""

    kind: ClassVar[Mapping[str, bool]] = MappingProxyType({"integer": True, "positive": True})

    def __new__(cls, body: sp.Basic, index: sp.Symbol, size: sp.Expr) -> Vector:
        size = sp.sympify(size)
        if size.has(index):
            raise Ill(f"the size {size} contains the index {index} that it bounds")
        slot = slot_above(body, cls)
        if index != slot and slot in free(body):
            raise Ill(f"{slot} is reserved for bound indices and occurs free: name indices with index(...)")
        if index != slot:
            note(index)
        made: Vector = super().__new__(cls, body if index == slot else substitute_name(body, index, slot), slot, size)
        return made

    @property
    def size(self) -> sp.Expr:
        return self.args[2]

    def at(self, where: sp.Expr | int) -> sp.Basic:
        """The entry at `where`, an index in scope or a number from 1 on."""
        where = sp.sympify(where)
        if has_slots(where):
            raise Ill(f"{where} is a bound name: open the vector at a fresh index instead")
        return substitute_name(self.args[0], self.args[1], where)

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(free(self))

    def _sympystr(self, printer: Any) -> str:
        if (whole := self.family_read()) is not None:
            family, fixed = whole
            return f"{family}[{', '.join(printer._print(i) for i in fixed)}]" if fixed else str(family)
        letter = self._letter()
        return f"({printer._print(self.at(letter))} : {letter} <= {self.size})"

    def family_read(self) -> tuple[Family, tuple[sp.Expr, ...]] | None:
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
        level = binder_height(self)
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


def open_vector(vector: Vector) -> tuple[sp.Symbol, sp.Basic]:
    """A fresh index and the vector's entry there."""
    return open_binder(vector)


def rebuild(term: sp.Basic, change: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """The term with `change` applied to its immediate parts; under a binder the part is opened first."""
    if isinstance(term, Binder):
        name, body = look_inside(term)
        return term.func(change(body), name, *(change(a) for a in term.args[2:]))
    if not term.args or isinstance(term, Family):
        return term
    return term.func(*(change(a) for a in term.args))
