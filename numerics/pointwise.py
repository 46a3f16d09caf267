"""The certified truth of a relation at one rational configuration; precision is raised until it is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from flint import fmpq

from numerics.closed import CLOSED, Unsupported, closed
from numerics.compiled import Compiled, compiled
from numerics.configurations import Configuration, Value
from numerics.exact import Number, Undefined, ball, precision
from numerics.interpret import evaluate
from theory.kernel import (
    Context,
    Entry,
    Gap,
    Max,
    Min,
    Quantity,
    Relation,
    Sum,
    Vector,
    check_defined,
    free,
    is_zero,
    meaning,
    substitute,
)
from theory.kernel.terms import rebuild

LADDER = (64, 192, 576, 1728, 5184, 15552)
QUICK = LADDER[:2]
ZeroTest = Callable[[sp.Expr, Configuration], bool | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """True, False or None (undecided), with an enclosure of the slack (negative: the relation is violated)."""

    holds: bool | None
    slack: Number | None

    @property
    def exactly_zero(self) -> bool:
        return isinstance(self.slack, fmpq) and self.slack == 0


def decide(relation: Relation, at: Configuration, symbolic: bool = False, ladder: tuple[int, ...] = LADDER) -> Decision:
    """Exact arithmetic and balls; with `symbolic`, equality that balls cannot see is decided symbolically.

    An expression without a value there (a logarithm of zero) is undecided.
    """
    first, last = (vanishes, vanishes_by_normal_form) if symbolic else (None, None)
    return decide_slack(_slack(relation), relation, at, first, last, ladder)


@lru_cache(maxsize=4_000)
def _slack(relation: Relation) -> Compiled:
    return compiled(relation.slack)


def decide_slack(
    function: Compiled,
    relation: Relation,
    at: Configuration,
    zero_test: ZeroTest | None = None,
    last_test: ZeroTest | None = None,
    ladder: tuple[int, ...] = LADDER,
) -> Decision:
    """`decide`, the slack being compiled already; the zero test comes after the precisions that cost little.

    The last test, which takes seconds where the highest precision takes milliseconds, is asked what nothing else tells.
    """
    slack: Number | None = None
    zero: bool | None = None
    for place, bits in enumerate(ladder):
        if place >= len(QUICK) and zero_test is not None and slack is not None:
            zero = zero_test(relation.slack, at)
            if zero:
                return Decision(_agrees(relation, 0), fmpq(0))
            zero_test = None
        try:
            with precision(bits):
                slack = function(at)
                sign = sign_of(slack)
        except (Undefined, ZeroDivisionError):
            continue
        if sign is not None:
            return Decision(_agrees(relation, sign), slack)
    if zero is None and last_test is not None and slack is not None and last_test(relation.slack, at):
        return Decision(_agrees(relation, 0), fmpq(0))
    return Decision(None, slack)


def sign_of(value: Number) -> int | None:
    """-1, 0 or 1 where it is certain."""
    if isinstance(value, fmpq):
        return (value > 0) - (value < 0)
    whole = ball(value)
    if whole > 0:
        return 1
    return -1 if whole < 0 else None


def _agrees(relation: Relation, sign: int) -> bool:
    if relation.op == "=":
        return sign == 0
    return sign > 0 or (sign == 0 and not relation.strict)


def enclosure(value: Number) -> str:
    """An exact rational `p/q`, or a ball `[m +/- r]`."""
    if isinstance(value, fmpq):
        return str(value)
    with precision(192):
        whole = ball(value)
    shown = str(whole.str(15))
    return shown if shown.startswith("[") else f"[{shown} +/- 0]"


def vanishes(e: sp.Expr, at: Configuration) -> bool | None:
    """Is e = 0 at the configuration?  None: not decided.

    Decided by Lindemann and Weierstrass where the value is made of exp and log of rationals.
    """
    try:
        return closed(evaluate(e, at.sizes, at.values, CLOSED)).is_zero()
    except Unsupported:
        return None


def vanishes_by_normal_form(e: sp.Expr, at: Configuration) -> bool:
    """Is e = 0 by the kernel's normal form of what is left at the configuration?  False: not shown.  Slow."""
    numbers = _numeric(e, at)
    if numbers is None:
        return False
    try:
        check_defined(numbers, Context())
    except Gap:
        return False
    return is_zero(numbers, Context())


def _numeric(e: sp.Expr, at: Configuration) -> sp.Expr | None:
    """The expression with the configuration put in, sums written out and extrema chosen; None where one is unclear."""
    try:
        found = _put_in(substitute(e, {s: sp.Integer(k) for s, k in at.sizes.items()}), at)
    except _Unclear:
        return None
    assert isinstance(found, sp.Expr)
    return found


class _Unclear(Exception):
    """Two entries of an extremum that cannot be told apart."""


def _put_in(e: sp.Basic, at: Configuration) -> sp.Basic:
    match e:
        case Entry():
            value: Value = at.values[e.family.symbol]
            for where in e.indices:
                assert isinstance(value, tuple)
                value = value[int(where) - 1]
            assert isinstance(value, fmpq)
            return sp.Rational(int(value.p), int(value.q))
        case Quantity():
            return _put_in(meaning(e), at)
        case Sum():
            return sp.Add(*_entries(e.vector, at))
        case Max():
            return _extreme(_entries(e.vector, at), 1)
        case Min():
            return _extreme(_entries(e.vector, at), -1)
        case sp.Symbol():
            scalar = at.values.get(e)
            return sp.Rational(int(scalar.p), int(scalar.q)) if isinstance(scalar, fmpq) else e
    return rebuild(e, lambda part: _put_in(part, at))


def _entries(vector: Vector, at: Configuration) -> list[sp.Expr]:
    return [_put_in(vector.at(k), at) for k in range(1, int(vector.size) + 1)]


def _extreme(entries: list[sp.Expr], sign: int) -> sp.Expr:
    """The largest entry (sign 1) or the smallest (sign -1), by certified comparison."""
    best = entries[0]
    if any(free(entry) for entry in entries):  # it depends on what an integral runs over
        raise _Unclear
    here = Configuration({}, {})
    for other in entries[1:]:
        if other == best:
            continue
        try:
            difference = decide(Relation(sp.S.Zero, "<", sign * (other - best)), here)
        except Undefined:
            raise _Unclear from None
        if difference.holds is None and not is_zero(other - best, Context()):
            raise _Unclear
        if difference.holds:
            best = other
    return best
