"""Measured claims as an author would write them, with what their record has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema

from tests.unit.verify.planted import file_of

MORE = """
from theory.kernel import Vector
from theory.measurement import Measurement, Plot
from theory.statement import NoMeaning
from theory.verdict import Measured

def says(low=0, high=0, **changes):
    usual = dict(
        quantity="the distance of a layer", record="planted/first", samples=("near",),
        predicted=(sp.Rational(low), sp.Rational(high)), unit="of its length",
    )
    return Measurement(**{**usual, **changes})
"""
AGREES = "Claim(**place, says=says(0, 1), expects=Measured)"
SILENT = "Claim(**place, says=says(predicted=None), expects=Measured)"
DISAGREES = "Claim(**place, says=says(), expects=Measured)"
NEAR = [[k / 10 + 0.1, k / 10 + 0.2, k / 10 + 0.3] for k in range(8)]
Put = Callable[[str], None]


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


def faults(ledger: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    return [f"{list(f.path)}: {f.message[:200]}" for f in jsonschema.Draft202012Validator(schema).iter_errors(ledger)]
