"""The interval covers the median as often as it says: exactly, by the binomial law, and in simulation."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

import numpy as np
import pytest
import sympy as sp

from numerics.estimate import (
    CONFIDENCE,
    NoNumber,
    TooFew,
    agrees,
    decimal,
    ends,
    numbers,
    of_documents,
    of_numbers,
    order_statistics,
)
from numerics.records import Record, read
from tests.unit.measured.records import record
from theory.measurement import Measurement


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


def says(*series: str, predicted: tuple[object, object] | None = None, **more: Any) -> Measurement:
    ends = None if predicted is None else (sp.sympify(predicted[0]), sp.sympify(predicted[1]))
    return Measurement("a number", "planted/first", series, ends, **more)


def test_a_document_counts_once_however_many_samples_it_has() -> None:
    few = [[k, k + 0.5, k + 1.0] for k in range(8)]
    many = [document * 50 for document in few]
    assert of_documents(opened({"s": few}), says("s")) == of_documents(opened({"s": many}), says("s"))
    assert of_documents(opened({"s": few}), says("s")).count == 8


def test_of_several_series_a_document_is_the_median_of_all_its_samples() -> None:
    both = opened({"a": [[0.0, 1.0]] * 6, "b": [[10.0]] * 6})
    assert of_documents(both, says("a", "b")).value == 1
    assert of_documents(both, says("a")).value == Fraction(1, 2)


class TestNumberOfADocument:
    DRAWN = opened({
        "a": [[1.0, 2.0, 6.0], *[[k, 2.0 * k, 4.0 * k] for k in range(1, 8)]],
        "b": [[0.5, 4.0, 0.25], *[[k + 1.0] for k in range(1, 8)]],
    })  # fmt: skip

    def test_is_the_mean_where_that_is_asked_for(self) -> None:
        assert numbers(self.DRAWN, says("a", number="mean"))[:2] == [3, Fraction("2.33333")]

    def test_is_the_difference_of_two_medians(self) -> None:
        assert numbers(self.DRAWN, says("a", beside=("b",), number="difference"))[:3] == [Fraction(3, 2), 0, 1]

    def test_is_the_ratio_of_two_medians_to_six_digits(self) -> None:
        found = numbers(self.DRAWN, says("a", beside=("b",), number="ratio"))
        assert found[:3] == [4, 1, Fraction("1.33333")]

    def test_that_is_a_ratio_to_nothing_is_none(self) -> None:
        with pytest.raises(NoNumber, match="the ratio of 2 to 0"):
            numbers(opened({"a": [[2.0]], "b": [[0.0]]}), says("a", beside=("b",), number="ratio"))

    @pytest.mark.parametrize("exponent", ["-2", "0", "1/2", "3"])
    def test_is_the_exponent_of_a_power(self, exponent: str) -> None:
        over = [sp.Integer(x) for x in (1, 4, 64)]
        power = {f"at {x}": [[7.0 * float(x) ** float(Fraction(exponent))] * 3] for x in over}
        found = numbers(opened(power), says(*power, over=tuple(over), number="exponent"))
        assert found == [pytest.approx(Fraction(exponent), abs=1e-5)]
        assert exponent != "0" or found == [0]

    def test_is_exactly_0_where_nothing_changes(self) -> None:
        """And no number near it, which would disagree with 0."""
        over = tuple(map(sp.Integer, (25, 50, 75, 100)))
        drawn = opened({f"at {x}": [[20.12]] for x in over})
        assert numbers(drawn, says(*drawn.samples, over=over, number="exponent")) == [0]

    def test_is_the_slope_of_another_solver(self) -> None:
        """Of points that lie on no line."""
        draws = np.random.default_rng(0).uniform(0.1, 9, size=(8, 5))
        over = tuple(map(sp.Integer, (2, 3, 7, 20, 100)))
        series = {f"at {x}": [[value] for value in column] for x, column in zip(over, draws.T, strict=True)}
        found = numbers(opened(series), says(*series, over=over, number="exponent"))
        logs = np.log([float(x) for x in over])
        expected = [np.polyfit(logs, np.log(row), 1)[0] for row in draws]
        assert [float(b) for b in found] == pytest.approx(expected, rel=1e-4)

    def test_that_is_an_exponent_of_nothing_is_none(self) -> None:
        drawn = opened({"a": [[2.0]], "b": [[0.0]]})
        with pytest.raises(NoNumber, match="0 has no logarithm"):
            numbers(drawn, says("a", "b", over=(sp.S.One, sp.Integer(2)), number="exponent"))

    def test_of_series_of_other_documents_is_none(self) -> None:
        drawn = opened({"a": [[2.0]], "b": [[0.0]] * 2})
        with pytest.raises(NoNumber, match="series of 1, 2 documents do not go together"):
            numbers(drawn, says("a", "b"))


ROOT = sp.sqrt(2)  # between 1.41421 and 1.41422


@pytest.mark.parametrize(
    ("low", "high", "meets"),
    [
        (0, 1, True), (8, 9, True), (2, 3, True), (0, 20, True), (0, 0, False), (9, 9, False),
        (8, sp.oo, True), (9, sp.oo, False), (-sp.oo, 1, True), (-sp.oo, sp.Rational(1, 2), False),
        (0, ROOT, True), (0, ROOT / 2, False), (4 * ROOT, 4 * ROOT, True), (6 * ROOT, 7 * ROOT, False),
        (sp.exp(sp.Rational(20795, 10000)), 9, False), (sp.exp(sp.Rational(20794, 10000)), 9, True),
    ],
)  # fmt: skip
def test_the_interval_meets_a_prediction_where_they_share_a_point(low: object, high: object, meets: bool) -> None:
    found = of_numbers([Fraction(k) for k in range(1, 9)])
    assert [found.low, found.value, found.high] == [Fraction(1), Fraction(9, 2), Fraction(8)]
    assert agrees(says("a", predicted=(low, high)), found) is meets


def test_nothing_is_met_where_nothing_is_predicted() -> None:
    assert agrees(says("a"), of_numbers([Fraction(k) for k in range(8)])) is None


def test_ends_of_a_prediction_are_decimals() -> None:
    assert ends(says("a", predicted=(sp.Rational(1, 8), sp.oo))) == ("0.125", "oo")
    assert ends(says("a", predicted=(-sp.oo, ROOT))) == ("-oo", "1.41421356237")
    assert ends(says("a")) is None


@pytest.mark.parametrize(
    ("value", "text"), [("1/2", "0.5"), ("3", "3"), ("-7/16", "-0.4375"), ("1e-12", "0.000000000001")]
)
def test_numbers_are_printed_exactly(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text
