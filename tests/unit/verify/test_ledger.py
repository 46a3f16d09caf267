"""The ledger of the built-in papers is at one with the claims."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.catalogue import CATALOGUE
from tests.unit.verify.ledgers import Ledger, by_id
from tests.unit.verify.planted import FILES
from theory.catalogue import Catalogue, load
from theory.claims import Claim
from theory.verdict import Fails


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


class TestOneRunOnTheBuiltInPapers:
    def test_every_verdict_is_as_expected(self, built_in: Path, ledger: Ledger) -> None:
        assert (built_in / "status").read_text() == "0"
        assert all(claim["as_expected"] for claim in ledger["claims"])

    def test_every_claim_of_the_catalogue_is_there_in_its_order(self, ledger: Ledger, catalogue: Catalogue) -> None:
        assert [claim["id"] for claim in ledger["claims"]] == list(catalogue.claims)

    def test_writes_these_files_and_leaves_nothing_aside(self, built_in: Path) -> None:
        written = {path.name for path in built_in.iterdir()} - {"status"}
        assert written == {*FILES, "witnesses"}
        assert not [path for path in (built_in / "witnesses").iterdir() if path.suffix != ".py"]


class TestIds:
    def test_are_unique(self, ledger: Ledger) -> None:
        assert len(by_id(ledger)) == len(ledger["claims"])

    def test_are_made_of_paper_file_reading_and_name(self, ledger: Ledger) -> None:
        for claim in ledger["claims"]:
            assert re.fullmatch(r"[a-z]\w*/[a-z]\w*(:[A-Z]\w*)?(\+[a-z]\w*)?", claim["id"])
            assert claim["id"].startswith(claim["statement"])
            assert claim["statement"].startswith(f"{claim['paper']}/")

    def test_that_are_named_exist(self, ledger: Ledger) -> None:
        known = set(by_id(ledger))
        for claim in ledger["claims"]:
            for key in (
                "uses",
                "trust",
                "paper_uses",
                "repairs",
                "sharpens",
                "repaired_by",
                "sharpened_by",
                "defeats",
            ):
                assert set(claim[key]) <= known, (claim["id"], key)

    def test_no_claim_rests_on_itself_or_on_what_does_not_hold(self, ledger: Ledger) -> None:
        claims = by_id(ledger)
        for claim in ledger["claims"]:
            assert claim["id"] not in claim["uses"]
            if claim["verdict"] == "holds":
                for used in claim["uses"]:
                    assert "holds" in claims[used]["sides"].values(), (claim["id"], used)


class TestWhatFails:
    @pytest.mark.parametrize("where", ["Lemma 2", "Lemma 3", "Proposition 3"])
    def test_points_at_repairs_that_hold(self, ledger: Ledger, where: str) -> None:
        claims = by_id(ledger)
        [printed] = [c for c in ledger["claims"] if c["cites"] == where and c["fidelity"] == "printed"]
        assert printed["verdict"] == "fails"
        assert printed["witness"]
        assert printed["id"] in printed["defeats"]
        assert printed["repaired_by"]
        for repair in printed["repaired_by"]:
            assert claims[repair]["verdict"] == "holds"
            assert claims[repair]["level"] == "derived"
            assert printed["id"] in claims[repair]["repairs"]
            assert claims[repair]["changed"]

    def test_is_what_the_search_finds_and_nothing_else(self, ledger: Ledger, catalogue: Catalogue) -> None:
        failing = {claim["id"] for claim in ledger["claims"] if claim["verdict"] == "fails"}
        assert failing == {claim.id for claim in catalogue.claims.values() if claim.expects is Fails}
        assert failing >= {"niu2024/lemma_2", "niu2024/lemma_3", "niu2024/proposition_3"}

    def test_has_the_smallest_witness(self, ledger: Ledger) -> None:
        claims = by_id(ledger)
        assert claims["niu2024/lemma_2"]["witness"] == {"n": 1, "x": ["0"]}
        assert claims["niu2024/lemma_3"]["witness"] == {"n": 1, "x": ["0"]}
        assert claims["niu2024/proposition_3"]["witness"]["d"] == 2


class TestStatements:
    def test_agree_with_their_claims(self, ledger: Ledger) -> None:
        for statement in ledger["statements"]:
            readings = [
                c
                for c in ledger["claims"]
                if c["statement"] == statement["id"] and c["fidelity"] in ("printed", "reading")
            ]
            assert statement["readings"] == {c["id"]: c["verdict"] for c in readings}
            meant = [c for c in readings if c["kind"] != "no_meaning"]
            verdicts = {_outcome(c) for c in meant or readings}
            assert ("that have a meaning" in statement["rule"]) <= (0 < len(meant) < len(readings))
            assert statement["verdict"] == (verdicts.pop().split(",")[0] if len(verdicts) == 1 else "mixed")

    def test_are_all_there_once(self, ledger: Ledger) -> None:
        printed = {c["statement"] for c in ledger["claims"] if c["fidelity"] in ("printed", "reading")}
        listed = [statement["id"] for statement in ledger["statements"]]
        assert sorted(listed) == sorted(printed)


def _outcome(claim: Ledger) -> str:
    """The verdict; of what is measured, also whether it is as predicted."""
    agrees = (claim["measured"] or {}).get("agrees")
    return str(claim["verdict"]) + ("" if agrees is None else f", {agrees}")


class TestFingerprints:
    def test_of_the_ledger_are_those_of_the_claims(self, ledger: Ledger, catalogue: Catalogue) -> None:
        for claim in ledger["claims"]:
            assert claim["fingerprint"] == catalogue.claims[claim["id"]].fingerprint

    def test_are_the_same_when_loaded_again(self, catalogue: Catalogue) -> None:
        again = load().claims
        assert {k: c.fingerprint for k, c in again.items()} == {k: c.fingerprint for k, c in catalogue.claims.items()}

    def test_differ_from_claim_to_claim(self, ledger: Ledger) -> None:
        said = {c["fingerprint"]: _said(c) for c in ledger["claims"]}
        assert len(said) == len({str(s) for s in said.values()})

    def test_stay_when_anything_but_the_statement_changes(self, catalogue: Catalogue) -> None:
        for claim in catalogue.claims.values():
            assert _reworded(claim).fingerprint == claim.fingerprint

    @pytest.mark.parametrize("name", ["lemma_2+strict", "lemma_3+strict", "proposition_1+strict"])
    def test_change_with_a_hypothesis(self, catalogue: Catalogue, name: str) -> None:
        claim = catalogue.claims[f"niu2024/{name}"]
        assert replace(claim, hypotheses=()).fingerprint != claim.fingerprint

    def test_change_with_the_relation_and_with_the_sides(self, catalogue: Catalogue) -> None:
        printed = catalogue.claims["niu2024/lemma_2"]
        weak = catalogue.claims["niu2024/lemma_2+weak"]
        assert printed.fingerprint != weak.fingerprint
        assert replace(printed, says=weak.says).fingerprint == weak.fingerprint


def _said(claim: Ledger) -> tuple[object, ...]:
    """What a claim says; where it has no meaning, why."""
    return claim["statement_text"] or claim["reason"], claim["hypotheses"]


def _reworded(claim: Claim) -> Claim:
    return replace(
        claim, part="+other", title="another", cites="elsewhere", section="9", fidelity="ours",
        reading="another", derivation={}, repairs=(), sharpens=(), paper_uses=(), changed="nothing",
        statement="other/file",
    )  # fmt: skip
