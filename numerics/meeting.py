"""Configurations moved until every hypothesis holds: floats move them, exact arithmetic says whether they got there.

Where hypotheses bind the numbers of a claim tightly (balls, separations, equations) hardly any draw meets them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
import sympy as sp
from flint import fmpq

from numerics.arrays import Array
from numerics.conditions import Conditions, readable
from numerics.configurations import Configuration, count, filled, in_domain, rational, shapes
from numerics.equations import solved
from numerics.moving import MARGIN, drawn_points, moved, towards
from numerics.pointwise import decide
from theory.claims import Claim
from theory.kernel import Relation, families, free

ATTEMPTS = 3
NEARBY = 0.4
LATTICE = 100
MOVED = 6
DENOMINATORS = (1, 2, 4, 16, 64, 1024, 2**17)
MOST_NUMBERS = 30
MOST_SIZES = 6


@dataclass(frozen=True)
class Meeting:
    """Facts that are to hold together, of numbers arranged as a claim has them; `seed` fixes what is drawn."""

    claim: Claim
    facts: tuple[Relation, ...]
    seed: str
    _clouds: dict[tuple[object, ...], Array] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def about_numbers(self) -> tuple[Relation, ...]:
        """The facts that speak of more than sizes."""
        return tuple(fact for fact in self.facts if _about_numbers(fact))

    @cached_property
    def needed(self) -> bool:
        """Is there a fact about numbers, which random numbers may miss?  And can floats read all of them?"""
        return bool(self.about_numbers) and readable(*self.about_numbers)

    def sizes(self, largest: int = 3) -> list[dict[sp.Symbol, int]]:
        """Some sizes that the facts about sizes allow, fewest numbers first: up to `largest`, or else twice that."""
        for limit in (largest, 2 * largest):
            if found := [sizes for sizes in shapes(self.claim, limit) if self.allows(sizes)]:
                return sorted(found, key=lambda sizes: count(self.claim, sizes))[:MOST_SIZES]
        return []

    def allows(self, sizes: Mapping[sp.Symbol, int]) -> bool:
        """Do the facts about sizes hold, with numbers few enough to be moved?"""
        alone = Configuration(sizes, {})
        few = 0 < count(self.claim, sizes) <= MOST_NUMBERS
        return few and all(decide(f, alone).holds for f in self.facts if f not in self.about_numbers)

    def conditions(self, sizes: Mapping[sp.Symbol, int]) -> Conditions:
        """The facts about numbers, at these sizes."""
        return Conditions(claim=self.claim, sizes=sizes, relations=self.about_numbers)

    def cloud(self, sizes: Mapping[sp.Symbol, int], how_many: int) -> Array:
        """Points (B, N) drawn at many scales and moved towards the facts; most, not all of them, get there."""
        key = (tuple(sorted((s.name, k) for s, k in sizes.items())), how_many)
        if key not in self._clouds:
            conditions, source = self.conditions(sizes), self._source("cloud", sizes, how_many)
            points = towards(conditions, drawn_points(conditions, source, how_many))
            for _ in range(ATTEMPTS):
                met = conditions.met(points)
                if met.all():
                    break
                # What is stuck between facts starts again, beside points that are not.
                again = drawn_points(conditions, source, how_many - met.sum())
                if met.any():
                    beside = points[met][source.integers(met.sum(), size=len(again))]
                    again = beside + source.normal(size=beside.shape) * NEARBY * (0.3 + np.abs(beside))
                points[~met] = towards(conditions, again)
            self._clouds[key] = points
        return self._clouds[key]

    def lattice(self, sizes: Mapping[sp.Symbol, int], how_many: int) -> Array:
        """Points (B, N) whose vectors have few different small entries, only the scalars being moved.

        Facts about vectors that no movement reaches, such as a fixed point, hold at some of these by symmetry.
        """
        conditions, source = self.conditions(sizes), self._source("lattice", sizes, how_many)
        many, scalars = LATTICE * how_many, len(self.claim.scalars)
        free = np.arange(conditions.length) >= conditions.length - scalars
        draws = np.abs(source.normal(size=(many, conditions.length)) * 10 ** source.uniform(-1.0, 1.0, size=(many, 1)))
        small = source.integers(-1, 2, size=draws.shape) * source.integers(1, 5, size=(many, 1))
        draws = np.where(free, draws, small)
        settled = tuple(fact for fact in self.about_numbers if not _symbols(fact) & {*self.claim.scalars})
        draws = draws[replace(conditions, relations=settled).met(draws)][: MOVED * how_many]
        points = moved(conditions, draws, np.full(len(draws), MARGIN), free=free)
        return points[conditions.met(points)][:how_many]

    def _source(self, stage: str, sizes: Mapping[sp.Symbol, int], how_many: int) -> np.random.Generator:
        named = sorted((s.name, k) for s, k in sizes.items())
        digest = hashlib.sha256(f"{self.seed} {stage} {named} {how_many}".encode()).digest()
        return np.random.default_rng(int.from_bytes(digest[:8], "big"))

    def configurations(self, sizes: Mapping[sp.Symbol, int], how_many: int) -> Iterator[Configuration]:
        """Those of `how_many` points that certainly meet the facts, each at the coarsest rounding that does."""
        points = np.concatenate([self.cloud(sizes, how_many), self.lattice(sizes, how_many)])
        met = [self.conditions(sizes).met(_rounded(points, bottom)) for bottom in DENOMINATORS]
        for number, point in enumerate(points):
            for bottom, there in zip(DENOMINATORS, met, strict=True):
                if there[number] and (at := self.certain(sizes, rationals(point, bottom))) is not None:
                    yield at
                    break

    def certain(self, sizes: Mapping[sp.Symbol, int], numbers: Sequence[fmpq]) -> Configuration | None:
        """The configuration of these numbers, equations solved; None unless it certainly meets every fact."""
        at = solved(self.claim, self.about_numbers, filled(self.claim, sizes, iter(numbers)))
        if at is None or not in_domain(self.claim, at):
            return None
        return at if all(decide(fact, at, symbolic=True).holds for fact in self.facts) else None


def _about_numbers(relation: Relation) -> bool:
    return any(families(side) for side in (relation.lhs, relation.rhs)) or any(
        not s.is_integer for s in _symbols(relation)
    )


def _symbols(relation: Relation) -> set[sp.Symbol]:
    return {*free(relation.lhs), *free(relation.rhs)}


def _rounded(points: Array, bottom: int) -> Array:
    return np.round(points * bottom) / bottom


def rationals(point: Array, bottom: int) -> list[fmpq]:
    """The numbers of a point rounded to multiples of 1 / bottom."""
    return [rational(Fraction(round(float(t) * bottom), bottom)) for t in point]
