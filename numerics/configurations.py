"""Configurations: rational values for the sizes, scalars and families of a claim; one description, all readers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import gcd

import sympy as sp
from flint import fmpq
from hypothesis import strategies as st

from theory.claims import Claim
from theory.figure import Figure
from theory.kernel import Family

Value = fmpq | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Sizes (positive integers) and exact values by symbol; a family's value is a tuple of tuples.

    `memory` keeps what was computed from them, by bits (0: exactly) and expression, for other readers.
    """

    sizes: Mapping[sp.Symbol, int]
    values: Mapping[sp.Symbol, Value]
    memory: dict[int, dict[sp.Basic, object]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def height(self) -> int:
        return max((max(abs(int(q.p)), int(q.q)) for v in self.values.values() for q in flat(v)), default=1)

    def written(self) -> dict[str, object]:
        """By symbol name, rationals as `p/q`: what the ledger keeps."""
        sizes: dict[str, object] = {s.name: k for s, k in sorted(self.sizes.items(), key=lambda i: i[0].name)}
        return sizes | {s.name: _written(v) for s, v in sorted(self.values.items(), key=lambda item: item[0].name)}


def flat(value: Value) -> Iterator[fmpq]:
    """The rationals in a value, in order."""
    if isinstance(value, tuple):
        for part in value:
            yield from flat(part)
    else:
        yield value


def _written(value: Value) -> object:
    return [_written(v) for v in value] if isinstance(value, tuple) else str(value)


def rational(text: str | int | Fraction) -> fmpq:
    """`p/q`, an integer or a Fraction as an exact rational."""
    fraction = Fraction(text)
    return fmpq(fraction.numerator, fraction.denominator)


def read(claim: Claim | Figure, written: Mapping[str, object]) -> Configuration:
    """The inverse of `Configuration.written`; KeyError where a symbol of the claim or figure is missing."""
    sizes = {s: int(str(written[s.name])) for s in claim.sizes}
    symbols = [*claim.scalars, *(f.symbol for f in claim.families)]
    return Configuration(sizes, {s: _read(written[s.name]) for s in symbols})


def _read(value: object) -> Value:
    return tuple(_read(v) for v in value) if isinstance(value, list | tuple) else rational(str(value))


def shapes(claim: Claim, largest: int) -> list[dict[sp.Symbol, int]]:
    """Sizes up to `largest`, fewest patterns first, then lowest dimension."""
    return [dict(zip(claim.sizes, k, strict=True)) for k in product(range(1, largest + 1), repeat=len(claim.sizes))]


def axes(family: Family, sizes: Mapping[sp.Symbol, int]) -> tuple[int, ...]:
    """The lengths of a family's axes."""
    return tuple(int(axis) if axis.is_Integer else sizes[axis] for axis in family.axes)


def has_shape(claim: Claim, at: Configuration) -> bool:
    """Have the values the lengths that the claim's families give them, and are its scalars numbers?

    A reading may fix a size to a number, and mean one radius where another has one for each ball.
    """
    shapes = {f.symbol: axes(f, at.sizes) for f in claim.families} | dict.fromkeys(claim.scalars, ())
    return all(shape == _lengths(at.values[symbol]) for symbol, shape in shapes.items())


def _lengths(value: Value) -> tuple[int, ...]:
    return (len(value), *_lengths(value[0])) if isinstance(value, tuple) else ()


def filled(claim: Claim, sizes: Mapping[sp.Symbol, int], numbers: Iterator[fmpq]) -> Configuration:
    """A configuration from a stream of rationals: families in alphabetical order, then scalars."""
    values: dict[sp.Symbol, Value] = {}
    for family in claim.families:
        values[family.symbol] = _shaped(axes(family, sizes), numbers)
    for scalar in claim.scalars:
        values[scalar] = next(numbers)
    return Configuration(sizes, values)


def numbers_of(configuration: Configuration, claim: Claim) -> list[fmpq]:
    """The inverse of `filled`: the rationals of the configuration in that order."""
    ordered: list[Value] = [configuration.values[f.symbol] for f in claim.families]
    ordered += [configuration.values[s] for s in claim.scalars]
    return [q for value in ordered for q in flat(value)]


def _shaped(lengths: tuple[int, ...], numbers: Iterator[fmpq]) -> Value:
    if not lengths:
        return next(numbers)
    if len(lengths) == 1:
        return tuple([next(numbers) for _ in range(lengths[0])])
    return tuple([_shaped(lengths[1:], numbers) for _ in range(lengths[0])])


def count(claim: Claim, sizes: Mapping[sp.Symbol, int]) -> int:
    """How many rationals a configuration of these sizes holds."""
    total = len(claim.scalars)
    for family in claim.families:
        entries = 1
        for length in axes(family, sizes):
            entries *= length
        total += entries
    return total


@lru_cache(maxsize=16)
def of_height(limit: int) -> tuple[fmpq, ...]:
    """The rationals of height at most `limit`: 0, 1, -1, then by height, size and sign."""
    found = {(max(p, q), Fraction(p, q)) for q in range(1, limit + 1) for p in range(1, limit + 1) if gcd(p, q) == 1}
    ordered = [rational(0)]
    for _, value in sorted(found):
        ordered += [rational(value), rational(-value)]
    return tuple(ordered)


def smallest_first(claim: Claim, per_shape: int, largest: int = 3) -> Iterator[Configuration]:
    """Every small configuration in a fixed order: fewest patterns, lowest dimension, least height, lexicographic.

    Each pair of sizes gets at most `per_shape` configurations, each triple a third of that, so that there are not more
    in all; whole heights are never torn unless the first is.
    """
    per_shape //= largest ** max(len(claim.sizes) - 2, 0)
    for sizes in shapes(claim, largest):
        numbers, seen = count(claim, sizes), 0
        for limit in range(1, 5 if numbers else 2):
            pool = of_height(limit)
            if limit > 1 and len(pool) ** numbers > per_shape:
                break
            # The rationals of less height come first, so the greatest place says whether one has the full height.
            lower = len(of_height(limit - 1)) if limit > 1 else 0
            for places in product(range(len(pool)), repeat=numbers):
                if seen >= per_shape:
                    break
                if not numbers or max(places) >= lower:
                    yield filled(claim, sizes, iter([pool[place] for place in places]))
                    seen += 1


def drawn(claim: Claim, seed: str, how_many: int, largest: int = 5) -> Iterator[Configuration]:
    """Seeded random configurations: moderate rationals at scales from 1/100 to 100."""
    source = random.Random(seed)
    for _ in range(how_many):
        sizes = {s: source.randint(1, largest) for s in claim.sizes}
        scale = rational(Fraction(10) ** source.randint(-2, 2))

        def stream(scale: fmpq = scale) -> Iterator[fmpq]:
            while True:
                yield fmpq(source.randint(-20, 20), source.randint(1, 8)) * scale

        yield _into_domain(claim, filled(claim, sizes, stream()), source)


def _into_domain(claim: Claim, configuration: Configuration, source: random.Random) -> Configuration:
    """Numbers of the declared signs; half of the scalars that have one lie in [0, 1]."""
    values = dict(_into_signs(claim, configuration).values)
    for scalar in claim.scalars:
        if scalar.is_nonnegative and source.random() < 0.5:
            values[scalar] = fmpq(source.randint(1 if scalar.is_positive else 0, 8), 8)
    return Configuration(configuration.sizes, values)


def _into_signs(claim: Claim, configuration: Configuration) -> Configuration:
    """Numbers that must be positive or non-negative made so."""
    values = dict(configuration.values)
    for symbol, positive in claim.signs:
        values[symbol] = _raised(values[symbol], positive)
    return Configuration(configuration.sizes, values)


def _raised(value: Value, positive: bool) -> Value:
    if isinstance(value, tuple):
        return tuple(_raised(part, positive) for part in value)
    return rational(1) if positive and value == 0 else abs(value)


def in_domain(claim: Claim, configuration: Configuration) -> bool:
    """Do the values have the signs that the symbols are declared with?"""
    for symbol, positive in claim.signs:
        value = configuration.values[symbol]
        numbers = flat(value) if isinstance(value, tuple) else (value,)
        if any(q <= 0 for q in numbers) if positive else any(q < 0 for q in numbers):
            return False
    return True


def strategy(claim: Claim, largest: int = 3) -> st.SearchStrategy[Configuration]:
    """Hypothesis draws configurations of the claim, and shrinks them to few patterns and small integers.

    The numbers of a configuration have one denominator; signs are those that the symbols are declared with.
    """

    @st.composite
    def configurations(draw: st.DrawFn) -> Configuration:
        sizes = {s: draw(st.integers(1, largest)) for s in claim.sizes}
        length = count(claim, sizes)
        tops = draw(st.lists(st.integers(-60, 60), min_size=length, max_size=length))
        bottom = draw(st.sampled_from((1, 2, 3, 8, 100)))
        numbers = (fmpq(top, bottom) for top in tops)
        return _into_signs(claim, filled(claim, sizes, numbers))

    return configurations()
