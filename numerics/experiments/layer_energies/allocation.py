"""The losses of tokens whose attention is spread out beside those of tokens whose attention is not."""

from __future__ import annotations

from torch import Tensor

from numerics.experiments.layer_energies.readings import Samples, thinned


def halves(losses: Tensor, entropies: Tensor) -> tuple[Tensor, Tensor]:
    """At each place t the losses of the rows with the larger entropies, and of those with the smaller.

    (R // 2, T) each, of losses and entropies (R, T).  Within a place, since both losses and the number of keys
    change with t.  Of an odd number of rows the middle one is left out.
    """
    ordered = losses.gather(0, entropies.argsort(dim=0, stable=True))
    half = len(losses) // 2
    return ordered[len(losses) - half :], ordered[:half]


def allocated(losses: Tensor, entropies: Tensor, where: str, kept: int) -> Samples:
    """The losses of both halves, the first token left out, at which there is nothing to choose from."""
    more, less = halves(losses[:, 1:], entropies[:, 1:])
    return {
        f"loss where attention is more spread out, {where}": thinned(more, kept),
        f"loss where attention is less spread out, {where}": thinned(less, kept),
    }
