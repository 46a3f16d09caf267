"""A configuration at which something is certain made simpler, number by number, while it stays certain."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq

from numerics.configurations import Configuration, filled, numbers_of, rational
from theory.claims import Claim

Certain = Callable[[Configuration], bool]


def shrunk(claim: Claim, found: Configuration, certain: Certain) -> Configuration:
    """Entries replaced one by one by simpler rationals, as long as there are some at which it is certain."""
    best = found
    for place in range(len(numbers_of(best, claim))):
        while (simpler := _simplified(claim, best, place, certain)) is not None:
            best = simpler
    return best


def _simplified(claim: Claim, best: Configuration, place: int, certain: Certain) -> Configuration | None:
    """The configuration with a simpler rational in one place, still certain; None if none is."""
    numbers = numbers_of(best, claim)
    for simpler in _simpler(numbers[place]):
        candidate = filled(claim, best.sizes, iter([*numbers[:place], simpler, *numbers[place + 1 :]]))
        if certain(candidate):
            return candidate
    return None


def _simpler(number: fmpq) -> list[fmpq]:
    """Simpler rationals than this one, simplest first: small ones, roundings, powers of ten, the half."""
    exact = Fraction(int(number.p), int(number.q))
    near = [exact.limit_denominator(k) for k in (1, 2, 4, 8, 64)]
    sign = 1 if exact > 0 else -1
    tens = [Fraction(sign * 10**k) for k in range(1, len(str(abs(int(exact)))))]
    chosen = dict.fromkeys([Fraction(0), Fraction(1), Fraction(-1), *tens, Fraction(int(exact / 2)), *near])
    return [rational(c) for c in chosen if _height(c) < _height(exact)] if exact else []


def _height(value: Fraction) -> int:
    return max(abs(value.numerator), value.denominator) if value else 0
