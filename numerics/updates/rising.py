"""Whether one update raises the energy at a configuration: balls decide, and mpmath must see the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
from flint import arb

from numerics.closed import Unsupported
from numerics.configurations import Configuration, flat
from numerics.exact import precision
from numerics.interpret import ARB
from numerics.pointwise import LADDER, QUICK
from numerics.updates.guarded import GUARDED, digits, plain
from numerics.updates.one_update import OneUpdate, shown
from numerics.updates.terms import BadFunction
from numerics.updates.written import WRITTEN, Written
from theory.symbols import x

SECOND_PATH_DIGITS = 150
MOST_DIGITS = 100_000


class Disagreement(ArithmeticError):
    """Arb and mpmath see different energies: a fault of ours, or a function that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """E(x), T(x), E(T(x)), E(T(x)) - E(x) and |T(x) - x|^2 as balls; `rises` is None where its sign is not decided.

    An energy without a value here is a ball that is not finite.
    """

    before: arb
    image: tuple[arb, ...]
    after: arb
    rise: arb
    step: arb
    rises: bool | None

    @property
    def has_values(self) -> bool:
        """Are both energies numbers here?"""
        return bool(self.rise.is_finite())

    @property
    def exactly_zero(self) -> bool:
        """Is the energy after the update certainly what it was?"""
        return bool(self.rise == 0)


def change_at(functions: OneUpdate, at: Configuration, ladder: tuple[int, ...] = QUICK) -> Change:
    """Precision raised until the sign of the rise is decided, or the ladder ends."""
    for bits in ladder:
        with precision(bits):
            seen = functions.at(at, ARB)
            rise = seen.after - seen.before
            step = _squared_step(seen.image, at)
        sign = bool(rise > 0) if rise.is_finite() and (rise > 0 or rise < 0) else None
        found = Change(before=seen.before, image=seen.image, after=seen.after, rise=rise, step=step, rises=sign)
        if sign is not None:
            return found
    return found


def _squared_step(image: tuple[arb, ...], at: Configuration) -> arb:
    point = at.values[x.symbol]
    return sum((ARB.raised(t - arb(q), 2) for t, q in zip(image, flat(point), strict=True)), start=arb(0))


def deep_change_at(functions: OneUpdate, at: Configuration) -> Change:
    """Where few bits do not tell: an exact equality is found as one, else precision is raised further."""
    quick = change_at(functions, at, QUICK[-1:])
    if quick.has_values and quick.rises is None and exactly_equal(functions, at):
        return replace(quick, rise=arb(0), rises=False)
    return change_at(functions, at, LADDER[len(QUICK) :])


def exactly_equal(functions: OneUpdate, at: Configuration) -> bool:
    """Is E(T(x)) = E(x), by exact arithmetic with exp and log?  False: not shown."""
    try:
        seen = functions.at(at, WRITTEN)
        difference = seen.after - seen.before
        return isinstance(difference, Written) and difference.is_zero()
    except (BadFunction, Unsupported):
        return False


def certified(functions: OneUpdate, at: Configuration, change: Change) -> bool:
    """Does mpmath, with numbers that can only be computed with, see the rise that the balls see?

    False where it would need too many digits.  Disagreement where it sees another one; BadFunction where a function
    compares numbers or goes through floats, for then balls say nothing.
    """
    needed = (
        SECOND_PATH_DIGITS + _magnitude(change.before) + _magnitude(change.after) + _magnitude(1 / change.rise.mid())
    )
    if needed > MOST_DIGITS:
        return False
    with digits(needed):
        seen = functions.at(at, GUARDED)
        rise = plain(seen.after - seen.before)
    with mpmath.workdps(needed):
        rounding = (1 + abs(plain(seen.after)) + abs(plain(seen.before))) * mpmath.mpf(10) ** -(needed // 2)
        middle, reach = _exact(change.rise.mid()), _exact(change.rise.rad())
        agrees = rise > 0 and abs(rise - middle) <= reach + rounding
    if not agrees:
        raise Disagreement(
            f"at {shown(functions.whole(at))} Arb encloses the rise of the energy by {change.rise}, and mpmath "
            f"computes {mpmath.nstr(rise, 15)}: are the functions the same each time that they are called?"
        )
    return True


def _magnitude(number: arb) -> int:
    """How many digits the number has before its point, at least; 0 for what is below 1."""
    mantissa, exponent = number.abs_upper().man_exp()
    return max(0, int((int(mantissa).bit_length() + int(exponent)) * 0.30103) + 1)


def _exact(middle: arb) -> mpmath.mpf:
    mantissa, exponent = middle.man_exp()
    return mpmath.ldexp(mpmath.mpf(int(mantissa)), int(exponent))
