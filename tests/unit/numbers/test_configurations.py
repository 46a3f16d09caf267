"""One description of a configuration, in a fixed order from the smallest on, always in the domain."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice

import hypothesis
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from numerics.configurations import (
    Configuration,
    count,
    drawn,
    flat,
    in_domain,
    of_height,
    rational,
    read,
    shapes,
    smallest_first,
    strategy,
)
from tests.unit.numbers.planted import planted
from theory.claims import Claim
from theory.kernel import Family
from theory.statement import bound
from theory.symbols import beta, d, n, rho, weight, x

p = Family("p", n, positive=True)
q = Family("q", n, nonnegative=True)

WIDE = planted(bound(rho[1, 1] + x[1], "<=", d + n), name="wide")
SCALED = planted(bound(x[1] * beta, "<=", weight), name="scaled")
POSITIVE = planted(bound(p[1], "<=", q[1]), name="positive")
FLAT = planted(bound(n, "<=", d), name="flat")
ALL = (WIDE, SCALED, POSITIVE, FLAT)
quick = hypothesis.settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[hypothesis.Phase.generate, hypothesis.Phase.shrink],
)


def entries(at: Configuration) -> list[Fraction]:
    names = sorted(at.values, key=lambda s: s.name)
    return [Fraction(int(v.p), int(v.q)) for s in names for v in flat(at.values[s])]


class TestOrder:
    """Fewest patterns, then lowest dimension, then least height, then lexicographic."""

    @pytest.mark.parametrize("claim", ALL)
    def test_no_configuration_comes_twice(self, claim: Claim) -> None:
        found = [str(c.written()) for c in smallest_first(claim, 300)]
        assert len(found) == len(set(found)) > 0

    @pytest.mark.parametrize("claim", ALL)
    @pytest.mark.parametrize("per_shape", [1, 10, 350])
    def test_sizes_then_height_never_fall(self, claim: Claim, per_shape: int) -> None:
        keys = [(tuple(c.sizes[s] for s in claim.sizes), c.height) for c in smallest_first(claim, per_shape)]
        assert keys == sorted(keys)

    @pytest.mark.parametrize("claim", [WIDE, SCALED])
    def test_ties_are_lexicographic(self, claim: Claim) -> None:
        rank = {(int(v.p), int(v.q)): place for place, v in enumerate(of_height(4))}
        keys = []
        for c in smallest_first(claim, 200):
            ordered = [*(f.symbol for f in claim.families), *claim.scalars]
            numbers = [rank[int(v.p), int(v.q)] for s in ordered for v in flat(c.values[s])]
            keys.append((tuple(c.sizes[s] for s in claim.sizes), c.height, numbers))
        assert keys == sorted(keys)

    def test_patterns_come_before_the_dimension(self) -> None:
        assert [(s[d], s[n]) for s in shapes(WIDE, 2)] == [(1, 1), (1, 2), (2, 1), (2, 2)]

    def test_a_height_after_the_first_is_whole_or_absent(self) -> None:
        for per_shape in (10, 60, 350, 400):
            heights = [c.height for c in smallest_first(WIDE, per_shape) if (c.sizes[d], c.sizes[n]) == (1, 1)]
            numbers = count(WIDE, {d: 1, n: 1})
            for height in set(heights) - {1}:
                whole = len(of_height(height)) ** numbers - len(of_height(height - 1)) ** numbers
                assert heights.count(height) == whole, (per_shape, height)

    def test_every_small_configuration_of_one_number_is_there(self) -> None:
        single = planted(bound(x[1], "<=", n))
        found = {entries(c)[0] for c in smallest_first(single, 350) if c.sizes[n] == 1}
        assert found == {Fraction(s * a, b) for a in range(1, 5) for b in range(1, 5) for s in (-1, 0, 1)}


class TestHeight:
    """max(|p|, q), the largest of the entries."""

    @given(st.lists(st.fractions(max_denominator=99), min_size=1, max_size=4))
    @quick
    def test_is_the_largest_of_numerators_and_denominators(self, numbers: list[Fraction]) -> None:
        at = read(planted(bound(x[1], "<=", n)), {"n": len(numbers), "x": [str(t) for t in numbers]})
        assert at.height == max(max(abs(t.numerator), t.denominator) for t in numbers)

    def test_counts_are_by_height_then_size_then_sign(self) -> None:
        listed = [Fraction(int(v.p), int(v.q)) for v in of_height(3)]
        half, third = Fraction(1, 2), Fraction(1, 3)
        assert listed[:7] == [0, 1, -1, half, -half, 2, -2]
        assert set(listed[7:]) == {s * t for s in (1, -1) for t in (third, 2 * third, Fraction(3, 2), Fraction(3))}


@pytest.mark.parametrize("claim", ALL)
class TestEachClaim:
    """For any claim, whatever signs its symbols are declared with."""

    def test_read_is_the_inverse_of_written(self, claim: Claim) -> None:
        for at in islice(drawn(claim, "seed", 20), 20):
            assert read(claim, at.written()) == at

    def test_draws_are_the_same_every_time(self, claim: Claim) -> None:
        first, second, other = (list(drawn(claim, seed, 30)) for seed in ("a", "a", "b"))
        assert first == second
        assert first != other

    def test_draws_lie_in_the_domain(self, claim: Claim) -> None:
        assert all(in_domain(claim, at) for at in drawn(claim, "seed", 60))

    def test_the_strategy_lies_in_the_domain(self, claim: Claim) -> None:
        @given(strategy(claim))
        @quick
        def law(at: Configuration) -> None:
            assert in_domain(claim, at)
            assert all(1 <= at.sizes[s] <= 3 for s in claim.sizes)
            assert len(list(flat(tuple(at.values.values())))) == count(claim, at.sizes)

        law()


@pytest.mark.parametrize(("condition", "smallest"), [
    (lambda c: True, {"d": 1, "n": 1, "rho": [["0"]], "x": ["0"]}),
    (lambda c: c.sizes[d] >= 2, {"d": 2, "n": 1, "rho": [["0"], ["0"]], "x": ["0"]}),
    (lambda c: max(entries(c)) >= 2, {"d": 1, "n": 1, "rho": [["0"]], "x": ["2"]}),
])  # fmt: skip
def test_the_strategy_shrinks_to_small(condition: Callable[[Configuration], bool], smallest: object) -> None:
    found = hypothesis.find(strategy(WIDE), condition, settings=quick)
    assert found.written() == smallest


def test_outside_the_domain_is_seen() -> None:
    for p_, q_, inside in (("1", "0", True), ("0", "0", False), ("1", "-1", False), ("-1", "1", False)):
        assert in_domain(POSITIVE, read(POSITIVE, {"n": 1, "p": [p_], "q": [q_]})) is inside


def test_a_missing_symbol_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        read(WIDE, {"d": 1, "n": 1, "rho": [["0"]]})


def test_rationals_are_read_in_each_form() -> None:
    assert rational("-3/6") == rational(Fraction(-1, 2)) == -rational(1) / 2
    assert sp.Rational(int(rational("0.25").p), int(rational("0.25").q)) == sp.Rational(1, 4)
