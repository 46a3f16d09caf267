"""A statement as one display, with the ranges of its indices."""

from __future__ import annotations

from typing import assert_never

import sympy as sp

from theory.kernel import Family, Relation, Vector, families, fresh_index
from theory.latex.delimiters import sized
from theory.latex.printer import OPERATORS, Printer, latex, latex_relation
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

_SPACE = r"\allowbreak\ "  # between words in a formula, where its line may end


def latex_statement(statement: Statement) -> str:
    """The statement in one display, with the ranges of its indices."""
    match statement:
        case Identity(lhs, rhs):
            return latex_relation(Relation(lhs, "=", rhs), ranges=True)
        case Bound(parts):
            printer = Printer(tuple(p for p in parts if not isinstance(p, str)), ranges=True)
            return " ".join(OPERATORS[p] if isinstance(p, str) else printer.side(p) for p in parts)
        case Convex(function, variable, _, _):
            name, space = latex(variable), rf"\mathbb{{R}}^{{{latex(variable.axes[0])}}}"
            return rf"{name} \mapsto {latex(function, ranges=True)} \quad \text{{is convex on }} {space}"
        case Standard(fact, _):
            return _prose(fact) if isinstance(fact, str) else latex_statement(fact)
        case Derivative():
            return _derivative(statement)
        case Attractor():
            return _attractor(statement)
        case Iteration():
            return _iteration(statement)
        case Descent():
            return _descent(statement)
        case Rate():
            return _rate(statement)
        case Measurement():
            return _measurement(statement)
        case Unstated(fact, _):
            return _prose(fact)
        case NoMeaning():
            return _prose("no statement that could be true or false")
        case _:
            assert_never(statement)


def _prose(words: str) -> str:
    """Words in a formula."""
    return _SPACE.join(rf"\text{{{word}}}" for word in words.split())


def _measurement(says: Measurement) -> str:
    """In words; what is predicted as a formula where it is no plain number."""
    ends = [] if says.predicted is None else [end for end in dict.fromkeys(says.predicted) if end.is_finite]
    if all(end.is_Rational for end in ends):
        return _prose(says.words)
    numbers = rf"{_SPACE}\text{{to}}{_SPACE}".join(map(latex, ends))
    side = next((side for side in (" or more", " or less") if says.prediction.endswith(side)), "")
    after = _prose(f"{side} {says.unit}")
    return f"{_prose(f'the median of {says.quantity} is')}{_SPACE}{numbers}" + (f"{_SPACE}{after}" if after else "")


def _derivative(statement: Derivative) -> str:
    """D_v f(x) = value; D_v D_w f(x) and D_v^2 f(x) for two directions."""
    directions = statement.directions
    printer = Printer((statement.function, statement.value, *(vector for _, vector in directions)), ranges=True)
    marks = [_direction(statement, point, printer.doprint(vector)) for point, vector in directions]
    same = len(marks) == 2 and marks[0] == marks[1]
    operator = f"D_{{{marks[0]}}}^2" if same else " ".join(f"D_{{{mark}}}" for mark in marks)
    function = printer.doprint(statement.function)
    if isinstance(statement.function, sp.Add | sp.Mul):  # of which the operator would seem to take the first part
        function = rf"\bigl({function}\bigr)"
    return rf"{operator}\, {function} = {printer.doprint(statement.value)}"


def _direction(statement: Derivative, point: Family, vector: str) -> str:
    """The direction; with the point that it moves where another of its shape is in sight."""
    alike = [f for f in families(statement.function) if f.axes == point.axes]
    return vector if alike == [point] else f"{latex(point)};\\, {vector}"


