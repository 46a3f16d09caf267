"""Runs of one model: its shape at a width, and metrics that end as soon as they have shown enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from numerics.transformers.data import Corpus
from numerics.transformers.model import Shape
from numerics.transformers.run import Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train


class _EnoughError(Exception):
    """No error: the way out of a training that has shown what it was to show."""


def shape_of(corpus: Corpus, settings: Mapping[str, Any]) -> Shape:
    """Heads of one width at every width, a feed-forward four times as wide, rotary positions."""
    width = settings["width"]
    return Shape(
        vocabulary=corpus.vocabulary,
        context=corpus.train.tokens.shape[1] - 1,
        width=width,
        layers=settings["layers"],
        heads=width // settings["head"],
        feed_forward=4 * width,
        positions="rotary",
    )


def lines_until(
    corpus: Corpus, shape: Shape, how: Optimisation, device: str, is_enough: Callable[[Sequence[Line]], bool]
) -> list[Line]:
    """The lines of metrics, up to the first with which they are enough, or to the last step."""
    lines: list[Line] = []

    def watch(step: int, line: Line) -> None:
        if how.has_line(step):
            lines.append(line)
            if is_enough(lines):
                raise _EnoughError

    with suppress(_EnoughError):
        train(corpus, shape, how, device=device, watch=watch)
    return lines
