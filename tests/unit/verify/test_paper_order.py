"""Claims stand in the order in which their paper has what they cite."""

from __future__ import annotations

from tests.unit.verify.planted import HOLDS, PAPER, Plant, Run, file_of


def test_claims_stand_in_the_order_in_which_the_paper_has_them(plant: Plant, run: Run) -> None:
    """With the longest label that begins what it cites; where there is none, by its number, at the end."""
    ordered = PAPER.replace('("1", "2")', '("1", "2"), order=("Lemma 1, proof", "Theorem", "Lemma 1")')
    cites = {
        "a": "Lemma 1",
        "b": "Theorem 9",
        "c": "Lemma 1, proof",
        "d": "Remark 3",
        "e": "Remark 2",
        "f": "Lemma 1, end",
    }
    claims = {
        name: file_of(HOLDS.replace("**place", f"**place | dict(cites={text!r})")) for name, text in cites.items()
    }
    found = run(plant(ordered, **claims), "--json")
    assert [claim["cites"] for claim in found.ledger["claims"]] == [
        "Lemma 1, proof", "Theorem 9", "Lemma 1", "Lemma 1, end", "Remark 2", "Remark 3",
    ]  # fmt: skip
