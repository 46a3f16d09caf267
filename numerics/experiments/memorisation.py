"""What a transformer loses on random sequences that it learns by heart, beside (log d) / T and beside 1.

d different sequences of T tokens out of 32 are drawn at random; each begins with a token of its own that is given, so
that all T are predicted.  Every predictor has a loss of (log d) / T a token or more over them, and one that gives each
sequence the probability 1 / d has just that: `token_loss` of the ledger.  Proposition 4 puts the least loss at 1, or
about 1, whatever d and T are.  The sizes lie on both sides of 1.

A model has 2 layers and 2 heads and meets all sequences at every step: there is no noise of batches, and the training
loss of a step is exactly that of all sequences at the weights before the step.  The rate of learning rises over 20
steps and then falls in a line to a tenth at the last step, on which how many steps are needed depends a little; there
is no dropout and no decay of weights.  A document of a series is a seed, of sequences and weights.  Width and rate are
varied at d = 64 and T = 8, sizes at a width of 32 and a rate of 1/100.

- `loss of each sequence at the end`: nats a token, at the weights after the last step, in float64; the mean over the
  sequences is the loss.  `nats of each sequence at the end`: the same of the whole sequence, T times as much.
- `loss after k steps`: nats a token, the mean over all sequences.
- `steps until within a tenth` of (log d) / T above it, and `within 1/20 nat` of it: the least k after which the loss
  is.  Where it never is, the number of all steps is recorded, which is then less than the true one: a lower bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from math import exp, log
from typing import TYPE_CHECKING, Any

from numerics.experiment import Cell, Control, Experiment, Found

if TYPE_CHECKING:
    from numerics.transformers.memoriser import Memoriser

ROWS, LENGTH, WIDTH, RATE = 64, 8, 32, "1/100"  # where something else is varied
PLACES = (0, 5, 10, 20, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400, 500)  # steps
END, WHOLE = "loss of each sequence at the end", "nats of each sequence at the end"
TENTH, TWENTIETH = "steps until within a tenth", "steps until within 1/20 nat"
FRESH = 256  # sequences that were never learned
IDLE, IDLE_STEPS = 1e-9, 10

BOUND = "loss less (log d) / T, least over all steps"
TOGETHER = "probabilities of all d sequences, together"
UNTRAINED = "loss before training less the logarithm of the vocabulary, absolute"
OTHERS = "loss on sequences that were never learned less the logarithm of their vocabulary"
STILL = "change of the loss by ten steps at a rate of 1e-9, absolute"
CONTROLS = {
    BOUND: Control(op=">=", bound=-1e-6),  # of float32
    TOGETHER: Control(op="<=", bound=1 + 1e-9),
    UNTRAINED: Control(op="<=", bound=0.1),
    OTHERS: Control(op=">=", bound=0),
    STILL: Control(op="<=", bound=1e-4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which sizes, written `d x T`, at one width and rate; which others beside these; and how all are trained."""

    sizes: tuple[str, ...]
    widths: tuple[int, ...]
    rates: tuple[str, ...]
    steps: int
    width: int = WIDTH
    rate: str = RATE
    seeds: int = 6
    vocabulary: int = 32
    layers: int = 2
    heads: int = 2
    warm_up: int = 20


def cells(settings: Settings) -> Sequence[Cell]:
    """A model each, the seeds of one kind of model after each other."""
    told = asdict(settings)
    sizes = [tuple(map(int, size.split(" x "))) for size in told.pop("sizes")]
    width, rate, seeds = (told.pop(name) for name in ("width", "rate", "seeds"))
    kinds = [
        *((rows, length, width, rate) for rows, length in sizes),
        *((ROWS, LENGTH, other, rate) for other in told.pop("widths")),
        *((ROWS, LENGTH, width, other) for other in told.pop("rates")),
    ]
    return [
        Cell(
            name=f"{label(*kind)}, seed {seed}",
            settings=dict(zip(("rows", "length", "width", "rate"), kind, strict=True)) | {"seed": seed} | told,
        )
        for kind in kinds
        for seed in range(seeds)
    ]


