"""Losses that a trained model is set beside: of the weights that it began with, and of the frequencies of tokens."""

from __future__ import annotations

import numpy as np
import torch

from numerics.quantities.device import chosen
from numerics.quantities.ranks import Ranks
from numerics.transformers.data import Sequences
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import evaluated


def at_start(shape: Shape, how: Optimisation, data: Sequences, device: str | torch.device = "auto") -> float:
    """The mean loss of the first rows, as many as are `evaluated`, at the weights with which `train` begins.

    They are drawn small, so that it is near log(vocabulary).
    """
    there = chosen(device)
    with torch.random.fork_rng(devices=[there] if there.type == "cuda" else []):
        torch.manual_seed(how.seed)
        model = Transformer(shape).to(there, torch.float64 if how.precision == "float64" else torch.float32)
    return evaluated(model, data, how, Ranks(), there)["validation"]


def of_frequencies(train: Sequences, tried: Sequences, vocabulary: int) -> float:
    """The mean loss of a predictor that gives each token its frequency in the training, each counted once more."""
    counts = np.bincount(train.tokens[:, 1:][train.counted], minlength=vocabulary) + 1.0
    return float(-np.log(counts / counts.sum())[tried.tokens[:, 1:][tried.counted]].mean())
