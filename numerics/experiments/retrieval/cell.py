"""One memoriser: what it completes, and what the theory says of its states."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any

import torch
from torch import Tensor

from numerics.experiment import ControlFailed, Found
from numerics.experiments.retrieval import (
    BACK,
    BEYOND_POSSIBLE,
    CHANCES,
    COUNT,
    DISTANCE,
    EXACTLY,
    FIRST,
    FOREIGN,
    FOREIGN_EXACTLY,
    GUARANTEED,
    IMPOSSIBLE,
    LEARNED,
    NEAREST,
    ONE,
    ONE_BEYOND,
    ONE_WITHIN,
    POSSIBLE,
    RADIUS,
    RESTLESS,
    RIGHT,
    STORED,
    UNTRAINED,
    WITHIN,
    first,
    label,
    places,
)
from numerics.experiments.retrieval.copies import Copies, copies_of, nearest_stored, single_errors
from numerics.experiments.retrieval.patterns import Patterns, Recall, gaps, patterns_of, radii, recalled
from numerics.transformers.memoriser import Memoriser, Task, completed, memorised, never_learned, untrained
from numerics.transformers.model import Transformer

FOREIGNERS = 256
COMPLETED = 128  # copies with one error of each kind, at most
Values = dict[str, Tensor]


def found(settings: Mapping[str, Any], device: str) -> Found:
    """The series of the model, the sha256 of its sequences, and controls."""
    told = dict(settings)
    copies, errors, kept = (told.pop(name) for name in ("copies", "errors", "patterns"))
    made = memorised(Task(**told, decay="linear"), device)
    patterns = patterns_of(made.model, made.tokens)
    beginnings = of_beginnings(made)
    (noisy, recall), (wrong, changed) = of_copies(made, patterns, copies), of_errors(made, patterns, errors)
    kind = label(made.task.rows, made.task.width)
    values = beginnings | noisy | wrong | stored(patterns, made.task.layers, kept)
    return Found(
        samples={f"{what}, {kind}": [one.tolist()] for what, one in values.items()},
        controls=controls(made, beginnings) | controls_of_recall(recall, changed),
        inputs={f"random sequences, d = {made.task.rows}, seed {made.task.seed}": made.corpus.hashes["train"]},
    )


def right(model: Transformer, tokens: Tensor, given: Tensor) -> tuple[Tensor, Tensor]:
    """Of each row, whether all tokens after those given are completed as in `tokens`, and the share that is."""
    made = completed(model, given, tokens.shape[1] - 1)[:, given.shape[1] :] == tokens[:, given.shape[1] :]
    return made.all(dim=1).double(), made.double().mean(dim=1)


def of_beginnings(made: Memoriser) -> Values:
    """Completions from the first tokens, beside what is possible."""
    values: Values = {}
    for k in FIRST:
        if k < made.task.length:
            exactly, share = right(made.model, made.tokens, made.tokens[:, : 1 + k])
            possible = 1 / sharing(made.tokens[:, : 1 + k]).double()
            names = (EXACTLY, RIGHT, POSSIBLE, BEYOND_POSSIBLE)
            numbers = (exactly, share, possible, exactly - possible)
            values |= {f"{name}, {first(k)}": one for name, one in zip(names, numbers, strict=True)}
    return values


def sharing(beginnings: Tensor) -> Tensor:
    """How many of the rows are as this one, itself included, (rows,)."""
    _, number, counts = torch.unique(beginnings, dim=0, return_inverse=True, return_counts=True)
    found: Tensor = counts[number]
    return found


def stored(patterns: Patterns, layers: int, kept: int) -> Values:
    """Of some patterns, evenly spread, whether the condition holds with some radius, at each place."""
    values: Values = {}
    for where, states in zip(places(layers), patterns.states, strict=True):
        holds = (radii(gaps(states), len(states) - 1) > 0).double()
        values[f"{STORED}, {where}"] = holds[torch.linspace(0, len(holds) - 1, min(kept, len(holds))).long()]
    return values


def of_copies(made: Memoriser, patterns: Patterns, count: int) -> tuple[Values, Recall]:
    """Completions of copies with errors at each p, beside the theory's condition and its memory."""
    task, tokens = made.task, made.tokens
    copies = copies_of(tokens, task.vocabulary, CHANCES, count, task.seed)
    exactly, share = right(made.model, tokens[copies.rows], copies.given)
    recall = recall_of(made, patterns, copies)
    numbers = {
        EXACTLY: exactly,
        RIGHT: share,
        NEAREST: nearest_stored(tokens, copies),
        DISTANCE: recall.distance,
        WITHIN: recall.within.double(),
        BACK: recall.back.double(),
    }
    values = {
        f"{what}, p = {p}": some
        for what, of_all in numbers.items()
        for p, some in zip(CHANCES, of_all.split(count), strict=True)
    }
    return values | {RADIUS: recall.radius[:count]}, recall


