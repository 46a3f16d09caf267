"""Derivatives read off from truncated power series with Arb coefficients: a second path beside the kernel's.

A function at x + t v, evaluated in power series in t, has its derivatives along v as coefficients.  The series are
Arb's own; no rule of differentiation is used, and nothing of `theory.kernel.derivative`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import flint
import sympy as sp
from flint import arb, arb_series, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, drawn, in_domain
from numerics.evidence import Witness
from numerics.exact import Number, Undefined, ball, precision
from numerics.interpret import ARB, Arithmetic, evaluate
from numerics.trial import meets_hypotheses
from theory.claims import Claim
from theory.kernel import Family, Vector
from theory.statement import Derivative

LENGTH = 3  # up to the square of t: no statement asks for more than a second derivative
LADDER = (128, 512, 2048)
INSTANCES = 12
NARROW = fmpq(1, 2**64)

Directions = tuple[tuple[Family, Vector], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """At how many configurations the series agreed or could not tell, and where it does not agree.

    `witness`: the statement's value is not the derivative; `kernel`: the kernel's derivative is not.
    """

    agreed: int
    undecided: int
    witness: Witness | None
    kernel: Configuration | None


class truncated:  # noqa: N801  (reads as the context it is)
    """Power series keep this many coefficients inside."""

    __slots__ = ("_before", "_length")

    def __init__(self, length: int) -> None:
        self._length = length

    def __enter__(self) -> None:
        self._before = flint.ctx.cap
        flint.ctx.cap = self._length

    def __exit__(self, *_: object) -> None:
        flint.ctx.cap = self._before


def _number(q: Any) -> arb_series:
    return q if isinstance(q, arb_series) else arb_series([arb(q)])


def _log(t: arb_series) -> arb_series:
    if not t[0] > 0:
        raise Undefined(f"log of a series that begins with {t[0]}")
    return t.log()


def _power(base: arb_series, exponent: sp.Expr, value: arb_series) -> arb_series:
    """Integer powers by multiplication, all others by exp and log."""
    if not exponent.is_Integer:
        return (_log(base) * value).exp()
    product = _number(1)
    for _ in range(abs(int(exponent))):
        product = product * base
    if exponent >= 0:
        return product
    if product[0].contains(0):
        raise Undefined(f"division by a series that begins with {product[0]}")
    return 1 / product


def _corner(*_: arb_series) -> arb_series:
    raise Undefined("an absolute value or an extremum has no power series where it turns")


def _larger(s: arb_series, t: arb_series) -> arb_series:
    """Of two numbers that do not move, the larger."""
    if s.length() > 1 or t.length() > 1:
        return _corner(s, t)
    return _number(s[0].max(t[0]))


def _no_series(_: object) -> arb_series:
    raise Undefined("no power series of an integral is computed")


SERIES = Arithmetic(
    name="power series",
    number=_number,
    exp=lambda t: t.exp(),
    log=_log,
    power=_power,
    absolute=_corner,
    larger=_larger,
    pi=lambda: _number(arb.pi()),
    gamma=lambda t: t.gamma(),
    integral=_no_series,
)


def derivative_at(function: sp.Expr, directions: Directions, at: Configuration) -> arb:
    """The derivative along one direction or two, at the precision in force; Undefined where there is no series."""
    with truncated(LENGTH):
        if len(directions) == 1:
            return _coefficients(function, directions, (1,), at)[1]
        # D_v D_w is a quarter of the second derivative along v + w less that along v - w.
        plus, minus = (_coefficients(function, directions, (1, sign), at)[2] for sign in (1, -1))
        return (plus - minus) / 2


def _coefficients(function: sp.Expr, directions: Directions, signs: tuple[int, ...], at: Configuration) -> arb_series:
    """The series in t of the function where each point moves by t times its directions, each with its sign."""
    values: dict[sp.Symbol, Any] = dict(at.values)
    for (point, direction), sign in zip(directions, signs, strict=True):
        values[point.symbol] = _moved(values[point.symbol], _numbers(direction, at), sign)
    return _number(evaluate(function, at.sizes, values, SERIES))


def _numbers(direction: sp.Basic, at: Configuration) -> Any:
    """A vector (of vectors) at the configuration, as nested tuples of balls."""
    if not isinstance(direction, Vector):
        return evaluate(direction, at.sizes, at.values, ARB)
    length = int(direction.size) if direction.size.is_Integer else at.sizes[direction.size]
    return tuple(_numbers(direction.at(k), at) for k in range(1, length + 1))


def _moved(value: Any, speed: Any, sign: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_moved(part, other, sign) for part, other in zip(value, speed, strict=True))
    return _number(value) + arb_series([0, sign * speed])


def check_derivative(claim: Claim, says: Derivative) -> Series:
    """The statement's value, and the kernel's derivative, against the series at drawn configurations."""
    [relation] = claim.sides.values()
    agreed = undecided = 0
    for at in islice(_instances(claim), INSTANCES):
        if _agrees(says, relation.lhs, at)[0] is False:
            return Series(agreed=agreed, undecided=undecided, witness=None, kernel=at)
        agrees, slack = _agrees(says, says.value, at)
        if agrees is False:
            witness = Witness(at=at, side="derivative", slack=slack, found_by="series")
            return Series(agreed=agreed, undecided=undecided, witness=witness, kernel=None)
        agreed += agrees is True
        undecided += agrees is None
    return Series(agreed=agreed, undecided=undecided, witness=None, kernel=None)


def _instances(claim: Claim) -> Iterator[Configuration]:
    for at in drawn(claim, f"{claim.id} series", 8 * INSTANCES, largest=3):
        if in_domain(claim, at) and meets_hypotheses(claim, at):
            yield at


def _agrees(says: Derivative, value: sp.Expr, at: Configuration) -> tuple[bool | None, Number]:
    """Is the value the derivative?  False: the two balls do not meet; True: they do and are narrow; with the slack."""
    slack: Number = fmpq(0)
    for bits in LADDER:
        try:
            with precision(bits):
                found, stated = derivative_at(says.function, says.directions, at), compiled(value)(at)
                slack = (fmpq(0), ball(stated) - found)
                if slack[1].is_finite() and not slack[1].contains(0):
                    return False, slack
                size = abs(ball(stated)) if stated != 0 else arb(1)
                if slack[1].rad() < size * NARROW:
                    return True, slack
        except (Undefined, ZeroDivisionError):
            continue
    return None, slack
