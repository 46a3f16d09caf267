"""The median of a quantity from one number a document, with an interval that supposes no distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb
from statistics import median

from numerics.records import BadRecord, Record, load, path_of
from theory.statement import Measurement

CONFIDENCE = Fraction(95, 100)


class TooFew(ValueError):
    """Fewer numbers than any interval of this confidence can be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The median of `count` numbers; the true one is from low to high with probability `confidence` or more."""

    value: Fraction
    low: Fraction
    high: Fraction
    confidence: Fraction
    count: int

    def meets(self, low: Fraction, high: Fraction) -> bool:
        """Does the interval share a point with the predicted range?"""
        return self.low <= high and low <= self.high


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


def of_documents(record: Record, series: Sequence[str]) -> Estimate:
    """The estimate from one number a document, the median of its samples in all these series.

    The samples within a document depend on each other: only the documents are counted as independent.  KeyError where
    the record lacks a series.
    """
    documents = zip(*(record.samples[name] for name in series), strict=True)
    return of_numbers([Fraction(median([value for part in document for value in part])) for document in documents])


def estimated(says: Measurement) -> Estimate:
    """The estimate from the record that the statement names; BadRecord where that cannot give one."""
    record = load(says.record)
    for name in says.samples:
        if name not in record.samples:
            raise BadRecord(f"{path_of(says.record)}: `samples` has no {name!r}; it has {', '.join(record.samples)}")
    try:
        return of_documents(record, says.samples)
    except TooFew as error:
        raise BadRecord(f"{path_of(says.record)}: `samples.{says.samples[0]}`: {error}") from error


def agrees(says: Measurement, found: Estimate) -> bool:
    """Is any predicted value within the interval?"""
    low, high = (Fraction(int(bound.p), int(bound.q)) for bound in says.predicted)
    return found.meets(low, high)


def decimal(value: Fraction) -> str:
    """The number as a decimal without exponent; every number of a record, and half of a sum of two, has one."""
    with localcontext() as context:
        context.prec = 100
        return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
