"""Every awkward case that the design names is really tried, for Proposition 1."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import pytest
import sympy as sp

from numerics.awkward import MOST, QUERIES, SCALES, SIZES, awkward
from numerics.configurations import Configuration, flat, in_domain
from tests.catalogue import CATALOGUE
from tests.unit.numbers.planted import planted
from theory.claims import Claim
from theory.statement import bound
from theory.symbols import d, n, rho, v, w, x, y, z

Row = tuple[Fraction, ...]
Case = tuple[list[Row], Row]


def proposition_1() -> Claim:
    return CATALOGUE.claims["niu2024/proposition_1"]


@cache
def cases() -> list[Case]:
    return [_case(c) for c in awkward(proposition_1())]


def _case(c: Configuration) -> Case:
    numbers = [Fraction(int(v.p), int(v.q)) for v in flat(c.values[rho.symbol])]
    width = c.sizes[n]
    rows = [tuple(numbers[k * width : (k + 1) * width]) for k in range(c.sizes[d])]
    return rows, tuple(Fraction(int(v.p), int(v.q)) for v in flat(c.values[x.symbol]))


def norm(row: Row) -> Fraction:
    return sum((t * t for t in row), Fraction(0))


def highest(rows: list[Row]) -> Fraction:
    return max(norm(r) for r in rows)


def lowest(rows: list[Row]) -> Fraction:
    return min(norm(r) for r in rows)


def gap(a: Row, b: Row) -> Fraction:
    return norm(tuple(s - t for s, t in zip(a, b, strict=True)))


def collinear(rows: list[Row]) -> bool:
    """Three distinct points or more on a line in the plane."""
    if len(set(rows)) < 3 or len(rows[0]) != 2:
        return False
    (p, q), r = rows[0], rows[1]
    return all((r[0] - p) * (t[1] - q) == (r[1] - q) * (t[0] - p) for t in rows)


def widest(rows: list[Row]) -> Fraction:
    return max(gap(a, b) for a in rows for b in rows)


NAMED: dict[str, Callable[[list[Row], Row], bool]] = {
    "n = 1": lambda rows, q: len(q) == 1 and len(rows) > 1,
    "d = 1": lambda rows, q: len(rows) == 1 and len(q) > 1,
    "n = 1 and d = 1": lambda rows, q: len(rows) == len(q) == 1,
    "two equal patterns": lambda rows, q: len(rows) == 2 and rows[0] == rows[1] != (0,) * len(q),
    "two equal patterns and another": lambda rows, q: len(set(rows)) == 2 and len(rows) == 3,
    "collinear": lambda rows, q: collinear(rows),
    "the zero pattern": lambda rows, q: any(norm(r) == 0 for r in rows) and any(norm(r) != 0 for r in rows),
    "equal norms": lambda rows, q: len(set(rows)) > 1 and len({norm(r) for r in rows}) == 1,
    "wildly different norms": lambda rows, q: highest(rows) >= 10**6 * lowest(rows) > 0,
    "x on a pattern": lambda rows, q: q in rows and len(set(rows)) > 1,
    "x far outside the hull": lambda rows, q: min(gap(q, r) for r in rows) > 10**6 * max(widest(rows), Fraction(1)),
    "nearly equal patterns": lambda rows, q: (
        len(set(rows)) > 1 and 0 < widest(rows) <= Fraction(1, 10**12) * lowest(rows)
    ),
    "scale 1e-30": lambda rows, q: 0 < highest(rows) < Fraction(1, 10**55),
    "scale 1e+30": lambda rows, q: lowest(rows) >= 10**60,
}


@pytest.mark.parametrize("name", NAMED)
def test_the_case_is_tried(name: str) -> None:
    assert any(NAMED[name](rows, query) for rows, query in cases())


def test_no_case_is_in_every_configuration() -> None:
    for name, condition in NAMED.items():
        assert not all(condition(rows, query) for rows, query in cases()), name


def test_each_lies_in_the_domain_and_meets_the_hypotheses() -> None:
    claim = proposition_1()
    assert not claim.all_hypotheses
    assert all(in_domain(claim, c) for c in awkward(claim))


class TestHowMany:
    """All combinations of the cases; where vectors multiply them, a sample that is the same every time."""

    def test_of_few_all_are_tried(self) -> None:
        found = [at.written() for at in awkward(planted(bound(x[1], "<=", y[1])))]
        assert len(found) == 3 * len(QUERIES) ** 2 * len(SCALES)

    def test_of_many_a_sample(self) -> None:
        many = planted(bound(x[1] + y[1] + z[1] + v[1] + w[1], "<=", rho[1, 1] + sp.Symbol("a", real=True)))
        found = [str(at.written()) for at in awkward(many)]
        assert len(found) == len(SIZES) * MOST
        assert len(set(found)) > len(found) / 2
        assert found == [str(at.written()) for at in awkward(many)]
