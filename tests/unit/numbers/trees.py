"""Random expressions over the kernel's language, and random small configurations for them, from a seed."""

from __future__ import annotations

import random

import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, Value
from theory.kernel import Entry, Family, Max, Min, Quantity, Sum, Vector, index
from theory.quantities import DistanceEnergy, LogSumExp, MCHNEnergy, NearestDistance, Softmax, SquaredDistance
from theory.symbols import d, n, rho, x, y

square = Family("S", n, n)
fixed = Family("w", sp.Integer(3))
column = Family("c", d)
a = sp.Symbol("a", real=True)
b = sp.Symbol("b", positive=True)
here = index("h")  # free: its value is given with the sizes


class Trees:
    """`real(depth, scope)` draws an expression; scope holds (index, size) pairs."""

    def __init__(self, seed: int, numbered: bool = True) -> None:
        self.draw = random.Random(seed)
        self.numbered = numbered  # also indices used as numbers, free indices and diagonal entries
        self.made = 0

    def expression(self) -> sp.Expr:
        """One that SymPy has left real and finite."""
        while True:
            found = self.real(self.draw.randint(2, 4), ())
            if not found.has(sp.I, sp.zoo, sp.nan, sp.oo, sp.Float) and found.args:
                return found

    def real(self, depth: int, scope: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr:
        draw = self.draw
        if depth == 0:
            return self.leaf(scope)
        kind = draw.randrange(12)

        def part() -> sp.Expr:
            return self.real(depth - 1, scope)

        if kind == 0:
            return part() + part()
        if kind == 1:
            return part() * part() - part()
        if kind == 2:
            return part() ** draw.choice([2, 3, -1, -2])
        if kind == 3:
            return sp.exp(-(part() ** 2)) if draw.random() < 0.5 else sp.exp(part() / 8)
        if kind == 4:
            return sp.log(part() ** 2 + draw.choice([0, 1])) if draw.random() < 0.7 else sp.log(part())
        if kind == 5:
            return sp.sqrt(part() ** 2 + draw.choice([0, 1])) if draw.random() < 0.7 else sp.sqrt(part())
        if kind == 6:
            return sp.Abs(part())
        if kind == 7:
            return self.quantity(scope)
        if kind == 8:
            name, size = self.fresh()
            return sp.log(Sum.over(sp.exp(self.real(depth - 1, (*scope, (name, size))) / 8), name, size))
        name, size = self.fresh()
        over = draw.choice([Sum, Max, Min])
        return over.over(self.real(depth - 1, (*scope, (name, size))), name, size)

    def fresh(self) -> tuple[sp.Symbol, sp.Expr]:
        self.made += 1
        return index(f"i{self.made}"), self.draw.choice([d, n, sp.Integer(3), sp.Integer(1)])

    def at(self, axis: sp.Expr, scope: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr:
        known = [name for name, size in scope if size == axis]
        if known and self.draw.random() < 0.85:
            return self.draw.choice(known)
        return here if self.numbered and self.draw.random() < 0.4 else sp.Integer(1)

    def leaf(self, scope: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr:
        draw = self.draw
        kind = draw.randrange(10)
        if kind < 6:
            family = draw.choice([x, y, rho, square, fixed, column])
            places = [self.at(axis, scope) for axis in family.axes]
            if not self.numbered and len(set(places)) < len(places):
                places[-1] = sp.Integer(1)
            return Entry(family, *places)
        if kind == 6:
            return draw.choice([a, b, d, n])
        if kind == 7 and self.numbered and scope:
            return draw.choice(scope)[0]
        if kind == 8:
            return draw.choice([sp.pi, sp.E, sp.Integer(0), sp.Integer(1)])
        return sp.Rational(draw.randint(-5, 5), draw.randint(1, 4))

    def quantity(self, scope: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> Quantity:
        kind, where = self.draw.randrange(6), self.at(d, scope)
        patterns, name = rho.vector(), index("q")
        if kind == 0:
            return SquaredDistance(x.vector(), patterns.at(where))
        if kind == 1:
            return DistanceEnergy(y.vector(), patterns)
        if kind == 2:
            return MCHNEnergy(x.vector(), patterns, b)
        if kind == 3:
            return NearestDistance(x.vector(), patterns)
        if kind == 4:
            return LogSumExp(Vector(column[where] - rho[name, 1], name, d), b)
        return Softmax(Vector(-SquaredDistance(y.vector(), patterns.at(name)), name, d), where)


def configuration(seed: int, d_: int = 0, n_: int = 0) -> Configuration:
    """Small rationals, with zeros, ties and integers among them."""
    draw = random.Random(f"configuration {seed}")
    sizes = {d: d_ or draw.randint(1, 3), n: n_ or draw.randint(1, 3), here: 1}

    def number() -> fmpq:
        return fmpq(draw.randint(-4, 4), draw.choice([1, 1, 1, 2, 3]))

    def row(length: int) -> Value:
        return tuple(number() for _ in range(length))

    values: dict[sp.Symbol, Value] = {
        x.symbol: row(sizes[n]),
        y.symbol: row(sizes[n]),
        column.symbol: row(sizes[d]),
        fixed.symbol: row(3),
        rho.symbol: tuple(row(sizes[n]) for _ in range(sizes[d])),
        square.symbol: tuple(row(sizes[n]) for _ in range(sizes[n])),
        a: number(),
        b: fmpq(draw.randint(1, 6), draw.randint(1, 3)),
    }
    sizes[here] = draw.randint(1, min(sizes[d], sizes[n]))
    return Configuration(sizes, values)
