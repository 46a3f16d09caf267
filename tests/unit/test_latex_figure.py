"""A figure in LaTeX: axes that hold every point, lines only between neighbours, and a page that compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.report.figure import HEIGHT, TICKS, WIDTH, axis, figure
from verify.report.preamble import DOCUMENT, MACROS

NUMBERS = st.lists(st.fractions(-(10**6), 10**6, max_denominator=10**6), min_size=1, max_size=6)


def curve(*points: tuple[str, str], label: str = "the loss L", left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"label": label, "text": "L", "points": [list(p) for p in points], "left_out": list(left_out)}


def claim(*curves: dict[str, Any], low: str = "1/2", high: str = "3", caption: str = "A caption") -> dict[str, Any]:
    variable = {"name": "r", "latex": "r", "low": low, "high": high}
    at = {"d": 2, "zeta": ["0", "3"]}
    return {"figure": {"caption": caption, "variable": variable, "at": at, "curves": list(curves)}}


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


class TestCurves:
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
        assert re.findall(r"\\amkey\{(\d)\}\{(.*)\}", made) == [("1", "the loss L"), ("2", r"a $<$ b \& c")]


class TestCaption:
    def test_says_where_the_rest_is_fixed(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1")), caption="50% of it"))
        assert r"\amnote{Figure}{50\% of it. Here $d = 2$, $\zeta = (0,\allowbreak 3)$.}" in made

    def test_says_what_is_left_out(self) -> None:
        made = figure(claim(curve(("1", "1"), ("2", "1"), left_out=("3",))))
        assert "No value of ``the loss L'' is known to six digits at 1 of 3 places." in made
        assert "No value" not in figure(claim(curve(("1", "1"), ("2", "1"))))


@pytest.mark.parametrize("record", [{}, {"figure": None}])
def test_without_a_figure_there_is_nothing(record: dict[str, Any]) -> None:
    assert figure(record) == ""


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here; `nox -s latex` asks for it")
def test_the_page_compiles_without_wide_lines(tmp_path: Path) -> None:
    """Four curves with long labels, tiny and huge numbers, a caption that is made to break TeX."""
    label = "a long label with 50% of a_b & c^d # $ and more words than there is room for on one line of the page"
    curves = [curve(("1/2", f"{k}e-9"), ("3", f"-{k}.5e+7"), label=f"{k} {label}") for k in range(1, 5)]
    (tmp_path / "claims.tex").write_text(MACROS + "\\makeatother\n", encoding="utf-8")
    body = figure(claim(*curves, caption=label)) + figure(claim(curve(("1/2", "0"), ("3", "0"))))
    source = f"{DOCUMENT}\\setlength{{\\parindent}}{{0pt}}\\begin{{document}}\n{body}\\end{{document}}\n"
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "page.tex"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    assert "\n!" not in said
    assert "Overfull" not in said
    assert (tmp_path / "page.pdf").exists()
