"""The certified sign of a relation on a whole box of configurations, by branch and bound in Arb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration, Value, axes
from numerics.exact import precision
from numerics.interpret import ARB, evaluate
from numerics.pointwise import decide
from theory.claims import Claim
from theory.kernel import Relation

BOXES = 3_000

Interval = tuple[fmpq, fmpq]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """True on the whole box, False with a point of it, or None when the budget of boxes ran out.

    Where it is true, `least` is a lower bound of the slack on the box.
    """

    holds: bool | None
    boxes: int
    point: Configuration | None = None
    least: arb | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Fixed sizes, and an interval for every number: families as flat lists with their shapes."""

    sizes: Mapping[sp.Symbol, int]
    shapes: Mapping[sp.Symbol, tuple[int, ...]]
    sides: tuple[Interval, ...]

    def values(self, of: list[object]) -> dict[sp.Symbol, object]:
        """One number an interval, arranged as nested tuples by symbol."""
        numbers = iter(of)
        return {symbol: _nested(shape, numbers) for symbol, shape in self.shapes.items()}

    @property
    def middle(self) -> list[fmpq]:
        return [(low + high) / 2 for low, high in self.sides]

    def halves(self) -> tuple[Box, Box]:
        """The box cut across its widest side."""
        place = max(range(len(self.sides)), key=lambda a: self.sides[a][1] - self.sides[a][0])
        low, high = self.sides[place]
        cut = (low + high) / 2
        first, second = list(self.sides), list(self.sides)
        first[place], second[place] = (low, cut), (cut, high)
        return (
            Box(sizes=self.sizes, shapes=self.shapes, sides=tuple(first)),
            Box(sizes=self.sizes, shapes=self.shapes, sides=tuple(second)),
        )


def _nested(shape: tuple[int, ...], numbers: object) -> object:
    if not shape:
        return next(numbers)  # type: ignore[call-overload]
    return tuple(_nested(shape[1:], numbers) for _ in range(shape[0]))


def unit_box(claim: Claim) -> Box:
    """Two patterns on the line (every size but the first is 1), all numbers in [-1, 1] as far as their signs allow."""
    sizes = {size: 2 if place == 0 else 1 for place, size in enumerate(claim.sizes)}
    shapes = {f.symbol: axes(f, sizes) for f in claim.families} | dict.fromkeys(claim.scalars, ())
    sides: list[Interval] = []
    for symbol, shape in shapes.items():
        low = fmpq(1, 2) if symbol.is_positive else fmpq(0) if symbol.is_nonnegative else fmpq(-1)
        sides += [(low, fmpq(1))] * prod(shape)
    return Box(sizes=sizes, shapes=shapes, sides=tuple(sides))


def enclose_claim(claim: Claim, budget: int = BOXES) -> Enclosure | None:
    """Every side on the unit box; None where the hypotheses are not certain on all of it."""
    box = unit_box(claim)
    if not all(enclose(h, box, budget).holds for h in claim.all_hypotheses):
        return None
    found = [enclose(relation, box, budget) for relation in claim.sides.values()]
    boxes = sum(part.boxes for part in found)
    false = next((part for part in found if part.holds is False), None)
    if false is not None:
        return Enclosure(holds=False, boxes=boxes, point=false.point)
    return Enclosure(holds=True if all(part.holds for part in found) else None, boxes=boxes)


def enclose(relation: Relation, box: Box, budget: int) -> Enclosure:
    """Is the relation true on the whole box?  Equality in the box leaves a weak relation undecided."""
    todo, seen = [box], 0
    least: arb | None = None
    while todo:
        if seen >= budget:
            return Enclosure(holds=None, boxes=seen)
        part, seen = todo.pop(), seen + 1
        with precision(64):
            balls: list[object] = [arb((low + high) / 2, (high - low) / 2) for low, high in part.sides]
            slack = evaluate(relation.slack, part.sizes, part.values(balls), ARB)
        if relation.op != "=" and (slack > 0 or (slack >= 0 and not relation.strict)):
            lower = slack.lower()
            least = lower if least is None or lower < least else least
            continue
        values: Mapping[sp.Symbol, Value] = part.values(list(part.middle))  # type: ignore[assignment]
        middle = Configuration(part.sizes, values)
        if decide(relation, middle).holds is False:
            return Enclosure(holds=False, boxes=seen, point=middle)
        if not any(low < high for low, high in part.sides):
            return Enclosure(holds=None, boxes=seen)
        todo.extend(part.halves())
    return Enclosure(holds=True, boxes=seen, least=least)
