"""Rounding is no ascent, and an ascent counts only where the second path agrees."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from flint import arb

from numerics.check_energy import Ascent, Disagreement, check_energy
from numerics.configurations import smallest_first
from numerics.interpret import ARB, FLOAT64, Arithmetic
from numerics.updates.one_update import OneUpdate, one_update
from numerics.updates.rising import Change
from tests.unit.numbers.energies import LIGHT, NEAR, Point, further, mchn, none, softmax_step, stays, without_the_half
from theory.symbols import k, x


class TestEquality:
    def test_is_no_ascent(self) -> None:
        found = none(check_energy(mchn, stays, parameters=("beta",), budget=LIGHT))
        assert found.equal == 2 * LIGHT.zero_tests
        assert found.equal + found.undecided == found.met
        assert found.least is None

    def test_in_terms(self) -> None:
        found = none(check_energy(NEAR[1], x[k], budget=LIGHT))
        assert found.equal + found.undecided == found.met

    def test_a_float_would_call_rounding_an_ascent(self) -> None:
        functions, seen = one_update(mchn, stays, {"beta": "1/3"}, "floats"), 0
        with np.errstate(all="ignore"):
            for at in smallest_first(functions.claim, LIGHT.per_shape):
                updated = functions.at(at, FLOAT64)
                seen += bool(updated.after > updated.before)
        assert seen > 10
        none(check_energy(mchn, stays, parameters={"beta": "1/3"}, budget=LIGHT))

    def test_a_float_that_decided_would_be_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The test above can fail: with floats in the place of balls the second path contradicts them."""

        def by_floats(functions: OneUpdate, at: Any, ladder: object = None) -> Change:
            with np.errstate(all="ignore"):
                seen = functions.at(at, FLOAT64)
            before, after = arb(float(seen.before)), arb(float(seen.after))
            rise = after - before
            return Change(before=before, image=(), after=after, rise=rise, step=arb(0), rises=bool(rise > 0))

        monkeypatch.setattr("numerics.check_energy.change_at", by_floats)
        with pytest.raises(Disagreement, match="Arb encloses"):
            check_energy(mchn, stays, parameters={"beta": "1/3"}, budget=LIGHT)
        monkeypatch.setattr("numerics.check_energy.certified", lambda *_: True)
        assert isinstance(check_energy(mchn, stays, parameters={"beta": "1/3"}, budget=LIGHT), Ascent)


class TestTheSecondPath:
    def test_that_sees_another_energy_contradicts(self) -> None:
        def two(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
            return x[0] if a is ARB else -x[0]

        with pytest.raises(Disagreement, match=r"d = 1, n = 1, rho = \[\[0\]\], x = \[0\]"):
            check_energy(two, further(lambda a: a.number(1)))

    def test_that_sees_another_size_contradicts(self) -> None:
        def two(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
            return x[0] if a is ARB else 2 * x[0]

        with pytest.raises(Disagreement):
            check_energy(two, further(lambda a: a.number(1)))

    def test_sees_a_function_that_changes(self) -> None:
        count = itertools.count(1)

        def drifting(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
            return a.number(next(count) ** 2)

        with pytest.raises(Disagreement, match="each time"):
            check_energy(drifting, stays)

    def test_is_taken_at_every_ascent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("numerics.check_energy.certified", lambda *_: False)
        found = none(check_energy(without_the_half, softmax_step, parameters={"beta": 1}, budget=LIGHT))
        assert found.undecided > 100
