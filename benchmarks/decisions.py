"""Certified decisions of Proposition 1 at random points: our rate over that of hand-written loops."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from flint import fmpq

from benchmarks.figure import Figure, Promise, middle
from benchmarks.handwritten import Loop, Point, exact_distances, plain_balls
from numerics.configurations import Configuration, filled, rational
from numerics.pointwise import decide
from theory.catalogue import BUILT_IN, load
from theory.claims import Claim
from theory.symbols import d, n, rho, x

SIZES = {n: 8, d: 16}
POINTS, ROUNDS = 200, 9
HALF = Promise(direction="at least", limit=0.5)
# In the unit cube 64 bits decide; at the search's own scale the energy often lies so close below g that
# plain balls have to raise their precision.
SCALES = {"unit cube": Fraction(1, 20), "as the search draws": Fraction(1)}
LOOPS: dict[str, Loop] = {"plain arb": plain_balls, "exact distances": exact_distances}


class Disagreement(Exception):
    """Two deciders of the same relation at the same point say different things."""


def decisions() -> list[Figure]:
    """For each kind of point: our rate, and the ratio to each hand-written loop round by round.

    Disagreement is raised unless all decide alike.
    """
    claim = load((BUILT_IN,)).claims["niu2024/proposition_1"]
    figures = []
    for where, scale in SCALES.items():
        points = list(_points(claim, scale))
        _check(claim, points, where)
        ours, theirs = _rounds(claim, points)
        title = f"Proposition 1, {where}"
        note = f"both sides, n = {SIZES[n]}, d = {SIZES[d]}; {POINTS} points, {ROUNDS} rounds"
        figures.append(middle(f"{title}: points decided", [POINTS / t for t in ours], "1/s", note=note))
        for loop, seconds in theirs.items():
            ratios = [t / our for t, our in zip(seconds, ours, strict=True)]
            figures.append(middle(f"{title}: our rate / {loop}", ratios, "", HALF, "rounds interleaved"))
    return figures


def _points(claim: Claim, scale: Fraction) -> Iterator[Configuration]:
    source = random.Random("proposition 1")

    def stream() -> Iterator[fmpq]:
        while True:
            yield rational(Fraction(source.randint(-20, 20), source.randint(1, 8)) * scale)

    for _ in range(POINTS):
        yield filled(claim, SIZES, stream())


def _our_way(claim: Claim) -> Callable[[Configuration], tuple[bool | None, bool | None]]:
    lower, upper = claim.sides["lower"], claim.sides["upper"]
    return lambda point: (decide(lower, point).holds, decide(upper, point).holds)


def _arguments(points: Sequence[Configuration]) -> list[tuple[Point, Sequence[Point]]]:
    """What the hand-written loops take: x and the patterns."""
    return [(p.values[x.symbol], p.values[rho.symbol]) for p in points]  # type: ignore[misc]


def _check(claim: Claim, points: Sequence[Configuration], where: str) -> None:
    """Every decider decides every point, and all alike; this also compiles and warms them."""
    ours = [_our_way(claim)(p) for p in points]
    for name, loop in LOOPS.items():
        for point, our, args in zip(points, ours, _arguments(points), strict=True):
            their = loop(*args)
            if our != their or None in our:
                raise Disagreement(f"{where}, {name}: {their}, ours: {our}, at {point.written()}")


def _rounds(claim: Claim, points: Sequence[Configuration]) -> tuple[list[float], dict[str, list[float]]]:
    """Processor seconds for all points, ours and each loop's, round after round; who begins rotates."""
    ours: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in LOOPS}
    way, arguments = _our_way(claim), _arguments(points)
    for number in range(ROUNDS):
        # Fresh objects: nothing that a configuration may remember outlives its round.
        fresh = [Configuration(dict(p.sizes), dict(p.values)) for p in points]
        runs: list[tuple[list[float], Callable[[], object]]] = [
            (ours, lambda fresh=fresh: [way(p) for p in fresh]),  # type: ignore[misc]
            *((theirs[name], lambda loop=loop: [loop(*args) for args in arguments]) for name, loop in LOOPS.items()),
        ]
        turn = number % len(runs)
        for kept, work in runs[turn:] + runs[:turn]:
            begun = time.process_time()
            work()
            kept.append(time.process_time() - begun)
    return ours, theirs
