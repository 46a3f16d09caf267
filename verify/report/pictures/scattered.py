"""The points of a witness in which no number is moved, on a line or in the plane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from verify.report.axes import Axis, tight_axis
from verify.report.pictures.frame import WIDTH, Frame, at, axes, identity, label, stroke, svg
from verify.report.pictures.names import number, width
from verify.report.pictures.points import Mark, dimension, joined, points

Record = Mapping[str, Any]

SIDE = 300  # of the plane, at most
MARGIN = 40


def scattered(claim: Record) -> str:
    """The points by their names; nothing where there are none, or where they lie in no line or plane."""
    where = dimension(claim["witness"])
    marks = joined([(name, place) for _, name, place in points(claim["witness"])])
    if where not in (1, 2) or not marks:
        return ""
    parts, height = _on_a_line(marks) if where == 1 else _in_the_plane(marks)
    said = ". ".join(f"{mark.name} at {_coordinates(mark)}" for mark in marks)
    return svg(
        identity(claim["id"], "points"), height, f"{claim['cites']}: the points of the witness", f"{said}.", parts
    )


def _coordinates(mark: Mark) -> str:
    written = ", ".join(map(number, mark.at))
    return f"({written})" if len(mark.at) > 1 else written


def _range(numbers: Sequence[Fraction]) -> list[Fraction]:
    low, high = min(numbers), max(numbers)
    margin = (high - low) / 4 or abs(low) or Fraction(1)
    return [low - margin, high + margin]


def _on_a_line(marks: Sequence[Mark]) -> tuple[list[str], float]:
    across = tight_axis(_range([mark.at[0] for mark in marks]), WIDTH - 2 * MARGIN)
    y, ends = 40.0, [0.0]
    parts = [stroke([(MARGIN, y), (WIDTH - MARGIN, y)], "axis")]
    for tick in across.ticks:
        x = MARGIN + float(across.at(tick))
        parts += [
            stroke([(x, y - 4), (x, y + 4)], "axis"),
            label(x, y + 18, number(across.written(tick)), "middle", "tick"),
        ]
    for mark in marks:
        x = MARGIN + float(across.at(mark.at[0]))
        row = next((k for k, end in enumerate(ends) if end < x - mark.width / 2), len(ends)) % 2
        ends[row : row + 1] = [x + mark.width / 2 + 6]
        parts.append(f'<circle class="pattern" cx="{at(x)}" cy="{at(y)}" r="4"/>')
        parts.append(label(x, y - 10 - 13 * row, mark.name, "middle"))
    return parts, y + 26


def _in_the_plane(marks: Sequence[Mark]) -> tuple[list[str], float]:
    across, up = (_range([mark.at[k] for mark in marks]) for k in (0, 1))
    ratio = float((up[1] - up[0]) / (across[1] - across[0]))
    height = int(min(max(SIDE * ratio, SIDE // 2), SIDE))
    frame = _framed(tight_axis(across, SIDE), tight_axis(up, height))
    parts = [*axes(frame)]
    for mark in marks:
        x, y = frame.x(mark.at[0]), frame.y(mark.at[1])
        parts.append(f'<circle class="pattern" cx="{at(x)}" cy="{at(y)}" r="4"/>')
        parts.append(label(x + 7, y - 6, mark.name, "start", "halo"))
    return parts, frame.bottom + 24


def _framed(across: Axis, up: Axis) -> Frame:
    return Frame(left=16 + max(width(number(up.written(tick))) for tick in up.ticks), top=10, across=across, up=up)
