"""Numbers, roots, fractions and signs stand in a printed formula as a paper would write them."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.kernel import Max, Relation, Sum, Vector
from theory.latex import latex, latex_relation
from theory.latex.roots import one_root
from theory.quantities import FittedLoss, LogSumExp, Softmax, SoftmaxMean, SquaredDistance
from theory.symbols import beta, d, i, k, n, weight, x, y

X = x.vector()


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (sp.sqrt(n / (2 * sp.pi * sp.E)), r"\sqrt{\frac{n}{2 \pi e}}"),
        (sp.sqrt(1024 / (2 * sp.pi * sp.E)), r"\sqrt{\frac{512}{\pi e}}"),
        (-d * sp.sqrt(2) * sp.sqrt(n) / 2, r"- d \sqrt{\frac{n}{2}}"),
        (1 / sp.sqrt(sp.pi * n), r"\frac{1}{\sqrt{\pi n}}"),
        (3 * sp.sqrt(sp.pi * n), r"3 \sqrt{\pi n}"),
        (sp.sqrt(2) * d, r"\sqrt{2} d"),
    ],
)  # fmt: skip
def test_square_roots_stand_under_one_sign(term: sp.Expr, shown: str) -> None:
    assert latex(term) == shown


@pytest.mark.parametrize(("n_value", "d_value"), [(3, 5), (7, 2)])
def test_one_root_is_the_product(n_value: int, d_value: int) -> None:
    for term in (
        sp.sqrt(2) * sp.sqrt(n) / 2,
        -3 * d / sp.sqrt(sp.pi * n),
        5 * sp.sqrt(n) * sp.exp(-sp.S.Half) / sp.sqrt(6),
    ):
        found = one_root(term)
        assert found is not None
        rest, power = found
        ratio = (rest * power / term).subs({n: n_value, d: d_value})
        assert abs(sp.N(ratio, 30) - 1) < sp.Rational(1, 10**20)


def test_fractions_in_exponents_stand_on_the_line() -> None:
    assert latex(sp.exp(-1 / (6 * n))) == "e^{- 1 / (6 n)}"
    assert latex(sp.exp(-(n + 1) / d)) == "e^{- (n + 1) / d}"
    assert latex(sp.exp(1 / n - 2 / (3 * d))) == "e^{1 / n - 2 / (3 d)}"
    assert latex(sp.exp(sp.log(n) / d)) == r"e^{(\log n) / d}"
    assert latex(n ** sp.Rational(3, 2)) == "n^{3/2}"


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (sp.Rational("406.4"), "406.4"),
        (sp.Rational("-0.05") * d, "- 0.05 d"),
        (n ** sp.Rational("0.34"), "n^{0.34}"),
        (sp.Rational("410.7") / n ** sp.Rational("0.28"), r"\frac{410.7}{n^{0.28}}"),
        (sp.Rational(3, 4), r"\frac{3}{4}"),
        (sp.Rational(1, 30), r"\frac{1}{30}"),
        (sp.Rational(1, 5**9), rf"\frac{{1}}{{{5**9}}}"),
        (sp.Rational("0.5") * sp.Rational("0.2"), "0.1"),
        (sp.Integer(14) * 10**11, r"1.4 \cdot 10^{12}"),
        (sp.Integer(10) ** 9, "10^{9}"),
        (sp.Integer(1400000), "1400000"),
        ((3 * sp.Integer(10) ** 6) ** n, r"(3 \cdot 10^{6})^{n}"),
        (3 * 2**n, r"3 \cdot 2^{n}"),
    ],
)
def test_a_number_is_written_as_a_paper_would(term: sp.Expr, shown: str) -> None:
    assert latex(term) == shown


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (sp.exp(-d) * n, "n e^{- d}"),
        (sp.log(1 + n * sp.exp(-d * x[k])), r"\log\bigl(1 + n e^{- d x_{k}}\bigr)"),
        (1 + n**2, "n^{2} + 1"),
        ((1 - weight) * y[k] + weight * x[k], r"\lambda x_{k} + (1 - \lambda) y_{k}"),
        (y[k] + weight * (x[k] - y[k]), r"y_{k} + \lambda (x_{k} - y_{k})"),
        (Softmax(X, i) * (y[i] - 1), r"\operatorname{softmax}(x)_{i} (y_{i} - 1)"),
        (sp.sqrt(n / (2 * sp.pi * sp.E)) / (n + 1), r"\frac{\sqrt{n / (2 \pi e)}}{n + 1}"),
        (sp.pi ** (sp.Integer(1) * n / 2), r"\pi^{n / 2}"),
        (Max(X) / 2, r"\frac{1}{2} \max_{k} x_{k}"),
        ((-x[k] - y[k]) ** 2, "(x_{k} + y_{k})^{2}"),
        ((-x[k] - y[k]) ** 3, "(- x_{k} - y_{k})^{3}"),
    ],
)
def test_factors_and_terms_stand_as_they_are_written_by_hand(term: sp.Expr, shown: str) -> None:
    assert latex(term) == shown


def test_a_minus_sign_never_follows_another_sign_or_a_binder() -> None:
    """SymPy's printer has no parentheses there: of a sum it would seem to be the negative, or to end there."""
    assert latex(Sum.over(-x[k] * y[k], k, n)) == r"\sum_{k=1}^{n} (- x_{k} y_{k})"
    assert latex(Max.over(-x[k], k, n)) == r"\max_{k} \, (- x_{k})"
    assert latex(SquaredDistance(X, Vector(-y[k], k, n))) == r"\bigl\lVert x - (- y)\bigr\rVert^2"


