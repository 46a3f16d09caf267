"""Refutations: Coq accepts the negation of what is false at the witness, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import sympy as sp

from numerics.configurations import read
from tests.coq.coqc import accepts, exporter_of
from theory.claims import Claim
from theory.kernel import Integral, Max, Min, Relation, Sum
from theory.statement import Bound, Derivative, Identity, bound
from theory.symbols import b, beta, i, m, radii
from theory.verdict import Fails
from verify.coq.alone import refuted_alone
from verify.coq.project import Refuted

largest, least = Max.over(b[i], i, m), Min.over(b[i], i, m)
smooth = sp.log(Sum.over(sp.exp(beta * b[i]), i, m)) / beta
squares, speed = Sum.over(b[i] ** 2, i, m), (b, radii.vector())
slope, bend = Sum.over(2 * b[i] * radii[i], i, m), Sum.over(2 * radii[i] ** 2, i, m)
t = sp.Symbol("t", nonnegative=True)
nearest = Integral(sp.exp(-Min.over((b[i] - t) ** 2, i, m)), t)
AT_ONE = {"m": 1, "beta": "1", "b": ["0"], "s": ["1"]}
AT_TWO = {"m": 2, "beta": "1/2", "b": ["1", "-1"], "s": ["1", "2"]}


def claim(says: Bound | Identity | Derivative, *hypotheses: Relation) -> Claim:
    return Claim(
        cites="Lemma 1",
        section="1",
        title="Planted",
        paper="planted",
        statement="planted/claim",
        says=says,
        hypotheses=hypotheses,
        expects=Fails,
    )


def refuted(folder: Path, planted: Claim, at: dict[str, object], enclosing: bool = True) -> bool:
    side = next(iter(planted.sides))
    found = Refuted(read(planted, at), enclosing)
    return accepts(folder, refuted_alone(exporter_of(planted), (planted.id, side), found))


positive = Relation(sp.S.Zero, "<", Min.over(radii[i], i, m))
FALSE: dict[str, tuple[Bound | Identity | Derivative, tuple[Relation, ...], dict[str, object]]] = {
    "a strict bound that is met with equality": (bound(largest, "<", smooth), (), AT_ONE),
    "a bound by numbers that are not rational": (bound(smooth, "<=", largest), (), AT_TWO),
    "an identity": (Identity(smooth, largest), (), AT_TWO),
    "a bound under a hypothesis on an extremum and on signs": (bound(smooth, "<=", least), (positive,), AT_TWO),
    "a derivative": (Derivative(squares, (speed,), slope / 2), (), AT_TWO),
    "a second derivative": (Derivative(squares, (speed, speed), bend / 2), (), AT_TWO),
    "a bound on any Gamma function": (bound(sp.gamma(beta + 1), "<=", beta), (), AT_TWO),
    "the value of an integral of an extremum": (Identity(nearest, sp.Rational(3, 4)), (), AT_TWO),
}
TRUE: dict[str, Bound | Derivative] = {
    "a bound": bound(largest, "<=", smooth),
    "a derivative": Derivative(squares, (speed,), slope),
    "a second derivative": Derivative(squares, (speed, speed), bend),
    "a bound on any Gamma function": bound(beta, "<=", sp.gamma(beta + 1)),
}


class TestRefuted:
    @pytest.mark.parametrize("name", FALSE)
    def test_false(self, honest: Path, name: str) -> None:
        says, hypotheses, at = FALSE[name]
        assert refuted(honest, claim(says, *hypotheses), at)

    def test_equality_is_found_without_enclosures(self, honest: Path) -> None:
        assert refuted(honest, claim(bound(largest, "<", smooth)), AT_ONE, enclosing=False)

    @pytest.mark.parametrize("name", TRUE)
    def test_true(self, honest: Path, name: str) -> None:
        assert not refuted(honest, claim(TRUE[name]), AT_TWO)

    def test_a_hypothesis_that_the_witness_does_not_meet(self, honest: Path) -> None:
        unmet = Relation(sp.S.One, "<", least)
        assert not refuted(honest, claim(bound(smooth, "<=", largest), unmet), AT_TWO)
