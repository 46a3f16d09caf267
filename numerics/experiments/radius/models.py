"""The models of the experiment with their samples: one that a package ships, and one that is trained on the text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import torch

from numerics.experiments.radius import HERE, SMOLLM2, Settings
from numerics.experiments.radius.sample import Sample, of_documents, sampled
from numerics.records import RECORDS
from numerics.transformers.causal import CausalModel
from numerics.transformers.data import Corpus, Sequences, text
from numerics.transformers.model import Shape
from numerics.transformers.pretrained import installed, opened
from numerics.transformers.settings import Optimisation
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import trained
from numerics.transformers.training import train

TEXT = RECORDS / "texts" / "state_of_the_union.txt.xz"
EVERY = 8  # of the documents, those that make the tokenizer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sampled:
    """A model, what is sampled for it, and the sha256 of what went in."""

    model: CausalModel
    sample: Sample
    inputs: dict[str, str]


def sampled_by(model: str, settings: Settings, device: str) -> Sampled:
    """The model of this name, with the sample in its own tokens."""
    return shipped(settings, device) if model == SMOLLM2 else trained_here(settings, device)


def shipped(settings: Settings, device: str) -> Sampled:
    """SmolLM2-135M, as its package has it."""
    model = opened(installed(), device)
    assert model.tokenizer is not None
    corpus = text(TEXT, model.tokenizer, settings.length, validation=0)
    inputs = {"text": corpus.hashes["text"], **model.hashes}
    return Sampled(model=model, sample=_sample(corpus.train, settings), inputs=inputs)


def trained_here(settings: Settings, device: str) -> Sampled:
    """A small model after its steps on the documents that are not sampled; of its tokenizer that is not so."""
    tokenizer = trained(documents(TEXT)[::EVERY], settings.vocabulary)
    corpus = text(TEXT, tokenizer, settings.length, validation=0)
    sample = _sample(corpus.train, settings)
    learned = without(corpus, sample)
    shape = Shape(
        vocabulary=corpus.vocabulary,
        context=settings.length,
        width=settings.width,
        layers=settings.layers,
        heads=settings.heads,
        feed_forward=settings.feed_forward,
    )
    how = Optimisation(
        steps=settings.steps,
        batch=settings.rows,
        rate=settings.rate,
        warm_up=settings.steps // 10,
        seed=settings.seed,
    )
    module = train(learned, shape, how, device=device).model.eval().requires_grad_(False)
    model = CausalModel(
        name=HERE,
        module=module,
        tokenizer=tokenizer,
        vocabulary=shape.vocabulary,
        context=shape.context,
        width=shape.width,
        layers=shape.layers,
        hashes={f"{name} of the {HERE}": digest for name, digest in learned.hashes.items() if name != "text"},
    )
    return Sampled(model=model, sample=sample, inputs={"text": corpus.hashes["text"], **model.hashes})


def without(corpus: Corpus, sample: Sample) -> Corpus:
    """The corpus without the documents of the sample; of what is left its tokens have a hash."""
    rows = ~np.isin(corpus.train.documents, sample.documents)
    kept = corpus.train
    train = Sequences(tokens=kept.tokens[rows], counted=kept.counted[rows], sets={}, documents=kept.documents[rows])
    digest = hashlib.sha256(np.ascontiguousarray(train.tokens, "<i4").tobytes()).hexdigest()
    return replace(corpus, train=train, hashes={**corpus.hashes, "training tokens": digest})


def states(model: CausalModel, sample: Sample, layers: dict[str, int], batch: int) -> dict[str, torch.Tensor]:
    """The states of these layers at all tokens, (rows, n) each, on the CPU, by name; so many chunks at a time."""
    chunks = torch.from_numpy(sample.tokens[:, :-1].astype(np.int64))
    found: dict[str, torch.Tensor] = {}
    for first in range(0, len(chunks), batch):
        made = model.states(chunks[first : first + batch])
        for name, layer in layers.items():
            part = made[layer].flatten(0, 1).float().cpu()
            if name not in found:
                found[name] = torch.empty(chunks.numel(), part.shape[1])
            found[name][first * sample.length : first * sample.length + len(part)] = part
    return found


def _sample(chunks: Sequences, settings: Settings) -> Sample:
    which = of_documents(chunks.documents, settings.documents, settings.chunks)
    return sampled(chunks, which, settings.queried, settings.each)
