"""What is proved in parts of about one size, so that all cores have some and what they need is loaded seldom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from verify.coq.export import Exporter, Key

_CHARACTERS = 300_000  # of a part, about; of many more there are larger ones, since each loads what it needs
_PARTS = 32
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A lemma by its name or a theorem by its side, with the text of it, and the lemmas and theorems that it uses."""

    called: str | Key
    kind: str  # how the files begin in which it lies
    text: str
    uses: tuple[str | Key, ...]


def pieces(exporter: Exporter, texts: Mapping[Key, str]) -> dict[str | Key, Piece]:
    """The theorems with these texts, and all lemmas that they use, each after what it uses."""
    lemmas = exporter.lemmas
    made: dict[str | Key, Piece] = {
        lemma.name: Piece(lemma.name, "Lemmas", lemma.text, lemmas.named(lemma.proof))
        for lemma in lemmas.used("\n".join(texts.values()))
    }
    for key, text in texts.items():
        proof = exporter.proof(*key)
        made[key] = Piece(key, "Enclosed" if proof.enclosing else "Proofs", text, (*proof.cites, *lemmas.named(text)))
    return made


def parts(pieces: Mapping[str | Key, Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces in parts of about one size, each after those that it uses.

    What is in parts of one level uses earlier levels alone, so that all cores have some; small levels go together.
    """
    size = max(_CHARACTERS, _length(pieces.values()) // _PARTS)
    for kind in ("Lemmas", "Proofs", "Enclosed"):
        level: dict[str | Key, int] = {}
        levels: dict[int, list[Piece]] = {}
        for called, piece in pieces.items():
            if piece.kind == kind:
                level[called] = 1 + max((level.get(used, 0) for used in piece.uses), default=0)
                levels.setdefault(level[called], []).append(piece)
        together = _joined([part for _, found in sorted(levels.items()) for part in _split(found, size)], size)
        yield from ((f"{kind}_{number}", part) for number, part in enumerate(together, start=1))


def batches(items: Sequence[T], many: int) -> Iterator[Sequence[T]]:
    """So many at a time, and what is left."""
    return (items[start : start + many] for start in range(0, len(items), many))


def _split(pieces: Sequence[Piece], size: int) -> Iterator[list[Piece]]:
    """In parts that are large enough, but for the last."""
    part: list[Piece] = []
    for piece in pieces:
        part.append(piece)
        if _length(part) >= size:
            yield part
            part = []
    if part:
        yield part


def _joined(parts: Iterable[list[Piece]], size: int) -> Iterator[list[Piece]]:
    """Parts that come one after the other as one, as long as it is not large."""
    joined: list[Piece] = []
    for part in parts:
        if joined and _length(joined) + _length(part) > size:
            yield joined
            joined = []
        joined = [*joined, *part]
    if joined:
        yield joined


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)
