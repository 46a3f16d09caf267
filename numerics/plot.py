"""The points of a plot of what is measured: medians over documents with their intervals, and what is predicted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from numerics.estimate import Estimate, decimal, of_record, shown
from numerics.records import Record, load, path_of
from theory.measurement import Measurement, Plot


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Places and decimals; `intervals`, from low to high, where they are measured, and nothing where predicted."""

    label: str
    text: str
    points: tuple[tuple[sp.Rational, str], ...]
    intervals: tuple[tuple[str, str], ...] = ()


def drawn(plot: Plot) -> tuple[Line, ...]:
    """The lines from the record, then the levels; BadRecord where the record cannot give one."""
    record = load(plot.record, plot.home)
    return (*_measured(plot, record), *_predicted(plot))


def _measured(plot: Plot, record: Record) -> Iterator[Line]:
    for label, points in plot.lines:
        found = [(place, _estimate(plot, record, series)) for place, series in points]
        yield Line(
            label=label,
            text=f"{plot.number} over documents of {', '.join(points[0][1])}, and so on, in {plot.record}",
            points=tuple((place, decimal(one.value)) for place, one in found),
            intervals=tuple((decimal(one.low), decimal(one.high)) for _, one in found),
        )


def _estimate(plot: Plot, record: Record, series: tuple[str, ...]) -> Estimate:
    says = Measurement(plot.caption, plot.record, series, None, number=plot.number)
    return of_record(record, path_of(plot.record, plot.home), says)


def _predicted(plot: Plot) -> Iterator[Line]:
    for label, points in plot.levels:
        numbers = ", ".join(dict.fromkeys(str(number) for _, number in points))
        yield Line(label=label, text=numbers, points=tuple((place, shown(number)) for place, number in points))
