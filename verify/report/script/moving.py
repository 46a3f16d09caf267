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


@dataclass(frozen=True, slots=True)
class Moving:
    """`function` at a letter of its own in place of what moves, which at time `t` has come to `there`."""

    point: sp.Symbol
    letter: Family
    function: sp.Basic
    t: sp.Symbol
    there: sp.Basic


def moving(statement: Statement) -> Moving | None:
    """What moves in a statement on a derivative along one direction; None in any other."""
    if not isinstance(statement, Derivative) or len(statement.directions) > 1:
        return None
    ((point, direction),) = statement.directions
    letter, t = Family("'moving", *point.axes), sp.Symbol("'t", real=True)
    function = substitute(statement.function, {point: letter.vector()})
    return Moving(point.symbol, letter, function, t, _along(point.vector(), direction, t))


def _along(point: sp.Basic, direction: sp.Basic, t: sp.Symbol) -> sp.Basic:
    """point + t * direction, entry by entry."""
    if not isinstance(point, Vector):
        return point + t * direction
    assert isinstance(direction, Vector)
    name = fresh_index()
    return Vector(_along(point.at(name), direction.at(name), t), name, point.size)


def derivative(
    found: Moving, name: str, function: sp.Basic, there: sp.Basic, printer: Printer
) -> tuple[tuple[str, str], Code]:
    """The function under this name, as what stands before its expression and that, and its derivative at time 0.

    Inside, what moves goes by its own name: no other function that is called there knows it by that.
    """
    own = printer.names[found.point]
    body = replace(printer, names={**printer.names, found.letter.symbol: own}).code(function).text
    t = free_name("tsuv", frozenset(printer.known))
    moved = replace(printer, names={**printer.names, found.t: t}).code(there).text
    return (f"def {name}({own}): return ", body), Code(f"diff(lambda {t}: {name}({moved}), 0)", safe=True)
