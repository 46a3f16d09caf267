"""The kinds of statement, as data; each comes down to named sides, one relation each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

import sympy as sp

from theory.kernel import Family, Ill, Op, Relation, Vector, free, index, is_plain, substitute


@dataclass(frozen=True, slots=True)
class Identity:
    """lhs = rhs."""

    lhs: sp.Expr
    rhs: sp.Expr


@dataclass(frozen=True, slots=True)
class Bound:
    """e_0 R_1 e_1, or e_0 R_1 e_1 R_2 e_2 with both bounds of e_1."""

    parts: tuple[sp.Expr | Op, ...]

    def __post_init__(self) -> None:
        if len(self.parts) not in (3, 5):
            raise Ill(f"a bound has one relation or two, not {len(self.parts)} parts")
        ops = self.parts[1::2]
        if not (set(ops) <= {"<", "<="} or set(ops) <= {">", ">="}):
            raise Ill(f"the relations of a bound point one way and are no equations, not {ops}")


@dataclass(frozen=True, slots=True)
class Convex:
    """The function, an expression in `variable`, is convex on all of R^n."""

    function: sp.Expr
    variable: Family
    other: Family
    weight: sp.Symbol

    def __post_init__(self) -> None:
        used = free(self.function)
        if self.variable == self.other or self.other.symbol in used or self.weight in used:
            raise Ill(f"{self.other.symbol} and {self.weight} must be new: the function says {self.function}")
        for point in (self.variable, self.other):
            if point.axes != self.variable.axes or len(point.axes) != 1 or not is_plain(point.symbol):
                raise Ill(f"{point.symbol} is not any point of R^n: a function is convex on the whole of it")
        if self.weight.assumptions0 != sp.Symbol("t", nonnegative=True).assumptions0:
            raise Ill(f"the weight {self.weight} is to be declared nonnegative")


@dataclass(frozen=True, slots=True)
class Standard:
    """A fact of the literature that is cited, with its reference, and not derived."""

    fact: Bound | Identity
    reference: str


Statement = Identity | Bound | Convex | Standard


def bound(*parts: sp.Expr | Op) -> Bound:
    """bound(a, "<=", b) or bound(a, "<=", b, "<", c)."""
    return Bound(tuple(p if isinstance(p, str) else sp.sympify(p) for p in parts))


def sides(statement: Statement) -> Mapping[str, Relation]:
    """The relations that make up the statement, by name: bound; lower and upper; identity; convexity."""
    match statement:
        case Identity(lhs, rhs):
            return {"identity": Relation(lhs, "=", rhs)}
        case Bound(parts) if len(parts) == 3:
            return {"bound": Relation(*parts)}
        case Bound((first, op, middle, other, last)):
            names = ("lower", "upper") if op in ("<", "<=") else ("upper", "lower")
            return {names[0]: Relation(first, op, middle), names[1]: Relation(middle, other, last)}
        case Convex():
            return {"convexity": _between(statement)}
        case Standard(fact, _):
            return sides(fact)
        case _:
            assert_never(statement)  # type: ignore[arg-type]


def implied_hypotheses(statement: Statement) -> tuple[Relation, ...]:
    """What the kind of statement itself assumes: a weight of a convex combination is at most 1."""
    return (Relation(statement.weight, "<=", sp.S.One),) if isinstance(statement, Convex) else ()


def _between(convex: Convex) -> Relation:
    w, x, y = convex.weight, convex.variable, convex.other
    name = index("k")
    middle = Vector(w * x[name] + (1 - w) * y[name], name, x.axes[0])

    def at(point: Vector) -> sp.Expr:
        value = substitute(convex.function, {x: point})
        assert isinstance(value, sp.Expr)
        return value

    return Relation(at(middle), "<=", w * at(x.vector()) + (1 - w) * at(y.vector()))
