"""The figure of a claim: curves over one variable, on plain or logarithmic axes, with the values that are tabled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from verify.report.axes import AnyAxis, axis, logarithmic_axis, tight_axis
from verify.report.pictures.frame import (
    RIGHT,
    ROW,
    WIDTH,
    Frame,
    Point,
    axes,
    curve,
    identity,
    keys,
    label,
    margin,
    pieces,
    stroke,
    svg,
)
from verify.report.pictures.names import number, symbol, width

Record = Mapping[str, Any]

HEIGHT = 220


def figure_picture(claim: Record) -> str:
    """The curves with their key, and the table under them; nothing where the claim has no figure."""
    found = claim.get("figure")
    if not found:
        return ""
    curves = [_points(record) for record in found["curves"]]
    bars = [[Fraction(end) for ends in record.get("intervals", ()) for end in ends] for record in found["curves"]]
    values = [point[1] for run in curves for point in run if point] + [end for ends in bars for end in ends]
    frame = _frame(found, [value for value in values if value > 0 or not found.get("logarithmic")])
    parts = [*axes(frame)]
    for place, (run, ends) in enumerate(zip(curves, bars, strict=True), start=1):
        parts.append(curve(frame, pieces(run), f"curve-{place}"))
        parts += _intervals(frame, [point for point in run if point], ends, f"curve-{place} bar")
    variable = symbol(found["variable"]["name"])
    parts.append(label((frame.left + frame.right) / 2, frame.bottom + 30, variable, "middle"))
    if unknown := found.get("unknown"):
        parts.append(label(frame.left, 11, symbol(unknown["name"])))
    entries = [(f"curve-{k}", record["label"]) for k, record in enumerate(found["curves"], start=1)]
    y = frame.bottom + 50
    parts += [*keys(y, entries), *_table(found, variable, y + ROW * len(entries) + 8)]
    height = y + ROW * (len(entries) + len(found.get("tabled", ())) + ("tabled" in found)) + 4
    said = f"{found['caption']}. Curves over {variable}: {', '.join(record['label'] for record in found['curves'])}."
    return svg(identity(claim["id"], "figure"), height, f"{claim['cites']}: figure", said, parts)


def _frame(found: Record, values: Sequence[Fraction]) -> Frame:
    ends = [Fraction(found["variable"][end]) for end in ("low", "high")]
    up: AnyAxis = logarithmic_axis(values, HEIGHT) if found.get("logarithmic") else axis(values, HEIGHT)
    left = margin(up)
    made = logarithmic_axis if found.get("logarithmic") else tight_axis
    return Frame(left=left, top=18, across=made(ends, int(WIDTH - RIGHT - left)), up=up)


def _intervals(frame: Frame, points: Sequence[Point], ends: Sequence[Fraction], kind: str) -> Iterator[str]:
    """An upright line from the low to the high end at each point that is measured, as far as it is in the frame."""
    for (x, _), low, high in zip(points, ends[::2], ends[1::2], strict=False):
        place = frame.x(x)
        yield stroke([(place, frame.y(max(low, frame.up.low))), (place, frame.y(min(high, frame.up.high)))], kind)


def _points(record: Record) -> list[Point | None]:
    """In order of place; None where the value is left out."""
    known: dict[Fraction, Point | None] = {Fraction(x): (Fraction(x), Fraction(y)) for x, y in record["points"]}
    known |= dict.fromkeys(map(Fraction, record["left_out"]))
    return [known[place] for place in sorted(known)]


def _table(found: Record, variable: str, top: float) -> Iterator[str]:
    """A row for each place that is asked for, a column for each curve."""
    tabled = found.get("tabled", [])
    if not tabled:
        return
    first = max(width(variable), *(width(number(place)) for place in tabled)) + 24
    step = (WIDTH - first - 8) / len(found["curves"])
    yield label(first - 12, top + 4, variable, "end", "tick")
    for place in range(len(found["curves"])):
        yield label(first + step * (place + 1) - 8, top + 4, f"curve {place + 1}", "end", "tick")
    for row, place in enumerate(tabled, start=1):
        yield label(first - 12, top + 4 + ROW * row, number(place), "end")
        for column, record in enumerate(found["curves"], start=1):
            value = dict(record["points"]).get(place)
            yield label(first + step * column - 8, top + 4 + ROW * row, number(value) if value else "–", "end")
