"""The kinds of statement, as data; each comes down to named sides, one relation each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

import sympy as sp

from theory.kernel import (
    Context,
    Family,
    Ill,
    Op,
    Relation,
    Sum,
    Vector,
    along,
    check_defined,
    free,
    index,
    is_plain,
    substitute,
)

BANACH = "lemmas/banach"  # the claim in which the fixed point theorem is cited
_PROSE = re.compile(r"[A-Za-z0-9 ,.;:()'/=+-]+")


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
    """A fact of the literature that is cited, with its reference, and not derived.

    A fact in words has no sides: it cannot be evaluated, and nothing can be derived from it by citation.
    """

    fact: Bound | Identity | str
    reference: str

    def __post_init__(self) -> None:
        if isinstance(self.fact, str) and not _PROSE.fullmatch(self.fact):
            raise Ill(f"a fact in words is plain prose, which {self.fact!r} is not: no formulas, no line breaks")


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of the function along the directions, one after the other, is the value.

    A direction is (family, vector) or (symbol, expression): what moves, and how fast.  One direction is a gradient,
    two are a Hessian's bilinear form.
    """

    function: sp.Expr
    directions: tuple[tuple[Family, Vector], ...]
    value: sp.Expr

    def __post_init__(self) -> None:
        if len(self.directions) not in (1, 2):
            raise Ill(f"a derivative has one direction or two, not {len(self.directions)}")
        used = free(self.function)
        for point, direction in self.directions:
            if point.symbol not in used:
                raise Ill(f"{self.function} does not depend on {point.symbol}")
            if _shape(direction) != point.axes:
                raise Ill(f"{direction} has not the shape of {point.symbol}, which it is to move")
            if not is_plain(point.symbol) or free(direction) & used - free(point.axes[0]):
                raise Ill(f"{direction} is not any direction in which {point.symbol} can move")


@dataclass(frozen=True, slots=True)
class Attractor:
    """The closed ball of `radius` around `centre` holds exactly one fixed point of the map, to which all its points go.

    Shown by two inequalities, and Banach's theorem: the map sends the ball into itself, and contracts distances in it
    by a factor below 1.  `image` is the map's value at `point`, a vector.  Radius and factor count by magnitude.
    """

    image: Vector
    point: Family
    other: Family
    centre: Vector
    radius: sp.Expr
    factor: sp.Expr

    def __post_init__(self) -> None:
        point, other = self.point, self.other
        outside = free(self.centre) | free(self.radius) | free(self.factor)
        if point == other or other.symbol in outside | free(self.image) or point.symbol in outside:
            raise Ill(f"{point.symbol} and {other.symbol} stand for any points of the ball, which is there before them")
        for place in (point, other):
            if place.axes != point.axes or len(place.axes) != 1 or not is_plain(place.symbol):
                raise Ill(f"{place.symbol} is not any point of R^n")
        for vector in (self.image, self.centre):
            if _shape(vector) != point.axes:
                raise Ill(f"{vector} is no point of the space in which {point.symbol} lies")


@dataclass(frozen=True, slots=True)
class NoMeaning:
    """A sentence of the paper that says nothing which could be true or false as it stands, and why."""

    reason: str


Statement = Identity | Bound | Convex | Standard | Derivative | Attractor | NoMeaning


def bound(*parts: sp.Expr | Op) -> Bound:
    """bound(a, "<=", b) or bound(a, "<=", b, "<", c)."""
    return Bound(tuple(p if isinstance(p, str) else sp.sympify(p) for p in parts))


def sides(statement: Statement) -> Mapping[str, Relation]:
    """The relations that make up the statement, by name; none where it is words.

    bound; lower and upper; identity; convexity; derivative; into itself, contraction and factor.
    """
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
        case NoMeaning():
            return {}
        case Standard(fact, _):
            return {} if isinstance(fact, str) else sides(fact)
        case Derivative():
            return {"derivative": Relation(derivative(statement.function, *statement.directions), "=", statement.value)}
        case Attractor():
            return _attracted(statement)
        case _:
            assert_never(statement)  # type: ignore[arg-type]


def subjects(statement: Statement) -> tuple[sp.Basic, ...]:
    """Terms that the statement speaks of and that its sides need not contain: what is differentiated, and whither."""
    if isinstance(statement, Derivative):
        return (statement.function, *(direction for _, direction in statement.directions))
    return ()


def any_points(statement: Statement) -> frozenset[sp.Symbol]:
    """The points that range over all of a space or ball in the statement itself: no hypothesis may speak of them."""
    match statement:
        case Convex(_, variable, other, _):
            return frozenset({variable.symbol, other.symbol})
        case Attractor(_, point, other):
            return frozenset({point.symbol, other.symbol})
        case _:
            return frozenset()


def trusted(statement: Statement) -> frozenset[str]:
    """The facts of the literature by which the statement follows from its sides, as ids of Standard claims."""
    return frozenset({BANACH}) if isinstance(statement, Attractor) else frozenset()


def implied_hypotheses(statement: Statement) -> tuple[Relation, ...]:
    """What the kind of statement itself assumes: a weight of a convex combination is at most 1."""
    match statement:
        case Convex():
            return (Relation(statement.weight, "<=", sp.S.One),)
        case Attractor(_, point, other, centre, radius, _):
            within = (_squared_distance(p.vector(), centre) for p in (point, other))
            return tuple(Relation(distance, "<=", radius**2) for distance in within)
        case _:
            return ()


def derivative(function: sp.Expr, *directions: tuple[Family, Vector]) -> sp.Expr:
    """The derivative of the function along the directions, one after the other.

    Gap where the function is not known to have a value, or a derivative, everywhere.
    """
    check_defined(function, Context())
    value = function
    for point, direction in directions:
        value = along(value, {point: direction}, Context())
    return value


def _shape(vector: sp.Basic) -> tuple[sp.Expr, ...]:
    """The lengths of a vector (of vectors), outermost first; () of anything else."""
    return (vector.size, *_shape(vector.at(1))) if isinstance(vector, Vector) else ()


def _squared_distance(a: Vector, b: Vector) -> sp.Expr:
    name = index("k")
    return Sum.over((a.at(name) - b.at(name)) ** 2, name, a.size)


def _attracted(statement: Attractor) -> Mapping[str, Relation]:
    """Into itself; contracted; by less than 1."""
    here = statement.image
    there = substitute(here, {statement.point: statement.other.vector()})
    assert isinstance(there, Vector)
    apart = _squared_distance(statement.point.vector(), statement.other.vector())
    return {
        "into itself": Relation(_squared_distance(here, statement.centre), "<=", statement.radius**2),
        "contraction": Relation(_squared_distance(here, there), "<=", statement.factor**2 * apart),
        "factor": Relation(statement.factor**2, "<", sp.S.One),
    }


def _between(convex: Convex) -> Relation:
    w, x, y = convex.weight, convex.variable, convex.other
    name = index("k")
    middle = Vector(w * x[name] + (1 - w) * y[name], name, x.axes[0])

    def at(point: Vector) -> sp.Expr:
        value = substitute(convex.function, {x: point})
        assert isinstance(value, sp.Expr)
        return value

    return Relation(at(middle), "<=", w * at(x.vector()) + (1 - w) * at(y.vector()))
