"""Sentences that are not decided, one that means nothing and one that cannot be stated: open, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.verify.planted import HOLDS, NONSENSE, UNSTATED, WORDS, Plant, Run, file_of


@pytest.mark.parametrize(
    ("claim", "kind", "reason", "text"),
    [
        (NONSENSE, "no_meaning", "50% of what is said is undefined", []),
        (UNSTATED, "unstated", "no chances here", ["with probability 1 - p all is well"]),
    ],
    ids=["no meaning", "unstated"],
)
def test_are_open_with_their_words_and_their_reason(
    plant: Plant, run: Run, claim: str, kind: str, reason: str, text: list[str]
) -> None:
    found = run(plant(first=file_of(claim, before=WORDS)), "--json").claims["planted/first"]
    assert (found["verdict"], found["kind"], found["level"], found["scope"]) == ("open", kind, None, "")
    assert (found["reason"], found["statement_text"]) == (reason, text)
    assert (found["sides"], found["tried"]["budget"]) == ({}, 0)


@pytest.mark.parametrize("claim", [NONSENSE, UNSTATED], ids=["no meaning", "unstated"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("expects=Open", "expects=Holds"),
        ("expects", "derivation=by_sign, expects"),
        ("expects", 'hypotheses=(Relation(n, ">=", sp.Integer(2)),), expects'),
    ],
    ids=["expected to hold", "derived", "under hypotheses"],
)
def test_are_nothing_else(plant: Plant, run: Run, claim: str, old: str, new: str) -> None:
    found = run(plant(first=file_of(claim.replace(old, new), before=WORDS)))
    assert found.status == 2
    assert "planted/first" in found.complaint


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (NONSENSE.replace('"50% of what is said is undefined"', '""'), "planted/first"),
        (UNSTATED.replace('"no chances here"', '""'), "first.py"),
        (UNSTATED.replace("all is well", "$all$"), "first.py"),
    ],
    ids=["without meaning or reason", "without a reason", "in TeX"],
)
def test_have_words_that_any_format_can_show(plant: Plant, run: Run, wrong: str, place: str) -> None:
    found = run(plant(first=file_of(wrong, before=WORDS)))
    assert (found.status, place in found.complaint) == (2, True)


def test_that_cannot_be_stated_are_never_said_to_stand(plant: Plant, run: Run, tmp_path: Path) -> None:
    run(plant(first=file_of(UNSTATED, before=WORDS)), "--out", str(tmp_path / "out"))
    for name, words in (("review.md", "Cannot be stated here"), ("bounds.tex", "Not stated")):
        assert words in (tmp_path / "out" / name).read_text(encoding="utf-8"), name


def test_are_the_only_kinds_without_sides(plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory.claims.sides", lambda statement: {})
    found = run(plant(first=file_of(HOLDS)))
    assert found.status == 2
    assert "no sides" in found.complaint
