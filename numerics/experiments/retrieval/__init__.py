"""What a transformer completes of sequences that it knows by heart, from a beginning and from a copy with errors.

d different sequences of T = 16 tokens out of 16 are drawn at random, and learned by heart by a model of 2 layers and 4
heads, within the cell, from clean sequences alone: at every step it meets all of them.  A document of a series is a
seed, of sequences, weights and copies.

A completion takes the most likely token, one by one, to the end of the sequence.

- `completed exactly, first k tokens`: of each sequence, 1 where all the others follow, else 0; `tokens right` the share
  of the others that are right, place by place.  `possible`: 1 over the number of sequences that begin so; whatever rule
  completes a beginning, the mean of this is the largest share of sequences that it can complete exactly.
- A copy has the first half of a sequence, each token replaced with probability p by another one, all alike likely; or
  with one error, at a place and by a token drawn from all that there are.  The completion is held against the other
  half of the sequence itself.  `nearest stored`: 1 over the number of sequences whose first halves differ from the copy
  in the fewest places where the own one is among them, else 0; at these p no rule completes more in the mean.

Patterns are the states of the model at all memorised beginnings of 1 to T - 1 tokens, each once, in R^n, n the width:
`after layer k`, or `final`, after the final norm, which the logits are made of.  A pattern with m others, the nearest
one at distance Delta, is stored in its ball of radius r if Delta^2 is at least 5/2 and 2 m Delta^2 exp(-Delta (Delta -
2 r)) is at most a number q that is below 1 and at most 2 r Delta: `storage+explicit` of the ledger.  There is such an r
exactly if Delta^2 - log(2 m Delta^2) is above 1, and the r then reach up to that over 2 Delta.  The condition is enough
for the attention step of the distance energy to lead from the whole ball to one fixed point in it; it is not necessary.

- `stored in some ball`: of some of the patterns, evenly spread, 1 where there is such an r, else 0.
- The state of a copy is the final one at its last token; its own pattern that of the unchanged half.  `distance`:
  Euclidean, from the one to the other.  `radius`: the least upper bound of r, 0 where there is none.  `within`: 1 where
  the distance is below the radius, else 0.  `led back`: 1 where repeated attention steps over all patterns, until they
  rest, end nearer to the own pattern than to any other one, else 0.
- `one error`: `within` and `led back` are shares of the copies of each sequence; `one error, within` and `one error,
  beyond` are some of the copies for which the condition holds and of those for which it does not; 0 is recorded where
  there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

LENGTH = 16
FIRST = (1, 2, 4, 8, 15)  # tokens of a beginning
CHANCES = ("1/16", "1/8", "1/4", "1/2")  # p
EXACTLY, RIGHT, POSSIBLE, BEYOND_POSSIBLE = (
    "completed exactly", "tokens right", "possible", "completed exactly less possible",
)  # fmt: skip
NEAREST, DISTANCE, RADIUS, WITHIN, BACK = "nearest stored", "distance", "radius", "within", "led back"
STORED = "stored in some ball"
ONE, ONE_WITHIN, ONE_BEYOND = "one error", "one error, within", "one error, beyond"

LEARNED = "loss at the end over (log d) / T"
IMPOSSIBLE = "share completed exactly from a beginning, less what is possible, largest"
GUARANTEED = "share led back of the copies with one error within, by the theorem"
COUNT = "copies with one error within"
RESTLESS = "length of the last attention step, largest"
FOREIGN = "share of tokens right of sequences that were never learned"
FOREIGN_EXACTLY = "share of sequences completed exactly that were never learned"
UNTRAINED = "share of tokens right before training"
CONTROLS = {
    LEARNED: Control(op="<=", bound=1.1),
    IMPOSSIBLE: Control(op="<=", bound=1e-9),
    GUARANTEED: Control(op=">=", bound=1),
    COUNT: Control(op=">=", bound=8),  # a share of fewer says little
    RESTLESS: Control(op="<=", bound=1e-6),
    FOREIGN: Control(op="<=", bound=0.15),  # one in 16 by chance
    FOREIGN_EXACTLY: Control(op="<=", bound=0.02),
    UNTRAINED: Control(op="<=", bound=0.15),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which memorisers, written `d x width`; how they are trained; how much is recorded: copies of each p, copies with
    one error among all sequences, and patterns."""

    memorisers: tuple[str, ...]
    steps: int
    seeds: int = 6
    length: int = LENGTH
    vocabulary: int = 16
    layers: int = 2
    heads: int = 4
    rate: float = 0.01
    warm_up: int = 20
    copies: int = 128
    errors: int = 2048
    patterns: int = 128


def cells(settings: Settings) -> Sequence[Cell]:
    """A model each, the seeds of one kind of model after each other."""
    told = asdict(settings)
    kinds, seeds = told.pop("memorisers"), range(told.pop("seeds"))
    return [
        Cell(name=f"{label(rows, width)}, seed {seed}", settings={"rows": rows, "width": width, "seed": seed} | told)
        for rows, width in (map(int, kind.split(" x ")) for kind in kinds)
        for seed in seeds
    ]


def label(rows: int, width: int) -> str:
    """What the series of such a model end with."""
    return f"d = {rows}, width {width}"


def first(tokens: int) -> str:
    """So long a beginning."""
    return f"first {tokens} token{'s' if tokens != 1 else ''}"


def places(layers: int) -> list[str]:
    """Where the states are taken: not the embedding, which knows but the last token."""
    return [*(f"after layer {layer}" for layer in range(1, layers + 1)), "final"]


def series(settings: Mapping[str, Any]) -> list[str]:
    """All series of a cell."""
    beginnings = [
        f"{what}, {first(k)}"
        for k in FIRST
        if k < settings["length"]
        for what in (EXACTLY, RIGHT, POSSIBLE, BEYOND_POSSIBLE)
    ]
    copies = [f"{what}, p = {p}" for what in (EXACTLY, RIGHT, NEAREST, DISTANCE, WITHIN, BACK) for p in CHANCES]
    one = [f"{what}, {ONE}" for what in (WITHIN, BACK)]
    one += [f"{what}, {which}" for which in (ONE_WITHIN, ONE_BEYOND) for what in (EXACTLY, RIGHT, BACK)]
    stored = [f"{STORED}, {where}" for where in places(settings["layers"])]
    kind = label(settings["rows"], settings["width"])
    return [f"{what}, {kind}" for what in (*beginnings, *copies, RADIUS, *one, *stored)]


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One model."""
    # This imports torch, which no other part of this module needs.
    from numerics.experiments.retrieval.cell import found

    return found(settings, device)


EXPERIMENT = Experiment(
    title="what is completed of memorised sequences from a beginning or a copy with errors",
    scales={
        "quick": Settings(memorisers=("64 x 64",), steps=240),
        "full": Settings(memorisers=("64 x 64", "256 x 64"), steps=240),
        "large": Settings(memorisers=("1024 x 256", "4096 x 512"), steps=5000, layers=8, heads=8, rate=1e-3),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)
