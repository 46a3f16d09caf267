"""A model size and a seed: the largest set of random sequences that is memorised within the steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
import torch

from numerics.experiment import Found
from numerics.experiments.widths import (
    ENDS,
    MEMORISED,
    NEXT,
    OTHERS,
    UNTRAINED,
    above,
    bits,
    bits_a_parameter,
    parameters,
    tokens_of,
)
from numerics.experiments.widths.runs import lines_until, shape_of
from numerics.quantities.device import chosen
from numerics.quantities.ranks import Ranks
from numerics.transformers.data import Corpus, Sequences, random_sequences
from numerics.transformers.model import Transformer
from numerics.transformers.run import Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import evaluated

LEARNED, OTHER = "learned", "other"  # parts of what is evaluated
OTHERS_TRIED = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How a set was learned: d, the loss of it, and that of other sequences."""

    rows: int
    loss: float
    others: float

    def above(self, length: int) -> float:
        """The loss above log(d) / T."""
        return self.loss - log(self.rows) / length

    def bits(self, length: int, vocabulary: int) -> float:
        """What the weights say of the set: how much shorter it is with them than without, in bits."""
        return self.rows * length * (log(vocabulary) - self.loss) / log(2)


def found(settings: Mapping[str, Any], device: str) -> Found:
    """The largest set that is memorised and the next one."""
    width, times, length, vocabulary = (settings[k] for k in ("width", "times", "set_length", "set_vocabulary"))
    ladder = settings["sets"]
    attempts: dict[int, Attempt] = {}

    def is_memorised(place: int) -> bool:
        attempts[place] = attempt(ladder[place], settings, device)
        return bool(attempts[place].above(length) <= settings["excess"])

    begun = untrained(settings, device)
    largest = boundary(len(ladder), settings["begin"], is_memorised)
    kept = {MEMORISED: attempts[max(largest, 0)], NEXT: attempts[min(largest + 1, len(ladder) - 1)]}
    samples = {tokens_of(width, times): [[float(kept[MEMORISED].rows * length)]]}
    for which, each in kept.items():
        stored = each.bits(length, vocabulary)
        samples[above(which, width, times)] = [[each.above(length)]]
        samples[bits(which, width, times)] = [[stored]]
        samples[bits_a_parameter(which, width, times)] = [[stored / parameters(width, settings["layers"])]]
    controls = {
        ENDS: float(largest < 0 or largest + 1 == len(ladder)),
        UNTRAINED: abs(begun - log(vocabulary + 1)),
        OTHERS: min(each.others for each in attempts.values()) / log(vocabulary),
    }
    largest_of_all = random_sequences(settings["seed"], ladder[-1], length, vocabulary)
    return Found(
        samples=samples,
        controls=controls,
        inputs={f"random sequences, seed {settings['seed']}": largest_of_all.hashes["train"]},
    )


def boundary(places: int, begin: int, is_memorised: Callable[[int], bool]) -> int:
    """The last place before the first that is not memorised, searched from `begin`: -1 or places - 1 at an end."""
    place = begin
    if is_memorised(place):
        while place + 1 < places and is_memorised(place + 1):
            place += 1
        return place
    while place and not is_memorised(place - 1):
        place -= 1
    return place - 1


def attempt(rows: int, settings: Mapping[str, Any], device: str) -> Attempt:
    """Learn so many sequences until they are memorised, or the steps are over."""
    corpus, how = learning(rows, settings)
    within = log(rows) / settings["set_length"] + settings["excess"]

    def enough(lines: Sequence[Line]) -> bool:
        return bool(lines[-1][f"validation, {LEARNED}"] <= within)

    last = lines_until(corpus, shape_of(corpus, settings), how, device, enough)[-1]
    return Attempt(rows=rows, loss=last[f"validation, {LEARNED}"], others=last[f"validation, {OTHER}"])


def untrained(settings: Mapping[str, Any], device: str) -> float:
    """The loss before the first step, of the set that the search begins with."""
    corpus, how = learning(settings["sets"][settings["begin"]], settings)
    assert corpus.validation is not None
    there = chosen(device)
    with torch.random.fork_rng(devices=[there] if there.type == "cuda" else []):
        torch.manual_seed(how.seed)
        model = Transformer(shape_of(corpus, settings)).to(there)
    return evaluated(model, corpus.validation, how, Ranks(), there)[f"validation, {LEARNED}"]


def learning(rows: int, settings: Mapping[str, Any]) -> tuple[Corpus, Optimisation]:
    """What is learned, and how: the rate falls to 0, and no weight decays, which would keep it from what it can learn.

    The validation is the set itself and sequences of another seed.
    """
    seed, length, vocabulary = settings["seed"], settings["set_length"], settings["set_vocabulary"]
    made = random_sequences(seed, rows, length, vocabulary)
    others = random_sequences(2**32 + seed, OTHERS_TRIED, length, vocabulary).train.tokens
    tokens = np.concatenate([made.train.tokens, others])
    counted = np.ones_like(tokens[:, 1:], dtype=np.bool_)
    is_learned = counted & (np.arange(len(tokens)) < rows)[:, None]
    both = Sequences(
        tokens=tokens,
        counted=counted,
        sets={LEARNED: is_learned, OTHER: ~is_learned},
        documents=np.arange(len(tokens), dtype=np.int32),
    )
    how = Optimisation(
        steps=settings["times"] * settings["set_steps"],
        batch=min(settings["set_batch"], rows),
        rate=settings["set_rate"],
        warm_up=settings["warm_up"],
        decay="linear",
        floor=0.0,
        weight_decay=0.0,
        seed=seed,
        every=settings["set_every"],
        evaluated=len(tokens),
    )
    return replace(made, validation=both), how
