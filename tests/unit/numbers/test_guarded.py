"""Guarded numbers are mpmath's in all but what they refuse; written ones are closed forms that divide."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from flint import fmpq

from numerics.closed import CLOSED, Unsupported, closed
from numerics.configurations import Value
from numerics.interpret import MPMATH, Arithmetic, evaluate
from numerics.updates.guarded import GUARDED, Guarded, LeftTheArithmetic, digits, plain
from numerics.updates.written import WRITTEN, Written
from tests.unit.numbers.trees import Trees, configuration

DIGITS = 40


def mapped(value: Value, a: Arithmetic) -> object:
    return tuple(mapped(v, a) for v in value) if isinstance(value, tuple) else a.number(value)


class TestGuarded:
    @pytest.mark.parametrize("seed", range(3))
    def test_numbers_are_those_of_mpmath(self, seed: int) -> None:
        trees, met = Trees(8000 + seed), 0
        for number in range(25):
            e, at = trees.expression(), configuration(40 * seed + number)
            try:
                with mpmath.workdps(DIGITS):
                    expected = evaluate(e, at.sizes, at.values, MPMATH)
            except (ArithmeticError, ValueError, TypeError):
                continue
            if not isinstance(expected, mpmath.mpf):
                continue
            with digits(DIGITS):
                found = evaluate(e, at.sizes, {s: mapped(v, GUARDED) for s, v in at.values.items()}, GUARDED)
            met += 1
            assert plain(found)._mpf_ == expected._mpf_, e
        assert met > 10

    @pytest.mark.parametrize("leave", [
        float, int, complex, bool, round, math.exp, math.floor, hash, lambda t: t > 0, lambda t: t == t + 1,
        lambda t: 1 <= t, lambda t: max(t, 2 * t), lambda t: sorted([t, -t]), lambda t: np.array([t], dtype=float),
        lambda t: math.fsum([t]), lambda t: t in (1, 2), lambda t: {t},
    ])  # fmt: skip
    def test_numbers_are_only_computed_with(self, leave: Callable[[Any], object]) -> None:
        with pytest.raises(LeftTheArithmetic):
            leave(GUARDED.number(3) / 7)

    def test_refusals_stay_in_their_context(self) -> None:
        assert float(mpmath.mpf(2)) == 2.0
        assert mpmath.mpf(2) > 1
        assert mpmath.mpf is not Guarded

    def test_what_is_computed_stays_guarded(self) -> None:
        t = GUARDED.number(fmpq(1, 3))
        for made in (t + 1, 2 * t, t / 3, 1 - t, t**2, abs(-t), GUARDED.exp(t), GUARDED.log(t), GUARDED.larger(t, -t),
                     GUARDED.largest([t, -t]), GUARDED.square_root(t), GUARDED.pi(), GUARDED.gamma(t)):  # fmt: skip
            assert isinstance(made, Guarded)

    def test_an_integral_is_refused(self) -> None:
        with pytest.raises(LeftTheArithmetic, match="integral"):
            GUARDED.integral(lambda t: t)


class TestWritten:
    @pytest.mark.parametrize("seed", range(3))
    def test_numbers_are_the_closed_forms(self, seed: int) -> None:
        trees, met = Trees(9000 + seed), 0
        for number in range(25):
            e, at = trees.expression(), configuration(40 * seed + number)
            try:
                expected = closed(evaluate(e, at.sizes, at.values, CLOSED))
                found = evaluate(e, at.sizes, {s: mapped(v, WRITTEN) for s, v in at.values.items()}, WRITTEN)
                same = (found - Written(expected)).is_zero()
            except Unsupported:
                continue
            met += 1
            assert same, e
        assert met > 5

    def test_numbers_divide(self) -> None:
        one, e = WRITTEN.number(1), WRITTEN.exp(WRITTEN.number(1))
        assert (one / e - WRITTEN.exp(WRITTEN.number(-1))).is_zero()
        assert (1 / (1 + e) + e / (1 + e) - 1).is_zero()
        assert (e**2 / e - e).is_zero()
        assert (2 - abs(-e) - 2 + e).is_zero()
        assert not (1 / (1 + e) + e / (1 + e) - fmpq(10**30 + 1, 10**30)).is_zero()
        assert not (e - fmpq(271828182845904523536, 10**20)).is_zero()

    @pytest.mark.parametrize("outside", [
        lambda t: t + 0.5, lambda t: t / 0, lambda t: t * "2", lambda t: WRITTEN.exp(WRITTEN.exp(t)),
        lambda t: t / (t - t), lambda t: WRITTEN.pi(), lambda t: WRITTEN.log(t - t),
    ])  # fmt: skip
    def test_what_is_outside_is_refused(self, outside: Callable[[Any], object]) -> None:
        with pytest.raises(Unsupported):
            outside(WRITTEN.number(fmpq(1, 2)))
