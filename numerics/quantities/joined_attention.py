"""Attention over the keys of the context joined with keys that are always there, by one softmax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.quantities.faults import NotFinite, WrongShape

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Memory:
    """Keys (m, n) with offsets (m,) and values (m, p): a query x scores <x, key_j> + offset_j with the j-th.

    An offset is what a key adds to its scores: a bias of a feed-forward layer, or the logarithm of how often it counts.
    WrongShape where the arrays do not fit together or hold nothing, NotFinite where one holds nan or an infinity.
    """

    keys: Array
    values: Array
    offsets: Array

    def __post_init__(self) -> None:
        for name, dimensions in (("keys", 2), ("values", 2), ("offsets", 1)):
            check(name, getattr(self, name), dimensions)
        lengths = len(self.keys), len(self.values), len(self.offsets)
        if len(set(lengths)) != 1:
            raise WrongShape(f"keys, values and offsets are of one number, not {', '.join(map(str, lengths))}")

    def joined(self, other: Memory) -> Memory:
        """The keys and values of both."""
        for name in ("keys", "values"):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours.shape[1] != theirs.shape[1]:
                raise WrongShape(f"{name} of {ours.shape[1]} numbers cannot be joined with some of {theirs.shape[1]}")
        return Memory(
            keys=np.concatenate([self.keys, other.keys]),
            values=np.concatenate([self.values, other.values]),
            offsets=np.concatenate([self.offsets, other.offsets]),
        )

    def scaled(self, temperature: float) -> Memory:
        """The same values, every score times `temperature`: an inverse temperature, as beta is."""
        return Memory(keys=temperature * self.keys, values=self.values, offsets=temperature * self.offsets)


def memory(keys: Array, values: Array, offsets: Array | None = None) -> Memory:
    """A memory; without offsets all of them are 0."""
    check("keys", keys, 2)
    return Memory(keys=keys, values=values, offsets=np.zeros_like(keys[:, 0]) if offsets is None else offsets)


def scores(queries: Array, held: Memory) -> Array:
    """<x, key_j> + offset_j, (Q, m) for queries (Q, n)."""
    check("queries", queries, 2)
    if queries.shape[1] != held.keys.shape[1]:
        raise WrongShape(f"queries of {queries.shape[1]} numbers do not fit keys of {held.keys.shape[1]}")
    return np.asarray(queries @ held.keys.T + held.offsets)


def softmax(logits: Array) -> Array:
    """The softmax along the last axis, whatever the size of the logits."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def attention(queries: Array, held: Memory) -> Array:
    """sum_j softmax(scores)_j value_j, (Q, p)."""
    return np.asarray(softmax(scores(queries, held)) @ held.values)


def energy(queries: Array, held: Memory) -> Array:
    """-log sum_j exp(score_j), (Q,)."""
    logits = scores(queries, held)
    top = logits.max(axis=-1)
    return np.asarray(-(top + np.log(np.exp(logits - top[:, None]).sum(axis=-1))))


def joined_attention(queries: Array, context: Memory, persistent: Memory) -> Array:
    """Attention over the keys of both by one softmax, (Q, p)."""
    return attention(queries, context.joined(persistent))


def joined_energy(first: Array, second: Array) -> Array:
    """-LogSumExp(-E_1, -E_2): the energy of two memories joined, from that of each at the same queries (Q,)."""
    for name, energies in (("first energies", first), ("second energies", second)):
        check(name, energies, 1)
    if first.shape != second.shape:
        raise WrongShape(f"there are {len(first)} first and {len(second)} second energies: they belong together")
    return np.asarray(-np.logaddexp(-first, -second))


def context_weight(queries: Array, context: Memory, persistent: Memory) -> Array:
    """alpha = exp(-E_c) / (exp(-E_c) + exp(-E_p)), (Q,), from 0 to 1 and never nan, however far apart the energies."""
    apart = energy(queries, context) - energy(queries, persistent)
    small = np.exp(-np.abs(apart))  # the smaller of both terms over the larger
    return np.asarray(np.where(apart <= 0, 1 / (1 + small), small / (1 + small)))


def mixture(queries: Array, context: Memory, persistent: Memory) -> Array:
    """alpha attention(context) + (1 - alpha) attention(persistent), (Q, p): equal to the joined attention."""
    first, second = attention(queries, context), attention(queries, persistent)
    if first.shape != second.shape:
        raise WrongShape(f"values of {first.shape[1]} and of {second.shape[1]} numbers cannot be mixed")
    alpha = context_weight(queries, context, persistent)[:, None]
    # 1 - alpha, where alpha is all but 1, by the weight of the other memory: nothing cancels.
    return np.asarray(alpha * first + context_weight(queries, persistent, context)[:, None] * second)


def check(name: str, array: Array, dimensions: int) -> None:
    """WrongShape or NotFinite, in one line that names the array, unless it is finite and has this many axes."""
    if not isinstance(array, np.ndarray) or array.ndim != dimensions or 0 in array.shape:
        shape = getattr(array, "shape", type(array).__name__)
        raise WrongShape(f"{name} have {dimensions} axes and at least one number along each, not the shape {shape}")
    if not np.isfinite(array).all():
        raise NotFinite(f"{name} hold {array[~np.isfinite(array)][0]}: every number is finite")
