"""The quantities of the theory at many points for millions of patterns, in one pass over the patterns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import torch
import torch.distributed as dist
from torch import Tensor

from numerics.quantities.asked import NAMES, OF_DISTANCE, OF_MCHN, Asked, Name
from numerics.quantities.blocks import Block, check
from numerics.quantities.device import chosen
from numerics.quantities.faults import WrongShape
from numerics.quantities.norms import Norms
from numerics.quantities.queries import Queries
from numerics.quantities.ranks import Ranks
from numerics.quantities.softmax_sums import joined
from numerics.quantities.vectors import Table, Vectors, table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Energies:
    """Of Q queries x and d patterns rho_i in R^n, in float64 on the device; what was not asked for is None.

    nearest_distance (Q,): g = min_i D_i with D_i = ||x - rho_i||^2;  nearest (Q,): the least such i, from 0 on.
    distance_energy (Q,): E = -log(sum_i exp(-beta D_i)) / beta;  entropy (Q,), in nats: of the weights
    w = softmax(-beta D);  attention_step (Q, n): sum_i w_i rho_i.  Niu et al. 2024, Eq. (3), (4), where beta = 1.
    mchn_energy (Q,): -log(sum_i exp(beta x . rho_i)) / beta + ||x||^2 / 2 + log(d) / beta + max_i ||rho_i||^2 / 2;
    mchn_entropy, hopfield_step: the same of the weights softmax(beta x . rho).  Ramsauer et al. 2020.
    """

    nearest_distance: Tensor | None
    nearest: Tensor | None
    distance_energy: Tensor | None
    entropy: Tensor | None
    attention_step: Tensor | None
    mchn_energy: Tensor | None
    mchn_entropy: Tensor | None
    hopfield_step: Tensor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is worked on at a time: patterns and queries of a tile, rows of a read, numbers gathered in float64."""

    patterns: int
    queries: int
    read: int
    gathered: int

    @staticmethod
    def of(device: torch.device, width: int, queries: int) -> Sizes:
        """Tiles of 8 MB on a CPU, whose caches hold them, and of 2 GB on a GPU; reads of 8 MB and more."""
        tile, most, gathered = (2**21, 2**11, 2**18) if device.type == "cpu" else (2**29, 2**13, 2**24)
        queries = min(queries, most)
        patterns = min(tile // queries, tile // 2**7)
        read = patterns * max(2**21 // (patterns * width), 1)
        return Sizes(patterns=patterns, queries=queries, read=read, gathered=gathered)


def energies(
    queries: Vectors,
    patterns: Vectors,
    *,
    beta: float = 1.0,
    leave_out: Tensor | Literal["own"] | None = None,
    names: Sequence[Name] = NAMES,
    device: str | torch.device = "auto",
    sizes: Sizes | None = None,
    group: dist.ProcessGroup | None = None,
    watch: Callable[[int, int], object] | None = None,
) -> Energies:
    """The named quantities of every query (Q, n) against the patterns (d, n); tensors, arrays, or files of either.

    The results are those of float64, whatever the input: what float32 cannot tell apart is computed again, and the
    patterns that are left out have less than 1e-9 of the weight.  mchn_energy is a difference of squared norms, whose
    rounding it keeps.  Memory: the queries and a few blocks.
    leave_out (Q,): the number of the pattern that is no neighbour of the query, -1 for none; "own": query i leaves out
    pattern i.  Under `torch.distributed` each process gives patterns of its own, numbered in the order of the ranks,
    and the same queries; all get the results of all.  watch(done, of all): called after each read.
    WrongShape, NotFinite, NotVectors, NoNeighbour, NoDevice: bad input, in one line.
    """
    at, found, ranks = chosen(device), table(patterns, "patterns"), Ranks(group)
    points = _points(table(queries, "queries"), found, at)
    asked = Asked.of(names, beta, leave_out, points, found, ranks)
    sizes = sizes or Sizes.of(at, found.width, len(points))
    middle = points.mean(0).float()
    centre = torch.where(torch.isfinite(middle), middle, 0.0).double()  # any will do; one near the queries loses least
    with torch.no_grad(), _full_products():
        parts = []
        for some in torch.arange(len(points), device=at).split(sizes.queries):
            own = None if asked.own is None else asked.own[some]
            parts.append(Queries(points[some], centre, own, asked.fields(len(some)), sizes.gathered))
        norms = Norms(at)
        for first, read in found.blocks(sizes.read):
            there = read.to(at)
            for start in range(0, len(there), sizes.patterns):
                some = there[start : start + sizes.patterns]
                block = Block(first=asked.before + first + start, patterns=some, centre=centre)
                if not math.isfinite(block.bounding[1]):
                    check(some, found.name, first + start)
                if asked.mchn:
                    norms.meet(block)
                for part in parts:
                    part.meet(block)
            if watch is not None:
                watch(first + len(there), found.rows)
        return _result(asked, parts, norms, ranks)


def _points(queries: Table, patterns: Table, device: torch.device) -> Tensor:
    if queries.width != patterns.width:
        raise WrongShape(f"{queries.name} have {queries.width} numbers each, {patterns.name} {patterns.width}")
    points = queries.read(0, queries.rows).to(device)
    check(points, queries.name)
    return points.double()


@contextmanager
def _full_products() -> Iterator[None]:
    """Products in all of float32: the bounds are for those, not for the shorter formats that torch may be set to."""
    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("highest")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)


def _result(asked: Asked, parts: list[Queries], norms: Norms, ranks: Ranks) -> Energies:
    """What all ranks saw, for all parts of the queries."""
    found: dict[str, Tensor | None] = dict.fromkeys(NAMES)
    local = torch.cat([part.distance for part in parts])
    found["nearest_distance"] = distance = ranks.least(local)
    nearest = torch.where(local == distance, torch.cat([part.nearest for part in parts]), torch.iinfo(torch.int64).max)
    found["nearest"] = ranks.least(nearest)
    for place, field in enumerate(parts[0].fields):
        if field.sums is None:
            continue
        sums = joined([sums for part in parts if (sums := part.fields[place].sums) is not None], ranks)
        names = OF_MCHN if field.has_excess else OF_DISTANCE
        energy = -sums.log_sum / asked.beta
        if field.has_excess:
            others = (
                torch.full_like(energy, asked.rows) if asked.own is None else asked.rows - (asked.own >= 0).double()
            )
            energy += torch.log(others) / asked.beta + norms.of_all(ranks).without(asked.own) / 2
        found |= dict(zip(names, (energy, sums.entropy, sums.step), strict=True))
    return Energies(**{name: value if name in asked.names else None for name, value in found.items()})
