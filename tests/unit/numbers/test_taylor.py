"""Power series give the derivatives that they should, and catch a value, or a kernel, that does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp
from flint import arb, fmpq

import theory.sides
from numerics.configurations import Configuration
from numerics.exact import Undefined, precision
from numerics.taylor import check_derivative, derivative_at
from tests.unit.numbers.planted import planted
from theory.kernel import Context, Max, Moves, Relation, Sum, along
from theory.quantities import DistanceEnergy, InnerProduct, LogSumExp, Softmax, SquaredNorm
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, i, n, rho, v, w, x

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
energy = DistanceEnergy(X, patterns)
ONCE, TWICE, MIXED = ((x, V),), ((x, V), (x, V)), ((x, V), (x, W))
HERE = Configuration(
    {n: 2},
    {
        x.symbol: (fmpq(3, 2), fmpq(-1, 3)),
        v.symbol: (fmpq(2), fmpq(5)),
        w.symbol: (fmpq(-1), fmpq(1, 7)),
        beta: fmpq(3, 4),
    },
)
FUNCTIONS: list[tuple[sp.Expr, Callable[[sp.Symbol], sp.Expr]]] = [
    (sp.exp(x[1]), sp.exp),
    (sp.log(x[1] ** 2 + 1), lambda t: sp.log(t**2 + 1)),
    (x[1] ** 7, lambda t: t**7),
    ((x[1] ** 2 + 1) ** -3, lambda t: (t**2 + 1) ** -3),
    (sp.sqrt(x[1] ** 2 + 1), lambda t: sp.sqrt(t**2 + 1)),
    ((x[1] ** 2 + 1) ** sp.Rational(-5, 3), lambda t: (t**2 + 1) ** sp.Rational(-5, 3)),
    (sp.pi * x[1] / (1 + sp.exp(beta * x[1])), lambda t: sp.pi * t / (1 + sp.exp(sp.Rational(3, 4) * t))),
]


@pytest.mark.parametrize(("function", "of"), FUNCTIONS, ids=[str(f) for f, _ in FUNCTIONS])
@pytest.mark.parametrize("directions", [ONCE, TWICE, MIXED], ids=["first", "second", "mixed"])
def test_sympy_differentiates_to_the_same(
    function: sp.Expr, of: Callable[[sp.Symbol], sp.Expr], directions: tuple[object, ...]
) -> None:
    """Along v the first component moves at speed 2, along w at speed -1."""
    t = sp.Symbol("t", real=True)
    speed = {ONCE: 2, TWICE: 4, MIXED: -2}[directions]  # type: ignore[index]
    expected = (speed * sp.diff(of(t), t, len(directions))).subs(t, sp.Rational(3, 2)).evalf(40)
    with precision(200):
        found = derivative_at(function, directions, HERE)  # type: ignore[arg-type]
        assert found.rad() < fmpq(1, 10**30)
        assert abs(found - arb(str(expected))) < fmpq(1, 10**30)


def test_a_mixed_derivative_is_bilinear_and_symmetric() -> None:
    quadratic = (x[1] + 3 * x[2]) ** 2
    with precision(200):
        assert derivative_at(quadratic, MIXED, HERE).overlaps(arb(2 * 17) * arb(fmpq(-4, 7)))
        assert derivative_at(quadratic, ((x, W), (x, V)), HERE).overlaps(derivative_at(quadratic, MIXED, HERE))


def test_an_extremum_of_what_does_not_move_is_a_number() -> None:
    moved = derivative_at(x[1] * Max(W), ONCE, HERE)
    assert moved.overlaps(arb(2) / 7)
    assert moved.rad() < 1e-9


@pytest.mark.parametrize(
    "function", [sp.log(x[2]), sp.sqrt(x[2]), sp.Abs(x[1]), Max(X), 1 / (x[1] - sp.Rational(3, 2))]
)
def test_what_has_no_series_is_undefined(function: sp.Expr) -> None:
    with pytest.raises(Undefined):
        derivative_at(function, ONCE, HERE)


RIGHT = {
    "gradient": Derivative(SquaredNorm(X), ONCE, 2 * InnerProduct(X, V)),
    "softmax": Derivative(LogSumExp(X), ONCE, derivative(LogSumExp(X), *ONCE)),
    "curvature": Derivative(energy, MIXED, derivative(energy, *MIXED)),
    "constant": Derivative(Sum.over(Softmax(X, i), i, n), ONCE, sp.S.Zero),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_values_agree_everywhere(name: str) -> None:
    found = check_derivative(planted(RIGHT[name]), RIGHT[name])
    assert (found.witness, found.kernel) == (None, None)
    assert found.agreed == 12
    assert found.undecided == 0


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize(
    "wrong",
    [lambda e: e * sp.Rational(1001, 1000) + sp.Rational(1, 10**9), lambda e: -e - 1, lambda e: e + x[1] ** 2],
    ids=["nearly right", "sign", "a term more"],
)
def test_wrong_values_are_refuted(name: str, wrong: Callable[[sp.Expr], sp.Expr]) -> None:
    right = RIGHT[name]
    says = Derivative(right.function, right.directions, wrong(right.value))
    found = check_derivative(planted(says), says)
    assert found.witness is not None
    assert found.witness.side == "derivative"
    assert found.kernel is None


def test_a_broken_kernel_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the value is right or shares the kernel's fault."""

    def careless(e: sp.Expr, moves: Moves, context: Context) -> sp.Expr:
        return 2 * along(e, moves, context)

    monkeypatch.setattr(theory.sides, "along", careless)
    for value in (2 * InnerProduct(X, V), 4 * InnerProduct(X, V)):
        says = Derivative(SquaredNorm(X), ONCE, value)
        found = check_derivative(planted(says), says)
        assert found.kernel is not None


def test_configurations_outside_the_hypotheses_do_not_count() -> None:
    says = RIGHT["gradient"]
    narrow = planted(says, Relation(x[1], ">", sp.Integer(10**6)))
    assert check_derivative(narrow, says).agreed == 0
