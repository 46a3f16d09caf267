"""The distances of any causal model's activations on any text, for `python -m numerics radius`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from numerics.experiments.radius.cloud import cloud_of
from numerics.experiments.radius.raw import Watch, all_of
from numerics.experiments.radius.sample import LEAST, sampled
from numerics.experiments.radius.told import Told
from numerics.measuring import described, versions
from numerics.quantities.vectors import table
from numerics.transformers.activations import FINAL, captured, read
from numerics.transformers.chunks import spread, with_tokenizer
from numerics.transformers.data import text
from numerics.transformers.faults import TooShort
from numerics.transformers.pretrained import opened

CHUNKS, QUERIED, EACH = 256, 64, 32  # unless told otherwise; chunks with queries, and queries of such a chunk
BATCH = 4  # chunks that the model reads at a time
SEED = 0  # of the cloud
ACTIVATIONS = "activations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command is told; chunks: None for `CHUNKS` of them, or all where there are fewer."""

    model: Path
    text: Path
    out: Path
    layer: str = FINAL
    chunks: int | None = None
    length: int = 256
    tokenizer: Path | None = None
    device: str = "auto"


def measured(asked: Asked, captures: Callable[[int, int], object], watch: Watch) -> Told:
    """The samples of the model's activations, which are kept in OUT/activations and gone on with after a stop.

    captures(done, of all): chunks, as they go through the model;  watch(what): before each pass over the vectors.
    BadSettings, NoDevice, NoModel, NotACheckpoint, NotAText, NotATokenizer, TooShort, WrongShape: what is wrong with
    model, text or settings; OSError where the disk takes no more.
    """
    model = with_tokenizer(opened(asked.model, asked.device), asked.model, asked.tokenizer)
    assert model.tokenizer is not None
    corpus = text(asked.text, model.tokenizer, asked.length, validation=0)
    found = len(corpus.train.tokens)
    if found < LEAST:
        raise TooShort(f"{asked.text}: {found} chunks of this length, and {LEAST} are needed; take a smaller length")
    which = spread(found, min(CHUNKS, found) if asked.chunks is None else asked.chunks)
    sample = sampled(corpus.train, which, QUERIED, EACH)
    folder = asked.out / ACTIVATIONS
    captured(model, sample.tokens[:, :-1], sample.documents, [asked.layer], folder, BATCH, captures)
    vectors = table(read(folder).tensors[asked.layer], asked.layer)
    watch("mean and covariance")
    cloud = cloud_of(vectors, SEED, asked.device)
    samples = all_of(vectors, sample, cloud, asked.device, watch)
    about = {
        "model": model.name,
        "layer": asked.layer,
        "width": vectors.width,
        "chunks": len(sample.tokens),
        "length": sample.length,
        "documents with queries": len(samples[next(iter(samples))]),
        "queries": len(sample.queries),
        "hashes": {"text": corpus.hashes["text"], **dict(sorted(model.hashes.items()))},
        "versions": versions(),
        "device": described(asked.device),
    }
    return Told(
        about=about,
        width=vectors.width,
        length=sample.length,
        context=model.context,
        sizes=[chunks * sample.length for chunks in sample.cuts],
        samples=samples,
    )
