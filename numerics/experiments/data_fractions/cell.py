"""One run: a model trained on one share of one quality, its curves, and the controls."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any

import numpy as np

from numerics.experiment import Found
from numerics.experiments.data_fractions import (
    BEATEN,
    HALVES,
    LAST,
    LEAST,
    LINES,
    RANDOM_LOSS,
    SAME_TOKENS,
    SHARED,
    SHARES,
    TRAINING,
    UNTRAINED,
    VALIDATION,
    WHEN,
    label,
)
from numerics.experiments.data_fractions.parts import ONE, OTHER, Address, Addresses, addresses, corpus, in_quality
from numerics.transformers.data import Corpus, Sequences
from numerics.transformers.known_losses import at_start, of_frequencies
from numerics.transformers.model import Shape
from numerics.transformers.run import Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train


def found(told: Mapping[str, Any], device: str) -> Found:
    """The series of the run, the sha256 of what it was trained and tried on, and controls."""
    quality, share, seed = str(told["quality"]), str(told["share"]), int(told["seed"])
    texts = addresses(told["every"], told["vocabulary"])
    data = corpus(texts, quality, SHARES[share], told["length"], told["validation"], seed)
    shape = Shape(
        vocabulary=data.vocabulary,
        context=told["length"],
        width=told[told["size"]],
        layers=told["layers"],
        heads=told["heads"],
        feed_forward=2 * told[told["size"]],
    )
    how = Optimisation(
        steps=told["steps"],
        batch=told["batch"],
        rate=told["rate"] / shape.width,
        warm_up=told["steps"] // 20,
        every=told["steps"] // LINES,
        evaluated=told["validation"],
        seed=seed,
    )
    lines = train(data, shape, how, device=device).lines
    begin = label(quality, share, told["size"])
    return Found(
        samples={f"{begin}: {what}": [[value]] for what, value in samples(lines, how.steps).items()},
        controls=common(data, shape, how, lines, device) | of_quality(quality, share, data, lines, texts, seed),
        inputs={"text": data.hashes["text"], "tokenizer": data.hashes["tokenizer"]}
        | {f"{begin}, seed {seed}, {part}": data.hashes[part] for part in ("training", "validation")},
    )


def samples(lines: list[Line], steps: int) -> dict[str, float]:
    """The curves, and what the halves of the validation say of the last line; see the experiment."""
    curves = {
        f"{name}, line {number}": line[key]
        for number, line in enumerate(lines, start=1)
        for name, key in ((TRAINING, "train"), (VALIDATION, "validation"))
    }
    least = min(lines, key=lambda line: line[f"validation, {ONE}"])
    when = min(lines, key=lambda line: line["validation"])["step"] / steps
    other = f"validation, {OTHER}"
    return curves | {LAST: lines[-1][other], LEAST: least[other], WHEN: when}


def common(data: Corpus, shape: Shape, how: Optimisation, lines: list[Line], device: str) -> dict[str, float]:
    """Controls of every run."""
    held, last = validation_of(data), lines[-1]
    halves = (last[f"validation, {ONE}"] + last[f"validation, {OTHER}"]) / 2
    seen = {row.tobytes() for row in data.train.tokens}
    return {
        UNTRAINED: abs(at_start(shape, how, held, device) - log(data.vocabulary)),
        HALVES: abs(last["validation"] - halves),
        SHARED: float(sum(row.tobytes() in seen for row in held.tokens)),
    }


def of_quality(
    quality: str, share: str, data: Corpus, lines: list[Line], texts: Addresses, seed: int
) -> dict[str, float]:
    """Controls of some runs."""
    least = min(line["validation"] for line in lines)
    match quality, SHARES[share]:
        case "random tokens", _:
            return {RANDOM_LOSS: least - log(data.vocabulary)}
        case "shuffled words", _:
            words = in_quality(quality, texts, seed)
            return {
                SAME_TOKENS: float(sum(apart(*pair, data.vocabulary) for pair in zip(texts.tokens, words, strict=True)))
            }
        case "text", 1:
            return {BEATEN: least / of_frequencies(data.train, validation_of(data), data.vocabulary)}
    return {}


def apart(one: Address, other: Address, vocabulary: int) -> int:
    """By how much the two differ in how often they have each token, added up."""
    counts = [np.bincount(tokens, minlength=vocabulary) for tokens in (one, other)]
    return int(np.abs(counts[0] - counts[1]).sum())


def validation_of(data: Corpus) -> Sequences:
    """The rows that are held back."""
    assert data.validation is not None
    return data.validation
