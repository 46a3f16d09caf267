"""A small mistake is found at the smallest sizes that show it, however small or narrow the ascent is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from flint import arb

from numerics.check_energy import ENERGIES, check_energy
from numerics.configurations import flat
from numerics.interpret import Arithmetic
from tests.unit.numbers.energies import Point, an_ascent, dot, first, further, mchn, none, softmax_step
from theory.symbols import d, n, x


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
