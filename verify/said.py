"""What a statement says, in plain text for the terminal and the ledger."""

from __future__ import annotations

import sympy as sp

from theory.kernel import free
from theory.sides import sides
from theory.statement import Attractor, Derivative, Iteration, NoMeaning, Standard, Statement


def statement_text(statement: Statement) -> list[str]:
    """One text for each thing that is said; none where nothing is."""
    match statement:
        case NoMeaning():
            return []
        case Standard(str(fact), _):
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
        case _:
            return _relations(statement)


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
