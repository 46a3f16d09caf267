"""How far an ordinary layer (attention, then feed-forward) is from attention over joined keys (Niu et al., Sec. 3).

The ordinary update of a token is u = A + F: A the output of the attention, F = f(x K^T + b) V of the feed-forward.
A layer that is one attention over the keys of the context joined with the rows of K has, by the identity in
`numerics.quantities.joined_attention`, the update alpha A + (1 - alpha) P, where P = softmax(tau (x K^T + b)) V is the
attention over the stored keys alone, tau is 1 or the factor 1/sqrt(n) of attention, and alpha is from 0 to 1.

What would be left of a real layer is read in its favour, and token by token:

- alpha is the best one.  A layer has many heads and each has an alpha of its own, while the keys K are as wide as the
  layer and not as a head, so that no alpha follows from the scores; the nearest of all mixtures is at most as far away
  as the one that a merged layer would have made.
- tau is the best of `TEMPERATURES`, from 0, the mean of all values, to where all but the largest score are lost.
- `enlarged` lets the stored values be any multiple of V, since a merged layer is trained and may enlarge them: P gets
  a factor w >= 0 instead of 1 - alpha, the best one.
- `weighed_heads` grants more than a layer can do: each head gets a factor of its own, even above 1 or negative, and P
  one from 0 up.  Joined attention head by head, over the values V times any constant, is among these.
- The biases of the outputs of both parts are left out: the paper has none, and a merged layer could keep their sum.
- Skip connections and norms are left out, as the paper leaves them out: A and F are taken as the parts give them.

With keys and values that are free at every token anything is reached; those of a layer are the same for all tokens.

A distance is relative to ||u||.  The feed-forward reads what the model gives it, what the attention has made; in
parallel it reads what the attention reads, as the one query of a joined attention does.  How far away the attention is
by itself, alpha = 1, is recorded beside.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from numerics.experiment import Cell, Control, Experiment, Found
from numerics.quantities.joined_attention import Array, Memory, attention, energy, joined_attention, memory
from numerics.records import RECORDS
from numerics.transformers.layer import Layer, feed_forward

TOKENS = 64  # of each document
PLACES = range(4, TOKENS - 1, 4)  # the tokens that are recorded; the first and the last one are special
TEMPERATURES = ("0", "1/sqrt(n)", "1/8", "1/4", "1/2", "1", "3/2", "2", "3", "4", "6", "8", "16", "64", "1024")
BUILT, OTHERS = "built as joined attention, largest", "other tokens' persistent attention, median"
CONTROLS = {BUILT: Control(op="<=", bound=1e-12), OTHERS: Control(op=">=", bound=1e-2)}
TEXT = RECORDS / "niu2024" / "state_of_the_union.txt"

Distance = Callable[[Array], Array]  # of the update from what has the given persistent attention (T, n) in it, (T,)


def samples(layers: Sequence[Layer]) -> dict[str, list[float]]:
    """The distances at the recorded places of one document, by series and layer."""
    return {
        f"{series}, layer {which}": distances[list(PLACES)].tolist()
        for which, layer in enumerate(layers, start=1)
        for series, distances in measured(layer).items()
    }


def measured(layer: Layer) -> Mapping[str, Array]:
    """The distances of every token (T,), by series."""
    update = layer.attention + feed_forward(layer.between, layer.stored)
    beside = layer.attention + feed_forward(layer.entering, layer.stored)
    after, parallel = persistent(layer.between, layer.stored), persistent(layer.entering, layer.stored)
    return {
        "mixture": nearest(mixtures(update, layer.attention), after),
        "mixture at temperature 1": mixtures(update, layer.attention)(after[TEMPERATURES.index("1")]),
        "values enlarged": nearest(enlarged(update, layer.attention), after),
        "weighed heads": nearest(weighed_heads(update, layer.heads), after),
        "weighed heads in parallel": nearest(weighed_heads(beside, layer.heads), parallel),
        "attention alone": relative(update - layer.attention, update),
    }


def persistent(queries: Array, stored: Memory) -> list[Array]:
    """The attention over the stored keys at each of the temperatures."""
    root = 1 / sqrt(queries.shape[1])
    factors = [root if tau == "1/sqrt(n)" else float(Fraction(tau)) for tau in TEMPERATURES]
    return [attention(queries, stored.scaled(tau)) for tau in factors]


def nearest(distance: Distance, candidates: Sequence[Array]) -> Array:
    """The least distance of each token, over the candidates."""
    return np.asarray(np.min([distance(candidate) for candidate in candidates], axis=0))


def mixtures(update: Array, context: Array) -> Distance:
    """min over alpha in [0, 1] of ||u - alpha A - (1 - alpha) P|| / ||u||: the foot of the perpendicular, cut off."""

    def distance(other: Array) -> Array:
        apart, along = update - other, context - other
        length = (along**2).sum(axis=1)
        alpha = np.clip((apart * along).sum(axis=1) / np.where(length > 0, length, 1), 0, 1)
        return relative(apart - alpha[:, None] * along, update)

    return distance


def enlarged(update: Array, context: Array) -> Distance:
    """min over alpha in [0, 1] and w >= 0 of ||u - alpha A - w P|| / ||u||: inside, or else on an edge."""
    upright = (context**2).sum(axis=1)

    def distance(other: Array) -> Array:
        across, length = (context * other).sum(axis=1), (other**2).sum(axis=1)
        first, second = (update * context).sum(axis=1), (update * other).sum(axis=1)
        area = upright * length - across**2
        inside = (first * length - second * across) / np.where(area > 0, area, 1)
        # The best w for an alpha, and the best alpha without P, are on an edge where the point inside is not allowed.
        found = []
        for alpha in (np.clip(inside, 0, 1), np.zeros_like(first), np.ones_like(first)):
            weight = np.maximum((second - alpha * across) / np.where(length > 0, length, 1), 0)
            found.append(relative(update - alpha[:, None] * context - weight[:, None] * other, update))
        alpha = np.clip(first / np.where(upright > 0, upright, 1), 0, 1)
        found.append(relative(update - alpha[:, None] * context, update))
        return np.asarray(np.min(found, axis=0))

    return distance


def weighed_heads(update: Array, heads: Array) -> Distance:
    """min over all a_h and w >= 0 of ||u - sum_h a_h A_h - w P|| / ||u||: the heads projected away, then w P."""
    left_vectors, sizes, _ = np.linalg.svd(np.swapaxes(heads, 1, 2), full_matrices=False)
    # Of heads that depend on each other only what they span: a direction of size 0 is none of theirs.
    basis = left_vectors * (sizes > 1e-12 * sizes.max(axis=1, keepdims=True))[:, None, :]
    left = _without(update, basis)

    def distance(other: Array) -> Array:
        beyond = _without(other, basis)
        length = (beyond**2).sum(axis=1)
        weight = np.maximum((left * beyond).sum(axis=1) / np.where(length > 0, length, 1), 0)
        return relative(left - weight[:, None] * beyond, update)

    return distance


def _without(vectors: Array, basis: Array) -> Array:
    """What is orthogonal to the basis (T, n, h), projected twice, so that rounding leaves nothing along it."""
    for _ in range(2):
        vectors = vectors - np.einsum("tnh,th->tn", basis, np.einsum("tnh,tn->th", basis, vectors))
    return vectors


def relative(difference: Array, update: Array) -> Array:
    """||difference|| / ||update||, token by token."""
    return np.asarray(np.linalg.norm(difference, axis=1) / np.linalg.norm(update, axis=1))


def controls(layer: Layer) -> dict[str, float]:
    """The largest distance of a layer that is a joined attention, and the median one with P taken from other tokens.

    Keys, offsets and queries are those of the real layer; the stored values are enlarged to the size of the context's,
    and its scores shifted to the same energy, so that neither memory is lost beside the other.
    """
    queries = layer.between
    context = memory(layer.entering / sqrt(queries.shape[1]), layer.attention)
    small = np.linalg.norm(attention(queries, layer.stored)) / np.linalg.norm(layer.attention)
    stored = replace(layer.stored, values=layer.stored.values / small)
    shift = np.median(energy(queries, context) - energy(queries, stored))
    context = replace(context, offsets=context.offsets + shift)
    update, alone = joined_attention(queries, context, stored), attention(queries, context)
    own = persistent(queries, stored)
    others = [np.roll(candidate, len(queries) // 2, axis=0) for candidate in own]
    ways = (mixtures(update, alone), enlarged(update, alone), weighed_heads(update, alone[:, None, :]))
    return {
        BUILT: max(float(nearest(way, own).max()) for way in ways),
        OTHERS: min(float(np.median(nearest(way, others))) for way in ways),
    }


def text_of(path: Path) -> list[str]:
    """The documents of a text, in which an empty line stands between two."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if part.strip()]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One document; on the CPU whatever the device, as all-MiniLM-L6-v2 is small."""
    # These import torch and transformers, which no other part of this module needs.
    from numerics.transformers.encoder import installed, layers, opened

    encoder = opened(installed())
    read = layers(encoder, text_of(TEXT)[settings["document"]], TOKENS)
    seen = [controls(layer) for layer in read]
    return Found(
        samples={series: [distances] for series, distances in samples(read).items()},
        controls={name: bound.worst([each[name] for each in seen]) for name, bound in CONTROLS.items()},
        inputs=encoder.hashes | {"text": hashlib.sha256(TEXT.read_bytes()).hexdigest()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How many documents of the text, and what is read of each."""

    documents: int
    model: str = "all-MiniLM-L6-v2"
    tokens: int = TOKENS
    recorded: tuple[int, ...] = tuple(PLACES)
    temperatures: tuple[str, ...] = TEMPERATURES


EXPERIMENT = Experiment(
    title="an ordinary layer of an encoder beside attention over joined keys",
    scales={"quick": Settings(documents=6), "full": Settings(documents=24)},
    cells=lambda settings: [Cell(name=f"document {k}", settings={"document": k}) for k in range(settings.documents)],
    measure=measure,
    controls=CONTROLS,
)
