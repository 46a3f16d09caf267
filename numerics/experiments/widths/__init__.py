"""Model size against data size: the rule of Appendix F.3, and the largest random set that is memorised (Proposition 5).

The paper trains models of three sizes N on several data sizes D each, and takes D* = min{D : MSE(L_train(N, D),
L_min(N, D)) < sigma^2}, with L_min the least validation loss of the run, the mean being taken over "the proceeding 1000
iterations of the step where the validation loss is minimized", and sigma^2 = 0.04.  Table 3 finds N / D*^2 to be nearly
a constant, which would be D* ~ N^(1/2).  Models are decoders of 2 layers with rotary positions, without dropout, whose
heads are 8 wide at every width; N counts attention and feed-forward, as `Transformer.parameters_of_layers` does.
Losses are in nats a token.  A document of every series is one seed: of the weights, the batches, and what is learned.

The rule, on a text:

- The text is the beginnings of State of the Union addresses, in a byte-pair vocabulary trained on these.  An eighth of
  the addresses, drawn by the seed, is held back, and the validation is rows of these.  D tokens are rows of the others,
  drawn by the seed too, smaller sets being parts of larger ones.  Rows are chunks of an address.
- The rate of learning is constant after the warm-up: where the validation loss is least is not a matter of a schedule.
  A run ends when its least validation loss is `patience` steps old, or after `steps`.
- A squared difference is that of the training loss from L_min, with the training loss the mean over `every` steps,
  each batch at the weights that it met: over ten thousand tokens, as one iteration of the paper's has 491,520.  The
  noise of one small batch would add to the mean square.
- The 1000 iterations are scaled to `window` steps.  In the paper they are a sixth of the some 6000 steps up to the
  least validation loss; here some hundreds of steps lead up to it, or a thousand.  "Proceeding" is read as `before`:
  the steps up to the one of the least validation loss; and as `after`: the steps that follow it.  The least is sought
  among the steps that leave room for the window after them.
- D* is the least size of the grid, as in the paper, for each sigma^2.  Where even the first size of a model's grid has
  a mean below sigma^2, D* is recorded as this size, and is at most that; where none has, it is recorded as the size
  that would come next, and is at least that.  `interpolated` goes between the last size above and the first below in a
  straight line of the logarithms; it is recorded in the same way where there are no such two.
- Models that have not been trained for long have memorised little, and the larger the data the longer it takes: with
  more steps D* would be larger.  What twice the steps make of it is measured at the widths `longer_text`.
- One set that is far too small for the rule is learned beside the grid: the mean must be large `after` its least
  validation loss, and small where its own rows take the part of the validation.

The largest random set:

- d random sequences of T tokens are learned in batches, the rate falling to 0 over the steps.  They are memorised where
  the loss of all of them, at one of the lines of metrics, is within `excess` of log(d) / T, which no predictor can
  beat.  Then the run ends.
- d is on a ladder whose steps are factors of 2^(1/2).  From a place near to it the search goes up to the first set that
  is not memorised, or down to the first that is: it supposes that what is larger than a set that is too large is too
  large as well.  A search that ends at an end of the ladder would be no finding: the control counts these.
- Of the largest set, and of the next one, which is not memorised, the loss above log(d) / T is kept, and the bits
  stored, d T (log(vocabulary) - loss) / log(2); D is d T tokens.
- The steps are the same for every model, and with more of them more would be memorised: what is found is no more than a
  lower bound.  What twice the steps make of it is measured at the widths `longer_sets`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

TEXT, SETS = "text", "random sets"  # what is learned
WHICH = ("before", "after")
LIMITS = ("0.01", "0.02", "0.04", "0.08")  # sigma^2
TWICE = ", twice the steps"

OVERFITTED = "mean squared difference after, of a set far too small"
OWN_ROWS = "the same with the rows that are learned as the validation, over it"
SHARED = "addresses both learned and held back"
UNTRAINED = "loss of an untrained model less the logarithm of the vocabulary, absolute"
OTHERS = "least loss of other random sequences over the logarithm of what they are drawn from"
ENDS = "searches that ended at an end of the ladder"
CONTROLS = {
    OVERFITTED: Control(op=">=", bound=0.32),
    OWN_ROWS: Control(op="<=", bound=0.25),
    SHARED: Control(op="<=", bound=0),
    UNTRAINED: Control(op="<=", bound=0.05),
    OTHERS: Control(op=">=", bound=0.99),
    ENDS: Control(op="<=", bound=0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is trained, how long, and on how much.

    characters: of the beginning of each address.  sizes: rows of the text, in increasing order, of all grids; a width
    has so many of them as `tried` has, from the one in `first` on.
    small: rows of the set that is far too small.  longer_text, longer_sets: widths at which the steps are doubled
    too, 0 for none.  sets: d, the ladder; a search begins at the place in `starts`.
    """

    widths: tuple[int, ...]
    first: tuple[int, ...]
    tried: tuple[int, ...]
    starts: tuple[int, ...]
    steps: int
    window: int
    patience: int
    set_steps: int
    sizes: tuple[int, ...]
    longer_text: tuple[int, ...] = (0,)
    longer_sets: tuple[int, ...] = (0,)
    seeds: int = 6
    layers: int = 2
    head: int = 8
    characters: int = 8192
    vocabulary: int = 512
    length: int = 32
    batch: int = 16
    every: int = 25
    validation: int = 128
    small: int = 32
    rate: float = 1e-2
    warm_up: int = 50
    sets: tuple[int, ...] = (4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256, 362, 512, 724)
    set_length: int = 16
    set_vocabulary: int = 32
    set_batch: int = 32
    set_rate: float = 1e-2
    set_every: int = 100
    excess: float = 0.1


