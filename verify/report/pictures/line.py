"""The lines of a profile: curves over one number that moves, gaps where the hypotheses are not met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from numerics.profile import NOUGHT, UNKNOWN, UNMET
from verify.report.axes import axis, tight_axis
from verify.report.pictures.frame import (
    RIGHT,
    WIDTH,
    Frame,
    Point,
    axes,
    curve,
    label,
    margin,
    pieces,
    rectangle,
    stroke,
)
from verify.report.pictures.names import entry, number
from verify.report.pictures.points import Mark, marks

Record = Mapping[str, Any]

SPREAD = 3  # times the range around the configuration: values farther off are cut off
_MOST_POWER = 100  # of ten
NEAR = 3  # of so many parts of the places the middle one lies around the configuration


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the ledger, read: for each curve a value or None at each place."""

    moving: str
    here: Fraction
    places: tuple[Fraction, ...]
    curves: Mapping[str, tuple[Decimal | None, ...]]
    met: tuple[bool, ...]
    unknown: int
    marks: tuple[Mark, ...]

    @property
    def place(self) -> int:
        """Which of the places is the configuration's own."""
        return self.places.index(self.here)


def read(found: Record, at: Record) -> Line:
    """The line through the configuration `at`."""
    name, index = found["moving"]["name"], found["moving"]["index"]
    shown = {curve: values.split() for curve, values in found["curves"].items()}
    places = tuple(map(Fraction, found["places"].split()))
    return Line(
        moving=entry(name, index, lengths(at[name])),
        here=Fraction(found["here"]),
        places=places,
        curves={curve: tuple(map(value_of, values)) for curve, values in shown.items()},
        met=tuple(any(values[place] != UNMET for values in shown.values()) for place in range(len(places))),
        unknown=sum(any(values[place] == UNKNOWN for values in shown.values()) for place in range(len(places))),
        marks=tuple(m for m in marks(at, name, index) if places[0] <= m.at[0] <= places[-1]),
    )


def lengths(value: Any) -> list[int]:
    """The lengths of a list of lists, outermost first."""
    return [len(value), *lengths(value[0])] if isinstance(value, list) else []


def value_of(text: str) -> Decimal | None:
    """The value at a place; None where the hypotheses are not met, or it is not known."""
    if text in (UNMET, UNKNOWN):
        return None
    return Decimal(0) if text == NOUGHT else Decimal(text)


def edges(places: Sequence[Fraction]) -> list[Fraction]:
    """Where what belongs to each place begins and ends: half way to the next one."""
    return [places[0], *((a + b) / 2 for a, b in pairwise(places)), places[-1]]


def span(line: Line, names: Sequence[str], holds: Sequence[Decimal] = ()) -> tuple[Fraction, Fraction, bool]:
    """The lowest and highest value to be drawn, and whether others lie outside.

    All of them, unless a few reach much farther than those around the configuration and most of the others.
    """
    columns = [line.curves[name] for name in names]
    own = [*holds, *_known(columns, line.place, line.place + 1)]
    around = max(1, len(line.places) // (2 * NEAR))
    near = [*own, *_known(columns, max(0, line.place - around), line.place + around + 1)]
    everything = [*own, *_known(columns, 0, len(line.places))]
    low, high = min(near), max(near)
    beyond = sorted(max(low - value, value - high, Decimal(0)) for value in everything)
    reach = max((high - low) * SPREAD, beyond[len(beyond) * 3 // 4])
    within = [v for v in everything if low - reach <= v <= high + reach] if reach else everything
    shown = within if max(everything) - min(everything) > 2 * (max(within) - min(within)) else everything
    capped = any(v is not None and v.adjusted() > _MOST_POWER for column in columns for v in column)
    return Fraction(min(shown)), Fraction(max(shown)), capped or len(shown) < len(everything)


def _known(columns: Sequence[Sequence[Decimal | None]], start: int, stop: int) -> Iterator[Decimal]:
    for values in columns:
        yield from (_tame(v) for v in values[start:stop] if v is not None)


def _tame(value: Decimal) -> Decimal:
    """The value, 0 where it is tiny beyond measure, and the largest that is drawn where it is larger."""
    if value.adjusted() > _MOST_POWER:
        return Decimal(1).scaleb(_MOST_POWER).copy_sign(value)
    return value if value.adjusted() >= -_MOST_POWER else Decimal(0)


def framed(line: Line, low: Fraction, high: Fraction, top: float, height: int) -> Frame:
    """A frame over the line's places."""
    up = axis([low, high], height)
    left = margin(up)
    across = tight_axis([line.places[0], line.places[-1]], int(WIDTH - RIGHT - left))
    return Frame(left=left, top=top, across=across, up=up)


def drawn(line: Line, frame: Frame, names: Sequence[str], first: int = 1) -> Iterator[str]:
    """The grey of what is outside, the curves in their order, and where the configuration is."""
    yield from _outside(line, frame)
    yield from axes(frame)
    x = frame.x(line.here)
    yield stroke([(x, frame.top), (x, frame.bottom)], "here")
    for stroke_, name in enumerate(names, start=first):
        yield curve(frame, pieces(_points(line, frame, name)), f"curve-{stroke_}")


def _points(line: Line, frame: Frame, name: str) -> list[Point | None]:
    """Exact points; of values beyond reason only how far out they are is kept."""
    reach = 50 * (frame.up.high - frame.up.low)
    low, high = (_decimal(end) for end in (frame.up.low - reach, frame.up.high + reach))
    return [
        None if value is None else (place, Fraction(min(max(_tame(value), low), high)))
        for place, value in zip(line.places, line.curves[name], strict=True)
    ]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _outside(line: Line, frame: Frame) -> Iterator[str]:
    """A band around each run of places at which the hypotheses are not met, up to half way to the next place."""
    ends = edges(line.places)
    start: Fraction | None = None
    for place, met in enumerate((*line.met, True)):
        if not met and start is None:
            start = ends[place]
        elif met and start is not None:
            yield rectangle(frame.x(start), frame.top, frame.x(ends[place]), frame.bottom, "outside")
            start = None


def below(line: Line, frame: Frame, top: float) -> tuple[list[str], float]:
    """Under the numbers: the other points, on the axis, with names, and the name of what moves; and where that ends."""
    made: list[str] = []
    rows: list[float] = []
    for mark in line.marks:
        x = frame.x(mark.at[0])
        made.append(f'<circle class="pattern" cx="{x:.1f}" cy="{frame.bottom:.1f}" r="4"/>')
        row = next((k for k, end in enumerate(rows) if end < x - mark.width / 2), len(rows))
        rows[row : row + 1] = [x + mark.width / 2 + 6]
        made.append(label(x, top + 13 * row, mark.name, "middle"))
    y = top + 13 * len(rows)
    made.append(label((frame.left + frame.right) / 2, y + 2, line.moving, "middle"))
    return made, y + 8


def here(line: Line) -> str:
    """`x = −1`."""
    return f"{line.moving} = {number(line.here)}"


def remarks(line: Line, cut: bool) -> list[tuple[str, str]]:
    """Rows of the key on what is not drawn."""
    made = [] if all(line.met) else [("outside", "the hypotheses are not met, or not seen to be")]
    if cut:
        made.append(("", "Values beyond the frame are cut off."))
    if line.unknown:
        made.append(("", f"At {line.unknown} of {len(line.places)} places no value is known well enough."))
    return made
