"""The figure of a claim in LaTeX: axes with round numbers, curves as strokes of PDF, a key, and a table under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from verify.report.axes import AnyAxis, axis, logarithmic_axis, power_of_ten
from verify.report.escaping import command, text
from verify.report.values import point, value

Record = Mapping[str, Any]
Place = tuple[Fraction, Fraction]

WIDTH, HEIGHT = 320, 150  # of the frame, in big points
LEFT, BELOW, RIGHT, ABOVE = 40, 22, 10, 6  # what stands around it
SHORT = 32  # characters of a label
NAMED = 12  # above it where the vertical axis has a name


def figure(claim: Record) -> str:
    """The picture with its key, its table and its caption; nothing where the claim has none."""
    found = claim.get("figure")
    if not found:
        return ""
    curves = [[(Fraction(x), Fraction(y)) for x, y in curve["points"]] for curve in found["curves"]]
    made = logarithmic_axis if found.get("logarithmic") else axis
    across = made([Fraction(found["variable"][end]) for end in ("low", "high")], WIDTH)
    bars = [_bars(curve) for curve in found["curves"]]
    values = [y for points in curves for _, y in points] + [end for bar in bars for _, *ends in bar for end in ends]
    up = made([value for value in values if value > 0 or not found.get("logarithmic")], HEIGHT)
    body = [_axes(across, up, found)]
    for number, (points, curve) in enumerate(zip(curves, found["curves"], strict=True), start=1):
        left_out = [Fraction(x) for x in curve["left_out"]]
        strokes = "\n".join(_stroke(piece, across, up) for piece in _pieces(points, left_out))
        body.append(f"\\put(0,0){{\\amcurve{{{number}}}{{{strokes}}}}}\n")
        if upright := [_bar(bar, across, up) for bar in bars[number - 1]]:
            body.append(f"\\put(0,0){{\\ambars{{{' '.join(upright)}}}}}\n")
    above = ABOVE + NAMED if "unknown" in found else ABOVE
    size = f"({LEFT + WIDTH + RIGHT},{BELOW + HEIGHT + above})(-{LEFT},-{BELOW})"
    picture = f"\\begin{{picture}}{size}\n{''.join(body)}\\end{{picture}}"
    keys = "".join(command("amkey", str(k), _key(c["label"])) for k, c in enumerate(found["curves"], start=1))
    table, caption = _table(found), command("amnote", "Figure", _caption(found))
    return command("amfigure", f"%\n{picture}", f"%\n{keys}") + table + caption


def _key(label: str) -> str:
    """A short label stays on its line."""
    return rf"\mbox{{{text(label)}}}" if len(label) <= SHORT else text(label)


def _table(found: Record) -> str:
    """The values at the places that are asked for, a column for each curve; nothing where none is."""
    if "tabled" not in found:
        return ""
    curves = found["curves"]
    heads = "".join(f"&\\amhead{{{text(curve['label'])}}}" for curve in curves)
    rows = "".join(_row(place, [dict(curve["points"]).get(place) for curve in curves]) for place in found["tabled"])
    return command("amtable", str(len(curves)), f"${found['variable']['latex']}${heads}", f"%\n{rows}")


def _row(place: str, values: Sequence[str | None]) -> str:
    number = Fraction(place)
    shown = f"10^{{{power_of_ten(number)}}}" if Fraction(10) ** power_of_ten(number) == number else value(place)
    cells = ("--" if found is None else f"${value(found)}$" for found in values)
    return " & ".join((f"${shown}$", *cells)) + "\\\\\n"


def _caption(found: Record) -> str:
    """What is to be seen, where the rest is fixed, and how many points are missing."""
    at = f" Here {point(found['at'])}." if found["at"] else ""
    kind, digits = "positive value" if found.get("logarithmic") else "value", "four" if found.get("unknown") else "six"
    missing = (
        f" No {kind} of “{curve['label']}” is known to {digits} digits at {len(curve['left_out'])} of "
        f"{len(curve['left_out']) + len(curve['points'])} places."
        for curve in found["curves"]
        if curve["left_out"]
    )
    return text(found["caption"]) + "." + at + text("".join(missing))


def _axes(across: AnyAxis, up: AnyAxis, found: Record) -> str:
    """A frame with ticks, numbers, a line at 0, and the names of the variable, below, and of the unknown, above."""
    made = [f"\\put(0,0){{\\framebox({WIDTH},{HEIGHT}){{}}}}\n"]
    for tick in across.ticks:
        x = across.at(tick)
        made.append(
            f"\\put({x},0){{\\line(0,1){{3}}}}\\put({x},-4){{\\makebox(0,0)[t]{{${value(across.written(tick))}$}}}}\n"
        )
    for tick in up.ticks:
        y = up.at(tick)
        made.append(
            f"\\put(0,{y}){{\\line(1,0){{3}}}}\\put(-4,{y}){{\\makebox(0,0)[r]{{${value(up.written(tick))}$}}}}\n"
        )
    if up.low < 0 < up.high:
        made.append(f"\\put(0,0){{\\amzero{{0 {up.at(Fraction(0))} m {WIDTH} {up.at(Fraction(0))} l}}}}\n")
    made.append(f"\\put({WIDTH // 2},-{BELOW - 7}){{\\makebox(0,0)[t]{{${found['variable']['latex']}$}}}}\n")
    if unknown := found.get("unknown"):
        made.append(f"\\put(0,{HEIGHT + 4}){{\\makebox(0,0)[b]{{${unknown['latex']}$}}}}\n")
    return "".join(made)


def _pieces(points: Sequence[Place], left_out: Sequence[Fraction]) -> Iterator[list[Place]]:
    """The points in runs: no line leads over a place that was left out."""
    piece = [points[0]]
    for (x, _), after in pairwise(points):
        if any(x < place < after[0] for place in left_out):
            yield piece
            piece = []
        piece.append(after)
    yield piece


def _bars(curve: Record) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Of what is measured: each place with the low and the high end of its interval."""
    pairs = zip(curve["points"], curve.get("intervals", ()), strict=False)
    return [(Fraction(x), Fraction(low), Fraction(high)) for (x, _), (low, high) in pairs]


def _bar(bar: tuple[Fraction, Fraction, Fraction], across: AnyAxis, up: AnyAxis) -> str:
    """An upright line, as far as it is in the frame."""
    x, low, high = bar
    return f"{across.at(x)} {up.at(max(low, up.low))} m {across.at(x)} {up.at(min(high, up.high))} l"


def _stroke(points: Sequence[Place], across: AnyAxis, up: AnyAxis) -> str:
    """Move to the first point, then lines to the others; a single point is a line to itself."""
    path = points if len(points) > 1 else [*points, *points]
    return " ".join(f"{across.at(x)} {up.at(y)} {'l' if k else 'm'}" for k, (x, y) in enumerate(path))
