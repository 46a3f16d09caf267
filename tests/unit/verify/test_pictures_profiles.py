"""The pictures of a profile: the witness of what fails, the slack of what holds, and the plane around a witness."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.unit.verify.drawing import parts, places, read, texts
from verify.report.pictures import slack_picture, witness_picture


def failing(**changed: Any) -> dict[str, Any]:
    """A claim that fails at x = 1, where the left side is 2 and the right side 1."""
    line = {
        "through": "witness",
        "op": "<=",
        "moving": {"name": "x", "index": [1]},
        "here": "1",
        "places": "0 1/2 1 3/2 2",
        "curves": {"left": "1 1.5 2 2.5 3", "right": "1 1 1 1 1", "slack": "0 -0.5 -1 -1.5 -2"},
    }
    return {
        "id": "planted/first:A",
        "cites": "Lemma 1 <&>",
        "witness": {"n": 1, "d": 2, "x": ["1"], "rho": [["0"], ["2"]]},
        "profile": {"lines": [line | changed], "plane": None},
    }


def holding(values: str = "4 1 0 1 4", kind: str | None = "attained", **changed: Any) -> dict[str, Any]:
    line = {
        "through": "bound",
        "moving": {"name": "beta", "index": []},
        "here": "2",
        "places": "0 1 2 3 4",
        "curves": {"bound": values},
    }
    at = {"beta": "2"}
    return {
        "id": "planted/second",
        "cites": "Lemma 2",
        "witness": None,
        "sharp": {"bound": {"kind": kind, "slack": "0", "at": at} if kind else None},
        "slack": {"bound": "[0.25 +/- 1e-20]"},
        "sharp_witness": {"bound": at},
        "profile": {"lines": [line | changed], "plane": None},
    }


class TestWitness:
    def test_has_a_bar_from_one_side_to_the_other(self) -> None:
        picture = witness_picture(failing())
        bar, sample = parts(picture, "breaks")
        [(x, low), (_, high)] = [(float(a), float(b)) for a, b in re.findall(r"[ML](\S+) ([^L]+)", bar["d"])]
        ends = sorted(float(dot["cy"]) for dot in parts(picture, "point"))
        assert sorted((low, high)) == ends
        assert abs(high - low) > 40
        [left], [right] = (parts(picture, f"curve-{k}")[:1] for k in (1, 2))
        for curve in (left, right):
            assert f"L{x:g} " in curve["d"]
        assert sample

    def test_names_the_place_the_values_and_the_claim(self) -> None:
        said = texts(witness_picture(failing()))
        assert "at x = 1: left 2, right 1" in said
        assert "right side; claimed is left ≤ right" in said

    def test_marks_the_patterns_on_the_axis(self) -> None:
        picture = witness_picture(failing())
        assert len(parts(picture, "pattern")) == 2
        assert {"ρ1", "ρ2"} <= set(texts(picture))

    def test_has_a_second_frame_where_the_bar_would_not_be_seen(self) -> None:
        curves = {"left": "0 1 2 3 4", "right": "0 1 2 3 4", "slack": "0 1e-9 -1e-9 -1 -2"}
        picture = witness_picture(failing(curves=curves))
        assert len(parts(picture, "axis")) == 2
        assert "below: the slack, right minus left" in texts(picture)
        assert "Values beyond the frame are cut off." in texts(picture)
        assert len(parts(witness_picture(failing()), "axis")) == 1

    def test_greys_what_is_outside_and_draws_no_curve_there(self) -> None:
        curves = {"left": "- - 2 2.5 3", "right": "- - 1 1 1", "slack": "- - -1 -1.5 -2"}
        picture = witness_picture(failing(curves=curves))
        band, key = parts(picture, "outside")
        edge = float(band["x"]) + float(band["width"])
        for kind in ("curve-1", "curve-2"):
            xs = [float(x) for x in re.findall(r"[ML](\S+) ", parts(picture, kind)[0]["d"])]
            assert min(xs) >= edge
        assert key
        assert "the hypotheses are not met, or not seen to be" in texts(picture)
        assert not parts(witness_picture(failing()), "outside")

    def test_leads_over_no_place_without_a_value(self) -> None:
        curves = {"left": "1 ? 2 2.5 3", "right": "1 1 1 1 1", "slack": "0 ? -1 -1.5 -2"}
        picture = witness_picture(failing(curves=curves))
        assert len(parts(picture, "curve-1")) == 3  # a dot, the rest, and the sample in the key
        assert "At 1 of 5 places no value is known well enough." in texts(picture)

    def test_that_does_not_move_shows_the_points(self) -> None:
        claim = failing() | {"profile": None}
        assert len(parts(witness_picture(claim), "pattern")) == 3
        plane = claim | {"witness": {"n": 2, "d": 1, "x": ["1", "0"], "rho": [["1", "0"]]}}
        assert "ρ1, x" in texts(witness_picture(plane)) or "x, ρ1" in texts(witness_picture(plane))
        assert witness_picture(claim | {"witness": {"n": 4, "x": ["0", "0", "0", "0"]}}) == ""
        assert witness_picture(claim | {"witness": None}) == ""


class TestSlack:
    def test_has_a_line_at_zero_and_a_ring_where_it_is_least(self) -> None:
        picture = slack_picture(holding())
        [zero], [ring] = parts(picture, "zero"), parts(picture, "point")
        assert f" {float(ring['cy']):g}L" in zero["d"]

    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            ("attained", "slack: 0 is attained at β = 2 (ring)"),
            ("approached", "slack: 0 is approached at β = 2 (ring)"),
            (None, "slack: the search found 0.25 at β = 2 (ring)"),
        ],
    )
    def test_says_how_tight_it_is(self, kind: str | None, said: str) -> None:
        assert said in texts(slack_picture(holding(kind=kind)))

    @pytest.mark.parametrize("huge", ["1e+300", "1e+5000", "4.5e+434294"])
    def test_cuts_off_values_that_explode_and_says_so(self, huge: str) -> None:
        picture = slack_picture(holding(f"{huge} 1 0 1 4"))
        assert "Values beyond the frame are cut off." in texts(picture)
        height = float(read(picture).attrib["viewBox"].split()[3])
        assert all(0 <= y <= height for _, y in places(read(picture)))
        assert "Values beyond the frame are cut off." not in texts(slack_picture(holding()))

    def test_draws_no_value_beyond_a_hundred_powers_of_ten(self) -> None:
        picture = slack_picture(holding("9e+5000 9e+5000 0 9e+5000 9e+5000"))
        assert "10¹⁰⁰" in texts(picture)
        assert "Values beyond the frame are cut off." in texts(picture)

    @pytest.mark.parametrize("tiny", ["1.5e-300", "2e-228072"])
    def test_draws_tiny_values_as_0(self, tiny: str) -> None:
        for values in ("1 v 0 v 1", "v v 0 v v"):
            made, plain_zero = (slack_picture(holding(values.replace("v", to))) for to in (tiny, "~0"))
            assert made == plain_zero
            assert parts(made, "curve-1")


class TestPlane:
    PLANE = {  # noqa: RUF012
        "across": {"name": "x", "index": [1]},
        "up": {"name": "x", "index": [2]},
        "columns": "0 1 2",
        "rows": "0 1 2",
        "values": {"left": ["0 1 2", "1 2 3", "2 3 -"], "slack": ["1 1 1", "1 -1 1", "1 1 -"]},
    }

    def test_hatches_where_the_slack_is_negative_and_greys_what_is_outside(self) -> None:
        witness = {"n": 2, "x": ["1", "1"], "rho": [["0", "0"]]}
        picture = witness_picture(failing() | {"witness": witness, "profile": {"lines": [], "plane": self.PLANE}})
        [edge], [grey, _] = parts(picture, "edge"), parts(picture, "outside")
        corners = [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^MLZ]+)", edge["d"])]
        crosses = [c["d"] for c in parts(picture, "point")]
        middle = [sum(float(v) for v in re.findall(r"[\d.]+", d)[k::2]) / 2 for d in crosses[:1] for k in (0, 1)]
        assert min(x for x, _ in corners) < middle[0] < max(x for x, _ in corners)
        assert min(y for _, y in corners) < middle[1] < max(y for _, y in corners)
        [box] = parts(picture, "axis")
        left, length = float(box["x"]), float(box["width"])
        assert all(left + 0.2 * length < x < left + 0.8 * length for x, _ in corners)
        assert float(grey["x"]) > middle[0]
        assert parts(picture, "level")
