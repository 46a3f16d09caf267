"""Equations are solved exactly, or given up; what an equation depends on is never overlooked."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, filled, numbers_of
from numerics.equations import places, solved
from numerics.pointwise import decide
from tests.unit.numbers.planted import planted
from theory.kernel import Max, Relation, Sum
from theory.quantities import DistanceEnergy, Norm
from theory.statement import bound
from theory.symbols import beta, d, j, k, n, rho, x, y

a = sp.Symbol("a", real=True)
X, Y = x.vector(), y.vector()
CLAIM = planted(bound(Sum(X) + Sum(Y) + a, "<=", beta + Sum.over(rho[j, 1], j, d)), name="equations")
SIZES = {d: 2, n: 2}
AT = filled(CLAIM, SIZES, iter([fmpq(p, 7) for p in range(1, 11)]))


@pytest.mark.parametrize("equation", [
    Relation(rho[1, 1], "=", sp.Integer(-2)), Relation(sp.Integer(3), "=", rho[2, 1]), Relation(beta, "=", sp.S.One),
    Relation(a, "=", Sum(X) ** 2), Relation(x[1], "=", Max(X)), Relation(Sum(X), "=", sp.S.One),
    Relation(2 * x[1] + 3 * x[2], "=", y[1] - y[2] ** 2), Relation(Sum.over(x[k] * y[k], k, n), "=", sp.S.Zero),
    Relation(Sum.over(rho[j, 1], j, d), "=", Sum.over(rho[j, 2], j, d)), Relation(rho[2, 2], "=", a),
    Relation(a + x[2], "=", beta),
], ids=str)  # fmt: skip
def test_one_equation_is_solved(equation: Relation) -> None:
    found = solved(CLAIM, (equation,), AT)
    assert found is not None
    assert decide(equation, found).holds is True
    changed = [old != new for old, new in zip(numbers_of(AT, CLAIM), numbers_of(found, CLAIM), strict=True)]
    assert sum(changed) <= 1


@pytest.mark.parametrize("equations", [
    (Relation(Sum(X), "=", sp.S.One), Relation(rho[1, 1], "=", Sum(X)), Relation(x[1], "=", -x[2] + 1)),
    (Relation(Sum(X), "=", sp.S.One), Relation(x[1], "=", 2 * a)),  # the second leaves to the first what it has set
    (Relation(y[1], "=", rho[1, 1] + 5), Relation(rho[1, 1], "=", a), Relation(a, "=", sp.Integer(-2))),
], ids=str)  # fmt: skip
def test_several_equations_are_solved_together(equations: tuple[Relation, ...]) -> None:
    found = solved(CLAIM, equations, AT)
    assert found is not None
    assert all(decide(e, found).holds for e in equations)


@pytest.mark.parametrize("equation", [
    Relation(x[1] ** 2, "=", sp.Integer(2)), Relation(sp.exp(x[1]), "=", sp.Integer(2)),
    Relation(DistanceEnergy(X, rho.vector()), "=", sp.S.Zero), Relation(sp.Integer(1), "=", sp.Integer(2)),
], ids=str)  # fmt: skip
def test_what_has_no_such_solution_is_given_up(equation: Relation) -> None:
    assert solved(CLAIM, (equation,), AT) is None


def test_equations_that_undo_each_other_are_given_up() -> None:
    assert solved(CLAIM, (Relation(a, "=", sp.S.One), Relation(a, "=", sp.Integer(2))), AT) is None


def test_what_holds_already_is_left_alone() -> None:
    at = Configuration(SIZES, {**AT.values, a: fmpq(4)})
    assert solved(CLAIM, (Relation(a, "=", sp.Integer(4)), Relation(x[1], "<", sp.Integer(-9))), at) == at


@pytest.mark.parametrize(("relation", "names"), [
    (Relation(rho[1, 1], "=", sp.Integer(-2)), ("rho[1, 1]",)),
    (Relation(x[2], "=", a + beta), ("x[2]", "a", "beta")),
    (Relation(Sum(X), "=", y[1]), ("x", "y[1]")),
    (Relation(Norm(X) + x[1], "=", sp.S.One), ("x", "x[1]")),
    (Relation(DistanceEnergy(X, rho.vector()), "=", n + d), ("x", "rho")),
], ids=str)  # fmt: skip
def test_the_numbers_that_a_relation_depends_on(relation: Relation, names: tuple[str, ...]) -> None:
    """Every number that changes the slack is among them."""
    found = places(CLAIM, relation, AT)
    assert set(found.values()) <= set(names)
    numbers = numbers_of(AT, CLAIM)
    before = decide(relation, AT).slack
    for place in range(len(numbers)):
        moved = filled(CLAIM, SIZES, iter([*numbers[:place], numbers[place] + 5, *numbers[place + 1 :]]))
        if str(decide(relation, moved).slack) != str(before):
            assert place in found
