"""What the energies of the theory are on trained models: memorisers of random sequences, and SmolLM2-135M at text.

A memoriser is a transformer of 4 layers of width 64, trained within its cell until it knows d random sequences of 16
tokens by heart, all of them at each step; a document is one seed.  For Assumption 3 there is a second one of each seed,
trained on a quarter of the sequences at each of twice as many steps.

SmolLM2-135M reads addresses of the State of the Union in chunks of 128 tokens; a document is one address.  Its memory
is what it was trained on, which nobody has: in its place stand the states at the first chunks of the address, and the
queries are states at the chunks after these.  The memoriser's queries are the last states of memorised sequences with
one token of the first half changed.

Patterns are states of the residual stream at the memorised positions: after so many layers (0: the embedding), or what
the logits are made of, after the final norm ("final").  The first token of a row, which meets no other, gives none.

- Assumption 3: half the distance of each pattern to the nearest other one, beside sqrt(n / (2 pi e)).  "states": the
  last ones of the sequences, of width n = 64, as in Appendix F.1; on text those of all tokens, of width 576.  "whole
  rows": all states of a row one after the other, n = T_max d_emb as the paper has it.  Balls of one radius are disjoint
  exactly if it is below all these half distances.
- Propositions 1 to 3 at the queries, and how much of the room between the bounds is used.
- E_global along the way x^(0) .. x^(l) of a query through the layers; which patterns layer t holds is read in three
  ways, see `paths.readings`.  On its way the printed energy exp(-g_t) / Z_t would say nothing: it is 0 to all digits.
- Heads, at the stored rows: whether sum_i w_i k_i lowers MCHN's energy of the keys at beta = 1 / sqrt(head), which is a
  theorem; whether the true output sum_i w_i v_i does; how far that is from the step, as it is and after the affine map
  of the step that fits best on other rows, in favour of the paper.
- Attention and loss: the losses of tokens with the larger mean entropy of attention beside those with the smaller, at
  the same place of the row.

Everything is in float64, from states of SmolLM2 in float32 and of memorisers in float64.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found
from numerics.experiments.layer_energies.memoriser import Memoriser, of_seed
from numerics.experiments.layer_energies.text import Text, of_addresses
from numerics.transformers.memoriser import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How many documents of each kind, and how large they are."""

    documents: int
    texts_per_cell: int
    rows: int
    length: int = 16
    vocabulary: int = 32
    width: int = 64
    layers: int = 4
    heads: int = 4
    steps: int
    warm_up: int = 20
    rate: float = 3e-3
    chunk: int = 128
    stored: int
    asked: int
    queries: int
    places: tuple[int, ...] = (0, 1, 10, 20, 30)
    head_layers: tuple[int, ...] = (1, 10, 20, 30)
    kept: int = 40


def cells(scale: Settings) -> list[Cell]:
    """A cell for each memoriser, and one for some addresses at a time."""
    return [
        *(Cell(name=f"memoriser, seed {seed}", settings=asdict(_memoriser(scale, seed)))
          for seed in range(scale.documents)),
        *(Cell(name=f"SmolLM2, addresses from {first}", settings=asdict(_text(scale, first)))
          for first in range(0, scale.documents, scale.texts_per_cell)),
    ]  # fmt: skip


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """A memoriser, or SmolLM2 at some addresses."""
    return of_seed(settings, device) if "task" in settings else of_addresses(settings, device)


def _memoriser(scale: Settings, seed: int) -> Memoriser:
    task = Task(
        rows=scale.rows, length=scale.length, vocabulary=scale.vocabulary, width=scale.width, layers=scale.layers,
        heads=scale.heads, rate=scale.rate, steps=scale.steps, warm_up=scale.warm_up, seed=seed, decay="linear",
    )  # fmt: skip
    return Memoriser(task=task, queries=scale.queries, kept=scale.kept)


def _text(scale: Settings, first: int) -> Text:
    return Text(
        first=first, count=min(scale.texts_per_cell, scale.documents - first), of=scale.documents, chunk=scale.chunk,
        stored=scale.stored, asked=scale.asked, queries=scale.queries, places=list(scale.places),
        layers=list(scale.head_layers), kept=scale.kept,
    )  # fmt: skip


EXPERIMENT = Experiment(
    title="The energies of the theory on memorisers and on SmolLM2-135M",
    scales={
        "quick": Settings(documents=6, texts_per_cell=6, rows=64, steps=150, stored=2, asked=1, queries=24),
        "full": Settings(documents=8, texts_per_cell=4, rows=256, steps=300, stored=12, asked=6, queries=40),
        # GPT-2 medium's width, depth and heads, at sequences as long as the chunks of Appendix F.1.
        "large": Settings(
            documents=8,
            texts_per_cell=1,
            rows=256,
            length=256,
            vocabulary=1024,
            width=1024,
            layers=24,
            heads=16,
            steps=1_000,
            warm_up=100,
            rate=2e-4,
            stored=48,
            asked=24,
            queries=96,
        ),
    },
    cells=cells,
    measure=measure,
    controls={
        "attention recomputed": Control(op="<=", bound=1e-5),
        "bounds of Propositions 1 to 3, excess": Control(op="<=", bound=1e-9),
        "fall of a step beyond half its square": Control(op=">=", bound=-1e-9),
        "E_global beside one layer of all patterns": Control(op="<=", bound=1e-9),
        "attention steps over all patterns that lower E_global": Control(op=">=", bound=1),
        "loss of the memoriser above log(d) / T": Control(op="<=", bound=0.1),
        "loss of the untrained memoriser over log of the vocabulary": Control(op=">=", bound=0.95),
        "loss of the text": Control(op="<=", bound=5),
    },
)
