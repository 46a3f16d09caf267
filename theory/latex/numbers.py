"""Numbers as they are printed: as decimals and with powers of ten where a paper would, else as they are."""

from __future__ import annotations

import re

import sympy as sp

_PLACES, _DIGITS = 8, 15  # a decimal that needs more of either stays a fraction


def decimal(number: sp.Rational) -> str | None:
    """The number, at least 0, as a decimal that is exactly it; None where it is no decimal, or better a fraction.

    3/4 and 1/3 stay fractions: only a number whose denominator has a factor 5 was a decimal when it was written.
    """
    below = int(number.q)
    twos, fives = _power(2, below), _power(5, below)
    places = max(twos, fives)
    if fives == 0 or 2**twos * 5**fives != below or places > _PLACES:
        return None
    digits = str(int(number.p) * 10**places // below).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if len(digits) <= _DIGITS else None


def scientific(digits: str) -> str | None:
    """1.4 10^12 for a positive integer that ends in many zeros; None for another."""
    if (found := re.fullmatch(r"(\d{1,6}?)(0{6,})", digits)) is None:
        return None
    head, zeros = found.groups()
    power = f"10^{{{len(zeros) + len(head) - 1}}}"
    mantissa = head[0] + (f".{head[1:]}" if head[1:] else "")
    return power if head == "1" else rf"{mantissa} \cdot {power}"


def _power(prime: int, number: int) -> int:
    """How often the prime divides the number."""
    power = 0
    while number % prime == 0:
        number, power = number // prime, power + 1
    return power
