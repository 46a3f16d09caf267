"""Where over-fitting sets in, by how much text there is, by size of the model and by quality (version 1, Sec. 6.2).

The paper's first version trains GPT-2 small on 100, 1 and 0.1 % of OpenWebText, 9 billion tokens, and shows a figure.
Here the same shares are taken of each third State of the Union address (at full scale), 1.3 million tokens of a
byte-pair vocabulary of 512, so that 0.1 % are some forty rows of 32 tokens.  Models have 2 layers (1 where it is
quick), and every one makes equally many steps of equally many tokens, whatever the share: with all of the text no row
comes twice.  Models are small, and trained for seconds; whether what a share does here is what it does of OpenWebText
is not measured.

- A document of a series is a seed: of the weights, of the order of the rows, of which addresses are held back (a tenth
  of the tokens, whole addresses), of which rows of them are the validation, and of which rows of the other addresses
  are in a share; a smaller share is a part of a larger one.  A row that the others have, too, is not held back.
- `text`: the addresses.  `shuffled words`: the words of each address in an order drawn once, the tokens within a word
  as they are: the same tokens, words and addresses, without what their order says.  `random tokens`: as many tokens,
  each drawn by itself from the whole vocabulary with equal chances: nothing of what is held back can be learned.
- `training loss, line k`: the mean over the tokens of the batches since line k - 1, of LINES in a run, each batch at
  the weights that it met.  `validation loss, line k`: of the held-back rows, at the weights after that step.
- Over-fitting is that the validation loss rises again.  The least of several noisy losses is too small, and that the
  last one is not below the least is no finding.  So the line of the least is found on every other row, the one half,
  and on the other half the losses of this line and of the last one are set side by side: their difference may be
  negative, and is 0 where the line of the least is the last one.
- `step of the least`: of the line at which the validation loss of all rows is least, as a share of all steps, so that
  it is one of 1/12, 2/12, ..., 1: where a model is still learning it is 1, which is then no more than a lower bound.

Losses are in nats a token, without dropout: models are trained without any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

LINES = 12
TEXT, SHUFFLED, RANDOM = "text", "shuffled words", "random tokens"
SHARES: Mapping[str, float] = {"100 percent": 1, "1 percent": 0.01, "0.1 percent": 0.001}
NARROW, WIDE = "narrow", "wide"
TRAINING, VALIDATION = "training loss", "validation loss"
LAST, LEAST = (f"{VALIDATION} of the other half, {which}" for which in ("last line", "line of the least"))
WHEN = "step of the least"
# The width is varied with the text, and the quality with the narrow model.
KINDS = (*product((TEXT,), SHARES, (NARROW, WIDE)), *product((SHUFFLED, RANDOM), SHARES, (NARROW,)))

UNTRAINED = "loss before training less the logarithm of the vocabulary, absolute"
BEATEN = "validation loss of text at its least, over that of the frequencies of tokens"
RANDOM_LOSS = "least validation loss of random tokens less the logarithm of the vocabulary"
SAME_TOKENS = "tokens that the shuffled words have more or less often than the text"
SHARED = "rows of the validation that the training has"
HALVES = "validation loss less the mean of its halves, absolute"
CONTROLS = {
    UNTRAINED: Control(op="<=", bound=0.05),
    BEATEN: Control(op="<=", bound=0.99),
    RANDOM_LOSS: Control(op=">=", bound=-0.03),
    SAME_TOKENS: Control(op="<=", bound=0),
    SHARED: Control(op="<=", bound=0),
    HALVES: Control(op="<=", bound=1e-6),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The text, the models and how they are trained.

    every: each so manyth address is taken.  vocabulary: of the byte-pair tokenizer, trained on the addresses that are
    taken.  length: T, tokens of a row.  validation: rows that are held back.  narrow, wide: the widths.  rate: of
    learning, times the width, so that wider models learn at a smaller one.
    """

    steps: int
    narrow: int
    wide: int
    seeds: int = 6
    every: int = 3
    vocabulary: int = 512
    length: int = 32
    batch: int = 32
    validation: int = 256
    layers: int = 2
    heads: int = 2
    rate: float = 0.128


def cells(settings: Settings) -> Sequence[Cell]:
    """A run each, the seeds of one kind of run after each other."""
    told = asdict(settings)
    seeds = range(told.pop("seeds"))
    return [
        Cell(
            name=f"{label(*kind)}, seed {seed}",
            settings={"quality": kind[0], "share": kind[1], "size": kind[2], "seed": seed} | told,
        )
        for kind, seed in product(KINDS, seeds)
    ]


def label(quality: str, share: str, size: str) -> str:
    """What the series of such a run begin with."""
    return f"{quality}, {share}, {size}"


def series(quality: str, share: str, size: str = NARROW) -> list[str]:
    """All series of such a run."""
    curves = [f"{which}, line {line}" for line in range(1, LINES + 1) for which in (TRAINING, VALIDATION)]
    return [f"{label(quality, share, size)}: {what}" for what in (*curves, LAST, LEAST, WHEN)]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One run."""
    # This imports torch, which no other part of this module needs.
    from numerics.experiments.data_fractions.cell import found

    return found(settings, device)


EXPERIMENT = Experiment(
    title="over-fitting on fractions of a text, by size of the model and quality of the text",
    scales={
        "quick": Settings(steps=336, narrow=32, wide=64, every=12, layers=1, batch=8, validation=128),
        "full": Settings(steps=600, narrow=32, wide=64),
        # GPT-2 small in sizes, not in text.
        "large": Settings(
            steps=20_000, narrow=384, wide=768, every=1, length=64, layers=12, heads=12, rate=0.46, validation=1024
        ),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)
