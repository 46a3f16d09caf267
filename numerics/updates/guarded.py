"""Numbers that can only be computed with: who compares one, or makes a float of it, leaves the arithmetic.

A function that branches on a comparison, or goes through floats, has no enclosure: what it says of a ball need not
hold of every number in the ball.  The numbers are mpmath's, in a context of their own, so they second Arb as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import mpmath
from flint import fmpq
from mpmath.libmp import mpf_lt

from numerics.interpret import MPMATH, Arithmetic

COMPARED = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__bool__", "__hash__")
CONVERTED = ("__float__", "__int__", "__complex__", "__round__", "__floor__", "__ceil__", "__trunc__")


class LeftTheArithmetic(TypeError):
    """A number was compared, or made a float, by a function that is to hold of whole balls."""


def _refused(what: str) -> Callable[..., NoReturn]:
    def refuse(*_: object) -> NoReturn:
        raise LeftTheArithmetic(what)

    return refuse


def _context() -> Any:
    """A context of mpmath with a class of numbers of its own, which refuses."""
    made: Any = mpmath.MPContext()
    for name in COMPARED:
        setattr(made.mpf, name, _refused("it compares numbers: take a.larger, a.largest or a.absolute instead"))
    for name in CONVERTED:
        setattr(made.mpf, name, _refused("it makes a float or an integer of a number: compute with a.exp, a.log, ..."))
    return made


_CONTEXT = _context()
Guarded: type = _CONTEXT.mpf


def digits(how_many: int) -> Any:
    """Within this the guarded numbers have so many digits."""
    return _CONTEXT.workdps(how_many)


def plain(number: Any) -> mpmath.mpf:
    """The same number, free to be compared."""
    return mpmath.mp.make_mpf(number._mpf_)


def _number(q: Any) -> Any:
    if isinstance(q, Guarded):
        return q
    exact = fmpq(q)
    return _CONTEXT.mpf(int(exact.p)) / int(exact.q)


def _larger(a: Any, b: Any) -> Any:
    return b if mpf_lt(a._mpf_, b._mpf_) else a


def _no_integral(_: object) -> NoReturn:
    raise LeftTheArithmetic("it takes an integral, which has no second path here")


GUARDED = Arithmetic(
    name="mpmath",
    number=_number,
    exp=_CONTEXT.exp,
    log=_CONTEXT.log,
    power=MPMATH.power,
    absolute=abs,
    larger=_larger,
    pi=lambda: +_CONTEXT.pi,
    gamma=_CONTEXT.gamma,
    integral=_no_integral,
)
