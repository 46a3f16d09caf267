"""How names and numbers are written in pictures: Greek letters with their indices, and few digits."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from verify.report.pictures.names import entry, number, plain, rounded, spans, symbol


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
