"""Lines of Question-Formation, drawn from the grammar that theory states, with a seed and exact chances."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Literal, get_args

from theory.quantities.choices import OneOf, Text, ways
from theory.quantities.question_formation import (
    END,
    FULL_STOP,
    QUESTION_MARK,
    WORDS,
    Cell,
    Clause,
    Words,
    generalisation,
    source,
    vocabulary,
)

Split = Literal["train", "dev", "test", "generalisation"]
Line = list[str]

VOCABULARY = vocabulary()  # 68 words; the end token is not one of them
SIZES: Mapping[Split, int] = {"train": 100_000, "dev": 1_000, "test": 10_000, "generalisation": 10_000}


class NoSuchSplit(ValueError):
    """A split that the data does not have."""


class Exhausted(ValueError):
    """More different lines are asked for than the grammar makes."""


def lines(split: Split, seed: int, how_many: int, unique: bool = True, words: Words = WORDS) -> Iterator[Line]:
    """Source sentence, full stop, task, target, its mark and the end token, as a list of words, so many times.

    With `unique` no line comes twice within the split: what came before is drawn again, the kinds of subject and
    predicate kept, so that these have the measured shares.  The same seed gives independent splits, which may share
    lines.  NoSuchSplit; Exhausted where no other line of a kind is left.
    """
    if split not in get_args(Split):
        raise NoSuchSplit(f"there is no split {split!r}: take one of {', '.join(get_args(Split))}")
    law = generalisation(words) if split == "generalisation" else source(words)
    draws = random.Random(f"{split} {seed}")  # of a text, not of its hash: the same on every machine
    return islice((_unlike if unique else _any)(law, draws), how_many)


def _any(law: OneOf, draws: random.Random) -> Iterator[Line]:
    while True:
        yield _line(draws.choice(law.places), draws)


def _unlike(law: OneOf, draws: random.Random) -> Iterator[Line]:
    """The same without those that came before."""
    kinds = [(ways(cell), _different(cell, draws)) for cell in law.texts]
    places = [kind for weight, kind in zip(law.weights, kinds, strict=True) for _ in range(weight)]
    for drawn in count():
        most, different = draws.choice(places)
        if (line := next(different, None)) is None:
            raise Exhausted(
                f"all {most} lines of one kind are drawn: ask for fewer, with this seed for {drawn} at most"
            )
        yield line


def _different(cell: Text, draws: random.Random) -> Iterator[Line]:
    """Lines of these kinds, each once."""
    most, seen = ways(cell), set[tuple[str, ...]]()
    while len(seen) < most:
        while tuple(line := _line(cell, draws)) in seen:
            pass
        seen.add(tuple(line))
        yield line


def _line(cell: Text, draws: random.Random) -> Line:
    """One of the lines of a task and a choice of kinds."""
    assert isinstance(cell, Cell)
    clause = draws.choice(cell.clauses.places)
    assert isinstance(clause, Clause)
    subject, auxiliary, predicate = (_drawn(part, draws) for part in clause)
    sentence = [*subject, *auxiliary, *predicate]
    if cell.task == "quest":
        return [*sentence, FULL_STOP, cell.task, *auxiliary, *subject, *predicate, QUESTION_MARK, END]
    return [*sentence, FULL_STOP, cell.task, *sentence, FULL_STOP, END]


def _drawn(text: Text, draws: random.Random) -> Line:
    """The words of a text."""
    match text:
        case str():
            return [text]
        case tuple():
            return [word for part in text for word in _drawn(part, draws)]
        case OneOf():
            return _drawn(draws.choice(text.places), draws)
