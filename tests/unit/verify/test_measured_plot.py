"""A plot of measurements: medians with their intervals from the record, and what is predicted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.measured.records import record
from tests.unit.verify.measuring import AGREES, Put, faults, one
from tests.unit.verify.planted import Plant, Run
from verify.report.pictures import figure_picture

pytestmark = pytest.mark.usefixtures("put")

PLOT = """Plot(
    variable="steps (log d = 3)", record="planted/first", caption="What is measured",
    lines=(("near", ((sp.S.One, ("near",)), (sp.Integer(10), ("near", "far")))),),
    levels=(("predicted", ((sp.S.One, sp.sqrt(2)), (sp.Integer(10), sp.S.One))),){more},
)"""


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
