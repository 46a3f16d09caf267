"""A theorem is cited inside its domain, with its hypotheses shown, and by a Theorem alone."""

from types import SimpleNamespace

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation, theorem, unprovable
from theory.kernel import (
    Chain,
    Context,
    Family,
    Gap,
    Ill,
    Max,
    Min,
    Relation,
    Sum,
    Theorem,
    Vector,
    accept,
    chain,
)
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Sign
from theory.symbols import beta, d, i, k, m, n, rho, weight, x, y

X = x.vector()
height = Family("h", n, positive=True)
mass = Family("p", n, nonnegative=True)
real = sp.Symbol("t", real=True)

between = theorem(relation(Min(X), "<=", Max(X)), chain(Min(X), ("<=", x[1], Entry(1)), ("<=", Max(X), Entry(1))))
scaled = theorem(
    relation(Sum.over(beta * x[i], i, n), "=", beta * Sum(X)),
    chain(Sum.over(beta * x[i], i, n), ("=", beta * Sum(X), Algebra())),
)
room = theorem(relation(1, "<=", n - 1), chain(sp.S.One, ("<=", n - 1, Sign())), relation(n, ">=", 2))
above = theorem(relation(0, "<", height[1]), chain(sp.S.Zero, ("<", height[1], Sign())))
weighted = theorem(relation(0, "<=", weight + mass[1]), chain(sp.S.Zero, ("<=", weight + mass[1], Sign())))
LIBRARY = {"between": between, "scaled": scaled, "room": room, "above": above, "weighted": weighted}


def where(*facts: Relation) -> Context:
    return context(*facts, cited=LIBRARY)


def not_both(first: tuple[Relation, Chain], cited: Cite, goal: Relation) -> None:
    """Either the first is no theorem, or it cannot be cited for the goal."""

    def both() -> None:
        cited.check(goal, context(cited={"first": theorem(*first)}))

    with pytest.raises((Gap, Ill)):
        both()


