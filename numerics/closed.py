"""Exact arithmetic with exp and log of rationals, in which equality is decided.

By Lindemann and Weierstrass the numbers exp(a) for distinct rational a are linearly independent over the
rationals: sum_k c_k exp(a_k) = 0 only if every c_k is 0.  Quotients of such sums, and rational combinations of
logarithms of such quotients, therefore have a zero test: sum_i c_i log R_i + s = 0 exactly when
exp(m s) prod_i R_i^(m c_i) = 1, m a common denominator.  Whatever leaves this field raises `Unsupported`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import lcm

import sympy as sp
from flint import arb, fmpq

from numerics.exact import precision
from numerics.interpret import Arithmetic

Terms = Mapping[fmpq, fmpq]  # exponent -> coefficient

ONE: Terms = {fmpq(0): fmpq(1)}
LARGEST = 4_000
LARGEST_POWER = 24
LARGEST_ROOT = 60


class Unsupported(ArithmeticError):
    """A number outside the field, or too large to be written out."""


def _plus(a: Terms, b: Terms, sign: int = 1) -> Terms:
    made = dict(a)
    for exponent, coefficient in b.items():
        total = made.get(exponent, fmpq(0)) + sign * coefficient
        if total == 0:
            made.pop(exponent, None)
        else:
            made[exponent] = total
    return made


def _times(a: Terms, b: Terms) -> Terms:
    if len(a) * len(b) > LARGEST:
        raise Unsupported("a product with too many terms")
    made: dict[fmpq, fmpq] = {}
    for p, c in a.items():
        for q, e in b.items():
            made[p + q] = made.get(p + q, fmpq(0)) + c * e
    return {exponent: c for exponent, c in made.items() if c != 0}


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """top / bottom + sum of coefficient * log(argument); an argument has no logarithms of its own."""

    top: Terms
    bottom: Terms = field(default_factory=lambda: ONE)
    logs: tuple[tuple[fmpq, Closed], ...] = ()

    @property
    def constant(self) -> fmpq | None:
        """The rational number that the quotient is, if it is plainly one; logarithms apart."""
        if not self.top:
            return fmpq(0)
        if set(self.top) != set(self.bottom):
            return None
        exponent = next(iter(self.top))
        ratio = self.top[exponent] / self.bottom[exponent]
        return ratio if all(c == ratio * self.bottom[a] for a, c in self.top.items()) else None

    def __add__(self, other: Closed | fmpq) -> Closed:
        other = closed(other)
        if self.bottom == other.bottom:
            top, bottom = _plus(self.top, other.top), self.bottom
        else:
            top = _plus(_times(self.top, other.bottom), _times(other.top, self.bottom))
            bottom = _times(self.bottom, other.bottom)
        return Closed(top, bottom, self.logs + other.logs)

    __radd__ = __add__

    def __neg__(self) -> Closed:
        return Closed({a: -c for a, c in self.top.items()}, self.bottom, tuple((-c, r) for c, r in self.logs))

    def __sub__(self, other: Closed | fmpq) -> Closed:
        return self + (-other)

    def __rsub__(self, other: fmpq) -> Closed:
        return -self + other

    def __mul__(self, other: Closed | fmpq) -> Closed:
        other = closed(other)
        if other.logs and not self.logs:
            return other * self
        if not self.logs:
            return Closed(_times(self.top, other.top), _times(self.bottom, other.bottom))
        scale = other.constant
        if scale is None or other.logs:
            raise Unsupported("a logarithm times something irrational")
        logs = tuple((c * scale, r) for c, r in self.logs) if scale != 0 else ()
        return Closed(_times(self.top, {fmpq(0): scale}) if scale != 0 else {}, self.bottom, logs)

    __rmul__ = __mul__

    def power(self, exponent: int) -> Closed:
        """An integer power; Unsupported for a logarithm or for division by zero."""
        if self.logs or (exponent < 0 and not self.top):
            raise Unsupported("a power of a logarithm, or of zero")
        if abs(exponent) > LARGEST_POWER:
            raise Unsupported(f"the power {exponent}")
        top, bottom = (self.top, self.bottom) if exponent >= 0 else (self.bottom, self.top)
        made = Closed(ONE)
        for _ in range(abs(exponent)):
            made = Closed(_times(made.top, top), _times(made.bottom, bottom))
        return made.reduced()

    def reduced(self) -> Closed:
        """Division by a single exponential carried out."""
        if len(self.bottom) != 1:
            return self
        ((exponent, coefficient),) = self.bottom.items()
        return Closed({a - exponent: c / coefficient for a, c in self.top.items()}, ONE, self.logs)

    def exp(self) -> Closed:
        """exp of a rational plus integer multiples of logarithms."""
        shift = self.constant
        if shift is None or any(c.q != 1 for c, _ in self.logs):
            raise Unsupported("exp of something other than a rational and logarithms")
        made = Closed({shift: fmpq(1)})
        for c, argument in self.logs:
            made = made * argument.power(int(c.p))
        return made.reduced()

    def log(self) -> Closed:
        """log of a quotient of exponential sums, if it is positive."""
        if self.logs or sign(self) <= 0:
            raise Unsupported("log of a logarithm, or of a number that is not positive")
        inner = self.reduced()
        if inner.bottom == ONE and len(inner.top) == 1:
            ((exponent, coefficient),) = inner.top.items()
            logs = () if coefficient == 1 else ((fmpq(1), Closed({fmpq(0): coefficient})),)
            return Closed({fmpq(0): exponent} if exponent != 0 else {}, ONE, logs)
        return Closed({}, ONE, ((fmpq(1), inner),))

    def is_zero(self) -> bool:
        """Is the number zero?  Unsupported where logarithms stand beside something irrational."""
        if not self.logs:
            return not self.top
        shift = self.constant
        if shift is None:
            if _cancel(self.logs):
                return not self.top
            raise Unsupported("logarithms beside an irrational number")
        scale = lcm(*(int(c.q) for c, _ in self.logs))
        product = Closed({shift * scale: fmpq(1)})
        for c, argument in self.logs:
            product = product * argument.power(int((c * scale).p))
        return not (product - Closed(ONE)).top

    def ball(self) -> arb:
        """An enclosure at the precision in force."""
        value = _ball(self.top) / _ball(self.bottom)
        for c, argument in self.logs:
            value += arb(c) * argument.ball().log()
        return value


def closed(value: Closed | fmpq) -> Closed:
    """A rational number as an element of the field."""
    return value if isinstance(value, Closed) else Closed({fmpq(0): value} if value != 0 else {})


def _cancel(logs: tuple[tuple[fmpq, Closed], ...]) -> bool:
    return Closed({}, ONE, logs).is_zero()


def _ball(terms: Terms) -> arb:
    return sum((arb(c) * arb(a).exp() for a, c in terms.items()), start=arb(0))


def sign(value: Closed | fmpq) -> int:
    """-1, 0 or 1; Unsupported where 2000 bits do not tell and no zero test applies."""
    if isinstance(value, fmpq):
        return int(value > 0) - int(value < 0)
    for bits in (64, 256, 2000):
        with precision(bits):
            whole = value.ball()
        if whole > 0:
            return 1
        if whole < 0:
            return -1
        if value.is_zero():
            return 0
    raise Unsupported("a sign that is not decided")


def _power(base: Closed | fmpq, exponent: sp.Expr, value: object) -> Closed | fmpq:
    if exponent.is_Integer and isinstance(base, fmpq):
        if base == 0 and exponent < 0:
            raise Unsupported("division by zero")
        return base ** int(exponent)
    if exponent.is_Integer:
        return closed(base).power(int(exponent))
    square = base if isinstance(base, fmpq) else None if base.logs else base.constant
    if exponent == sp.Rational(1, 2) and square is not None and square >= 0:
        root = fmpq(square.p.isqrt(), square.q.isqrt())
        if root * root == square:
            return root
    if exponent == sp.Rational(1, 2) and isinstance(base, Closed) and not base.logs:
        return _square_root(base)
    raise Unsupported("an irrational power")


def _square_root(square: Closed) -> Closed:
    """The root of what is the square of a quotient of exponential sums; Unsupported where it is not."""
    root = Closed(_root(_times(square.top, square.bottom)), square.bottom).reduced()
    return root if sign(root) >= 0 else -root


def _root(terms: Terms) -> Terms:
    """The exponential sum whose square this is, found from the largest exponent downwards."""
    first = max(terms)
    whole = fmpq(terms[first].p.isqrt(), terms[first].q.isqrt()) if terms[first] > 0 else fmpq(0)
    found: dict[fmpq, fmpq] = {first / 2: whole}
    rest = _plus(terms, _times(found, found), -1)
    while rest and whole * whole == terms[first] and len(found) < LARGEST_ROOT:
        leading = max(rest)
        step: Terms = {leading - first / 2: rest[leading] / (2 * whole)}
        rest = _plus(rest, _plus(_times({a: 2 * c for a, c in found.items()}, step), _times(step, step)), -1)
        if rest and max(rest) >= leading:
            break
        found |= step
    if rest:
        raise Unsupported("the root of something that is no square")
    return found


def _larger(a: Closed | fmpq, b: Closed | fmpq) -> Closed | fmpq:
    return a if sign(a - b) >= 0 else b


def _no_pi() -> Closed:
    raise Unsupported("pi")


def _transcendental(_: object) -> Closed:
    raise Unsupported("a gamma function or an integral")


CLOSED = Arithmetic(
    name="closed forms",
    number=lambda q: q if isinstance(q, fmpq) else fmpq(q),
    exp=lambda t: Closed({t: fmpq(1)}) if isinstance(t, fmpq) else t.exp(),
    log=lambda t: closed(t).log(),
    power=_power,
    absolute=lambda t: t if sign(t) >= 0 else -t,
    larger=_larger,
    pi=_no_pi,
    gamma=_transcendental,
    integral=_transcendental,
)
