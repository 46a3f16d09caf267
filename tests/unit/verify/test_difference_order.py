"""No change between two ledgers goes unseen, and the gravest come first."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from tests.unit.verify.planted import HOLDS, Plant, Run, file_of
from verify.difference import Change, Kind, differences

# Of the fields that are no text: values that no claim here has.
OTHER_VALUES = {
    "as_expected": False,
    "witness": {"n": 2},
    "violated": {"side": "upper"},
    "measured": {"estimate": "1", "interval": ["0", "2"], "agrees": True},
    **{key: ["planted/third"] for key in ("uses", "trust", "repaired_by", "sharpened_by")},
    **{key: ["1 = 1"] for key in ("statement_text", "hypotheses")},
}


class TestTheOrder:
    """From what shakes a result to what only says where it stands."""

    @pytest.fixture
    def ledger(self, plant: Plant, run: Run) -> dict[str, Any]:
        return run(plant(first=file_of(HOLDS), second=file_of(HOLDS), third=file_of(HOLDS)), "--json").ledger

    def test_is_that_of_the_kinds_then_of_the_worse_verdict(self, ledger: dict[str, Any]) -> None:
        new = deepcopy(ledger)
        first, second, third = new["claims"]
        first |= {"verdict": "open", "kind": "undecided", "title": "Another"}
        second |= {"verdict": "fails"}
        third |= {"verdict": "contradiction", "as_expected": False}
        made = differences(ledger, new)
        assert [(c.kind, c.of.partition("/")[2]) for c in made] == [
            (Kind.CONTRADICTS, "third"),
            (Kind.LOST, "second"),
            (Kind.LOST, "first"),
            (Kind.UNEXPECTED, "third"),
            (Kind.DETAILS, "first"),
        ]

    def test_a_measurement_that_no_longer_meets_the_prediction_is_lost(self, ledger: dict[str, Any]) -> None:
        old, new = deepcopy(ledger), deepcopy(ledger)
        for made, agrees in ((old, True), (new, False)):
            found = {"estimate": "1", "interval": ["0", "2"], "agrees": agrees}
            made["claims"][0] |= {"verdict": "measured", "measured": found}
        lost = Change(kind=Kind.LOST, of="planted/first", before="measured, agrees", after="measured, disagrees")
        assert differences(old, new) == (lost,)

    def test_no_field_of_a_claim_changes_unseen(self, ledger: dict[str, Any]) -> None:
        for field in ledger["claims"][0]:
            if field == "id":
                continue
            new = deepcopy(ledger)
            new["claims"][0][field] = OTHER_VALUES.get(field, "?")
            assert differences(ledger, new), field

    def test_a_field_that_one_ledger_has_not_is_no_change(self, ledger: dict[str, Any]) -> None:
        new = deepcopy(ledger)
        new["claims"][0]["of a later version"] = []
        assert differences(ledger, new) == ()

    def test_another_version_of_the_paper_is_told(self, ledger: dict[str, Any]) -> None:
        new = deepcopy(ledger)
        new["papers"]["planted"]["version"] = "version 2"
        assert differences(ledger, new) == (
            Change(kind=Kind.PAPER, of="planted", before="version 1", after="version 2"),
        )


def test_every_kind_of_change_has_a_word() -> None:
    assert all(re.fullmatch(r"[a-z ]+", kind.value) for kind in Kind)
