"""The raw samples of one table of activations: distances to nearest neighbours, and what these neighbours are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from numerics.experiment import Samples
from numerics.experiments.radius.cloud import Cloud
from numerics.experiments.radius.neighbours import Nearest, at, nearest
from numerics.experiments.radius.sample import PERCENTS, Sample, Whole
from numerics.quantities.vectors import Table

Watch = Callable[[str], object]

OTHERS, SINGLE, CLOUD, MEAN = "other chunks", "one vector a chunk", "Gaussian cloud", "distance to the mean"
DOCUMENT, BEYOND = "nearest is of the same document", "nearest of other chunks is of the same document"
NEXT, TOKEN = "nearest comes before the same next token", "nearest is at the same token"
SHARES = (DOCUMENT, BEYOND, NEXT, TOKEN)
CHANCE, EXCESS = "chance", "less chance"


def all_of(vectors: Table, sample: Sample, cloud: Cloud, device: str, watch: Watch = lambda what: None) -> Samples:
    """Everything that is asked of a table, by series; see `keys`.

    watch(what): before each pass over the vectors.
    """
    watch("nearest neighbours")
    found, of_all = distances(vectors, sample, device)
    watch(OTHERS)
    more, of_others = distances(vectors, sample, device, chunk=sample.length)
    found |= {f"{OTHERS}, {series}": values for series, values in more.items()}
    watch(SINGLE)
    found |= {f"{SINGLE}, {series}": values for series, values in singles(vectors, sample, device).items()}
    watch(CLOUD)
    found |= {f"{CLOUD}, {series}": values for series, values in of_cloud(sample, cloud, device).items()}
    found[MEAN] = from_mean(vectors, sample, cloud.mean)
    return found | shares(sample, of_all, of_others)


def keys() -> tuple[str, ...]:
    """The series of `all_of`."""
    parts = ("", f"{OTHERS}, ", f"{SINGLE}, ", f"{CLOUD}, ")
    parted = [f"{part}{series}" for part in parts for series in percents()]
    told = [f"{share}{more}" for share in SHARES for more in ("", f", {CHANCE}", f", {EXCESS}")]
    return (*parted, f"{CLOUD}, {MEAN}", MEAN, *told)


def percents() -> list[str]:
    """The series of `distances`: the share of the vectors among which the neighbour is."""
    return [f"{percent} percent" for percent in PERCENTS]


def distances(vectors: Table, sample: Sample, device: str, chunk: int = 1) -> tuple[Samples, Nearest]:
    """The distance of each query to its nearest among the vectors, less so many rows; and the nearest among all."""
    points, own = at(vectors, sample.queries.tolist()), torch.from_numpy(sample.queries)
    cuts = [chunks * sample.length for chunks in sample.cuts]
    return _by_percent(sample, sample.queries, list(nearest(points, own, vectors, cuts, device, chunk)))


def singles(vectors: Table, sample: Sample, device: str) -> Samples:
    """The same for the last token of each chunk of the first quarter, among the last tokens of the chunks."""
    last = np.arange(1, sample.cuts[-1] + 1) * sample.length - 1
    table = Table(
        name=vectors.name,
        rows=len(last),
        width=vectors.width,
        read=lambda a, b: at(vectors, last[a:b].tolist()),
    )
    asked = np.arange(sample.cuts[0])
    found = list(nearest(at(table, asked.tolist()), torch.from_numpy(asked), table, sample.cuts, device))
    return _by_percent(sample, last[asked], found)[0]


def of_cloud(sample: Sample, cloud: Cloud, device: str) -> Samples:
    """The same for as many points of the cloud as there are queries, each standing for one of them."""
    points, own = cloud.queries(len(sample.queries)), torch.from_numpy(sample.queries)
    cuts = [chunks * sample.length for chunks in sample.cuts]
    found = list(nearest(points, own, cloud.table(cuts[-1]), cuts, device))
    samples, _ = _by_percent(sample, sample.queries, found)
    away = torch.linalg.vector_norm(points.double() - cloud.mean, dim=1).tolist()
    return samples | {MEAN: sample.by_document(sample.queries, away)}


def from_mean(vectors: Table, sample: Sample, mean: Tensor) -> list[list[float]]:
    """The distance of each query to the mean of all vectors (n,)."""
    away = at(vectors, sample.queries.tolist()).double() - mean
    return sample.by_document(sample.queries, torch.linalg.vector_norm(away, dim=1).tolist())


def shares(sample: Sample, of_all: Nearest, of_others: Nearest) -> Samples:
    """Is the nearest of the same kind?  1 or 0, the share of the candidates that are, and the difference."""
    documents = np.repeat(sample.documents, sample.length)
    after, tokens = sample.tokens[:, 1:].ravel(), sample.tokens[:, :-1].ravel()
    found: Samples = {}
    for series, kinds, nearest_ones, left_out in (
        (DOCUMENT, documents, of_all, 1),
        (BEYOND, documents, of_others, sample.length),
        (NEXT, after, of_all, 1),
        (TOKEN, tokens, of_all, 1),
    ):
        found |= _share(sample, series, kinds, nearest_ones.row.numpy(), left_out)
    return found


def _share(sample: Sample, series: str, kinds: Whole, nearest_rows: Whole, left_out: int) -> Samples:
    """left_out: how many rows of the query's own kind are no candidates."""
    own = kinds[sample.queries]
    _, place, held = np.unique(kinds, return_inverse=True, return_counts=True)
    chance = (held[place[sample.queries]] - left_out) / (len(kinds) - left_out)
    same = (kinds[nearest_rows] == own).astype(float)
    named: Sequence[tuple[str, np.ndarray]] = (
        (series, same),
        (f"{series}, {CHANCE}", chance),
        (f"{series}, {EXCESS}", same - chance),
    )
    return {name: sample.by_document(sample.queries, values.tolist()) for name, values in named}


def _by_percent(sample: Sample, rows: Whole, found: Sequence[Nearest]) -> tuple[Samples, Nearest]:
    values = [sample.by_document(rows, one.distance.tolist()) for one in found]
    return dict(zip(percents(), values, strict=True)), found[-1]
