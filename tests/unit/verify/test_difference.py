"""`--diff OLD`: every change since an earlier ledger is told, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import verify.run
from tests.unit.verify.planted import FAILS, HOLDS, STANDARD, Plant, Run, cited, file_of

LETTER = HOLDS.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
OTHER = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
REPAIRED = HOLDS.replace("expects", 'part="+weak", fidelity="repaired", changed="weak", repairs=("",), expects')
GIVEN = HOLDS.replace("expects", 'hypotheses=(Relation(n, ">=", sp.Integer(2)),), expects')

Earlier = Callable[..., Path]


@pytest.fixture
def earlier(plant: Plant, run: Run, tmp_path: Path) -> Earlier:
    """`earlier(first=file_of(...))`: the ledger of a run on these files, which are then planted anew."""

    def made(**files: str) -> Path:
        folder = plant(**files)
        assert run(folder, "--out", str(tmp_path / "before")).status in (0, 1)
        for name in files:
            (folder / "planted" / f"{name}.py").unlink()
        return tmp_path / "before" / "ledger.json"

    return made


def last(out: str) -> str:
    return out.splitlines()[-1]


def rows(out: str) -> list[tuple[str, ...]]:
    """The changes in the table, cell by cell, where none is so long that it is folded."""
    cells = [tuple(cell.strip() for cell in line.strip("│").split("│")) for line in out.splitlines() if "│" in line]
    return [row for row in cells if len(row) == 4]


class TestEachChange:
    """It is named with the claim, with what was and with what is."""

    def test_none_is_said_in_one_line(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS, REPAIRED), second=file_of(FAILS))
        found = run(plant(first=file_of(HOLDS, REPAIRED), second=file_of(FAILS)), "--diff", str(old))
        assert found.status == 0
        assert last(found.out) == f"compared with {old}: nothing changed"
        assert rows(found.out) == []

    def test_of_a_verdict_comes_first_where_it_no_longer_holds(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(FAILS), second=file_of(HOLDS), third=file_of(HOLDS))
        found = run(
            plant(
                first=file_of(HOLDS),
                second=file_of(FAILS),
                third=file_of(HOLDS.replace("expects=Holds", "expects=Fails")),
            ),
            "--diff",
            str(old),
        )
        assert found.status == 1
        made = rows(found.out)
        assert made[0] == ("no longer holds", "planted/second", "holds", "fails")
        assert made[1] == ("not as expected", "planted/third", "holds", "holds, expected fails")
        assert ("verdict", "planted/first", "fails", "holds") in made[2:]
        assert ("witness", "planted/first", "n = 1, x = 0: bound", "") in made
        assert ("printed statement", "planted/second", "holds", "fails") in made
        assert "no longer holds 1; not as expected 1; verdict 1" in last(found.out)

    def test_of_an_expectation_leaves_the_status_as_it_is(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS.replace("expects=Holds", "expects=Fails")))
        found = run(plant(first=file_of(HOLDS)), "--diff", str(old))
        assert found.status == 0
        assert rows(found.out) == [("as expected again", "planted/first", "holds, expected fails", "holds")]

    def test_of_what_there_is(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS), second=file_of(FAILS))
        found = run(plant(first=file_of(HOLDS), third=file_of(HOLDS)), "--diff", str(old))
        assert rows(found.out) == [("gone", "planted/second", "fails", ""), ("new", "planted/third", "", "holds")]

    def test_of_the_statement_under_one_id(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS))
        found = run(plant(first=file_of(HOLDS.replace('0, "<=", norm', '0, "<=", norm + 0 * n'))), "--diff", str(old))
        assert last(found.out).endswith("nothing changed")
        two = HOLDS.replace('says=bound(0, "<=", norm)', 'says=bound(0, "<=", 2 * norm)').replace(
            "derivation=by_sign, ", ""
        )
        found = run(plant(first=file_of(two.replace("Holds", "Open"))), "--diff", str(old))
        assert ("statement", "planted/first", "0 <= ||x||^2", "0 <= 2*||x||^2") in rows(found.out)

    def test_of_its_hypotheses(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS))
        found = run(plant(first=file_of(GIVEN)), "--diff", str(old))
        assert rows(found.out) == [
            ("hypotheses", "planted/first", "for all n >= 1, all x", "for all n >= 1, all x, with n >= 2")
        ]

    def test_of_what_points_at_it_and_of_what_it_rests_on(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(FAILS), second=file_of(STANDARD), third=file_of(HOLDS))
        files = {
            "first": file_of(FAILS, REPAIRED),
            "second": file_of(STANDARD),
            "third": file_of(cited("planted/second")),
        }
        found = run(plant(**files), "--diff", str(old))
        assert rows(found.out) == [
            ("uses", "planted/third", "", "planted/second"),
            ("trust", "planted/third", "", "planted/second"),
            ("repaired by", "planted/first", "", "planted/first+weak"),
            ("new", "planted/first+weak", "", "holds"),
        ]

    def test_of_the_readings_of_a_printed_statement(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(LETTER))
        found = run(plant(first=file_of(LETTER, OTHER)), "--diff", str(old))
        assert rows(found.out) == [
            ("printed statement", "planted/first", "holds", "mixed"),
            ("readings", "planted/first", "", "planted/first:B"),
            ("new", "planted/first:B", "", "fails"),
        ]

    def test_of_anything_else_is_counted(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS))
        found = run(plant(first=file_of(HOLDS.replace("**place", '**{**place, "title": "New"}'))), "--diff", str(old))
        assert rows(found.out) == []
        assert last(found.out).endswith("1 claims differ in details (title 1)")


class TestWhereSomeClaimsAreNamed:
    """Only they are compared: of the others nothing is known."""

    def test_no_other_is_gone(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        files = {"first": file_of(FAILS, REPAIRED), "second": file_of(LETTER, OTHER)}
        old = earlier(**files)
        folder = plant(**files)
        for words in (["planted/first+weak"], ["planted/second:A"], ["planted/second"], ["--paper", "planted"]):
            found = run(folder, *words, "--diff", str(old))
            assert last(found.out).endswith("nothing changed"), words

    def test_a_repair_that_was_not_asked_for_is_not_lost(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        weak = HOLDS.replace(
            "expects", 'repairs=("planted/first",), fidelity="repaired", part="+weak", changed="weak", expects'
        )
        files = {"first": file_of(FAILS), "second": file_of(HOLDS, weak)}
        old = earlier(**files)
        assert json.loads(old.read_text())["claims"][0]["repaired_by"] == ["planted/second+weak"]
        found = run(plant(**files), "planted/first", "--diff", str(old))
        assert last(found.out).endswith("nothing changed")

    def test_their_changes_are_told(self, earlier: Earlier, plant: Plant, run: Run) -> None:
        old = earlier(first=file_of(HOLDS), second=file_of(HOLDS))
        found = run(plant(first=file_of(FAILS), second=file_of(FAILS)), "planted/second", "--diff", str(old))
        assert rows(found.out)[0] == ("no longer holds", "planted/second", "holds", "fails")
        assert "planted/first" not in found.out


class TestTheOldLedger:
    def test_is_read_before_the_new_one_takes_its_place(self, plant: Plant, run: Run) -> None:
        old = Path("build/verify/ledger.json")
        assert run(plant(first=file_of(HOLDS))).status == 0
        found = run(plant(first=file_of(FAILS)), "--diff", str(old))
        assert rows(found.out)[0] == ("no longer holds", "planted/first", "holds", "fails")
        assert json.loads(old.read_text())["claims"][0]["verdict"] == "fails"
        assert last(run(plant(first=file_of(FAILS)), "--diff", str(old)).out).endswith("nothing changed")

    def test_is_spoken_of_on_standard_error_where_the_new_one_goes_to_output(
        self, earlier: Earlier, plant: Plant, run: Run
    ) -> None:
        old = earlier(first=file_of(HOLDS))
        found = run(plant(first=file_of(FAILS)), "--json", "--diff", str(old))
        assert found.claims["planted/first"]["verdict"] == "fails"
        assert "no longer holds" in found.err
        assert f"compared with {old}: no longer holds 1" in found.err

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "No such file"),
            ("{", "not JSON"),
            (b"\xff\xfe\x00", "not JSON"),
            ("[" * 100_000, "not JSON"),
            ("[]", "not a ledger"),
            ('{"claims": []}', "not a ledger"),
            ('{"schema": 0, "papers": {}, "claims": [], "statements": []}', "its schema is 0"),
            ('{"schema": 1, "papers": {}, "claims": []}', "parts of the ledger are missing"),
            (
                '{"schema": 1, "papers": {}, "claims": [{"id": "a/b"}], "statements": []}',
                "parts of the ledger are missing",
            ),
            ('{"schema": 1, "papers": {"a": 1}, "claims": [], "statements": []}', "parts of the ledger are missing"),
        ],
        ids=[
            "missing",
            "cut",
            "bytes",
            "deep",
            "a list",
            "no schema",
            "schema 0",
            "no statements",
            "a torn claim",
            "paper",
        ],
    )
    def test_that_is_none_is_wrong_use_before_any_work(
        self, plant: Plant, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any, said: str
    ) -> None:
        old = tmp_path / "old.json"
        if content is not None:
            old.write_bytes(content if isinstance(content, bytes) else content.encode())
        _no_work(monkeypatch)
        found = run(plant(first=file_of(HOLDS)), "--diff", str(old))
        assert found.status == 2
        assert str(old) in found.complaint
        assert said in found.complaint
        assert not Path("build").exists()

    def test_that_is_a_folder_is_wrong_use(
        self, plant: Plant, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _no_work(monkeypatch)
        found = run(plant(first=file_of(HOLDS)), "--diff", str(tmp_path))
        assert found.status == 2
        assert "Is a directory" in found.complaint


def _no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def worked(*_: object) -> None:
        raise AssertionError("a claim was examined")

    monkeypatch.setattr(verify.run, "examine", worked)
