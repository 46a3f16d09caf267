"""Axes with round numbers: where a number stands on one, and its ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

TICKS = 6  # at most so many steps along an axis
POWERS = 8  # and along a logarithmic one


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` on so many points, with ticks at the multiples of `step`."""

    low: Fraction
    high: Fraction
    step: Fraction
    length: int

    def at(self, number: Fraction) -> str:
        """Where the number stands, to a hundredth of a point."""
        hundredths = round(100 * self.length * (number - self.low) / (self.high - self.low))
        return _hundredths(hundredths)

    @property
    def ticks(self) -> Iterator[Fraction]:
        return (k * self.step for k in range(ceil(self.low / self.step), floor(self.high / self.step) + 1))

    def written(self, tick: Fraction) -> str:
        """The tick as a decimal."""
        return f"{(Decimal(tick.numerator) / Decimal(tick.denominator)):f}"


@dataclass(frozen=True, slots=True)
class LogarithmicAxis:
    """From 10^least to 10^most, with a tick at each power that is a multiple of `step`, on so many points."""

    least: int
    most: int
    step: int
    length: int

    @property
    def low(self) -> Fraction:
        return Fraction(10) ** self.least

    @property
    def high(self) -> Fraction:
        return Fraction(10) ** self.most

    def at(self, number: Fraction) -> str:
        """Where the number stands, to a hundredth of a point."""
        return _hundredths(round(100 * self.length * (_logarithm(number) - self.least) / (self.most - self.least)))

    @property
    def ticks(self) -> Iterator[Fraction]:
        return (Fraction(10) ** k for k in range(self.least, self.most + 1) if k % self.step == 0)

    def written(self, tick: Fraction) -> str:
        """The tick as a decimal with its exponent."""
        return f"1e{power_of_ten(tick)}"


def _hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}"


AnyAxis = Axis | LogarithmicAxis


def axis(numbers: Sequence[Fraction], length: int) -> Axis:
    """An axis that holds all the numbers and ends at ticks, its step 1, 2 or 5 times a power of ten."""
    tight = tight_axis(numbers, length)
    step = tight.step
    return Axis(step * floor(tight.low / step), step * ceil(tight.high / step), step, length)


def tight_axis(numbers: Sequence[Fraction], length: int) -> Axis:
    """An axis from the least of the numbers to the largest."""
    low, high = min(numbers), max(numbers)
    if low == high:
        low, high = low - 1, high + 1
    return Axis(low, high, _step((high - low) / TICKS), length)


def _step(least: Fraction) -> Fraction:
    """The smallest of ..., 0.5, 1, 2, 5, 10, ... that is not below `least`."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while 10 * power <= least:
        power *= 10
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least)


def logarithmic_axis(numbers: Sequence[Fraction], length: int) -> LogarithmicAxis:
    """A logarithmic axis that holds all the numbers, which are positive, between powers of ten."""
    least, most = power_of_ten(min(numbers)), power_of_ten(max(numbers))
    if Fraction(10) ** most < max(numbers) or least == most:
        most += 1
    return LogarithmicAxis(least, most, ceil(Fraction(most - least, POWERS)), length)


def power_of_ten(number: Fraction) -> int:
    """The greatest k with 10^k <= number."""
    power = floor(_logarithm(number))  # off by one at most
    if Fraction(10) ** power > number:
        return power - 1
    return power + 1 if Fraction(10) ** (power + 1) <= number else power


def _logarithm(number: Fraction) -> float:
    return log10(number.numerator) - log10(number.denominator)
