"""The points of a figure: exact values of the variable, and decimals that ball arithmetic certifies digit by digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal

import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, rational, read
from numerics.exact import Number, Undefined, ball, precision
from numerics.pointwise import QUICK
from theory.figure import Figure

STEPS = 60
DIGITS = 6
MOST_SHIFT = 20_000  # bits by which a number may be shifted: beyond, writing it out costs too much
_ROUND = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The points of one expression, and the values of the variable at which it has no certified decimal."""

    label: str
    expression: sp.Expr
    points: tuple[tuple[fmpq, str], ...]
    left_out: tuple[fmpq, ...]


def drawn(figure: Figure) -> tuple[Curve, ...]:
    """Every curve at the same places."""
    given = read(figure, figure.given)
    # One configuration a place for all curves: what they have in common is computed once.
    at = [(place, Configuration(given.sizes, {**given.values, figure.variable: place})) for place in places(figure)]
    return tuple(_curve(label, expression, at) for label, expression in figure.curves)


def places(figure: Figure) -> Iterator[fmpq]:
    """low + (high - low) (k / STEPS)^2 for k = 0, ..., STEPS: denser near low, where a logarithm or 1/r is steep."""
    low, high = rational(str(figure.low)), rational(str(figure.high))
    for step in range(STEPS + 1):
        yield low + (high - low) * fmpq(step, STEPS) ** 2


def _curve(label: str, expression: sp.Expr, at: list[tuple[fmpq, Configuration]]) -> Curve:
    found = [(place, decimal(expression, configuration)) for place, configuration in at]
    return Curve(
        label=label,
        expression=expression,
        points=tuple((place, value) for place, value in found if value is not None),
        left_out=tuple(place for place, value in found if value is None),
    )


def decimal(expression: sp.Expr, at: Configuration) -> str | None:
    """The value, rounded correctly to DIGITS digits; None where it has no value, or none that is known so well."""
    function = compiled(expression)
    for bits in QUICK:
        try:
            with precision(bits):
                found = rounded(function(at))
        except (Undefined, ZeroDivisionError):
            continue
        if found is not None:
            return found
    return None


def rounded(value: Number) -> str | None:
    """The decimal of DIGITS digits that everything in the ball rounds to; None where there is none."""
    if isinstance(value, fmpq):
        return _written(_nearest(value))
    ends = _ends(ball(value))
    if ends is None:
        return None
    below, above = map(_nearest, ends)
    return _written(above) if below == above else None


def _ends(whole: arb) -> tuple[fmpq, fmpq] | None:
    """The ends of the ball, exactly; None where it is infinite, or too large or small to be written out."""
    if not whole.is_finite():
        return None
    parts = [part.man_exp() for part in (whole.mid(), whole.rad())]
    if any(abs(int(shift)) > MOST_SHIFT for _, shift in parts):
        return None
    middle, radius = (fmpq(digits) * fmpq(2) ** int(shift) for digits, shift in parts)
    return middle - radius, middle + radius


def _nearest(value: fmpq) -> Decimal:
    return _ROUND.divide(Decimal(int(value.p)), Decimal(int(value.q)))


def _written(value: Decimal) -> str:
    return str(value).lower()
