"""What a measured claim may say: what is no measurement is refused in one line."""

from __future__ import annotations

import pytest

from tests.unit.verify.measuring import AGREES, DISAGREES, MORE, one
from tests.unit.verify.planted import HOLDS, Plant, Run, file_of

pytestmark = pytest.mark.usefixtures("put")


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