class TestArguments:
    """Each argument belongs to the domain over which the theorem speaks."""

    def test_as_it_stands_and_with_terms_moved(self) -> None:
        assert accepts(Cite("between"), relation(Min(X), "<=", Max(X)), where())
        assert accepts(Cite("between"), relation(Min(X) - Max(X), "<=", 0), where())

    def test_at_a_vector_of_another_length(self) -> None:
        values = Vector(rho[i, 1] ** 2, i, d)
        goal = relation(Min(values), "<=", Max(values))
        assert accepts(Cite("between", "bound", {n: d, x: values}), goal, where())
        refuses(Cite("between", "bound", {x: values}), goal, "x stands for a vector of length n", where())

    def test_at_a_number_instead_of_a_vector(self) -> None:
        refuses(Cite("between", "bound", {x: real}), relation(0, "<=", 1), "x stands for a vector", where())

    def test_at_a_vector_instead_of_a_number(self) -> None:
        refuses(Cite("scaled", "bound", {beta: X}), relation(0, "<=", 1), "cannot stand for", where())

    def test_at_a_vector_of_vectors(self) -> None:
        refuses(
            Cite("between", "bound", {n: d, x: rho.vector()}),
            relation(0, "<=", 1),
            "cannot stand for",
            where(),
        )

    def test_two_families_at_once(self) -> None:
        goal = relation(Sum.over(2 * y[i], i, n), "=", 2 * Sum(y.vector()))
        cited = Cite("scaled", "bound", {beta: sp.Integer(2), x: y.vector(), y: X})
        assert accepts(cited, goal, where())

    @pytest.mark.parametrize("wrong", [sp.S.Zero, sp.Integer(-1), real, weight, n - 1, -beta, sp.log(n)])
    def test_a_positive_symbol_takes_positive_values(self, wrong: sp.Expr) -> None:
        goal = relation(Sum.over(wrong * x[i], i, n), "=", wrong * Sum(X))
        refuses(Cite("scaled", "bound", {beta: wrong}), goal, "beta is positive: .* is not shown to be", where())

    @pytest.mark.parametrize("wrong", [sp.Integer(0), sp.Rational(3, 2), n - 1, beta, real, Sum(X)])
    def test_a_size_takes_sizes(self, wrong: sp.Expr) -> None:
        values = Vector(i * real, i, wrong)
        with pytest.raises((Gap, Ill)):
            Cite("between", "bound", {n: wrong, x: values}).check(relation(Min(values), "<=", Max(values)), where())

    def test_a_size_that_is_no_integer_is_named(self) -> None:
        refuses(Cite("between", "bound", {n: beta}), relation(0, "<=", 1), "n is a size", where())

    def test_a_non_negative_symbol(self) -> None:
        refuses(Cite("weighted", "bound", {weight: real}), relation(0, "<=", 1), "lambda is not negative", where())

    def test_a_positive_family(self) -> None:
        refuses(Cite("above", "bound", {height: X}), relation(0, "<", x[1]), "h is positive", where())
        refuses(
            Cite("above", "bound", {height: mass.vector()}),
            relation(0, "<", mass[1]),
            "h is positive",
            where(),
        )

    def test_a_non_negative_family(self) -> None:
        refuses(Cite("weighted", "bound", {mass: X}), relation(0, "<=", 1), "p is not negative", where())

    def test_a_value_must_be_defined(self) -> None:
        logs = Vector(sp.log(x[i]), i, n)
        refuses(Cite("between", "bound", {x: logs}), relation(0, "<=", 1), "not known to be defined", where())

    def test_a_key_must_be_a_variable(self) -> None:
        refuses(Cite("between", "bound", {Max(X): real}), relation(0, "<=", 1), "cannot stand for", where())

    def test_other_variables_stay_themselves(self) -> None:
        goal = relation(Min(y.vector()), "<=", Max(y.vector()))
        refuses(Cite("between", "bound", {beta: sp.S.One}), goal, "not the goal", where())

    def test_an_index_in_an_argument_is_not_captured(self) -> None:
        assert accepts(Cite("scaled", "bound", {beta: i}), relation(Sum.over(i * x[k], k, n), "=", i * Sum(X)), where())
        captured = relation(Sum.over(i * x[i], i, n), "=", i * Sum(X))
        refuses(Cite("scaled", "bound", {beta: i}), captured, "not the goal", where())

    def test_a_reserved_name_is_no_argument(self) -> None:
        reserved = sp.Symbol("@1", integer=True, positive=True)
        with pytest.raises((Gap, Ill)):
            accepts(
                Cite("scaled", "bound", {beta: reserved}),
                relation(Sum.over(i * x[i], i, n), "=", reserved * Sum(X)),
                where(),
            )

    @pytest.mark.parametrize(
        "symbol", [sp.Symbol("s", negative=True), sp.Symbol("s", nonpositive=True), sp.Symbol("s", zero=True)]
    )
    def test_whatever_a_symbol_is_declared_its_value_must_be(self, symbol: sp.Symbol) -> None:
        root = sp.sqrt(Sum.over(symbol**2, i, sp.Integer(1)))
        first = (relation(root, "=", -symbol), chain(root, ("=", -symbol, Algebra())))
        not_both(first, Cite("first", "bound", {symbol: sp.Integer(5)}), relation(5, "=", -5))

    def test_an_entry_out_of_range_reaches_no_argument(self) -> None:
        """Else "h[-3] is positive" at h = 1, 2, 3 ... would say that -3 is."""
        first = (relation(0, "<", height[-3]), chain(sp.S.Zero, ("<", height[-3], Sign())))
        not_both(first, Cite("first", "bound", {height: Vector(i, i, n)}), relation(0, "<", -3))


