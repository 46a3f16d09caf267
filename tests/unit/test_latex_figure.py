"""A figure in LaTeX: axes that hold every point, lines only between neighbours, and a page that compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.report.axes import POWERS, TICKS, axis, logarithmic_axis
from verify.report.figure import HEIGHT, WIDTH, figure
from verify.report.preamble import DOCUMENT, MACROS

NUMBERS = st.lists(st.fractions(-(10**6), 10**6, max_denominator=10**6), min_size=1, max_size=6)
SCALES = st.builds(lambda m, k: m * Fraction(10) ** k, st.fractions(1, 10, max_denominator=999), st.integers(-40, 40))


def curve(*points: tuple[str, str], label: str = "the loss L", left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"label": label, "text": "L", "points": [list(p) for p in points], "left_out": list(left_out)}


def claim(*curves: dict[str, Any], low: str = "1/2", high: str = "3", caption: str = "A caption") -> dict[str, Any]:
    variable = {"name": "r", "latex": "r", "low": low, "high": high}
    at = {"d": 2, "zeta": ["0", "3"]}
    return {"figure": {"caption": caption, "variable": variable, "at": at, "curves": list(curves)}}


def logarithmic(*curves: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A claim with a figure of an unknown n on logarithmic axes from 1 to 1000."""
    made: dict[str, Any] = claim(*curves, low="1", high="1000")
    named = {"logarithmic": True, "unknown": {"name": "nu_n", "latex": "n"}}
    return {"figure": made["figure"] | named | more}


def strokes(made: str) -> list[list[tuple[float, float, str]]]:
    """The points of every curve, as the page has them."""
    paths = re.findall(r"\\amcurve\{\d\}\{([^}]*)\}\}", made)
    return [[(float(x), float(y), op) for x, y, op in re.findall(r"([\d.]+) ([\d.]+) ([ml])", p)] for p in paths]


