"""torch reads every expression as Arb does, on each device, and proposes for an attack on an energy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import sympy as sp
import torch
from flint import fmpq

from numerics.check_energy import Ascent, check_energy
from numerics.configurations import Configuration
from numerics.interpret import Arithmetic, double
from numerics.torch_arithmetic import to_device, to_host, torch_arithmetic
from tests.unit.numbers.floats import GALLERY, ball_of, float_of, outside, t
from tests.unit.numbers.trees import Trees, configuration


def missed_by(e: sp.Expr, at: Configuration, a: Arithmetic) -> bool | None:
    """Does the ball miss what this table makes of the expression?"""
    return outside(ball_of(e, at), float_of(e, at, a))


@pytest.mark.parametrize("seed", range(4))
def test_the_ball_holds_the_float(device: str, seed: int) -> None:
    trees, a, met = Trees(6000 + seed), torch_arithmetic(device), 0
    for number in range(20):
        e, at = trees.expression(), configuration(20 * seed + number)
        missed = missed_by(e, at, a)
        met += missed is False
        assert not missed, f"{e} at {at.written()}"
    assert met > 8


@pytest.mark.parametrize("e", GALLERY, ids=str)
@pytest.mark.parametrize("value", [fmpq(1, 2), fmpq(1), fmpq(3), fmpq(7, 5)], ids=str)
def test_the_ball_holds_the_float_of_every_function(device: str, e: sp.Expr, value: fmpq) -> None:
    assert missed_by(e, Configuration({}, {t: value}), torch_arithmetic(device)) is False


@pytest.mark.parametrize("e", [sp.log(t), sp.sqrt(t), sp.gamma(t), t ** sp.Rational(1, 3)], ids=str)
def test_what_has_no_value_in_balls_is_no_finite_float(device: str, e: sp.Expr) -> None:
    assert not math.isfinite(float_of(e, Configuration({}, {t: fmpq(-5, 2)}), torch_arithmetic(device)))


@pytest.mark.parametrize("change", [
    {"exp": torch.expm1}, {"log": torch.log2}, {"larger": torch.minimum}, {"absolute": lambda u: u},
    {"exp": lambda u: torch.exp(u) * (1 + 1e-9)},
    {"number": lambda q: q if isinstance(q, torch.Tensor) else torch.tensor(double(q)).float().double()},
], ids=lambda change: "".join(change))  # fmt: skip
def test_a_wrong_table_is_caught(change: dict[str, Any]) -> None:
    wrong, trees = replace(torch_arithmetic("cpu"), **change), Trees(6000)
    assert any(missed_by(trees.expression(), configuration(number), wrong) for number in range(60))


def test_a_batch_goes_there_and_back(device: str) -> None:
    a = torch_arithmetic(device)
    batch = to_device(to_host(torch.tensor([0.25, 1.0, 4.0])), device)
    assert to_host(a.square_root(batch)).tolist() == [0.5, 1.0, 2.0]
    assert to_host(a.larger(batch, a.number(1))).tolist() == [1.0, 1.0, 4.0]


def test_the_same_device_is_the_same_table() -> None:
    assert torch_arithmetic("cpu") is torch_arithmetic("cpu")
    assert torch_arithmetic("cpu", torch.float32).number(fmpq(1, 3)).dtype == torch.float32


def test_a_device_that_is_none_is_told_before_the_search() -> None:
    with pytest.raises(RuntimeError):
        check_energy(lambda *_: pytest.fail("called"), lambda *_: pytest.fail("called"), device="no such device")


def test_an_ascent_that_a_climb_finds(device: str) -> None:
    """The update raises the energy in a narrow place that no small rational lies in."""

    def energy(x: Sequence[Any], patterns: Sequence[Sequence[Any]], a: Arithmetic) -> Any:
        return x[0]

    def update(x: Sequence[Any], patterns: Sequence[Sequence[Any]], a: Arithmetic) -> list[Any]:
        away = x[0] - a.square_root(a.number(3)) - 7
        return [x[0] - a.number(99_999) / 100_000 + 1 / (1 + away * away), *x[1:]]

    found = check_energy(energy, update, device=device)
    assert isinstance(found, Ascent)
    assert found.found_by == "float64 ascent"
