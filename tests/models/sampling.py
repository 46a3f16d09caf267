"""Random chunks of random documents, and samples of them."""

from __future__ import annotations

import numpy as np
import torch

from numerics.experiments.radius.sample import Sample, of_documents, sampled
from numerics.transformers.data import Sequences

LENGTH = 6


def chunks(held: list[int], seed: int = 0) -> Sequences:
    """Random tokens: so many chunks of each document."""
    tokens = np.random.default_rng(seed).integers(9, size=(sum(held), LENGTH + 1), dtype=np.int32)
    whose = np.repeat(np.arange(len(held), dtype=np.int32), held)
    return Sequences(tokens=tokens, counted=np.ones((len(tokens), LENGTH), dtype=bool), sets={}, documents=whose)


def sample(held: list[int] | None = None, queried: int = 5, each: int = 3) -> Sample:
    """Four chunks of each document."""
    found = chunks(held or [4, 7, 5, 9, 4, 6])
    return sampled(found, of_documents(found.documents, len(held or range(6)), 4), queried, each)


def normal(rows: int, width: int = 5, seed: int = 0) -> torch.Tensor:
    """Vectors."""
    return torch.randn(rows, width, generator=torch.Generator().manual_seed(seed))
