"""The interval covers the median as often as it says: exactly, by the binomial law, and in simulation."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest

from numerics.estimate import CONFIDENCE, TooFew, decimal, of_documents, of_numbers, order_statistics
from numerics.records import Record, read
from tests.unit.measured.records import record


@pytest.mark.parametrize("count", [*range(6, 40), 101, 400])
def test_the_order_statistics_are_the_narrowest_of_this_confidence(count: int) -> None:
    def covered(k: int) -> Fraction:
        """P(k <= B <= count - k) for B binomial with probability 1/2: the median is within the k-th ones."""
        return Fraction(sum(comb(count, i) for i in range(k, count - k + 1)), 2**count)

    k, confidence = order_statistics(count)
    assert confidence == covered(k) >= CONFIDENCE
    assert covered(k + 1) < CONFIDENCE
    assert k <= count - k


@pytest.mark.parametrize("count", range(6))
def test_fewer_than_six_numbers_make_none(count: int) -> None:
    with pytest.raises(TooFew, match=f"{count} numbers"):
        order_statistics(count)
    with pytest.raises(TooFew):
        of_numbers([Fraction(k) for k in range(count)])


@pytest.mark.parametrize("count", [6, 7, 10])
def test_the_confidence_is_exact_by_listing_all_signs(count: int) -> None:
    """Each number is above or below the true median, independently: all 2^count cases, one by one."""
    hits = 0
    for signs in product((-1, 1), repeat=count):
        found = of_numbers([Fraction(sign * (1 + k)) for k, sign in enumerate(signs)])
        hits += found.low <= 0 <= found.high
    assert Fraction(hits, 2**count) == order_statistics(count)[1]


@pytest.mark.parametrize("count", [6, 24])
@pytest.mark.parametrize("drawn", ["skewed", "heavy", "tied"])
def test_it_covers_the_median_in_simulation(count: int, drawn: str) -> None:
    """Also of distributions without a mean, and with ties, where it covers more."""
    draws, runs = np.random.default_rng(count), 2000
    shapes = {
        "skewed": (draws.exponential(size=(runs, count)), np.log(2)),
        "heavy": (draws.standard_cauchy(size=(runs, count)), 0.0),
        "tied": (draws.integers(0, 3, size=(runs, count)).astype(float), 1.0),
    }
    values, true = shapes[drawn]
    median, confidence = Fraction(float(true)), float(order_statistics(count)[1])
    hits = 0
    for row in values:
        found = of_numbers([Fraction(float(v)) for v in row])
        hits += found.low <= median <= found.high
    noise = 5 * (confidence * (1 - confidence) / runs) ** 0.5
    assert hits / runs >= confidence - noise
    if drawn != "tied":
        assert hits / runs <= confidence + noise


def test_too_narrow_an_interval_is_seen_by_the_simulation() -> None:
    """One order statistic further in on both sides falls short by far more than the noise."""
    count, runs = 24, 2000
    k, confidence = order_statistics(count)
    values = np.sort(np.random.default_rng(1).exponential(size=(runs, count)), axis=1)
    hits = np.mean((values[:, k] <= np.log(2)) & (np.log(2) <= values[:, -k - 1]))
    assert hits < float(confidence) - 5 * float(confidence * (1 - confidence) / runs) ** 0.5


def opened(samples: dict[str, list[list[float]]]) -> Record:
    return read(record(samples), "here")


def test_a_document_counts_once_however_many_samples_it_has() -> None:
    few = [[k, k + 0.5, k + 1.0] for k in range(8)]
    many = [document * 50 for document in few]
    assert of_documents(opened({"s": few}), ["s"]) == of_documents(opened({"s": many}), ["s"])
    assert of_documents(opened({"s": few}), ["s"]).count == 8


def test_of_several_series_a_document_is_the_median_of_all_its_samples() -> None:
    both = opened({"a": [[0.0, 1.0]] * 6, "b": [[10.0]] * 6})
    assert of_documents(both, ["a", "b"]).value == 1
    assert of_documents(both, ["a"]).value == Fraction(1, 2)


def test_the_interval_meets_a_prediction_where_they_share_a_point() -> None:
    found = of_numbers([Fraction(k) for k in range(1, 9)])
    assert [found.low, found.value, found.high] == [Fraction(1), Fraction(9, 2), Fraction(8)]
    for low, high, meets in [(0, 1, True), (8, 9, True), (2, 3, True), (0, 20, True), (0, 0, False), (9, 9, False)]:
        assert found.meets(Fraction(low), Fraction(high)) is meets


@pytest.mark.parametrize(
    ("value", "text"), [("1/2", "0.5"), ("3", "3"), ("-7/16", "-0.4375"), ("1e-12", "0.000000000001")]
)
def test_numbers_are_printed_exactly(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text
