"""Python text with how tightly it binds, and numbers so written that Python never rounds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sympy as sp

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
Number = Literal["Fraction", "mpf"]


@dataclass(frozen=True, slots=True)
class Code:
    """Python text, how tightly it binds, and whether it is certain to be no `int`, which `/` would make a float."""

    text: str
    rank: int = ATOM
    safe: bool = False

    def within(self, rank: int) -> str:
        """The text, in parentheses where it binds less tightly."""
        return self.text if self.rank >= rank else f"({self.text})"


def integer(number: int) -> Code:
    """A whole number: one that ends in many zeros, or is a high power, as a power."""
    if number < 0:
        return Code(f"-{integer(-number).within(PRODUCT)}", SUM)
    digits = str(number)
    if number < 10**6:
        return Code(digits)
    head = digits.rstrip("0")
    if (zeros := len(digits) - len(head)) >= 6:
        return Code(f"10**{zeros}", POWER) if head == "1" else Code(f"{head}*10**{zeros}", PRODUCT)
    if len(digits) > 12 and (power := sp.perfect_power(number)):
        base, exponent = power
        return Code(f"{base}**{exponent}", POWER)
    return Code(digits)


def ratio(number: Number, above: int, below: int) -> Code:
    """A fraction that no rounding touches before it must."""
    top, bottom = integer(above), integer(below)
    if number == "Fraction":
        return Code(f"Fraction({top.text}, {bottom.text})", ATOM, safe=True)
    sign = "-" if above < 0 else ""
    return Code(f"{sign}mpf({integer(abs(above)).text})/{bottom.within(POWER)}", SUM if sign else PRODUCT, safe=True)


def product(factors: list[Code]) -> Code:
    """The factors side by side."""
    if len(factors) == 1:
        return factors[0]
    return Code("*".join(code.within(PRODUCT) for code in factors), PRODUCT, any(code.safe for code in factors))


def quotient(above: Code, below: Code, number: Number) -> Code:
    """The one over the other, made no `int` where neither is known to be none."""
    if not (above.safe or below.safe):
        above = Code(f"{number}({above.text})", ATOM, safe=True)
    return Code(f"{above.within(PRODUCT)}/{below.within(POWER)}", PRODUCT, safe=True)
