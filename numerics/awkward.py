"""The configurations that bounds break at: degenerate, coincident, huge, tiny, far away; always tried."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

import sympy as sp

from numerics.configurations import Configuration, Value, axes, in_domain, rational
from theory.claims import Claim

Matrix = Callable[[int, int], Fraction]

NEARLY = Fraction(1, 10**9)
FAR = Fraction(10**6)

# Row a (a pattern) and column b (a coordinate), from 0 on.
PATTERNS: dict[str, Matrix] = {
    "all zero": lambda a, b: Fraction(0),
    "two equal patterns": lambda a, b: Fraction(1 + b if a < 2 else 2 + a + b),
    "collinear": lambda a, b: Fraction(a * (1 + b)),
    "the zero pattern and others": lambda a, b: Fraction(a if b == 0 else a - 1 if a else 0),
    "equal norms": lambda a, b: Fraction((-1) ** a if b == 0 else 1),
    "wildly different norms": lambda a, b: Fraction(10) ** (3 * a - 3) * (1 - 2 * (b % 2)),
    "nearly equal": lambda a, b: 1 + a * NEARLY,
    "an outlier": lambda a, b: FAR if a == 1 and b == 0 else Fraction(b),
}
QUERIES: dict[str, Callable[[int], Fraction]] = {
    "zero": lambda b: Fraction(0),
    "one": lambda b: Fraction(1),
    "minus one": lambda b: Fraction(-1),
    "far outside": lambda b: FAR if b == 0 else Fraction(0),
    "far on the other side": lambda b: -FAR if b == 0 else Fraction(0),
    "increasing": lambda b: Fraction(b),
    "nearly constant": lambda b: 2 + b * NEARLY,
}
SCALES = (Fraction(1), Fraction(1, 10**30), Fraction(10**30))
SCALARS = (Fraction(1), Fraction(0), Fraction(1, 2), Fraction(1, 1000), Fraction(1000))
MOST = 200  # combinations for each choice of sizes
SIZES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 2))


def awkward(claim: Claim) -> Iterator[Configuration]:
    """Patterns by name, queries by name, x on a pattern among them, each at three scales; of too many, some."""
    if any(len(f.axes) > 2 for f in claim.families):
        return
    tables = [f for f in claim.families if len(f.axes) == 2]
    vectors = [f for f in claim.families if len(f.axes) == 1]
    cases = [
        list(PATTERNS.values()) if tables else [None],
        *[list(range(len(QUERIES) + (1 if tables else 0)))] * len(vectors),
        list(SCALES),
        [rational(scalar) for scalar in (SCALARS if claim.scalars else SCALARS[:1])],
    ]
    for sizes in _sizes(claim):
        for rows, *queries, scale, scalar in _some(cases, claim.id):
            values: dict[sp.Symbol, Value] = {}
            for table in tables:
                assert rows is not None
                values[table.symbol] = _table(rows, scale, axes(table, sizes))
            for number, (vector, choice) in enumerate(zip(vectors, queries, strict=True)):
                values[vector.symbol] = _query(choice, rows, scale, axes(vector, sizes), number)
            values |= dict.fromkeys(claim.scalars, scalar)
            configuration = Configuration(sizes, values)
            if in_domain(claim, configuration):
                yield configuration


def _some(cases: Sequence[Sequence[Any]], seed: str) -> Iterator[tuple[Any, ...]]:
    """All combinations in order; of too many, a sample."""
    total = prod(len(choices) for choices in cases)
    if total <= MOST:
        yield from product(*cases)
        return
    for number in sorted(random.Random(seed).sample(range(total), MOST)):
        chosen = []
        for choices in reversed(cases):
            number, place = divmod(number, len(choices))
            chosen.append(choices[place])
        yield tuple(reversed(chosen))


def _sizes(claim: Claim) -> Iterator[dict[sp.Symbol, int]]:
    seen = set()
    for pair in SIZES:
        chosen = (pair * len(claim.sizes))[: len(claim.sizes)]
        if chosen not in seen:
            seen.add(chosen)
            yield dict(zip(claim.sizes, chosen, strict=True))


@lru_cache(maxsize=1_000)
def _table(rows: Matrix, scale: Fraction, lengths: tuple[int, ...]) -> Value:
    height, width = lengths
    return tuple(tuple(rational(rows(a, b) * scale) for b in range(width)) for a in range(height))


@lru_cache(maxsize=1_000)
def _query(choice: int, rows: Matrix | None, scale: Fraction, lengths: tuple[int, ...], number: int) -> Value:
    """The query of this number; after the last one the first row of the patterns."""
    (length,), queries = lengths, list(QUERIES.values())
    if choice < len(queries):
        return tuple(rational(queries[choice](b + number) * scale) for b in range(length))
    assert rows is not None
    return tuple(rational(rows(0, b) * scale) for b in range(length))
