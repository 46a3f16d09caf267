"""One real number of a configuration that moves, all else being fixed: which it is, and over which places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, Value
from theory.claims import Claim
from theory.kernel import Family

STEPS = 32  # at most, over the range
ROOTS = range(4, 33)  # over 16: a positive number v goes through v (k/16)^2, denser near 0
FARTHEST = 32  # a pattern this many times as far as the nearest other one is left outside the range
QUERIES = ("x", "y", "z")  # what the papers call a point that is put to the patterns
SCALARS = ("r", "beta", "Delta")  # the scalars that a reader looks for first


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A scalar, or the entry of a family at `index`, counted from 0."""

    symbol: sp.Symbol
    index: tuple[int, ...]

    def of(self, at: Configuration) -> fmpq:
        """Its value in the configuration."""
        value: Value = at.values[self.symbol]
        for place in self.index:
            assert isinstance(value, tuple)
            value = value[place]
        assert isinstance(value, fmpq)
        return value

    def moved(self, at: Configuration, to: fmpq) -> Configuration:
        """The configuration with this number put elsewhere."""
        return Configuration(at.sizes, {**at.values, self.symbol: _put(at.values[self.symbol], self.index, to)})


def _put(value: Value, index: tuple[int, ...], to: fmpq) -> Value:
    if not index:
        return to
    assert isinstance(value, tuple)
    here, *deeper = index
    return (*value[:here], _put(value[here], tuple(deeper), to), *value[here + 1 :])


def coordinates(claim: Claim, at: Configuration, spoken: frozenset[sp.Symbol]) -> Iterator[Coordinate]:
    """What may move, first what says most: a query, a scalar, the first entry of the patterns.

    Only symbols that are spoken of; of a query the coordinate in which it differs most from the nearest other point.
    """
    families = [family for family in claim.families if family.symbol in spoken]
    for family in sorted((f for f in families if len(f.axes) == 1), key=_rank):
        yield Coordinate(family.symbol, (_telling(claim, at, family),))
    scalars = [symbol for symbol in claim.scalars if symbol in spoken]
    for symbol in sorted(scalars, key=lambda s: (_place(s.name, SCALARS), not s.is_positive, s.name)):
        yield Coordinate(symbol, ())
    for family in families:
        if len(family.axes) > 1:
            yield Coordinate(family.symbol, (0,) * len(family.axes))


def _rank(family: Family) -> tuple[int, str]:
    return _place(family.symbol.name, QUERIES), family.symbol.name


def _place(name: str, names: tuple[str, ...]) -> int:
    return names.index(name) if name in names else len(names)


def _telling(claim: Claim, at: Configuration, family: Family) -> int:
    """The coordinate in which the point differs most from the nearest point that is not the same."""
    point = at.values[family.symbol]
    assert isinstance(point, tuple)
    others = [[_number(e) for e in row] for row in _rows(claim, at, family) if row != point]
    apart = [[abs(_number(p) - e) for p, e in zip(point, row, strict=True)] for row in others]
    if not apart:
        return 0
    nearest = min(apart, key=lambda row: sum((e * e for e in row), fmpq(0)))
    return nearest.index(max(nearest))


def _number(value: Value) -> fmpq:
    assert isinstance(value, fmpq)
    return value


def _rows(claim: Claim, at: Configuration, family: Family) -> Iterator[tuple[Value, ...]]:
    """All points of the family's space that the claim's families hold, the family's own among them."""
    for other in claim.families:
        if other.axes[-1] == family.axes[-1]:
            yield from _leaves(at.values[other.symbol])


def _leaves(value: Value) -> Iterator[tuple[Value, ...]]:
    assert isinstance(value, tuple)
    if isinstance(value[0], fmpq):
        yield value
    else:
        for part in value:
            yield from _leaves(part)


def places(claim: Claim, at: Configuration, moving: Coordinate) -> list[fmpq]:
    """About STEPS places in order, the number's own among them.

    A number that has no negative values goes from 1/16 of its own to four times it; one that has them over the
    entries of the other points in its coordinate, with a margin, but for those that are too far away to be seen.
    """
    here = moving.of(at)
    if moving.symbol.is_nonnegative:
        scale = here or fmpq(1, 4)
        return sorted({here, *(scale * fmpq(k * k, 256) for k in ROOTS)})
    near = _near(here, _others(claim, at, moving))
    low, high = min(near), max(near)
    margin = (high - low) / 2 or abs(here) or fmpq(1)
    return sorted({here, *near, *steps(low - margin, high + margin)})


def _others(claim: Claim, at: Configuration, moving: Coordinate) -> list[fmpq]:
    """The entries of all points in the coordinate that moves."""
    family = next((f for f in claim.families if f.symbol == moving.symbol), None)
    return [] if family is None else [_number(row[moving.index[-1]]) for row in _rows(claim, at, family)]


def _near(here: fmpq, others: list[fmpq]) -> list[fmpq]:
    least = min((abs(other - here) for other in others if other != here), default=fmpq(0))
    return [here, *(other for other in others if abs(other - here) <= FARTHEST * least)]


def steps(low: fmpq, high: fmpq, most: int = STEPS) -> Iterator[fmpq]:
    """The multiples of a power of two from low to high, at most so many steps and not fewer than half as many."""
    step = fmpq(1)
    while step * most < high - low:
        step *= 2
    while step * most >= 2 * (high - low):
        step /= 2
    first, last = int((low / step).ceil()), int((high / step).floor())
    return (step * k for k in range(first, last + 1))
