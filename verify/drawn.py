"""The ledger's figure of a claim: certified points of its expressions, or what a record says, point by point."""

from __future__ import annotations

from numerics.configurations import read
from numerics.figure import Curve, drawn
from numerics.plot import Line
from numerics.plot import drawn as plotted
from numerics.records import BadRecord
from theory.checks import BadClaimFile
from theory.claims import Claim
from theory.figure import Figure
from theory.latex import latex
from theory.measurement import Plot

Entry = dict[str, object]


def figure_of(claim: Claim) -> Entry | None:
    """The claim's figure point by point; BadClaimFile where a curve has fewer than two points, and so is none."""
    match claim.figure:
        case None:
            return None
        case Plot():
            return _plot(claim, claim.figure)
        case Figure():
            return _figure(claim, claim.figure)


def _figure(claim: Claim, figure: Figure) -> Entry:
    curves = drawn(figure)
    if lost := [curve for curve in curves if len(curve.points) < 2]:
        raise BadClaimFile(f"{claim.id}: its figure has no certified points of the curve {lost[0].label!r}")
    return {
        "caption": figure.caption,
        "variable": {
            "name": figure.variable.name,
            "latex": latex(figure.variable),
            "low": str(figure.low),
            "high": str(figure.high),
        },
        **_asked(figure),
        "at": read(figure, figure.given).written(),
        "curves": [_curve(curve) for curve in curves],
    }


def _asked(figure: Figure) -> Entry:
    """What only some figures have."""
    made: Entry = {}
    if figure.unknown is not None:
        made["unknown"] = {"name": figure.unknown.name, "latex": latex(figure.unknown)}
    if figure.logarithmic:
        made["logarithmic"] = True
    if figure.tabled:
        made["tabled"] = [str(place) for place in figure.tabled]
    return made


def _curve(curve: Curve) -> Entry:
    return {
        "label": curve.label,
        "text": str(curve.expression),
        "points": [[str(place), value] for place, value in curve.points],
        "left_out": [str(place) for place in curve.left_out],
    }


def _plot(claim: Claim, plot: Plot) -> Entry:
    try:
        lines = plotted(plot)
    except BadRecord as error:
        raise BadClaimFile(f"{claim.id}: its figure: {error}") from error
    places = [place for line in lines for place, _ in line.points]
    return {
        "caption": plot.caption.removesuffix("."),  # where it is shown, one is put
        "variable": {
            "name": plot.variable,
            "latex": rf"\text{{{plot.variable}}}",
            "low": str(min(places)),
            "high": str(max(places)),
        },
        **({"logarithmic": True} if plot.logarithmic else {}),
        "at": {},
        "curves": [_line(line) for line in lines],
    }


def _line(line: Line) -> Entry:
    made: Entry = {
        "label": line.label,
        "text": line.text,
        "points": [[str(place), value] for place, value in line.points],
        "left_out": [],
    }
    return made | ({"intervals": [list(interval) for interval in line.intervals]} if line.intervals else {})
