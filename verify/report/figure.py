"""The figure of a claim as a LaTeX picture: axes with round numbers, curves as strokes of PDF, a key under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from verify.report.escaping import command, text
from verify.report.values import point, value

Record = Mapping[str, Any]
Place = tuple[Fraction, Fraction]

WIDTH, HEIGHT = 320, 150  # of the frame, in big points
LEFT, BELOW, RIGHT, ABOVE = 40, 22, 10, 6  # what stands around it
TICKS = 6  # at most so many steps along an axis


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, both multiples of `step`, on so many big points."""

    low: Fraction
    high: Fraction
    step: Fraction
    length: int

    def at(self, number: Fraction) -> str:
        """Where the number stands, to a hundredth of a point."""
        hundredths = round(100 * self.length * (number - self.low) / (self.high - self.low))
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    @property
    def ticks(self) -> Iterator[Fraction]:
        steps = int((self.high - self.low) / self.step)
        return (self.low + k * self.step for k in range(steps + 1))


def axis(numbers: Sequence[Fraction], length: int) -> Axis:
    """An axis that holds all the numbers, its step 1, 2 or 5 times a power of ten."""
    low, high = min(numbers), max(numbers)
    if low == high:
        low, high = low - 1, high + 1
    step = _step((high - low) / TICKS)
    return Axis(step * floor(low / step), step * ceil(high / step), step, length)


def _step(least: Fraction) -> Fraction:
    """The smallest of ..., 0.5, 1, 2, 5, 10, ... that is not below `least`."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while 10 * power <= least:
        power *= 10
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least)


def figure(claim: Record) -> str:
    """The picture with its key and its caption; nothing where the claim has none."""
    found = claim.get("figure")
    if not found:
        return ""
    curves = [[(Fraction(x), Fraction(y)) for x, y in curve["points"]] for curve in found["curves"]]
    across = axis([Fraction(found["variable"][end]) for end in ("low", "high")], WIDTH)
    up = axis([y for points in curves for _, y in points], HEIGHT)
    body = [_axes(across, up, found["variable"]["latex"])]
    for number, (points, curve) in enumerate(zip(curves, found["curves"], strict=True), start=1):
        left_out = [Fraction(x) for x in curve["left_out"]]
        strokes = "\n".join(_stroke(piece, across, up) for piece in _pieces(points, left_out))
        body.append(f"\\put(0,0){{\\amcurve{{{number}}}{{{strokes}}}}}\n")
    size = f"({LEFT + WIDTH + RIGHT},{BELOW + HEIGHT + ABOVE})(-{LEFT},-{BELOW})"
    picture = f"\\begin{{picture}}{size}\n{''.join(body)}\\end{{picture}}"
    keys = "".join(command("amkey", str(k), text(c["label"])) for k, c in enumerate(found["curves"], start=1))
    return command("amfigure", f"%\n{picture}", f"%\n{keys}") + command("amnote", "Figure", _caption(found))


def _caption(found: Record) -> str:
    """What is to be seen, where the rest is fixed, and how many points are missing."""
    at = f" Here {point(found['at'])}." if found["at"] else ""
    missing = (
        f" No value of “{curve['label']}” is known to six digits at {len(curve['left_out'])} of "
        f"{len(curve['left_out']) + len(curve['points'])} places."
        for curve in found["curves"]
        if curve["left_out"]
    )
    return text(found["caption"]) + "." + at + text("".join(missing))


def _axes(across: Axis, up: Axis, name: str) -> str:
    """A frame with ticks, numbers, a line at 0, and the name of the variable at the right end."""
    made = [f"\\put(0,0){{\\framebox({WIDTH},{HEIGHT}){{}}}}\n"]
    for tick in across.ticks:
        x = across.at(tick)
        made.append(f"\\put({x},0){{\\line(0,1){{3}}}}\\put({x},-4){{\\makebox(0,0)[t]{{${_number(tick)}$}}}}\n")
    for tick in up.ticks:
        y = up.at(tick)
        made.append(f"\\put(0,{y}){{\\line(1,0){{3}}}}\\put(-4,{y}){{\\makebox(0,0)[r]{{${_number(tick)}$}}}}\n")
    if up.low < 0 < up.high:
        made.append(f"\\put(0,0){{\\amzero{{0 {up.at(Fraction(0))} m {WIDTH} {up.at(Fraction(0))} l}}}}\n")
    made.append(f"\\put({WIDTH // 2},-{BELOW - 7}){{\\makebox(0,0)[t]{{${name}$}}}}\n")
    return "".join(made)


def _number(tick: Fraction) -> str:
    return value(f"{(Decimal(tick.numerator) / Decimal(tick.denominator)):f}")


def _pieces(points: Sequence[Place], left_out: Sequence[Fraction]) -> Iterator[list[Place]]:
    """The points in runs: no line leads over a place that was left out."""
    piece = [points[0]]
    for (x, _), after in pairwise(points):
        if any(x < place < after[0] for place in left_out):
            yield piece
            piece = []
        piece.append(after)
    yield piece


def _stroke(points: Sequence[Place], across: Axis, up: Axis) -> str:
    """Move to the first point, then lines to the others; a single point is a line to itself."""
    path = points if len(points) > 1 else [*points, *points]
    return " ".join(f"{across.at(x)} {up.at(y)} {'l' if k else 'm'}" for k, (x, y) in enumerate(path))
