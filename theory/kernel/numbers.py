"""Numbers between rationals: an enclosure of an expression without symbols, in exact integer arithmetic.

pi comes from Machin's formula, the exponential from Taylor's series, the logarithm from that of the inverse hyperbolic
tangent, each with a bound on what is left out; every operation rounds outward to `BITS` significant bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from operator import add, mul

import sympy as sp

from theory.kernel.errors import Gap

BITS = 160
_LITTLE = Fraction(1, 2 ** (BITS + 8))  # a term of a series that is not above it is the last
_ROUNDING = Fraction(1, 2 ** (BITS - 8))  # above what the roundings of the terms of a series add up to
_SHORT = Context(prec=12, Emax=MAX_EMAX, Emin=MIN_EMIN)
_LARGEST = 2**20  # of an exponent: beyond, numbers would be too long to write


@dataclass(frozen=True, slots=True)
class Between:
    """All numbers from low to high."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Between) -> Between:
        return _outward(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Between) -> Between:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _outward(min(ends), max(ends))

    def describe(self) -> str:
        """The ends in a few digits, for a message."""
        ends = (_SHORT.divide(Decimal(end.numerator), Decimal(end.denominator)) for end in (self.low, self.high))
        return f"[{', '.join(map(str, ends))}]"

    def inverse(self) -> Between:
        if self.low <= 0 <= self.high:
            raise Gap(f"no division by a number in {self.describe()}")
        return _outward(1 / self.high, 1 / self.low)

    def power(self, exponent: int) -> Between:
        """An integer power, by repeated squaring; an even one of an interval around 0 is at least 0."""
        if exponent < 0:
            return self.inverse().power(-exponent)
        reach = max(abs(e.numerator.bit_length() - e.denominator.bit_length()) for e in (self.low, self.high))
        if exponent * max(1, reach // 8) > _LARGEST:
            raise Gap(f"the exponent {exponent} is too large")
        if exponent == 0:
            return Between(Fraction(1), Fraction(1))
        if exponent % 2:
            return self * self.power(exponent - 1)
        square = self * self
        return Between(max(square.low, Fraction(0)), square.high).power(exponent // 2)


@lru_cache(maxsize=20_000)
def between(e: sp.Expr) -> Between:
    """Rationals between which the number lies; Gap where a part is no number or leaves the domain."""
    match e:
        case sp.Rational():
            return _outward(Fraction(int(e.p), int(e.q)), Fraction(int(e.p), int(e.q)))
        case sp.core.numbers.Pi():
            return _pi()
        case sp.core.numbers.Exp1():
            return _exp(Between(Fraction(1), Fraction(1)))
        case sp.Add():
            return reduce(add, map(between, e.args))
        case sp.Mul():
            return reduce(mul, map(between, e.args))
        case sp.exp():
            return _exp(between(e.args[0]))
        case sp.log():
            return _log(between(e.args[0]))
        case sp.Pow(base=base, exp=sp.Integer() as exponent):
            return between(base).power(int(exponent))
        case sp.Pow(base=base, exp=exponent):
            return _exp(between(exponent) * _log(between(base)))
        case sp.Abs():
            inside = between(e.args[0])
            least = Fraction(0) if inside.low <= 0 <= inside.high else min(abs(inside.low), abs(inside.high))
            return Between(least, max(abs(inside.low), abs(inside.high)))
    raise Gap(f"{e} is no number made of rationals, pi, exponentials, logarithms and powers")


def _outward(low: Fraction, high: Fraction) -> Between:
    """To BITS significant bits, downwards and upwards."""
    return Between(_rounded(low), -_rounded(-high))


def _rounded(value: Fraction) -> Fraction:
    """A fraction of BITS significant bits or so, at most the value."""
    if value == 0:
        return value
    shift = BITS - abs(value.numerator).bit_length() + value.denominator.bit_length()
    scale = Fraction(2) ** shift
    return Fraction((value * scale).__floor__()) / scale


@lru_cache(maxsize=1)
def _pi() -> Between:
    """16 arctan(1/5) - 4 arctan(1/239)."""
    (a, b), (c, e) = _arctan(5), _arctan(239)
    return _outward(16 * a - 4 * e, 16 * b - 4 * c)


def _arctan(inverse: int) -> tuple[Fraction, Fraction]:
    """Two partial sums of the alternating series, one on each side."""
    total, k = Fraction(0), 0
    while True:
        total += Fraction(1 if k % 2 == 0 else -1, (2 * k + 1) * inverse ** (2 * k + 1))
        following = Fraction(1, (2 * k + 3) * inverse ** (2 * k + 3))
        if k % 2 and following < _LITTLE:  # the last term was taken away: the sum is below
            return total, total + following
        k += 1


def _exp(x: Between) -> Between:
    return Between(_exp_at(x.low).low, _exp_at(x.high).high)


@lru_cache(maxsize=10_000)
def _exp_at(x: Fraction) -> Between:
    """exp(x / 2^m)^(2^m) with |x| / 2^m <= 1/2, where what Taylor's series leaves out is below twice its next term."""
    if abs(x) > _LARGEST:
        raise Gap("an exponential is too large or too small to be written out")
    halvings = max(0, abs(x).__ceil__().bit_length() + 1)
    small, term, total, k = x / 2**halvings, Fraction(1), Fraction(1), 1
    while abs(term) > _LITTLE:
        term = _rounded(term * small / k)
        total, k = total + term, k + 1
    slack = 2 * abs(term) + _ROUNDING
    return reduce(lambda y, _: y * y, range(halvings), _outward(total - slack, total + slack))


def _log(x: Between) -> Between:
    if x.low <= 0:
        raise Gap(f"no logarithm of a number in {x.describe()}")
    return Between(_log_at(x.low).low, _log_at(x.high).high)


@lru_cache(maxsize=10_000)
def _log_at(x: Fraction) -> Between:
    """k log 2 + log(x / 2^k) with x / 2^k from 1/2 to 2, and log y = 2 artanh((y - 1)/(y + 1))."""
    k = x.numerator.bit_length() - x.denominator.bit_length()
    reduced = x / Fraction(2) ** k
    two = _artanh(Fraction(1, 3))
    return Between(Fraction(2 * k), Fraction(2 * k)) * two + Between(Fraction(2), Fraction(2)) * _artanh(
        (reduced - 1) / (reduced + 1)
    )


@lru_cache(maxsize=10_000)
def _artanh(z: Fraction) -> Between:
    """sum of z^(2k+1)/(2k+1) for |z| <= 1/3, where what is left out is below 9/8 of the next power of |z|."""
    power, total, k = z, Fraction(0), 0
    while abs(power) > _LITTLE:
        total += _rounded(power / (2 * k + 1))
        power = _rounded(power * z * z)
        k += 1
    slack = 2 * abs(power) + _ROUNDING
    return _outward(total - slack, total + slack)