def test_no_slash_seems_to_divide_a_whole_sum() -> None:
    inside = Max.over(x[k] / n, k, n)
    assert latex(inside) == r"\max_{k} \frac{x_{k}}{n}"
    assert latex(sp.exp(inside)) == r"e^{\max_{k} \, (x_{k} / n)}"
    assert latex(sp.exp(Max(X) / n)) == r"e^{(\max_{k} x_{k}) / n}"


def test_a_list_of_one_entry_is_written_as_the_entry() -> None:
    """With parentheses where the argument of the quantity would have them."""
    one = Vector(y[k] - 1, i, sp.S.One)
    assert latex(LogSumExp(one)) == r"\operatorname{LogSumExp}(y_{k} - 1)"
    assert latex(SquaredDistance(one, one)) == r"\bigl\lVert y_{k} - 1 - (y_{k} - 1)\bigr\rVert^2"
    assert latex(Sum.over(y[k] - 1, i, sp.S.One) * beta) == r"\beta (y_{k} - 1)"


def test_a_quantity_that_stands_alone_has_no_parentheses_around_it() -> None:
    law = FittedLoss(n, d, *map(sp.Rational, ("1.61", "406.4", "410.7", "0.34", "0.28")))
    alone = r"1.61 + 406.4 \, n^{-0.34} + 410.7 \, d^{-0.28}"
    assert latex(law) == alone
    assert latex_relation(Relation(law, "<=", n)) == rf"{alone} \le n"
    assert latex(2 * law) == f"2 ({alone})"
    assert latex(law**2) == f"({alone})^{{2}}"


def test_what_stands_in_a_subscript_is_small_and_on_the_line() -> None:
    means = SoftmaxMean(Vector(-beta * x[k] ** 2 / 2, k, n), X)
    assert latex(means) == r"\mathbb{E}_{(- \beta x_{k}^{2} / 2)_{k}}[x]"


def test_numbers_that_no_line_holds_are_shown_by_their_ends() -> None:
    assert latex(sp.Integer(10) ** 60 + 7) == r"100000\underbrace{\cdots}_{\text{of 61 digits}}000007"
    assert latex(-(sp.Integer(10) ** 60) - 7) == r"-100000\underbrace{\cdots}_{\text{of 61 digits}}000007"
    assert latex(sp.Integer(10) ** 39 + 1) == "1" + 38 * "0" + "1"
