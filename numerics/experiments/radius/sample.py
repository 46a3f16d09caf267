"""Which chunks of a text are sampled, in nested quarters, and at which of their tokens a neighbour is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.transformers.data import Sequences
from numerics.transformers.faults import BadSettings, TooShort

PERCENTS = (25, 50, 75, 100)
LEAST = 2 * len(PERCENTS)  # chunks, so that each quarter has another one than that of the query

Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """Chunks in the order in which they join the sample, one quarter after the other; row c T + t is token t of c.

    tokens (chunks, T + 1): the last one of a row is what comes after the chunk;  documents (chunks,): whose it is;
    cuts: how many chunks one quarter has, two, three and all four;  queries (Q,): rows of the first quarter, those of a
    document one after the other.
    """

    tokens: Whole
    documents: Whole
    cuts: tuple[int, ...]
    queries: Whole

    @property
    def length(self) -> int:
        """T, the tokens of a chunk."""
        return int(self.tokens.shape[1]) - 1

    def by_document(self, rows: Whole, values: Sequence[float]) -> list[list[float]]:
        """The values of these rows, a list for each document."""
        whose = self.documents[rows // self.length].tolist()
        pairs = groupby(zip(whose, values, strict=True), key=lambda pair: pair[0])
        return [[value for _, value in document] for _, document in pairs]


def sampled(chunks: Sequences, which: Whole, queried: int, tokens: int) -> Sample:
    """These chunks of a text, in its order: every fourth of them makes a quarter.

    Neighbours are looked for at so many tokens, evenly spread and the last one among them, of `queried` chunks of the
    first quarter, evenly spread; fewer where there are not so many.  BadSettings for too few chunks.
    """
    if len(which) < LEAST:
        raise BadSettings(f"chunks = {len(which)}: a quarter of them needs two; take {LEAST} at least")
    quarters = [which[quarter :: len(PERCENTS)] for quarter in range(len(PERCENTS))]
    order = np.concatenate(quarters)
    length, first = chunks.tokens.shape[1] - 1, len(quarters[0])
    asked, each = min(queried, first), min(tokens, length)
    places = np.arange(1, each + 1) * length // each - 1
    return Sample(
        tokens=chunks.tokens[order],
        documents=chunks.documents[order],
        cuts=tuple(np.cumsum([len(quarter) for quarter in quarters]).tolist()),
        queries=((np.arange(asked) * first // asked)[:, None] * length + places).ravel(),
    )


def of_documents(documents: Whole, count: int, chunks: int) -> Whole:
    """The numbers of so many chunks of each of `count` documents, of the text's all (rows,).

    Both are evenly spread: documents over those that have so many chunks, chunks over the document.  The chunks of a
    document stand one after the other; with four of them each quarter of a sample has one.  TooShort where there are
    not so many documents.
    """
    names, first, held = np.unique(documents, return_index=True, return_counts=True)
    long = np.flatnonzero(held >= chunks)
    if len(long) < count:
        raise TooShort(f"{len(long)} of {len(names)} documents have {chunks} chunks, and {count} are asked for")
    taken = long[np.arange(count) * len(long) // count]
    within = (2 * np.arange(chunks) + 1) * held[taken][:, None] // (2 * chunks)
    return np.asarray((first[taken][:, None] + within).ravel())
