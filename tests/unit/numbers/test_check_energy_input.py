"""Bad input of a check of descent is told in one line; what has no value is no ascent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest
import sympy as sp
from flint import arb

from numerics.check_energy import BadFunction, check_energy
from numerics.configurations import smallest_first
from numerics.interpret import Arithmetic
from numerics.updates.one_update import one_update
from numerics.updates.rising import change_at
from tests.unit.numbers.energies import LIGHT, Point, first, further, mchn, none, softmax_step, stays
from theory.kernel import Integral, Vector
from theory.symbols import beta, d, k, rho, x, y


def branching(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
    return x[0] if x[0] >= 0 else -x[0]


def counting(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
    return a.log(len(patterns))


class TestBadInput:
    @pytest.mark.parametrize(("energy", "update", "says"), [
        (first, lambda x, patterns, a: [*x, x[0]], "the update returns 2 entries where x has 1, at d = 1, n = 1"),
        (first, lambda x, patterns, a: [], "the update returns 0 entries where x has 1"),
        (first, lambda x, patterns, a: x[0], "the update returns 0, no sequence of 1 numbers"),
        (first, lambda x, patterns, a: [0.5] * len(x), "the update returns 0.5 (float), no number of Arb"),
        (lambda x, patterns, a: 0.5, stays, "the energy returns 0.5 (float), no number of Arb, at d = 1, n = 1, rho ="),
        (lambda x, patterns, a: None, stays, "the energy returns None (NoneType)"),
        (lambda x, patterns, a: True, stays, "the energy returns True (bool)"),
        (lambda x, patterns, a: x, stays, "(tuple), no number of Arb"),
        (lambda x, patterns, a: x[1], stays, "the energy raises IndexError: tuple index out of range (in Arb, at d ="),
        (lambda x, patterns: x[0], stays, "the energy raises TypeError"),
        (first, lambda x, patterns, a: 1 // 0, "the update raises ZeroDivisionError"),
        (counting, stays, "has no attribute 'log'; a number of your own goes through a.number(...)"),
        (branching, stays, "the energy raises LeftTheArithmetic: it compares numbers: take a.larger"),
        (lambda x, patterns, a: x[0] * math.exp(x[0]), stays, "it makes a float or an integer of a number"),
        (first, lambda x, patterns, a: sorted([*x, x[0] + 1])[: len(x)], "the update raises LeftTheArithmetic"),
        (lambda x, patterns, a: a.integral(lambda t: t * x[0]), stays, "an integral, which has no second path"),
        (x[1] + y[1], x[k], "the energy speaks of y: neither x, the patterns rho, nor one of `parameters`"),
        (x[1] * beta, x[k], "the energy speaks of beta"),
        (x[1], x[k] * beta, "the update speaks of beta"),
        (x[k], x[k], "the energy speaks of k"),
        (sp.sin(x[1]), x[k], "the energy raises TypeError: sin("),
        (x[1], Vector(rho[k, 1], k, d), "the update has d entries: an update has n, as many as x"),
        (Integral(x[1] * sp.Symbol("t", nonnegative=True), sp.Symbol("t", nonnegative=True)), x[k],
         "the energy holds an integral"),
    ])  # fmt: skip
    def test_gets_one_clear_line(self, energy: Any, update: Any, says: str) -> None:
        with pytest.raises(BadFunction) as caught:
            check_energy(energy, update, budget=LIGHT)
        assert says in str(caught.value)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(("parameters", "says"), [
        ("beta", "is one name: write ('beta',)"),
        ({"beta": 0.1}, "give an exact number, such as '1/10'"),
        ({"beta": "one"}, "the parameter beta is given as 'one'"),
        (("x",), "a parameter is named x"),
    ])  # fmt: skip
    def test_of_parameters(self, parameters: Any, says: str) -> None:
        with pytest.raises(BadFunction) as caught:
            check_energy(mchn, softmax_step, parameters=parameters)
        assert says in str(caught.value)

    def test_infinity_is_no_energy(self) -> None:
        def jumps(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
            return arb("inf") if x[0] == 1 else a.number(0)

        functions = one_update(jumps, further(lambda a: a.number(1)), (), "jumps")
        assert change_at(functions, next(smallest_first(functions.claim, 1))).rises is None

    def test_infinite_is_no_value(self) -> None:
        """From 0, where the tower is 15.2, the step leads to 4, where no ball holds it: that is no ascent."""

        def tower(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
            return a.exp(a.exp(a.exp(a.exp(x[0] * x[0]))))

        functions = one_update(tower, further(lambda a: a.number(4)), (), "tower")
        change = change_at(functions, next(smallest_first(functions.claim, 1)))
        assert change.before > 15
        assert change.rises is None
        assert not change.has_values
        none(check_energy(functions.energy, functions.update, budget=LIGHT))

    def test_without_a_value_is_no_ascent(self) -> None:
        found = none(check_energy(lambda x, patterns, a: a.log(x[0]), further(lambda a: -a.number(5)), budget=LIGHT))
        assert 0 < found.met < sum(found.tried.values())

    def test_a_branch_taken_late_is_seen_at_the_ascent(self) -> None:
        """Nothing is compared at the first configuration, nor with one pattern: the ascent is looked at again."""

        def late(x: Point, patterns: Sequence[Point], a: Arithmetic) -> list[Any]:
            if len(patterns) == 1:
                return list(x)
            return [x[0] + 1, *x[1:]] if x[0] >= 0 else [x[0] + 2, *x[1:]]

        with pytest.raises(BadFunction, match="it compares numbers"):
            check_energy(first, late, budget=LIGHT)
