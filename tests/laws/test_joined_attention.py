"""Attention over joined keys is the stated mixture: to rounding in float64 and float32, and as theory states it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.exact import precision
from numerics.interpret import ARB, evaluate
from numerics.quantities.faults import NotFinite, WrongShape
from numerics.quantities.joined_attention import (
    Array,
    Memory,
    attention,
    context_weight,
    energy,
    joined_attention,
    joined_energy,
    memory,
    mixture,
    scores,
)
from theory.kernel import Vector
from theory.quantities import GlobalEnergy, LayerEnergy, LayerStep, PooledEnergy, PooledStep
from theory.symbols import counts, layers, m, n, t, varrho, x

Case = tuple[Array, Memory, Memory]


def drawn(seed: int, size: float = 1.0, keys: tuple[int, int] = (5, 7), dtype: type = np.float64) -> Case:
    """Queries and two memories whose scores are about `size`, with offsets of that size too."""
    draws = np.random.default_rng(seed)

    def held(count: int) -> Memory:
        return memory(
            draws.normal(size=(count, 6)).astype(dtype) * dtype(size),
            draws.normal(size=(count, 3)).astype(dtype),
            (size * draws.normal(size=count)).astype(dtype),
        )

    return draws.normal(size=(11, 6)).astype(dtype), held(keys[0]), held(keys[1])


def rounding(queries: Array, both: Memory, dtype: type = np.float64) -> float:
    """How far rounding, to first order, can take attention from its exact value, in the largest of its values.

    With unit roundoff u and S the largest sum of the magnitudes that add up to a score: a score is off by at most
    (n + 1) u S, which changes a weight by that part of it twice (in the power and in the sum); the difference to the
    largest score is off by u times itself, which weighs exp(-itself), at most u log(2 m) on average and again in the
    sum; exp by 2 u; sum, quotient and product with the values by (2 m + 2) u.  The mixture goes the same way for each
    part, and once more for alpha, whose energies are off by (n + 1) u S + u (S + log m) and a few u each.
    All that is at most 8 u ((n + 3) S + m + 8), and the same again for the higher orders while it is small.
    """
    unit = float(np.finfo(dtype).eps) / 2
    size = float((np.abs(queries) @ np.abs(both.keys).T + np.abs(both.offsets)).max())
    count, length = both.keys.shape
    return float(16 * unit * ((length + 3) * size + count + 8) * np.abs(both.values).max())


def test_the_bound_on_rounding_means_something() -> None:
    queries, context, persistent = drawn(0)
    assert rounding(queries, context.joined(persistent)) < 1e-11


@given(seed=st.integers(0, 10_000), power=st.integers(-3, 6), keys=st.tuples(st.integers(1, 9), st.integers(1, 9)))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_joined_is_the_mixture(seed: int, power: int, keys: tuple[int, int]) -> None:
    """Also at logits of a million, and with one key on each side."""
    case = queries, context, persistent = drawn(seed, 10.0**power, keys)
    joined = joined_attention(*case)
    assert np.isfinite(joined).all()
    assert np.abs(joined - mixture(*case)).max() <= rounding(queries, context.joined(persistent))


def wrong_side(queries: Array, context: Memory, persistent: Memory) -> Array:
    return mixture(queries, persistent, context.joined(persistent))


def halves(queries: Array, context: Memory, persistent: Memory) -> Array:
    return np.asarray((attention(queries, context) + attention(queries, persistent)) / 2)


def without_offsets(queries: Array, context: Memory, persistent: Memory) -> Array:
    return mixture(queries, memory(context.keys, context.values), persistent)


def by_largest(queries: Array, context: Memory, persistent: Memory) -> Array:
    """alpha from the largest scores instead of from their LogSumExp."""
    top = [scores(queries, held).max(axis=-1, keepdims=True) for held in (context, persistent)]
    alpha = 1 / (1 + np.exp(np.clip(top[1] - top[0], -700, 700)))
    return np.asarray(alpha * attention(queries, context) + (1 - alpha) * attention(queries, persistent))


@pytest.mark.parametrize("wrong", [wrong_side, halves, without_offsets, by_largest])
def test_a_wrong_mixture_is_seen(wrong: Callable[[Array, Memory, Memory], Array]) -> None:
    for seed in range(20):
        case = queries, context, persistent = drawn(seed)
        apart = np.abs(joined_attention(*case) - wrong(*case)).max()
        assert apart > 1e6 * rounding(queries, context.joined(persistent))


@pytest.mark.parametrize("size", [0.1, 1.0, 100.0])
@pytest.mark.parametrize("quantity", [joined_attention, mixture])
def test_float32_is_near_float64(quantity: Callable[[Array, Memory, Memory], Array], size: float) -> None:
    for seed in range(20):
        case = queries, context, persistent = drawn(seed, size, dtype=np.float32)
        single = quantity(*case)
        assert single.dtype == np.float32
        double = quantity(queries.astype(np.float64), _double(context), _double(persistent))
        assert np.abs(single - double).max() <= rounding(queries, context.joined(persistent), np.float32)


def _double(held: Memory) -> Memory:
    return memory(*(part.astype(np.float64) for part in (held.keys, held.values, held.offsets)))


@pytest.mark.parametrize("apart", [0.0, 1.0, 40.0, 800.0, 1e6])
def test_the_weight_of_the_context_is_a_weight_however_far_the_energies_are_apart(apart: float) -> None:
    key, queries = np.ones((1, 1)), np.zeros((1, 1))
    low, high = memory(key, key, np.array([-apart])), memory(key, key, np.array([0.0]))
    small, large = context_weight(queries, low, high), context_weight(queries, high, low)
    assert small == pytest.approx(np.exp(-apart) / (1 + np.exp(-apart)), rel=1e-15, abs=0)
    assert small + large == 1


def test_equal_keys_are_chosen_by_their_offsets() -> None:
    """Both memories hold one key, so that attention is a value, and the joined one their weighted mean."""
    key = np.array([[1.0, 2.0]])
    context, persistent = memory(key, np.array([[4.0]])), memory(key, np.array([[0.0]]), np.log(np.array([3.0])))
    assert joined_attention(key, context, persistent) == pytest.approx(np.array([[1.0]]), rel=1e-15)


class TestAgainstTheory:
    """At rational points: patterns as keys 2 rho, with offsets log mu - ||rho||^2, make the steps of layers.py."""

    SIZES = {layers: 2, m: 2, n: 2}  # noqa: RUF012

    @staticmethod
    def points(seed: int) -> dict[Any, Any]:
        """Multiples of 1/8, which float64 holds exactly; counts that are powers of 2."""
        draws = np.random.default_rng(seed)

        def rational(*shape: int) -> Any:
            numbers = draws.integers(-24, 25, size=shape)
            return tuple(fmpq(int(q), 8) if not shape[1:] else tuple(fmpq(int(e), 8) for e in q) for q in numbers)

        return {
            x.symbol: rational(2),
            varrho.symbol: tuple(rational(2, 2) for _ in range(2)),
            counts.symbol: tuple(tuple(fmpq(2) ** int(q) for q in draws.integers(-2, 3, size=2)) for _ in range(2)),
        }

    @staticmethod
    def case(at: dict[Any, Any]) -> Case:
        def layer(which: int) -> Memory:
            patterns = np.array([[float(q.p) / float(q.q) for q in row] for row in at[varrho.symbol][which]])
            often = np.array([float(q.p) / float(q.q) for q in at[counts.symbol][which]])
            return memory(2 * patterns, patterns, np.log(often) - (patterns**2).sum(axis=1))

        return np.array([[float(q.p) / float(q.q) for q in at[x.symbol]]]), layer(0), layer(1)

    def value(self, e: Any, at: dict[Any, Any]) -> arb:
        with precision(200):
            found: arb = evaluate(e, self.SIZES, at, ARB)
        return found

    def near(self, e: Any, at: dict[Any, Any], found: float, bound: float) -> bool:
        """Is the float certainly within the bound of the expression's value?"""
        with precision(200):
            return bool(abs(self.value(e, at) - arb(found)) <= arb(bound))

    @pytest.mark.parametrize("seed", range(12))
    def test_is_the_step_over_the_patterns_of_all_layers(self, seed: int) -> None:
        at = self.points(seed)
        case = queries, first, second = self.case(at)
        bound = rounding(queries, first.joined(second))
        for k in (1, 2):
            step = PooledStep(x.vector(), varrho.vector(), counts.vector(), sp.Integer(k))
            for found in (joined_attention(*case), mixture(*case)):
                assert self.near(step, at, found[0, k - 1], bound)
                assert not self.near(step, at, found[0, k - 1] + 3 * bound, bound)
            for which, held in ((1, first), (2, second)):
                layer = LayerStep(x.vector(), varrho.vector(which), counts.vector(which), sp.Integer(k))
                assert self.near(layer, at, attention(queries, held)[0, k - 1], bound)

    @pytest.mark.parametrize("seed", range(12))
    def test_has_the_global_energy_of_the_layers(self, seed: int) -> None:
        at = self.points(seed)
        queries, first, second = self.case(at)
        length = (queries**2).sum()
        energies = [length + energy(queries, held) for held in (first, second)]
        joined, bound = (
            joined_energy(*energies)[0],
            rounding(queries, memory(*self._with_length(first, second, length))),
        )
        each = Vector(LayerEnergy(x.vector(), varrho.vector(t), counts.vector(t)), t, layers)
        for e in (GlobalEnergy(each), PooledEnergy(x.vector(), varrho.vector(), counts.vector())):
            assert self.near(e, at, joined, bound)
            assert not self.near(e, at, joined + 3 * bound, bound)
        weight = context_weight(queries, first, second)[0]
        layer = LayerEnergy(x.vector(), varrho.vector(1), counts.vector(1))
        with precision(200):
            exact = (self.value(GlobalEnergy(each), at) - self.value(layer, at)).exp()
            assert bool(abs(exact - arb(weight)) <= arb(bound))

    @staticmethod
    def _with_length(first: Memory, second: Memory, length: float) -> tuple[Array, Array, Array]:
        """The joined memory, ||x||^2 counted with its scores, as it is in the energies; the values do not matter."""
        both = first.joined(second)
        return both.keys, np.ones_like(both.values), np.abs(both.offsets) + length


