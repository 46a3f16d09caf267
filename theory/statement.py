"""The kinds of statement, as data; each comes down to named sides, one relation each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import sympy as sp

from theory.kernel import Family, Ill, Op, Relation, Vector, free, is_plain
from theory.measurement import PROSE, Measurement, check_prose

Order = Literal["O", "o", "Theta", "~"]


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
        if isinstance(self.fact, str) and not PROSE.fullmatch(self.fact):
            raise Ill(f"a fact in words is plain prose, which {self.fact!r} is not: no formulas, no line breaks")


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of the function along the directions, one after the other, is the value.

    A direction is (family, vector): what moves, and how fast.  One direction gives a gradient, two a Hessian.
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
            sizes = frozenset().union(*(free(axis) for axis in point.axes))
            if not is_plain(point.symbol) or free(direction) & used - sizes:
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
class Iteration:
    """After k steps of the map the measure is at most factor^k times what it was at the start, for every k.

    It starts at any point that satisfies the invariant.  By induction from three inequalities: the image of such a
    point satisfies it too and has a measure of at most `factor` times the point's, and the factor is not negative.
    """

    image: Vector
    point: Family
    invariant: Relation
    measure: sp.Expr
    factor: sp.Expr

    def __post_init__(self) -> None:
        if self.point.symbol in free(self.factor):
            raise Ill(f"the factor {self.factor} depends on {self.point.symbol}: it is the same at every step")
        _check_map(self.image, self.point)


@dataclass(frozen=True, slots=True)
class Descent:
    """Every step of the map lowers the energy by `decrease` or more, which is never negative, down to `floor` at least.

    By induction from the four inequalities, from any start x and for any number k of steps: the decreases at the
    points that are left add up to at most energy(x) - floor, so the smallest is at most that over k, and they tend
    to 0.  All points after the start lie in the ball of squared radius `reach` around the origin, so there is a limit
    point, and at every limit point the decrease is 0, as every term of the kernel's language is continuous where it
    is defined.

    Where there is a `rate` > 0, the decrease is at least it times the squared length of the step.  Then the lengths of
    the steps tend to 0, every limit point is a fixed point, and by Ostrowski's theorem the limit points form a
    connected compact set; so the points converge if these fixed points are finitely many.
    """

    image: Vector
    point: Family
    energy: sp.Expr
    decrease: sp.Expr
    floor: sp.Expr
    reach: sp.Expr
    rate: sp.Expr | None = None

    def __post_init__(self) -> None:
        for fixed in (self.floor, self.reach, *(() if self.rate is None else (self.rate,))):
            if self.point.symbol in free(fixed):
                raise Ill(f"{fixed} depends on {self.point.symbol}: it is the same at every step")
        if self.rate is not None and not (isinstance(self.rate, sp.Rational) and self.rate > 0):
            raise Ill(f"{self.rate} is not positive, or no number: steps may be long where the decrease is small")
        _check_map(self.image, self.point)


@dataclass(frozen=True, slots=True)
class Rate:
    """As the variable grows the quantity is O, o or Theta of the gauge, or ~ it; all other symbols are held fixed.

    Decided by its sides, below * gauge <= quantity <= above * gauge, one of which may be left out: each is derived with
    its constants, and `theory.order` compares `below` and `above` with a constant.  The same two bounds may show the
    order or, where the quantity outgrows every multiple of the gauge, say, exclude it.
    """

    quantity: sp.Expr
    order: Order
    gauge: sp.Expr
    variable: sp.Symbol
    below: sp.Expr | None = None
    above: sp.Expr | None = None

    def __post_init__(self) -> None:
        if self.order not in get_args(Order):
            raise Ill(f"{self.order!r} is no order of growth: use one of {', '.join(get_args(Order))}")
        spoken = free(self.quantity) | free(self.gauge)
        if not self.variable.is_Symbol or not self.variable.is_positive or self.variable not in spoken:
            raise Ill(f"{self.variable} is no positive number that {self.quantity} or {self.gauge} depends on")
        if self.below is None and self.above is None:
            raise Ill("an order of growth is shown or excluded by a bound, and there is none")


@dataclass(frozen=True, slots=True)
class NoMeaning:
    """A sentence of the paper that says nothing which could be true or false as it stands, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unstated:
    """A statement of the paper that is true or false and that no kind here can express, in words, and why.

    A chance over random patterns is one.  It is never decided: what of it can be stated is a claim of its own.
    """

    fact: str
    reason: str

    def __post_init__(self) -> None:
        for words in (self.fact, self.reason):
            check_prose("what cannot be stated", words)


Statement = (
    Identity
    | Bound
    | Convex
    | Standard
    | Derivative
    | Attractor
    | Iteration
    | Descent
    | Rate
    | Measurement
    | NoMeaning
    | Unstated
)


def bound(*parts: sp.Expr | Op) -> Bound:
    """bound(a, "<=", b) or bound(a, "<=", b, "<", c)."""
    return Bound(tuple(p if isinstance(p, str) else sp.sympify(p) for p in parts))


def _check_map(image: Vector, point: Family) -> None:
    """Ill unless the image lies where the point does, in the whole of a space."""
    if len(point.axes) != 1 or not is_plain(point.symbol) or _shape(image) != point.axes:
        raise Ill(f"{image} is no point of the space in which {point.symbol} lies")


def _shape(vector: sp.Basic) -> tuple[sp.Expr, ...]:
    """The lengths of a vector (of vectors), outermost first; () of anything else."""
    return (vector.size, *_shape(vector.at(1))) if isinstance(vector, Vector) else ()
