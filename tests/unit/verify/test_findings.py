"""The tables of what was found: made from the ledger, and in the README as they are made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.unit.verify.planted import FAILS, HOLDS, Plant, Run, file_of
from verify.report.findings import WORDS, findings_md

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- findings: `python -m verify` writes this table -->\n", "<!-- end of findings -->\n"


def rows(table: str) -> list[list[str]]:
    """The cells of each line, heads and rules included."""
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines() if line]


def shown(plant: Plant, run: Run, **files: str) -> str:
    found = run(plant(**files), "--json")
    assert found.status == 0, found.err
    return findings_md(found.ledger)


def test_in_the_readme_are_those_of_this_run(built_in: Path) -> None:
    """Where they are not: put `build/verify/findings.md` between the two marks."""
    text = README.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.split(BEGIN)[1].split(END)[0] == (built_in / "findings.md").read_text(encoding="utf-8")


def test_stand_within_the_first_screen_of_the_readme() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert lines.index(BEGIN.strip()) < 15


def test_count_every_printed_statement_once(ledger: Mapping[str, Any]) -> None:
    heads, _, *papers = rows(findings_md(ledger).split("\n\n")[0])
    counted = Counter(statement["paper"] for statement in ledger["statements"])
    assert sorted(int(row[1]) for row in papers) == sorted(counted.values())
    for row in papers:
        assert int(row[1]) == sum(map(int, row[2:]))
        assert len(row) == len(heads)


def test_name_the_numbered_results_of_the_text(ledger: Mapping[str, Any]) -> None:
    _, _, *results = rows(findings_md(ledger).split("\n\n")[1])
    verdicts = {row[0]: row[1] for row in results}
    for statement in ledger["statements"]:
        if re.fullmatch(r"niu2024/(lemma|proposition)_\d", statement["id"]):
            assert verdicts[statement["cites"]] == WORDS.get(statement["verdict"], statement["verdict"])
    assert all(len(row) == 3 and row[2] for row in results)


class TestARow:
    NAMED = 'place = dict(cites="Theorem 1", section="1", title="Planted")'

    def test_of_what_fails_quotes_the_counterexample(self, plant: Plant, run: Run) -> None:
        found = shown(plant, run, theorem_1=file_of(FAILS, before=self.NAMED))
        assert rows(found)[-1][:2] == ["Theorem 1", "fails"]
        assert "false at n = 1, x = 0" in found

    def test_of_what_fails_says_what_holds_instead(self, plant: Plant, run: Run) -> None:
        repair = HOLDS.replace(
            "Claim(", 'Claim(part="+weak", fidelity="repaired", repairs=("",), changed="< becomes <=", '
        )
        found = shown(plant, run, theorem_1=file_of(FAILS, repair, before=self.NAMED))
        assert "; repaired: &lt; becomes ≤" in found

    def test_of_what_depends_on_the_reading_counts_them(self, plant: Plant, run: Run) -> None:
        both = (
            one.replace("Claim(", f'Claim(part=":{letter}", fidelity="reading", ')
            for letter, one in (("A", HOLDS), ("B", FAILS))
        )
        found = shown(plant, run, theorem_1=file_of(*both, before=self.NAMED))
        assert rows(found)[-1] == ["Theorem 1", "depends on the reading", "1 reading holds; 1 reading fails"]

    def test_of_a_statement_in_a_file_of_another_name_is_missing(self, plant: Plant, run: Run) -> None:
        found = shown(plant, run, theorem_2=file_of(HOLDS, before=self.NAMED))
        assert "Theorem 1" not in found
        assert rows(found)[2][1] == "1"

    def test_is_missing_where_nothing_is_printed(self, ledger: Mapping[str, Any]) -> None:
        assert findings_md({**deepcopy(dict(ledger)), "statements": []}) == ""


@pytest.mark.parametrize("changed", ["holds", "fails"])
def test_change_with_a_verdict(ledger: Mapping[str, Any], changed: str) -> None:
    planted = deepcopy(dict(ledger))
    [statement] = [s for s in planted["statements"] if s["id"] == "niu2024/lemma_2"]
    was, statement["verdict"] = statement["verdict"], changed
    assert (findings_md(planted) == findings_md(ledger)) == (was == changed)
