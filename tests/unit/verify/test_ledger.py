"""The ledger of the built-in papers: valid, exact, the same bytes every time, and at one with the claims."""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.catalogue import CATALOGUE
from tests.unit.verify.planted import FILES, REPORTS
from theory.catalogue import Catalogue, load
from theory.claims import Claim
from theory.verdict import Fails
from verify.ledger import rendered

ROOT = Path(__file__).parents[3]
Ledger = Mapping[str, Any]
BOX = {"centre": {"n": 1, "x": ["0"]}, "half_width": "1/2", "fixed": [], "boxes": 1, "margin": {"convexity": "1"}}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value that is no container, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, (*path, "[]"))
    else:
        yield path, value


def by_id(ledger: Ledger) -> dict[str, Any]:
    return {claim["id"]: claim for claim in ledger["claims"]}


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


class TestSchema:
    def test_is_a_schema(self, schema: Ledger) -> None:
        jsonschema.Draft202012Validator.check_schema(schema)

    def test_accepts_the_ledger(self, ledger: Ledger, schema: Ledger) -> None:
        faults = jsonschema.Draft202012Validator(schema).iter_errors(ledger)
        assert [f"{list(fault.path)}: {fault.message[:200]}" for fault in faults] == []

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("verdict", "true"),
            ("verdict", "open"),
            ("level", None),
            ("level", "proved"),
            ("scope", ""),
            ("fidelity", "exact"),
            ("id", "niu2024/lemma_1 "),
            ("id", "lemma_1"),
            ("fingerprint", "0"),
            ("slack", {"convexity": 0}),
            ("slack", {"convexity": "0.5"}),
            ("slack", {"convexity": "2/"}),
            ("slack", {"middle": "1/2"}),
            ("slack", {"convexity": "[1.5 +/- ]"}),
            ("witness", {"n": 1, "x": ["0"]}),
            ("measured", {"estimate": "0.5"}),
            ("value", {"threshold": "0.5"}),
            ("figure", {"caption": "no curves"}),
            ("tried", {"met": 1, "budget": 2, "undecided": 0, "lines": 0}),
            ("sides", {}),
            ("statement_text", []),
            ("kind", "no_meaning"),
            ("tried", {"met": 1.5, "budget": 2, "undecided": 0, "lines": 0, "series": 0}),
            ("tried", {"met": -1, "budget": 2, "undecided": 0, "lines": 0, "series": 0}),
            ("uses", ["niu2024/lemma_2", "niu2024/lemma_2"]),
            ("enclosed", None),
            ("not_enclosed", "no box"),
            ("enclosed", {**BOX, "boxes": 0}),
            ("enclosed", {**BOX, "margin": {"convexity": "0"}}),
            ("enclosed", {**BOX, "half_width": "0.5"}),
            ("seconds", 3),
        ],
    )
    def test_rejects(self, ledger: Ledger, schema: Ledger, key: str, value: object) -> None:
        claim = dict(by_id(ledger)["niu2024/lemma_1"])
        accepts = jsonschema.Draft202012Validator(_claim_only(schema))
        assert accepts.is_valid(claim)
        assert not accepts.is_valid(claim | {key: value})

    @pytest.mark.parametrize(
        "key", ["witness", "derivation", "value", "measured", "figure", "expects", "trust", "enclosed", "not_enclosed"]
    )
    def test_asks_for(self, ledger: Ledger, schema: Ledger, key: str) -> None:
        claim = dict(by_id(ledger)["niu2024/lemma_1"])
        del claim[key]
        assert not jsonschema.Draft202012Validator(_claim_only(schema)).is_valid(claim)

    def test_accepts_a_measurement(self, ledger: Ledger, schema: Ledger) -> None:
        measured = {
            "estimate": "0.71", "interval": ["0.70", "7.2e-1"], "confidence": "0.95",
            "prediction": "1/sqrt(2)", "predicted": ["0.707106781187", "oo"], "agrees": True,
            "record": "measurements/radius.json", "count": 24, "each": "document",
        }  # fmt: skip
        claim = by_id(ledger)["niu2024/lemma_1"] | {
            "verdict": "measured", "level": None, "measured": measured, "expects": "measured", "enclosed": None,
            "not_enclosed": "it is measured", "scope": "24 documents", "sides": {}, "sharp": {}, "slack": {},
            "sharp_witness": {}, "derivation": {}, "uses": [], "statement_text": ["the median is 1/sqrt(2)"],
        }  # fmt: skip
        accepts = jsonschema.Draft202012Validator(_claim_only(schema))
        assert accepts.is_valid(claim)
        silent = dict.fromkeys(("prediction", "predicted", "agrees"))
        assert accepts.is_valid(claim | {"measured": measured | silent})
        assert not accepts.is_valid(claim | {"measured": measured | {"estimate": 0.71}})
        assert not accepts.is_valid(claim | {"measured": measured | {"predicted": ["0.7", "infinity"]}})
        assert not accepts.is_valid(claim | {"measured": measured | {"record": "/somewhere/radius.json"}})
        assert not accepts.is_valid(claim | {"measured": measured | {"count": 5}})
        for key, value in (
            ("measured", None),
            ("level", "derived"),
            ("sides", {"bound": "holds"}),
            ("verdict", "open"),
        ):
            assert not accepts.is_valid(claim | {key: value})


