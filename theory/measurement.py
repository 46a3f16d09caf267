"""What is measured and not derived: a number of each document of a record, beside what is predicted of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import sympy as sp

from theory.kernel import Ill

Number = Literal["median", "mean", "difference", "ratio", "exponent"]
Each = Literal["document", "seed"]

PROSE = re.compile(r"[A-Za-z0-9 ,.;:()'/=+-]+")
RECORD = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
MOST_LINES = 4  # that a reader tells apart without colours


@dataclass(frozen=True, slots=True)
class Measurement:
    """The median of a measured quantity, one number a document, lies where it is predicted: from `low` to `high`.

    `samples` are series of the record `measurements/<record>.json`; `each` of their lists is of a document of a text,
    or of a seed, called a document here too.  A document's number is the median or the mean of its samples in all of
    them; or the difference or the ratio of the median of these to that of the samples in the series `beside`; or the
    exponent b of m_k ~ x_k^b, by least squares of the logarithms, m_k the median of its samples in the k-th series and
    x_k the k-th of `over`.  `predicted` are exact numbers, sqrt and pi among them, -oo and oo where an end is open, or
    None where nothing is predicted.  Nothing is derived here and nothing refuted: the verdict sets estimate and
    prediction side by side.  `home`, the paper's folder, is filled in as a claim is loaded.
    """

    quantity: str
    record: str
    samples: tuple[str, ...]
    predicted: tuple[sp.Expr, sp.Expr] | None
    unit: str = ""
    number: Number = "median"
    beside: tuple[str, ...] = ()
    over: tuple[sp.Rational, ...] = ()
    each: Each = "document"
    home: Path | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for words in (self.quantity, *([self.unit] if self.unit else [])):
            check_prose("what is measured", words)
        check_record(self.record)
        for name, series in (("samples", self.samples), ("samples beside", self.beside or self.samples)):
            if not series or len(set(series)) != len(series):
                raise Ill(f"a measurement names the series of its {name}, each once, not {series}")
        if self.number not in get_args(Number):
            raise Ill(f"{self.number!r} is no number of a document: use one of {', '.join(get_args(Number))}")
        if self.each not in get_args(Each):
            raise Ill(f"{self.each!r} is not what a number can be of: use one of {', '.join(get_args(Each))}")
        if (self.number in ("difference", "ratio")) != bool(self.beside):
            raise Ill(f"a difference or a ratio, and nothing else, names series `beside`: not a {self.number}")
        self._check_over()
        if self.predicted is not None:
            self._check_predicted(self.predicted)

    def _check_over(self) -> None:
        if self.number != "exponent":
            if self.over:
                raise Ill(f"an exponent, and nothing else, is `over` numbers: not a {self.number}")
        elif len(self.over) != len(self.samples) or len(set(self.over)) < 2:
            raise Ill(f"an exponent is over one number for each series, two of them different, not {self.over}")
        elif not all(isinstance(x, sp.Rational) and x > 0 for x in self.over):
            raise Ill(f"an exponent is over exact positive numbers, not {self.over}")

    def _check_predicted(self, predicted: tuple[sp.Expr, sp.Expr]) -> None:
        if len(predicted) != 2 or not all(_is_exact(end) for end in predicted):
            raise Ill(f"a prediction is two exact numbers, from the least to the largest, not {predicted}")
        if (predicted[0] <= predicted[1]) is not sp.true:
            raise Ill(f"a prediction goes from the least to the largest number, not from {self.prediction}")

    @property
    def prediction(self) -> str:
        """The predicted number, `0 to 1/2`, `1 or more`, or `nothing`."""
        if self.predicted is None:
            return "nothing"
        low, high = self.predicted
        if low == -sp.oo or high == sp.oo:
            ends = "any number" if low == -high else f"{low} or more" if high == sp.oo else f"{high} or less"
            return ends
        return " to ".join(dict.fromkeys(map(str, self.predicted)))

    @property
    def words(self) -> str:
        """The whole statement."""
        if self.predicted is None:
            return f"the median of {self.quantity}" + (f", {self.unit}" if self.unit else "")
        where = f"{self.prediction} {self.unit}".rstrip()
        return f"the median of {self.quantity} is {where}"

    @property
    def source(self) -> str:
        """Which numbers of which record make it."""
        beside = f" beside {', '.join(self.beside)}" if self.beside else ""
        over = f" over {', '.join(map(str, self.over))}" if self.over else ""
        return f"{self.number} of {', '.join(self.samples)}{beside}{over} in {self.record}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What a record says, drawn: medians over its documents with their intervals, over one variable in plain words.

    A line is a label and points: an exact place and the series whose samples there are joined, a document's number
    being their median, or their mean.  `levels` are what is predicted: a label and points, an exact place and an exact
    number.  It decides nothing.  Ill, in one line, where a part is missing or not of its kind.  `home` is as above.
    """

    variable: str
    record: str
    lines: tuple[tuple[str, tuple[tuple[sp.Rational, tuple[str, ...]], ...]], ...]
    levels: tuple[tuple[str, tuple[tuple[sp.Rational, sp.Expr], ...]], ...] = ()
    caption: str
    number: Literal["median", "mean"] = "median"
    logarithmic: bool = False
    home: Path | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        check_record(self.record)
        for words in (self.variable, self.caption, *(label for label, _ in (*self.lines, *self.levels))):
            check_prose("a plot", words)
        if not self.lines or len(self.lines) + len(self.levels) > MOST_LINES:
            raise Ill(f"a plot has a line at least, and {MOST_LINES} with its levels at most")
        for label, points in (*self.lines, *self.levels):
            places = [place for place, _ in points]
            if len(places) < 2 or not all(isinstance(p, sp.Rational) for p in places):
                raise Ill(f"a plot: the line {label!r} has exact places, two at least, not {places}")
            if places != sorted(set(places)):
                raise Ill(f"a plot: the places of {label!r} do not rise one by one")
            if self.logarithmic and places[0] <= 0:
                raise Ill(f"a plot: {places[0]} of {label!r} has no place on a logarithmic axis")
        for label, points in self.lines:
            if not all(isinstance(series, tuple) and series for _, series in points):
                raise Ill(f"a plot: each point of {label!r} names its series")
        for label, points in self.levels:
            if not all(_is_exact(value) and value.is_finite for _, value in points):
                raise Ill(f"a plot: the level {label!r} is of exact numbers")


def check_prose(what: str, words: str) -> None:
    """Ill unless it is words that any format can show."""
    if not PROSE.fullmatch(words):
        raise Ill(f"{what} is said in plain prose, which {words!r} is not")


def check_record(name: str) -> None:
    """Ill unless it is a paper and an experiment."""
    if not RECORD.fullmatch(name):
        raise Ill(f"{name!r} names no record: it is a paper and an experiment, as in niu2024/feed_forward")


def _is_exact(number: object) -> bool:
    """Is it a real number, or an end that is open, without a float in it?"""
    return (
        isinstance(number, sp.Expr)
        and not number.free_symbols
        and bool(number.is_extended_real)
        and not number.has(sp.Float, sp.nan, sp.zoo)
    )
