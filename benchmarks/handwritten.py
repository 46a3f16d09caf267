"""Proposition 1 decided at a point as one writes it by hand for python-flint: g - log d <= E and E <= g."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flint
from flint import arb, fmpq

Point = Sequence[fmpq]
Loop = Callable[[Point, Sequence[Point]], tuple[bool | None, bool | None]]

FIRST_BITS, LAST_BITS = 64, 4096


def plain_balls(x: Point, patterns: Sequence[Point]) -> tuple[bool | None, bool | None]:
    """Everything in balls, at twice the precision until both signs are certain."""
    before, bits = flint.ctx.prec, FIRST_BITS
    lower = upper = None
    try:
        while bits <= LAST_BITS and (lower is None or upper is None):
            flint.ctx.prec = bits
            point = [arb(a) for a in x]
            distances = []
            for pattern in patterns:
                distance = arb(0)
                for a, b in zip(point, pattern, strict=True):
                    step = a - arb(b)
                    distance += step * step  # [+/- r] ** 2 is nan in python-flint
                distances.append(distance)
            nearest, weights = distances[0], arb(0)
            for distance in distances:
                nearest = nearest.min(distance)
                weights += (-distance).exp()
            energy = -weights.log()
            lower = _not_negative(energy - nearest + arb(len(patterns)).log())
            upper = _not_negative(nearest - energy)
            bits *= 2
    finally:
        flint.ctx.prec = before
    return lower, upper


def exact_distances(x: Point, patterns: Sequence[Point]) -> tuple[bool | None, bool | None]:
    """Distances in rationals, once; then g - E = log(1 + sum of the others' exp(g - distance)) in balls."""
    distances = []
    for pattern in patterns:
        distance = fmpq(0)
        for a, b in zip(x, pattern, strict=True):
            distance += (a - b) ** 2
        distances.append(distance)
    nearest = min(distances)
    distances.remove(nearest)
    before, bits = flint.ctx.prec, FIRST_BITS
    lower = upper = None
    try:
        while bits <= LAST_BITS and (lower is None or upper is None):
            flint.ctx.prec = bits
            others = arb(0)
            for distance in distances:
                others += arb(nearest - distance).exp()
            gap = others.log1p()
            lower = _not_negative(arb(len(patterns)).log() - gap)
            upper = _not_negative(gap)
            bits *= 2
    finally:
        flint.ctx.prec = before
    return lower, upper


def _not_negative(slack: arb) -> bool | None:
    """None: the ball does not say."""
    if slack >= 0:
        return True
    return False if slack < 0 else None
