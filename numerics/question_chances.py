"""What a line of Question-Formation costs a model that knows the law of the lines: no model pays less in the mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from math import inf, log

from numerics.question_formation import Split
from theory.quantities.choices import OneOf, Text
from theory.quantities.question_formation import FULL_STOP, generalisation, source

Chances = dict[int, float]  # by the place that is reached, how likely a text is to be these words from the start to it
Reader = Callable[[Sequence[str], int], Chances]  # of the words, from this place on


def information(line: Sequence[str], split: Split) -> float:
    """-log of the chance that this line is drawn in the split, in nats; inf where it is none of its lines.

    Only sentence and task are looked at, since the target is a function of them.  Lines that are drawn one by one have
    these chances; that no line comes twice within a split is left out of account.
    """
    task = line.index(FULL_STOP) + 1
    words = [line[task], *line[: task - 1]]
    chance = _law(split == "generalisation")(words, 0).get(len(words), 0.0)
    return -log(chance) if chance else inf


@cache
def _law(is_generalisation: bool) -> Reader:
    return reader(generalisation() if is_generalisation else source())


def reader(text: Text) -> Reader:
    """What reads the text: the ways to choose it that make the same words are added up."""
    match text:
        case str():
            return lambda words, start: {start + 1: 1.0} if words[start : start + 1] == [text] else {}
        case tuple():
            return _in_turn([reader(part) for part in text])
        case OneOf():
            chances = [float(chance) for chance in text.chances]
            if all(isinstance(option, str) for option in text.texts):
                return _word(dict(zip(map(str, text.texts), chances, strict=True)))
            return _any([(chance, reader(option)) for chance, option in zip(chances, text.texts, strict=True)])


def _word(chances: dict[str, float]) -> Reader:
    """One word of several."""

    def read(words: Sequence[str], start: int) -> Chances:
        found = chances.get(words[start]) if start < len(words) else None
        return {} if found is None else {start + 1: found}

    return read


def _in_turn(parts: Sequence[Reader]) -> Reader:
    def read(words: Sequence[str], start: int) -> Chances:
        reached: Chances = {start: 1.0}
        for part in parts:
            further: defaultdict[int, float] = defaultdict(float)
            for place, chance in reached.items():
                for end, more in part(words, place).items():
                    further[end] += chance * more
            if not (reached := further):
                break
        return reached

    return read


def _any(options: Sequence[tuple[float, Reader]]) -> Reader:
    def read(words: Sequence[str], start: int) -> Chances:
        found: defaultdict[int, float] = defaultdict(float)
        for chance, option in options:
            for end, more in option(words, start).items():
                found[end] += chance * more
        return found

    return read