class TestRejects:
    def fault(self, *changes: tuple[str, Array]) -> tuple[type, str]:
        queries, context, persistent = drawn(1)
        parts = {"keys": persistent.keys, "values": persistent.values, "offsets": persistent.offsets}
        given = {"queries": queries, **parts} | dict(changes)
        with pytest.raises(ValueError, match=r"\S") as raised:
            joined_attention(given.pop("queries"), context, Memory(**given))
        assert "\n" not in str(raised.value)
        return type(raised.value), str(raised.value)

    @pytest.mark.parametrize(
        ("name", "array", "said"),
        [
            ("queries", np.zeros((11, 5)), "queries of 5 numbers do not fit keys of 6"),
            ("queries", np.zeros(6), "queries have 2 axes"),
            ("queries", np.zeros((0, 6)), "(0, 6)"),
            ("keys", np.zeros((7, 5)), "keys of 6 numbers cannot be joined with some of 5"),
            ("keys", np.zeros((6, 6)), "of one number, not 6, 7, 7"),
            ("values", np.zeros((7, 4)), "values of 3 numbers cannot be joined with some of 4"),
            ("values", np.zeros(7), "values have 2 axes"),
            ("offsets", np.zeros(6), "of one number, not 7, 7, 6"),
            ("offsets", [0.0] * 7, "offsets have 1 axes"),
        ],
    )
    def test_shapes_that_do_not_fit(self, name: str, array: Array, said: str) -> None:
        kind, message = self.fault((name, array))
        assert kind is WrongShape
        assert said in message

    @pytest.mark.parametrize("name", ["queries", "keys", "values", "offsets"])
    @pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
    def test_what_is_not_finite(self, name: str, number: float) -> None:
        _, _, persistent = drawn(1)
        array = (drawn(1)[0] if name == "queries" else getattr(persistent, name)).copy()
        array.flat[2] = number
        kind, message = self.fault((name, array))
        assert kind is NotFinite
        assert f"{name} hold {number}" in message

    def test_energies_that_do_not_belong_together(self) -> None:
        with pytest.raises(WrongShape, match="3 first and 2 second"):
            joined_energy(np.zeros(3), np.zeros(2))
        with pytest.raises(NotFinite, match="second energies hold nan"):
            joined_energy(np.zeros(1), np.array([np.nan]))

    def test_values_that_cannot_be_mixed(self) -> None:
        queries, context, persistent = drawn(1)
        with pytest.raises(WrongShape, match="values of 3 and of 1 numbers"):
            mixture(queries, context, memory(persistent.keys, persistent.values[:, :1]))
