"""Lines of Question-Formation written with no target, with one or with more, and what the law of the lines makes them
cost.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from numerics.question_chances import information
from numerics.question_formation import VOCABULARY, Split
from numerics.transformers.data import Sequences, Tokens, questions
from theory.quantities.question_formation import END

SPELLED = (*VOCABULARY, END)


def written(split: Split, seed: int, how_many: int, targets: int) -> Sequences:
    """Lines of a split, the target so often; each begins with the end token of the line before."""
    return rewritten(questions(split, seed, how_many), targets)


def rewritten(data: Sequences, targets: int) -> Sequences:
    """The same lines with the target so often between the source and the end.

    The sets `source` and `target` hold the same as before, and the end is of the last target; without a target there
    are no sets.
    """
    sources, rows = data.sets["source"].sum(axis=1), []
    for line, source, target in zip(data.tokens[:, 1:], data.sets["source"], data.sets["target"], strict=True):
        said = line[target]
        rows.append(np.concatenate([data.tokens[:1, 0], line[source], np.tile(said[:-1], targets), said[-1:]]))
    return _padded(rows, sources if targets else None)


def without(data: Sequences, others: Sequences) -> Sequences:
    """The rows that are not among the others'."""
    seen = {row.tobytes() for row in others.tokens}
    return rows_of(data, np.array([row.tobytes() not in seen for row in data.tokens]))


def rows_of(data: Sequences, which: NDArray[np.bool_] | slice) -> Sequences:
    """Some of the rows, with their sets."""
    return Sequences(
        tokens=data.tokens[which],
        counted=data.counted[which],
        sets={name: mask[which] for name, mask in data.sets.items()},
        documents=data.documents[which],
    )


def other_targets(data: Sequences) -> Sequences:
    """Each target in the place of another one, of a line with as many tokens in source and target, if there is any."""
    tokens, lengths = data.tokens.copy(), data.counted.sum(axis=1) * 100 + data.sets["source"].sum(axis=1)
    for length in np.unique(lengths):
        alike = np.flatnonzero(lengths == length)
        place = np.flatnonzero(data.sets["target"][alike[0]]) + 1
        tokens[np.ix_(alike, place)] = data.tokens[np.ix_(np.roll(alike, 1), place)]
    return Sequences(tokens=tokens, counted=data.counted, sets=data.sets, documents=data.documents)


def costs(data: Sequences, split: Split) -> NDArray[np.float64]:
    """-log of the chance of each line, in nats, (rows,)."""
    return np.array([information([SPELLED[token] for token in row[1:]], split) for row in data.tokens])


def groups(data: Sequences, size: int) -> Iterable[NDArray[np.intp]]:
    """The places of the rows, in order, in as many parts as make each hold `size` or a few more."""
    return np.array_split(np.arange(len(data.tokens)), max(1, len(data.tokens) // size))


def _padded(rows: list[Tokens], sources: NDArray[np.intp] | None) -> Sequences:
    """Rows of unequal length, each begun with the end token, filled up with it."""
    lengths, end = np.array([len(row) - 1 for row in rows]), rows[0][0]
    places = np.arange(lengths.max())
    counted = places < lengths[:, None]
    tokens = np.full((len(rows), 1 + len(places)), end, dtype=np.int32)
    for into, row in zip(tokens, rows, strict=True):
        into[: len(row)] = row
    sets = {}
    if sources is not None:
        sets = {"source": places < sources[:, None], "target": counted & (places >= sources[:, None])}
    return Sequences(tokens=tokens, counted=counted, sets=sets, documents=np.arange(len(rows), dtype=np.int32))
