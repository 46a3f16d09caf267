"""Equalities by normal form and by definition; they never show a strict relation."""

from collections.abc import Callable

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, refuses, relation, unprovable
from theory.kernel import Family, Min, Op, Quantity, Sum, Vector, chain, index, substitute, unfold
from theory.kernel.rules import Algebra, Definition, ForEach
from theory.quantities import (
    DistanceEnergy,
    InnerProduct,
    LogSumExp,
    MCHNEnergy,
    NearestDistance,
    Softmax,
    SquaredDistance,
    SquaredNorm,
    SupNorm,
)
from theory.symbols import beta, i, j, k, m, n, x, y

WEAK: tuple[Op, ...] = ("=", "<=", ">=")
X, Y = x.vector(), y.vector()
square = Family("q", n, n)


class TestAlgebra:
    """Both sides have the same normal form."""

    @pytest.mark.parametrize("op", WEAK)
    def test_an_identity(self, op: Op) -> None:
        assert accepts(Algebra(), relation((x[1] + 1) ** 2, op, x[1] ** 2 + 2 * x[1] + 1))

    @pytest.mark.parametrize("op", ["<", ">"])
    def test_is_never_strict(self, op: Op) -> None:
        refuses(Algebra(), relation(x[1], op, x[1]), "never a strict relation")

    @pytest.mark.parametrize("op", WEAK)
    def test_a_true_inequality_is_no_identity(self, op: Op) -> None:
        refuses(Algebra(), relation(x[1], op, x[1] + 1), "different normal forms")


class TestDefinition:
    """Both sides are the same once named quantities are replaced."""

    @pytest.mark.parametrize("op", WEAK)
    def test_a_quantity_and_what_it_stands_for(self, op: Op) -> None:
        assert accepts(Definition(), relation(SquaredNorm(X), op, Sum.over(x[k] ** 2, k, n)))

    def test_inside_a_term(self) -> None:
        inner = sp.exp(Sum.over(x[k] * y[k], k, n) + 1)
        assert accepts(Definition(), relation(sp.exp(InnerProduct(X, Y) + 1), "=", inner))

    def test_does_not_calculate(self) -> None:
        refuses(Definition(), relation(SquaredDistance(X, Y), "=", SquaredDistance(Y, X)), "by definition alone")

    def test_is_never_strict(self) -> None:
        refuses(Definition(), relation(SquaredNorm(X), "<", SquaredNorm(X)), "never a strict relation")

    @pytest.mark.parametrize("name", [i, j, k, m])
    @pytest.mark.parametrize(
        "quantity",
        [
            lambda v, rows: SquaredNorm(v),
            lambda v, rows: InnerProduct(v, X),
            lambda v, rows: SquaredDistance(X, v),
            lambda v, rows: SupNorm(v),
            lambda v, rows: LogSumExp(v, beta),
            lambda v, rows: Softmax(v, sp.S.One),
            lambda v, rows: NearestDistance(v, rows),
            lambda v, rows: DistanceEnergy(v, rows),
            lambda v, rows: MCHNEnergy(v, rows, beta),
        ],
    )
    def test_a_definition_does_not_capture_an_index_of_its_arguments(
        self, quantity: Callable[[Vector, Vector], Quantity], name: sp.Symbol
    ) -> None:
        """The quantity at the row `name` is the quantity at a row that is called otherwise, renamed."""
        other = index("other")
        here, there = (quantity(square.vector(row), square.vector()) for row in (name, other))
        assert unfold(here) == substitute(unfold(there), {other: name})

    def test_the_diagonal_is_no_row(self) -> None:
        diagonal = Sum.over(square[j, j] ** 2, j, n)
        rows = Min.over(SquaredNorm(square.vector(i)), i, n)
        unprovable(
            relation(diagonal, "<=", rows),
            chain(
                diagonal,
                ("<=", rows, ForEach(k, chain(diagonal, ("=", SquaredNorm(square.vector(k)), Definition())))),
            ),
            because="by definition alone",
        )
