"""The pictures of a figure and of a measurement show what the ledger says."""

from __future__ import annotations

import re

import pytest

from tests.unit.verify.drawing import parts, places, read, texts
from verify.report.pictures import figure_picture, measured_picture
from verify.report.pictures.frame import WIDTH


class TestFigure:
    FIGURE = {  # noqa: RUF012
        "caption": "Two curves",
        "variable": {"name": "r", "latex": "r", "low": "1", "high": "1000"},
        "at": {},
        "logarithmic": True,
        "unknown": {"name": "nu_n", "latex": "n"},
        "tabled": ["1", "10"],
        "curves": [
            {"label": "a < b", "text": "a", "points": [["1", "2.5"], ["1000", "1e+6"]], "left_out": ["10"]},
            {"label": "c", "text": "c", "points": [["1", "3"], ["10", "4"], ["1000", "5"]], "left_out": []},
        ],
    }

    def test_has_curves_a_key_and_a_table(self) -> None:
        picture = figure_picture({"id": "planted/third", "cites": "Lemma 3", "figure": self.FIGURE})
        assert len(parts(picture, "curve-1")) == 3  # two dots beside what is left out, and the sample
        assert len(parts(picture, "curve-2")) == 2
        assert {"a < b", "c", "2.5", "–", "4", "n", "r", "curve 1"} <= set(texts(picture))

    def test_has_powers_of_ten_on_logarithmic_axes(self) -> None:
        picture = figure_picture({"id": "planted/third", "cites": "Lemma 3", "figure": self.FIGURE})
        assert "10⁶" in texts(picture)


class TestMeasured:
    @staticmethod
    def picture(prediction: str | None, predicted: list[str] | None, agrees: bool | None = False) -> str:
        found = {
            "estimate": "0.75", "interval": ["0.7", "0.8"], "confidence": "0.97", "prediction": prediction,
            "predicted": predicted, "agrees": agrees,
        }  # fmt: skip
        return measured_picture({"id": "planted/fourth", "cites": "Section 4", "measured": found})

    @pytest.mark.parametrize(
        ("prediction", "predicted", "wide"),
        [
            ("1/2", ["0.5", "0.5"], False),
            ("0 to 1/2", ["0", "0.5"], True),
            ("1/2 or less", ["-oo", "0.5"], True),
            ("sqrt(2)/4", ["0.353553390593", "0.353553390593"], False),
        ],
    )
    def test_has_estimate_interval_and_prediction(self, prediction: str, predicted: list[str], wide: bool) -> None:
        picture = self.picture(prediction, predicted)
        [dot], [bar, *_], [box, _] = (parts(picture, kind) for kind in ("estimate", "interval", "prediction"))
        low, high = (float(x) for x in re.findall(r"[ML](\S+) ", bar["d"]))
        assert low < float(dot["cx"]) < high
        assert float(box["x"]) + float(box["width"]) < low
        assert (float(box["width"]) > 10) == wide
        assert "They do not agree." in picture

    @pytest.mark.parametrize("predicted", [["30", "30"], ["30", "oo"], ["-oo", "oo"], ["-oo", "-30"]])
    def test_has_a_prediction_that_is_far_off_inside_its_frame(self, predicted: list[str]) -> None:
        assert all(0 <= x <= WIDTH for x, _ in places(read(self.picture("30 or more", predicted))))

    def test_without_a_prediction_says_so(self) -> None:
        picture = self.picture(None, None, None)
        assert "nothing is predicted" in picture
        assert "agree" not in picture
        assert not parts(picture, "prediction")
