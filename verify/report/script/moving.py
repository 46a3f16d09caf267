"""A derivative along a direction as a script has it: a function of what moves, and mpmath's `diff` of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from theory.kernel import Family, Vector, substitute
from theory.kernel.binders import fresh_index
from theory.statement import Derivative, Statement
from verify.report.script.functions import free_name
from verify.report.script.printer import Printer
from verify.report.script.text import Code

TIME = sp.Symbol("'t", real=True)


@dataclass(frozen=True, slots=True)
class Moving:
    """`function` at a letter of its own in place of what moves, which at `TIME` has come to `there`.

    With the letter no other function that is called there takes what moves for what is the same at every call.
    """

    point: Family
    letter: Family
    function: sp.Basic
    there: sp.Basic


def moving(statement: Statement) -> Moving | None:
    """What moves in a statement on a derivative along one direction; None in any other."""
    if not isinstance(statement, Derivative) or len(statement.directions) > 1:
        return None
    ((point, direction),) = statement.directions
    letter = Family("'moving", *point.axes)
    function = substitute(statement.function, {point: letter.vector()})
    return Moving(point, letter, function, _along(point.vector(), direction))


def _along(point: sp.Basic, direction: sp.Basic) -> sp.Basic:
    """point + TIME * direction, entry by entry."""
    if not isinstance(point, Vector):
        return point + TIME * direction
    assert isinstance(direction, Vector)
    name = fresh_index()
    return Vector(_along(point.at(name), direction.at(name)), name, point.size)


def derivative(
    point: Family, name: str, function: sp.Basic, there: sp.Basic, printer: Printer
) -> tuple[tuple[str, str], Code]:
    """The function under this name, as what stands before its expression and that, and its derivative at time 0."""
    t = free_name("tsuv", frozenset(printer.known))
    moved = replace(printer, names={**printer.names, TIME: t}).code(there).text
    head = f"def {name}({printer.names[point.symbol]}): return "
    return (head, printer.code(function).text), Code(f"diff(lambda {t}: {name}({moved}), 0)", safe=True)
