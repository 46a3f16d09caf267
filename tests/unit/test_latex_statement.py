"""Derivatives, attractors and words as displays: nothing left to guess, and no line that cannot break."""

from __future__ import annotations

import re

import pytest
import sympy as sp

from theory.kernel import Vector
from theory.latex import latex_statement
from theory.quantities import AttentionStep, DistanceEnergy, SquaredDistance, SquaredNorm
from theory.statement import Attractor, Derivative, NoMeaning, Standard, Statement
from theory.symbols import beta, k, n, radius, rho, v, w, x, xi, y
from verify.said import statement_text

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
energy, value = DistanceEnergy(X, patterns), SquaredNorm(V)
halves = Attractor(
    image=Vector((x[k] + xi[k]) / 2, k, n), point=x, other=y, centre=xi.vector(), radius=radius,
    factor=sp.Rational(1, 2),
)  # fmt: skip
t = sp.Symbol("t", real=True)


@pytest.mark.parametrize(
    ("says", "tex", "plain"),
    [
        (
            Derivative(energy, ((x, V),), value),
            r"D_{v}\, E(x) = \lVert v\rVert^2",
            "d/dt E(x) at t = 0 along x + t v = ||v||^2",
        ),
        (
            Derivative(energy, ((x, V), (x, W)), value),
            r"D_{v} D_{w}\, E(x) = \lVert v\rVert^2",
            "d^2/dt ds E(x) at t = s = 0 along x + t v + s w = ||v||^2",
        ),
        (
            Derivative(energy, ((x, V), (x, V)), value),
            r"D_{v}^2\, E(x) = \lVert v\rVert^2",
            "d^2/dt ds E(x) at t = s = 0 along x + t v + s v = ||v||^2",
        ),
        (
            Derivative(energy + x[1], ((x, V),), value),
            r"D_{v}\, \bigl(E(x) + x_{1}\bigr) = \lVert v\rVert^2",
            "d/dt (E(x) + x[1]) at t = 0 along x + t v = ||v||^2",
        ),
        (
            Derivative(SquaredDistance(X, y.vector()), ((y, V),), value),
            r"D_{y;\, v}\, \lVert x - y\rVert^2 = \lVert v\rVert^2",
            "d/dt ||x - y||^2 at t = 0 along y + t v = ||v||^2",
        ),
        (
            Derivative(energy, ((x, Vector(v[k] - w[k], k, n)),), t * value),
            r"D_{v - w}\, E(x) = t \lVert v\rVert^2",
            "d/ds E(x) at s = 0 along x + s (v[k] - w[k] : k <= n) = t*||v||^2",
        ),
    ],
)
def test_a_derivative_says_of_what_and_along_what(says: Statement, tex: str, plain: str) -> None:
    assert latex_statement(says) == tex
    assert statement_text(says) == [plain]


def _read(display: str) -> str:
    """The display with its words as a reader sees them."""
    words = re.sub(r"\\text\{([^{}]*)\}", r"\1", display)
    return re.sub(r"\s+", " ", words.replace(r"\allowbreak\ ", " "))


def test_an_attractor_is_one_sentence() -> None:
    sentence = _read(latex_statement(halves))
    assert sentence.startswith(r"x \mapsto ")
    assert sentence.endswith(
        r"sends the closed ball \lVert x - \xi\rVert \le r into itself and is a contraction there with factor "
        r"\frac{1}{2} < 1, hence it has exactly one fixed point there, to which all points of the ball converge"
    )
    goal, *inequalities = statement_text(halves)
    assert "exactly one fixed point in the closed ball of radius r around xi" in goal
    assert len(inequalities) == 3


def test_a_radius_or_factor_that_may_be_negative_counts_by_its_magnitude() -> None:
    loose = Attractor(
        image=Vector(AttentionStep(X, patterns, k), k, n), point=x, other=y, centre=xi.vector(), radius=t,
        factor=beta - 1,
    )  # fmt: skip
    sentence = _read(latex_statement(loose))
    assert r"\le \lvert t\rvert" in sentence
    assert r"\lvert \beta - 1\rvert < 1" in sentence


def test_words_break_between_words() -> None:
    assert latex_statement(Standard("Every map has one.", "a book")).count(r"\allowbreak") == 3
    assert _read(latex_statement(Standard("Every map has one.", "a book"))) == "Every map has one."
    assert _read(latex_statement(NoMeaning("vague"))) == "no statement that could be true or false"
    assert statement_text(NoMeaning("vague")) == []
