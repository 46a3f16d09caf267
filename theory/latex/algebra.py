"""Sums, products, fractions and powers: fractions with a bar, or with a slash where there is no room for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from theory.latex.delimiters import flat
from theory.latex.layout import width
from theory.latex.numbers import decimal, scientific
from theory.latex.order import ordered
from theory.latex.product import is_bare, is_letter, is_open, parts
from theory.latex.roots import one_root

_LONG = 60  # an exponent that prints to more characters is the argument of exp instead
_DIGITS, _SHOWN = 40, 6  # the longest number that is written out, and how much is shown at the ends of a longer one
_WIDE, _WIDEST = 30, 45  # a numerator wider than this, or than twice the denominator, is split; and any wider than that
_SHORT = 8  # what stands over a number alone, where it is no wider
_ROOTS = 4  # roots up to this order have their sign
_LARGE = re.compile(r"\\(sum|int|max|min)_")  # what is cramped in a fraction
_ENDS_IN_A_DIGIT, _BEGINS_WITH_A_NUMBER = re.compile(r"\d[} ]*$"), re.compile(r"\d|\\frac\{\d")


class AlgebraPrinter(LatexPrinter):
    """SymPy's printer, but for how products are arranged and what stands on one line."""

    def __init__(self, *, ranges: bool) -> None:
        super().__init__()
        self._ranges = ranges  # do extrema and vectors say how far their index runs?
        self._on_the_line = False  # are fractions written with a slash? in exponents and within fractions
        self._aside: dict[sp.Symbol, sp.Expr] = {}  # what a symbol of the printer's own stands for

    @contextmanager
    def _written(self, *, on_the_line: bool, ranges: bool) -> Iterator[None]:
        before = self._on_the_line, self._ranges
        self._on_the_line, self._ranges = on_the_line, ranges
        try:
            yield
        finally:
            self._on_the_line, self._ranges = before

    def _raised(self, expr: sp.Basic) -> str:
        """The expression as an exponent, which has room neither for large delimiters nor for ranges."""
        with self._written(on_the_line=True, ranges=False):
            return flat(self._print(expr))

    def _print_Add(self, expr: sp.Add, order: str | None = None) -> str:
        text = ""
        for term in ordered(self._as_ordered_terms(expr, order)):
            shown = self._print(term)
            if isinstance(term, sp.Add):
                shown = str(self._add_parens(shown))
            if not text:
                text = shown
            else:
                text += f" - {shown[1:].lstrip()}" if shown.startswith("-") else f" + {shown}"
        return text

    def _print_Mul(self, expr: sp.Mul) -> str:
        """Square roots of several factors stand under one sign."""
        if (rooted := one_root(expr)) is None:
            return self._product(expr.args)
        rest, power = rooted
        self._aside[name := sp.Dummy()] = power.base
        return self._product((*sp.Mul.make_args(rest), sp.Pow(name, power.exp, evaluate=False)))

    def _product(self, factors: Iterable[sp.Expr]) -> str:
        """Sign, number and factors, over what divides them."""
        product = parts(factors)
        sign = "- " if product.negative else ""
        shown = decimal(product.number)
        above = shown or ("" if product.number.p == 1 else self._print_Integer(sp.Integer(product.number.p)))
        below = "" if shown or product.number.q == 1 else self._print_Integer(sp.Integer(product.number.q))
        if below or product.below:
            return sign + self._fraction(above, product.above, below, product.below)
        return sign + self._side_by_side(above, product.above)

    def _side_by_side(self, number: str, factors: Sequence[sp.Expr], *, follows: bool = False) -> str:
        """The number and the factors; `follows` where something stands before them."""
        shown = [number] if number else []
        alone = len(factors) == 1 and not number and not follows
        for place, factor in enumerate(factors, start=1):
            text = self._print(factor)
            if not alone and (_is_sum(factor, text) or (is_open(factor) and place < len(factors))):
                text = str(self._add_parens(text))
            if shown and _ENDS_IN_A_DIGIT.search(shown[-1]) and _BEGINS_WITH_A_NUMBER.match(text):
                shown.append(r"\cdot")
            shown.append(text)
        return " ".join(shown) or "1"

    def _fraction(self, number: str, above: Sequence[sp.Expr], divisor: str, below: Sequence[sp.Expr]) -> str:
        """With a bar, and what is wide beside it; on the line with a slash."""
        on_the_line = self._on_the_line
        with self._written(on_the_line=True, ranges=self._ranges):
            numerator, denominator = self._side_by_side(number, above), self._side_by_side(divisor, below)
        if on_the_line:
            return f"{self._closed(numerator, number, above)} / {self._closed(denominator, divisor, below, one=True)}"
        letters = next((i for i, f in enumerate(above) if not is_letter(f)), len(above))
        short = width(numerator) <= _SHORT or letters == len(above)
        if _is_narrow(numerator, denominator) and (below or short):
            return rf"\frac{{{numerator}}}{{{denominator}}}"
        kept = self._kept(number, above) if below else letters
        with self._written(on_the_line=True, ranges=self._ranges):
            numerator = self._side_by_side(number, above[:kept])
        return rf"\frac{{{numerator}}}{{{denominator}}} " + self._side_by_side("", above[kept:], follows=True)

    def _closed(self, text: str, number: str, factors: Sequence[sp.Expr], *, one: bool = False) -> str:
        """A side of a slash, in parentheses where they would be missed: below, around all but `one` factor."""
        several = len(factors) + bool(number) > 1
        ends_open = bool(factors) and is_open(factors[-1])
        alone = not several and bool(factors)
        missed = (one and several) or ends_open or (alone and _is_sum(factors[0]))
        return str(self._add_parens(text)) if missed else text

    def _kept(self, number: str, factors: Sequence[sp.Expr]) -> int:
        """How many of the factors stay above the bar where not all do; the last one does not."""
        for count in range(1, len(factors)):
            shown = self._side_by_side(number, factors[:count], follows=True)
            if width(shown) > _WIDE or _LARGE.search(shown) or isinstance(factors[count - 1], sp.Add):
                return count - 1
        return len(factors) - 1

    def _print_Integer(self, expr: sp.Integer) -> str:
        """A number that no line holds is shown by its first and last digits, and their number."""
        sign, digits = "-" if expr < 0 else "", str(abs(expr))
        if not self._on_the_line and (shown := scientific(digits)) is not None:
            return sign + shown
        if len(digits) <= _DIGITS:
            return sign + digits
        return rf"{sign}{digits[:_SHOWN]}\underbrace{{\cdots}}_{{\text{{of {len(digits)} digits}}}}{digits[-_SHOWN:]}"

    def _print_Rational(self, expr: sp.Rational) -> str:
        sign, number = "- " if expr.is_negative else "", abs(expr)
        if (shown := decimal(number)) is not None:
            return sign + shown
        above, below = (self._print_Integer(sp.Integer(part)) for part in (number.p, number.q))
        return sign + (f"{above}/{below}" if self._on_the_line else rf"\frac{{{above}}}{{{below}}}")

    def _print_Pow(self, expr: sp.Pow) -> str:
        base, exponent = expr.args
        if exponent.is_Rational:
            if exponent.is_negative:
                return self._product([expr])
            if exponent.p == 1 and 1 < exponent.q <= _ROOTS:
                return rf"\sqrt{'' if exponent.q == 2 else f'[{exponent.q}]'}{{{self._print(base)}}}"
            if exponent.is_even and isinstance(base, sp.Add) and all(t.as_coeff_Mul()[0] < 0 for t in base.args):
                base = -base
        raised = self._raised(exponent)
        if base.is_Function:
            return str(self._print(base, exp=raised))
        text = self.parenthesize(base, PRECEDENCE["Pow"])
        return f"{self.parenthesize_super(text) if base.is_Symbol else text}^{{{raised}}}"

    def _print_Abs(self, expr: sp.Abs, exp: str | None = None) -> str:
        text = rf"\left|{self._print(expr.args[0])}\right|"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_ExpBase(self, expr: sp.exp, exp: str | None = None) -> str:
        small = self._raised(expr.args[0])
        if len(small) > _LONG or r"\sum" in small or r"\operatorname" in small:
            with self._written(on_the_line=self._on_the_line, ranges=False):
                text = rf"\exp\left({self._print(expr.args[0])}\right)"
        else:
            text = f"e^{{{small}}}"
        return str(self._do_exponent(text, exp))

    def _print_log(self, expr: sp.log, exp: str | None = None) -> str:
        inside = self._print(expr.args[0])
        text = rf"\log {inside}" if is_bare(expr) else rf"\log\left({inside}\right)"
        return str(self._do_exponent(text, exp))


def _is_sum(factor: sp.Expr, text: str = "") -> bool:
    """Does the factor look like a sum, of which a product would seem to take the first or the last term?"""
    return isinstance(factor, sp.Add) or text.startswith("-")


def _is_narrow(numerator: str, denominator: str) -> bool:
    """Does a fraction of both look well?"""
    if _LARGE.search(numerator) and not _LARGE.search(denominator):
        return False
    return width(numerator) <= min(_WIDEST, max(_WIDE, 2 * width(denominator)))
