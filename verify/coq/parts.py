"""What is proved in parts of about one size, so that all cores have some and what they need is loaded seldom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from verify.coq.export import Exporter, Key

_CHARACTERS = 400_000  # of a part, about; of many more there are larger ones, since each loads what it needs
_PARTS = 32
CORES = 4  # that have a part each, where there is enough that does not rest on one another
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A lemma by its name or a theorem by its side, with the text of it, and the lemmas and theorems that it uses."""

    called: str | Key
    enclosing: bool  # of numbers between bounds: such theorems lie in files of their own
    text: str
    uses: tuple[str | Key, ...]


def pieces(exporter: Exporter, texts: Mapping[Key, str]) -> dict[str | Key, Piece]:
    """The theorems with these texts, and all lemmas that they use, each after what it uses."""
    lemmas = exporter.lemmas
    made: dict[str | Key, Piece] = {}
    for key, text in texts.items():
        for lemma in lemmas.used(text):
            if lemma.name not in made:
                made[lemma.name] = Piece(lemma.name, False, lemma.text, lemmas.named(lemma.proof))
        proof = exporter.proof(*key)
        made[key] = Piece(key, proof.enclosing, text, (*proof.cites, *lemmas.named(text)))
    return made


def parts(pieces: Mapping[str | Key, Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces, each after what it uses, in parts of about one size; what encloses numbers comes last.

    ValueError where pieces use each other, what is not there, or, without enclosing numbers, what encloses them.
    """
    size = max(_CHARACTERS, sum(len(piece.text) for piece in pieces.values()) // _PARTS)
    earlier: set[str | Key] = set()
    for name, enclosing in (("Proofs", False), ("Enclosed", True)):
        left = [piece for piece in pieces.values() if piece.enclosing is enclosing]
        numbers = count(1)
        while left:
            together, left = _side_by_side(left, earlier, size)
            if not together:
                raise ValueError(f"{left[0].called} has no place after all that it uses")
            for part in together:
                yield f"{name}_{next(numbers)}", part
                earlier.update(piece.called for piece in part)


def _side_by_side(pieces: Sequence[Piece], earlier: Set[str | Key], size: int) -> tuple[list[list[Piece]], list[Piece]]:
    """Parts none of which uses another, one after the other as large as they may be, and the pieces that are left."""
    made: list[list[Piece]] = [[] for _ in range(CORES)]
    lengths, where, left = [0] * CORES, dict[str | Key, int](), list[Piece]()
    for piece in pieces:
        first = next((number for number, length in enumerate(lengths) if length < size), None)
        within = {where.get(used) for used in piece.uses if used not in earlier} or {first}
        number = within.pop() if len(within) == 1 else None
        if number is None or lengths[number] >= size:
            left.append(piece)
        else:
            made[number].append(piece)
            lengths[number] += len(piece.text)
            where[piece.called] = number
    return [part for part in made if part], left


def batches(items: Sequence[T], many: int) -> Iterator[Sequence[T]]:
    """So many at a time, and what is left."""
    return (items[start : start + many] for start in range(0, len(items), many))
