"""A float arithmetic beside Arb: the expressions to try, and whether a float lies in the ball that few bits give."""

from __future__ import annotations

import numpy as np
import sympy as sp
from flint import arb

from numerics.configurations import Configuration, Value
from numerics.exact import precision
from numerics.interpret import ARB, Arithmetic, evaluate
from theory.kernel import Integral

COARSE = 40  # bits: what 53 bits round away is far less than the radius of such a ball
t, inner = sp.Symbol("t", real=True), sp.Symbol("s", nonnegative=True)
GALLERY = (
    sp.sqrt(t**2 + 1), t**-3, sp.Abs(t - 2), sp.log(t), sp.exp(-(t**2)), sp.pi * t, sp.E + t, sp.gamma(t),
    t ** sp.Rational(1, 3), sp.Rational(1, 3) * t, Integral(sp.exp(t * inner), inner),
)  # fmt: skip


def mapped(value: Value, a: Arithmetic) -> object:
    return tuple(mapped(v, a) for v in value) if isinstance(value, tuple) else a.number(value)


def ball_of(e: sp.Expr, at: Configuration) -> arb:
    with precision(COARSE):
        found: arb = evaluate(e, at.sizes, {s: mapped(v, ARB) for s, v in at.values.items()}, ARB)
    return found


def float_of(e: sp.Expr, at: Configuration, a: Arithmetic) -> float:
    with np.errstate(all="ignore"):
        return float(evaluate(e, at.sizes, {s: mapped(v, a) for s, v in at.values.items()}, a))


def outside(ball: arb, value: float) -> bool | None:
    """Does the ball miss the float?  None where one of them has no value, or the true value is below all floats."""
    if not (ball.is_finite() and np.isfinite(value)) or 0 < abs(ball) < arb(2) ** -1000:
        return None
    return not ball.contains(arb(value))
