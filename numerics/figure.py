"""The points of a figure: exact values of the variable, and decimals that ball arithmetic certifies digit by digit.

A value of an unknown is proposed by secants and halving in floats, and decided by two signs in balls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache, partial
from itertools import pairwise
from math import copysign, exp, inf, log, prod

import sympy as sp
from flint import arb, fmpq

from numerics.compiled import Compiled, compiled
from numerics.configurations import Configuration, rational, read
from numerics.exact import Number, Undefined, ball, precision
from numerics.pointwise import QUICK
from theory.figure import Figure

STEPS = 60
DIGITS = 6
SOLVED_STEPS = 20  # a value of an unknown takes several evaluations
SOLVED_DIGITS = 4  # what an integral to 64 bits still decides where its logarithm is asked for
MOST_SHIFT = 20_000  # bits by which a number may be shifted: beyond, writing it out costs too much
_FARTHEST = 90 * log(2)  # that an unknown is looked for from 1, as a logarithm
_OUTWARD = [sign * power * log(2) for power in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89) for sign in (1, -1)]
_CLOSE, _NEAR = 1e-6, 1e-2  # a secant step leads to digits enough if it is so short, and so short the one before
_MOST_SECANTS, _MOST_HALVINGS, _MOST_MOVES = 8, 60, 2
# In an integral a power with an integer exponent is products, one by one: times these the unknown is no integer.
_SHORT, _UNEVEN = 1 - fmpq(1, 3**10), 1 + fmpq(1, 3**33)


@lru_cache
def _context(digits: int) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)


_ROUND, _ROUND_SOLVED, _FINE = _context(DIGITS), _context(SOLVED_DIGITS), _context(30)


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
    return tuple(_curve(figure, label, expression, at) for label, expression in figure.curves)


def places(figure: Figure) -> Iterator[fmpq]:
    """From low to high, and where there is a table: those in it too.

    On logarithmic axes at equal ratios, rounded to DIGITS digits between the ends; else
    low + (high - low) (k / steps)^2 for k = 0, ..., steps: denser near low, where a logarithm or 1/r is steep.
    """
    low, high = rational(str(figure.low)), rational(str(figure.high))
    steps = STEPS if figure.unknown is None else SOLVED_STEPS
    spread = _at_equal_ratios if figure.logarithmic else _denser_near_low
    yield from sorted({*spread(low, high, steps), *(rational(str(place)) for place in figure.tabled)})


def _denser_near_low(low: fmpq, high: fmpq, steps: int) -> Iterator[fmpq]:
    for step in range(steps + 1):
        yield low + (high - low) * fmpq(step, steps) ** 2


def _at_equal_ratios(low: fmpq, high: fmpq, steps: int) -> Iterator[fmpq]:
    first, ratio = (_nearest(number, _FINE) for number in (low, high / low))
    yield low
    for step in range(1, steps):
        factor = _FINE.power(ratio, _FINE.divide(Decimal(step), Decimal(steps)))
        yield _exact(_ROUND.multiply(first, factor))
    yield high


def _curve(figure: Figure, label: str, expression: sp.Expr, at: list[tuple[fmpq, Configuration]]) -> Curve:
    if figure.unknown is None:
        values = [decimal(expression, configuration) for _, configuration in at]
    else:
        values = [*solved(expression, figure.unknown, at)]
    if figure.logarithmic:
        values = [value if value is not None and Decimal(value) > 0 else None for value in values]
    found = [(place, value) for (place, _), value in zip(at, values, strict=True)]
    return Curve(
        label=label,
        expression=expression,
        points=tuple((place, value) for place, value in found if value is not None),
        left_out=tuple(place for place, value in found if value is None),
    )


def decimal(
    expression: sp.Expr, at: Configuration, digits: int = DIGITS, ladder: tuple[int, ...] = QUICK
) -> str | None:
    """The value, rounded correctly to so many digits; None where it has no value, or none that is known so well."""
    function = compiled(expression)
    for bits in ladder:
        try:
            with precision(bits):
                found = rounded(function(at), digits)
        except (Undefined, ZeroDivisionError):
            continue
        if found is not None:
            return found
    return None


def rounded(value: Number, digits: int = DIGITS) -> str | None:
    """The decimal of so many digits that everything in the ball rounds to; None where there is none."""
    context = _context(digits)
    if isinstance(value, fmpq):
        return _written(_nearest(value, context))
    ends = _ends(ball(value))
    if ends is None:
        return None
    below, above = (_nearest(end, context) for end in ends)
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


def _nearest(value: fmpq, context: Context = _ROUND) -> Decimal:
    return context.divide(Decimal(int(value.p)), Decimal(int(value.q)))


def _exact(value: Decimal) -> fmpq:
    return rational(Fraction(value))


def _written(value: Decimal) -> str:
    return str(value).lower()


Signed = Callable[[fmpq], arb | None]
Point = tuple[float, float]
Proposal = tuple[float, float]  # the logarithm of the unknown, and the slope over it there


def solved(expression: sp.Expr, unknown: sp.Symbol, at: Sequence[tuple[fmpq, Configuration]]) -> Iterator[str | None]:
    """A decimal of SOLVED_DIGITS digits for each place: a value at which the expression changes its sign rounds to it.

    That the expression is zero there follows where it is continuous, and that there is no other such value does not.
    None where no change of sign is found and certified. A search starts where the values before lead to, or else at 1.
    """
    function = compiled(expression)
    track: list[Point] = []  # logarithms of the last places and values
    slope: float | None = None
    for place, configuration in at:
        signed = partial(_signed, function, configuration, unknown)
        here = _logarithm(place)
        found = _followed(signed, _led_to(here, track), slope) if slope else None
        found = found or _from_one(signed)
        shown = found and _certified(signed, *found)
        if found and shown:
            track, slope = [*track[-2:], (here, found[0])], found[1]
        yield shown or None


def _logarithm(value: fmpq) -> float:
    return log(int(value.p)) - log(int(value.q))


def _led_to(x: float, track: Sequence[Point]) -> float:
    """The value at x of the polynomial through the points of the track."""
    return sum(y * prod((x - other) / (at - other) for other, _ in track if other != at) for at, y in track)


def _signed(function: Compiled, at: Configuration, unknown: sp.Symbol, value: fmpq) -> arb | None:
    """The expression there, as a ball of certain sign if QUICK is enough; None where it has no finite value."""
    here = Configuration(at.sizes, {**at.values, unknown: value})
    whole = None
    for bits in QUICK:
        try:
            with precision(bits):
                whole = ball(function(here))
        except (Undefined, ZeroDivisionError):
            continue
        if whole > 0 or whole < 0:
            return whole
    return whole if whole is not None and whole.is_finite() else None


def _height(signed: Signed, x: float) -> float | None:
    """The middle of the ball where the unknown is exp x; 0 where its sign is not certain."""
    if not abs(x) < _FARTHEST:
        return None
    whole = signed(rational(Fraction(exp(x))) * _UNEVEN)
    if whole is None:
        return None
    return float(whole.mid()) if whole > 0 or whole < 0 else 0.0


def _followed(signed: Signed, x: float, slope: float) -> Proposal | None:
    """By secants from x; None where they get lost."""
    y = _height(signed, x)
    return None if y is None else _by_secants(signed, x, y, slope)


def _by_secants(signed: Signed, x: float, y: float, slope: float) -> Proposal | None:
    before = inf
    for _ in range(_MOST_SECANTS):
        step = -y / slope if slope else inf
        if abs(step) < _CLOSE:
            if before < _NEAR:
                return x + step, slope
            step = copysign(_CLOSE, step)  # the slope is that of a long chord, or of another place
        after = _height(signed, x + step) if abs(step) < 1 else None
        if after is None:
            return None
        x, y, slope, before = x + step, after, (after - y) / step, abs(step)
    return None


def _from_one(signed: Signed) -> Proposal | None:
    """From 1 outwards, in steps that grow, to two values of opposite signs; then secants or halves between them."""
    known: list[Point] = []
    for x in (0.0, *_OUTWARD):
        if y := _height(signed, x):
            known = sorted([*known, (x, y)])
            for below, above in pairwise(known):
                if (below[1] < 0) != (above[1] < 0):
                    return _between(signed, below, above)
    return None


def _between(signed: Signed, below: Point, above: Point) -> Proposal | None:
    for _ in range(_MOST_HALVINGS):
        slope = (above[1] - below[1]) / (above[0] - below[0])
        found = _by_secants(signed, *min(below, above, key=lambda end: abs(end[1])), slope)
        if found and below[0] <= found[0] <= above[0]:
            return found
        x = (below[0] + above[0]) / 2
        y = _height(signed, x)
        if not y:
            return None
        below, above = (below, (x, y)) if (y < 0) == (above[1] < 0) else ((x, y), above)
    return None


def _certified(signed: Signed, x: float, slope: float) -> str | None:
    """The decimal next to exp x, or one beside it, at which the sign is certain to change; None where there is none."""
    shown = _nearest(rational(Fraction(exp(x))), _ROUND_SOLVED)
    for _ in range(1 + _MOST_MOVES):
        below, above = signs_around(signed, shown)
        if below * above <= 0:
            return _written(shown) if below * above else None
        up = (below < 0) == (slope > 0)
        shown = _ROUND_SOLVED.next_plus(shown) if up else _ROUND_SOLVED.next_minus(shown)
    return None


def signs_around(signed: Signed, shown: Decimal) -> tuple[int, int]:
    """Certain signs half a unit of the last digit below and above, or a trifle nearer; 0 where one is not known.

    If they are opposite, then where the expression changes its sign is rounded to the decimal that is shown.
    """
    middle = _exact(shown)
    ends = (_exact(towards(shown)) for towards in (_ROUND_SOLVED.next_minus, _ROUND_SOLVED.next_plus))
    below, above = (signed(middle + (end - middle) / 2 * _SHORT) for end in ends)
    return _sign(below), _sign(above)


def _sign(whole: arb | None) -> int:
    return 0 if whole is None else int(whole > 0) - int(whole < 0)
