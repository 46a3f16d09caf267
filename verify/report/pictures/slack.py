"""The slack of each side that is an inequality, along a line through where it is least."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from verify.report.pictures.frame import ROW, at, identity, keys, svg
from verify.report.pictures.line import Line, below, drawn, framed, here, read, remarks, span
from verify.report.pictures.names import number, rounded

Record = Mapping[str, Any]

HEIGHT = 140


def slack_picture(claim: Record) -> str:
    """A frame for each line; nothing where the claim has none, as where it fails at a witness."""
    found = claim["profile"]
    lines = [line for line in found["lines"] if line["through"] != "witness"] if found else []
    if not lines:
        return ""
    parts: list[str] = []
    said: list[str] = []
    y = 10.0
    for record in lines:
        made, y, words = _framed(claim, record, y)
        parts += made
        said.append(words)
        y += 14
    title = f"{claim['cites']}: the slack around where it is least"
    return svg(identity(claim["id"], "slack"), y - 14, title, " ".join(said), parts)


def _framed(claim: Record, record: Record, top: float) -> tuple[list[str], float, str]:
    """One line: its frame, the numbers and names below it, and its key; where it ends, and what is seen."""
    line, names = read(record, claim["sharp_witness"][record["through"]]), tuple(record["curves"])
    low, high, cut = span(line, names, (Decimal(0),))
    frame = framed(line, low, high, top, HEIGHT)
    parts = [*drawn(line, frame, names)]
    for name in names:
        if (own := line.curves[name][line.place]) is not None:
            parts.append(_ring(frame.x(line.here), frame.y_within(Fraction(own))))
    under, y = below(line, frame, frame.bottom + 28)
    entries = [(f"curve-{k}", _said(claim, line, name)) for k, name in enumerate(names, start=1)]
    entries += remarks(line, cut)
    words = [
        f"The slack while {line.moving} moves from {number(line.places[0])} to {number(line.places[-1])}.",
        *(f"{text[0].upper()}{text[1:]}." for _, text in entries[: len(names)]),
    ]
    parts += [*under, *keys(y + ROW, entries)]
    return parts, y + ROW * (len(entries) + 1), " ".join(words)


def _ring(x: float, y: float) -> str:
    return f'<circle class="point" cx="{at(x)}" cy="{at(y)}" r="4.5"/>'


def _said(claim: Record, line: Line, side: str) -> str:
    """What is known of the side where it is tightest."""
    named = "slack" if len(claim["slack"]) == 1 else f"slack, {side}"
    sharp = claim["sharp"].get(side)
    how = f"0 is {sharp['kind']}" if sharp else f"the search found {_amount(claim['slack'][side])}"
    ring = "" if line.curves[side][line.place] is None else " (ring)"
    return f"{named}: {how} at {here(line)}{ring}"


def _amount(slack: str) -> str:
    """A rational as it is, of a ball its middle."""
    middle, between, radius = slack.strip("[]").partition("+/- ")
    return f"at most {rounded(radius)}" if between and not middle else rounded(middle.strip())
