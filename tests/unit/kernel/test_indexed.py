"""Entries against sums and extrema, an arbitrary index, the index at which an extremum is attained."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation, unprovable
from theory.kernel import Family, Max, Min, Relation, Sum, Vector, chain, size
from theory.kernel.rules import Attained, Entry, ForEach, Hypothesis, Moving, Sign
from theory.quantities import NearestDistance, SquaredDistance
from theory.symbols import d, i, j, k, n, rho, x, y

X = x.vector()
height = Family("h", n, positive=True)
mass = Family("p", n, nonnegative=True)
square = Family("q", n, n)
real = sp.Symbol("t", real=True)
at_j = context(indices=((j, n),))


class TestEntry:
    """min f <= f(j) <= max f, and f(j) <= sum f where the other terms are non-negative."""

    @pytest.mark.parametrize(
        "goal",
        [
            relation(Min(X), "<=", x[j]),
            relation(x[j], "<=", Max(X)),
            relation(x[j], ">=", Min(X)),
            relation(mass[j], "<=", Sum(mass.vector())),
        ],
    )
    def test_at_an_index_in_scope(self, goal: Relation) -> None:
        assert accepts(Entry(j), goal, at_j)
        assert accepts(Entry(), goal, at_j)
        refuses(Entry(j), goal, "neither is the smaller side")
        refuses(Entry(), goal, "neither is the smaller side")
        refuses(Entry(j), goal, "neither is the smaller side", context(indices=((j, d),)))

    def test_at_one(self) -> None:
        assert accepts(Entry(1), relation(Min(X), "<=", x[1]))

    @pytest.mark.parametrize("where", [2, 0, -1, n])
    def test_not_at_another_number(self, where: sp.Expr) -> None:
        refuses(Entry(where), relation(Min(X), "<=", x[where]), "neither is the smaller side")

    @pytest.mark.parametrize(
        "goal",
        [
            relation(x[j], "<=", Min(X)),
            relation(Max(X), "<=", x[j]),
            relation(Sum(mass.vector()), "<=", mass[j]),
        ],
    )
    def test_not_the_other_way(self, goal: Relation) -> None:
        refuses(Entry(j), goal, "neither is the smaller side", at_j)

    @pytest.mark.parametrize("op", ["<", "="])
    def test_an_entry_may_be_the_extremum(self, op: str) -> None:
        refuses(Entry(j), Relation(x[j], op, Max(X)), "<= and nothing stronger", at_j)  # type: ignore[arg-type]

    def test_not_of_another_family(self) -> None:
        refuses(Entry(j), relation(y[j], "<=", Max(X)), "neither is the smaller side", at_j)

    def test_terms_of_unknown_sign(self) -> None:
        refuses(Entry(j), relation(x[j], "<=", Sum(X)), "not shown to be non-negative", at_j)

    def test_strict_with_positive_terms_and_two_of_them(self) -> None:
        goal = relation(height[j], "<", Sum(height.vector()))
        two = relation(n, ">=", 2)
        assert accepts(Entry(j), goal, context(two, indices=((j, n),)))
        refuses(Entry(j), goal, "strict only with two terms or more", at_j)
        weak = relation(mass[j], "<", Sum(mass.vector()))
        refuses(Entry(j), weak, "not shown to be positive", context(two, indices=((j, n),)))

    def test_not_an_equation_with_a_sum(self) -> None:
        refuses(Entry(j), relation(height[j], "=", Sum(height.vector())), "not an equation", at_j)

    def test_the_others_by_a_chain(self) -> None:
        rest = Sum.over(Max(X) - x[i], i, n)
        by = chain(sp.S.Zero, ("<=", Max(X) - x[k], Moving(chain(x[k], ("<=", Max(X), Entry(k))))))
        assert accepts(Entry(j, k, by), relation(Max(X) - x[j], "<=", rest), at_j)
        refuses(Entry(j, j, by), relation(Max(X) - x[j], "<=", rest), "the index j is not new", at_j)
        wrong = chain(sp.S.Zero, ("<=", x[k] ** 2, Sign()))
        refuses(Entry(j, k, wrong), relation(Max(X) - x[j], "<=", rest), "the chain ends at", at_j)

    def test_a_quantity_that_is_an_extremum(self) -> None:
        goal = relation(NearestDistance(X, rho.vector()), "<=", SquaredDistance(X, rho.vector(j)))
        assert accepts(Entry(j), goal, context(indices=((j, d),)))


class TestForEach:
    """e <= min f where e <= f(i) for an arbitrary i; max f <= e where f(i) <= e."""

    def test_below_a_minimum_and_above_a_maximum(self) -> None:
        up = chain(sp.S.Zero, ("<", height[j], Sign()))
        assert accepts(ForEach(j, up), relation(0, "<", Min(height.vector())))
        down = chain(-height[j], ("<", sp.S.Zero, Sign()))
        assert accepts(ForEach(j, down), relation(Max.over(-height[i], i, n), "<", 0))

    def test_strict_only_by_a_strict_chain(self) -> None:
        by = chain(sp.S.Zero, ("<=", mass[j], Sign()))
        assert accepts(ForEach(j, by), relation(0, "<=", Min(mass.vector())))
        refuses(ForEach(j, by), relation(0, "<", Min(mass.vector())), "the chain shows <=, the goal asks for")

    def test_not_below_a_maximum_for_all(self) -> None:
        by = chain(sp.S.Zero, ("<=", mass[j], Sign()))
        refuses(ForEach(j, by), relation(0, "<=", Max(mass.vector())), "neither is .* a minimum nor .* a maximum")

    def test_no_equation(self) -> None:
        by = chain(sp.S.Zero, ("<=", mass[j], Sign()))
        refuses(ForEach(j, by), relation(0, "=", Min(mass.vector())), "not an equation")

    def test_one_index_is_not_every_index(self) -> None:
        by = chain(sp.S.Zero, ("<=", x[1], Hypothesis()))
        refuses(ForEach(j, by), relation(0, "<=", Min(X)), "ends at", context(relation(x[1], ">=", 0)))

    def test_the_index_must_be_new(self) -> None:
        by = chain(x[j], ("<=", x[j], Sign()))
        refuses(ForEach(j, by), relation(x[j], "<=", Min(X)), "the index j is not new", at_j)
        refuses(ForEach(j, by), relation(x[j], "<=", Min(X)), "the index j is not new")

    def test_the_index_may_not_occur_in_a_fact(self) -> None:
        by = chain(sp.S.Zero, ("<=", x[j], Hypothesis()))
        refuses(
            ForEach(j, by),
            relation(0, "<=", Min(X)),
            "the index j is not new",
            context(relation(x[j], ">=", 0)),
        )

    def test_the_index_is_in_scope_inside_alone(self) -> None:
        inside = chain(Min(X), ("<=", x[j], Entry(j)))
        goal = relation(Min(X) - 1, "<=", x[j])
        refuses(Moving(chain(Min(X) - 1, ("<=", x[j], Moving(inside)))), goal, "j is not known to be one of 1..n")


class TestAttained:
    """An extremum is one of its entries; which one is known inside alone."""

    by = chain(
        Max(X),
        ("=", x[j], Hypothesis()),
        ("<=", x[j] + height[j], Sign()),
        ("<=", Max.over(x[i] + height[i], i, n), Entry(j)),
    )
    goal = relation(Max(X), "<=", Max.over(x[i] + height[i], i, n))

    def test_at_its_index(self) -> None:
        assert accepts(Attained(Max(X), j, self.by), self.goal)

    def test_a_maximum_of_a_sum_lies_below_the_sum_of_the_maxima(self) -> None:
        both = Max.over(x[i] + y[i], i, n)
        by = chain(
            both,
            ("=", x[j] + y[j], Hypothesis()),
            ("<=", Max(X) + y[j], Moving(chain(x[j], ("<=", Max(X), Entry(j))))),
            ("<=", Max(X) + Max(y.vector()), Moving(chain(y[j], ("<=", Max(y.vector()), Entry(j))))),
        )
        assert accepts(Attained(both, j, by), relation(both, "<=", Max(X) + Max(y.vector())))

    def test_two_maxima_are_not_attained_at_one_index(self) -> None:
        other = Max(y.vector())
        by = chain(Max(X) + other, ("<=", x[j] + y[j], Hypothesis()))
        goal = relation(Max(X) + other, "<=", Max.over(x[i] + y[i], i, n))
        refuses(Attained(Max(X), j, by), goal, "no fact in scope")

    def test_the_index_must_be_new(self) -> None:
        refuses(Attained(Max(X), j, self.by), self.goal, "the index j is not new", at_j)
        refuses(Attained(Max(X), j, self.by), self.goal, "the index j is not new", context(relation(x[j], ">", 0)))
        refuses(Attained(Max(X), n, self.by), self.goal, "the index n is not new")
        refuses(Attained(Max(X), sp.Symbol("r", real=True), self.by), self.goal, "r is no index")

    def test_nothing_but_an_extremum(self) -> None:
        refuses(Attained(Sum(X), j, self.by), self.goal, "is no minimum or maximum")
        refuses(Attained(x[1], j, self.by), self.goal, "is no minimum or maximum")

    def test_the_choice_stays_inside(self) -> None:
        inner = chain(Max(X), ("<=", x[j], Attained(Max(X), j, chain(Max(X), ("=", x[j], Hypothesis())))))
        refuses(Moving(inner), relation(Max(X), "<=", x[j]), "j is not known to be one of 1..n")

    def test_the_index_may_not_occur_in_the_extremum(self) -> None:
        """Else the largest entry of row j would be an entry of the diagonal."""
        row, diagonal = Max.over(square[j, i], i, n), Max.over(square[i, i], i, n)
        by = chain(row, ("=", square[j, j], Hypothesis()), ("<=", diagonal, Entry(j)))
        refuses(
            Attained(row, j, by),
            relation(row, "<=", diagonal),
            "the index j is not new|j is not known to be one of",
        )

    @pytest.mark.parametrize("wrong", [n - 1, sp.Rational(1, 2), sp.Integer(0)])
    def test_an_extremum_over_no_size_is_not_attained(self, wrong: sp.Expr) -> None:
        """Else an index up to n - 1 would exist, and n would be at least 2."""
        by = chain(j, ("<=", wrong, Sign()))
        goal = relation(1, "<=", wrong)
        whole = chain(sp.S.One, ("<=", j, Sign()), ("<=", wrong, Moving(by)))
        unprovable(goal, chain(sp.S.One, ("<=", wrong, Attained(Max.over(i, i, wrong), j, whole))))

    def test_a_size_that_bounds_an_index_in_scope_is_no_new_index(self) -> None:
        """Else i <= n and "n" <= m would give i <= m for every i up to n."""
        m = size("m")
        inside = chain(i, ("<=", n, Sign()), ("<=", m, Sign()))
        largest = Max(Family("v", m).vector())
        by = chain(i, ("<=", m, Attained(largest, n, inside)))
        first = Max.over(i, i, n)
        unprovable(relation(first, "<=", m), chain(first, ("<=", m, ForEach(i, by))), because="n is not new")

    def test_an_extremum_that_is_not_defined_is_not_attained(self) -> None:
        logs = Max(Vector(sp.log(x[i]), i, n))
        by = chain(sp.S.Zero, ("<=", sp.S.One, Sign()))
        refuses(Attained(logs, j, by), relation(0, "<=", 1), "not known to be defined")
