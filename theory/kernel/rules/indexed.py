"""Entries against sums and extrema; an arbitrary index; the index at which an extremum is attained."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Chain, Support, check_chain
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.normal import equal
from theory.kernel.quantity import Quantity, meaning
from theory.kernel.relation import Relation
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Max, Min, Sum, Vector, open_vector


def opened(e: sp.Expr) -> sp.Expr:
    """The expression with quantities at its head replaced by their definitions."""
    while isinstance(e, Quantity):
        e = meaning(e)
    return e


@dataclass(frozen=True, slots=True)
class Entry:
    """min f <= f(j) <= max f; f(j) <= sum f where f >= 0, and < where f > 0 and there are two entries or more.

    j is `at`, an index in scope or 1; where none is named, any index in scope that fits.  Where the sign of the
    terms does not show by itself, `others` is a chain from 0 to f(`index`) at an arbitrary index.
    """

    at: sp.Expr | None = None
    index: sp.Symbol | None = None
    others: Chain | None = None

    def check(self, goal: Relation, context: Context) -> Support:
        up = goal.upward
        small, large = opened(up.lhs), opened(up.rhs)
        if (isinstance(small, Min) and self.is_entry(small.vector, large, context)) or (
            isinstance(large, Max) and self.is_entry(large.vector, small, context)
        ):
            _only_weak(up)
        elif isinstance(large, Sum) and self.is_entry(large.vector, small, context):
            return self._others_add(up, large.vector, context)
        else:
            raise Gap("neither is the smaller side a minimum or an entry, nor the larger side")
        return Support()

    def is_entry(self, vector: Vector, entry: sp.Expr, context: Context) -> bool:
        if self.at is None:
            places = [name for name, size in context.indices if size == vector.size]
        else:
            places = [self.at] if context.within(self.at, vector.size) else []
        return any(equal(vector.at(place), entry, context) for place in places)

    def _others_add(self, up: Relation, vector: Vector, context: Context) -> Support:
        if up.op == "=":
            raise Gap("an entry against its sum is an inequality, not an equation")
        if up.strict and not at_least_zero(vector.size - 2, context):
            raise Gap(f"strict only with two terms or more: {vector.size} >= 2 is not known")
        if self.others is not None and self.index is not None:
            inside = context.fixing(self.index, vector.size, up.lhs, up.rhs)
            return check_chain(self.others, Relation(sp.S.Zero, up.op, vector.at(self.index)), inside)
        if not at_least_zero(open_vector(vector)[1], context, strict=up.strict):
            raise Gap(f"the other terms are not shown to be {'positive' if up.strict else 'non-negative'}")
        return Support()

    def __str__(self) -> str:
        return "an entry against the whole" if self.at is None else f"the entry {self.at}"


def _only_weak(up: Relation) -> None:
    if up.op != "<=":
        raise Gap(f"an entry against its extremum is <= and nothing stronger, not {up.op}")


@dataclass(frozen=True, slots=True)
class ForEach:
    """e <= min f if e <= f(i) for an arbitrary i, and max f <= e if f(i) <= e; strict if `by` is strict."""

    index: sp.Symbol
    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        up = goal.upward
        small, large = opened(up.lhs), opened(up.rhs)
        if up.op == "=":
            raise Gap("an arbitrary index shows an inequality, not an equation")
        if isinstance(large, Min):
            inside = context.fixing(self.index, large.vector.size, up.lhs, up.rhs)
            return check_chain(self.by, Relation(up.lhs, up.op, large.vector.at(self.index)), inside)
        if isinstance(small, Max):
            inside = context.fixing(self.index, small.vector.size, up.lhs, up.rhs)
            return check_chain(self.by, Relation(small.vector.at(self.index), up.op, up.rhs), inside)
        raise Gap(f"neither is {up.rhs} a minimum nor {up.lhs} a maximum")

    def __str__(self) -> str:
        return f"for every {self.index}"


@dataclass(frozen=True, slots=True)
class Attained:
    """A minimum or maximum over 1..d, d >= 1, is attained: `index` is fixed with `extremum` = its entry there."""

    extremum: sp.Expr
    index: sp.Symbol
    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        value = opened(self.extremum)
        if not isinstance(value, Min | Max):
            raise Gap(f"{self.extremum} is no minimum or maximum")
        inside = context.fixing(self.index, value.vector.size, goal.lhs, goal.rhs, self.extremum)
        check_defined(self.extremum, context)
        choice = Relation(self.extremum, "=", value.vector.at(self.index))
        return check_chain(self.by, goal, inside.assuming(choice))

    def __str__(self) -> str:
        return f"{self.index} attains the {'maximum' if isinstance(opened(self.extremum), Max) else 'minimum'}"
