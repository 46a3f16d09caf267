"""What small transformers reach on Question-Formation, beside the entropy of its lines (Niu et al., Appendix F.2).

The paper trains vanilla transformers of width 512, with 6 and 10 layers, on 2 million tokens of Question-Formation, and
says that the training losses settle at about 1, as Proposition 4 predicts.  Here models of width 128 with 1 and 2
layers learn lines of the same grammar, drawn anew with the shares that are measured on the released lines: the
sentence, its full stop and the task (together the source), the target and an end token, with a loss on all of them.
The paper's lines are learned from many times; here no line comes twice in a run, so that nothing is gained by
memorising one.

Beside `1 layer` and `2 layers`, other ways to write the same lines: `no target`, the source and the end token; `target
twice`, the target written again before the end token.  A target is a function of the source: all three have the same
entropy a line, and another one a token.  A document of a series is a seed: of the weights, the lines and their order.

- `training loss, line k`: the mean over the tokens of the batches since line k - 1, of LINES in a run, each batch at
  the weights that it met.
- At the weights after training, and a hundred lines a number: the losses of lines of `training`, of the splits `dev`,
  `test` and `generalisation` (questions with a relative clause on the subject, of which the training has none), over
  all tokens, and over those of the source and of the target alone.  A line that is in the training, too, is left out of
  the other three: nothing held-out was ever seen.
- `law's own`, on the same lines: -log of the chance of the line over its tokens, which is what a model pays that knows
  the law.  No model pays less in the mean over lines drawn one by one (Gibbs).  That no line comes twice, and that
  lines of the training are left out, changes the law of the lines a little: of 40,000 lines some 240 are of the kinds
  without an object and without more than a noun for a subject, of which there are 2,808 each, and others are rarer
  still to come again; this is left out of account.  Beside each other on the same lines, most of the noise of which
  lines were drawn is gone.
- `completed`: 1 where the model, given the source, writes the whole target and the end token, each time the likeliest
  token, else 0; `first word`: whether the first word that it writes is right.

Losses are in nats a token, without dropout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

LINES = 20
ONE, TWO, NO_TARGET, TWICE = "1 layer", "2 layers", "1 layer, no target", "1 layer, target twice"
TRAINING, SPLITS = "training", ("training", "dev", "test", "generalisation")
LOSS, LAW = "loss", "law's own"
COMPLETED, FIRST = "completed", "first word"

UNTRAINED = "loss before training less the logarithm of 69, absolute"
BEATEN = "loss of dev lines over that of the frequencies of words"
ENTROPY = "law's own loss of training lines less the exact entropy a token, absolute"
SHARED = "held-out lines that are in the training"
OTHERS = "loss on targets that belong to other sources, less that on their own"
TAUGHT = "completions that are not what the model says given the target, share"
CONTROLS = {
    UNTRAINED: Control(op="<=", bound=0.2),
    BEATEN: Control(op="<=", bound=0.8),
    ENTROPY: Control(op="<=", bound=0.05),
    SHARED: Control(op="<=", bound=0),
    OTHERS: Control(op=">=", bound=0.5),
    TAUGHT: Control(op="<=", bound=0.02),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What is trained: layers and heads, how often a line holds its target, for how many steps and how fast."""

    name: str
    layers: int
    targets: int
    steps: int
    heads: int
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The models, how they are trained and on how many lines they are tried.

    learned: lines of the training on which the loss after it is measured; held: lines of each other split; completed:
    lines of which the target is asked for.  lines: of the training, at most; where these are as many as all steps learn
    from, which they are at the scales that need no GPU, each is learned from once.
    """

    models: tuple[Model, ...]
    seeds: int = 6
    width: int = 128
    feed_forward: int = 256
    batch: int = 32
    learned: int = 2_000
    held: int = 1_000
    completed: int = 128
    lines: int = 100_000


def cells(settings: Settings) -> Sequence[Cell]:
    """A model and a seed each."""
    told = {name: value for name, value in asdict(settings).items() if name not in ("models", "seeds")}
    return [
        Cell(name=f"{model.name}, seed {seed}", settings={"model": asdict(model), "seed": seed} | told)
        for model in settings.models
        for seed in range(settings.seeds)
    ]


def parts(split: str, targets: int) -> dict[str, str]:
    """The sets of tokens whose loss is measured, each with the series of it."""
    found = {"": f"{split}, {LOSS}"}
    if targets:
        found |= {name: f"{split}, {LOSS} on the {name}" for name in ("source", "target")}
    return found


def series(model: Model) -> list[str]:
    """All series of a model."""
    curve = [f"{TRAINING} loss, line {line}" for line in range(1, LINES + 1)]
    losses = [f"{loss}" for split in SPLITS for loss in parts(split, model.targets).values()]
    laws = [f"{split}, {LAW}{part}" for split in SPLITS for part in ("", " on the source")[: 1 + (model.targets > 0)]]
    tries = [f"{split}, {what}" for split in SPLITS[2:] for what in (COMPLETED, FIRST)] if model.targets == 1 else []
    return [f"{model.name}: {what}" for what in (*curve, *losses, *laws, *tries)]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One model."""
    # This imports torch, which no other part of this module needs.
    from numerics.experiments.question_formation.cell import found

    told = dict(settings)
    model, seed = Model(**told.pop("model")), told.pop("seed")
    return found(Settings(models=(model,), **told), seed, device)


EXPERIMENT = Experiment(
    title="losses on Question-Formation beside the entropy of its lines, and completions",
    scales={
        "quick": Settings(
            models=(
                Model(name=ONE, layers=1, targets=1, steps=600, heads=8, rate=2e-3),
                Model(name=NO_TARGET, layers=1, targets=0, steps=200, heads=8, rate=2e-3),
            ),
            learned=1_000,
            held=500,
            completed=64,
        ),
        "full": Settings(
            models=(
                Model(name=ONE, layers=1, targets=1, steps=1_200, heads=8, rate=2e-3),
                Model(name=TWO, layers=2, targets=1, steps=1_300, heads=4, rate=1e-3),
                Model(name=NO_TARGET, layers=1, targets=0, steps=600, heads=8, rate=2e-3),
                Model(name=TWICE, layers=1, targets=2, steps=800, heads=8, rate=2e-3),
            )
        ),
        "large": Settings(
            models=(
                Model(name="6 layers", layers=6, targets=1, steps=300_000, heads=4, rate=1e-4),
                Model(name="10 layers", layers=10, targets=1, steps=300_000, heads=4, rate=1e-4),
            ),
            width=512,
            feed_forward=2048,
            batch=8,
            held=10_000,
            completed=1_000,
        ),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)