def cells(settings: Settings) -> Sequence[Cell]:
    """A model size, a seed and a number of steps each, with all data sizes; on the text first, then on random sets."""
    told = asdict(settings)
    seeds = range(told.pop("seeds"))
    widths, first, tried, starts = (told.pop(name) for name in ("widths", "first", "tried", "starts"))
    longer = {TEXT: told.pop("longer_text"), SETS: told.pop("longer_sets")}
    places = {TEXT: [{"begin": a, "tried": b} for a, b in zip(first, tried, strict=True)]}
    places |= {SETS: [{"begin": start} for start in starts]}
    return [
        Cell(
            name=f"{what}, {of(width, times)}, seed {seed}",
            settings={"what": what, "width": width, "seed": seed, "times": times} | place | told,
        )
        for what in (TEXT, SETS)
        for width, place in zip(widths, places[what], strict=True)
        for times in ((1, 2) if width in longer[what] else (1,))
        for seed in seeds
    ]


def of(width: int, times: int = 1) -> str:
    """Which model, and whether it is trained for longer."""
    return f"width = {width}" + (TWICE if times > 1 else "")


def difference(which: str, width: int, tokens: int, times: int = 1) -> str:
    """The series of the squared differences of a run."""
    return f"squared difference {which}, D = {tokens}, {of(width, times)}"


def least(width: int, tokens: int, times: int = 1) -> str:
    """The series of the least validation losses."""
    return f"least validation loss, D = {tokens}, {of(width, times)}"


def step(width: int, tokens: int, times: int = 1) -> str:
    """The series of the steps of these."""
    return f"step of the least validation loss, D = {tokens}, {of(width, times)}"


def needed(which: str, width: int, limit: str, times: int = 1, interpolated: bool = False) -> str:
    """The series of D*."""
    return f"D* {which}{', interpolated' * interpolated}, sigma squared = {limit}, {of(width, times)}"


MEMORISED, NEXT = "largest set memorised", "next set"


def tokens_of(width: int, times: int = 1) -> str:
    """The series of the tokens of the largest set that is memorised."""
    return f"tokens of the {MEMORISED}, {of(width, times)}"


def above(which: str, width: int, times: int = 1) -> str:
    """The series of the loss above log(d) / T, of the largest set that is memorised or the next one."""
    return f"loss above the least, {which}, {of(width, times)}"


def bits(which: str, width: int, times: int = 1) -> str:
    """The series of the bits stored of one of these."""
    return f"bits stored, {which}, {of(width, times)}"


def bits_a_parameter(which: str, width: int, times: int = 1) -> str:
    """The same over N."""
    return f"bits stored over N, {which}, {of(width, times)}"


def grid(cell: Mapping[str, Any]) -> list[int]:
    """The data sizes D that a cell of these settings tries."""
    return [rows * cell["length"] for rows in cell["sizes"][cell["begin"] : cell["begin"] + cell["tried"]]]


def series(cell: Mapping[str, Any]) -> list[str]:
    """All that a cell of these settings finds."""
    width, times = cell["width"], cell["times"]
    if cell["what"] == SETS:
        kinds = (above, bits, bits_a_parameter)
        return [tokens_of(width, times), *(kind(which, width, times) for kind in kinds for which in (MEMORISED, NEXT))]
    sizes = (cell["small"] * cell["length"], *grid(cell))
    return [
        *(difference(which, width, tokens, times) for which in WHICH for tokens in sizes),
        *(kind(width, tokens, times) for kind in (least, step) for tokens in sizes),
        *(needed(which, width, limit, times, i) for which in WHICH for limit in LIMITS for i in (False, True)),
    ]


def parameters(width: int, layers: int = 2) -> int:
    """N of a model whose feed-forward is four times as wide: l (12 n^2 + 9 n)."""
    return layers * (12 * width**2 + 9 * width)


def measure(settings: Mapping[str, Any], device: str) -> Found:
    """One model size, with one seed."""
    # These import torch, which no other part of this module needs.
    from numerics.experiments.widths.random_sets import found as on_random_sets
    from numerics.experiments.widths.text import found as on_text

    found = (on_text if settings["what"] == TEXT else on_random_sets)(settings, device)
    assert sorted(found.samples) == sorted(series(settings))
    return found


EXPERIMENT = Experiment(
    title="data size against model size: the rule of Table 3, and the largest random set that is memorised",
    scales={
        "quick": Settings(
            widths=(8, 16), first=(0, 1), tried=(3, 3), starts=(1, 6), steps=300, window=50, patience=150,
            set_steps=250, sizes=(128, 256, 512, 1024), set_every=50,
        ),
        "full": Settings(
            widths=(8, 16, 32), first=(0, 2, 3), tried=(4, 4, 5), starts=(4, 9, 12), steps=900, window=125,
            patience=250, set_steps=800, sizes=(256, 362, 512, 724, 1024, 1448, 2048, 2896),
            longer_text=(8, 16), longer_sets=(8,),
        ),
        "large": Settings(
            widths=(64, 128, 256, 512), first=(0, 2, 4, 6), tried=(6, 6, 6, 6), starts=(4, 8, 12, 16), steps=20_000,
            window=2_000, patience=5_000, set_steps=50_000, longer_text=(64, 128), longer_sets=(128,), length=128,
            batch=64, every=100, validation=1024, rate=1e-3, characters=100_000, vocabulary=4096,
            sizes=(256, 512, 724, 1024, 1448, 2048, 2896, 4096, 5792, 8192, 11_585, 16_384),
            sets=tuple(round(256 * 2 ** (k / 2)) for k in range(20)), set_batch=256, set_rate=1e-3, head=32,
        ),
    },
    cells=cells,
    measure=measure,
    controls=CONTROLS,
)  # fmt: skip
