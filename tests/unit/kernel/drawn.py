"""Hypothesis strategies for terms of the kernel's language, and for points to evaluate them at."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from tests.unit.kernel.oracle import Point, table
from theory.kernel import Context, Family, Gap, Max, Min, Sum, index, size
from theory.kernel.defined import check_defined

n, d = size("n"), size("d")
beta = sp.Symbol("beta", positive=True)
weight = sp.Symbol("lambda", nonnegative=True)
real = sp.Symbol("t", real=True)
x = Family("x", n)
rho = Family("rho", d, n)
height = Family("h", n, positive=True)
triple = Family("z", sp.Integer(3), nonnegative=True)
FAMILIES = (x, rho, height, triple)
LENGTHS = (n, d, sp.Integer(3))
NUMBERS = tuple(sp.Rational(*q) for q in ((-2, 1), (-1, 1), (-1, 2), (1, 2), (1, 1), (2, 1), (3, 1), (4, 9)))
REALS = tuple(sp.Rational(*q) for q in ((0, 1), (1, 1), (-1, 1), (1, 2), (-3, 2), (2, 1), (-2, 1), (7, 3), (-5, 2)))
POSITIVE = tuple(q for q in REALS if q > 0)
NON_NEGATIVE = (sp.S.Zero, *POSITIVE)

Scope = tuple[tuple[sp.Symbol, sp.Expr], ...]

moderate = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


CHANGES: tuple[Callable[[sp.Expr], sp.Expr], ...] = (
    sp.exp, sp.Abs, sp.log, sp.sqrt,
    lambda a: -a, lambda a: a**2, lambda a: a**3, lambda a: 1 / a, lambda a: a ** sp.Rational(-3, 2),
    lambda a: sp.log(1 + sp.Abs(a)), lambda a: sp.log(sp.exp(a) + 1), lambda a: 1 / (1 + a**2),
    lambda a: sp.sqrt(sp.Abs(a)), lambda a: 2 * a, lambda a: a - 1, lambda a: sp.Abs(a) ** beta,
    lambda a: a**n, lambda a: a ** (n - 1), lambda a: n**a, lambda a: sp.exp(-a),
)  # fmt: skip
JOINS: tuple[Callable[[sp.Expr, sp.Expr], sp.Expr], ...] = (
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / (1 + b**2),
)  # fmt: skip
BINDERS = tuple((kind, length) for kind in (Sum, Max, Min) for length in LENGTHS)

_form = st.sampled_from(("leaf", "change", "change", "join", "join", "binder", "binder"))
_leaf = st.sampled_from(("entry", "entry", "symbol", "number"))
_change, _join, _binder = st.sampled_from(CHANGES), st.sampled_from(JOINS), st.sampled_from(BINDERS)
_family, _number, _upto = st.sampled_from(FAMILIES), st.sampled_from(NUMBERS), st.integers(0, 11)


def _leaf_in(draw: st.DrawFn, scope: Scope) -> sp.Expr:
    """A number, a symbol, an index in scope, or an entry of a family at places in scope."""
    match draw(_leaf):
        case "number":
            return draw(_number)
        case "symbol":
            symbols = (n, d, beta, weight, real, *(name for name, _ in scope))
            return symbols[draw(_upto) % len(symbols)]
    family = draw(_family)
    return family[tuple(_place(draw, scope, axis) for axis in family.axes)]


def _place(draw: st.DrawFn, scope: Scope, length: sp.Expr) -> sp.Expr:
    places = [name for name, bound in scope if bound == length]
    places += [sp.Integer(k) for k in (range(1, int(length) + 1) if length.is_Integer else (1,))]
    return places[draw(_upto) % len(places)]


def _grow(draw: st.DrawFn, depth: int, scope: Scope, hole: sp.Symbol | None) -> sp.Expr:
    form = draw(_form) if depth else "leaf"
    match form:
        case "change":
            return draw(_change)(_grow(draw, depth - 1, scope, hole))
        case "join":
            join = draw(_join)
            return join(_grow(draw, depth - 1, scope, hole), _grow(draw, depth - 1, scope, hole))
        case "binder":
            kind, length = draw(_binder)
            name = index(f"i{len(scope)}")
            return kind.over(_grow(draw, depth - 1, (*scope, (name, length)), hole), name, length)
    if hole is not None and draw(_upto) % 2:
        return hole
    return _leaf_in(draw, scope)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4, hole: sp.Symbol | None = None) -> sp.Expr:
    """Terms of the language, most of them defined; with a hole, terms in which it may occur."""
    return _grow(draw, depth, (), hole)


_size, _real, _positive, _non_negative = map(st.sampled_from, ((1, 2, 3), REALS, POSITIVE, NON_NEGATIVE))


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Sizes from 1 to 3 and small rationals, zeros and ties among them."""
    lengths = {s: draw(_size) for s in (n, d)}
    symbols: dict[sp.Symbol, sp.Rational | int] = {
        **lengths, beta: draw(_positive), weight: draw(_non_negative), real: draw(_real)
    }  # fmt: skip
    kinds = {x: _real, rho: _real, height: _positive, triple: _non_negative}
    entries = {
        family.symbol.name: table(family, [draw(kind) for _ in range(4)], lengths) for family, kind in kinds.items()
    }
    return Point(symbols=symbols, entries=entries)


def is_defined(term: sp.Expr) -> bool:
    """Does the kernel accept the term as defined?"""
    try:
        check_defined(term, Context())
    except Gap:
        return False
    return True


@st.composite
def defined(draw: st.DrawFn, depth: int = 4) -> sp.Expr:
    """Terms that the kernel accepts as defined."""
    term = draw(expressions(depth))
    assume(is_defined(term))
    return term
