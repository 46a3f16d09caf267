"""What is measured beside what is predicted, on one axis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from verify.report.axes import axis
from verify.report.pictures.frame import ROW, WIDTH, at, identity, keys, label, rectangle, stroke, svg
from verify.report.pictures.names import number, rounded
from verify.said import predicted_text

Record = Mapping[str, Any]

_PLAIN = re.compile(r"-?\d+(/\d+|\.\d+)?")

LEFT = 24
MEASURED, PREDICTED, LINE = 24, 52, 70  # heights


def measured_picture(claim: Record) -> str:
    """The estimate with its interval, and the prediction, a number or a range; nothing where nothing is measured."""
    found = claim.get("measured")
    if not found:
        return ""
    estimate, low, high = (Fraction(value) for value in (found["estimate"], *found["interval"]))
    ends = [Fraction(end) for end in found["predicted"] or () if not end.endswith("oo")]
    across = axis([low, high, estimate, *ends, Fraction(0)], WIDTH - 2 * LEFT)

    def x(value: Fraction) -> float:
        return LEFT + float(across.at(value))

    parts = [stroke([(LEFT, LINE), (WIDTH - LEFT, LINE)], "axis")]
    for tick in across.ticks:
        parts.append(stroke([(x(tick), 10), (x(tick), LINE)], "grid"))
        parts.append(label(x(tick), LINE + 15, number(across.written(tick)), "middle", "tick"))
    parts.append(stroke([(x(low), MEASURED), (x(high), MEASURED)], "interval"))
    parts += [stroke([(x(end), MEASURED - 6), (x(end), MEASURED + 6)], "interval") for end in (low, high)]
    parts.append(f'<circle class="estimate" cx="{at(x(estimate))}" cy="{MEASURED}" r="5"/>')
    if found["predicted"]:
        edges = {"-oo": LEFT, "oo": WIDTH - LEFT}
        start, stop = (edges[end] if end in edges else x(Fraction(end)) for end in found["predicted"])
        parts.append(rectangle(start - 1.5, PREDICTED - 8, stop + 1.5, PREDICTED + 8, "prediction"))
    measured = f"measured: median {rounded(found['estimate'])} (dot)"
    around = " to ".join(rounded(end) for end in found["interval"])
    interval = f"from {around} with confidence {rounded(found['confidence'])}"
    predicted = f"predicted: {_predicted(found)}" if found["predicted"] else "nothing is predicted"
    entries = [("", measured), ("interval", interval), ("prediction" if found["predicted"] else "", predicted)]
    parts += keys(LINE + 38, entries)
    agreed = {True: " They agree.", False: " They do not agree.", None: ""}[found["agrees"]]
    said = f"{measured}, {interval}; {predicted}.{agreed}"
    return svg(
        identity(claim["id"], "measured"),
        LINE + 38 + 2 * ROW + 8,
        f"{claim['cites']}: measured and predicted",
        said,
        parts,
    )


def _predicted(found: Record) -> str:
    """Plain numbers as the picture writes numbers, anything else as it is said."""
    ends = found["prediction"].split(" to ")
    return " to ".join(map(number, ends)) if all(map(_PLAIN.fullmatch, ends)) else predicted_text(found)
