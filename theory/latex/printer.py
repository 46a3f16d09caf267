"""Expressions and relations as LaTeX: SymPy's printer with our binders and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE, precedence_traditional

from theory.kernel import Entry, Family, Integral, Max, Min, Quantity, Relation, Shown, Sum, Vector
from theory.latex.combination import entries, is_linear
from theory.latex.delimiters import flat, sized, slashed
from theory.latex.letters import Letters
from theory.latex.order import ordered
from theory.latex.roots import one_root
from theory.symbols import LATEX

OPERATORS: dict[str, str] = {"=": "=", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_LONG = 60  # an exponent that prints to more characters is the argument of exp instead
_DIGITS, _SHOWN = 40, 6  # the longest number that is written out, and how much is shown at the ends of a longer one
_PRODUCT = PRECEDENCE["Mul"]


# A line of a derivation begins where the one before it ended.
@lru_cache(maxsize=2_000, typed=True)
def latex(term: sp.Basic, *, ranges: bool = False) -> str:
    """The term; with `ranges`, extrema and vectors say how far their index runs, as sums always do."""
    return Printer((term,), ranges).doprint(term)


def latex_relation(relation: Relation, *, ranges: bool = False) -> str:
    """lhs op rhs, indices named alike on both sides."""
    printer = Printer((relation.lhs, relation.rhs), ranges)
    return f"{printer.doprint(relation.lhs)} {OPERATORS[relation.op]} {printer.doprint(relation.rhs)}"


class Printer(LatexPrinter):
    """Prints `terms` and what they are made of; bound indices get letters that clash with nothing in them."""

    def __init__(self, terms: tuple[sp.Basic, ...], ranges: bool) -> None:
        super().__init__({"long_frac_ratio": 2, "fold_frac_powers": True})
        self._ranges = ranges
        self._letters = Letters(terms)
        self._omitted: frozenset[sp.Symbol] = frozenset()
        self._aside: dict[sp.Symbol, sp.Expr] = {}

    def doprint(self, expr: sp.Basic) -> str:
        return sized(str(super().doprint(expr)))

    def _print(self, expr: Any, **kwargs: Any) -> str:
        # By class and not by name: SymPy has printers for other things called Quantity or InnerProduct.
        match expr:
            case Quantity():
                return expr.notation.format(*map(self._argument, expr.args))
            case Max() | Min():
                return self._print_extremum(expr)
            case _:
                return str(super()._print(expr, **kwargs))

    def _argument(self, term: sp.Basic) -> Shown:
        slots, body = entries(term) if isinstance(term, Vector) else ({}, term)
        if slots and not is_linear(body, slots):
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
        with self._letters.binding(vector) as letter:
            reach = f"_{{{letter}=1}}^{{{self._print(vector.size)}}}" if self._ranges else f"_{{{letter}}}"
            return rf"\left({self._print(vector.args[0])}\right){reach}"

    def _print_Mul(self, expr: sp.Mul) -> str:
        """Exponentials are put aside: SymPy would ask of each, by simplifying it, whether it is constant."""
        if (rooted := one_root(expr)) is not None:
            rest, power = rooted
            self._aside[name := sp.Dummy()] = power.base
            return self._print(rest * name**power.exp)
        towers = {f: sp.Dummy() for f in expr.args if isinstance(f, sp.exp) and not f.args[0].is_number}
        self._aside |= {name: tower for tower, name in towers.items()}
        return str(super()._print_Mul(sp.Mul(*(towers.get(f, f) for f in expr.args)) if towers else expr))

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        if expr in self._aside:
            return self._print(self._aside[expr])
        return self._letters.of(expr) or LATEX.get(expr.name) or str(super()._print_Symbol(expr, style))

    def _print_Integer(self, expr: sp.Integer) -> str:
        """A number that no line holds is shown by its first and last digits, and their number."""
        sign, digits = "-" if expr < 0 else "", str(abs(expr))
        if len(digits) <= _DIGITS:
            return sign + digits
        return rf"{sign}{digits[:_SHOWN]}\underbrace{{\cdots}}_{{\text{{of {len(digits)} digits}}}}{digits[-_SHOWN:]}"

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
        with self._letters.binding(term.vector) as letter:
            limits = f"_{{{letter}=1}}^{{{self._print(term.vector.size)}}}"
            return rf"\sum{limits} {self.parenthesize(term.vector.args[0], _PRODUCT)}"

    def _print_Integral(self, term: Integral) -> str:
        with self._letters.running(term) as letter:
            return rf"\int_{{0}}^{{1}} {self.parenthesize(term.args[0], PRECEDENCE['Add'], strict=True)}\, d{letter}"

    def _print_extremum(self, term: Max | Min) -> str:
        with self._letters.binding(term.vector) as letter:
            limits = rf"1 \le {letter} \le {self._print(term.vector.size)}" if self._ranges else letter
            body = self.parenthesize(term.vector.args[0], _PRODUCT)
            space = r"\, " if body.startswith(r"\left") else ""  # TeX puts none before a delimiter
            return rf"\{type(term).__name__.lower()}_{{{limits}}} {space}{body}"

    def _print_Abs(self, expr: sp.Abs, exp: str | None = None) -> str:
        text = rf"\left|{self._print(expr.args[0])}\right|"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_ExpBase(self, expr: sp.exp, exp: str | None = None) -> str:
        ranges, self._ranges = self._ranges, False  # an exponent has no room for them
        inside = self._print(expr.args[0])
        self._ranges = ranges
        long = len(inside) > _LONG or r"\sum" in inside or r"\operatorname" in inside
        text = rf"\exp\left({inside}\right)" if long else f"e^{{{flat(slashed(inside))}}}"
        return str(self._do_exponent(text, exp))

    def _print_log(self, expr: sp.log, exp: str | None = None) -> str:
        inside = self._print(expr.args[0])
        text = rf"\log {inside}" if _is_bare(expr) else rf"\log\left({inside}\right)"
        return str(self._do_exponent(text, exp))

    def _as_ordered_terms(self, expr: sp.Add, order: str | None = None) -> list[sp.Expr]:
        return ordered(super()._as_ordered_terms(expr, order))

    def _needs_mul_brackets(self, expr: sp.Expr, first: bool = False, last: bool = False) -> bool:
        open_ended = isinstance(expr, Sum | Max | Min | Integral) or (isinstance(expr, sp.log) and _is_bare(expr))
        return (open_ended and not last) or bool(super()._needs_mul_brackets(expr, first, last))

    def parenthesize(self, item: sp.Basic, level: int, is_neg: bool = False, strict: bool = False) -> str:
        text = self._print(item)
        raised = isinstance(item, Quantity | Entry) and re.search(r"\^(\w|\{[^{}]*\})(_\{[^{}]*\})?$", text)
        binding = _PRODUCT if raised or isinstance(item, Sum | Max | Min | Integral) else _precedence(item)
        closed = binding > level or (binding == level and (strict or level == _PRODUCT))
        return text if closed else str(self._add_parens(text))


def _precedence(item: sp.Basic) -> int:
    return PRECEDENCE["Atom"] if isinstance(item, Vector) else int(precedence_traditional(item))


def _is_bare(expr: sp.log) -> bool:
    """Is the logarithm written without parentheses?"""
    inside = expr.args[0]
    return isinstance(inside, Sum) or inside.is_Symbol or (inside.is_Integer and inside.is_positive)
