"""A measured claim from its record to every place where it is shown; a planted record that disagrees is seen to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sympy as sp

import numerics.records
from numerics.estimate import estimated
from numerics.files import save
from tests.catalogue import CATALOGUE
from tests.unit.measured.records import record
from tests.unit.verify.planted import HOLDS, Plant, Run, file_of
from theory.latex import latex_statement
from theory.measurement import Measurement
from theory.verdict import Measured, Open
from verify.examine import Examination, examine
from verify.judge import judge
from verify.report.pictures import figure_picture, measured_picture
from verify.said import statement_text

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
ROOT = "Claim(**place, says=says(predicted=(sp.sqrt(2), sp.oo), each='seed'), expects=Measured)"
PLOT = """Plot(
    variable="steps (log d = 3)", record="planted/first", caption="What is measured",
    lines=(("near", ((sp.S.One, ("near",)), (sp.Integer(10), ("near", "far")))),),
    levels=(("predicted", ((sp.S.One, sp.sqrt(2)), (sp.Integer(10), sp.S.One))),){more},
)"""
DISAGREES = "Claim(**place, says=says(), expects=Measured)"
NEAR = [[k / 10 + 0.1, k / 10 + 0.2, k / 10 + 0.3] for k in range(8)]
Put = Callable[[str], None]


@pytest.fixture(autouse=True)
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """`put(text)` makes it the record planted/first; it starts with medians 0.2, 0.3 .. 0.9."""
    monkeypatch.setattr(numerics.records, "RECORDS", tmp_path / "measurements")

    def written(text: str) -> None:
        save(tmp_path / "measurements" / "planted" / "first.json", text)

    written(record({"near": NEAR, "far": [[5.0]] * 8}))
    return written


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


def faults(ledger: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    return [f"{list(f.path)}: {f.message[:200]}" for f in jsonschema.Draft202012Validator(schema).iter_errors(ledger)]


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


class TestPlot:
    def drawn(self, plant: Plant, more: str = "") -> Any:
        return plant(first=one(AGREES.replace("expects", f"figure={PLOT.replace('{more}', more)}, expects")))

    def test_has_medians_with_their_intervals_and_what_is_predicted(
        self, plant: Plant, run: Run, schema: dict[str, Any], tmp_path: Path
    ) -> None:
        found = run(self.drawn(plant), "--json", "--out", str(tmp_path / "out"))
        assert faults(found.ledger, schema) == []
        near, predicted = found.claims["planted/first"]["figure"]["curves"]
        assert near["points"] == [["1", "0.55"], ["10", "0.6"]]
        assert near["intervals"][0] == ["0.2", "0.9"]
        assert predicted["points"] == [["1", "1.41421356237"], ["10", "1"]]
        assert "intervals" not in predicted
        text = (tmp_path / "out" / "bounds.tex").read_text(encoding="utf-8")
        assert text.count(r"\ambars{") == 1
        assert r"\text{steps (log d = 3)}" in text
        assert figure_picture(found.claims["planted/first"]).count('class="curve-1 bar"') == 2

    def test_changes_with_the_record(self, plant: Plant, run: Run, put: Put) -> None:
        folder = self.drawn(plant)
        put(record({"near": [[0.25]] * 8, "far": [[5.0]] * 8}))
        [near, _] = run(folder, "--json").claims["planted/first"]["figure"]["curves"]
        assert near["points"] == [["1", "0.25"], ["10", "2.625"]]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (('("near",)), (sp.Integer(10)', '("none",)), (sp.Integer(10)'), "`samples` has no 'none'"),
            (("sp.Integer(10), (", "sp.S.One, ("), "do not rise one by one"),
            (("sp.Integer(10), (", "10, ("), "has exact places"),
            (("sp.S.One)", "1.0)"), "is of exact numbers"),
            (("What is measured", "$x$"), "plain prose"),
        ],
    )  # fmt: skip
    def test_that_is_none_is_one_line(self, plant: Plant, run: Run, change: tuple[str, str], said: str) -> None:
        claim = AGREES.replace("expects", f"figure={PLOT.replace('{more}', '').replace(*change)}, expects")
        found = run(plant(first=one(claim)))
        assert found.status == 2
        assert said in found.complaint

    def test_without_its_record_is_a_fault_of_the_claim_file(self, plant: Plant, run: Run) -> None:
        plot = PLOT.replace("{more}", "").replace("planted/first", "planted/none")
        found = run(plant(first=one(AGREES.replace("expects", f"figure={plot}, expects"))))
        assert found.status == 2
        assert found.complaint.startswith("verify: planted/first: its figure: measurements/planted/none.json: cannot")

    def test_on_logarithmic_axes_has_positive_places(self, plant: Plant, run: Run) -> None:
        assert run(self.drawn(plant, ", logarithmic=True")).status == 0
        claim = AGREES.replace(
            "expects",
            f"figure={PLOT.replace('{more}', ', logarithmic=True').replace('sp.S.One, (', 'sp.S.Zero, (')}, expects",
        )
        assert "0 of 'near' has no place on a logarithmic axis" in run(plant(first=one(claim))).complaint


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


class TestRecord:
    def test_that_changes_changes_the_verdict(self, plant: Plant, run: Run, put: Put) -> None:
        """Only the raw samples are believed, in this run."""
        folder = plant(first=one(DISAGREES))
        assert run(folder, "--json").claims["planted/first"]["measured"]["agrees"] is False
        put(record({"near": [[0.0, -0.5, 1.0]] * 8}))
        assert run(folder, "--json").claims["planted/first"]["measured"]["agrees"] is True

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (record({"near": NEAR})[:300], "measurements/planted/first.json: ends or breaks off"),
            (record({"near": NEAR}).replace("0.2,", "0.1,"), "measurements/planted/first.json: `seal`"),
            (record({"far": NEAR}), "measurements/planted/first.json: `samples` has no 'near'; it has far"),
            (record({"near": NEAR[:5]}), "`samples.near`: 5 numbers make no interval"),
        ],
        ids=["truncated", "edited", "another series", "too few"],
    )
    def test_that_is_no_good_is_one_line(self, plant: Plant, run: Run, put: Put, text: str, said: str) -> None:
        put(text)
        found = run(plant(first=one(DISAGREES)))
        assert found.status == 2
        assert said in found.complaint
        assert found.complaint.startswith("verify: planted/first: ")

    def test_that_is_missing_is_one_line(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=one('Claim(**place, says=says(record="planted/none"), expects=Measured)')))
        assert found.status == 2
        assert "measurements/planted/none.json: cannot be read" in found.complaint


class TestClaim:
    @pytest.mark.parametrize(
        ("claim", "said"),
        [
            (
                DISAGREES.replace("expects=Measured", "expects=Open"),
                "a measurement, and nothing else, expects Measured",
            ),
            (
                DISAGREES.replace("expects=Measured", "expects=Holds"),
                "a measurement, and nothing else, expects Measured",
            ),
            (HOLDS.replace("expects=Holds", "expects=Measured"), "a measurement, and nothing else, expects Measured"),
            (DISAGREES.replace("expects", "derivation=by_sign, expects"), "words have no hypotheses, no derivation"),
            (
                DISAGREES.replace("expects", 'hypotheses=(Relation(n, ">=", sp.Integer(2)),), expects'),
                "words have no hypotheses",
            ),
            (DISAGREES.replace("expects", 'try_first=({"n": 1},), expects'), "no configuration to try"),
            (DISAGREES.replace("says()", "says(1, 0)"), "from the least to the largest number, not from 1 to 0"),
            (DISAGREES.replace("says()", "says(predicted=(0, 0.5))"), "two exact numbers"),
            (DISAGREES.replace("says()", "says(predicted=(sp.Float(0), sp.Float(1)))"), "two exact numbers"),
            (DISAGREES.replace("says()", "says(predicted=(sp.S.Zero,))"), "two exact numbers"),
            (DISAGREES.replace("says()", 'says(record="../first")'), "names no record"),
            (DISAGREES.replace("says()", 'says(record="/first")'), "names no record"),
            (DISAGREES.replace("says()", "says(samples=())"), "the series of its samples, each once"),
            (DISAGREES.replace("says()", 'says(samples=("near", "near"))'), "the series of its samples, each once"),
            (DISAGREES.replace("says()", 'says(quantity="$x$")'), "plain prose"),
            (DISAGREES.replace("says()", 'says(unit="%")'), "plain prose"),
            (DISAGREES.replace("says()", 'says(number="mode")'), "'mode' is no number of a document"),
            (DISAGREES.replace("says()", 'says(each="page")'), "'page' is not what a number can be of"),
            (DISAGREES.replace("says()", 'says(number="difference")'), "names series `beside`: not a difference"),
            (DISAGREES.replace("says()", 'says(beside=("far",))'), "names series `beside`: not a median"),
            (DISAGREES.replace("says()", "says(over=(sp.S.One,))"), "is `over` numbers: not a median"),
            (DISAGREES.replace("says()", 'says(number="exponent", over=(sp.S.One,))'), "two of them different"),
            (
                DISAGREES.replace(
                    "says()", 'says(samples=("near", "far"), number="exponent", over=(sp.S.Zero, sp.S.One))'
                ),
                "over exact positive numbers",
            ),
        ],
    )
    def test_that_is_no_measurement_is_one_line(self, plant: Plant, run: Run, claim: str, said: str) -> None:
        found = run(plant(first=one(claim)))
        assert found.status == 2
        assert said in found.complaint

    def test_of_another_record_series_or_prediction_is_another(self, plant: Plant, run: Run) -> None:
        kinds = ("says()", "says(0, 1)", 'says(samples=("far",))', 'says(unit="")', 'says(samples=("near", "far"))')
        claims = [
            f'Claim(**place, part="+form_{k}", fidelity="ours", says={kind}, expects=Measured)'
            for k, kind in enumerate(kinds)
        ]
        found = run(plant(first=file_of(*claims, before=MORE)), "--json").claims
        assert len({claim["fingerprint"] for claim in found.values()}) == len(kinds)

    def test_is_not_what_another_is_repaired_or_proved_by(self, plant: Plant, run: Run) -> None:
        cited = 'derivation={"bound": chain(sp.S.Zero, ("<=", norm, Cite("planted/first", "bound")))}'
        holds = f'Claim(**place, says=bound(0, "<=", norm), {cited}, expects=Open)'
        repair = DISAGREES.replace("says()", "says(0, 1)").replace(
            "Claim(**place", 'Claim(**place, part="+ours", fidelity="repaired", repairs=("",)'
        )
        found = run(plant(first=file_of(AGREES, repair, before=MORE), second=one(holds)), "--json").claims
        assert found["planted/second"]["verdict"] == "open"
        assert found["planted/first"]["repaired_by"] == []


class TestJudge:
    SAYS = Measurement("a distance", "planted/first", ("near",), (sp.S.Zero, sp.Rational(1, 5)))

    def test_takes_the_numbers_from_the_samples(self) -> None:
        verdict = judge(self.examined())
        assert verdict == Measured(
            "0.55",
            ("0.2", "0.9"),
            "0.9921",
            "0 to 1/5",
            ("0", "0.2"),
            True,
            "measurements/planted/first.json",
            8,
            "document",
        )

    def test_never_without_numbers(self) -> None:
        assert isinstance(judge(replace(self.examined(), measured=None)), Open)

    def test_agrees_only_where_the_interval_meets_the_prediction(self) -> None:
        for low, high, agrees in [("0", "1/5", True), ("9/10", "2", True), ("0", "199/1000", False), ("1", "1", False)]:
            says = replace(self.SAYS, predicted=(sp.Rational(low), sp.Rational(high)))
            verdict = judge(self.examined(says))
            assert isinstance(verdict, Measured)
            assert verdict.agrees is agrees

    def examined(self, says: Measurement = SAYS) -> Examination:
        claim = replace(CATALOGUE.claims["niu2024/lemma_2"], says=says, derivation={}, expects=Measured)
        found = examine(claim, None, None, None)  # type: ignore[arg-type]
        assert found.measured == estimated(says)
        return found


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