class TestGoal:
    """The instance is the goal, terms moved: no other direction, nothing stricter."""

    @pytest.mark.parametrize(
        "goal",
        [
            relation(Max(X), "<=", Min(X)),
            relation(Min(X), "<", Max(X)),
            relation(Min(X), "=", Max(X)),
            relation(Min(X) + 1, "<=", Max(X)),
            relation(Min(X), "<=", Max(y.vector())),
        ],
    )
    def test_not_the_goal(self, goal: Relation) -> None:
        refuses(Cite("between"), goal, "between at these arguments says .*, not the goal", where())

    def test_an_unknown_claim(self) -> None:
        refuses(Cite("elsewhere"), relation(0, "<=", 1), "no claim 'elsewhere'", where())

    def test_without_a_library(self) -> None:
        refuses(Cite("between"), relation(0, "<=", 1), "no library of theorems was given", Context())


class TestHypotheses:
    """The hypotheses of the theorem are shown at the arguments."""

    def test_by_a_fact_or_a_sign(self) -> None:
        assert accepts(Cite("room"), relation(1, "<=", n - 1), where(relation(n, ">=", 2)))
        assert accepts(Cite("room", "bound", {n: n + d}), relation(1, "<=", n + d - 1), where())
        assert accepts(Cite("room", "bound", {n: sp.Integer(2)}), relation(1, "<=", 1), where())

    def test_not_shown(self) -> None:
        refuses(Cite("room"), relation(1, "<=", n - 1), "room asks for n >= 2, which is not known", where())
        refuses(Cite("room", "bound", {n: sp.Integer(1)}), relation(1, "<=", 0), "asks for 1 >= 2", where())
        refuses(Cite("room"), relation(1, "<=", n - 1), "asks for n >= 2", where(relation(d, ">=", 2)))

    def test_what_the_hypotheses_rest_on_is_trusted_too(self) -> None:
        standard = accept("standard", "bound", relation(n, ">=", 2), ())
        cited = context(cited={**LIBRARY, "standard": standard})
        support = Cite("room", "bound", {}, Cite("standard")).check(relation(1, "<=", n - 1), cited)
        assert support.trust == {"standard"}
        assert support.uses == {"room", "standard"}


def test_a_standard_fact_is_in_the_trust_of_what_cites_it() -> None:
    standard = accept("standard", "bound", relation(n, ">=", 2), ())
    one = theorem(relation(n, ">=", 2), chain(n, (">=", sp.Integer(2), Cite("standard"))), cited={"standard": standard})
    two = theorem(relation(n, ">=", 2), chain(n, (">=", sp.Integer(2), Cite("one"))), cited={"one": one})
    assert standard.trust == one.trust == two.trust == {"standard"}
    assert two.uses == {"one"}


def test_only_a_theorem_is_cited() -> None:
    false = relation(0, "=", 1)
    fake = SimpleNamespace(relation=false, hypotheses=(), trust=frozenset(), uses=frozenset())
    with pytest.raises((Gap, TypeError)):
        theorem(false, chain(sp.S.Zero, ("=", sp.S.One, Cite("fake"))), cited={"fake": fake})  # type: ignore[dict-item]


def test_a_kind_of_theorem_of_ones_own_is_no_theorem() -> None:
    def own() -> Theorem:
        class Own(Theorem):
            __slots__ = ()

            def __init__(self) -> None:
                object.__setattr__(self, "relation", relation(0, "=", 1))
                object.__setattr__(self, "hypotheses", ())
                object.__setattr__(self, "trust", frozenset())

        made: Theorem = Own()
        return theorem(relation(0, "=", 1), chain(sp.S.Zero, ("=", sp.S.One, Cite("own"))), cited={"own": made})

    with pytest.raises((Gap, TypeError)):
        own()


def test_a_hypothesis_is_not_shown_by_the_conclusion() -> None:
    unprovable(relation(n, ">=", 2), chain(n, (">=", sp.Integer(2), Hypothesis())), because="no fact in scope")
    unprovable(relation(m, ">=", 2), chain(m, (">=", sp.Integer(2), Sign())), because="not shown")
