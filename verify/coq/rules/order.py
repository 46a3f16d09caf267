"""Equations by normal form, hypotheses, signs, and both sides multiplied, moved, squared or put together."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Relation, at_least_zero, normal
from theory.kernel.rules import Algebra, Definition, Hypothesis, Moving, Rooted, Scaled, Sign, Squared, Squeezed, order
from verify.coq import sign
from verify.coq.arithmetic import times
from verify.coq.chains import WORD, chained, fact_of, follows, replays
from verify.coq.equality import arithmetic, closing, equate
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block


@replays(Definition, Algebra)
def _equation(_: Definition | Algebra, goal: Relation, frame: Frame) -> Lines:
    proof = equate(goal.upward.lhs, goal.upward.rhs, frame)
    return proof if goal.op == "=" else ["apply Req_le.", *proof]


@replays(Hypothesis)
def _hypothesis(_: Hypothesis, goal: Relation, frame: Frame) -> Lines:
    for fact, name in frame.facts:
        if order.follows(goal, fact, frame.context):
            return follows(goal, fact, name, frame)
    raise Untranslatable("the hypothesis is not among those in scope")


@replays(Sign)
def _sign(_: Sign, goal: Relation, frame: Frame) -> Lines:
    up = goal.upward
    for form in order.forms(normal(goal.slack, frame.context), goal.slack):
        if at_least_zero(form, frame.context, goal.strict):
            name = frame.fresh("g")
            return [
                *asserted(
                    name, f"0 {'<' if goal.strict else '<='} {frame.real(form)}", sign.shown(form, frame, goal.strict)
                ),
                f"refine (sign_{WORD[goal.op]}_ _ _ _ _ {name}).",
                *equate(up.rhs - up.lhs, form, frame, up.rhs, up.lhs, form),
            ]
    raise Untranslatable("the difference has no sign that shows")


@replays(Moving)
def _moving(rule: Moving, goal: Relation, frame: Frame) -> Lines:
    fact = Relation(rule.by.start, rule.by.op, rule.by.end)
    return fact_of(fact, chained(rule.by, fact, frame), goal, frame)


@replays(Squeezed)
def _squeezed(rule: Squeezed, goal: Relation, frame: Frame) -> Lines:
    return [
        "apply squeezed.",
        *block(chained(rule.above, Relation(goal.lhs, "<=", goal.rhs), frame)),
        *block(chained(rule.below, Relation(goal.lhs, ">=", goal.rhs), frame)),
    ]


@replays(Scaled)
def _scaled(rule: Scaled, goal: Relation, frame: Frame) -> Lines:
    factor, up, name = rule.factor, goal.upward, frame.fresh("f")
    inner = Relation(factor * goal.lhs, goal.op, factor * goal.rhs)
    return [
        *asserted(name, frame.says(inner), chained(rule.by, inner, frame)),
        f"apply (scaled_{WORD[goal.op]} _ _ {frame.real(factor)}).",
        *block(sign.shown(factor, frame, strict=True)),
        *_product(factor, up.lhs, inner.upward.lhs, frame),
        *_product(factor, up.rhs, inner.upward.rhs, frame),
        f"done_by {name}.",
    ]


def _product(factor: sp.Expr, e: sp.Expr, made: sp.Expr, frame: Frame) -> Lines:
    """factor * e as the kernel writes the product, rewritten in the goal."""
    raw, text = f"{frame.real(factor)} * {frame.real(e)}", frame.real(made)
    if f"({raw})" == text:
        return []
    name = frame.fresh("q")
    return [*asserted(name, f"{raw} = {text}", arithmetic(times(factor, e), made, frame)), f"try rewrite {name}."]


@replays(Rooted)
def _rooted(rule: Rooted, goal: Relation, frame: Frame) -> Lines:
    up, word, name, zero = goal.upward, WORD[goal.op], frame.fresh("f"), frame.fresh("g")
    inner = Relation(up.lhs**2, up.op, up.rhs**2)
    first, second, squares = _squares(inner.lhs, up.lhs, inner.rhs, up.rhs, frame)
    return [
        *asserted(name, frame.says(inner), chained(rule.by, inner, frame)),
        *asserted(zero, f"0 <= {frame.real(up.rhs)}", sign.shown(up.rhs, frame)),
        *squares,
        f"exact (rooted_{word} _ _ {zero} ({word}_from_eqs _ _ _ _ (eq_sym {first}) (eq_sym {second}) {name})).",
    ]


@replays(Squared)
def _squared(rule: Squared, goal: Relation, frame: Frame) -> Lines:
    fact, name, low = Relation(rule.by.start, rule.by.op, rule.by.end), frame.fresh("f"), frame.fresh("g")
    small, large, word = fact.upward.lhs, fact.upward.rhs, WORD[fact.op]
    zero = Relation(sp.S.Zero, "<=", small)
    made = Relation(small**2, fact.upward.op, large**2)
    first, second, squares = _squares(made.lhs, small, made.rhs, large, frame)
    proof = [
        *asserted(name, frame.says(fact), chained(rule.by, fact, frame)),
        *asserted(
            low,
            frame.says(zero),
            chained(rule.from_zero, zero, frame) if rule.from_zero else sign.shown(small, frame),
        ),
        *squares,
        f"exact ({word}_from_eqs _ _ _ _ {first} {second} (squared_{word} _ _ {low} {name})).",
    ]
    return fact_of(made, proof, goal, frame)


def _squares(low: sp.Expr, small: sp.Expr, high: sp.Expr, large: sp.Expr, frame: Frame) -> tuple[str, str, Lines]:
    """That the squares, as the kernel writes them, are the squares of the two: the names of both facts, and proofs."""
    names, lines = [], []
    for square, e in ((low, small), (high, large)):
        names.append(frame.fresh("q"))
        says = f"{frame.real(square)} = {frame.real(e)} ^ 2"
        lines += asserted(names[-1], says, closing(frame, e, square, by="square."))
    return names[0], names[1], lines
