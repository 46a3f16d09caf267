"""Monotone functions commute with max and min; decreasing ones turn them into each other."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import Family, Max, Min, Op, Sum, Vector, substitute
from theory.kernel.rules import Through
from theory.quantities import NearestDistance, Norm, SquaredDistance, SquaredNorm
from theory.symbols import beta, d, i, n, rho, x

X = x.vector()
t = sp.Symbol("t", real=True)
u = sp.Symbol("u", nonnegative=True)
height = Family("h", n, positive=True)
mass = Family("p", n, nonnegative=True)


def put(image: sp.Expr, hole: sp.Symbol, value: sp.Expr) -> sp.Expr:
    found = substitute(image, {hole: value})
    assert isinstance(found, sp.Expr)
    return found


def moved(image: sp.Expr, hole: sp.Symbol, kind: type[Max | Min], family: Family = x) -> sp.Expr:
    return kind.over(put(image, hole, family[i]), i, n)


@pytest.mark.parametrize("kind", [Max, Min])
@pytest.mark.parametrize("image", [sp.exp(t), 2 * t + 1, 3 - sp.exp(-t), sp.log(1 + sp.exp(beta * t))])
def test_an_increasing_function(image: sp.Expr, kind: type[Max | Min]) -> None:
    whole = put(image, t, kind(X))
    assert accepts(Through(image, t, kind(X)), relation(whole, "=", moved(image, t, kind)))
    other: type[Max | Min] = Min if kind is Max else Max
    refuses(Through(image, t, kind(X)), relation(whole, "=", moved(image, t, other)), "not the goal")


@pytest.mark.parametrize(("kind", "other"), [(Max, Min), (Min, Max)])
@pytest.mark.parametrize("image", [sp.exp(-t), 1 - 2 * t, 1 / (1 + sp.exp(t))])
def test_a_decreasing_function(image: sp.Expr, kind: type[Max | Min], other: type[Max | Min]) -> None:
    whole = put(image, t, kind(X))
    assert accepts(Through(image, t, kind(X)), relation(whole, "=", moved(image, t, other)))
    refuses(Through(image, t, kind(X)), relation(whole, "=", moved(image, t, kind)), "not the goal")


@pytest.mark.parametrize("image", [t**2, sp.Abs(t), t * (1 - t), sp.exp(t) - t, x[1] * t, t**3 - t])
def test_a_function_that_is_not_shown_to_be_monotone(image: sp.Expr) -> None:
    whole = put(image, t, Max(X))
    refuses(Through(image, t, Max(X)), relation(whole, "=", moved(image, t, Max)), "not shown to be monotone")


class TestDomain:
    """A square is increasing on numbers that are at least zero, whatever the hole is declared to be."""

    @pytest.mark.parametrize("hole", [t, u])
    def test_on_entries_at_least_zero(self, hole: sp.Symbol) -> None:
        goal = relation(Max(mass.vector()) ** 2, "=", Max.over(mass[i] ** 2, i, n))
        assert accepts(Through(hole**2, hole, Max(mass.vector())), goal)

    @pytest.mark.parametrize("hole", [t, u])
    def test_not_on_entries_of_unknown_sign(self, hole: sp.Symbol) -> None:
        goal = relation(Max(X) ** 2, "=", Max.over(x[i] ** 2, i, n))
        refuses(Through(hole**2, hole, Max(X)), goal, "not shown to be monotone")

    def test_one_over_positive_entries(self) -> None:
        goal = relation(1 / Max(height.vector()), "=", Min.over(1 / height[i], i, n))
        assert accepts(Through(1 / t, t, Max(height.vector())), goal)
        refuses(Through(1 / t, t, Max(mass.vector())), goal, "not shown to be monotone")

    def test_norms(self) -> None:
        rows = rho.vector()
        goal = relation(Max.over(Norm(rows.at(i)), i, d) ** 2, "=", Max.over(SquaredNorm(rows.at(i)), i, d))
        assert accepts(Through(u**2, u, Max.over(Norm(rows.at(i)), i, d)), goal)


@pytest.mark.parametrize("op", ["<", ">"])
def test_is_never_strict(op: Op) -> None:
    goal = relation(sp.exp(Max(X)), op, Max.over(sp.exp(x[i]), i, n))
    refuses(Through(sp.exp(t), t, Max(X)), goal, "not the goal")


def test_a_sum_is_no_extremum() -> None:
    goal = relation(sp.exp(Sum(X)), "=", Sum.over(sp.exp(x[i]), i, n))
    refuses(Through(sp.exp(t), t, Sum(X)), goal, "no minimum or maximum")


def test_a_quantity_that_is_an_extremum() -> None:
    nearest = NearestDistance(X, rho.vector())
    goal = relation(sp.exp(nearest), "=", Min.over(sp.exp(SquaredDistance(X, rho.vector(i))), i, d))
    assert accepts(Through(sp.exp(t), t, nearest), goal)


def test_a_fact_gives_the_sign_of_a_factor() -> None:
    goal = relation(x[1] * Max(X), "=", Min.over(x[1] * x[i], i, n))
    assert accepts(Through(x[1] * t, t, Max(X)), goal, context(relation(x[1], "<=", 0)))
    refuses(Through(x[1] * t, t, Max(X)), goal, "not the goal", context(relation(x[1], ">=", 0)))


def test_an_extremum_that_is_not_defined() -> None:
    logs = Max(Vector(sp.log(x[i]), i, n))
    refuses(Through(2 * t, t, logs), relation(0, "=", 0), "not known to be defined")
