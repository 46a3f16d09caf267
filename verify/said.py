"""What a statement says, in plain text for the terminal and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from numerics.estimate import in_decimals
from theory.kernel import free
from theory.measurement import Measurement
from theory.sides import sides
from theory.statement import (
    Attractor,
    Derivative,
    Descent,
    Iteration,
    NoMeaning,
    Rate,
    Standard,
    Statement,
    Unstated,
)


def statement_text(statement: Statement) -> list[str]:
    """One text for each thing that is said; none where nothing is."""
    match statement:
        case NoMeaning():
            return []
        case Measurement():
            return [statement.words]
        case Standard(str(fact), _) | Unstated(fact, _):
            return [fact]
        case Derivative():
            return [_derivative(statement)]
        case Attractor(image, point, _, centre, radius, _):
            ball = f"the closed ball of radius {radius} around {centre}"
            goal = f"has exactly one fixed point in {ball}, to which all points of it converge"
            return [f"{point.symbol} -> {image} {goal}", *_relations(statement)]
        case Iteration(image, point, invariant, measure, factor):
            start = f"from any {point.symbol} with {invariant.lhs} {invariant.op} {invariant.rhs}"
            goal = f"after t steps {measure} is at most ({factor})^t times what it was, for every t"
            return [f"{point.symbol} -> {image}, {start}: {goal}", *_relations(statement)]
        case Descent(image, point, energy, decrease, floor, _, rate):
            goal = f"of k steps from any {point.symbol} the least {decrease} is at most ({energy - floor})/k"
            limit = "and it is 0 at every limit point; there is at least one"
            if rate is not None:
                limit += "; the lengths of the steps tend to 0, and the limit points form a connected compact set of "
                limit += "fixed points"
            return [f"{point.symbol} -> {image}: {goal}, {limit}", *_relations(statement)]
        case Rate(quantity, order, gauge, variable):
            said = f"{quantity} ~ {gauge}" if order == "~" else f"{quantity} = {order}({gauge})"
            return [f"{said} as {variable} -> oo", *_relations(statement)]
        case _:
            return _relations(statement)


def coq_text(entry: Mapping[str, Any]) -> str:
    """What Coq confirms of a verdict: yes; all or so many of its sides; or nothing.

    One refuted side refutes a statement.  A fixed point, a descent or an order of growth is more than its sides, and
    that it follows from them is not asked of Coq.
    """
    shown = entry["coq"].values() if "coq" in entry else ()
    if not shown:
        return ""
    if entry["verdict"] == "fails":
        return "yes" if "refuted" in shown else ""
    proved, sides = sum(outcome == "proved" for outcome in shown), len(entry["sides"])
    whole = "its sides" if entry.get("more_than_sides") else "yes"
    return "" if not proved else whole if proved == sides else f"{proved} of {sides} sides"


def disagrees(entry: Mapping[str, Any]) -> bool:
    """Is it measured, and not what is predicted?"""
    return bool(entry.get("measured")) and entry["measured"]["agrees"] is False


def verdict_text(entry: Mapping[str, Any]) -> str:
    """The verdict in a word; of what is measured, also whether it agrees with the prediction, if there is one."""
    agrees = (entry.get("measured") or {}).get("agrees")
    return str(entry["verdict"]) + ("" if agrees is None else ", agrees" if agrees else ", disagrees")


def measured_text(entry: Mapping[str, Any]) -> str:
    """`median 0.81 in [0.80, 0.83], confidence 0.977, predicted 0: disagrees`."""
    found = entry["measured"]
    within = f"median {found['estimate']} in [{', '.join(found['interval'])}], confidence {found['confidence']}"
    if found["prediction"] is None:
        return f"{within}; nothing is predicted"
    return f"{within}, predicted {predicted_text(found)}: {'disagrees' if disagrees(entry) else 'agrees'}"


def predicted_text(found: Mapping[str, Any]) -> str:
    """The prediction, in decimals where it is no plain number."""
    return in_decimals(found["prediction"], found["predicted"])


def _relations(statement: Statement) -> list[str]:
    return [f"{r.lhs} {r.op} {r.rhs}" for r in sides(statement).values()]


def _derivative(statement: Derivative) -> str:
    """`d/dt E(x) at t = 0 along x + t v = value`; d^2/dt ds along x + t v + s w with two directions."""
    terms = (statement.function, statement.value, *(direction for _, direction in statement.directions))
    taken = {symbol.name for term in terms for symbol in free(term)}
    letters = [letter for letter in "tsupq" if letter not in taken][: len(statement.directions)]
    moves: dict[str, str] = {}
    for (point, direction), letter in zip(statement.directions, letters, strict=True):
        name = str(point.symbol)
        moves[name] = f"{moves.get(name, name)} + {letter} {direction}"
    steps = " ".join(f"d{letter}" for letter in letters)
    order = "d" if len(letters) == 1 else f"d^{len(letters)}"
    where = f"at {' = '.join(letters)} = 0 along {' and '.join(moves.values())}"
    function = f"({statement.function})" if isinstance(statement.function, sp.Add | sp.Mul) else statement.function
    return f"{order}/{steps} {function} {where} = {statement.value}"
