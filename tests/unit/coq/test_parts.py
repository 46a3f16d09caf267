"""In what files the lemmas and theorems lie that Coq is given."""

from __future__ import annotations

import pytest

from verify.coq.export import Key
from verify.coq.parts import Piece, parts

A_THIRD = "*" * 140_000  # of a file, where there are few


def lemma(name: str, *uses: str) -> tuple[str | Key, Piece]:
    return name, Piece(name, False, A_THIRD, uses)


def names(pieces: dict[str | Key, Piece]) -> list[list[str]]:
    return [[str(piece.called) for piece in part] for _, part in parts(pieces)]


def test_what_is_used_comes_earlier() -> None:
    """In a file of its own, or before it in the same."""
    chain = dict([lemma("l0"), *(lemma(f"l{k}", f"l{k - 1}") for k in range(1, 20))])
    chain["a/claim", "bound"] = Piece(("a/claim", "bound"), True, "", ("l3",))
    made = list(parts(chain))
    assert [name for name, _ in made] == [*(f"Proofs_{k}" for k in range(1, 8)), "Enclosed_1"]
    seen: set[str | Key] = set()
    for _, part in made:
        for piece in part:
            assert set(piece.uses) <= seen
            seen.add(piece.called)
    assert len(seen) == 21


def test_chains_lie_side_by_side() -> None:
    """A file that waits for none has the whole of a chain, and so have those beside it."""
    chains = dict(lemma(f"{c}{k}", *[f"{c}{k - 1}"] * (k > 0)) for c in "abcdef" for k in range(3))
    assert names(chains) == [[f"{c}{k}" for k in range(3)] for c in "abcdef"]


def test_what_rests_on_two_files_waits_for_both() -> None:
    """And what rests on it waits too, while there is a place beside it for what rests on neither."""
    both = dict(
        [
            *(lemma(f"a{k}") for k in range(4)),
            lemma("both", "a0", "a3"),
            lemma("last", "both"),
            lemma("other", "a3", "both"),
            lemma("b", "a3"),
        ]
    )
    assert names(both) == [["a0", "a1", "a2"], ["a3", "b"], ["both", "last", "other"]]


def test_what_rests_on_a_full_file_waits() -> None:
    full = dict([*(lemma(f"a{k}") for k in range(3)), lemma("next", "a0"), lemma("b")])
    assert names(full) == [["a0", "a1", "a2"], ["b"], ["next"]]


@pytest.mark.parametrize(
    "pieces",
    [
        [lemma("l0"), lemma("l1", "l2")],
        [lemma("l0"), lemma("l1", "l2"), lemma("l2", "l1")],
        [("l0", Piece("l0", True, "", ())), lemma("l1", "l0")],
    ],
    ids=["what is not there", "each other", "what encloses numbers"],
)
def test_what_rests_on_what_comes_never_is_refused(pieces: list[tuple[str | Key, Piece]]) -> None:
    with pytest.raises(ValueError, match="l1 has no place"):
        names(dict(pieces))


def test_of_very_many_there_are_larger_files() -> None:
    """Each file loads what it needs, whatever its size."""
    assert [len(file) for file in names(dict(lemma(f"l{k}") for k in range(960)))] == [30] * 32
