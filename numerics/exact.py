"""Numbers with an exact part: what is rational stays exact, the rest are Arb balls.

A number is `q` (fmpq) or a pair (q, b) that stands for q + b with b an Arb ball.  Rational parts cancel exactly,
so `log sum_i exp(t_i) - max_i t_i` keeps its leading digits however large the t_i are.
"""

from __future__ import annotations

from collections.abc import Sequence

import flint
from flint import arb, fmpq

Number = fmpq | tuple[fmpq, arb]


class Undefined(ArithmeticError):
    """The expression has no value at this configuration."""


class precision:  # noqa: N801  (reads as the context it is)
    """Arb works with this many bits inside."""

    __slots__ = ("_before", "_bits")

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def __enter__(self) -> None:
        self._before = flint.ctx.prec
        flint.ctx.prec = self._bits

    def __exit__(self, *_: object) -> None:
        flint.ctx.prec = self._before


def ball(value: Number) -> arb:
    """The number as one ball, as narrow as its own: what cancels between its parts costs no digits."""
    if not isinstance(value, tuple):
        return arb(value)
    exact, rest = value
    if not exact:
        return rest
    with precision(max(flint.ctx.prec, rest.bits() + 64)):
        return arb(exact) + rest


def add(exact: fmpq, *mixed: Number) -> Number:
    """The sum of an exact number and others; exact parts and balls are added apart."""
    rest = None
    for term in mixed:
        if isinstance(term, tuple):
            exact = exact + term[0]
            rest = term[1] if rest is None else rest + term[1]
        else:
            exact = exact + term
    return exact if rest is None else (exact, rest)


def total(terms: list[Number]) -> Number:
    """The sum of a list."""
    return add(fmpq(0), *terms)


def multiply(exact: fmpq, *mixed: Number) -> Number:
    """The product of an exact number and others; one ball at most keeps its exact part."""
    balls = []
    for factor in mixed:
        if isinstance(factor, tuple):
            balls.append(factor)
        else:
            exact = exact * factor
    if not balls or exact == 0:
        return fmpq(exact)
    if len(balls) == 1:
        return exact * balls[0][0], balls[0][1] * arb(exact)
    product = arb(exact)
    for factor in balls:
        product *= ball(factor)
    return fmpq(0), product


def exponential(t: Number) -> Number:
    """exp t; exactly 1 at 0."""
    return fmpq(1) if isinstance(t, fmpq) and t == 0 else (fmpq(0), ball(t).exp())


def logarithm(t: Number) -> Number:
    """log t, by log1p where the exact part is 1; Undefined unless t is certainly positive."""
    if isinstance(t, tuple):
        if not (ball(t) > 0):
            raise Undefined(f"log of {ball(t)}")
        return fmpq(0), t[1].log1p() if t[0] == 1 else ball(t).log()
    if t <= 0:
        raise Undefined(f"log of {t}")
    return fmpq(0) if t == 1 else (fmpq(0), arb(t).log())


def log_sum_exp(exponents: Sequence[Number]) -> Number:
    """log sum exp, the largest exact part kept exact: m + log(1 + sum of the others' exp(t - m))."""
    parts = [t if isinstance(t, tuple) else (t, None) for t in exponents]
    exact = [q for q, _ in parts]
    largest = max(exact)
    top = exact.index(largest)
    shift = parts.pop(top)[1]
    if not parts:
        return fmpq(largest) if shift is None else (largest, shift)
    rest = arb(0)
    for q, b in parts:
        rest += arb(q - largest).exp() if b is None else (arb(q - largest) + b).exp()
    return largest, rest.log1p() if shift is None else (shift.exp() + rest).log()


def power(base: Number, exponent: Number) -> Number:
    """base ** exponent; Undefined where it has no real value."""
    if isinstance(exponent, fmpq) and exponent.q == 1:
        if isinstance(base, fmpq):
            if base == 0 and exponent < 0:
                raise Undefined("division by zero")
            return base ** int(exponent.p)
        if exponent < 0 and ball(base).contains(0):
            raise Undefined(f"division by {ball(base)}")
        return fmpq(0), _multiplied(ball(base), int(exponent.p))
    if isinstance(exponent, fmpq) and exponent == fmpq(1, 2):
        return square_root(base)
    if isinstance(base, fmpq) and base == 0 and ball(exponent) > 0:
        return fmpq(0)
    if not (ball(base) > 0):
        raise Undefined(f"power of {ball(base)}")
    return fmpq(0), ball(base) ** ball(exponent)


def _multiplied(base: arb, exponent: int) -> arb:
    """An integer power by repeated squaring: python-flint's own gives nan for a ball around 0."""
    value, left = arb(1), abs(exponent)
    while left:
        if left % 2:
            value *= base
        base, left = base * base, left // 2
    return value if exponent >= 0 else 1 / value


def square_root(t: Number) -> Number:
    """The root; exact where it is rational."""
    if isinstance(t, fmpq):
        if t < 0:
            raise Undefined(f"root of {t}")
        root = fmpq(flint.fmpz(t.p).isqrt(), flint.fmpz(t.q).isqrt())
        return root if root * root == t else (fmpq(0), arb(t).sqrt())
    if not (ball(t) >= 0):
        raise Undefined(f"root of {ball(t)}")
    return fmpq(0), ball(t).sqrt()


def gamma(t: Number) -> Number:
    """Gamma(t); Undefined unless t is certainly positive."""
    if not (ball(t) > 0):
        raise Undefined(f"Gamma of {ball(t)}")
    return fmpq(0), ball(t).gamma()


def absolute(t: Number) -> Number:
    """|t|, its exact part kept where the sign is certain."""
    if isinstance(t, fmpq):
        return abs(t)
    whole = ball(t)
    if whole > 0:
        return t
    return (-t[0], -t[1]) if whole < 0 else (fmpq(0), abs(whole))


def largest(terms: list[Number]) -> Number:
    """The maximum; exact where all terms are, or where one is certainly the largest."""
    if all(isinstance(t, fmpq) for t in terms):
        return max(terms)
    best = max(terms, key=lambda t: float(ball(t).mid()))
    others = [t for t in terms if t is not best]
    if all(ball(best) > ball(t) for t in others):
        return best
    value = ball(best)
    for t in others:
        value = value.max(ball(t))
    return fmpq(0), value


def smallest(terms: list[Number]) -> Number:
    """The minimum, as the largest of the opposites."""
    return negative(largest([negative(t) for t in terms]))


def negative(t: Number) -> Number:
    """-t."""
    return (-t[0], -t[1]) if isinstance(t, tuple) else -t
