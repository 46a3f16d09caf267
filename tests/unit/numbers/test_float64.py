"""float64 reads every expression as Arb does: its value lies in the ball that 40 bits give."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, Value
from numerics.interpret import ARB, FLOAT64, MPMATH, Arithmetic, double, evaluate
from tests.unit.numbers.floats import GALLERY, ball_of, float_of, outside, t
from tests.unit.numbers.trees import Trees, configuration


@pytest.mark.parametrize("seed", range(6))
def test_the_ball_holds_the_float(seed: int) -> None:
    trees, met = Trees(6000 + seed), 0
    for number in range(20):
        e, at = trees.expression(), configuration(20 * seed + number)
        missed = outside(ball_of(e, at), float_of(e, at, FLOAT64))
        met += missed is False
        assert not missed, f"{e} = {float_of(e, at, FLOAT64)}, outside {ball_of(e, at)} at {at.written()}"
    assert met > 8


@pytest.mark.parametrize("e", GALLERY, ids=str)
@pytest.mark.parametrize("value", ["1/2", "1", "3", "7/5"])
def test_the_ball_holds_the_float_of_every_function(e: sp.Expr, value: str) -> None:
    at = Configuration({}, {t: fmpq(*map(int, value.split("/")))})
    assert outside(ball_of(e, at), float_of(e, at, FLOAT64)) is False


@pytest.mark.parametrize("e", [sp.log(t), sp.sqrt(t), sp.gamma(t), t ** sp.Rational(1, 3)], ids=str)
def test_what_has_no_value_in_balls_is_no_finite_float(e: sp.Expr) -> None:
    at = Configuration({}, {t: fmpq(-5, 2)})
    assert not ball_of(e, at).is_finite()
    assert not np.isfinite(float_of(e, at, FLOAT64))


WRONG = [
    replace(FLOAT64, exp=np.expm1), replace(FLOAT64, log=np.log2), replace(FLOAT64, larger=np.minimum),
    replace(FLOAT64, absolute=lambda u: u), replace(FLOAT64, exp=lambda u: np.exp(u) * (1 + 1e-9)),
    replace(FLOAT64, number=lambda q: np.float32(q if isinstance(q, np.floating) else double(q))),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_table_is_caught(wrong: Arithmetic) -> None:
    trees = Trees(6000)
    cases = [(trees.expression(), configuration(number)) for number in range(60)]
    assert any(outside(ball_of(e, at), float_of(e, at, wrong)) for e, at in cases)


@pytest.mark.parametrize("seed", range(3))
def test_a_batch_is_read_as_its_configurations(seed: int) -> None:
    trees, draw, met = Trees(7000 + seed), random.Random(seed), 0
    for number in range(15):
        e, first = trees.expression(), configuration(50 * seed + number)
        batch = [first, *(Configuration(first.sizes, _moved(first, draw)) for _ in range(3))]
        values = {s: _stacked([at.values[s] for at in batch]) for s in first.values}
        with np.errstate(all="ignore"):
            found = np.broadcast_to(evaluate(e, first.sizes, values, FLOAT64), (4,))
        missed = [outside(ball_of(e, at), float(value)) for at, value in zip(batch, found, strict=True)]
        met += missed.count(False)
        assert not any(missed), f"{e} at {[at.written() for at in batch]}"
    assert met > 20


def _moved(at: Configuration, draw: random.Random) -> dict[sp.Symbol, Value]:
    def moved(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(moved(part) for part in value)
        return value * fmpq(draw.randint(1, 8), draw.randint(1, 8))

    return {s: moved(v) for s, v in at.values.items()}


def _stacked(values: list[Value]) -> object:
    if isinstance(values[0], tuple):
        rows = cast(list[tuple[Value, ...]], values)
        return tuple(_stacked([row[place] for row in rows]) for place in range(len(values[0])))
    return np.array([double(q) for q in values])


@pytest.mark.parametrize(("exact", "near"), [(fmpq(10) ** 400, np.inf), (-(fmpq(10) ** 400), -np.inf),
                                             (1 / fmpq(10) ** 400, 0.0), (fmpq(1, 3), 1 / 3)])  # fmt: skip
def test_the_nearest_double(exact: fmpq, near: float) -> None:
    assert double(exact) == near


@pytest.mark.parametrize("a", [ARB, MPMATH, FLOAT64], ids=lambda a: a.name)
def test_named_helpers_are_what_they_say(a: Arithmetic) -> None:
    two, four, minus = a.number(2), a.number(4), a.number(-3)
    assert a.square_root(four) == two
    assert a.raised(minus, 2) == 9
    assert a.largest([minus, four, two]) == four
    assert a.largest([minus]) == minus
