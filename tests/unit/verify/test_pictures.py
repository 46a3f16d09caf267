"""Pictures are well-formed, stay in their frame, speak to those who do not see them, and show what the ledger says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from verify.report.pictures import STYLE, figure_picture, measured_picture, slack_picture, witness_picture
from verify.report.pictures.frame import WIDTH, identity
from verify.report.pictures.names import entry, number, plain, rounded, spans, symbol, width

SVG = "{http://www.w3.org/2000/svg}"
PICTURES: tuple[Callable[[Mapping[str, Any]], str], ...] = (
    witness_picture, slack_picture, figure_picture, measured_picture,
)  # fmt: skip
Place = tuple[float, float]


def read(picture: str) -> ET.Element:
    """As HTML reads it, an SVG needs no namespace; as XML it does."""
    return ET.fromstring(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def drawn(ledger: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every picture of the ledger, with its claim."""
    return [(c["id"], made) for c in ledger["claims"] for picture in PICTURES if (made := picture(c))]


def places(element: ET.Element) -> Iterator[Place]:
    """Every corner of every part, patterns of hatching aside."""
    for part in element:
        kind, given = part.tag.removeprefix(SVG), part.attrib
        match kind:
            case "path":
                yield from ((float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^MLZ]+)", given["d"]))
            case "rect":
                x, y, w, h = (float(given[name]) for name in ("x", "y", "width", "height"))
                assert w >= 0 <= h
                yield from ((x, y), (x + w, y + h))
            case "circle":
                x, y, r = (float(given[name]) for name in ("cx", "cy", "r"))
                yield from ((x - r, y - r), (x + r, y + r))
            case "text":
                yield float(given["x"]), float(given["y"])
            case "defs":
                continue
            case _:
                assert kind in ("title", "desc"), kind


class TestEveryPicture:
    def test_is_well_formed_and_inside_its_frame(self, ledger: Mapping[str, Any]) -> None:
        found = drawn(ledger)
        assert len(found) > 400
        for claim, picture in found:
            root = read(picture)
            left, top, width, height = map(float, root.attrib["viewBox"].split())
            for x, y in places(root):
                assert left <= x <= left + width, (claim, x)
                assert top <= y <= top + height, (claim, y)

    def test_has_texts_that_fit_beside_their_samples(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            for text in texts(picture):
                assert width(text) <= WIDTH - 48, (claim, text)

    def test_says_in_words_what_is_seen(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            root = read(picture)
            assert root.attrib["role"] == "img"
            said = {part.attrib["id"]: part.text or "" for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
            assert [*said] == root.attrib["aria-labelledby"].split(), claim
            assert all(len(words) > 10 for words in said.values()), claim
            assert not any(mark in words for words in said.values() for mark in ("{", "}", "\\")), claim

    def test_has_ids_that_no_other_has(self, ledger: Mapping[str, Any]) -> None:
        ids = [name for _, picture in drawn(ledger) for name in re.findall(r' id="([^"]*)"', picture)]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z][A-Za-z0-9-]*", name) for name in ids)

    def test_runs_nothing_and_asks_for_nothing_from_outside(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            assert not re.search(r"<script|<image|<use|href|https?:|\son\w+=|@import", picture), claim
            assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", picture)), claim

    def test_has_only_classes_with_a_style_and_no_colours_of_its_own(self, ledger: Mapping[str, Any]) -> None:
        styled = set(re.findall(r"\.([a-z]+(?:-\d)?)", STYLE))
        for claim, picture in drawn(ledger):
            used = {name for names in re.findall(r'class="([^"]*)"', picture) for name in names.split()}
            assert used <= styled, claim
            assert not re.search(r'(fill|stroke)="|#[0-9a-f]{3,6}[;"]', picture), claim

    def test_is_there_wherever_the_ledger_has_something_to_draw(self, ledger: Mapping[str, Any]) -> None:
        for claim in ledger["claims"]:
            through = {line["through"] for line in (claim["profile"] or {"lines": []})["lines"]}
            assert bool(slack_picture(claim)) == bool(through - {"witness"}), claim["id"]
            if "witness" in through or (claim["profile"] and claim["profile"]["plane"]):
                assert witness_picture(claim), claim["id"]
            assert bool(figure_picture(claim)) == bool(claim["figure"])
            assert bool(measured_picture(claim)) == bool(claim["measured"])

    def test_is_the_same_each_time(self, ledger: Mapping[str, Any]) -> None:
        assert drawn(ledger) == drawn(ledger)


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


def parts(picture: str, kind: str) -> list[dict[str, str]]:
    return [dict(part.attrib) for part in read(picture) if part.attrib.get("class") == kind]


def texts(picture: str) -> list[str]:
    return ["".join(part.itertext()) for part in read(picture) if part.tag == f"{SVG}text"]


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


def test_claims_with_other_marks_have_other_ids() -> None:
    names = ("a/b:C", "a/b+C", "a/b-C", "a-b:C", "a/b_C")
    assert len({identity(name, "slack") for name in names}) == len(names)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("rho", "ρ"),
            ("x", "x"),
            ("x_1", "x_{1}"),
            ("beta", "β"),
            ("beta_2", "β′"),
            ("d_emb", "d_{emb}"),
            ("epsilon", "ε"),
            ("T_max", "T_{max}"),
            ("Delta", "Δ"),
            ("alpha_N", "α_{N}"),
            ("lambda", "λ"),
        ],
    )
    def test_are_greek_letters_with_their_indices(self, name: str, shown: str) -> None:
        assert symbol(name) == shown

    def test_of_entries_have_the_pattern_above_and_the_coordinate_below(self) -> None:
        assert entry("rho", [2, 1], [3, 2]) == "ρ^{2}_{1}"
        assert entry("rho", [2, 1], [3, 1]) == "ρ^{2}"
        assert entry("x", [1], [1]) == "x"
        assert plain("ρ^{12}_{3} d_{emb}") == "ρ¹²₃ d_emb"

    def test_are_lowered_and_raised_and_come_back_to_the_line(self) -> None:
        root = ET.fromstring(f"<text>{spans('ρ^{1}_{2} < x_{3}, y')}</text>")
        moves = [int(part.attrib["dy"]) for part in root]
        assert moves == [-3, 6, -3, 3, -3]
        assert "".join(root.itertext()) == "ρ12 < x3, y"

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("0", "0"),
            ("-1/2", "−1/2"),
            ("0.000000123", "1.23·10⁻⁷"),
            ("1e+12", "10¹²"),
            ("-1e-9", "−10⁻⁹"),
            ("1/1000000000000", "10⁻¹²"),
            ("2000000001/1000000000", "2.000"),
            ("0.25", "0.25"),
            ("12000", "12000"),
            ("7.3e-1737177927613007310604", "10^(−1.73·10²¹)"),
        ],
    )
    def test_numbers_are_short(self, text: str, shown: str) -> None:
        assert number(text) == shown

    def test_long_decimals_are_rounded(self) -> None:
        assert rounded("0.123456789") == "0.1235"
        assert rounded("1/3") == "1/3"
