"""Small transformers and small data to train them on."""

from __future__ import annotations

from typing import Any

from numerics.transformers.data import Corpus, question_formation, random_sequences
from numerics.transformers.model import Shape
from numerics.transformers.settings import Optimisation


def shape_of(corpus: Corpus, **other: Any) -> Shape:
    """A transformer of one layer of width 16 that fits."""
    sizes: dict[str, Any] = {"width": 16, "layers": 1, "heads": 2, "feed_forward": 32} | other
    return Shape(vocabulary=corpus.vocabulary, context=corpus.train.tokens.shape[1] - 1, **sizes)


def memories(rows: int = 8, length: int = 6, vocabulary: int = 10) -> Corpus:
    """Random sequences."""
    return random_sequences(5, rows, length, vocabulary)


def questions(how_many: int = 60) -> Corpus:
    """Lines with a validation and two sets of tokens, rows of unequal length."""
    return question_formation(5, how_many, validation=20)


def brief(**other: Any) -> Optimisation:
    """A few steps."""
    return Optimisation(**({"steps": 6, "batch": 4, "warm_up": 2, "every": 2} | other))
