"""False claims of descent come back with their smallest witness, true ones with what was tried, bad input in a line."""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb

from numerics.check_energy import ENERGIES, Ascent, BadFunction, Disagreement, NoAscent, check_energy
from numerics.configurations import flat, smallest_first
from numerics.exact import precision
from numerics.interpret import ARB, FLOAT64, Arithmetic
from numerics.updates.one_update import OneUpdate, one_update
from numerics.updates.rising import Change, change_at
from theory.kernel import Integral, Vector
from theory.quantities import AttentionStep, DistanceEnergy, HopfieldStep, InnerProduct, MCHNEnergy, SquaredNorm
from theory.symbols import beta, d, k, n, rho, x, y

Point = Sequence[Any]
X, patterns = x.vector(), rho.vector()
LIGHT = replace(ENERGIES, per_shape=350, draws=60, starts=1, awkward=4, zero_tests=20)
NEAR = (AttentionStep(X, patterns, k), DistanceEnergy(X, patterns))


def dot(a: Point, b: Point) -> Any:
    return sum(p * q for p, q in zip(a, b, strict=True))


def mchn(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> Any:
    """MCHN's energy, as a user writes it."""
    overlaps = a.log(sum(a.exp(beta * dot(x, pattern)) for pattern in patterns)) / beta
    largest = a.largest(dot(pattern, pattern) for pattern in patterns)
    return dot(x, x) / 2 - overlaps + a.log(a.number(len(patterns))) / beta + largest / 2


def without_the_half(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> Any:
    """The same with x^T x in place of x^T x / 2."""
    return mchn(x, patterns, a, beta) + dot(x, x) / 2


def softmax_step(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> list[Any]:
    weights = [a.exp(beta * dot(x, pattern)) for pattern in patterns]
    return [dot(weights, column) / sum(weights) for column in zip(*patterns, strict=True)]


def stays(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any = None) -> list[Any]:
    """The identity, written so that floats are not where they were."""
    third = a.number(1) / 3
    return [(t + third) - third for t in x]


def first(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
    return x[0]


def further(by: Callable[[Arithmetic], Any]) -> Callable[..., list[Any]]:
    return lambda x, patterns, a: [x[0] + by(a), *x[1:]]


def an_ascent(found: Ascent | NoAscent) -> Ascent:
    assert isinstance(found, Ascent), str(found)
    assert found.rise > 0
    assert (found.after - found.before).overlaps(found.rise)
    return found


def none(found: Ascent | NoAscent) -> NoAscent:
    assert isinstance(found, NoAscent), str(found)
    return found


class TestMCHN:
    """x^T x / 2 is what the softmax step lowers; with x^T x it rises, at one pattern and in one dimension already.

    There E(x) = x^2 - rho x + rho^2 / 2 and T(x) = rho, so the rise is x (rho - x): positive for x between 0 and rho
    alone, thus at no numbers of height 1; at height 2 the first rho that is not 0 is 1, and only 1/2 lies between.
    """

    SMALLEST = {"d": 1, "n": 1, "rho": [["1"]], "x": ["1/2"], "beta": "1"}  # noqa: RUF012

    def test_as_it_is(self) -> None:
        found = none(check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT))
        assert found.met > 1_000
        assert found.least is not None
        assert found.least.share == arb("0.5")  # it falls by half the squared step, at least

    def test_as_it_is_in_terms(self) -> None:
        step = HopfieldStep(X, patterns, beta, k)
        none(check_energy(MCHNEnergy(X, patterns, beta), step, parameters=("beta",), budget=LIGHT))

    def test_without_the_half(self) -> None:
        found = an_ascent(check_energy(without_the_half, softmax_step, parameters=("beta",)))
        assert found.written == self.SMALLEST
        assert found.found_by == "enumeration"
        assert found.rise.overlaps(arb("0.25"))

    def test_without_the_half_in_terms(self) -> None:
        energy = MCHNEnergy(X, patterns, beta) + SquaredNorm(X) / 2
        found = an_ascent(check_energy(energy, HopfieldStep(X, patterns, beta, k), parameters=("beta",)))
        assert found.written == self.SMALLEST

    def test_a_vector_is_an_update(self) -> None:
        energy = MCHNEnergy(X, patterns, beta) + SquaredNorm(X) / 2
        step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
        assert an_ascent(check_energy(energy, step, parameters=("beta",))).written == self.SMALLEST

    def test_at_one_temperature(self) -> None:
        found = an_ascent(check_energy(without_the_half, softmax_step, parameters={"beta": "2"}))
        assert found.written == {**self.SMALLEST, "beta": "2"}

    def test_both_answers_can_be_read(self) -> None:
        shown = str(check_energy(without_the_half, softmax_step, parameters=("beta",)))
        assert "at      d = 1, n = 1, beta = 1, rho = [[1]], x = [1/2]" in shown
        assert "smallest" in shown
        assert len(shown.splitlines()) < 9
        tried = str(check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT))
        assert tried.startswith("No ascent in ")
        assert tried.endswith("this proves nothing")
        assert "\n" not in tried


class TestTheDocstring:
    """Its two examples run as they stand, and the first is refuted without its half."""

    @staticmethod
    def examples() -> tuple[str, str]:
        """The indented blocks: as functions, as expressions."""
        assert check_energy.__doc__
        lines = textwrap.dedent("    " + check_energy.__doc__).splitlines()
        code = "\n".join(line for line in lines if line.startswith("    ") or not line)
        functions, expressions = textwrap.dedent(code).strip().split("check_energy(MCHNEnergy")
        return functions, "check_energy(MCHNEnergy" + expressions

    def test_as_functions(self, capsys: pytest.CaptureFixture[str]) -> None:
        exec(self.examples()[0], {"check_energy": check_energy})
        assert capsys.readouterr().out.startswith("No ascent in ")

    def test_as_functions_without_the_half(self, capsys: pytest.CaptureFixture[str]) -> None:
        code = self.examples()[0]
        assert code.count(" / 2") == 1
        exec(code.replace(" / 2", ""), {"check_energy": check_energy})
        shown = capsys.readouterr().out
        assert shown.startswith("One update raises the energy")
        assert "d = 1, n = 1, beta = 1, rho = [[1]], x = [1/2]" in shown

    def test_as_expressions(self) -> None:
        names = {"check_energy": check_energy, "MCHNEnergy": MCHNEnergy, "HopfieldStep": HopfieldStep}
        none(eval(self.examples()[1], {**names, "x": x, "rho": rho, "beta": beta, "k": k}))


class TestDistanceEnergy:
    def test_falls_by_the_mean_shift(self) -> None:
        found = none(check_energy(NEAR[1], NEAR[0], budget=LIGHT))
        assert found.least is not None
        assert not found.least.share < 1  # by the squared step, at least

    def test_rises_by_the_step_of_mchn(self) -> None:
        """With one pattern the step ends in the minimum, so two are the fewest."""
        found = an_ascent(check_energy(NEAR[1], HopfieldStep(X, patterns, sp.Integer(2), k)))
        assert found.written == {"d": 2, "n": 1, "rho": [["0"], ["1"]], "x": ["1/2"]}

    def test_rises_with_its_sign_turned(self) -> None:
        found = an_ascent(check_energy(-NEAR[1], NEAR[0]))
        assert found.written == {"d": 1, "n": 1, "rho": [["0"]], "x": ["1"]}

    def test_rises_where_the_step_is_three_times_as_long(self) -> None:
        found = an_ascent(check_energy(NEAR[1], x[k] + 3 * (NEAR[0] - x[k])))
        assert found.written == {"d": 1, "n": 1, "rho": [["0"]], "x": ["1"]}
        assert found.image[0] == -2


class TestSmallMistakes:
    def test_of_two_patterns(self) -> None:
        """The weights are taken of the pattern before: with one pattern there is no other."""

        def shifted(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> list[Any]:
            weights = [a.exp(beta * dot(x, pattern)) for pattern in patterns]
            return [dot(weights[1:] + weights[:1], column) / sum(weights) for column in zip(*patterns, strict=True)]

        found = an_ascent(check_energy(mchn, shifted, parameters={"beta": 1}))
        assert (found.at.sizes[d], found.at.sizes[n]) == (2, 1)

    def test_of_two_dimensions(self) -> None:
        """The entries are put down in the wrong order."""

        def turned(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> list[Any]:
            return softmax_step(x, patterns, a, beta)[::-1]

        found = an_ascent(check_energy(mchn, turned, parameters={"beta": 1}))
        assert (found.at.sizes[d], found.at.sizes[n]) == (1, 2)

    def test_the_first_of_two(self) -> None:
        def both(x: Point, patterns: Sequence[Point], a: Arithmetic) -> list[Any]:
            return [x[0] + (len(x) - 1) + (len(patterns) - 1), *x[1:]]

        found = an_ascent(check_energy(first, both))
        assert (found.at.sizes[d], found.at.sizes[n]) == (1, 2)

    @pytest.mark.parametrize("digits", [30, 300])
    def test_that_no_float_sees(self, digits: int) -> None:
        """1 + 10^-30 is 1 in float64; at 10^-300 the precision must rise twice."""
        tiny = further(lambda a: a.raised(a.number(10), -digits))
        found = an_ascent(check_energy(lambda x, patterns, a: 1 + x[0], tiny))
        assert found.written == {"d": 1, "n": 1, "rho": [["0"]], "x": ["0"]}
        assert found.rise < arb(10) ** (1 - digits)
        assert 1.0 + 10.0**-digits == 1.0

    def test_far_from_the_origin_are_made_simple(self) -> None:
        """The energy rises for x_1 between 30 and 40 alone, whatever the patterns and the other entries are."""

        def far(x: Point, patterns: Sequence[Point], a: Arithmetic) -> list[Any]:
            away = x[0] - 35
            return [x[0] + 25 - away * away, *x[1:]]

        found = an_ascent(check_energy(first, far))
        assert found.found_by == "draws"
        assert "then made simpler" in str(found)
        assert (found.at.sizes[d], found.at.sizes[n]) == (1, 1)
        assert found.written["rho"] == [["0"]]
        [number] = flat(found.at.values[x.symbol])
        assert number.q == 1

    def test_in_a_narrow_place(self) -> None:
        def narrow(x: Point, patterns: Sequence[Point], a: Arithmetic) -> list[Any]:
            away = x[0] - a.square_root(a.number(3)) - 7
            return [x[0] - a.number(99_999) / 100_000 + 1 / (1 + away * away), *x[1:]]

        assert an_ascent(check_energy(first, narrow)).found_by == "float64 ascent"
        none(check_energy(first, narrow, budget=replace(ENERGIES, starts=0)))

    def test_in_a_place_to_climb_to(self) -> None:
        """A disc of radius 1/500 around (-root 2, root 3 + 7): of the points that are drawn none lies in it."""

        def disc(x: Point, patterns: Sequence[Point], a: Arithmetic) -> list[Any]:
            here = x[0] - a.square_root(a.number(3)) - 7
            there = patterns[0][0] + a.square_root(a.number(2))
            return [x[0] + a.number(1) / 250_000 - here * here - there * there, *x[1:]]

        assert an_ascent(check_energy(first, disc)).found_by == "float64 ascent"


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


class TestSearch:
    def test_is_the_same_each_time(self) -> None:
        one, other = (check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT) for _ in range(2))
        assert str(one) == str(other)

    def test_an_inner_product_is_an_energy_that_can_rise(self) -> None:
        found = an_ascent(check_energy(InnerProduct(X, patterns.at(1)), rho[1, k]))
        assert found.written == {"d": 1, "n": 1, "rho": [["1"]], "x": ["0"]}

    @pytest.mark.parametrize("bits", [30, 2_000])
    def test_leaves_the_precision_as_it_was(self, bits: int) -> None:
        with precision(bits):
            found = an_ascent(check_energy(without_the_half, softmax_step, parameters={"beta": 1}))
            assert (arb(1) / 3).rel_accuracy_bits() >= bits - 3
        assert found.rise > 0
