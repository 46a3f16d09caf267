"""A box beside the derivation: in the ledger, in words, in LaTeX; a box where what is derived is false is our fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jsonschema
import pytest

import verify.examine
from numerics.attack import attack
from numerics.evidence import Evidence
from tests.unit.verify.planted import FAILS, HOLDS, Plant, Run, file_of
from tests.unit.verify.test_verdicts import FALSE_BY_SIGN, TestContradictions
from verify.report.item import item

AWAY = (
    'Claim(**place, says=bound(0, "<=", norm, "<=", norm + 1 + x[1]**2), hypotheses=(Relation(x[1], ">=", sp.S.One),), '
    'derivation={"lower": chain(sp.S.Zero, ("<=", norm, Sign())), '
    '"upper": chain(norm, ("<=", norm + 1 + x[1]**2, Sign()))}, expects=Holds)'
)
EQUAL = HOLDS.replace('bound(0, "<=", norm)', "Identity(norm, norm)").replace(
    "by_sign", '{"identity": chain(norm, ("=", norm, Algebra()))}'
)
DIPS = """
offsets = [sp.Rational(k, 4) + sp.Rational(1, 12) for k in range(-20, 20)]
dips = sp.Add(*(sp.exp(-((1000 * (x[1] - offset)) ** 2)) for offset in offsets))
"""
BEFORE = "from theory.statement import Identity"


class TestEnclosed:
    def test_what_is_derived_has_a_box_with_its_margins(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        found = run(plant(first=file_of(AWAY)), "--json")
        jsonschema.Draft202012Validator(schema).validate(found.ledger)
        claim = found.claims["planted/first"]
        assert (claim["verdict"], claim["level"]) == ("holds", "derived")
        assert claim["not_enclosed"] is None
        assert set(claim["enclosed"]["margin"]) == {"lower", "upper"}
        assert claim["enclosed"]["centre"]["n"] == 1

    @pytest.mark.parametrize(("claim", "reason"), [(EQUAL, "an equation"), (FAILS, "only what is derived")])
    def test_nothing_else_has_and_the_reason_is_said(self, claim: str, reason: str, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(claim, before=BEFORE))
        found = run(folder, "--json").claims["planted/first"]
        assert found["enclosed"] is None
        assert reason in found["not_enclosed"]
        assert found["not_enclosed"] in run(folder, "planted/first", "--explain").out

    def test_a_box_makes_no_verdict(self, plant: Plant, run: Run) -> None:
        unproved = AWAY[: AWAY.index("derivation")] + "expects=Open)"
        claim = run(plant(first=file_of(unproved)), "--json").claims["planted/first"]
        assert (claim["verdict"], claim["enclosed"]) == ("open", None)

    def test_is_shown_in_words_and_in_latex(self, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(AWAY))
        claim = run(folder, "--json").claims["planted/first"]
        said = run(folder, "planted/first", "--explain").out
        assert f"within {claim['enclosed']['half_width']} of n = 1" in said
        assert f"lower {claim['enclosed']['margin']['lower']}" in said
        shown = item(claim)
        assert r"\amnote{Enclosed}" in shown
        assert "(lower bound)" in shown
        assert r"\amnote{Enclosed}" not in item(claim | {"enclosed": None})


class TestContradiction:
    """A kernel that proves everything, and a search that finds nothing: the box is what finds out."""

    def test_of_what_is_false_in_a_box(self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def blind(*given: Any) -> Evidence:
            return replace(attack(*given), witnesses={})

        TestContradictions.credulous(monkeypatch)
        monkeypatch.setattr(verify.examine, "attack", blind)
        false = FALSE_BY_SIGN.replace('bound(0, "<", norm)', 'bound(dips, "<", sp.Rational(1, 100))')
        found = run(plant(first=file_of(false, before=DIPS)), "--json")
        claim = found.claims["planted/first"]
        assert (found.status, claim["verdict"]) == (1, "contradiction")
        assert "derived and refuted" in claim["reason"]
        assert claim["violated"]["found_by"] == "a box"
