"""The group of a statement on the review sheet, and what is said of the paper's proofs, follow from the verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.verify.planted import FAILS, HOLDS, Plant, Run, file_of
from tests.unit.verify.reviewing import part, repaired, verdict_groups
from verify.report.review import review_md
from verify.report.review.pieces import Link
from verify.report.review.sheet import sheets
from verify.report.review.words import PROOFS

POSITIVE = 'Claim(**place, says=bound(0, "<", norm + n - 1), expects=Fails)'
AT_LEAST_TWO = 'Relation(n, ">=", sp.Integer(2))'


class TestTheGroup:
    """It follows from the verdicts; a hypothesis is said to be missing only where nothing else is changed."""

    def group(self, run: Run, folder: Any, *changes: Mapping[str, Any]) -> str:
        ledger = run(folder, "--json").ledger
        for change in changes:
            for claim in ledger["claims"]:
                claim |= change.get(claim["id"], {})
        (sheet,) = sheets(ledger)
        (heading,) = verdict_groups(sheet).values()
        return heading

    def test_follows_the_verdict(self, plant: Plant, run: Run) -> None:
        assert self.group(run, plant(first=file_of(HOLDS))) == "Stand"
        assert self.group(run, plant(first=file_of(FAILS))) == "Fail under every reading"
        undecided = HOLDS.replace("derivation=by_sign, ", "").replace("expects=Holds", "expects=Open")
        assert self.group(run, plant(first=file_of(undecided))) == "Open"

    def test_of_readings_that_differ_depends_on_the_reading(self, plant: Plant, run: Run) -> None:
        one = HOLDS.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
        other = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
        assert self.group(run, plant(first=file_of(one, other))) == "Depend on the reading"

    def test_of_a_contradiction_is_a_fault_of_ours(self, plant: Plant, run: Run) -> None:
        """A fault is not laid to the paper's charge, nor is the statement said to stand."""
        change = {"planted/first": {"verdict": "contradiction", "reason": "derived and refuted"}}
        assert self.group(run, plant(first=file_of(HOLDS)), change) == "Set aside"

    CHANGES: Mapping[str, tuple[Mapping[str, Any], str]] = {
        "a hypothesis more": ({}, "Need a hypothesis"),
        "a hypothesis less": ({"planted/first": {"hypotheses": ["d > 1", "n \\ge 2"]}}, "Fail under every reading"),
        "another hypothesis": ({"planted/first": {"hypotheses": ["d > 1"]}}, "Fail under every reading"),
        "the same hypotheses": ({"planted/first": {"hypotheses": ["n \\ge 2"]}}, "Fail under every reading"),
        "another formula": ({"planted/first+repaired": {"statement_latex": "0 = 0"}}, "Fail under every reading"),
        "other values": ({"planted/first+repaired": {"domain": "n >= 3, with n >= 2"}}, "Fail under every reading"),
        "no repair": ({"planted/first": {"repaired_by": []}}, "Fail under every reading"),
    }

    @pytest.mark.parametrize("kind", CHANGES)
    def test_needs_a_hypothesis_where_a_repair_adds_one_and_changes_nothing_else(
        self, plant: Plant, run: Run, kind: str
    ) -> None:
        """0 < ||x||^2 + n - 1 is false at n = 1, x = 0 alone."""
        folder = plant(first=file_of(POSITIVE, repaired("< norm + n - 1", AT_LEAST_TWO)))
        change, expected = self.CHANGES[kind]
        assert self.group(run, folder, change) == expected

    def test_needs_a_hypothesis_only_where_every_reading_does(self, plant: Plant, run: Run) -> None:
        other = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
        first = POSITIVE.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
        repair = repaired("< norm + n - 1", AT_LEAST_TWO, repairs=":A")
        assert self.group(run, plant(first=file_of(first, other, repair))) == "Fail under every reading"

    def test_of_a_hypothesis_names_it(self, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(POSITIVE, repaired("< norm + n - 1", AT_LEAST_TWO)))
        made = review_md(run(folder, "--json").ledger)
        assert r"Holds with the added hypothesis $n \ge 2$, [\+repaired](index.html#planted/first+repaired)" in made


class TestThePrintedProof:
    """It is told apart from the result: a result that cites what fails may hold all the same."""

    def test_that_alone_fails_is_said_beside_a_result_that_holds(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        (sheet,) = sheets(run(plant(first=file_of(FAILS), second=file_of(holds)), "--json").ledger)
        assert verdict_groups(sheet)["planted/second"] == "Stand"
        (sentence,) = part(sheet, PROOFS).sentences
        assert [p.claim for p in sentence if isinstance(p, Link)] == ["planted/second", "planted/first"]

    def test_that_cites_what_holds_is_not_spoken_of(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        (sheet,) = sheets(run(plant(first=file_of(HOLDS), second=file_of(holds)), "--json").ledger)
        assert PROOFS not in [section.heading for section in sheet.sections]

    def test_of_what_was_not_verified_now_is_not_spoken_of(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        found = run(plant(first=file_of(FAILS), second=file_of(holds)), "planted/second", "--json")
        assert "planted/first" not in review_md(found.ledger)
