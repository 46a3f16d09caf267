"""Definedness: a term that is accepted is a real number for all values in scope."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import context, relation
from theory.kernel import Family, Gap, Ill, Max, Min, Quantity, Sum, Vector, index
from theory.kernel.defined import check_defined, foreign
from theory.symbols import beta, d, i, j, k, n, rho, x

height = Family("h", n, positive=True)
real = sp.Symbol("t", real=True)
length = sp.Symbol("l", positive=True)


@pytest.mark.parametrize(
    "term",
    [
        x[1] ** 2 + sp.Rational(1, 3) * sp.pi - sp.E,
        sp.exp(x[1]) / Sum.over(sp.exp(x[i]), i, n),
        sp.log(height[1] + sp.Abs(x[1])),
        sp.sqrt(Sum.over(x[i] ** 2, i, n)),
        1 / (1 + x[1] ** 2),
        Max.over(Sum.over(rho[i, k], k, n), i, d),
        x[1] ** n,
        real ** (n - 1),
        sp.Pow(sp.S.Zero, sp.S.Zero, evaluate=False),
        beta**-real,
        Sum.over(Sum.over(x[1], j, i), i, n),
    ],
)
def test_is_defined(term: sp.Expr) -> None:
    check_defined(term, context())


@pytest.mark.parametrize(
    ("term", "because"),
    [
        (sp.log(x[1]), "not shown to be positive"),
        (sp.log(sp.Abs(x[1])), "not shown to be positive"),
        (sp.log(Sum.over(x[i], i, n)), "not shown to be positive"),
        (1 / x[1], "not shown to be different from zero"),
        (1 / (n - 1), "not shown to be different from zero"),
        (real**-n, "not shown to be different from zero"),
        (sp.sqrt(x[1]), "not shown to be positive"),
        (x[1] ** sp.Rational(1, 3), "not shown to be positive"),
        (sp.Abs(x[1]) ** x[1], "not shown to be positive"),
        (sp.S.Zero ** sp.Symbol("w", nonnegative=True), "not shown to be positive"),
        (1 / sp.sqrt(sp.Abs(x[1])), "not shown to be positive"),
        (Sum.over(sp.log(x[i]), i, n), "not shown to be positive"),
        (sp.Symbol("z"), "not declared real"),
        (sp.Symbol("z") * 0.5, "outside the kernel's language|not declared real"),
        (sp.sin(x[1]), "outside the kernel's language"),
        (sp.I * x[1], "outside the kernel's language"),
        (sp.zoo, "outside the kernel's language"),
        (sp.oo, "outside the kernel's language"),
        (sp.nan, "outside the kernel's language"),
        (sp.Float(0.5), "outside the kernel's language"),
        (sp.Max(x[1], 0), "outside the kernel's language"),
    ],
)
def test_is_not_shown_to_be_defined(term: sp.Expr, because: str) -> None:
    with pytest.raises(Gap, match=because):
        check_defined(term, context())


def test_facts_show_definedness() -> None:
    check_defined(1 / (n - 1), context(relation(n, ">=", 2)))
    check_defined(sp.log(x[1]), context(relation(x[1], ">", 0)))
    with pytest.raises(Gap, match="not shown to be positive"):
        check_defined(sp.log(x[1]), context(relation(x[1], ">=", 0)))


def test_a_bound_index_is_in_its_range() -> None:
    check_defined(Sum.over(sp.log(n - i + 1), i, n), context())
    with pytest.raises(Gap, match="not shown to be positive"):
        check_defined(Sum.over(sp.log(n - i), i, n), context())


def test_a_quantity_is_as_defined_as_what_it_stands_for() -> None:
    class Logarithm(Quantity):
        """log a."""

        notation = r"\log {0}"

        def definition(self) -> sp.Expr:
            return sp.log(self.args[0])

    check_defined(Logarithm(beta), context())
    with pytest.raises(Gap, match="not shown to be positive"):
        check_defined(Logarithm(real), context())


class TestSizes:
    """A length is a positive integer: nothing else has a first entry, a largest one, or a sum of n terms."""

    @pytest.mark.parametrize(
        "wrong",
        [
            sp.Integer(0),
            sp.Integer(-3),
            sp.Rational(1, 2),
            n - 1,
            length,
            sp.Symbol("m", integer=True),
            sp.Symbol("m", integer=True, nonnegative=True),
        ],
    )
    @pytest.mark.parametrize("kind", [Sum, Max, Min])
    def test_a_bound_that_is_no_size_is_refused(self, kind: type[Sum], wrong: sp.Expr) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(kind.over(i**2, i, wrong), context())

    @pytest.mark.parametrize("wrong", [sp.Integer(0), n - 1, length])
    def test_an_axis_that_is_no_size_is_refused(self, wrong: sp.Expr) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(Family("f", wrong)[1], context())

    @pytest.mark.parametrize("right", [sp.Integer(1), n + 1, n * d, 2 * n, index("m")])
    def test_sizes_are_made_of_sizes(self, right: sp.Expr) -> None:
        check_defined(Sum.over(i**2, i, right), context())


class TestEntries:
    """An entry is taken at an index in scope, at 1, or at a number up to a length that is a number."""

    @pytest.mark.parametrize(
        "wrong",
        [x[0], x[-3], x[2], x[d], x[n + 1], x[i], x[sp.Rational(1, 2)], x[real], rho[1, 2], rho[i, 1]],
    )
    def test_an_index_out_of_range_is_refused(self, wrong: sp.Expr) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(wrong, context())

    def test_an_index_up_to_another_length_is_refused(self) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(Sum.over(x[i], i, d), context())

    def test_an_index_in_scope_is_accepted(self) -> None:
        check_defined(x[i], context(indices=((i, n),)))
        check_defined(Sum.over(rho[i, k], k, n), context(indices=((i, d),)))
        check_defined(Family("z", sp.Integer(3))[3], context())


class TestUnevaluated:
    """A node that SymPy would not have left as it stands is refused: its parts are not what they seem."""

    def test_a_power_of_e_is_no_exponential(self) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(sp.Pow(sp.E, x[1], evaluate=False), context())

    def test_a_logarithm_has_one_argument(self) -> None:
        with pytest.raises((Gap, Ill)):
            check_defined(sp.log(8, 2, evaluate=False), context())


def test_a_free_reserved_name_is_refused() -> None:
    with pytest.raises((Gap, Ill)):
        check_defined(sp.Symbol("@1", integer=True, positive=True), context())


def test_a_vector_is_looked_into() -> None:
    with pytest.raises(Gap, match="not shown to be positive"):
        check_defined(Vector(sp.log(x[i]), i, n), context())


def test_a_quantity_that_speaks_of_more_than_its_arguments_is_refused() -> None:
    """Whoever asks whether a name is new, or what a hypothesis restricts, sees the arguments alone."""

    class Hidden(Quantity):
        notation = plain = "h({0})"

        def definition(self) -> sp.Expr:
            return self.args[0] + d

    with pytest.raises(Gap, match="speaks of d"):
        check_defined(Hidden(n), context())
    assert foreign(Hidden(n)) == Hidden(n)
    check_defined(Hidden(d), context())
    assert foreign(Hidden(d)) is None
