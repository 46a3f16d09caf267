"""The schema accepts the ledger of the built-in papers, and rejects what no ledger may say."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from tests.unit.verify.ledgers import Ledger, by_id

BOX = {"centre": {"n": 1, "x": ["0"]}, "half_width": "1/2", "fixed": [], "boxes": 1, "margin": {"convexity": "1"}}


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
