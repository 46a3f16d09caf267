"""What recurs in a script goes by a name, and what the names stand for is said in an order that Python can follow."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Integral, Sum, Vector
from theory.symbols import beta, d, i, j, k, n, rho, x, y
from verify.report.script.printer import Printer
from verify.report.script.sharing import shared

PRINTER = Printer(number="mpf", functions={}, names={s: s.name for s in (d, n, beta, *(f.symbol for f in (rho, x, y)))})
overlap = Sum.over(rho[i, k] * x[k], k, n)
weights = Vector(sp.exp(beta * overlap), i, d)
total = Sum(weights)


def said(*terms: sp.Expr, worth: int = 15, moved: sp.Symbol | None = None) -> list[str]:
    """The definitions, and the terms with their names."""
    changed, printer, named = shared(terms, PRINTER, worth, frozenset(), moved)
    return [*(head + text for head, text in named), *(printer.code(term).text for term in changed)]


class TestWhatRecurs:
    def test_under_an_index_is_a_list(self) -> None:
        first = Sum.over(weights.at(i) * rho[i, 1], i, d)
        assert said(first / total) == [
            "u = [exp(beta*sum(x_j*rho_ij for rho_ij, x_j in zip(rho_i, x))) for rho_i in rho]",
            "sum(u_i*rho_i[0] for rho_i, u_i in zip(rho, u))/sum(u)",
        ]

    def test_under_two_indices_is_a_list_of_lists_whichever_is_outside(self) -> None:
        apart = (rho[i, 1] - rho[j, 2]) ** 2 + beta
        rows, columns = (Sum.over(Sum.over(sp.exp(apart), a, d) ** 2, b, d) for a, b in ((i, j), (j, i)))
        names, *sums = said(rows, columns)
        assert names.startswith("u = [[exp(beta + (rho_")
        assert sums == ["sum(sum(u_i)**2 for u_i in u)", "sum(sum(u_j[i] for u_j in u)**2 for i in range(d))"]

    def test_alone_is_a_number(self) -> None:
        assert said(total + 1 / total)[1:] == ["u + 1/u"]

    def test_is_seen_where_it_is_subtracted_or_divided_by(self) -> None:
        assert said(x[1] - total, y[1] / total)[1:] == ["x[0] - u", "y[0]/u"]
        assert said(x[1] - beta * total * y[1], beta * total * y[1])[1:] == ["x[0] - u", "u"]

    def test_is_defined_before_what_is_made_of_it(self) -> None:
        longer = sp.exp(total + Sum.over(sp.exp(-beta * (rho[i, 1] * rho[i, 2] + x[1] * rho[i, 3] * x[2])), i, d))
        *definitions, _, _, _ = said(longer * x[1], longer * y[1], total * y[1])
        first, second = (definition.split(" = ")[0] for definition in definitions)
        assert (first, second) == ("w", "u")  # the name that saves most is given first
        assert f"exp({first} + " in definitions[1]

    def test_too_short_or_too_seldom_has_no_name(self) -> None:
        assert said(y[1] ** 2, y[1] ** 2, worth=1) == ["y[0]**2"] * 2
        assert len(said(total, worth=1)) == 1
        assert len(said(total, total, worth=1_000)) == 2

    def test_over_lists_of_different_lengths_is_not_one_list(self) -> None:
        few = Sum.over(sp.exp(beta * rho[i, 1] ** 2), i, sp.Integer(2))
        most = Sum.over(sp.exp(beta * rho[i, 1] ** 2), i, d)
        assert len(said(few, most, worth=1)) == 2

    def test_and_depends_on_what_is_integrated_over_has_no_name(self) -> None:
        t = sp.Symbol("t", nonnegative=True)
        assert len(said(Integral(sp.exp(beta * t**2) + 1 / (beta + sp.exp(beta * t**2)), t), worth=1)) == 1


class TestWhatRecursInAFunction:
    def test_of_what_it_depends_on_is_a_function_too(self) -> None:
        assert said(sp.exp(total), total + 1, moved=x.symbol)[0].startswith("def u(x): return sum(exp(")
        assert said(sp.exp(total), total + 1, moved=x.symbol)[1:] == ["exp(u(x))", "u(x) + 1"]

    def test_and_is_made_of_such_a_function_is_one_too(self) -> None:
        above = sp.exp(total * y[1] + y[2])
        first, second, *_ = said(above + y[1] * total, above * total, worth=10, moved=x.symbol)
        assert first.startswith("def u(x): return sum(")
        assert second == "def w(x): return exp(y[1] + u(x)*y[0])"

    def test_is_a_value_where_it_does_not_depend_on_that(self) -> None:
        assert said(y[1] * total, total + 1, moved=y.symbol)[0].startswith("u = sum(exp(")

    def test_elsewhere_is_a_value(self) -> None:
        assert said(x[1], total * sp.exp(total), moved=x.symbol)[0].startswith("u = sum(exp(")
