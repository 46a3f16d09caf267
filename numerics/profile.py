"""A statement along a line through a configuration, or over a plane: certified decimals where its hypotheses are met.

They show what is around a witness or the least slack; no verdict rests on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import sympy as sp
from flint import fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration
from numerics.coordinate import Coordinate, coordinates, places, steps
from numerics.exact import Undefined, ball, precision
from numerics.figure import decimal
from numerics.integrate import holds_integral
from numerics.pointwise import QUICK, decide
from numerics.trial import NEGLIGIBLE
from theory.claims import Claim
from theory.kernel import Relation, free

DIGITS = (4, 3)  # the second where a value lies half way between two of the first
FEWEST = 3  # places at which the hypotheses are met: fewer make no curve
MOST_TRIED = 8  # numbers that are tried for one that moves
INSIDE = 12  # places at which they are met, at least, if that can be had
CLOSER = 6  # times that more places are tried, nearer and nearer
SHORT = 12  # times a stretch is what is shown around it, at most
ACROSS = 24  # steps of a grid
MOST_UNMET = 4  # times as many places as meet the hypotheses: with more a grid shows nothing
FEWER, SMALL = 5, 2  # with an integral one place in so many is kept, unless no size is beyond SMALL
INTEGRAL = (96,)  # bits at which an integral is tried, once
UNMET, UNKNOWN, NOUGHT = "-", "?", "~0"  # hypotheses not met; no value known; within 2^-64 of 0, the sign not known

Named = Mapping[str, sp.Expr]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The decimals of some expressions over the places of a number that moves, which is `here` in the configuration."""

    moving: Coordinate
    here: fmpq
    places: tuple[fmpq, ...]
    curves: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The decimals of some expressions where two numbers move: rows from below, in each from left to right."""

    across: Coordinate
    up: Coordinate
    places: tuple[tuple[fmpq, ...], tuple[fmpq, ...]]
    values: Mapping[str, tuple[tuple[str, ...], ...]]


def profile(claim: Claim, at: Configuration, shown: Named) -> Profile | None:
    """The expressions along a line through a configuration that meets the claim's hypotheses.

    None where there is no number to move: none on which an expression depends, or so that the hypotheses stay met.
    """
    spoken = frozenset().union(*(free(e) for e in shown.values()))
    for _, moving in zip(range(MOST_TRIED), coordinates(claim, at, spoken), strict=False):
        found = _along(claim, at, moving, shown)
        if _tells(found):
            return found
    return None


def _tells(found: Profile) -> bool:
    """Are there enough values, and do they differ?"""
    known = [[_read(v) for v in values if v not in (UNMET, UNKNOWN)] for values in found.curves.values()]
    return all(len(values) >= FEWEST for values in known) and any(len(set(values)) > 1 for values in known)


def _read(value: str) -> Decimal:
    return Decimal(0 if value == NOUGHT else value)


def _along(claim: Claim, at: Configuration, moving: Coordinate, shown: Named) -> Profile:
    here, tried, asked = moving.of(at), places(claim, at, moving), _asked(claim, moving)
    if INTEGRAL in map(_ladder, shown.values()) and max(at.sizes.values(), default=1) > SMALL:
        tried = sorted({here, *tried[::FEWER]})
    met = {place: _met(asked, moving.moved(at, place)) for place in tried}
    for _ in range(CLOSER if len(tried) > INSIDE else 0):
        if sum(found is not None for found in met.values()) >= INSIDE:
            break
        met |= {place: _met(asked, moving.moved(at, place)) for place in steps(*_edges(met, here), INSIDE)}
    met[here] = at
    ordered = _seen(met, here)
    return Profile(
        moving=moving,
        here=here,
        places=tuple(ordered),
        curves={name: tuple(_value(e, met[place]) for place in ordered) for name, e in shown.items()},
    )


def _asked(claim: Claim, *moving: Coordinate) -> list[Relation]:
    """The hypotheses that speak of what moves: the others stay met, and signs are kept by the choice of places."""
    symbols = {coordinate.symbol for coordinate in moving}
    return [h for h in claim.all_hypotheses if symbols & (free(h.lhs) | free(h.rhs))]


def _met(hypotheses: Sequence[Relation], at: Configuration) -> Configuration | None:
    """The configuration, if it meets the hypotheses as far as few bits tell."""
    return at if all(decide(h, at, ladder=QUICK).holds for h in hypotheses) else None


def _edges(met: Mapping[fmpq, object], here: fmpq) -> tuple[fmpq, fmpq]:
    """The next places around `here` at which the hypotheses are not met, or else the ends."""
    ordered = sorted(met)
    low = max((p for p in ordered if p < here and met[p] is None), default=ordered[0])
    high = min((p for p in ordered if p > here and met[p] is None), default=ordered[-1])
    return low, high


def _seen(met: Mapping[fmpq, object], here: fmpq) -> list[fmpq]:
    """The places in order; those around `here` alone where its own stretch would be too short to be seen."""
    ordered = sorted(met)
    low, high = _edges(met, here)
    reach = high - low
    if reach * SHORT >= ordered[-1] - ordered[0]:
        return ordered
    return [place for place in ordered if low - reach <= place <= high + reach]


def _value(e: sp.Expr, at: Configuration | None) -> str:
    if at is None:
        return UNMET
    ladder = _ladder(e)
    for digits in DIGITS:
        if found := decimal(e, at, digits, ladder):
            return found
    return NOUGHT if _is_nearly_zero(e, at, ladder[-1]) else UNKNOWN


@lru_cache(maxsize=256)
def _ladder(e: sp.Expr) -> tuple[int, ...]:
    return INTEGRAL if holds_integral(e) else QUICK


def _is_nearly_zero(e: sp.Expr, at: Configuration, bits: int) -> bool:
    """Is it known to lie within 2^-64 of 0?"""
    try:
        with precision(bits):
            return bool(abs(ball(compiled(e)(at))) < NEGLIGIBLE)
    except (Undefined, ZeroDivisionError):
        return False


def plane(claim: Claim, at: Configuration, shown: Named) -> Plane | None:
    """The expressions where both coordinates of a query in the plane move; None where there is no such query."""
    spoken = frozenset().union(*(free(e) for e in shown.values()))
    if INTEGRAL in map(_ladder, shown.values()):
        return None
    for moving in coordinates(claim, at, spoken):
        if len(moving.index) == 1 and len(_of(at, moving)) == 2:
            found = _over(claim, at, moving.symbol, shown)
            if found is not None:
                return found
    return None


def _of(at: Configuration, moving: Coordinate) -> tuple[object, ...]:
    value = at.values[moving.symbol]
    assert isinstance(value, tuple)
    return value


def _over(claim: Claim, at: Configuration, query: sp.Symbol, shown: Named) -> Plane | None:
    across, up = Coordinate(query, (0,)), Coordinate(query, (1,))
    columns, rows = (_spread(places(claim, at, moving)) for moving in (across, up))
    asked = _asked(claim, across)
    grid = [[_met(asked, across.moved(up.moved(at, y), x)) for x in columns] for y in rows]
    if sum(there is not None for row in grid for there in row) * MOST_UNMET < len(rows) * len(columns):
        return None
    return Plane(
        across=across,
        up=up,
        places=(columns, rows),
        values={name: tuple(tuple(_value(e, there) for there in row) for row in grid) for name, e in shown.items()},
    )


def _spread(found: list[fmpq]) -> tuple[fmpq, ...]:
    """Equal steps over the same range."""
    return tuple(steps(found[0], found[-1], ACROSS))
