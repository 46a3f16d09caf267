"""What is said of numbers alone, with its derivation: one is below another, equals it, or is rounded to a decimal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from theory.kernel import Op, chain
from theory.kernel.rules import Algebra, Sign
from theory.statement import Identity, bound

Said = dict[str, Any]  # `says` and `derivation` of a claim


@dataclass(frozen=True, slots=True)
class Printed:
    """A decimal as it stands in print, and the least and the largest number that is rounded to it."""

    value: sp.Rational
    least: sp.Rational
    most: sp.Rational


def printed(decimal: str, unit: sp.Rational | int = 1) -> Printed:
    """The number in this unit, between half a step of its last digit below and above."""
    half = sp.Rational(1, 2 * 10 ** len(decimal.partition(".")[2]))
    value = sp.Rational(decimal)
    return Printed(value * unit, (value - half) * unit, (value + half) * unit)


def below(a: sp.Expr, b: sp.Expr, op: Op = "<") -> Said:
    """One number is below another; at most another, with <=."""
    return {"says": bound(a, op, b), "derivation": {"bound": chain(a, (op, b, Sign()))}}


def between(low: sp.Expr, value: sp.Expr, high: sp.Expr, op: Op = "<=") -> Said:
    """The number lies between the two, the ends included; with < between them properly."""
    steps = {"lower": chain(low, (op, value, Sign())), "upper": chain(value, (op, high, Sign()))}
    return {"says": bound(low, op, value, op, high), "derivation": steps}


def rounds(value: sp.Expr, decimal: str, unit: sp.Rational | int = 1) -> Said:
    """The number is rounded to this decimal, in this unit."""
    shown = printed(decimal, unit)
    return between(shown.least, value, shown.most)


def same(a: sp.Expr, b: sp.Expr) -> Said:
    """Two numbers are equal."""
    return {"says": Identity(a, b), "derivation": {"identity": chain(a, ("=", b, Algebra()))}}
