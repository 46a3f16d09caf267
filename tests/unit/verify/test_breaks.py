"""Where a line of a formula may end: outside parentheses rather than inside, and nowhere that TeX could not read on."""

from __future__ import annotations

import re

import pytest

from verify.report.breaks import breakable


def places(formula: str) -> list[tuple[int, str]]:
    """The cost of each place, and what stands after it."""
    found = re.split(r"(\\allowbreak|\\penalty\d+) ", breakable(formula))
    costs = [int(mark.removeprefix("\\penalty")) if "penalty" in mark else 0 for mark in found[1::2]]
    return list(zip(costs, found[2::2], strict=True))


def test_a_relation_is_the_best_place_and_a_sign_in_parentheses_a_worse_one() -> None:
    assert places("a + (b - c) = d") == [(100, "+ (b "), (1000, "- c) "), (0, "= d")]


@pytest.mark.parametrize("formula", ["- a", "f(- a)", "[- a, b]", r"a_{i + 1}", "x^{a, b}", r"\lvert - a\rvert"])
def test_a_sign_of_one_term_and_what_is_in_braces_are_no_places_before_the_term(formula: str) -> None:
    assert not [shown for _, shown in places(formula) if shown.startswith("-") or "+" in shown or "b}" in shown]


def test_an_argument_and_a_factor_are_places_of_need() -> None:
    made = places(r"\operatorname{Cov}_{x}[y, (z) \sum_{k} w]")
    assert [shown[:4] for _, shown in made] == ["[y, ", "(z) ", "\\sum"]
    assert min(cost for cost, _ in made) > max(cost for cost, _ in places("((((a + b))))"))


@pytest.mark.parametrize("operator", [r"\sum_{k=1}^{n}", r"\max_{1 \le k \le n}", r"\int_{0}^{1}"])
def test_an_operator_stays_with_what_it_is_of(operator: str) -> None:
    assert places(rf"{operator} \log x_{{k}}") == []


def test_no_place_is_forbidden_however_deep() -> None:
    assert max(cost for cost, _ in places("(" * 20 + "a + b, c" + ")" * 20)) < 10_000
