"""The value of an expression at a configuration that is written down in lists and numbers."""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from flint import fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, Value
from numerics.exact import Number, precision
from tests.unit.numbers.trees import a, b, fixed
from theory.symbols import d, n, rho, x, y

PRECISIONS = (64, 192, 576)
NOWHERE = Configuration({}, {})


def value(e: sp.Expr, at: Configuration = NOWHERE, bits: int = 64) -> Number:
    with precision(bits):
        return compiled(e)(at)


def at(**values: object) -> Configuration:
    """x, y and w by list; a, b by number; d and n from the lengths."""
    known = {"x": x.symbol, "y": y.symbol, "w": fixed.symbol, "rho": rho.symbol, "a": a, "b": b}
    sizes = {n: len(values["x"])} if "x" in values else {}  # type: ignore[arg-type]
    if "rho" in values:
        table = values["rho"]
        assert isinstance(table, list)
        sizes |= {d: len(table), n: len(table[0])}
    return Configuration(sizes, {known[name]: _exact(v) for name, v in values.items()})


def _exact(v: object) -> Value:
    if isinstance(v, list):
        return tuple(_exact(t) for t in v)
    fraction = Fraction(str(v))
    return fmpq(fraction.numerator, fraction.denominator)
