"""What the kernel accepts is true at points: sizes 1 to 3 and small rationals, by an evaluator of its own."""

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.kernel.drawn import (
    BINDERS,
    defined,
    expressions,
    height,
    is_defined,
    moderate,
    points,
    real,
    triple,
    x,
)
from tests.unit.kernel.oracle import Point, TooLarge, Undefined, agrees, holds, value
from theory.kernel import (
    Context,
    Family,
    Gap,
    Max,
    Min,
    Op,
    Relation,
    Rule,
    at_least_zero,
    equal,
    index,
    normal,
    substitute,
)
from theory.kernel.defined import check_defined
from theory.kernel.rules import Algebra, Entry, Magnitude, Monotone, Sign, Tangent, Through

nowhere = Context()
hole = sp.Symbol("hole", real=True)
OPS: tuple[Op, ...] = ("<", "<=", "=", ">=", ">")
ops = st.sampled_from(OPS)


def filled(term: sp.Expr, part: sp.Expr) -> sp.Expr:
    made = substitute(term, {hole: part})
    assert isinstance(made, sp.Expr)
    return made


@moderate
@given(expressions(), points())
def test_what_is_accepted_as_defined_is_a_finite_real(term: sp.Expr, point: Point) -> None:
    assume(is_defined(term))
    try:
        value(term, point)
    except TooLarge:
        assume(False)


@moderate
@given(defined(), points())
def test_a_term_and_its_normal_form_have_one_value(term: sp.Expr, point: Point) -> None:
    try:
        assert agrees(value(term, point), value(normal(term, nowhere), point)), normal(term, nowhere)
    except TooLarge:
        assume(False)


@moderate
@given(defined(3), defined(3), points())
def test_terms_that_are_found_equal_are_equal(a: sp.Expr, b: sp.Expr, point: Point) -> None:
    for left, right in ((a * (b + 1), a * b + a), (a, b)):
        try:
            same = agrees(value(left, point), value(right, point))
        except TooLarge:
            assume(False)
        assert same or not equal(left, right, nowhere)
        assert not same or not equal(left, right + 1, nowhere)


@moderate
@given(defined(3), points(), st.booleans())
def test_a_sign_that_is_shown_is_the_sign(term: sp.Expr, point: Point, strict: bool) -> None:
    forms = (term, -term, normal(term, nowhere), sp.factor_terms(term))
    shown = [form for form in forms if at_least_zero(form, nowhere, strict)]
    assume(shown)
    for form in shown:
        try:
            found = value(form, point)
        except TooLarge:
            assume(False)
        assert found > 0 or (not strict and agrees(found, 0 * found)), form


@moderate
@given(expressions(3, hole), defined(1), defined(1), points(), ops, st.booleans())
def test_a_monotone_position_is_monotone(
    term: sp.Expr, part: sp.Expr, more: sp.Expr, point: Point, op: Op, strictly: bool
) -> None:
    assume(hole in term.free_symbols)
    larger = part + sp.Abs(more) + (1 if strictly else 0)
    for above, below in ((larger, part), (part, larger)):
        goal = Relation(filled(term, below), op, filled(term, above))
        if is_defined(goal.lhs) and is_defined(goal.rhs) and accepted(Monotone(Sign()), goal):
            assert true_at(goal, point), goal


def accepted(rule: Rule, goal: Relation) -> bool:
    try:
        rule.check(goal, nowhere)
    except Gap:
        return False
    return True


def true_at(goal: Relation, point: Point) -> bool:
    try:
        return holds(goal, point)
    except TooLarge:
        return True


@moderate
@given(
    expressions(2, hole),
    defined(1),
    points(),
    ops,
    st.sampled_from((Max, Min)),
    st.sampled_from((x, height, triple)),
)
def test_a_function_through_an_extremum(
    image: sp.Expr, scale: sp.Expr, point: Point, op: Op, kind: type[Max | Min], family: Family
) -> None:
    assume(hole in image.free_symbols)
    name, length = index("i0"), family.axes[0]
    body = family[name] * scale
    extremum = kind.over(body, name, length)
    for outer in (Max, Min):
        goal = Relation(filled(image, extremum), op, outer.over(filled(image, body), name, length))
        if is_defined(goal.lhs) and is_defined(goal.rhs) and accepted(Through(image, hole, extremum), goal):
            assert true_at(goal, point), goal


@moderate
@given(expressions(2, hole), points(), ops, st.sampled_from(BINDERS))
def test_an_entry_against_the_whole(body: sp.Expr, point: Point, op: Op, binder: tuple[type[Max], sp.Expr]) -> None:
    kind, length = binder
    name = index("i0")
    whole = kind.over(filled(body, name), name, length)
    goal = Relation(whole.vector.at(1), op, whole)
    assume(is_defined(goal.lhs) and is_defined(goal.rhs))
    if accepted(Entry(1), goal):
        assert true_at(goal, point), goal


@moderate
@given(defined(2), points(), ops)
def test_tangents_and_magnitudes(term: sp.Expr, point: Point, op: Op) -> None:
    goals: dict[Relation, Rule] = {
        Relation(1 + term, op, sp.exp(term)): Tangent(term),
        Relation(term, op, sp.Abs(term)): Magnitude(),
        Relation(-term, op, sp.Abs(term)): Magnitude(),
        Relation(sp.exp(term) * sp.exp(-term), op, sp.S.One): Algebra(),
    }
    for goal, rule in goals.items():
        if accepted(rule, goal):
            assert true_at(goal, point), goal


class TestTheOracle:
    """The evaluator tells right from wrong, so that the laws above can fail."""

    point = Point(symbols={real: sp.Rational(-1, 2)})

    def test_values(self) -> None:
        assert value(sp.exp(real) * 0 + real**2, self.point) == 0.25
        assert value(Max.over(real * index("k"), index("k"), sp.Integer(3)), self.point) == -0.5

    @pytest.mark.parametrize(
        "term", [sp.log(real), 1 / (real + sp.Rational(1, 2)), sp.sqrt(real), sp.sin(real), sp.zoo]
    )
    def test_what_is_no_real_number(self, term: sp.Expr) -> None:
        with pytest.raises(Undefined):
            value(term, self.point)

    @pytest.mark.parametrize(("op", "true"), [("<", True), ("<=", True), ("=", False), (">=", False), (">", False)])
    def test_relations(self, op: Op, true: bool) -> None:
        assert holds(Relation(real, op, sp.S.Zero), self.point) is true

    def test_a_wrong_normal_form_would_be_seen(self) -> None:
        assert not agrees(value(sp.Abs(real), self.point), value(real, self.point))


def test_drawn_terms_are_in_the_language() -> None:
    """Most drawn terms are accepted, and the reason of a refusal is never a name out of scope."""
    reasons: list[str] = []

    @moderate
    @given(expressions())
    def look(term: sp.Expr) -> None:
        try:
            check_defined(term, nowhere)
            reasons.append("")
        except Gap as gap:
            reasons.append(gap.reason)

    look()
    assert reasons.count("") > len(reasons) / 2
    assert not [r for r in reasons if "scope" in r or "not declared real" in r]
