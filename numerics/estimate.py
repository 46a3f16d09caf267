"""The median of a quantity from one number a document, with an interval that supposes no distribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb
from statistics import median
from typing import Literal, TypeVar, assert_never

import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration
from numerics.exact import ball, precision
from numerics.pointwise import sign_of
from numerics.records import DIGITS, BadRecord, Record, load, path_of
from theory.measurement import Measurement

T = TypeVar("T")

CONFIDENCE = Fraction(95, 100)
BITS = 256  # for logarithms, and for a prediction that is irrational
SHOWN = 8  # names of series in a complaint
NOWHERE = Configuration(sizes={}, values={})  # what a number depends on


class TooFew(ValueError):
    """Fewer numbers than any interval of this confidence can be made of."""


class NoNumber(ValueError):
    """Samples from which the number that is asked for cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The median of `count` numbers; the true one is from low to high with probability `confidence` or more."""

    value: Fraction
    low: Fraction
    high: Fraction
    confidence: Fraction
    count: int


def order_statistics(count: int, confidence: Fraction = CONFIDENCE) -> tuple[int, Fraction]:
    """The largest k for which the k-th smallest and k-th largest of `count` numbers are such an interval.

    The true median is missed where fewer than k numbers are at most as large as it, or fewer than k at least: each has
    probability at most sum_{i < k} C(count, i) / 2^count, for independent numbers of any one distribution, and exactly
    that for a continuous one.  With k comes the confidence, 1 less both.  TooFew where even k = 1 falls short.
    """
    k, missed = 0, Fraction(0)
    while k < count and 1 - 2 * (larger := missed + Fraction(comb(count, k), 2**count)) >= confidence:
        k, missed = k + 1, larger
    if k == 0:
        raise TooFew(f"{count} numbers make no interval of confidence {float(confidence)} for the median; 6 are needed")
    return k, 1 - 2 * missed


def of_numbers(numbers: Sequence[Fraction]) -> Estimate:
    """The estimate from independent numbers."""
    k, confidence = order_statistics(len(numbers))
    ordered = sorted(numbers)
    return Estimate(
        value=Fraction(median(ordered)),
        low=ordered[k - 1],
        high=ordered[-k],
        confidence=confidence,
        count=len(numbers),
    )


def of_documents(record: Record, says: Measurement) -> Estimate:
    """The estimate from one number a document.

    The samples within a document depend on each other: only the documents are counted as independent.  KeyError where
    the record lacks a series; TooFew; NoNumber where a document has none.
    """
    return of_numbers(numbers(record, says))


def numbers(record: Record, says: Measurement) -> list[Fraction]:
    """One a document, in their order; what is neither a sample nor between two is rounded as samples are."""
    match says.number:
        case "median" | "mean":
            return middles(record, says.samples, says.number)
        case "exponent":
            medians = [middles(record, [name], "median") for name in says.samples]
            return [_exponent(says.over, of_one) for of_one in _together(medians)]
        case "difference" | "ratio":
            pairs = _together([middles(record, part, "median") for part in (says.samples, says.beside)])
            return [_difference(*pair) if says.number == "difference" else _ratio(*pair) for pair in pairs]
        case _:
            assert_never(says.number)


def middles(record: Record, series: Sequence[str], which: Literal["median", "mean"]) -> list[Fraction]:
    """The median or the mean of each document's samples in all these series."""
    joined = _together([record.samples[name] for name in series])
    samples = [[value for part in document for value in part] for document in joined]
    if which == "median":
        return [Fraction(median(values)) for values in samples]
    return [_rounded(sum(values, Fraction()) / len(values)) for values in samples]


def _together(series: Sequence[Sequence[T]]) -> list[tuple[T, ...]]:
    """Document by document; NoNumber where the series are not of the same ones."""
    if len({len(documents) for documents in series}) > 1:
        raise NoNumber(
            f"series of {', '.join(str(len(documents)) for documents in series)} documents do not go together"
        )
    return list(zip(*series, strict=True))


def _difference(one: Fraction, other: Fraction) -> Fraction:
    return _rounded(one - other)


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    if other == 0:
        raise NoNumber(f"the ratio of {float(one):g} to 0 is none")
    return _rounded(one / other)


