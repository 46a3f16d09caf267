"""Decimals as they are printed, and what is said of numbers alone, held to the kernel."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.kernel import Context, Gap
from theory.kernel.chain import check_chain
from theory.printed_numbers import Said, below, between, printed, rounds, same
from theory.sides import sides


def shown(said: Said) -> bool:
    """Are all sides derived by the steps that come with them?"""
    try:
        for name, relation in sides(said["says"]).items():
            check_chain(said["derivation"][name], relation, Context())
    except Gap:
        return False
    return True


@pytest.mark.parametrize(
    ("decimal", "unit", "least", "most"),
    [("7.74", 1, "7.735", "7.745"), (".04", 1, "0.035", "0.045"), ("355", 10**6, "354500000", "355500000"),
     ("8.71", sp.Rational(1, 10), "0.8705", "0.8715")],
)  # fmt: skip
def test_a_printed_decimal_is_known_to_half_a_step(decimal: str, unit: sp.Rational, least: str, most: str) -> None:
    found = printed(decimal, unit)
    assert (found.least, found.value, found.most) == (
        sp.Rational(least), sp.Rational(decimal) * unit, sp.Rational(most)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (rounds(sp.sqrt(1024 / (2 * sp.pi * sp.E)), "7.74"), True),
        (rounds(sp.sqrt(1024 / (2 * sp.pi * sp.E)), "7.75"), False),
        (rounds(sp.Rational("7.745"), "7.74"), True),  # a tie may be rounded either way
        (rounds(sp.Rational("7.7451"), "7.74"), False),
        (below(sp.pi, sp.Rational(22, 7)), True),
        (below(sp.Rational(22, 7), sp.pi), False),
        (below(sp.pi, sp.pi, "<="), True),
        (below(sp.pi, sp.pi), False),
        (between(3, sp.pi, 4), True),
        (between(sp.pi, sp.pi, 4, "<"), False),
        (same(sp.Rational("0.5"), sp.Rational(1, 2)), True),
        (same(sp.Rational("0.5"), sp.Rational(1, 3)), False),
    ],
)
def test_only_what_is_right_is_derived(said: Said, right: bool) -> None:
    assert shown(said) is right
