"""What a statement comes down to: named relations, what it assumes itself, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import sympy as sp

from theory.kernel import Context, Family, Relation, Sum, Vector, along, check_defined, fresh_index, substitute
from theory.measurement import Measurement
from theory.statement import (
    Attractor,
    Bound,
    Convex,
    Derivative,
    Descent,
    Identity,
    Iteration,
    NoMeaning,
    Rate,
    Standard,
    Statement,
    Unstated,
)

BANACH = "lemmas/banach"  # the claim in which the fixed point theorem is cited
WEIERSTRASS = "lemmas/bolzano_weierstrass"  # and that in which limit points are
OSTROWSKI = "lemmas/ostrowski"  # and that in which they are connected


def sides(statement: Statement) -> Mapping[str, Relation]:
    """The relations that make up the statement, by name; none where it is words.

    bound; lower and upper; identity; convexity; derivative; into itself, contraction and factor; kept,
    shrinks and factor; falls, never rises, floor and bounded, and shortens where there is a rate.
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
        case NoMeaning() | Unstated() | Measurement():
            return {}
        case Standard(fact, _):
            return {} if isinstance(fact, str) else sides(fact)
        case Derivative():
            return {"derivative": Relation(derivative(statement.function, *statement.directions), "=", statement.value)}
        case Attractor():
            return _attracted(statement)
        case Iteration():
            return _iterated(statement)
        case Descent():
            return _descending(statement)
        case Rate(quantity, _, gauge, _, below, above):
            lower = {} if below is None else {"lower": Relation(below * gauge, "<=", quantity)}
            return lower if above is None else {**lower, "upper": Relation(quantity, "<=", above * gauge)}
        case _:
            assert_never(statement)  # type: ignore[arg-type]


def subjects(statement: Statement) -> tuple[sp.Basic, ...]:
    """Terms that the statement speaks of and that its sides need not contain: what is differentiated, and whither."""
    match statement:
        case Derivative():
            return (statement.function, *(direction for _, direction in statement.directions))
        case Convex():
            return (statement.variable.vector(), statement.other.vector())
        case Attractor():
            return (statement.image, statement.centre, statement.point.vector(), statement.other.vector())
        case Iteration():
            return (statement.image, statement.measure, statement.factor, statement.point.vector())
        case Descent():
            return (statement.image, statement.energy, statement.point.vector())
        case Rate():
            return (statement.quantity, statement.gauge, statement.variable)
        case _:
            return ()


def any_points(statement: Statement) -> frozenset[sp.Symbol]:
    """The points that range over all of a space or ball in the statement itself: no hypothesis may speak of them."""
    match statement:
        case Convex(_, variable, other, _):
            return frozenset({variable.symbol, other.symbol})
        case Attractor(_, point, other):
            return frozenset({point.symbol, other.symbol})
        case Iteration(_, point) | Descent(_, point):
            return frozenset({point.symbol})
        case _:
            return frozenset()


def trusted(statement: Statement) -> frozenset[str]:
    """The facts of the literature by which the statement follows from its sides, as ids of Standard claims."""
    match statement:
        case Attractor():
            return frozenset({BANACH})
        case Descent():
            return frozenset({WEIERSTRASS} if statement.rate is None else {WEIERSTRASS, OSTROWSKI})
        case _:
            return frozenset()


def implied_hypotheses(statement: Statement) -> tuple[Relation, ...]:
    """What the kind of statement itself assumes: a weight of a convex combination is at most 1."""
    match statement:
        case Convex():
            return (Relation(statement.weight, "<=", sp.S.One),)
        case Attractor(_, point, other, centre, radius, _):
            within = (_squared_distance(p.vector(), centre) for p in (point, other))
            return tuple(Relation(distance, "<=", radius**2) for distance in within)
        case Iteration(_, _, invariant):
            return (invariant,)
        case _:
            return ()


def derivative(function: sp.Expr, *directions: tuple[Family, Vector]) -> sp.Expr:
    """The derivative of the function along the directions, one after the other.

    Gap where the function is not known to have a value, or a derivative, everywhere.
    """
    check_defined(function, Context())
    for _, direction in directions:
        check_defined(direction, Context())
    value = function
    for point, direction in directions:
        value = along(value, {point: direction}, Context())
    return value


def _squared_distance(a: Vector, b: Vector) -> sp.Expr:
    name = fresh_index()
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


def _iterated(statement: Iteration) -> Mapping[str, Relation]:
    """The invariant and the measure after one step."""
    after = {statement.point: statement.image}
    measure = substitute(statement.measure, after)
    assert isinstance(measure, sp.Expr)
    return {
        "kept": statement.invariant.substitute(after),
        "shrinks": Relation(measure, "<=", statement.factor * statement.measure),
        "factor": Relation(sp.S.Zero, "<=", statement.factor),
    }


def _descending(statement: Descent) -> Mapping[str, Relation]:
    """One step lowers the energy, which is bounded below, and ends in a ball."""
    after = substitute(statement.energy, {statement.point: statement.image})
    assert isinstance(after, sp.Expr)
    name = fresh_index()
    length = Sum.over(statement.image.at(name) ** 2, name, statement.image.size)
    shorter: dict[str, Relation] = {}
    if statement.rate is not None:
        step = _squared_distance(statement.point.vector(), statement.image)
        shorter["shortens"] = Relation(statement.rate * step, "<=", statement.decrease)
    return {
        "falls": Relation(after, "<=", statement.energy - statement.decrease),
        "never rises": Relation(sp.S.Zero, "<=", statement.decrease),
        "floor": Relation(statement.floor, "<=", statement.energy),
        "bounded": Relation(length, "<=", statement.reach),
        **shorter,
    }


def _between(convex: Convex) -> Relation:
    w, x, y = convex.weight, convex.variable, convex.other
    name = fresh_index()
    middle = Vector(w * x[name] + (1 - w) * y[name], name, x.axes[0])

    def at(point: Vector) -> sp.Expr:
        value = substitute(convex.function, {x: point})
        assert isinstance(value, sp.Expr)
        return value

    return Relation(at(middle), "<=", w * at(x.vector()) + (1 - w) * at(y.vector()))
