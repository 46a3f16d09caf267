"""A witness in the plane: contour lines of the left side, and hatched where the relation fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

import contourpy
import numpy as np
from numpy.typing import NDArray

from numerics.profile import UNMET
from verify.report.axes import axis, tight_axis
from verify.report.pictures.frame import (
    RIGHT,
    ROW,
    WIDTH,
    Frame,
    at,
    axes,
    cross,
    identity,
    keys,
    label,
    margin,
    rectangle,
    stroke,
    svg,
)
from verify.report.pictures.line import edges, lengths, value_of
from verify.report.pictures.names import entry, number, symbol
from verify.report.pictures.points import joined, points

Record = Mapping[str, Any]
Array = NDArray[np.float64]

LEAST, MOST = 160, 340  # height of the frame
LEVELS = 200.0  # of the length on which the levels of the contours are chosen
FARTHEST = 1e12  # beyond, a value is no more than large


def contours(claim: Record) -> str:
    """The picture of the plane of a profile, with the patterns as dots and the query as a cross."""
    found, own = claim["profile"]["plane"], claim["witness"]
    columns, rows = (tuple(map(Fraction, found[name].split())) for name in ("columns", "rows"))
    name = identity(claim["id"], "plane")
    frame = _frame(columns, rows)
    left, slack = (_table(found["values"][which]) for which in ("left", "slack"))
    grid = np.array([float(c) for c in columns]), np.array([float(r) for r in rows])
    unmet = [*_unmet(frame, columns, rows, found["values"]["left"])]
    parts = [_hatching(name), *axes(frame), *unmet]
    levels = [*_lines(frame, *grid, left)]
    parts += [_region(frame, *grid, slack, name), *levels, *_marked(frame, own, found)]
    across, up = (
        entry(found[way]["name"], found[way]["index"], lengths(own[found[way]["name"]])) for way in ("across", "up")
    )
    parts.append(label((frame.left + frame.right) / 2, frame.bottom + 28, across, "middle"))
    parts.append(label(frame.left, frame.top - 6, up))
    query = symbol(found["across"]["name"])
    entries = [("level", "contour lines of the left side, with its value")] if levels else []
    entries += [("hatched", "the relation fails"), ("cross", f"the witness, {query}")]
    entries += [("outside", "the hypotheses are not met, or not seen to be")] if unmet else []
    y = frame.bottom + 50
    parts += keys(y, entries)
    said = (
        f"Contour lines of the left side of the relation where {query} moves in the plane and all else is as in the "
        f"witness, which is the cross. Hatched is where the relation fails."
    )
    title = f"{claim['cites']}: where the relation fails in the plane"
    return svg(name, y + ROW * (len(entries) - 1) + 10, title, said, parts)


def _frame(columns: Sequence[Fraction], rows: Sequence[Fraction]) -> Frame:
    """As wide as the picture, or narrower where it would be too high, both axes in one scale where that is possible."""
    ratio = float((rows[-1] - rows[0]) / (columns[-1] - columns[0]))
    up = tight_axis([rows[0], rows[-1]], MOST)
    left = 4 + margin(up)
    room = int(WIDTH - RIGHT - left)
    height = int(min(max(room * ratio, LEAST), MOST))
    length = int(min(max(height / ratio, LEAST), room))
    up = tight_axis([rows[0], rows[-1]], height)
    return Frame(left=left, top=18, across=tight_axis([columns[0], columns[-1]], length), up=up)


def _table(rows: Sequence[str]) -> Array:
    """The values as floats; none where there is none."""
    return np.array([[_float(value) for value in row.split()] for row in rows])


def _float(value: str) -> float:
    known = value_of(value)
    return float("nan") if known is None else min(max(float(known), -FARTHEST), FARTHEST)


def _hatching(name: str) -> str:
    size = 'patternUnits="userSpaceOnUse" width="7" height="7" patternTransform="rotate(45)"'
    return f'<defs><pattern id="{name}-hatch" {size}><path class="hatch" d="M0 0L0 7"/></pattern></defs>'


def _region(frame: Frame, x: Array, y: Array, slack: Array, name: str) -> str:
    """Where the slack is below 0."""
    made = contourpy.contour_generator(x, y, np.ma.masked_invalid(slack), fill_type=contourpy.FillType.OuterOffset)
    path = []
    for corners, offsets in zip(*made.filled(-np.inf, 0.0), strict=True):
        for start, stop in pairwise(offsets):
            path.append("M" + "L".join(_place(frame, corner) for corner in corners[start:stop]) + "Z")
    return (
        f'<path class="edge" fill-rule="evenodd" style="fill:url(#{name}-hatch)" d="{"".join(path)}"/>' if path else ""
    )


def _place(frame: Frame, corner: Sequence[float]) -> str:
    return f"{at(frame.x(Fraction(float(corner[0]))))} {at(frame.y(Fraction(float(corner[1]))))}"


def _lines(frame: Frame, x: Array, y: Array, left: Array) -> Iterator[str]:
    """Contour lines at round values, each with its value where there is room."""
    known = left[~np.isnan(left)]
    low, high = np.quantile(known, [0.02, 0.9])  # a corner far away may be very high
    if not low < high:
        return
    made = contourpy.contour_generator(x, y, np.ma.masked_invalid(left))
    taken: list[tuple[float, float]] = []
    levels = axis([Fraction(float(low)), Fraction(float(high))], int(LEVELS))
    for level in levels.ticks:
        for path in cast("list[Array]", made.lines(float(level))):
            corners = [(frame.x(Fraction(float(a))), frame.y(Fraction(float(b)))) for a, b in path]
            yield stroke(corners, "level")
            middle = corners[len(corners) // 2]
            if len(corners) > 4 and all(abs(middle[0] - a) > 44 or abs(middle[1] - b) > 14 for a, b in taken):
                taken.append(middle)
                yield label(middle[0], middle[1] + 3.5, number(levels.written(level)), "middle", "tick halo")


def _unmet(frame: Frame, columns: Sequence[Fraction], rows: Sequence[Fraction], table: Sequence[str]) -> Iterator[str]:
    """A grey cell around each place at which the hypotheses are not met."""
    across, up = edges(columns), edges(rows)
    for row, values in enumerate(table):
        for column, value in enumerate(values.split()):
            if value == UNMET:
                start, stop = frame.x(across[column]), frame.x(across[column + 1])
                yield rectangle(start, frame.y(up[row + 1]), stop, frame.y(up[row]), "outside")


def _marked(frame: Frame, own: Record, found: Record) -> Iterator[str]:
    """The other points as dots, and the query as a cross, each with its name."""
    query = found["across"]["name"]
    named = [(name, place) for of, name, place in points(own) if of != query and len(place) == 2]
    for mark in joined(named):
        x, y = frame.x(mark.at[0]), frame.y(mark.at[1])
        if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
            yield f'<circle class="pattern" cx="{at(x)}" cy="{at(y)}" r="4"/>'
            yield label(x + 7, y - 6, mark.name, "start", "halo")
    x, y = (frame.x(Fraction(own[query][0])), frame.y(Fraction(own[query][1])))
    yield cross(x, y)
    yield label(x + 9, y + 13, symbol(query), "start", "halo")
