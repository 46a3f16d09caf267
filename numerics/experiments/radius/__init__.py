"""How far activations of a trained transformer are from their nearest neighbours (Niu et al., Appendix F.1).

The paper cuts OpenWebText into chunks of 256 tokens and takes, of GPT-2 medium, "the activation of the last layer that
is used to predict the next token"; the distance of such vectors to the nearest other one is about 20, in mean and
median, among 25, 50, 75 and 100 % of them.  Neither model nor text can be had here.  Measured are SmolLM2-135M
(Instruct, quantised to 4 bits, n = 576, trained on other texts) and one small model that is trained in the cell.  The
text is State of the Union addresses: so many documents, evenly spread over it, and four chunks of each, or some
multiple of four, evenly spread over the document.  The model trained here sees none of these documents.

- Every token of a chunk gives a vector.  Each document has one chunk in the first quarter of the sample, and neighbours
  are looked for at 32 tokens of this chunk, in 24 of the documents: the queries are the same whatever the share of the
  vectors among which the neighbour is, and the shares are nested, so that a distance can only fall as the share grows.
  A query's own vector is left out.  The paper's mean and median are over all vectors of each share.
- `other chunks`: the query's whole chunk is left out, as the tokens of one chunk depend on each other.
- `one vector a chunk`: the last token's alone, as a reading of what the paper says; a query a document, in all.
- `before the final norm`, `after half of the layers`, `embedding`: the same vectors elsewhere; which of them the paper
  measured it does not say.  Of the embedding a token has one vector, wherever it stands.
- `Gaussian cloud`: as many vectors of a normal distribution with the mean and the covariance of those after the final
  norm, one for every vector, and as many queries: what a distance would be if the vectors had no other structure.
- `distance to the mean` of each query: distances over it do not depend on the unit.
- `gain doubled`: the final norm's gain times 2, and the matrix of the logits halved, is another set of weights for the
  same function, exactly so in floating point: the paper's radius has no unit but the one that this gain gives it.
- Whether the nearest is of the same document (of all and of other chunks), comes before the same next token, or is at
  the same token: 1 or 0, beside the share of the candidates that are, and 1 or 0 less this share, whose mean is 0 if
  neighbours know nothing of it.

All distances are Euclidean, in the unit of the model's float32 activations; they are those of float64 arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

SMOLLM2, HERE = "SmolLM2-135M", "model trained here"
FINAL, LAST, HALF, EMBEDDING = "after the final norm", "before the final norm", "after half of the layers", "embedding"
DOUBLED = "gain doubled"

LOSS = "loss of the model over the logarithm of its vocabulary"
PLANTED = "planted neighbours, largest relative error of the distance"
AGAIN = "distances computed one by one, largest relative difference"
RISING = "distances that rise as the sample grows, largest rise"
VARIANCE = "variance of the Gaussian cloud along some directions, largest relative difference"
LOGITS = "logits with the gain doubled and the matrix halved, largest change"
CONTROLS = {
    LOSS: Control(op="<=", bound=0.8),  # an untrained model has 1
    PLANTED: Control(op="<=", bound=1e-3),  # where the planted vector is rounded to float32
    AGAIN: Control(op="<=", bound=1e-9),
    RISING: Control(op="<=", bound=0),
    VARIANCE: Control(op="<=", bound=0.1),
    LOGITS: Control(op="<=", bound=0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The sample, and the model that is trained here.

    documents: of the text; chunks: of each; length: T, tokens of a chunk; queried: documents with queries; each:
    queries of such a document.  vocabulary to rate: of the model trained here; rows: of a step.  seed: of it and of
    the cloud.
    """

    documents: int
    queried: int
    steps: int
    chunks: int = 4
    length: int = 256
    each: int = 32
    vocabulary: int = 1024
    width: int = 64
    layers: int = 4
    heads: int = 4
    feed_forward: int = 256
    rows: int = 8
    rate: float = 3e-3
    seed: int = 0


def cells(settings: Settings) -> Sequence[Cell]:
    """One for each model."""
    return [Cell(name=model, settings={"model": model} | asdict(settings)) for model in (SMOLLM2, HERE)]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """What one model gives."""
    # This imports torch and transformers, which no other part of this module needs.
    from numerics.experiments.radius.cell import found

    told = dict(settings)
    return found(told.pop("model"), Settings(**told), device)


EXPERIMENT = Experiment(
    title="distances of activations to their nearest neighbours",
    scales={
        "quick": Settings(documents=8, queried=8, steps=200),
        "full": Settings(documents=75, queried=24, steps=500),
        "large": Settings(documents=100, queried=100, chunks=20, steps=2000),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)