def _attractor(statement: Attractor) -> str:
    """The map sends the ball into itself and contracts, so that all of the ball goes to one fixed point."""
    k = fresh_index()
    away = Vector(statement.point[k] - statement.centre.at(k), k, statement.centre.size)
    radius, factor = sp.Abs(statement.radius), sp.Abs(statement.factor)
    printer = Printer((statement.image, away, radius, factor), ranges=True)
    map_of = rf"{printer.doprint(statement.point)} \mapsto {printer.doprint(statement.image)}"
    ball = rf"\lVert {printer.doprint(away)}\rVert \le {printer.doprint(radius)}"
    contraction = _prose("into itself and is a contraction there with factor")
    end = _prose("hence it has exactly one fixed point there, to which all points of the ball converge")
    said = (map_of, _prose("sends the closed ball"), ball, contraction, rf"{printer.doprint(factor)} < 1,", end)
    return _SPACE.join(said)


def _iteration(statement: Iteration) -> str:
    """From every start that satisfies the invariant the measure shrinks geometrically."""
    invariant, measure, factor = statement.invariant, statement.measure, statement.factor
    printer = Printer((statement.image, invariant.lhs, invariant.rhs, measure, factor), ranges=True)
    map_of = rf"{printer.doprint(statement.point)} \mapsto {printer.doprint(statement.image)}"
    start = rf"{printer.doprint(invariant.lhs)} {OPERATORS[invariant.op]} {printer.doprint(invariant.rhs)},"
    rate = rf"\bigl({printer.doprint(factor)}\bigr)^t"
    said = (
        _prose("under the map"), map_of, _prose("from any point with"), start,
        _prose("which all later points satisfy, after any number t of steps"),
        printer.doprint(measure), _prose("is at most"), rate, _prose("times what it was"),
    )  # fmt: skip
    return _SPACE.join(said)


def _descent(statement: Descent) -> str:
    """From every start the energy falls, and what it falls by tends to 0."""
    energy, decrease, floor, reach = statement.energy, statement.decrease, statement.floor, statement.reach
    printer = Printer((statement.image, energy, decrease, floor, reach), ranges=True)
    point = printer.doprint(statement.point)
    shorter: tuple[str, ...] = ()
    if statement.rate is not None:
        shorter = (
            _prose("the decrease is at least"), printer.doprint(statement.rate),
            _prose("times the squared length of the step; hence the lengths of the steps tend to 0, and the limit "
                   "points form a connected compact set of fixed points"),
        )  # fmt: skip
    said = (
        _prose("each step"), rf"{point} \mapsto {printer.doprint(statement.image)}", _prose("lowers"),
        printer.doprint(energy), _prose("by at least"), rf"{printer.doprint(decrease)} \ge 0,",
        _prose("down to no less than"), rf"{printer.doprint(floor)},",
        _prose("and ends where"), rf"\lVert {point} \rVert^2 \le {printer.doprint(reach)};",
        _prose("hence the smallest decrease of k steps from any point is at most what its energy is above the floor, "
               "divided by k, and at every limit point the decrease is 0; there is at least one"
               + ("." if shorter else "")),
        *shorter,
    )  # fmt: skip
    return _SPACE.join(said)


def _rate(statement: Rate) -> str:
    """quantity = O(gauge) as the variable grows, and the bounds that decide it."""
    bounds = (statement.below, statement.above)
    printer = Printer((statement.quantity, statement.gauge, *(b for b in bounds if b is not None)), ranges=True)
    quantity, gauge = printer.doprint(statement.quantity), printer.doprint(statement.gauge)
    marks = {"O": "O", "o": "o", "Theta": r"\Theta"}
    said = rf"\sim {gauge}" if statement.order == "~" else sized(rf"= {marks[statement.order]}\left({gauge}\right)")
    grows = rf"{quantity} {said} \quad \text{{as }} {latex(statement.variable)} \to \infty"
    factors = [
        (_prose("at least"), statement.below),
        (_prose("at most"), statement.above),
    ]
    shown = [rf"{words}\ {printer.doprint(factor)}" for words, factor in factors if factor is not None]
    return _SPACE.join((grows + ",", _prose("the ratio being"), r" \text{ and } ".join(shown)))
