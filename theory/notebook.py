"""How a notebook shows statements, derivations and verdicts: formulas, and small tables of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any

from theory.kernel.relation import Relation
from theory.latex import OPERATORS, latex, latex_relation, latex_statement
from theory.statement import Statement

if TYPE_CHECKING:
    from theory.kernel import Theorem

_INDENT = r"\quad "  # a step inside another, for each depth


def statement_latex(says: Statement, conditions: Iterable[Relation]) -> str:
    """The statement as a displayed formula, with its conditions after it."""
    given = r" \text{ and } ".join(map(latex_relation, conditions))
    where = rf" \quad \text{{where }} {given}" if given else ""
    return rf"$\displaystyle {latex_statement(says)}{where}$"


def theorem_html(theorem: Theorem) -> str:
    """The relation, its hypotheses, and each step with its rule."""
    head = [("theorem", f"{theorem.claim}, {theorem.side}"), ("says", _formula(latex_relation(theorem.relation)))]
    head += [("where", _formula(latex_relation(h))) for h in theorem.hypotheses]
    head += [(name, ", ".join(sorted(found))) for name in ("uses", "trust") if (found := getattr(theorem, name))]
    steps = [
        (
            line.rule,
            _formula(f"{_INDENT * line.depth}{latex(line.relation.lhs)} {OPERATORS[line.relation.op]} "
                     f"{latex(line.relation.rhs)}"),
        )
        for line in theorem.lines
    ]  # fmt: skip
    return _table(head) + (_table(steps) if steps else "")


def verdict_html(verdict: Any) -> str:
    """The word and what goes with it; a witness by its symbols."""
    rows = [("verdict", type(verdict).__name__.lower())]
    for field in fields(verdict):
        value = getattr(verdict, field.name)
        if isinstance(value, Mapping):
            rows += [(f"{field.name}: {name}", _written(part)) for name, part in value.items()]
        elif value not in (None, "", ()):
            rows.append((field.name, _written(value)))
    return _table([(name, escape(text)) for name, text in rows])


def _written(value: object) -> str:
    """A list or an interval as (0, 1); all else as it is."""
    return f"({', '.join(map(_written, value))})" if isinstance(value, list | tuple) else str(value)


def _formula(text: str) -> str:
    return f"${escape(text, quote=False)}$"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    left = "text-align: left"
    made = "".join(
        f'<tr><th style="{left}">{escape(name)}</th><td style="{left}">{text}</td></tr>' for name, text in rows
    )
    return f"<table>{made}</table>"
