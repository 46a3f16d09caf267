"""Terms: one binder, no capture, equal up to the name of the bound index."""

import pytest
import sympy as sp

from theory.kernel import (
    Entry,
    Family,
    Ill,
    Max,
    Relation,
    Sum,
    Vector,
    canonical,
    families,
    free,
    index,
    open_vector,
    size,
    substitute,
)
from theory.symbols import d, i, j, k, n, rho, x, y


class TestCapture:
    """Whatever is put in, a bound index stays bound and a free one stays free."""

    def test_a_size_replaced_by_an_index_is_not_captured(self) -> None:
        captured = Sum.over(i * x[i], i, n)
        assert substitute(Sum.over(n * x[i], i, n), {n: i}) != captured
        assert i in free(substitute(Sum.over(n * x[i], i, n), {n: i}))

    def test_a_scalar_replaced_by_an_index_is_not_captured(self) -> None:
        t = sp.Symbol("t", real=True)
        assert substitute(Sum.over(t * x[i], i, n), {t: i}) == Sum.over(i * x[k], k, n)

    def test_an_entry_of_a_value_is_not_captured(self) -> None:
        found = substitute(Sum.over(x[i], i, n), {x: Vector(y[k] * y[i], k, n)})
        assert found == Sum.over(y[j] * y[i], j, n)
        assert i in free(found)

    def test_opening_gives_an_index_that_occurs_nowhere(self) -> None:
        vector = Vector(x[i] * x[j], i, n)
        name, body = open_vector(vector)
        assert name not in free(vector)
        assert body == x[name] * x[j]
        assert open_vector(vector)[0] != name

    def test_an_inner_binder_is_left_alone(self) -> None:
        inner = Vector(rho[k, i], i, n)
        outer = Vector(Sum(inner), k, d)
        assert outer.at(j) == Sum.over(rho[j, i], i, n)
        assert outer.at(i) == Sum.over(rho[i, m := index("m")], m, n)

    def test_a_free_reserved_name_is_not_captured(self) -> None:
        reserved = sp.Symbol("@1", integer=True, positive=True)
        with pytest.raises(Ill):
            substitute(Sum.over(n * x[i], i, d), {n: reserved})

    def test_a_vector_over_a_body_with_a_free_reserved_name_is_refused(self) -> None:
        reserved = sp.Symbol("@1", integer=True, positive=True)
        with pytest.raises(Ill):
            Vector(reserved * x[i], i, n)


class TestAlphaEquality:
    """Terms that differ in bound names alone are equal, and nothing else is."""

    def test_sums_over_i_and_j_are_equal(self) -> None:
        assert Sum.over(x[i], i, n) == Sum.over(x[j], j, n)
        assert hash(Sum.over(x[i], i, n)) == hash(Sum.over(x[j], j, n))
        assert canonical(Sum.over(x[i], i, n)) == canonical(Sum.over(x[j], j, n))

    def test_nested_sums_over_other_names_are_equal(self) -> None:
        one = Sum.over(Sum.over(rho[i, k], k, n), i, d)
        assert one == Sum.over(Sum.over(rho[k, i], i, n), k, d)

    def test_nested_sums_stay_nested(self) -> None:
        outer = Sum.over(Sum.over(rho[i, k], k, n), i, d)
        assert isinstance(open_vector(outer.vector)[1], Sum)
        assert len(outer.args) == 1

    def test_the_order_of_indices_matters(self) -> None:
        square = Family("q", n, n)
        rows = Sum.over(Max.over(square[i, k], k, n), i, n)
        assert rows != Sum.over(Max.over(square[i, k], i, n), k, n)

    @pytest.mark.parametrize(
        "other", [Sum.over(x[i], i, d), Sum.over(y[i], i, n), Max.over(x[i], i, n), Sum.over(x[j], i, n)]
    )
    def test_other_sums_are_different(self, other: sp.Expr) -> None:
        assert Sum.over(x[i], i, n) != other


class TestSubstitution:
    """Substitution is simultaneous and reaches axes, bounds and arguments."""

    def test_two_families_change_places(self) -> None:
        swapped = substitute(Sum.over(x[i] - 2 * y[i], i, n), {x: y.vector(), y: x.vector()})
        assert swapped == Sum.over(y[i] - 2 * x[i], i, n)

    def test_sizes_change_places(self) -> None:
        assert substitute(n - 2 * d, {n: d, d: n}) == d - 2 * n

    def test_a_size_reaches_bounds_and_axes(self) -> None:
        assert substitute(Sum(x.vector()), {n: d}) == Sum(Family("x", d).vector())

    def test_a_family_of_two_axes_takes_a_vector_of_vectors(self) -> None:
        value = Vector(Vector(x[k] + y[i], k, n), i, d)
        assert substitute(rho[j, m := index("m")], {rho: value}) == x[m] + y[j]

    def test_a_relation_is_replaced_on_both_sides(self) -> None:
        assert Relation(n, "<=", d).substitute({n: sp.Integer(1)}) == Relation(sp.Integer(1), "<=", d)


class TestIllFormed:
    """A term without meaning is refused where it is made."""

    @pytest.mark.parametrize("make", [size, index, lambda name: Family(name, n)])
    def test_reserved_names_are_refused(self, make: type[Family]) -> None:
        with pytest.raises(Ill, match="reserved"):
            make("@1")

    def test_a_family_symbol_with_a_reserved_name_is_refused(self) -> None:
        with pytest.raises(Ill, match="reserved"):
            Family(sp.Symbol("@1", real=True), n)

    def test_a_family_needs_an_axis(self) -> None:
        with pytest.raises(Ill, match="no axis"):
            Family("x")

    def test_an_entry_needs_all_indices(self) -> None:
        with pytest.raises(Ill, match="2 axes, not 1"):
            Entry(rho, i)

    def test_a_bound_may_not_contain_its_index(self) -> None:
        with pytest.raises(Ill, match="contains the index"):
            Vector(x[i], i, i + 1)

    def test_a_sum_takes_a_vector(self) -> None:
        with pytest.raises(Ill, match="takes a Vector"):
            Sum(x[i])

    def test_a_relation_knows_five_signs(self) -> None:
        with pytest.raises(Ill, match="no relation"):
            Relation(n, "!=", d)  # type: ignore[arg-type]

    def test_a_relation_compares_expressions(self) -> None:
        with pytest.raises(Ill, match="no real expression"):
            Relation(x.vector(), "=", n)

    def test_an_entry_at_a_bound_name_is_refused(self) -> None:
        vector = x.vector()
        with pytest.raises(Ill, match="bound name"):
            vector.at(vector.args[1])


def test_free_symbols_leave_out_bound_indices() -> None:
    assert free(Sum.over(x[i] * y[j], i, n)) == {x.symbol, y.symbol, j, n}
    assert families(Sum.over(x[i] * y[j], i, n)) == {x, y}


def test_a_positive_symbol_leaves_a_relation_as_data() -> None:
    assert Relation(n, ">", sp.S.Zero).op == ">"