def _exponent(over: Sequence[sp.Rational], medians: Sequence[Fraction]) -> Fraction:
    """The slope of the logarithms by least squares."""
    if min(medians) <= 0:
        raise NoNumber(f"{float(min(medians)):g} has no logarithm, and an exponent needs those of all")
    if len(set(medians)) == 1:
        return Fraction(0)  # exactly, where a ball would only hold it
    with precision(BITS):
        across = [arb(fmpq(int(x.p), int(x.q))).log() for x in over]
        up = [arb(fmpq(m.numerator, m.denominator)).log() for m in medians]
        middle = sum(across, arb(0)) / len(across)
        away = [x - middle for x in across]
        slope = sum((a * y for a, y in zip(away, up, strict=True)), arb(0)) / sum((a * a for a in away), arb(0))
        man, exp = slope.mid().man_exp()
    return _rounded(Fraction(int(man)) * Fraction(2) ** int(exp))


def _rounded(value: Fraction) -> Fraction:
    """To as many digits as a sample has."""
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction(Decimal(value.numerator) / Decimal(value.denominator))


def estimated(says: Measurement) -> Estimate:
    """The estimate from the record that the statement names; BadRecord where that cannot give one."""
    return of_record(load(says.record, says.home), path_of(says.record, says.home), says)


def of_record(record: Record, shown: str, says: Measurement) -> Estimate:
    """The estimate from this record; BadRecord, with the name that is shown, where it cannot give one."""
    for name in (*says.samples, *says.beside):
        if name not in record.samples:
            some = ", ".join([*record.samples][:SHOWN]) + (", ..." if len(record.samples) > SHOWN else "")
            raise BadRecord(f"{shown}: `samples` has no {name!r}; it has {some}")
    try:
        return of_documents(record, says)
    except (NoNumber, TooFew) as error:
        raise BadRecord(f"{shown}: `samples.{says.samples[0]}`: {error}") from error


def agrees(says: Measurement, found: Estimate) -> bool | None:
    """Is any predicted value within the interval?  None where nothing is predicted."""
    if says.predicted is None:
        return None
    low, high = says.predicted
    return _is_at_most(low, found.high) and not _is_below(high, found.low)


def _is_at_most(number: sp.Expr, other: Fraction) -> bool:
    return not _sign(number, other) > 0


def _is_below(number: sp.Expr, other: Fraction) -> bool:
    return _sign(number, other) < 0


def _sign(number: sp.Expr, other: Fraction) -> int:
    """Of number - other; an irrational number differs from every rational one, so that some precision tells."""
    if number.is_infinite:
        return 1 if number > 0 else -1
    if isinstance(number, sp.Rational):
        apart = Fraction(int(number.p), int(number.q)) - other
        return (apart > 0) - (apart < 0)
    for bits in (BITS, 8 * BITS, 64 * BITS):
        with precision(bits):
            found = sign_of(compiled(number - sp.Rational(other.numerator, other.denominator))(NOWHERE))
        if found is not None:
            return found
    raise BadRecord(f"the prediction {number} cannot be told from {float(other):g}")


def ends(says: Measurement) -> tuple[str, str] | None:
    """What is predicted, from the least to the largest, as decimals: of what has no short one, twelve digits."""
    if says.predicted is None:
        return None
    low, high = map(shown, says.predicted)
    return low, high


def in_decimals(prediction: str, ends: Sequence[str]) -> str:
    """The prediction, with decimals in place of what is no plain number: `about 3.545 or more`."""
    if not re.search("[a-z(]", re.sub(" to | or more| or less|any number", "", prediction)):
        return prediction
    about = [format(Decimal(end), ".4g") for end in dict.fromkeys(ends) if not end.endswith("oo")]
    side = re.search(" or more| or less|$", prediction)
    return f"about {' to '.join(about)}{side[0] if side else ''}"


def shown(number: sp.Expr) -> str:
    """The number as a decimal of at most twelve digits, or -oo or oo."""
    if number.is_infinite:
        return str(number)
    if isinstance(number, sp.Rational):
        value = Decimal(int(number.p)) / Decimal(int(number.q))
    else:
        with precision(BITS):
            value = Decimal(ball(compiled(number)(NOWHERE)).str(30, radius=False))
    with localcontext() as context:
        context.prec = 12
        return format((+value).normalize(), "f")


def decimal(value: Fraction) -> str:
    """The number as a decimal without exponent; every number of a record, and half of a sum of two, has one."""
    with localcontext() as context:
        context.prec = 100
        return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
