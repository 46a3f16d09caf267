"""Two cases, and absolute values."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Relation, equal
from theory.kernel.rules import Absolute, Either, Magnitude, Unsigned
from verify.coq.chains import WORD, chained, fact_of, replays
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block


@replays(Either)
def _either(rule: Either, goal: Relation, frame: Frame) -> Lines:
    name = frame.fresh("h")
    low = frame.assuming(Relation(rule.a, "<=", rule.b), name)
    high = frame.assuming(Relation(rule.a, ">", rule.b), name)
    return [
        f"destruct (Rle_or_lt {frame.real(rule.a)} {frame.real(rule.b)}) as [{name} | {name}].",
        *block(chained(rule.low, goal, low)),
        *block(chained(rule.high, goal, high)),
    ]


@replays(Absolute)
def _absolute(rule: Absolute, goal: Relation, frame: Frame) -> Lines:
    up, name = goal.upward, frame.fresh("f")
    inside = up.lhs.args[0]
    other = Relation(-inside, up.op, up.rhs)
    return [
        *asserted(name, frame.says(other), chained(rule.below, other, frame)),
        f"apply absolute_{WORD[up.op]}; [ | done_by {name}].",
        *chained(rule.above, Relation(inside, up.op, up.rhs), frame),
    ]


@replays(Unsigned)
def _unsigned(rule: Unsigned, goal: Relation, frame: Frame) -> Lines:
    for side in (goal, goal.mirrored):
        if not isinstance(side.lhs, sp.Abs) or side.rhs not in (inside := side.lhs.args[0], -side.lhs.args[0]):
            continue
        name, zero = frame.fresh("f"), Relation(sp.S.Zero, "<=", side.rhs)
        lines = [
            *asserted(name, frame.says(zero), chained(rule.by, zero, frame)),
            *(() if side is goal else ("symmetry.",)),
        ]
        if side.rhs == inside:
            return [*lines, f"exact (unsigned _ {name})."]
        turned, there = frame.fresh("q"), frame.fresh("f")
        return [
            *lines,
            f"assert ({turned} : {frame.real(side.rhs)} = - {frame.real(inside)}) by expand.",
            f"assert ({there} : 0 <= - {frame.real(inside)}) by (done_by {name}).",
            f"exact (eq_trans (unsigned_opp _ {there}) (eq_sym {turned})).",
        ]
    raise Untranslatable("the absolute value is on neither side")


@replays(Magnitude)
def _magnitude(_: Magnitude, goal: Relation, frame: Frame) -> Lines:
    up = goal.upward
    inside = up.rhs.args[0]
    as_it_is = equal(up.lhs, inside, frame.context)
    fact = Relation(inside if as_it_is else -inside, "<=", up.rhs)
    lemma = "magnitude" if as_it_is else "magnitude_opp"
    return fact_of(fact, [f"done_by ({lemma} {frame.real(inside)})."], goal, frame)
