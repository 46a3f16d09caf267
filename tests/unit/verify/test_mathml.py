"""The formulas of the page: what MathML a formula becomes, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

import pytest

from verify.report.page.mathml import NotRendered, mathml


def tree(latex: str) -> ElementTree.Element:
    """All pieces under one root."""
    return ElementTree.fromstring(f"<row>{mathml(latex).replace('<wbr>', '<wbr/>')}</row>")


def words(latex: str) -> str:
    """What is read, without white space."""
    return re.sub(r"\s", "", "".join(tree(latex).itertext()))


def formulas(ledger: Mapping[str, Any]) -> Iterator[str]:
    for claim in ledger["claims"]:
        yield claim["statement_latex"]
        yield from claim["hypotheses"]
        for lines in claim["derivation"].values():
            for line in lines:
                yield line["lhs_latex"]
                yield line["rhs_latex"]
    for entry in ledger["notation"]:
        yield f"{entry['name']} = {entry['definition']}"


class TestScripts:
    def test_belong_to_the_parentheses_before_them(self) -> None:
        [power] = tree(r"\bigl(x + y\bigr)^{2}").iter("msup")
        assert "".join(power[0].itertext()) == "(x+y)"
        assert power[0].tag == "mrow"
        assert "".join(power[1].itertext()) == "2"

    def test_belong_to_the_norm_before_them(self) -> None:
        [power] = tree(r"2 \lVert x - y\rVert^2 z").iter("msup")
        assert "".join(power[0].itertext()) == "‖x−y‖"

    def test_stand_below_and_above_a_sum_and_beside_an_integral(self) -> None:
        assert [part.tag for part in tree(r"\sum_{i=1}^{d} x_{i}").iter() if part.tag.startswith("munder")] == [
            "munderover"
        ]
        assert next(tree(r"\int_0^1 t\, dt").iter("msubsup"), None) is not None

    def test_without_braces_take_one_digit(self) -> None:
        assert ["".join(part.itertext()) for part in tree("x^12").iter("msup")] == ["x1"]
        assert words("x^12") == "x12"

    def test_of_both_kinds_come_in_the_order_below_above(self) -> None:
        for latex in (r"x_{i}^{2}", r"x^{2}_{i}"):
            [both] = tree(latex).iter("msubsup")
            assert ["".join(part.itertext()) for part in both] == ["x", "i", "2"]


class TestLines:
    @pytest.mark.parametrize(
        ("latex", "pieces"),
        [
            (r"a + b \le c", ["a", "+b", "≤c"]),
            (r"- a \le - b", ["−a", "≤−b"]),
            (r"\Bigl(a + b\Bigr) = 1", ["(a+b)", "=1"]),
            (r"x \mapsto E(x)", ["x", "↦E(x)"]),
        ],
    )
    def test_may_end_before_relations_and_signs_outside_of_parentheses(self, latex: str, pieces: list[str]) -> None:
        assert ["".join(piece.itertext()) for piece in tree(latex).iter("math")] == pieces

    def test_a_sign_between_terms_has_room_on_both_sides_where_a_line_begins_with_it(self) -> None:
        forms = {mark.get("form") for mark in tree("a - b").iter("mo")}
        assert forms == {"infix"}
        assert [mark.get("form") for mark in tree("- a").iter("mo")] == ["prefix"]


class TestNames:
    def test_of_functions_are_parted_from_a_letter(self) -> None:
        assert next(tree(r"\log d").iter("mspace"), None) is not None
        assert next(tree(r"\log(d)").iter("mspace"), None) is None

    def test_with_scripts_are_parted_as_without(self) -> None:
        assert next(tree(r"\max_{i} x").iter("mspace"), None) is not None
        assert next(tree(r"\operatorname{softmax}(x)_{k}").iter("mspace"), None) is None

    def test_of_several_letters_are_one_name_upright(self) -> None:
        [name] = tree(r"E_{\mathrm{MCHN}}").iter("msub")
        assert name[1].text == "MCHN"
        assert name[1].get("mathvariant") == "normal"

    def test_keep_their_spaces_in_text(self) -> None:
        assert "".join(tree(r"\text{as } n").itertext()) == "as\u00a0n"


class TestRefuses:
    @pytest.mark.parametrize(
        "latex",
        [r"\unheardof{x}", "(x", "x)", r"\frac{1}", "{x", "x}", r"\lVert x", r"\bigl(x", r"\bigl x\bigr)", r"\sqrt[3"],
    )
    def test_what_it_does_not_know_or_what_is_not_closed(self, latex: str) -> None:
        with pytest.raises(NotRendered):
            mathml(latex)

    def test_characters_of_html_by_writing_them_out(self) -> None:
        assert "<b>" not in mathml(r"\text{<b>} < x")
        assert words(r"\text{<b>} < x") == "<b><x"


class TestTheLedger:
    def test_every_formula_is_rendered_whole(self, ledger: Mapping[str, Any]) -> None:
        """Every letter and digit of the TeX is there, and nothing of TeX is left."""
        seen = set(formulas(ledger))
        assert len(seen) > 4000
        for latex in seen:
            said = words(latex)
            assert not set(said) & set("\\{}$_"), latex
            assert letters(said) == letters(without_commands(latex)), latex


NAMED = "log|exp|max|min|sin|cos|tan|arcsin|arccos|arctan"


def without_commands(latex: str) -> str:
    """The TeX with the names of functions, and without all other commands."""
    named = re.sub(rf"\\({NAMED})(?![a-zA-Z])", r"\1", re.sub(r"\\mathbb\{.\}", "", latex))
    return re.sub(r"\\[a-zA-Z]+", "", named)


def letters(text: str) -> list[str]:
    return sorted(c for c in text if c.isascii() and c.isalnum())
