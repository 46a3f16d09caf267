"""The picture of a witness: both sides of the relation that fails, and where it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from verify.report.pictures.frame import ROW, Frame, at, identity, keys, stroke, svg
from verify.report.pictures.line import Line, below, drawn, framed, here, read, remarks, span
from verify.report.pictures.names import number
from verify.report.pictures.plane import contours
from verify.report.pictures.scattered import scattered

Record = Mapping[str, Any]

HEIGHT, LOW = 180, 110  # of the frame, and of the one below it that shows the slack alone
SEEN = 6  # points that a bar must be long to be seen
ROOM = 3  # times the slack at the witness, around it in its own frame
SIDES = ("left", "right")
SIGNS = {"<=": "≤", ">=": "≥", "=": "="}


def witness_picture(claim: Record) -> str:
    """Contours where the query moves in the plane, else curves along a line, else the points; nothing without any."""
    if not claim["witness"]:
        return ""
    found = claim["profile"]
    if found and found["plane"]:
        return contours(claim)
    through = [line for line in found["lines"] if line["through"] == "witness"] if found else []
    return _along(claim, through[0]) if through else scattered(claim)


def _along(claim: Record, found: Record) -> str:
    line, op = read(found, claim["witness"]), found["op"]
    low, high, cut = span(line, SIDES)
    frame = framed(line, low, high, 10, HEIGHT)
    parts = [*drawn(line, frame, SIDES), *_bar(line, frame)]
    under, y = below(line, frame, frame.bottom + 28)
    parts += under
    words, claimed = _broken(line), f"claimed is left {SIGNS.get(op, op)} right"
    entries = [("curve-1", "left side"), ("curve-2", f"right side; {claimed}"), ("breaks", words)]
    if _length(line, frame) < SEEN:
        zoomed, y, beyond = _slack(line, y + 10)
        parts += zoomed
        entries.append(("curve-3", f"below: the slack, {'left minus right' if '>' in op else 'right minus left'}"))
        cut = cut or beyond
    entries += remarks(line, cut)
    parts += keys(y + ROW, entries)
    title = f"{claim['cites']}: left {SIGNS.get(op, op)} right breaks at {here(line)}"
    said = (
        f"Both sides of the relation while {line.moving} moves from {number(line.places[0])} to "
        f"{number(line.places[-1])} and all else is as in the witness. {_sentence(words)}; {claimed}."
    )
    return svg(identity(claim["id"], "witness"), y + ROW * (len(entries) + 1), title, said, parts)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _own(line: Line, name: str) -> Decimal | None:
    return line.curves[name][line.place]


def _broken(line: Line) -> str:
    """`at x = −1: left −1, right −1.566`."""
    left, right = (_shown(_own(line, name)) for name in SIDES)
    return f"at {here(line)}: left {left}, right {right}"


def _shown(value: Decimal | None) -> str:
    return "not known" if value is None else number(str(value))


def _ends(line: Line, frame: Frame) -> list[float]:
    values = [_own(line, name) for name in SIDES]
    return [frame.y_within(Fraction(value)) for value in values if value is not None]


def _length(line: Line, frame: Frame) -> float:
    ends = _ends(line, frame)
    return max(ends) - min(ends) if len(ends) == 2 else 0


def _bar(line: Line, frame: Frame) -> list[str]:
    """From one side to the other at the witness; a mark where they are too near to be told apart."""
    x, ends = frame.x(line.here), _ends(line, frame)
    made = [f'<circle class="point" cx="{at(x)}" cy="{at(y)}" r="4"/>' for y in ends]
    if len(ends) == 2 and abs(ends[0] - ends[1]) > 1:
        made.append(stroke([(x, ends[0]), (x, ends[1])], "breaks"))
    elif ends:
        made.append(stroke([(x, ends[0] - 5), (x, ends[0] + 5)], "breaks"))
    return made


def _slack(line: Line, top: float) -> tuple[list[str], float, bool]:
    """A second frame, for a slack that is small beside the sides; where it ends, and whether it cuts values off."""
    own = _own(line, "slack")
    low, high, cut = span(line, ("slack",), (Decimal(0),))
    if own:
        room = Fraction(abs(own) * ROOM)
        cut = cut or low < -room or high > room
        low, high = max(low, -room), min(high, room)
    frame = framed(line, low, high, top, LOW)
    x, zero = frame.x(line.here), frame.y(Fraction(0))
    ends = (zero, frame.y_within(Fraction(own))) if own else (zero - 5, zero + 5)
    return (
        [*drawn(line, frame, ("slack",), first=3), stroke([(x, end) for end in ends], "breaks")],
        frame.bottom + 18,
        cut,
    )
