"""The verdict that each kind of claim comes out with, from claim file to ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import theory.derive
from tests.unit.verify.planted import FAILS, HOLDS, STANDARD, Plant, Run, cited, file_of
from theory.kernel import Chain, Context, Library, Line, Relation, Sum, Theorem
from theory.kernel.theorem import _SEAL
from theory.symbols import k, n, x

ROOT = Path(__file__).parents[3]
FALSE_BY_SIGN = FAILS.replace("expects", 'derivation={"bound": chain(sp.S.Zero, ("<", norm, Sign()))}, expects')


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
    def test_hold_as_such_and_are_listed_by_whoever_cites_them(self, plant: Plant, run: Run) -> None:
        files = {"fact": STANDARD, "second": cited("planted/fact"), "third": cited("planted/second")}
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
        found = run(plant(fact=file_of(STANDARD.replace("<=", "<"))), "--json")
        assert found.status == 1
        assert found.claims["planted/fact"]["verdict"] == "fails"

    def test_say_their_reference(self, plant: Plant, run: Run) -> None:
        assert "Euclid" in run(plant(fact=file_of(STANDARD)), "planted/fact", "--explain").out
        assert "Euclid" in run(plant(fact=file_of(STANDARD)), "--json").out


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
