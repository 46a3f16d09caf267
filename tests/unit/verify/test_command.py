"""`python -m verify` as its user meets it, on papers that are planted for the purpose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import theory.derive
import verify.__main__
import verify.run
from tests.unit.verify.planted import FAILS, HOLDS, IMPORTS, Plant, Run, cited, file_of
from theory.catalogue import BUILT_IN
from theory.kernel import Chain, Context, Library, Line, Relation, Sum, Theorem
from theory.kernel.theorem import _SEAL
from theory.symbols import k, n, x

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

    @pytest.mark.parametrize("name", ["ledger.json", "bounds.tex", "run.json"])
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
        assert _names(out) == {"ledger.json", "bounds.tex", "claims.tex", "run.json"}

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
    @pytest.mark.parametrize("after", [0, 1, 2, 3])
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


class TestVerdicts:
    def test_a_wrong_expectation_exits_with_1_and_is_named(self, plant: Plant, run: Run) -> None:
        files = {"first": file_of(HOLDS.replace("expects=Holds", "expects=Fails")), "second": file_of(HOLDS)}
        found = run(plant(**files))
        assert found.status == 1
        [row] = [line for line in found.out.splitlines() if "first" in line]
        assert "holds (expected: fails)" in row
        assert [line for line in found.out.splitlines() if "second" in line]
        assert "1 not as expected" in found.out

    @pytest.mark.parametrize(("claim", "verdict"), [(HOLDS, "holds"), (FAILS, "fails")])
    def test_an_expectation_makes_no_verdict(self, plant: Plant, run: Run, claim: str, verdict: str) -> None:
        for expects in ("Holds", "Fails", "Open"):
            pinned = claim[: claim.rindex("=") + 1] + expects + ")"
            found = run(plant(first=file_of(pinned)), "--json")
            assert found.claims["planted/first"]["verdict"] == verdict
            assert found.status == (0 if expects.lower() == verdict else 1)

    def test_a_gap_leaves_the_claim_open_and_names_the_step(self, plant: Plant, run: Run) -> None:
        steps = '("<=", norm, Sign()), ("<=", norm + x[1], Sign()), ("<=", norm + 1 + x[1]**2, Sign())'
        derivation = f'{{"bound": chain(sp.S.Zero, {steps})}}'
        says = f'Claim(**place, says=bound(0, "<=", norm + 1 + x[1]**2), derivation={derivation}, expects=Open)'
        claim = run(plant(first=file_of(says)), "--json").claims["planted/first"]
        assert (claim["verdict"], claim["kind"], claim["level"]) == ("open", "undecided", "enclosed")
        assert "step 2" in claim["reason"]
        assert "step 2" in claim["gaps"]["bound"]
        assert claim["derivation"] == {}

    def test_a_chain_that_ends_elsewhere_leaves_the_claim_open(self, plant: Plant, run: Run) -> None:
        says = HOLDS.replace('"<=", norm)', '"<=", 2 * norm)').replace("expects=Holds", "expects=Open")
        claim = run(plant(first=file_of(says)), "--json").claims["planted/first"]
        assert claim["verdict"] == "open"
        assert "ends at" in claim["reason"]

    def test_a_false_claim_with_a_bad_derivation_fails(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(FALSE_BY_SIGN)), "--json")
        claim = found.claims["planted/first"]
        assert (found.status, claim["verdict"], claim["level"]) == (0, "fails", None)
        assert claim["witness"] == {"n": 1, "x": ["0"]}
        assert claim["violation"] == "0"
        assert claim["violated"] == {"side": "bound", "found_by": "enumeration"}
        assert "step 1" in claim["gaps"]["bound"]

    def test_a_true_statement_without_a_derivation_is_open_with_its_evidence(self, plant: Plant, run: Run) -> None:
        says = 'Claim(**place, says=bound(0, "<=", norm), expects=Open)'
        claim = run(plant(first=file_of(says)), "--json").claims["planted/first"]
        assert (claim["verdict"], claim["level"]) == ("open", "pointwise")
        assert "no derivation is given" in claim["reason"]
        assert str(claim["tried"]["met"]) in claim["scope"]

    def test_a_true_statement_on_a_whole_box_is_open_with_that_box_as_its_evidence(
        self, plant: Plant, run: Run
    ) -> None:
        says = 'Claim(**place, says=bound(0, "<", 1 + norm), expects=Open)'
        claim = run(plant(first=file_of(says)), "--json").claims["planted/first"]
        assert (claim["verdict"], claim["level"]) == ("open", "enclosed")
        assert "all numbers of the unit box" in claim["scope"]

    def test_one_underived_side_keeps_a_two_sided_bound_open(self, plant: Plant, run: Run) -> None:
        says = (
            'Claim(**place, says=bound(0, "<=", norm, "<=", norm + 1), '
            'derivation={"lower": chain(sp.S.Zero, ("<=", norm, Sign()))}, expects=Open)'
        )
        claim = run(plant(first=file_of(says)), "--json").claims["planted/first"]
        assert claim["sides"] == {"lower": "holds", "upper": "open"}
        assert claim["verdict"] == "open"


class TestStandardFacts:
    FACT = 'Claim(**place, says=Standard(bound(0, "<=", norm), "Euclid"), expects=Holds)'

    def test_hold_as_such_and_are_listed_by_whoever_cites_them(self, plant: Plant, run: Run) -> None:
        files = {"fact": self.FACT, "second": cited("planted/fact"), "third": cited("planted/second")}
        found = run(plant(**{name: file_of(claim) for name, claim in files.items()}), "--json")
        claims = found.claims
        assert found.status == 0
        assert (claims["planted/fact"]["verdict"], claims["planted/fact"]["level"]) == ("holds", "standard")
        for name in ("second", "third"):
            claim = claims[f"planted/{name}"]
            assert (claim["verdict"], claim["level"], claim["trust"]) == (
                "holds",
                "derived",
                ["planted/fact"],
            )

    def test_that_are_false_are_found_out(self, plant: Plant, run: Run) -> None:
        found = run(plant(fact=file_of(self.FACT.replace("<=", "<"))), "--json")
        assert found.status == 1
        assert found.claims["planted/fact"]["verdict"] == "fails"

    def test_say_their_reference(self, plant: Plant, run: Run) -> None:
        assert "Euclid" in run(plant(fact=file_of(self.FACT)), "planted/fact", "--explain").out
        assert "Euclid" in run(plant(fact=file_of(self.FACT)), "--json").out


class TestContradictions:
    """Our own fault, planted: the kernel is replaced by one that proves everything."""

    @staticmethod
    def credulous(monkeypatch: pytest.MonkeyPatch, relation: Relation | None = None) -> None:
        def prove(
            claim: str,
            side: str,
            goal: Relation,
            derivation: Chain,
            hypotheses: tuple[Relation, ...],
            library: Library,
        ) -> Theorem:
            line = Line(depth=0, relation=relation or goal, rule="faith", context=Context(facts=hypotheses))
            return Theorem(
                _SEAL, claim=claim, side=side, hypotheses=hypotheses, relation=goal, uses=frozenset(),
                trust=frozenset(), lines=(line,) if relation else (),
            )  # fmt: skip

        monkeypatch.setattr(theory.derive, "prove", prove)

    def test_are_reported_after_everything_else(self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self.credulous(monkeypatch)
        found = run(plant(first=file_of(FALSE_BY_SIGN), second=file_of(HOLDS), third=file_of(FAILS)))
        assert found.status == 1
        assert "1 holds, 1 fails, 1 contradiction" in found.out
        [last] = [line for line in found.out.splitlines() if line.startswith("contradiction in")]
        assert found.out.strip().endswith(last)
        assert "planted/first" in last
        assert "derived and refuted" in last
        written = json.loads(Path("build/verify/ledger.json").read_text())
        assert [c["verdict"] for c in written["claims"]] == ["contradiction", "holds", "fails"]

    def test_between_two_ways_of_evaluating_are_found(
        self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.credulous(monkeypatch, Relation(Sum.over(x[k] ** 2, k, n), "<", Sum.over(x[k], k, n)))
        found = run(plant(first=file_of(HOLDS)), "--json")
        claim = found.claims["planted/first"]
        assert (found.status, claim["verdict"]) == (1, "contradiction")
        assert "line 1" in claim["reason"]

    def test_are_valid_ledger_entries(
        self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch, schema: dict[str, Any]
    ) -> None:
        self.credulous(monkeypatch)
        found = run(plant(first=file_of(FALSE_BY_SIGN)), "--json")
        jsonschema.Draft202012Validator(schema).validate(found.ledger)


class TestReadings:
    def reading(self, part: str, op: str, expects: str, **more: str) -> str:
        given = "".join(f", {key}={value}" for key, value in more.items())
        return (
            f'Claim(**place, part="{part}", fidelity="reading", reading="meant as {part}", '
            f'says=bound(0, "{op}", norm), derivation=by_sign, expects={expects}{given})'
        )

    def test_that_differ_make_the_statement_mixed(self, plant: Plant, run: Run) -> None:
        found = run(
            plant(first=file_of(self.reading(":A", "<=", "Holds"), self.reading(":B", "<", "Fails"))),
            "--json",
        )
        [statement] = found.ledger["statements"]
        assert found.status == 0
        assert statement["verdict"] == "mixed"
        assert statement["readings"] == {"planted/first:A": "holds", "planted/first:B": "fails"}

    def test_that_agree_give_the_statement_their_verdict(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(self.reading(":A", "<", "Fails"), self.reading(":B", "<", "Fails"))), "--json")
        assert [s["verdict"] for s in found.ledger["statements"]] == ["fails"]

    def test_defeated_by_a_witness_are_listed(self, plant: Plant, run: Run) -> None:
        """x = 0 defeats the strict readings, not the weak one, and not where the hypotheses exclude it."""
        more = {"hypotheses": '(Relation(x[1], ">", sp.S.Zero),)'}
        found = run(
            plant(
                first=file_of(
                    self.reading(":A", "<", "Fails"),
                    self.reading(":B", "<", "Fails"),
                    self.reading(":C", "<=", "Holds"),
                    self.reading(":D", "<", "Open", **more),
                )
            ),
            "--json",
        )
        assert found.claims["planted/first:A"]["defeats"] == ["planted/first:A", "planted/first:B"]

    def test_of_a_statement_are_meant_by_its_id(self, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(self.reading(":A", "<=", "Holds"), self.reading(":B", "<", "Fails")))
        assert set(run(folder, "planted/first", "--json").claims) == {"planted/first:A", "planted/first:B"}
        assert set(run(folder, "planted/first:B", "--json").claims) == {"planted/first:B"}


class TestRepairs:
    REPAIR = HOLDS.replace("expects", 'part="+weak", fidelity="repaired", repairs=("",), changed="<=", expects')

    def test_that_hold_are_pointed_at(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=file_of(FAILS, self.REPAIR)), "--json")
        assert found.claims["planted/first"]["repaired_by"] == ["planted/first+weak"]

    def test_that_do_not_hold_are_not(self, plant: Plant, run: Run) -> None:
        unproved = self.REPAIR.replace("derivation=by_sign, ", "").replace("expects=Holds", "expects=Open")
        found = run(plant(first=file_of(FAILS, unproved)), "--json")
        assert found.claims["planted/first"]["repaired_by"] == []

    def test_make_no_verdict_of_the_printed_statement(self, plant: Plant, run: Run) -> None:
        [statement] = run(plant(first=file_of(FAILS, self.REPAIR)), "--json").ledger["statements"]
        assert (statement["verdict"], list(statement["readings"])) == ("fails", ["planted/first"])


class TestSharperForms:
    @staticmethod
    def form(part: str, sharpens: str, derivation: str) -> str:
        return (
            f'Claim(**place, part="{part}", fidelity="ours", sharpens=({sharpens}), '
            f'says=bound(0, "<=", norm), derivation={derivation}, expects=Holds)'
        )

    @staticmethod
    def cite(part: str) -> str:
        return f'{{"bound": chain(sp.S.Zero, ("<=", norm, Cite("planted/first{part}")))}}'

    def test_are_pointed_at_where_the_claim_rests_on_them(self, plant: Plant, run: Run) -> None:
        claims = (self.form("", "", self.cite("+b")), self.form("+b", '"",', "by_sign"))
        found = run(plant(first=file_of(*claims)), "--json")
        assert found.claims["planted/first"]["sharpened_by"] == ["planted/first+b"]

    def test_on_which_the_claim_does_not_rest_are_a_wrong_claim_file(self, plant: Plant, run: Run) -> None:
        claims = (self.form("", "", "by_sign"), self.form("+b", '"",', "by_sign"))
        found = run(plant(first=file_of(*claims)))
        assert found.status == 2
        assert "planted/first+b" in found.complaint

    def test_are_no_fault_of_a_run_that_leaves_out_what_lies_between(self, plant: Plant, run: Run) -> None:
        """The claim rests on `between`, which rests on `second`, which sharpens the claim."""
        folder = plant(
            first=file_of(cited("planted/between")),
            between=file_of(cited("planted/second")),
            second=file_of(self.form("", '"planted/first",', "by_sign")),
        )
        whole = run(folder, "--json")
        some = run(folder, "planted/first", "planted/second", "--json")
        assert (whole.status, some.status) == (0, 0)
        assert some.claims["planted/first"] == whole.claims["planted/first"]


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
            "fact": TestStandardFacts.FACT, "cites": cited("planted/fact"),
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
