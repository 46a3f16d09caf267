"""A printed formula is read back as the term that it prints: no slash, order or sign changes what it says."""

from __future__ import annotations

import math

import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.reading import Misread, Reader
from theory.latex import latex

VALUES = {"u": 1.25, "v": 0.75, "w": 2.5}
u, v, w = (sp.Symbol(name, positive=True) for name in VALUES)
NUMBERS = st.sampled_from(
    [sp.Rational(text) for text in ["-3", "-1", "-1/2", "1/2", "2", "3", "2/3", "0.34", "406.4", "-0.28", "1/5", "12"]]
)
LETTERS = st.sampled_from([u, v, w])


def _composed(inner: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    """Sums, products and quotients of terms, and their powers, roots, exponentials and logarithms where positive."""
    several = st.lists(inner, min_size=2, max_size=3)
    positive = inner.map(lambda term: 1 + term**2)
    return st.one_of(
        several.map(lambda terms: sp.Add(*terms)),
        several.map(lambda terms: sp.Mul(*terms)),
        st.tuples(inner, positive).map(lambda pair: pair[0] / pair[1]),
        st.tuples(LETTERS, inner).map(lambda pair: pair[0] ** pair[1]),
        positive.map(sp.sqrt),
        positive.map(sp.log),
        LETTERS.map(sp.log),
        inner.map(lambda term: sp.exp(-term / 5)),
    )


TERMS = st.recursive(st.one_of(NUMBERS, LETTERS), _composed, max_leaves=7)


def _value(term: sp.Expr) -> complex:
    return complex(sp.N(term.subs({sp.Symbol(name, positive=True): sp.Rational(x) for name, x in VALUES.items()}), 30))


@settings(max_examples=400, deadline=None)
@given(TERMS)
@example(sp.exp(sp.log(u) / v))
@example(sp.exp(w / (u * sp.log(v) ** 2)))
@example(sp.exp((-u - v) / w))
@example((-u - v) * w / 3)
def test_what_is_printed_is_read_as_the_term(term: sp.Expr) -> None:
    expected = _value(term)
    if not (abs(expected.imag) < 1e-20 and 1e-30 < abs(expected.real) < 1e30):
        return
    try:
        found = Reader(latex(term), VALUES).read()
    except OverflowError:  # of a part of the term
        return
    assert math.isclose(found, expected.real, rel_tol=1e-7, abs_tol=1e-9), latex(term)


@pytest.mark.parametrize(
    "ambiguous",
    ["u / v w", "2 3", r"\frac{u}{v} w /", "u + - v", r"\log"],
)
def test_the_reader_refuses_what_may_be_misread(ambiguous: str) -> None:
    with pytest.raises(Misread):
        Reader(ambiguous, VALUES).read()


@pytest.mark.parametrize(
    ("text", "value"),
    [(r"\log u / v", math.log(1.25 / 0.75)), ("u v / w", 0.375), ("- u^{2} + 2", 0.4375), (r"3 \cdot 2^{2}", 12)],
)
def test_the_reader_reads_as_a_reader_does(text: str, value: float) -> None:
    assert math.isclose(Reader(text, VALUES).read(), value)
