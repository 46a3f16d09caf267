"""The Python of a script has the value that the claim's own expressions have, at random configurations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any

import mpmath
import pytest
import sympy as sp

from numerics.configurations import Configuration, drawn
from numerics.integrate import holds_integral
from numerics.interpret import MPMATH, evaluate
from tests.catalogue import CATALOGUE
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector
from theory.quantities import InnerProduct, Softmax, SquaredDiameter
from theory.symbols import d, k, n, rho, x, y, z
from verify.report.script.functions import PLAIN, Style, functions, with_products
from verify.report.script.parts import FROM_MPMATH, Parts, parts, shorter
from verify.report.script.printer import NotRational, Printer, Unprintable
from verify.report.script.text import Number

DIGITS, INTEGRAL_DIGITS = 40, 25
NUMBERS: tuple[Number, ...] = ("Fraction", "mpf")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


def values(found: Parts) -> tuple[Any, Any]:
    """Left and right, as Python has them."""
    known: dict[str, Any] = {name: getattr(mpmath, name) for name in FROM_MPMATH} | {"Fraction": Fraction}
    for name, text in found.values:
        exec(f"{name} = {text}", known)
    for head, text in found.definitions:
        exec(head + text, known)
    return eval(found.left, known), eval(found.right, known)


def exact(number: Any) -> Any:
    assert not isinstance(number, float | complex)
    return mpmath.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else number


def nearly(a: Any, b: Any, digits: int) -> bool:
    return bool(abs(exact(a) - b) <= (abs(b) + 1) * mpmath.mpf(10) ** -digits)


def sampled(catalogue: Catalogue, every: int) -> Iterator[tuple[Claim, Relation]]:
    claims = islice(catalogue.claims.values(), 0, None, every)
    return ((claim, relation) for claim in claims for relation in claim.sides.values())


def differs(claim: Claim, relation: Relation, at: Configuration, style: Style) -> bool:
    """Do the script and the interpreter disagree about a side?"""
    digits = INTEGRAL_DIGITS if holds_integral(relation.slack) else DIGITS
    with mpmath.workdps(digits):
        expected = [evaluate(side, at.sizes, at.values, MPMATH) for side in (relation.lhs, relation.rhs)]
        if not all(isinstance(value, mpmath.mpf) and mpmath.isfinite(value) for value in expected):
            return False  # outside of the hypotheses
        left, right = values(parts(claim, relation, at, "1e-10", style))
        return not (nearly(left, expected[0], digits // 2) and nearly(right, expected[1], digits // 2))


class TestBothSides:
    """Of claims that hold and that fail, so that the language is met in all its parts."""

    def test_have_the_value_that_the_interpreter_gives(self, catalogue: Catalogue) -> None:
        tried = 0
        for claim, relation in sampled(catalogue, every=13):
            full = replace(shorter(claim, relation)[-1], worth=1)  # whatever recurs goes by a name
            styles = (PLAIN,) if holds_integral(relation.slack) else (PLAIN, full)
            for at in drawn(claim, claim.id, 1, 3):
                for style in styles:
                    assert not differs(claim, relation, at, style), (claim.id, at.written(), style)
                    tried += 1
        assert tried > 150

    def test_are_whole_numbers_divided_without_a_float(self) -> None:
        exactly, nearly = (Printer(number=number, functions={}, names={n: "n"}) for number in NUMBERS)
        assert exactly.code(n / 3).text == "Fraction(n)/3"
        assert nearly.code(n / 3).text == "mpf(n)/3"

    def test_are_powers_where_numbers_are_round(self) -> None:
        printer = Printer(number="mpf", functions={}, names={})
        shown = [printer.code(sp.Integer(k)).text for k in (10**40, -3 * 10**9, 2**50, 7**31, 123_456_789)]
        assert shown == ["10**40", "-3*10**9", "2**50", "7**31", "123456789"]

    def test_are_the_larger_or_the_smaller_of_two(self) -> None:
        printer = Printer(number="mpf", functions={}, names={x.symbol: "x", y.symbol: "y"})
        a, b, apart = x[1], y[1], sp.Abs(x[1] - y[1])
        assert printer.code((a + b + apart) / 2).text in ("max(x[0], y[0])", "max(y[0], x[0])")
        assert printer.code((a + b - apart) / 2).text in ("min(x[0], y[0])", "min(y[0], x[0])")
        assert printer.code((a + sp.Abs(a)) / 2).text in ("max(x[0], 0)", "max(0, x[0])")
        for other in (a + b + apart, (a + b) / 2 + apart / 3, (a + 2 * b + apart) / 2, (a + apart) / 2):
            assert "max(" not in printer.code(other).text

    def test_are_beyond_fractions_where_they_are_not_rational(self) -> None:
        printer = Printer(number="Fraction", functions={}, names={})
        for e in (sp.pi, sp.exp(2), sp.sqrt(2), sp.log(3), sp.E):
            with pytest.raises(NotRational):
                printer.code(e)

    def test_are_refused_where_python_has_nothing_like_them(self) -> None:
        with pytest.raises(Unprintable, match="sin"):
            Printer(number="mpf", functions={}, names={}).code(sp.sin(1))


class TestAListThatIsLongerThanTheIndexRuns:
    """Its first entries are meant, and not all."""

    def printed(self, e: sp.Expr) -> str:
        called = functions([e], frozenset(), PLAIN)
        names = {symbol: symbol.name for symbol in (n, d, x.symbol, rho.symbol)}
        return Printer(number="mpf", functions=called, names=names).code(e).text

    def test_of_numbers(self) -> None:
        assert self.printed(Sum.over(x[k], k, n)) == "sum(x)"
        assert self.printed(Sum.over(x[k], k, d)) == "sum(x[i] for i in range(d))"
        assert self.printed(Max.over(x[k] ** 2, k, sp.Integer(2))) == "max(x[i]**2 for i in range(2))"

    def test_of_vectors(self) -> None:
        some = Vector(rho.vector(k), k, sp.Integer(2))
        assert self.printed(SquaredDiameter(rho.vector())) == "squared_diameter"
        assert self.printed(SquaredDiameter(some)) == "squared_diameter([rho[i] for i in range(2)])"

    def test_of_what_a_call_gives(self) -> None:
        assert self.printed(Sum.over(Softmax(x.vector(), k), k, n)) == "sum(softmax(x))"
        assert self.printed(Sum.over(Softmax(x.vector(), k), k, d)) == "sum(softmax(x)[i] for i in range(d))"


class TestASumAsAnInnerProduct:
    """Only where it is one, of two lists that go by a name or that a call gives."""

    def test_of_two_whole_lists(self) -> None:
        assert with_products(Sum.over(x[k] * y[k], k, n)) == InnerProduct(x.vector(), y.vector())
        weights = Softmax(x.vector(), k)
        assert with_products(Sum.over(weights * y[k], k, n)).args[0] in (y.vector(), Vector(weights, k, n))

    @pytest.mark.parametrize("body", [x[k] ** 2, x[k] * y[k] * z[k], 2 * x[k], x[k] * (y[k] + z[k]), rho[k, k] * x[k]])
    def test_is_left_where_it_is_none(self, body: sp.Expr) -> None:
        assert with_products(Sum.over(body, k, n)) == Sum.over(body, k, n)

    def test_is_left_where_it_runs_over_a_part(self) -> None:
        part = Sum.over(x[k] * y[k], k, sp.Integer(2))
        assert with_products(part) == part
