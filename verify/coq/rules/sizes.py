"""Cases of a size, and a monotone function of an extremum."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.kernel import Context, Max, Min, Relation, equal
from theory.kernel.binders import look_inside
from theory.kernel.rules import Hypothesis, Monotone, OneOrMore, Through
from theory.kernel.rules.indexed import opened
from theory.kernel.rules.through import two_values
from verify.coq import sign
from verify.coq.chains import WORD, chained, ended, replays, step
from verify.coq.equality import closing
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import function, natural


@replays(OneOrMore)
def _one_or_more(rule: OneOrMore, goal: Relation, frame: Frame) -> Lines:
    """The goal with a size replaced by 1, and the goal where the size is at least 2."""
    size, (one, more, several) = frame.scope.name(rule.size), (frame.fresh("h") for _ in range(3))
    two = Relation(rule.size, ">=", sp.Integer(2))
    return [
        f"destruct (one_or_more {size} ltac:(size)) as [{one} | {more}].",
        *block(_single(rule, goal, size, frame)),
        *block(
            [
                *asserted(several, frame.says(two), ["size."]),
                *chained(rule.more, goal, frame.assuming(two, several)),
            ]
        ),
    ]


def _single(rule: OneOrMore, goal: Relation, size: str, frame: Frame) -> Lines:
    """The goal where the size is 1: with 1 in its place, and then from that."""
    at_one = {rule.size: sp.Integer(1)}
    lines: Lines = []
    facts: list[tuple[Relation, str]] = []
    for fact, name in frame.facts:
        there, known = fact.substitute(at_one), name
        if frame.says(there) != frame.says(fact):
            known = frame.fresh("h")
            here = f"subst {size}; try change (INR 1) with 1 in {name}; done_by {name}."
            lines += asserted(known, frame.says(there), [here])
        facts.append((there, known))
    context = Context(
        facts=tuple(fact for fact, _ in facts), indices=frame.context.indices, library=frame.context.library
    )
    inside = replace(frame, context=context, facts=tuple(facts))
    reduced, name = goal.substitute(at_one), frame.fresh("f")
    lines += asserted(name, inside.says(reduced), chained(rule.one, reduced, inside))
    up, ends = goal.upward, (frame.fresh("e"), frame.fresh("e"))
    for end, before, after in zip(ends, (up.lhs, up.rhs), (reduced.upward.lhs, reduced.upward.rhs), strict=True):
        texts = frame.real(before), frame.real(after)
        names = [set(frame.scope.named(text)) for text in texts]
        # A quantity at a size and at 1 may be two definitions.
        opened = frame.scope.named(" ".join(texts)) if names[0] != names[1] else []
        put = [f"subst {size}", "try change (INR 1) with 1", "rewrite ?ln_1, ?sqrt_1, ?exp_0"]
        if opened:
            put = [put[0], f"unfold {', '.join(opened)}", *put[1:], "to_numbers"]
        lines += asserted(end, f"{texts[0]} = {texts[1]}", [f"{'; '.join(put)}.", *closing(inside, after)])
    return [*lines, f"exact ({WORD[up.op]}_from_eqs _ _ _ _ {ends[0]} {ends[1]} {name})."]


@replays(Through)
def _through(rule: Through, goal: Relation, frame: Frame) -> Lines:
    """A monotone function of an extremum is the extremum of the function's values."""
    inner = opened(rule.extremum)
    assert isinstance(inner, Max | Min)
    kind, vector = type(inner), inner.vector
    inside, introduced, body = frame.under(vector)
    s, t = two_values(body, frame.under(vector)[0].context)
    rises = rule.rises(s, t, frame.context)
    outer = kind if rises else {Max: Min, Min: Max}[kind]
    moved = outer.over(rule.value_at(body), look_inside(vector)[0], vector.size)
    fact = Relation(rule.value_at(inner), "=", moved)
    count, f = natural(vector.size, frame.scope), function(vector, frame.scope)
    of_hole = replace(frame, scope=frame.scope.naming(rule.hole)[0])
    image = f"(fun {of_hole.scope.name(rule.hole)} => {of_hole.real(rule.image)})"
    first, last, known, name = (frame.fresh(stem) for stem in ("e", "e", "m", "f"))
    lemma = f"{kind.__name__}_{'rising' if rises else 'falling'}"
    values = f"{kind.__name__} {count} {f}"
    images = f"{outer.__name__} {count} (fun i => {image} ({f} i))"
    lines = [
        *asserted(
            known,
            f"{image} ({values}) = {images}",
            [
                f"apply ({lemma} {count} {f} {image} {_sign_of(s)}); [size | | ].",
                *block([f"intros {introduced}; cbv beta.", *_entries(s, body, inside)]),
                *block(_compared(rule, s, t, rises, frame)),
            ],
        ),
        *asserted(first, f"{frame.real(fact.lhs)} = {image} ({values})", ["cbv beta.", *closing(frame, fact.lhs)]),
        *asserted(
            last,
            f"{images} = {frame.real(moved)}",
            [f"apply {outer.__name__}_ext; intros {introduced}; cbv beta.", *closing(inside, rule.value_at(body))],
        ),
        f"pose proof (eq_trans {first} (eq_trans {known} {last})) as {name}.",
    ]
    context = frame.context
    if equal(goal.lhs, fact.lhs, context) and equal(goal.rhs, fact.rhs, context):
        return [*lines, *ended(goal, fact, name, frame)]
    return [*lines, f"symmetry in {name}.", *ended(goal, fact.mirrored, name, frame)]


def _sign_of(s: sp.Symbol) -> str:
    """What is known of each entry, as a predicate."""
    return "(fun a => 0 < a)" if s.is_positive else "(fun a => 0 <= a)" if s.is_nonnegative else "(fun _ => True)"


def _entries(s: sp.Symbol, body: sp.Expr, inside: Frame) -> Lines:
    return sign.shown(body, inside, bool(s.is_positive)) if s.is_nonnegative else ["exact I."]


def _compared(rule: Through, s: sp.Symbol, t: sp.Symbol, rises: bool, frame: Frame) -> Lines:
    """The function at two values s <= t, compared by monotone position."""
    scope, first = frame.scope.naming(s)
    scope, second = scope.naming(t)
    low, high, order = (frame.fresh("g") for _ in range(3))
    signs = {**frame.signs, s: low, t: high}
    inside = replace(frame, scope=scope, signs=signs).assuming(Relation(s, "<=", t), order)
    goal = Relation(rule.value_at(s), "<=" if rises else ">=", rule.value_at(t))
    name = frame.fresh("f")
    return [
        f"intros {first} {second} {low} {high} {order}; cbv beta in *.",
        *asserted(name, inside.says(goal), step(Monotone(Hypothesis()), goal, inside)),
        f"done_by {name}.",
    ]
