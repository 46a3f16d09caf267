"""Copies of the first halves of sequences with errors, and which stored half is the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Copies:
    """rows (copies,): whose they are.  given (copies, 1 + T // 2): what begins a row, and the half with errors."""

    rows: Tensor
    given: Tensor


def copies_of(tokens: Tensor, vocabulary: int, chances: Sequence[str], count: int, seed: int) -> Copies:
    """`count` copies for each chance, one chance after the other, of the sequences (rows, 1 + T) in turn."""
    half = (tokens.shape[1] - 1) // 2
    rows = np.tile(np.arange(count) % len(tokens), len(chances))
    draws = np.random.default_rng([seed, 1])
    p = np.repeat([float(Fraction(chance)) for chance in chances], count)[:, None]
    is_replaced = torch.from_numpy(draws.random((len(rows), half)) < p).to(tokens.device)
    further = torch.from_numpy(draws.integers(1, vocabulary, size=(len(rows), half))).to(tokens.device)
    which = torch.from_numpy(rows).to(tokens.device)
    given = tokens[which, : 1 + half].clone()
    given[:, 1:] = torch.where(is_replaced, (given[:, 1:] + further) % vocabulary, given[:, 1:])
    return Copies(rows=which, given=given)


def single_errors(tokens: Tensor, vocabulary: int, each: int, seed: int) -> Copies:
    """Of each sequence so many of the copies with one error, or all there are; in an order drawn at random."""
    half, others = (tokens.shape[1] - 1) // 2, vocabulary - 1
    draws = np.random.default_rng([seed, 2])
    kinds = [draws.permutation(half * others)[:each] for _ in range(len(tokens))]
    pairs = draws.permutation([(row, kind) for row, of_row in enumerate(kinds) for kind in of_row])
    rows, kind = torch.from_numpy(pairs).to(tokens.device).T
    given, copies, places = (
        tokens[rows, : 1 + half].clone(),
        torch.arange(len(rows), device=tokens.device),
        1 + kind // others,
    )
    given[copies, places] = (given[copies, places] + 1 + kind % others) % vocabulary
    return Copies(rows=rows, given=given)


def nearest_stored(tokens: Tensor, copies: Copies) -> Tensor:
    """1 over how many sequences differ from a copy in the fewest places, where its own is among them, else 0."""
    halves = tokens[:, : copies.given.shape[1]]
    differ = torch.stack([(halves != one).sum(dim=1) for one in copies.given])
    is_nearest = differ == differ.min(dim=1, keepdim=True).values
    own = is_nearest.gather(1, copies.rows[:, None])[:, 0]
    return own.double() / is_nearest.sum(dim=1)