def _claim_only(schema: Ledger) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/claim"}


class TestValues:
    def test_no_value_is_a_float(self, ledger: Ledger) -> None:
        wrong = [path for path, v in leaves(ledger) if not isinstance(v, str | int | bool | None)]
        assert wrong == []

    def test_no_time_host_or_path(self, ledger: Ledger, built_in: Path) -> None:
        text = rendered(ledger)
        for varies in (platform.node(), str(ROOT), str(Path.home()), str(built_in), os.getcwd(), "/tmp/"):
            assert varies not in text
        assert getpass.getuser() not in {v for _, v in leaves(ledger)}
        assert not re.search(r"\d{4}-\d\d-\d\d|\b\d\d:\d\d\b", text)
        keys = {key for path, _ in leaves(ledger) for key in path}
        assert not {k for k in keys if re.search(r"time|second|date|host|path|version|python", k)} - {"version"}

    def test_ends_with_one_newline_and_reads_back_the_same(self, built_in: Path, ledger: Ledger) -> None:
        assert (built_in / "ledger.json").read_text(encoding="utf-8") == rendered(ledger)
        assert rendered(ledger).endswith("}\n")


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


class TestTheSameBytes:
    def test_whatever_other_modules_are_loaded(self) -> None:
        """Hypothesis draws constants that it finds in the sources of all loaded modules of ours."""
        code = (
            "from numerics.attack import Budget, attack; from theory.catalogue import load; "
            "found = attack(load().claims['niu2024/lemma_2+strict'], "
            "Budget(per_shape=1, draws=1, examples=100, starts=1)); "
            "print(found.met, found.tried, found.undecided)"
        )
        more = "import verify.__main__, numerics.enclose, tests.unit.verify.test_command; "
        started = [
            subprocess.Popen([sys.executable, "-c", c], cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for c in (code, more + code)
        ]
        first, second = (process.communicate(timeout=120)[0] for process in started)
        assert first
        assert first == second

    def test_under_other_hash_seeds_in_other_processes(self, tmp_path: Path, ledger: Ledger) -> None:
        """A set is ordered by the hashes of its members: two seeds show what rests on that order."""
        name = "niu2024/proposition_1+strict"
        outs = [tmp_path / seed for seed in ("1", "2")]
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "verify", name, "--out", str(out)],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": out.name},
                stdout=subprocess.DEVNULL,
            )
            for out in outs
        ]
        assert [process.wait(timeout=120) for process in started] == [0, 0]
        for file in sorted(REPORTS | {"ledger.json"}):
            first, second = ((out / file).read_bytes() for out in outs)
            assert first == second
        [alone] = json.loads((outs[0] / "ledger.json").read_text(encoding="utf-8"))["claims"]
        pointers = {"repaired_by": None, "sharpened_by": None}
        assert alone | pointers == by_id(ledger)[name] | pointers
