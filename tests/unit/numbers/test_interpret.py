"""One walk, several arithmetics: mpmath agrees at points, Arb encloses on boxes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import cast

import mpmath
import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration, Value
from numerics.exact import precision
from numerics.interpret import ARB, MPMATH, evaluate
from tests.unit.numbers.oracle import NoValue, Oracle, TooClose, holds_value, real
from tests.unit.numbers.trees import Trees, configuration

Leaf = Callable[[fmpq], object]
t = sp.Symbol("t", real=True)


def mapped(value: Value, change: Leaf) -> object:
    return tuple(mapped(v, change) for v in value) if isinstance(value, tuple) else change(value)


def leaves(where: Configuration, change: Leaf) -> dict[sp.Symbol, object]:
    return {symbol: mapped(value, change) for symbol, value in where.values.items()}


def exact(values: Mapping[sp.Symbol, object]) -> dict[sp.Symbol, Value]:
    return {symbol: cast(Value, value) for symbol, value in values.items()}


@pytest.mark.parametrize("seed", range(5))
def test_mpmath_agrees_with_the_oracle(seed: int) -> None:
    trees, met = Trees(3000 + seed), 0
    for number in range(20):
        e, where = trees.expression(), configuration(20 * seed + number)
        oracle = Oracle(where)
        try:
            true = oracle.value(e)
        except (NoValue, TooClose):
            continue
        met += 1
        with mpmath.workdps(150):
            found = evaluate(e, where.sizes, where.values, MPMATH)
            assert abs(found - real(true)) < mpmath.mpf(10) ** -50, f"{e} at {where.written()}"
    assert met > 8


@pytest.mark.parametrize("seed", range(5))
def test_arb_at_a_point_contains_the_true_value(seed: int) -> None:
    trees, met = Trees(4000 + seed), 0
    for number in range(20):
        e, where = trees.expression(), configuration(20 * seed + number)
        try:
            true = Oracle(where).value(e)
        except (NoValue, TooClose):
            continue
        met += 1
        with precision(64):
            found = evaluate(e, where.sizes, leaves(where, arb), ARB)
        assert not found.is_finite() or holds_value(found, true), f"{e} = {found}, not {true}"
    assert met > 8


def _thickened(radius: fmpq) -> Leaf:
    return lambda q: arb(q, radius)


def _within(radius: fmpq, draw: random.Random, corner: bool) -> Leaf:
    """A point of the interval around each number: an end of it, or anywhere."""
    return lambda q: q + radius * (draw.choice([-1, 1]) if corner else fmpq(draw.randint(-8, 8), 8))


@pytest.mark.parametrize("seed", range(8))
def test_arb_on_a_box_contains_the_value_at_each_of_its_points(seed: int) -> None:
    """And it is finite only where every point has a value."""
    trees, draw, met = Trees(5000 + seed, numbered=seed % 2 == 0), random.Random(seed), 0
    for number in range(15):
        e, middle = trees.expression(), configuration(30 * seed + number)
        radius = draw.choice([fmpq(1, 100), fmpq(1, 2), fmpq(3)])
        with precision(64):
            found = evaluate(e, middle.sizes, leaves(middle, _thickened(radius)), ARB)
        if not found.is_finite():
            continue
        for corner in range(5):
            shift = _within(radius, draw, corner < 2)
            point = Configuration(middle.sizes, exact(leaves(middle, shift)))
            try:
                true = Oracle(point).value(e)
            except NoValue:
                pytest.fail(f"{e} has no value at {point.written()}, yet the box gives {found}")
            except TooClose:
                continue
            met += 1
            assert holds_value(found, true), f"{e}: {true} at {point.written()} outside {found}"
    assert met > 20


def test_a_box_over_which_a_part_is_undefined_is_never_finite() -> None:
    t = sp.Symbol("t", real=True)
    for e in (
        1 / t,
        sp.log(t),
        sp.sqrt(t),
        t * sp.log(t),
        1 / (1 + 1 / t),
        sp.exp(-1 / t**2),
        sp.Abs(sp.log(t)),
    ):
        with precision(64):
            assert not evaluate(e, {}, {t: arb(0, 1)}, ARB).is_finite()


class TestIntervals:
    """The Arb reading of a whole interval contains the value at each of its points, and has none where one lacks it."""

    @pytest.mark.parametrize("ends", [(-1, 1), (0, 1), (-2, -1), (1, 3), (-3, 1), (-1, 0), (2, 2)])
    @pytest.mark.parametrize("e", [t**2, t**3, t**4, t**-1, t**-2, t**-3, sp.Abs(t), sp.sqrt(t**2 + (t - 1) ** 4),
                                   sp.sqrt(sp.Abs(t) * 3), 1 / sp.sqrt(t**2)])  # fmt: skip
    def test_contain_what_is_inside(self, e: sp.Expr, ends: tuple[int, int]) -> None:
        low, high = ends
        whole = evaluate(e, {}, {t: arb(fmpq(low + high, 2), fmpq(high - low, 2))}, ARB)
        for step in range(33):
            point = fmpq(low) + fmpq((high - low) * step, 32)
            inside = evaluate(e, {}, {t: arb(point)}, ARB)
            if inside.is_finite():
                assert not whole.is_finite() or whole.overlaps(inside)
            else:
                assert not whole.is_finite()

    def test_even_powers_and_magnitudes_are_not_negative(self) -> None:
        around = {t: arb(0, 1)}
        assert evaluate(t**2 + 1, {}, around, ARB) > fmpq(99, 100)
        assert evaluate(sp.Abs(t) + 1, {}, around, ARB) > fmpq(99, 100)
        assert evaluate(sp.sqrt(t**2 + t**4) + 1, {}, around, ARB) > fmpq(99, 100)

    @pytest.mark.parametrize("e", [sp.sqrt(t), sp.log(t), 1 / t, sp.sqrt(t**3), sp.sqrt(t**2 - 1)])
    def test_have_no_value_where_a_point_has_none(self, e: sp.Expr) -> None:
        assert not evaluate(e, {}, {t: arb(0, fmpq(1, 2))}, ARB).is_finite()
