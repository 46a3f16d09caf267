"""The tangent and the chord of exp, and Jensen's inequality for it."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Relation, Sum, at_least_zero
from theory.kernel.rules import Chord, Jensen, Tangent
from verify.coq import sign
from verify.coq.chains import MOVED, fact_of, follows, replays, scale_of
from verify.coq.equality import closing, equate
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import function, natural


@replays(Tangent)
def _tangent(rule: Tangent, goal: Relation, frame: Frame) -> Lines:
    t, up = rule.t, goal.upward
    moves = at_least_zero(t, frame.context, True) or at_least_zero(-t, frame.context, True)
    fact = Relation(1 + t, "<" if moves else "<=", sp.exp(t))
    text, name = frame.real(t), frame.fresh("f")
    lemma = f"tangent_lt {text} ltac:(assumption)" if moves else f"tangent {text}"
    ends = f"{frame.real(up.lhs)} {frame.real(up.rhs)} (1 + {text}) (exp {text})"
    scale = scale_of(goal, fact, frame)
    whole = sp.exp(t, evaluate=False)  # as Coq has it: the kernel may write a logarithm in t as a power
    return [
        *(sign.nonzero(t, frame) if moves else []),
        f"assert ({name} : 1 + {text} {fact.op} exp {text}) by exact ({lemma}).",
        f"apply (moved_{MOVED[up.op, fact.op]} {ends} {frame.real(scale)} ltac:(lra) {name}).",
        *equate(up.rhs - up.lhs, scale * (whole - 1 - t), frame, up.rhs, up.lhs, whole, t),
    ]


@replays(Jensen)
def _jensen(rule: Jensen, goal: Relation, frame: Frame) -> Lines:
    weights, points, size = rule.weights, rule.points, rule.weights.size
    inside, introduced, weight = frame.under(weights)
    index = inside.context.indices[-1][0]
    point = points.at(index)
    fact = Relation(sp.exp(Sum.over(weight * point, index, size)), "<=", Sum.over(weight * sp.exp(point), index, size))
    w, t, one, name = function(weights, frame.scope), function(points, frame.scope), frame.fresh("o"), frame.fresh("f")
    count = natural(size, frame.scope)
    proof = [
        f"refine (chain_le_eq _ _ _ (chain_eq_le _ _ _ _ (jensen {count} {w} {t} _ {one})) _).",
        *block(["apply f_equal; apply Sum_ext; intros; cbv beta; first [same | expand]."]),
        *block([f"intros {introduced}; cbv beta.", *sign.shown(weight, inside)]),
        *block(["apply Sum_ext; intros; cbv beta; first [same | expand]."]),
    ]
    return [
        *asserted(one, f"Sum {count} {w} = 1", equate(Sum(weights), sp.S.One, frame, Sum(weights))),
        *asserted(name, frame.says(fact), proof),
        *follows(goal, fact, name, frame),
    ]


@replays(Chord)
def _chord(rule: Chord, goal: Relation, frame: Frame) -> Lines:
    w, a, b = rule.weight, rule.a, rule.b
    other = sp.expand(1 - w)
    fact = Relation(sp.exp(w * a + (1 - w) * b), "<=", w * sp.exp(a) + (1 - w) * sp.exp(b))
    low, high = frame.fresh("g"), frame.fresh("g")
    lemma = f"chord {frame.real(w)} {frame.real(a)} {frame.real(b)} {low} ltac:(lra)"
    proof = [
        f"refine (chain_le_eq _ _ _ (chain_eq_le _ _ _ _ ({lemma})) _).",
        *block(["apply f_equal.", *closing(frame, w, a, b)]),
        *block(closing(frame, w, sp.exp(a), sp.exp(b))),
    ]
    return [
        *asserted(low, f"0 <= {frame.real(w)}", sign.shown(w, frame)),
        *asserted(high, f"0 <= {frame.real(other)}", sign.shown(other, frame)),
        *fact_of(fact, proof, goal, frame),
    ]