class TestAxes:
    @given(NUMBERS)
    def test_hold_every_number_between_round_ones(self, numbers: list[Fraction]) -> None:
        found = axis(numbers, 100)
        assert found.low <= min(numbers) <= max(numbers) <= found.high
        assert all(0 <= Fraction(found.at(number)) <= 100 for number in numbers)
        digits = re.sub(r"[0.]", "", f"{float(found.step):.12f}")
        assert digits in ("1", "2", "5")
        ticks = [*found.ticks]
        assert (ticks[0], ticks[-1]) == (found.low, found.high)
        assert 2 <= len(ticks) <= TICKS + 2
        assert all(tick % found.step == 0 for tick in ticks)

    def test_keep_order_and_proportion(self) -> None:
        found = axis([Fraction(-1), Fraction(2)], 300)
        assert [found.at(Fraction(k)) for k in (-1, 0, 1, 2)] == ["0.00", "100.00", "200.00", "300.00"]

    @given(st.lists(SCALES, min_size=1, max_size=6))
    def test_that_are_logarithmic_hold_every_number_between_powers_of_ten(self, numbers: list[Fraction]) -> None:
        found = logarithmic_axis(numbers, 100)
        assert found.low <= min(numbers) <= max(numbers) <= found.high
        assert all(0 <= Fraction(found.at(number)) <= 100 for number in numbers)
        assert found.low * 10 > min(numbers)
        assert found.high < max(numbers) * 10 or found.low * 10 == found.high
        ticks = [*found.ticks]
        assert 2 <= len(ticks) <= POWERS + 1
        assert {after / before for before, after in pairwise(ticks)} == {Fraction(10) ** found.step}

    @pytest.mark.parametrize(
        ("low", "high", "powers"),
        [
            ("100", "1000000000000", [2, 4, 6, 8, 10, 12]),
            ("1", "1e24", [0, 3, 6, 9, 12, 15, 18, 21, 24]),
            ("3", "1e8", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
            ("1/1000", "1/2", [-3, -2, -1, 0]),
            ("10", "10", [1, 2]),
        ],
    )
    def test_that_are_logarithmic_have_ticks_at_powers_of_ten(self, low: str, high: str, powers: list[int]) -> None:
        found = logarithmic_axis([Fraction(low), Fraction(high)], 300)
        assert [*found.ticks] == [Fraction(10) ** k for k in powers]
        assert [found.written(tick) for tick in found.ticks] == [f"1e{k}" for k in powers]

    @pytest.mark.parametrize("power", [-3991, -300, -23, -1, 0, 1, 15, 22, 23, 29, 300])
    @pytest.mark.parametrize("part", [1, 3, 11])
    def test_that_are_logarithmic_know_a_power_of_ten_from_its_neighbours(self, power: int, part: int) -> None:
        ten, trifle = Fraction(10) ** power, 1 + Fraction(1, part * 10**30)
        least = [logarithmic_axis([number, 10 * ten], 100).least for number in (ten / trifle, ten, ten * trifle)]
        most = [logarithmic_axis([ten / 10, number], 100).most for number in (ten / trifle, ten, ten * trifle)]
        assert least == [power - 1, power, power]
        assert most == [power, power, power + 1]

    def test_that_are_logarithmic_keep_ratios(self) -> None:
        found = logarithmic_axis([Fraction(1, 10), Fraction(100)], 300)
        assert [found.at(Fraction(10) ** k) for k in (-1, 0, 1, 2)] == ["0.00", "100.00", "200.00", "300.00"]
        assert found.at(Fraction("3.16227766")) == "150.00"


class TestCurves:
    def test_that_are_powers_are_straight_on_logarithmic_axes(self) -> None:
        made = figure(logarithmic(curve(("1", "1"), ("10", "1e+2"), ("100", "1e+4"), ("1000", "1e+6"))))
        [stroke] = strokes(made)
        steps = {(round(b[0] - a[0], 1), round(b[1] - a[1], 1)) for a, b in pairwise(stroke)}
        assert len(steps) == 1
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y, _ in stroke)

    def test_of_an_unknown_have_its_name_above_the_frame(self) -> None:
        made = figure(logarithmic(curve(("1", "2"), ("1000", "3"))))
        [height] = re.findall(r"\\begin\{picture\}\(\d+,(\d+)\)\(-\d+,-22\)", made)
        [name] = re.findall(r"\\put\(0,(\d+)\)\{\\makebox\(0,0\)\[b\]\{\$n\$\}\}", made)
        assert HEIGHT < int(name) < int(height) - 22 - 8
        assert "[b]" not in figure(claim(curve(("1", "2"), ("3", "3"))))

    def test_go_from_point_to_point_inside_the_frame(self) -> None:
        [stroke] = strokes(figure(claim(curve(("1/2", "-1"), ("1", "1e-3"), ("3", "2.5")))))
        assert [op for _, _, op in stroke] == ["m", "l", "l"]
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y, _ in stroke)
        assert [x for x, _, _ in stroke] == sorted(x for x, _, _ in stroke)
        assert [y for _, y, _ in stroke] == sorted(y for _, y, _ in stroke)

    def test_lead_over_no_place_that_is_left_out(self) -> None:
        [stroke] = strokes(figure(claim(curve(("1", "1"), ("2", "1"), ("3", "2"), left_out=("1/2", "3/2")))))
        assert [op for _, _, op in stroke] == ["m", "l", "m", "l"]
        assert stroke[0] == (*stroke[1][:2], "m")  # a point by itself is still seen

    def test_are_told_apart_by_more_than_colour(self) -> None:
        dashes = re.findall(r"am@stroke@\d\}\{.*?(\[[\d. ]*\]) 0 d\}", DOCUMENT)
        assert len(set(dashes)) == len(dashes) == 4

    def test_have_a_key_each_in_the_same_stroke(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1")), curve(("1", "2"), ("2", "2"), label="a < b & c")))
        assert re.findall(r"\\amcurve\{(\d)\}", made) == ["1", "2"]
        keys = [("1", r"\mbox{the loss L}"), ("2", r"\mbox{a $<$ b \& c}")]
        assert re.findall(r"\\amkey\{(\d)\}\{(.*)\}", made) == keys

    def test_have_a_long_label_over_several_lines(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1"), label="a label that is longer than a short one")))
        assert r"\amkey{1}{a label that is longer than a short one}" in made


class TestTable:
    CURVES = (
        curve(("1", "2.000"), ("10", "3.183e+23"), ("25", "7"), label="a < b"),
        curve(("1", "1.5"), ("25", "1e-3"), label="50%", left_out=("10",)),
    )

    def test_has_a_row_for_each_place_and_a_column_for_each_curve(self) -> None:
        made = figure(logarithmic(*self.CURVES, tabled=["1", "10", "25"]))
        [table] = re.findall(r"\\amtable\{2\}\{(.*)\}\{%\n((?:.*\n)*?)\}\n", made)
        assert table[0] == r"$r$&\amhead{a $<$ b}&\amhead{50\%}"
        assert table[1].splitlines() == [
            r"$10^{0}$ & $2.000$ & $1.5$\\",
            r"$10^{1}$ & $3.183 \cdot 10^{23}$ & --\\",
            r"$25$ & $7$ & $10^{-3}$\\",
        ]

    def test_stands_between_the_picture_and_the_caption(self) -> None:
        made = figure(logarithmic(*self.CURVES, tabled=["1"]))
        assert made.index(r"\amfigure{") < made.index(r"\amtable{") < made.index(r"\amnote{Figure}")

    def test_is_not_there_where_no_place_is_asked_for(self) -> None:
        assert "amtable" not in figure(logarithmic(*self.CURVES))


class TestCaption:
    def test_says_where_the_rest_is_fixed(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1")), caption="50% of it"))
        assert r"\amnote{Figure}{50\% of it. Here $d = 2$, $\zeta = (0,\allowbreak 3)$.}" in made

    def test_says_what_is_left_out(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1"), left_out=("3",))))
        assert "No value of ``the loss L'' is known to six digits at 1 of 3 places." in made
        assert "No value" not in figure(claim(curve(("1", "1"), ("2", "1"))))

    def test_says_to_how_many_digits_and_of_which_sign(self) -> None:
        made = figure(logarithmic(curve(("1", "1"), ("2", "1"), left_out=("3",))))
        assert "No positive value of ``the loss L'' is known to four digits at 1 of 3 places." in made


@pytest.mark.parametrize("record", [{}, {"figure": None}])
def test_without_a_figure_there_is_nothing(record: dict[str, Any]) -> None:
    assert figure(record) == ""


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here; `nox -s latex` asks for it")
def test_the_page_compiles_without_wide_lines(tmp_path: Path) -> None:
    """Four curves (and columns) with long labels, tiny and huge numbers, a caption that is made to break TeX."""
    label = "a long label with 50% of a_b & c^d # $ and more words than there is room for on one line of the page"
    curves = [curve(("1/2", f"{k}e-9"), ("3", f"-{k}.5e+7"), label=f"{k} {label}") for k in range(1, 5)]
    (tmp_path / "claims.tex").write_text(MACROS + "\\makeatother\n", encoding="utf-8")
    body = figure(claim(*curves, caption=label)) + figure(claim(curve(("1/2", "0"), ("3", "0"))))
    rising = [curve(*((str(10**k), f"3.18{k}e+2{k}") for k in range(4)), label=f"{k} {label}") for k in range(1, 5)]
    body += figure(logarithmic(*rising, tabled=["1", "3/7", "10", "100", "1000"]))
    source = f"{DOCUMENT}\\setlength{{\\parindent}}{{0pt}}\\begin{{document}}\n{body}\\end{{document}}\n"
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "page.tex"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    assert "\n!" not in said
    assert "Overfull" not in said
    assert (tmp_path / "page.pdf").exists()