def label(rows: int = ROWS, length: int = LENGTH, width: int = WIDTH, rate: str = RATE) -> str:
    """What the series of such a model end with."""
    return f"d = {rows}, T = {length}, width {width}, rate {rate}"


def after(steps: int) -> str:
    """What the series of the loss after so many steps begins with."""
    return f"loss after {steps} step{'s' if steps != 1 else ''}"


def series(settings: Mapping[str, Any]) -> list[str]:
    """All series of a cell."""
    curve = [after(place) for place in PLACES if place <= settings["steps"]]
    kind = label(*(settings[name] for name in ("rows", "length", "width", "rate")))
    return [f"{what}, {kind}" for what in (END, WHOLE, TENTH, TWENTIETH, *curve)]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One model."""
    # This imports torch, which no other part of this module needs.
    from numerics.transformers.memoriser import Task, losses, memorised

    task = Task(**{**settings, "rate": float(Fraction(settings["rate"])), "decay": "linear"})
    made = memorised(task, device)
    nats = losses(made.model, made.tokens).tolist()
    ends = ([one / task.length for one in nats], nats)
    steps = ([until(made.curve, most)] for most in limits(task.rows, task.length))
    curve = ([made.curve[place]] for place in PLACES if place <= task.steps)
    return Found(
        samples={name: [one] for name, one in zip(series(settings), (*ends, *steps, *curve), strict=True)},
        controls=controls(made, nats, device),
        inputs={f"random sequences, d = {task.rows}, T = {task.length}, seed {task.seed}": made.corpus.hashes["train"]},
    )


def floor(rows: int, length: int) -> float:
    """The least loss a token."""
    return log(rows) / length


def limits(rows: int, length: int) -> tuple[float, float]:
    """A tenth above the least loss, and 1/20 nat."""
    return 1.1 * floor(rows, length), floor(rows, length) + 0.05


def until(curve: Sequence[float], most: float) -> int:
    """The least number of steps after which the loss is at most so large, or that of all steps."""
    return next((step for step, loss in enumerate(curve) if loss <= most), len(curve) - 1)


def controls(made: Memoriser, nats: Sequence[float], device: str) -> dict[str, float]:
    """See the experiment; nats: of each whole sequence at the end."""
    from numerics.transformers.memoriser import losses, memorised, never_learned

    task = made.task
    others = never_learned(task, FRESH).to(made.tokens.device)
    still = memorised(replace(task, rate=IDLE, steps=IDLE_STEPS, warm_up=1), device).curve
    return {
        BOUND: min(made.curve) - floor(task.rows, task.length),
        TOGETHER: sum(exp(-one) for one in nats),
        UNTRAINED: abs(made.curve[0] - log(task.vocabulary + 1)),
        OTHERS: float(losses(made.model, others).mean()) / task.length - log(task.vocabulary),
        STILL: abs(still[-1] - still[0]),
    }


EXPERIMENT = Experiment(
    title="the loss on random sequences that are learned by heart, beside (log d) / T and beside 1",
    scales={
        "quick": Settings(
            sizes=("2 x 8", "16 x 8", "64 x 8", "256 x 8", "64 x 2"), widths=(16, 64), rates=("1/200",), steps=220
        ),
        "full": Settings(
            sizes=(
                *("16 x 2", "64 x 2", "256 x 2", "64 x 4", "2 x 8", "16 x 8", "64 x 8", "256 x 8"),
                *("16 x 16", "64 x 16", "256 x 16", "64 x 32"),
            ),
            widths=(16, 64, 128),
            rates=("1/400", "1/200", "1/50"),
            steps=400,
        ),
        "large": Settings(
            sizes=("64 x 8", "1024 x 8", "16384 x 8", "1024 x 128"),
            widths=(128, 256),
            rates=("1/4000",),
            steps=5000,
            width=512,
            rate="1/2000",
            layers=8,
            heads=8,
        ),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)
