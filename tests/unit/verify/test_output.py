"""What a run prints: the table, the ledger alone, the explanation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console

from tests.unit.verify.planted import FAILS, HOLDS, STANDARD, Plant, Run, cited, file_of
from theory.catalogue import BUILT_IN
from verify.entry import Entry
from verify.report.values import point
from verify.said import coq_text
from verify.table import table, written

ROOT = Path(__file__).parents[3]
FALSE_BY_SIGN = FAILS.replace("expects", 'derivation={"bound": chain(sp.S.Zero, ("<", norm, Sign()))}, expects')


class TestOutput:
    def test_json_is_all_there_is_on_standard_output(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        folder = plant(first=file_of(HOLDS), second=file_of(FAILS.replace("expects=Fails", "expects=Holds")))
        for words in (["--json"], ["--json", "--explain"], ["--json", "--out", str(tmp_path / "out")]):
            found = run(folder, *words)
            assert found.status == 1
            assert len(found.ledger["claims"]) == 2
        assert found.out == (tmp_path / "out" / "ledger.json").read_text(encoding="utf-8")

    def test_json_is_valid_for_every_kind_of_claim(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        files = {
            "holds": HOLDS, "fails": FAILS, "gap": cited("planted/nothing", expects="Open"),
            "fact": STANDARD, "cites": cited("planted/fact"),
            "nowhere": HOLDS.replace(
                "expects=Holds", 'hypotheses=(Relation(sp.exp(x[1]), "=", sp.Integer(3)),), expects=Open'
            ),
        }  # fmt: skip
        found = run(plant(**{name: file_of(claim) for name, claim in files.items()}), "--json")
        faults = jsonschema.Draft202012Validator(schema).iter_errors(found.ledger)
        assert [f"{list(f.path)}: {f.message[:200]}" for f in faults] == []

    def test_the_table_says_where_what_and_how_far(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(HOLDS), second=file_of(FAILS)))
        rows = {name: line for name in ("first", "second") for line in found.out.splitlines() if name in line}
        assert "Lemma 1" in rows["first"]
        assert "derived" in rows["first"]
        assert "n = 1, x = 0" in rows["second"]
        assert "2 claims: 1 holds, 1 fails; all as expected" in found.out

    def test_explain_shows_every_line_with_its_rule(self, run: Run, tmp_path: Path) -> None:
        name = "niu2024/proposition_3+repaired"
        shown = run(BUILT_IN, name, "--explain", "--out", str(tmp_path)).out
        [claim] = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))["claims"]
        lines = [line for side in claim["derivation"].values() for line in side]
        assert max(line["depth"] for line in lines) > 0
        printed = iter(shown.splitlines())
        for line in lines:
            step = f"{line['op']:<2} {line['rhs_text']}    [{line['rule']}]"
            assert any(found.strip() == step for found in printed), step
        for used in claim["uses"]:
            assert used in shown

    def test_explain_shows_a_witness_with_its_numbers(self, plant: Plant, run: Run) -> None:
        shown = run(plant(first=file_of(FAILS)), "planted/first", "--explain").out
        assert "n = 1, x = 0" in shown
        assert "right minus left is 0" in shown

    def test_explain_shows_the_gap(self, plant: Plant, run: Run) -> None:
        shown = run(plant(first=file_of(cited("planted/nothing", expects="Open"))), "planted/first", "--explain").out
        assert "there is no claim 'planted/nothing'" in shown

    def test_into_a_pipe_that_is_closed_is_no_error_of_ours(self, tmp_path: Path, plant: Plant) -> None:
        """As in `python -m verify --json | head`."""
        folder = plant(first=file_of(HOLDS))
        code = (
            "import sys; from pathlib import Path; from verify.__main__ import main; "
            f"sys.exit(main(['planted/first', '--json'], folders=(Path({str(folder)!r}),)))"
        )
        reader, writer = os.pipe()
        os.close(reader)
        try:
            found = subprocess.run(
                [sys.executable, "-c", code],
                stdout=writer,
                stderr=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                check=False,
            )
        finally:
            os.close(writer)
        assert "Traceback" not in found.stderr


def test_arrays_are_written_vector_by_vector() -> None:
    layered = [[["0", "1"], ["2", "3"]], [["4", "5"], ["6", "7"]]]
    assert written({"x": ["1/2"], "rho": [["0"], ["1"]], "varrho": layered}) == (
        "x = 1/2, rho = (0; 1), varrho = (0 1; 2 3 | 4 5; 6 7)"
    )
    assert point({"varrho": [[["0"], ["1"]], [["2"], ["3"]]]}).count(r"\varrho^{2,1} = 2") == 1


def test_an_index_in_brackets_is_no_markup() -> None:
    """Rich would take `[k]` for the name of a style, and print nothing."""
    entry: Entry = {
        "section": "1", "cites": "Lemma 1", "id": "planted/one", "verdict": "holds", "as_expected": True,
        "level": "derived", "scope": "with min_k(E[k]) <= 0", "reason": "", "measured": None,
        "witness": None, "violated": None,
        "sides": {"bound": "holds"}, "sharp": {"bound": {"kind": "attained"}}, "slack": {"bound": "0"},
    }  # fmt: skip
    console = Console(width=200, record=True, file=StringIO())
    console.print(table("planted", "one", [entry]))
    assert "min_k(E[k]) <= 0" in console.export_text()


@pytest.mark.parametrize(
    ("verdict", "sides", "shown", "said"),
    [
        ("holds", ("lower", "upper"), {"lower": "proved", "upper": "proved"}, "yes"),
        ("holds", ("lower", "upper"), {"upper": "proved"}, "1 of 2 sides"),
        ("holds", ("bound",), {}, ""),
        ("fails", ("lower", "upper"), {"upper": "refuted"}, "yes"),
        ("fails", ("lower", "upper"), {"lower": "proved"}, ""),
        ("open", ("lower", "upper"), {"lower": "proved"}, "1 of 2 sides"),
    ],
)
def test_what_coq_confirms_is_said_beside_the_level(
    verdict: str, sides: tuple[str, ...], shown: dict[str, str], said: str
) -> None:
    assert coq_text({"verdict": verdict, "sides": dict.fromkeys(sides), "coq": shown}) == said


def test_of_what_is_more_than_its_sides_coq_confirms_the_sides() -> None:
    shown = {"kept": "proved", "shrinks": "proved", "factor": "proved"}
    entry = {"verdict": "holds", "sides": dict.fromkeys(shown), "coq": shown, "more_than_sides": True}
    assert coq_text(entry) == "its sides"
