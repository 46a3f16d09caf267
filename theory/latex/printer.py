"""Expressions and relations as LaTeX: SymPy's printer with our binders and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.printing.precedence import PRECEDENCE, precedence_traditional

from theory.kernel import Entry, Family, Integral, Max, Min, Quantity, Relation, Shown, Sum, Vector
from theory.latex.algebra import AlgebraPrinter
from theory.latex.combination import entries, is_linear
from theory.latex.delimiters import flat, sized, unwrapped
from theory.latex.layout import has_slash, in_scripts
from theory.latex.letters import Letters
from theory.meanings import LATEX

OPERATORS: dict[str, str] = {"=": "=", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_PRODUCT = PRECEDENCE["Mul"]


# A line of a derivation begins where the one before it ended.
@lru_cache(maxsize=2_000, typed=True)
def latex(term: sp.Basic, *, ranges: bool = False) -> str:
    """The term; with `ranges`, extrema and vectors say how far their index runs, as sums always do."""
    return Printer((term,), ranges).side(term)


def latex_relation(relation: Relation, *, ranges: bool = False) -> str:
    """lhs op rhs, indices named alike on both sides."""
    printer = Printer((relation.lhs, relation.rhs), ranges)
    return f"{printer.side(relation.lhs)} {OPERATORS[relation.op]} {printer.side(relation.rhs)}"


class Printer(AlgebraPrinter):
    """Prints `terms` and what they are made of; bound indices get letters that clash with nothing in them."""

    def __init__(self, terms: tuple[sp.Basic, ...], ranges: bool) -> None:
        super().__init__(ranges=ranges)
        self._letters = Letters(terms)
        self._omitted: frozenset[sp.Symbol] = frozenset()

    def doprint(self, expr: sp.Basic) -> str:
        return sized(str(super().doprint(expr)))

    def side(self, expr: sp.Basic) -> str:
        """The expression where it stands alone: a quantity without the parentheses around its notation."""
        return sized(unwrapped(self._print(expr))) if isinstance(expr, Quantity) else self.doprint(expr)

    def _print(self, expr: Any, **kwargs: Any) -> str:
        # By class and not by name: SymPy has printers for other things called Quantity or InnerProduct.
        match expr:
            case Quantity():
                small = in_scripts(expr.notation)
                return expr.notation.format(*(self._argument(a, i in small) for i, a in enumerate(expr.args)))
            case Max() | Min():
                return self._print_extremum(expr)
            case _:
                return str(super()._print(expr, **kwargs))

    def _argument(self, term: sp.Basic, small: bool) -> Shown:
        """An argument of a quantity; `small` in a subscript or an exponent."""
        if small:
            with self._written(on_the_line=True, ranges=self._ranges):
                shown = self._argument(term, small=False)
            return Shown(flat(shown.text), flat(shown.tight))
        slots, body = entries(term) if isinstance(term, Vector) else ({}, term)
        if slots and not is_linear(body, slots):
            if isinstance(term, Vector) and term.size == 1:  # a list of one is shown as that one
                return self._argument(term.at(sp.S.One), small=False)
            return Shown(self._print(term), self._print(term))
        with self._without(slots):
            return Shown(self._print(term), self.parenthesize(body, _PRODUCT))

    @contextmanager
    def _without(self, slots: Iterable[sp.Symbol]) -> Iterator[None]:
        before = self._omitted
        self._omitted = before | frozenset(slots)
        try:
            yield
        finally:
            self._omitted = before

    def _print_Vector(self, vector: Vector) -> str:
        slots, body = entries(vector)
        if is_linear(body, slots):
            with self._without(slots):
                return self._print(body)
        if vector.size == 1:
            return str(self._add_parens(self._print(vector.at(sp.S.One))))
        with self._letters.binding(vector) as letter:
            reach = f"_{{{letter}=1}}^{{{self._print(vector.size)}}}" if self._ranges else f"_{{{letter}}}"
            return rf"\left({self._print(vector.args[0])}\right){reach}"

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        if expr in self._aside:
            return self._print(self._aside[expr])
        return self._letters.of(expr) or LATEX.get(expr.name) or str(super()._print_Symbol(expr, style))

    def _print_Family(self, family: Family) -> str:
        return self._print(family.symbol)

    def _print_Entry(self, entry: Entry) -> str:
        """The last index below the name, what comes before it above."""
        above, below = (
            ",".join(self._print(i) for i in part if i not in self._omitted)
            for part in (entry.indices[:-1], entry.indices[-1:])
        )
        raised, lowered = f"^{{{above}}}" if above else "", f"_{{{below}}}" if below else ""
        name = self._print(entry.family)
        if "_" in name and lowered:  # TeX takes no second subscript
            name = f"({name})"
        return f"{name}{raised}{lowered}"

    def _print_Sum(self, term: Sum) -> str:
        if term.vector.size == 1:
            only = term.vector.at(sp.S.One)
            return str(self._add_parens(self._print(only))) if isinstance(only, sp.Add) else self._print(only)
        with self._letters.binding(term.vector) as letter:
            limits = f"_{{{letter}=1}}^{{{self._print(term.vector.size)}}}"
            return rf"\sum{limits} {self._body(term.vector)}"

    def _body(self, vector: Vector) -> str:
        """What is summed, or of which an extremum is taken: a product, of which no slash seems to divide the whole."""
        text = self.parenthesize(vector.args[0], _PRODUCT)
        return str(self._add_parens(text)) if self._on_the_line and has_slash(text) else text

    def _print_Integral(self, term: Integral) -> str:
        with self._letters.running(term) as letter:
            return rf"\int_{{0}}^{{1}} {self.parenthesize(term.args[0], PRECEDENCE['Add'], strict=True)}\, d{letter}"

    def _print_extremum(self, term: Max | Min) -> str:
        with self._letters.binding(term.vector) as letter:
            limits = rf"1 \le {letter} \le {self._print(term.vector.size)}" if self._ranges else letter
            body = self._body(term.vector)
            space = r"\, " if body.startswith(r"\left") else ""  # TeX puts none before a delimiter
            return rf"\{type(term).__name__.lower()}_{{{limits}}} {space}{body}"

    def parenthesize(self, item: sp.Basic, level: int, is_neg: bool = False, strict: bool = False) -> str:
        text = self._print(item)
        ends_raised = re.search(r"\^(\w|\{[^{}]*\})(_\{[^{}]*\})?$", text) is not None
        raised = ends_raised and (isinstance(item, Quantity | Entry) or item.is_Integer)
        binding = _PRODUCT if raised or isinstance(item, Sum | Max | Min | Integral) else _precedence(item)
        if text.startswith("-"):  # which SymPy does not ask of a product
            binding = PRECEDENCE["Add"]
        closed = binding > level or (binding == level and (strict or level == _PRODUCT))
        return text if closed else str(self._add_parens(text))


def _precedence(item: sp.Basic) -> int:
    return PRECEDENCE["Atom"] if isinstance(item, Vector) else int(precedence_traditional(item))
