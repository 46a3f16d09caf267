"""Three addresses as the experiment `data_fractions` takes them, and what is learned of them."""

from __future__ import annotations

from numerics.experiments.data_fractions import TEXT
from numerics.experiments.data_fractions.parts import Addresses, corpus
from numerics.transformers.data import Corpus, Sequences

EVERY, VOCABULARY = 62, 300  # three addresses


def of(found: Addresses, quality: str = TEXT, share: float = 1, seed: int = 0) -> Corpus:
    """What is learned, in rows of 8 tokens, and 40 rows that are held back."""
    return corpus(found, quality, share, 8, 40, seed)


def held(made: Corpus) -> Sequences:
    """What is held back."""
    assert made.validation is not None
    return made.validation
