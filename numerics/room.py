"""A whole box of configurations on which a claim certainly holds with room to spare: a path beside the derivations."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from math import prod

import numpy as np
import sympy as sp
from flint import arb, fmpq

from numerics.arrays import Array
from numerics.conditions import TINY, Conditions, readable
from numerics.configurations import Configuration, axes, count, numbers_of
from numerics.enclose import Box, enclose
from numerics.equations import places
from numerics.meeting import Meeting, rationals
from numerics.pointwise import decide
from theory.claims import Claim
from theory.kernel import Relation

POINTS = 24
CENTRES = 2
HALVINGS = 24
NOTHING = 1e-9
BOXES = 60
DENOMINATORS = (1, 2, 4, 16, 64, 1024, 2**14, 2**20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All configurations whose numbers differ from the centre's by `half` at most, but for those that are `fixed`.

    Fixed is what hypotheses without room depend on; they hold at the centre.  `margins` has a positive lower bound of
    the slack of each side on all of them, shown by `boxes` boxes.
    """

    centre: Configuration
    half: fmpq
    fixed: tuple[str, ...]
    boxes: int
    margins: Mapping[str, fmpq]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoom:
    """Why there is no such box; with a point where a side is false, if one was met."""

    reason: str
    point: Configuration | None = None


def room(claim: Claim) -> Room | NoRoom:
    """The box around the centre with the most room, at the fewest sizes where there is some.

    The half-width is the largest power of two that is found to do, the margins those of the first cover by boxes.
    """
    if any(relation.op == "=" for relation in claim.sides.values()):
        return NoRoom(reason="an equation leaves no room")
    if not (claim.families or claim.scalars):
        return NoRoom(reason="it speaks of sizes alone, which have no boxes")
    meeting = Meeting(claim=claim, facts=claim.all_hypotheses, seed=f"{claim.id} room")
    if not readable(*claim.sides.values(), *meeting.about_numbers):
        return NoRoom(reason="it has no reading in floats, which look for a centre")
    if not (sizes := meeting.sizes()):
        return NoRoom(reason="it speaks of too many numbers")
    tried = stuck = 0
    for kind in sizes:
        centres = list(islice(_centres(claim, meeting, kind), CENTRES))
        moving = [at for at in centres if len(_fixed(claim, at)[1]) < count(claim, kind)]
        found = [_grown(claim, centre) for centre in moving]
        tried, stuck = tried + len(moving), stuck + len(centres) - len(moving)
        if false := next((f for f in found if isinstance(f, NoRoom)), None):
            return false
        if rooms := [f for f in found if isinstance(f, Room)]:
            return max(rooms, key=lambda r: r.half)
    if tried:
        return NoRoom(reason=f"no box around {tried} centres was certified with {BOXES} boxes a side")
    if stuck:
        return NoRoom(reason="hypotheses that are equations, or as good as one, fix every number")
    return NoRoom(reason="no configuration was found that meets the hypotheses and leaves every side room")


def _centres(claim: Claim, meeting: Meeting, sizes: Mapping[sp.Symbol, int]) -> Iterator[Configuration]:
    """Those points first whose numbers, to first order, can move furthest, rounded no finer than that needs."""
    facts = meeting.conditions(sizes)
    points = np.concatenate([meeting.cloud(sizes, POINTS), meeting.lattice(sizes, POINTS)])
    points = points[facts.met(points)]
    relations = [*claim.sides.values(), *_roomy(facts, points)]
    reach = _reach(replace(facts, relations=tuple(relations)), points) if len(points) else np.zeros(0)
    # Where several have all the room that is looked for, those with the smallest numbers come first.
    for best in np.lexsort((np.max(np.abs(points), axis=1, initial=0.0), -reach)):
        for bottom in DENOMINATORS if reach[best] > 0 else ():
            at = meeting.certain(sizes, rationals(points[best], bottom)) if bottom * reach[best] >= 1 else None
            if at is not None and all(decide(_strict(r), at).holds for r in relations):
                yield at
                break


def _roomy(facts: Conditions, points: Array) -> list[Relation]:
    """The hypotheses that hold with room at one of the points; the others are equations, or as good as one."""
    measures = facts.gaps(points).measure if len(points) else np.zeros((0, len(facts.relations)))
    found = zip(facts.relations, np.max(measures, axis=0, initial=0.0), strict=True)
    return [h for h, most in found if h.op != "=" and most > NOTHING]


