"""What a head does beside the step that lowers the energy of its keys: the mean of the keys under its weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor
from torch.nn import functional

from numerics.transformers.attended import Attended


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """Of R rows, two at least, h heads and T tokens; E is MCHN's energy of the keys that the query q meets.

    Its inverse temperature is beta = 1 / sqrt(head).
    images (R, h, T, head): sum_i w_i k_i with w = softmax(beta q . k), the keys in place of the values; outputs: z =
    sum_i w_i v_i.  squares (R, h, T): ||q - image||^2.  falls: E(q) - E(image); falls_of_outputs: E(q) - E(z);
    falls_of_others: E(q) - E(z') with z' what the head gives at the same place of another row; falls_with_skip:
    E(q) - E(q + image).  no_farther: is z no farther from the image than q is?  surplus: what a step lowers E by beyond
    half its square, over the size of what it is the difference of; theory has 0 or more.
    """

    images: Tensor
    outputs: Tensor
    squares: Tensor
    falls: Tensor
    falls_of_outputs: Tensor
    falls_of_others: Tensor
    falls_with_skip: Tensor
    no_farther: Tensor
    surplus: Tensor

    @staticmethod
    def joined(parts: Sequence[Steps]) -> Steps:
        """Those of all rows."""
        return Steps(**{each.name: torch.cat([getattr(part, each.name) for part in parts]) for each in fields(Steps)})

    @property
    def apart(self) -> Tensor:
        """||z - image|| / ||image||, (R, h, T)."""
        found: Tensor = (self.outputs - self.images).norm(dim=-1) / self.images.norm(dim=-1)
        return found

    @property
    def cosines(self) -> Tensor:
        """Of z and the image, (R, h, T)."""
        return torch.cosine_similarity(self.outputs, self.images, dim=-1)

    def unexplained(self) -> Tensor:
        """||z - A image - b|| / ||z|| at every other row, (R', h, T - 1), A and b the best for the rows between.

        Of each head its own A and b, by least squares; the first token is left out.
        """
        images, outputs = (each[:, :, 1:].transpose(0, 1).cpu() for each in (self.images, self.outputs))
        known = functional.pad(images, (0, 1), value=1.0)
        made = torch.linalg.lstsq(known[:, ::2].flatten(1, 2), outputs[:, ::2].flatten(1, 2), driver="gelsd").solution
        asked, right = known[:, 1::2], outputs[:, 1::2]
        left = right - (asked.flatten(1, 2) @ made).view_as(right)
        found: Tensor = left.norm(dim=-1) / right.norm(dim=-1)
        return found.transpose(0, 1)


def stepped(layer: Attended) -> Steps:
    """What the heads of the layer do, token by token."""
    queries, outputs = layer.queries, layer.given
    images = layer.weights @ layer.keys
    before, after = energies_of_keys(layer, queries), energies_of_keys(layer, images)
    squares, apart = ((queries - images) ** 2).sum(dim=-1), ((outputs - images) ** 2).sum(dim=-1)
    return Steps(
        images=images,
        outputs=outputs,
        squares=squares,
        falls=before - after,
        falls_of_outputs=before - energies_of_keys(layer, outputs),
        falls_of_others=before - energies_of_keys(layer, outputs.roll(1, dims=0)),
        falls_with_skip=before - energies_of_keys(layer, queries + images),
        no_farther=(apart <= squares).double(),
        surplus=(before - after - squares / 2) / (before + after + squares),
    )


def energies_of_keys(layer: Attended, points: Tensor) -> Tensor:
    """MCHN's energy of a point for each query (R, h, T, head), of the keys that the query meets, (R, h, T).

    -log(sum_i exp(beta x . k_i)) / beta + ||x||^2 / 2 + log(keys) / beta + max_i ||k_i||^2 / 2, which is 0 or more.
    """
    counts = torch.arange(1, points.shape[-2] + 1, dtype=points.dtype, device=points.device)
    longest = (layer.keys**2).sum(dim=-1).cummax(dim=-1).values
    attraction = torch.logsumexp(layer.scores(points), dim=-1)
    return (counts.log() - attraction) / layer.beta + (points**2).sum(dim=-1) / 2 + longest / 2
