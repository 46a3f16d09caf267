"""Integrals over [0, 1]: the second binder, its normal form, sign and derivative, and the rules that speak of it."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import (
    Context,
    Gap,
    Ill,
    Integral,
    Quantity,
    Relation,
    Sum,
    Vector,
    along,
    at_least_zero,
    chain,
    check_defined,
    equal,
    foundations,
    free,
    meaning,
    prove,
    substitute,
)
from theory.kernel.binders import look_inside
from theory.kernel.integral import inside
from theory.kernel.rules import Algebra, Antiderivative, Monotone, Sign
from theory.quantities import BallMass, BallVolume, SphereArea
from theory.symbols import beta, d, i, n, radius, rho, x

t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", nonnegative=True)
p, q = sp.Symbol("t", positive=True), sp.Symbol("q", positive=True)
s = sp.Symbol("s", real=True)
nowhere = Context()
monomial = Integral(t ** (n - 1), t)
gaussian = Integral(sp.exp(-(beta**2) * t**2) * t ** (n - 1), t)


class Spread(Quantity):
    """The integral of its argument times t: what it binds is called t."""

    notation = "S({0})"

    def definition(self) -> sp.Expr:
        return Integral(self.args[0] * t, t)


shared = sp.Dummy("t", nonnegative=True)


class Shared(Quantity):
    """The integral of its argument times a name that other terms may hold too."""

    notation = "H({0})"

    def definition(self) -> sp.Expr:
        return Integral(self.args[0] * shared, shared)


class Lying(Integral):
    """An integral that shows another body than it has."""

    def at(self, where: sp.Expr) -> sp.Expr:
        return sp.Integer(5)


class TestAttacks:
    """What once led to something false."""

    def test_no_fact_speaks_of_the_name_at_which_a_sign_is_looked_up(self) -> None:
        falling = Integral(sp.Rational(1, 3) - t, t)
        name, _ = inside(falling)
        with pytest.raises(Gap):
            prove("a", "b", Relation(sp.S.Zero, "<=", falling), chain(0, ("<=", falling, Sign())),
                  (Relation(name, "<=", sp.Rational(1, 3)),), context().library)  # fmt: skip
        with pytest.raises(Gap, match="declared positive"):
            Monotone(Sign(), (name,)).check(Relation(gaussian, "<", monomial), nowhere)

    def test_a_definition_that_binds_a_shared_name_captures_nothing(self) -> None:
        assert equal(meaning(Shared(shared)), shared / 2 * Integral(2 * u, u), nowhere)
        assert not equal(meaning(Shared(shared)), sp.Rational(1, 3), nowhere)

    def test_a_kind_of_integral_that_is_not_ours_is_refused(self) -> None:
        with pytest.raises(Gap, match="outside the kernel's language"):
            check_defined(Lying(t, t), nowhere)
        with pytest.raises(Gap, match="no integral of the kernel's own"):
            Antiderivative(Lying(t, t), 5 * p, p).check(Relation(Lying(t, t), "=", sp.Integer(5)), nowhere)

    def test_a_gamma_function_of_a_large_number_is_left_alone(self) -> None:
        assert not equal(sp.gamma(beta + 5_000), sp.gamma(beta), nowhere)


class TestTheBinder:
    def test_the_name_does_not_matter(self) -> None:
        assert Integral(t * beta, t) == Integral(u * beta, u)
        assert free(Integral(t * beta, t)) == {beta}

    def test_nothing_is_captured(self) -> None:
        moved = substitute(Integral(beta * t, t), {beta: u})
        assert moved == Integral(u * t, t) != Integral(t * t, t)
        assert substitute(Integral(beta * t, t), {beta: t}) == Integral(t * u, u)

    def test_a_definition_captures_nothing_of_its_argument(self) -> None:
        assert equal(meaning(Spread(t)), t / 2 * Integral(2 * u, u), nowhere)
        assert not equal(meaning(Spread(t)), Integral(t**2, t), nowhere)

    def test_integrals_lie_inside_each_other(self) -> None:
        inner = Integral(t * u, u)
        assert equal(Integral(inner, t), Integral(t, t) ** 2, nowhere)

    def test_and_inside_sums(self) -> None:
        patterns = Sum.over(Integral(sp.exp(-rho[i, 1] * t), t), i, d)
        assert equal(patterns, Integral(Sum.over(sp.exp(-rho[i, 1] * u), i, d), u), nowhere)
        assert substitute(patterns, {d: sp.Integer(3)}) == Sum.over(
            Integral(sp.exp(-substitute(rho, {d: sp.Integer(3)})[i, 1] * t), t), i, sp.Integer(3)
        )

    @pytest.mark.parametrize("name", [s, p, n, sp.Symbol("t"), sp.Symbol("t", nonnegative=True, integer=True)])
    def test_only_over_a_non_negative_symbol(self, name: sp.Symbol) -> None:
        with pytest.raises(Ill, match="declared nonnegative"):
            Integral(name, name)


class TestDefinedness:
    @pytest.mark.parametrize("body", [1 / t, sp.log(t), t ** (beta - 1), 1 / (t - beta), 1 / (1 - t), sp.sqrt(t - 1)])
    def test_what_has_no_value_at_some_point_has_no_integral(self, body: sp.Expr) -> None:
        with pytest.raises(Gap, match="not known to be defined"):
            check_defined(Integral(body, t), nowhere)

    @pytest.mark.parametrize("body", [t ** (n - 1), sp.sqrt(t), t**beta, 1 / (1 + t), sp.sqrt(1 - t), sp.log(2 - t)])
    def test_the_ends_belong_to_it(self, body: sp.Expr) -> None:
        check_defined(Integral(body, t), nowhere)

    def test_gamma_of_a_positive_number(self) -> None:
        check_defined(sp.log(sp.gamma(n / 2)), nowhere)
        with pytest.raises(Gap, match="not shown to be positive"):
            check_defined(sp.gamma(s), nowhere)


class TestNormalForm:
    def test_it_is_linear(self) -> None:
        assert equal(
            Integral(beta * t + sp.exp(s + t), t), beta * Integral(t, t) + sp.exp(s) * Integral(sp.exp(t), t), nowhere
        )

    def test_a_constant_is_its_own_integral(self) -> None:
        assert equal(Integral(beta, t), beta, nowhere)

    def test_different_integrands_are_not_equal(self) -> None:
        assert not equal(Integral(t**2, t), Integral(t, t), nowhere)

    def test_powers_of_one_base(self) -> None:
        assert equal(beta**n * beta, beta ** (n + 1), nowhere)
        assert equal((beta * radius) ** n, beta**n * radius**n, nowhere)
        assert not equal(beta**n * beta, beta**n, nowhere)

    def test_gamma_steps_down_by_one(self) -> None:
        assert equal(sp.gamma(1 + n / 2), n / 2 * sp.gamma(n / 2), nowhere)
        assert equal(sp.gamma(3 + beta), (2 + beta) * (1 + beta) * beta * sp.gamma(beta), nowhere)
        assert not equal(sp.gamma(1 + n / 2), sp.gamma(n / 2), nowhere)


class TestSign:
    def test_of_the_integrand_between_the_ends(self) -> None:
        assert at_least_zero(monomial, nowhere, strict=True)
        assert at_least_zero(Integral(1 - t, t), nowhere, strict=True)
        assert not at_least_zero(Integral(1 - 2 * t, t), nowhere)


class TestDerivative:
    def test_under_the_integral(self) -> None:
        found = along(Integral(sp.exp(-(s**2) * t**2), t), {s: sp.S.One}, nowhere)
        assert equal(found, Integral(-2 * s * t**2 * sp.exp(-(s**2) * t**2), t), nowhere)

    def test_of_a_power_with_a_symbol(self) -> None:
        assert equal(along(s**n, {s: sp.S.One}, nowhere), n * s ** (n - 1), nowhere)


class TestAntiderivative:
    def test_the_fundamental_theorem(self) -> None:
        accepts(Antiderivative(monomial, p**n / n, p), relation(monomial, "=", 1 / n))
        accepts(Antiderivative(monomial, p**n / n + 7, p), relation(monomial - 1 / n, ">=", 0))

    @pytest.mark.parametrize("function", [p**n, p ** (n + 1) / n, p**n / n + p, sp.Max(p, 1)])
    def test_another_function_is_none(self, function: sp.Expr) -> None:
        with pytest.raises(Gap):
            Antiderivative(monomial, function, p).check(Relation(monomial, "=", 1 / n), nowhere)

    def test_a_function_without_value_at_an_end(self) -> None:
        logarithmic = p + sp.log(p) - sp.log(p**2 + p) + sp.log(p + 1)
        rule = Antiderivative(Integral(sp.S.One, t), logarithmic, p)
        refuses(rule, relation(Integral(sp.S.One, t), "=", 1), "not known to be defined")
        improper = Integral(1 / sp.sqrt(t), t)
        refuses(Antiderivative(improper, 2 * sp.sqrt(p), p), relation(improper, "=", 2), "not known to be defined")

    def test_never_strict(self) -> None:
        refuses(Antiderivative(monomial, p**n / n, p), relation(monomial, "<", 1 / n), "not the goal")

    def test_the_name_is_new(self) -> None:
        clash = Integral(q * t, t)
        refuses(Antiderivative(clash, q * q**2 / 2, q), relation(clash, "=", q / 2), "not new")


class TestMonotone:
    def test_a_strict_comparison_between_the_ends(self) -> None:
        accepts(Monotone(Sign(), (p,)), relation(gaussian, "<", monomial))
        accepts(Monotone(Sign()), relation(gaussian, "<=", monomial))

    def test_the_other_way_round(self) -> None:
        refuses(Monotone(Sign(), (p,)), relation(monomial, "<=", gaussian), "not shown")

    def test_nothing_is_known_beyond_the_ends(self) -> None:
        accepts(Monotone(Sign(), (p,)), relation(Integral(t**2, t), "<", Integral(t, t)))
        refuses(Monotone(Sign(), (p,)), relation(Integral(t, t), "<=", Integral(t**2, t)), "not shown")

    @pytest.mark.parametrize("name", [t, s, n])
    def test_the_name_is_positive(self, name: sp.Symbol) -> None:
        refuses(Monotone(Sign(), (name,)), relation(gaussian, "<", monomial), "declared positive")

    def test_the_name_is_new(self) -> None:
        goal = relation(Integral(t**2 * p, t), "<", Integral(t * p, t))
        with pytest.raises(Gap, match="not new"):
            Monotone(chain(p**2, ("<", p, Sign())), (p,)).check(goal, nowhere)

    def test_inside_a_sum(self) -> None:
        low, high = (Sum.over(Integral(x[i] ** 2 * t**k, t), i, n) for k in (2, 1))
        accepts(Monotone(Sign(), (i, p)), relation(low, "<=", high))


class TestFoundations:
    def test_a_theorem_trusts_what_its_quantities_rest_on(self) -> None:
        def library(claim: str, side: str) -> object:
            raise Gap(claim)

        goal = Relation(BallVolume(n, radius), "=", BallVolume(n, radius))
        made = prove("a", "b", goal, chain(goal.lhs, ("=", goal.rhs, Algebra())), (), library)  # type: ignore[arg-type]
        assert made.trust == {"lemmas/polar_coordinates"}

    def test_through_definitions_and_binders(self) -> None:
        assert foundations(BallMass(n, radius)) == {"lemmas/polar_coordinates"}
        assert foundations(Sum(Vector(SphereArea(n) * x[i], i, n))) == {"lemmas/polar_coordinates"}
        assert foundations(sp.log(beta) + Sum.over(x[i], i, n)) == frozenset()


def test_an_opened_integral_has_a_name_of_its_own() -> None:
    assert look_inside(monomial)[0] not in free(monomial)
    assert context().facts == ()
