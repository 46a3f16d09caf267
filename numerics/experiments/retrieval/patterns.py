"""The states of a model at all memorised beginnings, and whether the theory's condition says that they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import torch
from torch import Tensor

from numerics.quantities.energies import energies
from numerics.transformers.model import Transformer

STEPS, AT_REST = 256, 1e-9  # at most so many attention steps, until none is longer than this
LEAST_SQUARE = 5 / 2  # of Delta


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patterns:
    """One pattern for each beginning of 1 to T - 1 tokens that some sequence has.

    states: at each place where they are taken, (patterns, n).  number (rows, T - 1): whose pattern the first 1, 2, ..
    tokens of a sequence have.
    """

    states: Sequence[Tensor]
    number: Tensor


def patterns_of(model: Transformer, tokens: Tensor) -> Patterns:
    """Of all sequences (rows, 1 + T); the embedding is left out, as it knows but the last token."""
    numbers, places, count = [], [], 0
    for length in range(1, tokens.shape[1] - 1):
        kinds, number = torch.unique(tokens[:, 1 : 1 + length], dim=0, return_inverse=True)
        firsts = torch.full((len(kinds),), len(tokens), device=tokens.device)
        firsts.scatter_reduce_(0, number, torch.arange(len(tokens), device=tokens.device), "amin")
        places.append(torch.stack([firsts, torch.full_like(firsts, length)]))
        numbers.append(number + count)
        count += len(kinds)
    rows, at = torch.cat(places, dim=1)
    states = model.states(tokens[:, :-1])[1:]
    return Patterns(states=[one[rows, at] for one in states], number=torch.stack(numbers, dim=1))


def gaps(patterns: Tensor) -> Tensor:
    """Delta, the Euclidean distance of each pattern to the nearest other one, (d,)."""
    found = energies(patterns, patterns, leave_out="own", names=("nearest_distance",), device=patterns.device)
    assert found.nearest_distance is not None
    return found.nearest_distance.sqrt()


def radii(gap: Tensor, others: int) -> Tensor:
    """The least upper bound of the r with which `storage+explicit` says that a pattern is stored; 0 where none is.

    With u = 2 r Delta and C = 2 m Delta^2 exp(-Delta^2) it asks for a q with C e^u <= q <= u and q < 1, which there is
    where C e^u <= u and C e^u < 1.  As e^u >= e u, the first needs C <= 1/e.  If C < 1/e, both are so from u = 1 on up
    to -log C, which is left out; if C = 1/e, the first is so at u = 1 alone, and there C e^u is 1.
    """
    room = gap**2 - log(2 * others) - 2 * gap.log()
    return torch.where((gap**2 >= LEAST_SQUARE) & (room > 1), room / (2 * gap), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recall:
    """Of each point: its distance from its own pattern, the radius of that one, whether it is led back to it.

    All (points,).  last: the length of the longest of the last attention steps.
    """

    distance: Tensor
    radius: Tensor
    back: Tensor
    last: float

    @property
    def within(self) -> Tensor:
        """Whether the point is in a ball in which the own pattern is surely stored."""
        return self.distance < self.radius


def recalled(points: Tensor, own: Tensor, patterns: Tensor) -> Recall:
    """From points (points, n) with their own patterns' numbers (points,), among all patterns (d, n)."""
    end, last = at_rest(points, patterns)
    nearest = energies(end, patterns, names=("nearest",), device=patterns.device).nearest
    assert nearest is not None
    return Recall(
        distance=torch.linalg.vector_norm(points - patterns[own], dim=1),
        radius=radii(gaps(patterns), len(patterns) - 1)[own],
        back=nearest == own,
        last=last,
    )


def at_rest(points: Tensor, patterns: Tensor) -> tuple[Tensor, float]:
    """Where repeated attention steps end, and the length of the longest of the last ones."""
    for _ in range(STEPS):
        step = energies(points, patterns, names=("attention_step",), device=patterns.device).attention_step
        assert step is not None
        last = float(torch.linalg.vector_norm(step - points, dim=1).max())
        points = step
        if last <= AT_REST:
            break
    return points, last
