"""A measured claim in every place where it is shown; that it disagrees is as plain there as a failure."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from tests.unit.verify.measuring import AGREES, DISAGREES, MORE, SILENT, faults, one
from tests.unit.verify.planted import Plant, Run, file_of
from theory.latex import latex_statement
from theory.measurement import Measurement
from verify.report.pictures import measured_picture
from verify.said import statement_text

pytestmark = pytest.mark.usefixtures("put")

ROOT = "Claim(**place, says=says(predicted=(sp.sqrt(2), sp.oo), each='seed'), expects=Measured)"


class TestShown:
    def test_in_the_ledger(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        found = run(plant(first=one(DISAGREES)), "--json")
        assert (found.status, faults(found.ledger, schema)) == (0, [])
        claim = found.claims["planted/first"]
        assert (claim["verdict"], claim["level"], claim["scope"], claim["sides"]) == (
            "measured",
            None,
            "8 documents",
            {},
        )
        assert claim["measured"] == {
            "estimate": "0.55", "interval": ["0.2", "0.9"], "confidence": "0.9921", "prediction": "0",
            "predicted": ["0", "0"], "agrees": False, "record": "measurements/planted/first.json", "count": 8,
            "each": "document",
        }  # fmt: skip
        assert claim["statement_text"] == ["the median of the distance of a layer is 0 of its length"]

    def test_in_the_table_as_plainly_as_a_failure(self, plant: Plant, run: Run) -> None:
        said = run(plant(first=one(DISAGREES), second=one(AGREES))).out
        assert "measured, disagrees" in said
        assert "measured, agrees" in said
        for part in ("median 0.55 in [0.2, 0.9]", "confidence 0.9921", "predicted 0:", "predicted 0 to 1:"):
            assert part in " ".join(said.replace("│", " ").split())
        assert "2 claims: 2 measured (1 disagrees with the prediction); all as expected" in said

    def test_in_red(self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("verify.__main__.Console", lambda **given: _coloured())
        said = run(plant(first=one(DISAGREES), second=one(AGREES))).out
        assert "\x1b[31mmeasured, disagrees" in said
        assert "\x1b[36mmeasured, agrees" in said

    def test_explained(self, plant: Plant, run: Run) -> None:
        said = run(plant(first=one(DISAGREES)), "--explain").out
        assert "verdict   measured, disagrees" in said
        assert "measured  median 0.55 in [0.2, 0.9], confidence 0.9921, predicted 0: disagrees" in said
        assert "record    measurements/planted/first.json" in said

    def test_in_both_texts(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        run(plant(first=one(DISAGREES), second=one(AGREES)), "--out", str(tmp_path / "out"))
        text = (tmp_path / "out" / "bounds.tex").read_text(encoding="utf-8")
        assert text.count(r"\amprinted{\amword{measured, disagrees}") == 1  # what became of the printed statement
        assert r"\begin{amitem}{measured, disagrees}{Measurement}{Lemma 1}{}{planted/first}" in text
        assert "Measured, and not as predicted: Planted" in text
        assert (
            r"\amnote{Measured}{median 0.55 in [0.2, 0.9], confidence 0.9921, predicted 0: disagrees; 8 documents"
            in text
        )
        assert r"raw samples in \texttt{measurements/planted/first.json}" in text
        assert "no measurement meets the prediction" in text
        assert "every measurement meets the prediction" in text
        cited = (tmp_path / "out" / "claims.tex").read_text(encoding="utf-8")
        assert "{measured, disagrees}{}{}" in cited
        assert r"\@namedef{am@paint@measured, disagrees}" in cited

    def test_of_a_statement_with_readings(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        def readings(*predicted: str) -> Any:
            claims = [
                f'Claim(**place, part=":{part}", fidelity="reading", says=says({bounds}), expects=Measured)'
                for part, bounds in zip("ABC", predicted, strict=False)
            ]
            found = run(plant(first=file_of(*claims, before=MORE)), "--json")
            assert faults(found.ledger, schema) == []
            [statement] = found.ledger["statements"]
            return statement["verdict"], statement["rule"]

        assert readings("0, 0", "2, 3") == ("measured", "no measurement meets the prediction")
        assert readings("0, 1", "1/2, 1/2") == ("measured", "every measurement meets the prediction")
        assert readings("0, 1", "0, 0") == ("mixed", "the readings differ")


class TestNothingPredicted:
    def test_is_said_as_such(self, plant: Plant, run: Run, schema: dict[str, Any], tmp_path: Path) -> None:
        found = run(plant(first=one(SILENT)), "--json", "--out", str(tmp_path / "out"))
        assert faults(found.ledger, schema) == []
        claim = found.claims["planted/first"]
        assert [claim["measured"][name] for name in ("prediction", "predicted", "agrees")] == [None, None, None]
        assert claim["statement_text"] == ["the median of the distance of a layer, of its length"]
        [statement] = found.ledger["statements"]
        assert (statement["verdict"], statement["rule"]) == ("measured", "nothing is predicted")
        text = (tmp_path / "out" / "bounds.tex").read_text(encoding="utf-8")
        assert r"\begin{amitem}{measured}{Measurement}{Lemma 1}{}{planted/first}" in text
        assert "confidence 0.9921; nothing is predicted; 8 documents" in text
        assert "; nothing is predicted." in (tmp_path / "out" / "review.md").read_text(encoding="utf-8")
        assert "; nothing is predicted.<" in measured_picture(claim)
        said = run(plant(first=one(SILENT))).out
        assert "1 claims: 1 measured; all as expected" in said
        assert "agree" not in said

    def test_beside_what_is_predicted_does_not_count(self, plant: Plant, run: Run) -> None:
        claims = [
            c.replace("**place", f'**place, part=":{p}", fidelity="reading"')
            for c, p in ((SILENT, "A"), (DISAGREES, "B"))
        ]
        [statement] = run(plant(first=file_of(*claims, before=MORE)), "--json").ledger["statements"]
        assert (statement["verdict"], statement["rule"]) == ("measured", "no measurement meets the prediction")


class TestPrediction:
    def test_that_is_irrational_or_open_is_shown_as_a_decimal(
        self, plant: Plant, run: Run, schema: dict[str, Any], tmp_path: Path
    ) -> None:
        found = run(plant(first=one(ROOT)), "--json", "--out", str(tmp_path / "out"))
        assert faults(found.ledger, schema) == []
        measured = found.claims["planted/first"]["measured"]
        assert measured["prediction"] == "sqrt(2) or more"
        assert (measured["predicted"], measured["agrees"]) == (["1.41421356237", "oo"], False)
        assert "8 seeds" in (tmp_path / "out" / "bounds.tex").read_text(encoding="utf-8")
        assert "predicted: about 1.414 or more. They do not agree." in measured_picture(found.claims["planted/first"])
        assert "predicted about 1.414 or more: disagrees" in run(plant(first=one(ROOT)), "--explain").out

    def test_that_is_a_plain_number_has_none(self, plant: Plant, run: Run) -> None:
        said = run(plant(first=one(DISAGREES.replace("says()", "says(1, 2)"))), "--explain").out
        assert "predicted 1 to 2: disagrees" in said


def test_the_review_says_which_readings_meet_the_prediction(plant: Plant, run: Run, tmp_path: Path) -> None:
    claims = [
        claim.replace("**place", f'**place, part=":{part}", fidelity="reading"')
        for part, claim in (("A", AGREES), ("B", DISAGREES), ("C", SILENT))
    ]
    run(plant(first=file_of(*claims, before=MORE)), "--out", str(tmp_path / "out"))
    said = (tmp_path / "out" / "review.md").read_text(encoding="utf-8")
    under = re.sub(r"\[([A-Z])\]\([^)]*\)", r"\1", said)
    assert "Lemma 1: meets the prediction under A; does not meet it under B." in under


def _coloured() -> Any:
    from rich.console import Console

    return Console(force_terminal=True, color_system="standard", width=200, legacy_windows=False)


class TestWords:
    def test_are_the_same_everywhere(self) -> None:
        says = Measurement("a distance", "planted/first", ("near",), (sp.S.Zero, sp.S.Zero))
        assert statement_text(says) == ["the median of a distance is 0"]
        assert latex_statement(says).replace(r"\allowbreak\ ", " ") == " ".join(
            rf"\text{{{word}}}" for word in says.words.split()
        )

    @pytest.mark.parametrize(
        ("predicted", "shown"),
        [
            ((sp.sqrt(2), sp.oo), r"is \sqrt{2} or more nats"),
            ((-sp.oo, sp.pi), r"is \pi or less nats"),
            ((sp.S.Zero, sp.log(2)), r"is 0 to \log 2 nats"),
            ((sp.S.One, sp.oo), r"is 1 or more nats"),
            (None, r"distance, nats"),
        ],
    )
    def test_leave_formulas_to_latex(self, predicted: Any, shown: str) -> None:
        says = Measurement("a distance", "planted/first", ("near",), predicted, unit="nats")
        made = re.sub(r"\\text\{([^}]*)\}", r"\1", latex_statement(says).replace(r"\allowbreak\ ", " "))
        assert made.endswith(shown)


def test_the_ledger_is_the_same_bytes_again(plant: Plant, run: Run) -> None:
    folder = plant(first=one(DISAGREES))
    assert run(folder, "--json").out == run(folder, "--json").out
    assert json.loads(run(folder, "--json").out)["schema"] == 1
