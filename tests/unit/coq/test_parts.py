"""In what files the lemmas and theorems lie that Coq is given."""

from __future__ import annotations

from verify.coq.export import Key
from verify.coq.parts import Piece, parts

A_THIRD = "*" * 100_000  # of a file, where there are few


def lemma(name: str, *uses: str) -> tuple[str | Key, Piece]:
    return name, Piece(name, "Lemmas", A_THIRD, uses)


def test_what_is_used_comes_earlier() -> None:
    """In a file of its own, or before it in the same."""
    chain = dict([lemma("l0"), *(lemma(f"l{k}", f"l{k - 1}") for k in range(1, 20))])
    chain["a/claim", "bound"] = Piece(("a/claim", "bound"), "Enclosed", "", ("l3",))
    made = list(parts(chain))
    assert [name for name, _ in made] == [*(f"Lemmas_{k}" for k in range(1, 8)), "Enclosed_1"]
    seen: set[str | Key] = set()
    for _, part in made:
        for piece in part:
            assert set(piece.uses) <= seen
            seen.add(piece.called)
    assert len(seen) == 21


def test_a_file_uses_none_of_its_level() -> None:
    wide = dict(one for k in range(9) for one in (lemma(f"l{k}"), lemma(f"m{k}", f"l{k}")))
    files = [[piece.called for piece in part] for _, part in parts(wide)]
    assert [len(file) for file in files] == [3] * 6
    assert all({str(called)[0] for called in file} in ({"l"}, {"m"}) for file in files)


def test_of_very_many_there_are_larger_files() -> None:
    """Each file loads what it needs, whatever its size."""
    files = [part for _, part in parts(dict(lemma(f"l{k}") for k in range(960)))]
    assert [len(file) for file in files] == [30] * 32
