"""A derivation of the catalogue that is broken at one step is refused, at that step or the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
import sympy as sp

from theory.catalogue import load
from theory.claim import Claim
from theory.derive import Derivations
from theory.kernel import Chain, Gap, Ill, Library, Op, Rule, Theorem, prove

Step = tuple[Op, sp.Expr, Rule]
Change = Callable[[Chain, int], Chain]

CLAIMS = load().claims
TURNED: dict[Op, Op] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@cache
def library() -> Library:
    return Derivations(CLAIMS).theorem


def one_added(derivation: Chain, number: int) -> Chain:
    op, expression, rule = derivation.steps[number]
    return _with(derivation, number, (op, expression + 1, rule))


def turned(derivation: Chain, number: int) -> Chain:
    op, expression, rule = derivation.steps[number]
    return _with(derivation, number, (TURNED.get(op, op), expression, rule))


def made_strict(derivation: Chain, number: int) -> Chain:
    _, expression, rule = derivation.steps[number]
    strict: Op = ">" if derivation.op in (">", ">=") else "<"
    return _with(derivation, number, (strict, expression, rule))


def _with(derivation: Chain, number: int, step: Step) -> Chain:
    steps = (*derivation.steps[:number], step, *derivation.steps[number + 1 :])
    return Chain(derivation.start, steps)


def broken(derivation: Chain, change: Change) -> Iterator[tuple[int, str, Chain]]:
    """Every derivation with one step changed, at any depth: the outermost step, the path to it, the chain."""
    for number, (op, expression, rule) in enumerate(derivation.steps):
        yield number + 1, f"step {number + 1}", change(derivation, number)
        for path, changed in _inside(rule, change):
            yield (
                number + 1,
                f"step {number + 1}, {path}",
                _with(derivation, number, (op, expression, changed)),
            )


def _inside(rule: object, change: Change) -> Iterator[tuple[str, Any]]:
    assert is_dataclass(rule)
    assert not isinstance(rule, type)
    for field in fields(rule):
        part = getattr(rule, field.name)
        if isinstance(part, Chain):
            for _, path, changed in broken(part, change):
                yield f"{field.name}, {path}", replace(rule, **{field.name: changed})
        elif hasattr(part, "check"):
            for path, other in _inside(part, change):
                yield f"{field.name}, {path}", replace(rule, **{field.name: other})


def replayed(claim: Claim, side: str, derivation: Chain) -> Theorem:
    return prove(claim.id, side, claim.sides[side], derivation, claim.all_hypotheses, library())


DERIVED = [(name, side) for name, claim in CLAIMS.items() for side in claim.derivation]


@pytest.mark.parametrize(("name", "side"), DERIVED)
def test_the_derivation_as_it_stands_is_accepted(name: str, side: str) -> None:
    assert library()(name, side).relation == CLAIMS[name].sides[side]


@pytest.mark.parametrize(("name", "side"), DERIVED)
def test_one_added_is_refused_where_it_is_added(name: str, side: str) -> None:
    claim = CLAIMS[name]
    last = len(claim.derivation[side].steps)
    for number, path, changed in broken(claim.derivation[side], one_added):
        with pytest.raises(Gap) as found:
            replayed(claim, side, changed)
        named = int(re.findall(r"step (\d+)", found.value.where)[0])
        assert named in (number, min(number + 1, last)), f"{path}: {found.value}"


@pytest.mark.parametrize(("name", "side"), DERIVED)
def test_a_relation_turned_round_is_refused(name: str, side: str) -> None:
    claim = CLAIMS[name]
    for _, _, changed in broken(claim.derivation[side], turned):
        if changed != claim.derivation[side]:
            with pytest.raises((Gap, Ill)):
                replayed(claim, side, changed)


@pytest.mark.parametrize(("name", "side"), DERIVED)
def test_a_strict_step_that_is_weak_is_refused(name: str, side: str) -> None:
    claim = CLAIMS[name]
    for number, path, changed in broken(claim.derivation[side], made_strict):
        if changed != claim.derivation[side]:
            with pytest.raises(Gap) as found:
                replayed(claim, side, changed)
            assert f"step {number}" in found.value.where or claim.derivation[side].op == "=", path
