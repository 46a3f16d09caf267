"""The processes among which work is divided, each of which ends with what all of them saw."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.distributed as dist
from torch import Tensor

from numerics.quantities.device import chosen


@contextmanager
def processes(device: str) -> Iterator[None]:
    """The processes that torchrun started, as one group; nothing where there is one."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield
        return
    at = chosen(device)
    if at.type == "cuda":
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]) % torch.cuda.device_count())
    dist.init_process_group("nccl" if at.type == "cuda" else "gloo")
    try:
        yield
    finally:
        dist.destroy_process_group()


class Ranks:
    """The processes of a group of `torch.distributed`, by default of all; this process alone where none is set up."""

    def __init__(self, group: dist.ProcessGroup | None = None) -> None:
        self.count = dist.get_world_size(group) if dist.is_available() and dist.is_initialized() else 1
        self.are_many = self.count > 1
        self._group = group

    @property
    def number(self) -> int:
        """Of this process, from 0 on."""
        return dist.get_rank(self._group) if self.are_many else 0

    def greatest(self, numbers: Tensor) -> Tensor:
        return self._reduced(numbers, dist.ReduceOp.MAX) if self.are_many else numbers

    def least(self, numbers: Tensor) -> Tensor:
        return self._reduced(numbers, dist.ReduceOp.MIN) if self.are_many else numbers

    def total(self, numbers: Tensor) -> Tensor:
        return self._reduced(numbers, dist.ReduceOp.SUM) if self.are_many else numbers

    def each(self, numbers: Tensor) -> Tensor:
        """The numbers (k,) of every process, (ranks, k), in their order."""
        if not self.are_many:
            return numbers[None]
        found = [torch.empty_like(numbers) for _ in range(self.count)]
        dist.all_gather(found, numbers, group=self._group)
        return torch.stack(found)

    def _reduced(self, numbers: Tensor, how: dist.ReduceOp.RedOpType) -> Tensor:
        found = numbers.clone()
        dist.all_reduce(found, op=how, group=self._group)
        return found
