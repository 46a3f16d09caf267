"""What binds a name, and the walks that respect it: free names, a name replaced, a binder opened.

A `Binder` binds under a reserved and canonical name (`@k`, k above every binder inside), so terms that differ in the
names of what they bind are equal as expressions and nothing can be captured: whoever looks inside opens the binder at
a fresh name, and building one closes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import ClassVar

import sympy as sp


class Binder(sp.Basic):
    """A term that binds a name: the second of its parts, which occurs in the first and nowhere outside.

    The bound name is a slot, numbered above every binder inside; `kind` is what it is declared to be.
    """

    kind: ClassVar[Mapping[str, bool]]


_NAMED: ContextVar[set[sp.Symbol] | None] = ContextVar("names that are being bound", default=None)


def binding(make: Callable[[], sp.Expr]) -> tuple[sp.Expr, set[sp.Symbol]]:
    """What `make` makes, and what it binds by name: whatever it binds so it may capture."""
    names: set[sp.Symbol] = set()
    before = _NAMED.set(names)
    try:
        return make(), names
    finally:
        _NAMED.reset(before)


def note(name: sp.Symbol) -> None:
    """A binder binds this name, which is not a slot."""
    names = _NAMED.get()
    if names is not None:
        names.add(name)


class Opened(sp.Dummy):
    """The name at which `look_inside` shows a binder; it never comes from outside, so that no fact speaks of it."""

    __slots__ = ()


def fresh_index() -> sp.Symbol:
    """An index that occurs nowhere else."""
    return sp.Dummy("i", integer=True, positive=True)


def slot_above(body: sp.Basic, binder: type[Binder]) -> sp.Symbol:
    """The name that a binder of this type gives to what it binds in `body`."""
    return _slot(binder_height(body) + 1, tuple(binder.kind.items()))


@lru_cache(maxsize=64)
def _slot(level: int, kind: tuple[tuple[str, bool], ...]) -> sp.Symbol:
    return sp.Symbol(f"@{level}", **dict(kind))


@lru_cache(maxsize=100_000)
def binder_height(term: sp.Basic) -> int:
    """The number of the highest slot that is bound in the term."""
    inside = max((binder_height(a) for a in term.args), default=0)
    return max(inside, int(term.args[1].name[1:])) if isinstance(term, Binder) else inside


@lru_cache(maxsize=100_000)
def free(term: sp.Basic) -> frozenset[sp.Symbol]:
    """The symbols that occur free in the term, names of families among them."""
    if isinstance(term, sp.Symbol):
        return frozenset({term})
    inside = frozenset().union(*(free(a) for a in term.args))
    return inside - {term.args[1]} if isinstance(term, Binder) else inside


def has_slots(term: sp.Basic) -> bool:
    """Does a reserved name occur free in the term?"""
    return any(s.name.startswith("@") for s in free(term))


def substitute_name(term: sp.Basic, old: sp.Symbol, new: sp.Basic) -> sp.Basic:
    """`new` for the free `old`.  Sound where no slot is free in `new`, or it is one above every binder of the term."""
    if term == old:
        return new
    if not term.args or old not in free(term):
        return term
    if isinstance(term, Binder):
        # Every binder inside has a slot of its own, below the one that is replaced or put in.
        body, slot, *rest = term.args
        return term.func(substitute_name(body, old, new), slot, *(substitute_name(a, old, new) for a in rest))
    return term.func(*(substitute_name(a, old, new) for a in term.args))


@lru_cache(maxsize=50_000)
def look_inside(binder: Binder) -> tuple[sp.Symbol, sp.Basic]:
    """A name and what the binder says of it; the same binder is always shown at the same name.

    So what is known of it can be kept.  A binder never lies inside itself, so in a walk down a term the name is new;
    where terms from elsewhere come in, `open_binder` is the one to use.
    """
    name = Opened("i", **binder.kind)
    return name, substitute_name(binder.args[0], binder.args[1], name)


def open_binder(binder: Binder) -> tuple[sp.Symbol, sp.Basic]:
    """A fresh name of the kind that is bound, and what the binder says of it."""
    name = sp.Dummy("i", **binder.kind)
    return name, substitute_name(binder.args[0], binder.args[1], name)
