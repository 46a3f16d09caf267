"""The printer: formulas as a reader expects them, and no index ever captured or left without a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
import sympy as sp

from tests.catalogue import CATALOGUE, DERIVATIONS
from theory import quantities
from theory.kernel import Gap, Max, Min, Relation, Sum, Vector, index, open_vector
from theory.latex import definitions, latex, latex_relation, latex_statement
from theory.quantities import (
    DistanceEnergy,
    LogSumExp,
    MCHNEnergy,
    NearestDistance,
    Norm,
    PooledEnergy,
    Softmax,
    SquaredDistance,
    SupNorm,
)
from theory.statement import Convex, Identity, Standard, bound
from theory.symbols import (
    beta,
    counts,
    d,
    i,
    j,
    k,
    key_map,
    layer_normalisers,
    n,
    normaliser,
    rho,
    varrho,
    weight,
    x,
    y,
)

X, Y, patterns = x.vector(), y.vector(), rho.vector()
g, energy = NearestDistance(X, patterns), DistanceEnergy(X, patterns)
distances = Vector(SquaredDistance(X, patterns.at(i)), i, d)
_CLASSES = [*quantities.__all__, "Entry", "Family", "Vector", "Symbol", "Dummy"]


@cache
def _everything() -> tuple[tuple[str, str], ...]:
    """Every statement of the catalogue and every line of its derivations, printed; replaying them takes a minute."""
    return tuple(dict.fromkeys(_printed()))


def _printed() -> Iterator[tuple[str, str]]:
    for claim in CATALOGUE.claims.values():
        yield claim.id, latex_statement(claim.says)
        for side in claim.sides:
            try:
                lines = DERIVATIONS.theorem(claim.id, side).lines
            except Gap:
                continue
            yield from ((claim.id, latex_relation(line.relation)) for line in lines)


def test_nothing_internal_is_ever_printed() -> None:
    seen = _everything()
    assert len(seen) > 100
    for claim, text in seen:
        assert "@" not in text, claim
        words = re.sub(r"\\operatorname\{(LogSumExp|ReLU|GELU)\}", "", text)
        assert not any(re.search(rf"\b{name}\b", words) for name in _CLASSES), claim


def test_delimiters_and_braces_are_balanced() -> None:
    for claim, text in _everything():
        assert text.count("{") == text.count("}"), claim
        assert text.count("(") == text.count(")"), claim
        assert text.count(r"\lvert") == text.count(r"\rvert"), claim
        assert not re.search(r"\\(left|right)\b", text), claim


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (g - sp.log(d), r"g(x) - \log d"),
        (DistanceEnergy(Y, patterns), "E(y)"),
        (DistanceEnergy(X, Vector(patterns.at(i), i, n)), r"E(x; (\rho^{k})_{k})"),
        (2 * MCHNEnergy(X, patterns, sp.Integer(2)), r"2 E_{\mathrm{MCHN}}^{\beta=2}(x)"),
        (MCHNEnergy(X, patterns, beta), r"E_{\mathrm{MCHN}}^{\beta}(x)"),
        (LogSumExp(X), r"\operatorname{LogSumExp}(x)"),
        (LogSumExp(X, beta), r"\operatorname{LogSumExp}(\beta, x)"),
        (LogSumExp(distances), r"\operatorname{LogSumExp}\bigl((\lVert x - \rho^{i}\rVert^2)_{i}\bigr)"),
        (-LogSumExp(Vector(-x[k], k, n)), r"- \operatorname{LogSumExp}(- x)"),
        (Softmax(X, i), r"\operatorname{softmax}(x)_{i}"),
        (SupNorm(Vector(x[k] - y[k], k, n)), r"\lVert x - y\rVert_\infty"),
        (Norm(rho.vector(i)), r"\lVert \rho^{i}\rVert"),
        (SquaredDistance(X, Vector(x[k] - y[k], k, n)), r"\bigl\lVert x - (x - y)\bigr\rVert^2"),
        (SquaredDistance(X, Y) ** 2, r"(\lVert x - y\rVert^2)^{2}"),
        (x[k] ** 2 + rho[i, k] ** 2, r"x_{k}^{2} + (\rho^{i}_{k})^{2}"),
        (Max(X) ** 2, r"\bigl(\max_{k} x_{k}\bigr)^{2}"),
        (Max(distances), r"\max_{i} \, \lVert x - \rho^{i}\rVert^2"),
        (Sum.over(x[k] - y[k], k, n), r"\sum_{k=1}^{n} (x_{k} - y_{k})"),
        (sp.log(Sum.over(sp.exp(x[k]), k, n)) / beta, r"\frac{1}{\beta} \log \sum_{k=1}^{n} e^{x_{k}}"),
        (sp.log(n - 1 + sp.exp(Min(X))), r"\log\bigl(n - 1 + e^{\min_{k} x_{k}}\bigr)"),
        (X, "x"),
        (Vector(x[k], k, n - 1), r"(x_{k})_{k}"),
        (patterns, r"\rho"),
        (weight * beta, r"\beta \lambda"),
    ],
)  # fmt: skip
def test_a_formula(term: sp.Basic, expected: str) -> None:
    assert latex(term) == expected


class TestLetters:
    """A bound index gets a letter that nothing else in sight has."""

    def test_an_index_of_the_patterns_is_i_and_of_the_components_k(self) -> None:
        assert latex(Sum.over(Sum.over(rho[i, k], k, n), i, d)) == r"\sum_{i=1}^{d} \sum_{k=1}^{n} \rho^{i}_{k}"

    def test_it_avoids_a_free_index(self) -> None:
        assert latex(x[k] - Max(X)) == r"x_{k} - \max_{m} x_{m}"

    def test_it_avoids_the_free_indices_of_the_other_side(self) -> None:
        assert latex_relation(Relation(Min(X), "<=", x[k])) == r"\min_{m} x_{m} \le x_{k}"

    def test_it_avoids_the_binders_around_it(self) -> None:
        nested = Sum.over(Max.over(x[k] * x[j], k, n), j, n)
        assert latex(nested) == r"\sum_{k=1}^{n} \max_{m} x_{m} x_{k}"

    def test_binders_side_by_side_share_it(self) -> None:
        assert latex(Max(X) - Min(X)) == r"\max_{k} x_{k} - \min_{k} x_{k}"

    def test_an_opened_binder_gets_one_by_its_length(self) -> None:
        _, body = open_vector(distances)
        assert latex(body) == r"\lVert x - \rho^{i}\rVert^2"
        assert latex(body - SquaredDistance(X, patterns.at(i))).count(r"\rho^{j}") == 1

    def test_there_are_enough(self) -> None:
        term: sp.Expr = x[k]
        for name in map(index, "abcefghjlopqrstuvw"):
            term = Sum.over(term * x[name], name, n)
        letters = re.findall(r"\\sum_\{(.+?)=1\}", latex(term))
        assert len(letters) == len(set(letters)) == 18


class TestStatements:
    """A statement is one display that says how far its indices run."""

    def test_a_bound(self) -> None:
        assert latex_statement(bound(g - sp.log(d), "<=", energy, "<", g)) == r"g(x) - \log d \le E(x) < g(x)"

    def test_the_range_of_an_extremum(self) -> None:
        assert r"\max_{1 \le k \le n} x_{k}" in latex_statement(bound(Max(X), "<=", LogSumExp(X)))

    def test_an_identity(self) -> None:
        said = latex_statement(Identity(g, Min(distances)))
        assert said == r"g(x) = \min_{1 \le i \le d} \, \lVert x - \rho^{i}\rVert^2"

    def test_a_convex_function(self) -> None:
        said = latex_statement(Convex(LogSumExp(X), x, y, weight))
        assert said == r"x \mapsto \operatorname{LogSumExp}(x) \quad \text{is convex on } \mathbb{R}^{n}"

    def test_a_standard_fact_is_the_fact(self) -> None:
        fact = Identity(g, g)
        assert latex_statement(Standard(fact, "a book")) == latex_statement(fact)


def test_definitions_come_before_their_uses_and_once() -> None:
    names = [name for name, _, _ in definitions((energy, g - energy))]
    assert names == [r"\lVert x - \rho^{i}\rVert^2", "E(x)", "g(x)"]


def test_a_name_with_a_subscript_takes_no_second_one() -> None:
    assert latex(key_map[1, 2]) == "(W_{K})^{1}_{2}"
    assert latex(layer_normalisers[1]) == "Z_{1}"


def test_an_exponential_of_an_exponential_is_a_factor_like_another() -> None:
    """SymPy's own printer would try for minutes to find out whether it is constant."""
    tower = sp.exp(-sp.exp(-g) / normaliser)
    assert latex(tower / d) == r"\frac{e^{- e^{- g(x)} / Z}}{d}"


def test_the_text_says_whose_patterns_where_they_are_not_rho() -> None:
    assert str(DistanceEnergy(X, patterns)) == "E(x)"
    assert str(DistanceEnergy(X, varrho.vector(i))) == "E(x; varrho[i])"
    assert str(PooledEnergy(X, varrho.vector(), counts.vector())) == "E_pooled(x; varrho, mu)"
    transposed = Vector(Vector(rho[i, j], i, d), j, d)
    assert str(transposed) == "((rho[k, i] : k <= d) : i <= d)"