def of_errors(made: Memoriser, patterns: Patterns, count: int) -> tuple[Values, Recall]:
    """The same of copies with one error, apart for those for which the condition holds and for the others.

    ControlFailed where there are none of a kind: nothing can be said of them.
    """
    task, tokens = made.task, made.tokens
    copies = single_errors(tokens, task.vocabulary, max(1, count // task.rows), task.seed)
    recall = recall_of(made, patterns, copies)
    values = {
        f"{what}, {ONE}": shares(of_all.double(), copies.rows)
        for what, of_all in ((WITHIN, recall.within), (BACK, recall.back))
    }
    for which, part in ((ONE_WITHIN, recall.within), (ONE_BEYOND, ~recall.within)):
        chosen = part.nonzero()[:COMPLETED, 0]
        if not len(chosen):
            raise ControlFailed(f"d = {task.rows}, seed {task.seed}: of {len(part)} copies none is of {which!r}")
        exactly, share = right(made.model, tokens[copies.rows[chosen]], copies.given[chosen])
        numbers = (exactly, share, recall.back[chosen].double())
        values |= {f"{what}, {which}": one for what, one in zip((EXACTLY, RIGHT, BACK), numbers, strict=True)}
    return values, recall


def recall_of(made: Memoriser, patterns: Patterns, copies: Copies) -> Recall:
    """What the theory says of the final states at the last tokens of the copies."""
    own = patterns.number[copies.rows, made.task.length // 2 - 1]
    return recalled(made.model.states(copies.given)[-1][:, -1], own, patterns.states[-1])


def shares(holds: Tensor, rows: Tensor) -> Tensor:
    """Of the copies of each sequence, the share for which it holds."""
    return torch.bincount(rows, weights=holds) / torch.bincount(rows)


def controls(made: Memoriser, beginnings: Values) -> dict[str, float]:
    """That the model has learned its sequences, no others, and completes no more than is possible."""
    task = made.task
    others = never_learned(task, FOREIGNERS).to(made.tokens.device)
    half = 1 + task.length // 2
    exactly, share = right(made.model, others, others[:, :half])
    _, before = right(untrained(task, made.tokens.device), made.tokens, made.tokens[:, :half])
    beyond = [float(one.mean()) for name, one in beginnings.items() if name.startswith(BEYOND_POSSIBLE)]
    return {
        LEARNED: made.curve[-1] / (log(task.rows) / task.length),
        IMPOSSIBLE: max(beyond),
        FOREIGN: float(share.mean()),
        FOREIGN_EXACTLY: float(exactly.mean()),
        UNTRAINED: float(before.mean()),
    }


def controls_of_recall(recall: Recall, changed: Recall) -> dict[str, float]:
    """That attention steps come to rest, and lead back what the theorem says that they lead back.

    changed: of copies with one error; the others may be no other than what they are copies of.
    """
    led_back = changed.back[changed.within]
    return {
        COUNT: float(len(led_back)),
        GUARANTEED: float(led_back.double().mean()) if len(led_back) else 0.0,
        RESTLESS: max(recall.last, changed.last),
    }
