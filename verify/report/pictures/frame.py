"""A frame with its axes, ticks and curves, as parts of an SVG whose every point lies inside the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise

from verify.report.axes import AnyAxis
from verify.report.pictures.names import number, plain, spans, width

WIDTH = 480  # of every picture
ROW = 16  # of a key, and of a line of text
RIGHT = 16
Place = tuple[float, float]
Point = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle of the picture; `across` and `up` are as long as it is wide and high."""

    left: float
    top: float
    across: AnyAxis
    up: AnyAxis

    @property
    def right(self) -> float:
        return self.left + self.across.length

    @property
    def bottom(self) -> float:
        return self.top + self.up.length

    def x(self, value: Fraction) -> float:
        return self.left + float(self.across.at(value))

    def y(self, value: Fraction) -> float:
        return self.bottom - float(self.up.at(value))

    def y_within(self, value: Fraction) -> float:
        """Where the value stands, or the edge that it lies beyond."""
        return self.y(min(max(value, self.up.low), self.up.high))


def svg(identity: str, height: float, title: str, description: str, parts: Sequence[str]) -> str:
    """The whole picture; the identity is unique on a page."""
    named = f'aria-labelledby="{identity}-title {identity}-words"'
    said = (
        f'<title id="{identity}-title">{_words(title)}</title><desc id="{identity}-words">{_words(description)}</desc>'
    )
    size = f'viewBox="0 0 {WIDTH} {at(height)}" width="{WIDTH}" height="{at(height)}"'
    return f'<svg class="drawing" role="img" {size} {named}>{said}{"".join(parts)}</svg>'


def _words(marked: str) -> str:
    return escape(plain(marked), quote=False)


def identity(claim: str, kind: str) -> str:
    """An id for the picture of this claim, of its letters and digits, other characters by their codes."""
    return f"{kind}-" + "".join(c if c.isalnum() and c.isascii() else f"-{ord(c):x}-" for c in claim)


def at(coordinate: float) -> str:
    """A coordinate to a tenth of a point."""
    return f"{round(coordinate, 1) + 0.0:g}"  # no -0


def label(x: float, y: float, marked: str, anchor: str = "start", kind: str = "") -> str:
    """A text, moved sideways where it would stand out of the picture."""
    room = width(marked)
    start = x - {"start": 0.0, "middle": room / 2, "end": room}[anchor]
    x += max(0.0, 2 - start) - max(0.0, start + room - (WIDTH - 2))
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    classed = f' class="{kind}"' if kind else ""
    return f'<text x="{at(max(x, 0))}" y="{at(y)}"{anchored}{classed}>{spans(marked)}</text>'


def stroke(path: Sequence[Place], kind: str) -> str:
    """A line through the places; one place alone is a dot."""
    if len(path) == 1:
        [(x, y)] = path
        path = [(x - 1.5, y), (x + 1.5, y)]
    steps = "L".join(f"{at(x)} {at(y)}" for x, y in path)
    return f'<path class="{kind}" d="M{steps}"/>'


def cross(x: float, y: float) -> str:
    """Two short lines that cross at the place."""
    return "".join(stroke([(x - 6, y - slope), (x + 6, y + slope)], "point") for slope in (6, -6))


def rectangle(left: float, top: float, right: float, bottom: float, kind: str) -> str:
    """A rectangle by its edges."""
    size = f'width="{at(right - left)}" height="{at(bottom - top)}"'
    return f'<rect class="{kind}" x="{at(left)}" y="{at(top)}" {size}/>'


def margin(up: AnyAxis) -> float:
    """What the numbers beside a vertical axis need."""
    return 12 + max((width(number(up.written(tick))) for tick in up.ticks), default=0)


def axes(frame: Frame, named: bool = True) -> Iterator[str]:
    """The frame, a line of the grid at each tick, and the numbers: below only where the axis is `named` there."""
    for tick in frame.up.ticks:
        y = frame.y(tick)
        yield stroke([(frame.left, y), (frame.right, y)], "zero" if tick == 0 else "grid")
        yield label(frame.left - 5, y + 3.5, number(frame.up.written(tick)), "end", "tick")
    free = 0.0
    for tick in frame.across.ticks:
        x, text = frame.x(tick), number(frame.across.written(tick))
        yield stroke([(x, frame.top), (x, frame.bottom)], "grid")
        if named and x - width(text) / 2 > free:
            yield label(x, frame.bottom + 14, text, "middle", "tick")
            free = x + width(text) / 2 + 6
    yield rectangle(frame.left, frame.top, frame.right, frame.bottom, "axis")


def curve(frame: Frame, pieces: Sequence[Sequence[Point]], kind: str) -> str:
    """The pieces of a curve, cut off at the frame's lower and upper edge."""
    paths: list[list[Place]] = []
    for piece in pieces:
        paths += _cut(frame, piece)
    return "".join(stroke(path, kind) for path in paths)


def _cut(frame: Frame, piece: Sequence[Point]) -> list[list[Place]]:
    if len(piece) == 1:
        [(x, y)] = piece
        return [[(frame.x(x), frame.y(y))]] if frame.up.low <= y <= frame.up.high else []
    paths: list[list[Place]] = []
    for before, after in pairwise(piece):
        inside = _inside(frame, before, after)
        if inside is None:
            continue
        if paths and paths[-1][-1] == inside[0]:
            paths[-1].append(inside[1])
        else:
            paths.append(list(inside))
    return paths


def _inside(frame: Frame, before: Point, after: Point) -> tuple[Place, Place] | None:
    """The part of a line between two points that lies between the edges."""
    low, high = sorted((before[1], after[1]))
    if high < frame.up.low or low > frame.up.high:
        return None
    ends = [_towards(frame, before, after), _towards(frame, after, before)]
    return (frame.x(ends[0][0]), frame.y(ends[0][1])), (frame.x(ends[1][0]), frame.y(ends[1][1]))


def _towards(frame: Frame, end: Point, other: Point) -> Point:
    """The end, or where the line from it to the other one crosses the edge."""
    edge = min(max(end[1], frame.up.low), frame.up.high)
    if edge == end[1]:
        return end
    return end[0] + (other[0] - end[0]) * (edge - end[1]) / (other[1] - end[1]), edge


def pieces(points: Sequence[Point | None]) -> list[list[Point]]:
    """The points in runs: nothing leads over a place that has none."""
    made: list[list[Point]] = [[]]
    for point in points:
        if point is not None:
            made[-1].append(point)
        elif made[-1]:
            made.append([])
    return [run for run in made if run]


def keys(top: float, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Under the picture, a row each: a sample of the stroke, if there is one, and what it shows."""
    for place, (kind, text) in enumerate(entries):
        y = top + ROW * place
        yield _sample(y - 4, kind)
        yield label(48 if kind else 12, y, text)


def _sample(y: float, kind: str) -> str:
    match kind:
        case "":
            return ""
        case "outside" | "prediction":
            return rectangle(12, y - 4, 40, y + 4, kind)
        case "hatched":
            return "".join(stroke([(x, y + 4), (x + 8, y - 4)], "hatch") for x in range(12, 33, 5))
        case "cross":
            return cross(26, y)
        case "breaks":
            return stroke([(26, y - 5), (26, y + 5)], kind)
        case _:
            return stroke([(12, y), (40, y)], kind)
