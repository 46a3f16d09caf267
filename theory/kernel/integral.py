"""Integrals over the unit interval: the second binder, of a real number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar

import sympy as sp

from theory.kernel.binders import Binder, Opened, free, note, slot_above, substitute_name
from theory.kernel.context import Context
from theory.kernel.errors import Gap, Ill
from theory.kernel.relation import Relation


class Integral(Binder, sp.Expr):
    """The integral of the body for t from 0 to 1, the body being defined at every such t.

    Every term of the kernel's language is continuous where it is defined, so the integral exists.  Other intervals
    come down to this one: the integral of f from a to b is (b - a) times that of f(a + (b - a) t).
    """

    is_commutative = True
    kind: ClassVar[Mapping[str, bool]] = MappingProxyType({"nonnegative": True})

    def __new__(cls, body: sp.Expr, t: sp.Symbol) -> Integral:
        body = sp.sympify(body)
        slot = slot_above(body, cls)
        if t != slot and (not isinstance(t, sp.Symbol) or t.assumptions0 != slot.assumptions0):
            raise Ill(f"{t} is to be declared nonnegative, and nothing more, as what an integral runs over")
        if t != slot and slot in free(body):
            raise Ill(f"{slot} is reserved for bound names and occurs free")
        if t != slot:
            note(t)
        made: Integral = super().__new__(cls, substitute_name(body, t, slot), slot)
        return made

    def at(self, where: sp.Expr) -> sp.Expr:
        """The body at a symbol, or at a number."""
        found = substitute_name(self.args[0], self.args[1], where)
        assert isinstance(found, sp.Expr)
        return found

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set(free(self))

    def _eval_is_real(self) -> bool:
        return True

    def _sympystr(self, printer: Any) -> str:
        taken = {s.name for s in free(self)}
        letter = next(sp.Symbol(name, nonnegative=True) for name in "tsuvwpq" if name not in taken)
        return f"integral_{letter}({printer._print(self.at(letter))})"


@lru_cache(maxsize=10_000)
def inside(integral: Integral) -> tuple[sp.Symbol, sp.Expr]:
    """A number between 0 and 1, positive, and the body there: what holds at all of them decides about the integral.

    The same integral is always shown at the same symbol, of which no fact speaks.
    """
    name = Opened("t", positive=True)
    return name, integral.at(name)


def running(name: sp.Symbol, context: Context, *terms: sp.Basic) -> sp.Symbol:
    """The name, for any number between 0 and 1; Gap where it is not positive and nothing more, or means something."""
    if (
        not isinstance(name, sp.Symbol)
        or isinstance(name, Opened)
        or name.assumptions0 != sp.Symbol("t", positive=True).assumptions0
    ):
        raise Gap(f"{name} is to be declared positive, and nothing more, as what an integral runs over")
    if context.mentions(name, *terms):
        raise Gap(f"{name} is not new here: choose another letter")
    return name


def up_to_one(name: sp.Symbol, context: Context) -> Context:
    """The context in which a non-negative symbol is at most 1: the interval with its ends."""
    return context.assuming(Relation(name, "<=", sp.S.One))


def below_one(name: sp.Symbol, context: Context) -> Context:
    """The context in which a positive symbol is below 1: the interval without its ends."""
    return context.assuming(Relation(name, "<", sp.S.One))
