"""The energies of Table 1 on all patterns and all states of small sizes, and single flips, in exact arithmetic.

The energies are computed from their printed formulas, with the matrix W; sums of exponentials of whole numbers are
equal only if their terms are, as e is transcendental, and else balls tell which is larger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from typing import TypeAlias

from flint import arb

State: TypeAlias = tuple[int, ...]
Patterns: TypeAlias = tuple[State, ...]
Terms: TypeAlias = Counter[int]  # an energy: how often each exponential counts, or the number itself at 0
Energy: TypeAlias = Callable[[Patterns, State], Terms]
Rule: TypeAlias = Callable[[Patterns, State, int], int]  # the sign that a component takes, 0 to keep it

SIZES = [(size, many) for size in (1, 2, 3, 4) for many in (1, 2, 3)]


def states(size: int) -> list[State]:
    return list(product((1, -1), repeat=size))


def cases(size: int, many: int) -> Iterator[tuple[Patterns, State]]:
    """Every list of patterns, up to its order, with every state."""
    for patterns in combinations_with_replacement(states(size), many):
        for state in states(size):
            yield patterns, state


@cache
def matrix(patterns: Patterns) -> tuple[State, ...]:
    """W, the sum of the outer products."""
    size = len(patterns[0])
    return tuple(tuple(sum(p[k] * p[j] for p in patterns) for j in range(size)) for k in range(size))


def seen(pattern: State, state: State) -> int:
    return sum(p * s for p, s in zip(pattern, state, strict=True))


def flip(state: State, k: int) -> State:
    return put(state, k, -state[k])


def put(state: State, k: int, s: int) -> State:
    return (*state[:k], s, *state[k + 1 :])


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


@cache
def compare(terms: tuple[tuple[int, int], ...]) -> int:
    """The sign of sum_t c_t exp(t), the terms being (t, c_t), no c_t being 0."""
    if not terms:
        return 0
    total = sum((c * arb(t).exp() for t, c in terms), start=arb(0))
    assert total > 0 or total < 0
    return 1 if total > 0 else -1


def rise(energy: Energy, patterns: Patterns, before: State, after: State) -> int:
    """The sign of what the energy changes by."""
    difference = Counter(energy(patterns, after))
    difference.subtract(energy(patterns, before))
    return compare(tuple(sorted((t, c) for t, c in difference.items() if c)))


@cache
def hopfield(patterns: Patterns, state: State) -> Terms:
    """-x^T W x, twice the energy without a bias."""
    return Counter({0: -sum(seen(row, state) * s for row, s in zip(matrix(patterns), state, strict=True))})


def polynomial(power: int) -> Energy:
    return cache(lambda patterns, state: Counter({0: -sum(seen(p, state) ** power for p in patterns)}))


def rectified(power: int) -> Energy:
    return cache(lambda patterns, state: Counter({0: -sum(max(seen(p, state), 0) ** power for p in patterns)}))


@cache
def exponential(patterns: Patterns, state: State) -> Terms:
    """-sum_i exp((rho^i)^T x), of which -LogSumExp is an increasing function."""
    total: Terms = Counter()
    total.subtract(Counter(seen(p, state) for p in patterns))
    return total


def field(diagonal: bool) -> Rule:
    """The sign of the local field, W with its diagonal or without."""

    def rule(patterns: Patterns, state: State, k: int) -> int:
        row = matrix(patterns)[k]
        return sign(sum(w * s for j, (w, s) in enumerate(zip(row, state, strict=True)) if diagonal or j != k))

    return rule


def lower(energy: Energy) -> Rule:
    """The sign with which the energy is lower."""
    return lambda patterns, state, k: rise(energy, patterns, put(state, k, 1), put(state, k, -1))


def taken(rule: Rule, patterns: Patterns, state: State) -> Iterator[State]:
    """The states to which the rule goes by one flip."""
    for k in range(len(state)):
        if rule(patterns, state, k) == -state[k]:
            yield flip(state, k)


def longest(rule: Rule, patterns: Patterns) -> int:
    """The most flips in a row, from any state in any order; RecursionError where there is no end."""

    @cache
    def from_here(state: State) -> int:
        return max((1 + from_here(after) for after in taken(rule, patterns, state)), default=0)

    return max(map(from_here, states(len(patterns[0]))))


def minimum(energy: Energy, patterns: Patterns, state: State, strict: bool = False) -> bool:
    """Is no single flip lower (with `strict`: is every one higher)?"""
    return all(rise(energy, patterns, state, flip(state, k)) >= strict for k in range(len(state)))


ENERGIES: dict[str, Energy] = {
    "hopfield": hopfield,
    **{f"polynomial {power}": polynomial(power) for power in (1, 2, 3, 4)},
    **{f"rectified {power}": rectified(power) for power in (1, 2, 3)},
    "exponential": exponential,
}
DESCENTS: dict[str, tuple[Energy, Rule]] = {
    "hopfield, diagonal": (hopfield, field(diagonal=True)),
    "hopfield, no diagonal": (hopfield, field(diagonal=False)),
    **{name: (energy, lower(energy)) for name, energy in ENERGIES.items() if name != "hopfield"},
}
