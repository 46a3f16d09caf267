"""The closed forms of `numerics.closed` as numbers that a function computes with: they divide, and take integers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq

from numerics.closed import CLOSED, Closed, Unsupported, closed
from numerics.interpret import Arithmetic


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A rational number, or a closed form; Unsupported, an ArithmeticError, where a result is neither."""

    value: Closed | fmpq

    def __add__(self, other: object) -> Written:
        return Written(self.value + _value(other))

    def __sub__(self, other: object) -> Written:
        return Written(self.value - _value(other))

    def __rsub__(self, other: object) -> Written:
        return Written(_value(other) - self.value)

    def __mul__(self, other: object) -> Written:
        return Written(self.value * _value(other))

    def __truediv__(self, other: object) -> Written:
        return Written(self.value * _inverse(_value(other)))

    def __rtruediv__(self, other: object) -> Written:
        return Written(_value(other) * _inverse(self.value))

    def __pow__(self, exponent: int) -> Written:
        return _raised(self, sp.Integer(exponent), exponent)

    def __neg__(self) -> Written:
        return Written(-self.value)

    def __abs__(self) -> Written:
        return _absolute(self)

    __radd__ = __add__
    __rmul__ = __mul__

    def is_zero(self) -> bool:
        """Is the number zero?  Unsupported where that is not decided."""
        return closed(self.value).is_zero()


def _value(number: object) -> Closed | fmpq:
    if isinstance(number, Written):
        return number.value
    if not isinstance(number, int | fmpq | Closed):
        raise Unsupported(f"{number!r} is no exact number")
    return number if isinstance(number, Closed) else fmpq(number)


def _inverse(value: Closed | fmpq) -> Closed | fmpq:
    return _raised(value, sp.S.NegativeOne, -1).value


def _raised(base: object, exponent: sp.Expr, value: object) -> Written:
    return Written(CLOSED.power(_value(base), exponent, _value(value)))


def _of(function: Callable[..., Any]) -> Callable[..., Written]:
    return lambda *numbers: Written(function(*map(_value, numbers)))


_absolute = _of(CLOSED.absolute)
WRITTEN = Arithmetic(
    name="closed forms",
    number=lambda q: Written(_value(q)),
    exp=_of(CLOSED.exp),
    log=_of(CLOSED.log),
    power=_raised,
    absolute=_absolute,
    larger=_of(CLOSED.larger),
    pi=CLOSED.pi,
    gamma=CLOSED.gamma,
    integral=CLOSED.integral,
)