def _fixed(claim: Claim, at: Configuration) -> tuple[list[Relation], dict[int, str]]:
    """The hypotheses without room at a configuration, and the numbers on which they depend, which are not moved."""
    tight = [h for h in claim.all_hypotheses if h.op == "=" or decide(_strict(h), at).holds is not True]
    return tight, {place: name for h in tight for place, name in places(claim, h, at).items()}


def _reach(conditions: Conditions, points: Array) -> Array:
    """How far all numbers can move, to first order, before a relation or a sign turns; not positive where one fails."""
    signed = np.isfinite(conditions.lows)
    reach: Array = np.min(np.where(signed, points, 1.0), axis=1, initial=1.0)
    for plain in (False, True):
        gaps = conditions.gaps(points, plain)
        measure = np.where(np.abs(gaps.measure) < NOTHING, 0, gaps.measure) if not plain else gaps.measure
        room = measure / np.maximum(np.sum(np.abs(gaps.slope), axis=2), TINY)
        reach = np.minimum(reach, np.min(room, axis=1, initial=1.0))
    return reach


def _strict(relation: Relation) -> Relation:
    return Relation(relation.upward.lhs, "<", relation.upward.rhs)


def _grown(claim: Claim, centre: Configuration) -> Room | NoRoom | None:
    """The room around the centre: halved until one box shows it, doubled as long as a cover by boxes does."""
    best: Room | None = None
    halves = [fmpq(1, 2**k) for k in range(HALVINGS)]
    for place, half in enumerate(halves):
        found = _covered(claim, centre, half, 1)
        if isinstance(found, NoRoom):
            return found
        if found is not None:
            best, halves = found, halves[:place]
            break
    for half in reversed(halves) if best is not None else ():
        found = _covered(claim, centre, half, BOXES)
        if isinstance(found, NoRoom):
            return found
        if found is None:
            break
        best = found
    return best


def _covered(claim: Claim, centre: Configuration, half: fmpq, budget: int) -> Room | NoRoom | None:
    """The room of this half-width, each relation shown with `budget` boxes at most; None where that was not enough."""
    tight, fixed = _fixed(claim, centre)
    box = _box(claim, centre, half, fixed)
    if box is None:
        return None
    boxes = 0
    for hypothesis in claim.all_hypotheses:
        if hypothesis not in tight:
            found = enclose(hypothesis, box, budget)
            boxes += found.boxes
            if not found.holds:
                return None
    margins: dict[str, fmpq] = {}
    for side, relation in claim.sides.items():
        found = enclose(_strict(relation), box, budget)
        boxes += found.boxes
        if found.point is not None and decide(relation, found.point).holds is False:
            return NoRoom(reason=f"the side {side!r} is false in the box", point=found.point)
        if not found.holds:
            return None
        assert found.least is not None
        margins[side] = _rounded_down(found.least)
    return Room(centre=centre, half=half, fixed=tuple(sorted(set(fixed.values()))), boxes=boxes, margins=margins)


def _box(claim: Claim, centre: Configuration, half: fmpq, fixed: Mapping[int, str]) -> Box | None:
    """The box in the domain; None where it reaches over a sign."""
    shapes = {f.symbol: axes(f, centre.sizes) for f in claim.families} | dict.fromkeys(claim.scalars, ())
    signs = [symbol for symbol, shape in shapes.items() for _ in range(prod(shape))]
    sides = []
    for place, (number, symbol) in enumerate(zip(numbers_of(centre, claim), signs, strict=True)):
        width = fmpq(0) if place in fixed else half
        low, high = number - width, number + width
        if (symbol.is_positive and low <= 0) or (symbol.is_nonnegative and low < 0):
            return None
        sides.append((low, high))
    return Box(sizes=centre.sizes, shapes=shapes, sides=tuple(sides))


def _rounded_down(least: arb) -> fmpq:
    """Three digits of a positive number, never more than it."""
    mantissa, exponent = least.mid().man_exp()
    exact = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    digits = 2 - math.floor(math.log10(exact))
    shown = Fraction(math.floor(exact * Fraction(10) ** digits)) / Fraction(10) ** digits
    return fmpq(shown.numerator, shown.denominator)
