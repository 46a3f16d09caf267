"""A statement as one display, with the ranges of its indices."""

from __future__ import annotations

from typing import assert_never

from theory.kernel import Relation
from theory.latex.printer import OPERATORS, Printer, latex, latex_relation
from theory.statement import Bound, Convex, Identity, Standard, Statement


def latex_statement(statement: Statement) -> str:
    """The statement in one display, with the ranges of its indices."""
    match statement:
        case Identity(lhs, rhs):
            return latex_relation(Relation(lhs, "=", rhs), ranges=True)
        case Bound(parts):
            printer = Printer(tuple(p for p in parts if not isinstance(p, str)), ranges=True)
            return " ".join(OPERATORS[p] if isinstance(p, str) else printer.doprint(p) for p in parts)
        case Convex(function, variable, _, _):
            name, space = latex(variable), rf"\mathbb{{R}}^{{{latex(variable.axes[0])}}}"
            return rf"{name} \mapsto {latex(function, ranges=True)} \quad \text{{is convex on }} {space}"
        case Standard(fact, _):
            return latex_statement(fact)
        case _:
            assert_never(statement)
