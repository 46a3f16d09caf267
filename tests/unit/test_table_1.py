"""The energies of Table 1 under single flips, all patterns and all states of small sizes; and the quantities."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement

import pytest
import sympy as sp
from flint import arb

from numerics.interpret import ARB, evaluate
from tests.single_flips import (
    DESCENTS,
    ENERGIES,
    SIZES,
    Energy,
    Patterns,
    Rule,
    State,
    cases,
    field,
    flip,
    hopfield,
    longest,
    lower,
    matrix,
    minimum,
    polynomial,
    put,
    rise,
    seen,
    states,
    taken,
)
from theory.quantities import (
    AnyPolynomialEnergy,
    HopfieldEnergy,
    LocalField,
    LogSumExp,
    OffDiagonalEnergy,
    OffDiagonalField,
    PolynomialEnergy,
    RectifiedEnergy,
    SetHopfieldEnergy,
    SetOffDiagonalEnergy,
    overlaps,
    set_overlaps,
)
from theory.symbols import bias, coefficients, d, n, order, rho, x

# How many of the 66,178 flips of one component are taken: 1,175 lists of patterns, 16,954 states beside them.
TAKEN = {
    "hopfield, diagonal": 6_840,
    "hopfield, no diagonal": 31_136,
    "polynomial 1": 30_832,
    "polynomial 2": 31_136,
    "polynomial 3": 31_696,
    "polynomial 4": 31_136,
    "rectified 1": 22_824,
    "rectified 2": 24_624,
    "rectified 3": 24_624,
    "exponential": 32_368,
}


class TestUpdates:
    @pytest.mark.parametrize("name", DESCENTS)
    def test_lower_the_energy_at_every_flip(self, name: str) -> None:
        energy, rule = DESCENTS[name]
        rises = Counter(
            rise(energy, patterns, state, after)
            for size in SIZES
            for patterns, state in cases(*size)
            for after in taken(rule, patterns, state)
        )
        assert rises == {-1: TAKEN[name]}

    @pytest.mark.parametrize(("energy", "rule"), DESCENTS.values(), ids=DESCENTS)
    def test_end(self, energy: Energy, rule: Rule) -> None:
        for size, many in SIZES:
            for patterns in combinations_with_replacement(states(size), many):
                assert longest(rule, patterns) < 2**size

    def test_of_hopfield_with_the_diagonal_end_after_n_squared_over_4_flips(self) -> None:
        """Each lowers the energy by 2 d or more, and without a bias it lies between -d n^2 / 2 and 0."""
        for size, many in SIZES:
            for patterns in combinations_with_replacement(states(size), many):
                assert 4 * longest(field(diagonal=True), patterns) <= size**2

    @pytest.mark.parametrize(("energy", "rule"), DESCENTS.values(), ids=DESCENTS)
    def test_turned_round_raise_it(self, energy: Energy, rule: Rule) -> None:
        patterns, start = ((1, 1, 1),), (1, 1, 1)
        wrong = list(taken(lambda p, s, k: -rule(p, s, k), patterns, start))
        assert any(rise(energy, patterns, start, after) > 0 for after in wrong)

    def test_of_order_2_are_hopfields_without_the_diagonal_and_not_with_it(self) -> None:
        same, other = Counter[bool](), Counter[bool]()
        for size in SIZES:
            for patterns, state in cases(*size):
                for k in range(len(state)):
                    ours = lower(polynomial(2))(patterns, state, k)
                    same[ours == field(diagonal=False)(patterns, state, k)] += 1
                    other[ours == field(diagonal=True)(patterns, state, k)] += 1
        assert set(same) == {True}
        assert other[False] > 1_000

    def test_of_all_components_at_once_can_raise_hopfields_energy_without_the_diagonal(self) -> None:
        patterns, start = ((1, 1, 1, 1), (1, 1, -1, -1), (1, -1, 1, -1)), (1, 1, 1, -1)
        signs = [field(diagonal=False)(patterns, start, k) for k in range(4)]
        assert 0 not in signs
        assert rise(hopfield, patterns, start, tuple(signs)) == 1

    def test_that_keep_the_diagonal_stop_where_a_flip_is_lower(self) -> None:
        patterns, start = ((1, 1), (1, 1), (1, -1)), (1, -1)
        assert list(taken(field(diagonal=True), patterns, start)) == []
        assert not minimum(hopfield, patterns, start)


def smallest(energy: Energy, different: bool = True) -> tuple[int, int] | None:
    """The fewest patterns, then the least n, such that one of them is no minimum under single flips."""
    for many, size in sorted((many, size) for size, many in SIZES):
        for patterns in combinations_with_replacement(states(size), many):
            if different and len(set(patterns)) < many:
                continue
            if not all(minimum(energy, patterns, pattern) for pattern in patterns):
                return many, size
    return None


class TestPatterns:
    @pytest.mark.parametrize(
        ("name", "found"),
        [("hopfield", (3, 2)), ("polynomial 1", (3, 2)), ("polynomial 2", (3, 2)), ("exponential", (3, 2))],
    )
    def test_of_these_numbers_are_not_all_minima(self, name: str, found: tuple[int, int]) -> None:
        assert smallest(ENERGIES[name]) == found

    @pytest.mark.parametrize(("name", "energy"), ENERGIES.items(), ids=ENERGIES)
    def test_alone_are_minima(self, name: str, energy: Energy) -> None:
        for size in (1, 2, 3, 4):
            for pattern in states(size):
                assert minimum(energy, (pattern,), pattern)

    @pytest.mark.parametrize(("name", "energy"), ENERGIES.items(), ids=ENERGIES)
    def test_that_are_strict_minima_are_no_neighbours_and_half_of_the_states_at_most(
        self, name: str, energy: Energy
    ) -> None:
        for size, many in SIZES:
            for patterns in combinations_with_replacement(states(size), many):
                found = [state for state in states(size) if minimum(energy, patterns, state, strict=True)]
                assert len(found) <= 2 ** (size - 1)
                assert not {flip(state, k) for state in found for k in range(size)} & set(found)

    def test_are_at_most_one_strict_minimum_of_order_1(self) -> None:
        for size, many in SIZES:
            for patterns in combinations_with_replacement(states(size), many):
                found = [state for state in states(size) if minimum(polynomial(1), patterns, state, strict=True)]
                assert len(found) <= 1


def drawn(seed: int) -> tuple[dict[sp.Symbol, int], dict[sp.Symbol, object], Patterns, State, State]:
    """Sizes and whole numbers for the patterns, the state and the bias, not only 1 and -1."""
    source = random.Random(seed)
    size, many = source.randint(1, 4), source.randint(1, 3)
    point, weights, *rows = (tuple(source.randint(-3, 3) for _ in range(size)) for _ in range(many + 2))
    values: dict[sp.Symbol, object] = {rho.symbol: tuple(rows), x.symbol: point, bias.symbol: weights}
    power = source.randint(1, 4)
    values[coefficients.symbol] = tuple(source.randint(-3, 3) for _ in range(power))
    return {n: size, d: many, order: power}, values, tuple(rows), point, weights


def whole(patterns: Patterns, point: Sequence[int], weights: State, diagonal: bool) -> int:
    """Twice -x^T W x / 2 - b^T x, W with its diagonal or without."""
    rows = enumerate(matrix(patterns))
    form = sum(w * point[k] * point[j] for k, row in rows for j, w in enumerate(row) if diagonal or j != k)
    return -form - 2 * seen(weights, tuple(point))


class TestQuantities:
    @pytest.mark.parametrize("seed", range(20))
    def test_are_those_of_the_matrix_before_and_after_a_component_is_set(self, seed: int) -> None:
        sizes, values, patterns, point, weights = drawn(seed)
        X, P, B, s = x.vector(), rho.vector(), bias.vector(), 2
        for k in range(len(point)):
            after, row = put(point, k, s), matrix(patterns)[k]
            where, new = sp.Integer(k + 1), sp.Integer(s)
            inside = seen(row, point) + weights[k]
            expected = {
                2 * HopfieldEnergy(X, P, B): whole(patterns, point, weights, True),
                2 * OffDiagonalEnergy(X, P, B): whole(patterns, point, weights, False),
                2 * SetHopfieldEnergy(X, P, B, where, new): whole(patterns, after, weights, True),
                2 * SetOffDiagonalEnergy(X, P, B, where, new): whole(patterns, after, weights, False),
                LocalField(X, P, B, where): inside,
                OffDiagonalField(X, P, B, where): inside - row[k] * point[k],
            }
            for e, value in expected.items():
                assert evaluate(e, sizes, values, ARB) == value

    @pytest.mark.parametrize("seed", range(20))
    def test_are_those_of_the_overlaps(self, seed: int) -> None:
        sizes, values, patterns, point, _ = drawn(seed)
        X, P, power = x.vector(), rho.vector(), sizes[order]
        for k in range(len(point)):
            for vector, state in (
                (overlaps(X, P), point),
                (set_overlaps(X, P, sp.Integer(k + 1), sp.Integer(-1)), put(point, k, -1)),
            ):
                numbers = [seen(p, state) for p in patterns]
                expected = {
                    PolynomialEnergy(vector, order): -sum(v**power for v in numbers),
                    RectifiedEnergy(vector, order): -sum(max(v, 0) ** power for v in numbers),
                }
                for e, value in expected.items():
                    assert evaluate(e, sizes, values, ARB) == value
                smooth = evaluate(-LogSumExp(vector), sizes, values, ARB)
                assert smooth.overlaps(-sum((arb(v).exp() for v in numbers), start=arb(0)).log())

    @pytest.mark.parametrize("seed", range(20))
    def test_of_any_polynomial_are_those_of_its_coefficients(self, seed: int) -> None:
        sizes, values, patterns, point, _ = drawn(seed)
        numbers = [seen(p, point) for p in patterns]
        factors = values[coefficients.symbol]
        assert isinstance(factors, tuple)
        total = -sum(c * v**p for v in numbers for p, c in enumerate(factors, start=1))
        energy = AnyPolynomialEnergy(overlaps(x.vector(), rho.vector()), coefficients.vector())
        assert evaluate(energy, sizes, values, ARB) == total
