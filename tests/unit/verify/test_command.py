"""What the command answers to wrong use: one line, status 2, and an earlier ledger that stays whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import verify.__main__
import verify.run
from tests.unit.verify.planted import FAILS, FILES, HOLDS, IMPORTS, Plant, Run, cited, file_of

ROOT = Path(__file__).parents[3]
FALSE_BY_SIGN = FAILS.replace("expects", 'derivation={"bound": chain(sp.S.Zero, ("<", norm, Sign()))}, expects')


class TestWrongUse:
    """One line that names the place and the way out, exit status 2."""

    def test_unknown_id_names_what_there_is(self, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(HOLDS))
        found = run(folder, "planted/second")
        assert found.status == 2
        assert "planted/second" in found.complaint
        assert "planted/first" in found.complaint

    def test_unknown_id_that_is_nearly_right_is_answered_with_the_right_one(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(HOLDS), other=file_of(HOLDS)), "first")
        assert found.status == 2
        assert "perhaps planted/first" in found.complaint

    def test_unknown_paper_names_the_papers(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(HOLDS)), "--paper", "niu2042")
        assert found.status == 2
        assert "niu2042" in found.complaint
        assert "planted" in found.complaint

    def test_unknown_option_exits_with_2(self, plant: Plant, run: Run) -> None:
        with pytest.raises(SystemExit) as stopped:
            run(plant(first=file_of(HOLDS)), "--fast")
        assert stopped.value.code == 2

    def test_from_the_shell(self) -> None:
        found = subprocess.run(
            [sys.executable, "-m", "verify", "niu2024/lemma_0"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr.startswith("verify: no claim 'niu2024/lemma_0'")
        assert found.stderr.count("\n") == 1


BROKEN = {
    "syntax error": "claims = (",
    "unknown module": "import theory.nothing",
    "undefined name": file_of(HOLDS.replace("norm", "nrom")),
    "an error of two lines": 'raise ValueError("first\\nsecond")',
    "an exit": "raise SystemExit(0)",
    "no claims": IMPORTS,
    "no tuple": f"{IMPORTS}\nclaims = [{HOLDS}]\n",
    "not a claim inside": f"{IMPORTS}\nclaims = (1,)\n",
    "no `expects`": file_of(HOLDS.replace("expects=Holds", "")),
    "expects a word": file_of(HOLDS.replace("expects=Holds", 'expects="holds"')),
    "expects a contradiction": file_of(HOLDS.replace("expects=Holds", "expects=Contradiction"),
                                       before="from theory.verdict import Contradiction"),
    "says a number": file_of(HOLDS.replace('says=bound(0, "<=", norm)', "says=7")),
    "says a relational of SymPy": file_of(HOLDS.replace('bound(0, "<=", norm)', "(x[1] >= 0)")),
    "a bound of one part": file_of(HOLDS.replace('bound(0, "<=", norm)', "bound(0)")),
    "a hypothesis of SymPy": file_of(HOLDS.replace("expects", "hypotheses=(n >= 2,), expects")),
    "hypotheses that are no tuple": file_of(
        HOLDS.replace("expects", 'hypotheses=Relation(n, ">=", sp.Integer(2)), expects')
    ),
    "a derivation that is no chain": file_of(HOLDS.replace("by_sign", '{"bound": Sign()}')),
    "a derivation of no side": file_of(HOLDS.replace("by_sign", '{"upper": by_sign["bound"]}')),
    "an unknown fidelity": file_of(HOLDS.replace("expects", 'fidelity="exact", expects')),
    "a part that is none": file_of(HOLDS.replace("expects", 'part="B", expects')),
    "the same part twice": file_of(HOLDS, HOLDS),
    "an unknown section": file_of(HOLDS.replace("**place", '**{**place, "section": "7"}')),
    "a repair of nothing": file_of(HOLDS.replace("expects", 'repairs=(":B",), expects')),
    "a use in print of nothing": file_of(HOLDS.replace("expects", 'paper_uses=("planted/second",), expects')),
    "a stored witness without x": file_of(HOLDS.replace("expects", 'try_first=({"n": 1},), expects')),
}  # fmt: skip


class TestAClaimFileThatDoesNotLoad:
    @pytest.mark.parametrize("kind", BROKEN)
    def test_is_named_in_one_line(self, plant: Plant, run: Run, kind: str) -> None:
        found = run(plant(sound=file_of(HOLDS), broken=BROKEN[kind]))
        assert found.status == 2
        assert "planted/broken" in found.complaint

    def test_without_a_source(self, plant: Plant, run: Run) -> None:
        found = run(plant(init="", first=file_of(HOLDS)))
        assert found.status == 2
        assert "planted/__init__.py" in found.complaint
        assert "Source" in found.complaint

    def test_leaves_an_earlier_ledger_whole(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert run(plant(first=file_of(HOLDS)), "--out", str(out)).status == 0
        before = (out / "ledger.json").read_bytes()
        assert run(plant(second="claims = ("), "--out", str(out)).status == 2
        assert (out / "ledger.json").read_bytes() == before


class TestCitations:
    @pytest.mark.parametrize(
        ("name", "side", "said"),
        [
            ("planted/nothing", "bound", "there is no claim"),
            ("planted/first", "upper", "has no side 'upper'"),
        ],
    )
    def test_of_what_does_not_exist_leave_the_claim_open(
        self, plant: Plant, run: Run, name: str, side: str, said: str
    ) -> None:
        found = run(plant(first=file_of(HOLDS), second=file_of(cited(name, side, "Open"))), "--json")
        claim = found.claims["planted/second"]
        assert (found.status, claim["verdict"], claim["kind"]) == (0, "open", "undecided")
        assert said in claim["reason"]
        assert name in claim["reason"]

    def test_of_what_has_a_gap_leave_the_claim_open(self, plant: Plant, run: Run) -> None:
        unproved = 'Claim(**place, says=bound(0, "<=", norm), expects=Open)'
        found = run(plant(first=file_of(unproved), second=file_of(cited("planted/first", expects="Open"))), "--json")
        assert found.claims["planted/second"]["verdict"] == "open"
        assert "planted/first" in found.claims["planted/second"]["reason"]

    @pytest.mark.parametrize(
        "files",
        [
            {"first": cited("planted/first")},
            {"first": cited("planted/second"), "second": cited("planted/first")},
        ],
        ids=["of itself", "of each other"],
    )
    def test_in_a_circle_are_wrong_use(self, plant: Plant, run: Run, files: dict[str, str]) -> None:
        found = run(plant(**{name: file_of(claim) for name, claim in files.items()}))
        assert found.status == 2
        assert "planted/first ->" in found.complaint

    def test_make_uses_and_only_they(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(HOLDS), second=file_of(cited("planted/first"))), "--json")
        assert found.status == 0
        assert found.claims["planted/second"]["uses"] == ["planted/first"]
        assert found.claims["planted/first"]["uses"] == []


class TestHypotheses:
    @pytest.mark.parametrize(
        ("hypotheses", "named"),
        [
            ('Relation(n, ">=", sp.Integer(2)), Relation(n, "<=", sp.Integer(1))', "n >= 2"),
            ('Relation(n, "<", sp.Integer(1))', "n < 1"),
            ('Relation(x[1], ">", sp.S.One), Relation(x[1], "<", sp.S.Zero)', "x[1] > 1"),
            ('Relation(norm, "<", sp.S.Zero)', "||x||^2 < 0"),
            ('Relation(n, "=", sp.Integer(1)), Relation(n, "=", sp.Integer(2))', "n = 1"),
            ('Relation(n, "=", sp.Integer(0))', "n = 0"),
        ],
    )
    def test_that_contradict_each_other_are_a_wrong_claim_file(
        self, plant: Plant, run: Run, hypotheses: str, named: str
    ) -> None:
        found = run(plant(first=file_of(HOLDS.replace("expects", f"hypotheses=({hypotheses},), expects"))))
        assert found.status == 2
        assert "planted/first" in found.complaint
        assert named in found.complaint

    def test_that_no_configuration_meets_leave_the_claim_open(self, plant: Plant, run: Run) -> None:
        """exp(x_1) = 3 has a solution, and no rational one."""
        met_nowhere = 'hypotheses=(Relation(sp.exp(x[1]), "=", sp.Integer(3)),), expects=Open'
        found = run(plant(first=file_of(HOLDS.replace("expects=Holds", met_nowhere))), "--json")
        claim = found.claims["planted/first"]
        assert (found.status, claim["verdict"], claim["level"]) == (0, "open", None)
        assert claim["tried"]["met"] == 0
        assert claim["tried"]["budget"] > 0
        assert str(claim["tried"]["budget"]) in claim["reason"]

    def test_exclude_the_configurations_that_violate_them(self, plant: Plant, run: Run) -> None:
        """||x||^2 >= x_1 is false between 0 and 1, and true where x_1 >= 1."""
        given = 'hypotheses=(Relation(x[1], ">=", sp.S.One),)'
        says = f'Claim(**place, says=bound(x[1], "<=", norm), {given}, expects=Open)'
        found = run(plant(first=file_of(says)), "--json")
        assert found.claims["planted/first"]["verdict"] == "open"
        assert found.claims["planted/first"]["tried"]["met"] < found.claims["planted/first"]["tried"]["budget"]


class TestTheFolder:
    def test_that_is_a_file_is_wrong_use(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        place = tmp_path / "taken"
        place.write_text("mine")
        for out in (place, place / "below"):
            found = run(plant(first=file_of(HOLDS)), "--out", str(out))
            assert found.status == 2
            assert str(out) in found.complaint
            assert "--out" in found.complaint
        assert place.read_text() == "mine"

    @pytest.mark.parametrize("name", sorted(FILES))
    def test_in_which_a_folder_has_the_name_of_a_file_is_wrong_use(
        self, plant: Plant, run: Run, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "out" / name).mkdir(parents=True)
        found = run(plant(first=file_of(HOLDS)), "--out", str(tmp_path / "out"))
        assert found.status == 2
        assert name in found.complaint
        assert _names(tmp_path / "out") == {name}

    def test_is_made_with_its_parents(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "a" / "b"
        assert run(plant(first=file_of(HOLDS)), "--out", str(out)).status == 0
        assert _names(out) == FILES

    def test_is_build_verify_where_all_claims_are_run(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(HOLDS)))
        assert found.status == 0
        assert "build/verify" in found.out
        assert (Path("build/verify") / "ledger.json").is_file()

    @pytest.mark.parametrize("words", [["planted/first"], ["--paper", "planted"]])
    def test_is_none_where_some_claims_are_run(self, plant: Plant, run: Run, words: list[str]) -> None:
        assert run(plant(first=file_of(HOLDS)), *words).status == 0
        assert list(Path().iterdir()) == []


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestAnEarlierLedgerStaysWhole:
    @pytest.fixture
    def earlier(self, plant: Plant, run: Run, tmp_path: Path) -> tuple[Path, Path]:
        """The folder of papers and a folder with a ledger; then the paper changes."""
        folder, out = plant(first=file_of(HOLDS)), tmp_path / "out"
        assert run(folder, "--out", str(out)).status == 0
        plant(first=file_of(HOLDS.replace("**place", '**{**place, "title": "Another"}')))
        return folder, out

    @pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
    @pytest.mark.parametrize("after", range(len(FILES)))
    def test_when_writing_stops(
        self,
        earlier: tuple[Path, Path],
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        fault: BaseException,
        after: int,
    ) -> None:
        folder, out = earlier
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        whole = Path.write_text
        left = iter(range(after))

        def failing(self: Path, data: str, *words: Any, **more: Any) -> int:
            if next(left, None) is None:
                whole(self, data[: len(data) // 2], *words, **more)
                raise fault
            return whole(self, data, *words, **more)

        monkeypatch.setattr(Path, "write_text", failing)
        found = run(folder, "--out", str(out))
        monkeypatch.undo()
        assert found.status == 2
        assert found.complaint
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before

    def test_when_the_work_is_interrupted(
        self, earlier: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        folder, out = earlier
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        monkeypatch.setattr(verify.run, "examine", interrupted)
        found = run(folder, "--out", str(out))
        assert found.status == 2
        assert "interrupted" in found.complaint
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before

    def test_until_the_next_run_replaces_it(self, earlier: tuple[Path, Path], run: Run) -> None:
        folder, out = earlier
        assert run(folder, "--out", str(out)).status == 0
        assert json.loads((out / "ledger.json").read_text())["claims"][0]["title"] == "Another"
