"""Derivations replayed: every step of a chain as a goal of Coq, proved by what its rule stands for; facts that follow.

What proves the steps of a rule is found by the rule's type, under which `replays` has entered it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.kernel import Chain, Op, Relation, implies, normal
from theory.kernel.chain import Rule, apply
from theory.kernel.errors import Gap
from theory.kernel.normal import is_zero
from theory.kernel.rules import Cite, Hypothesis, order
from verify.coq import lemmas
from verify.coq.equality import equate
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted

WORD = {"=": "eq", "<": "lt", "<=": "le", ">": "lt", ">=": "le"}  # in the names of lemmas
MOVED = {("<=", "<="): "le", ("<", "<"): "lt", ("<=", "<"): "lt_le", ("=", "="): "eq", ("<=", "="): "eq_le"}

Replay = Callable[[Any, Relation, Frame], Lines]
_REPLAYS: dict[type, Replay] = {}


def replays(*rules: type) -> Callable[[Replay], Replay]:
    """Enter a function as what proves the steps by these rules."""

    def enter(replay: Replay) -> Replay:
        _REPLAYS.update(dict.fromkeys(rules, replay))
        return replay

    return enter


def step(rule: Rule, goal: Relation, frame: Frame) -> Lines:
    """The proof of one step; Untranslatable where its rule has no counterpart."""
    if type(rule) not in _REPLAYS:
        raise Untranslatable(f"the rule {type(rule).__name__} has no counterpart")
    return _REPLAYS[type(rule)](rule, goal, frame)


def chained(chain: Chain, goal: Relation, frame: Frame) -> Lines:
    """The proof of a goal by a chain."""
    if implies(chain.op, goal.mirrored.op) and not implies(chain.op, goal.op):
        goal = goal.mirrored
    lines: Lines = []
    before, kept = chain.start, ""
    so_far: Op = "="
    for op, after, rule in chain.steps:
        relation = Relation(before, op, after)
        name = frame.fresh("s")
        lines += _step(name, rule, relation, frame)
        if kept:
            joined = frame.fresh("c")
            lines.append(f"pose proof ({_joined(so_far, op, kept, name)}) as {joined}.")
            name = joined
        kept, so_far = name, _together(so_far, op)
        before = after
    return [*lines, *ended(goal, Relation(chain.start, so_far, before), kept, frame)]


def _step(name: str, rule: Rule, relation: Relation, frame: Frame) -> Lines:
    """A step, kept under the name; others may have the same, if it needs nothing but the terms."""
    way = repr(rule)
    if any(f"{more.__name__}(" in way for more in (Cite, Hypothesis)):
        return asserted(name, frame.says(relation), step(rule, relation, frame))

    def proves(inside: Frame) -> Lines:
        if inside is not frame:
            try:
                apply(rule, relation, inside.context)
            except Gap:
                raise Untranslatable(f"{relation} holds by what is assumed") from None
        return step(rule, relation, inside)

    return lemmas.shown(name, way, lambda inside: inside.says(relation), proves, frame, relation.lhs, relation.rhs)


def _together(a: Op, b: Op) -> Op:
    return a if b == "=" else b if a == "=" else (a if len(a) == 1 else b)


def _joined(a: Op, b: Op, first: str, second: str) -> str:
    """The lemma that puts two steps together; a falling chain is read from its end."""
    if ">" in a + b:
        first = f"(eq_sym {first})" if a == "=" else first
        second = f"(eq_sym {second})" if b == "=" else second
        return f"chain_{WORD[b]}_{WORD[a]} _ _ _ {second} {first}"
    return f"chain_{WORD[a]}_{WORD[b]} _ _ _ {first} {second}"


def ended(goal: Relation, fact: Relation, name: str, frame: Frame) -> Lines:
    """The goal from a fact between terms that the kernel finds equal to its ends."""
    up, known = goal.upward, fact.upward
    lines: Lines = []
    if fact.op == "=" and (goal.op in (">", ">=") or frame.real(goal.lhs) == frame.real(fact.rhs)):
        known = fact.mirrored
        lines.append(f"symmetry in {name}.")
    for asked, found in ((up.lhs, known.lhs), (up.rhs, known.rhs)):
        if frame.real(asked) != frame.real(found):
            same = frame.fresh("e")
            lines += asserted(same, f"{frame.real(asked)} = {frame.real(found)}", equate(asked, found, frame))
            lines.append(f"try rewrite {same}.")
    return [*lines, weakened(up.op, known.op, name)]


def weakened(asked: Op, known: Op, name: str) -> str:
    """The goal by a hypothesis between the same terms with the same relation or a stronger one."""
    if asked == known:
        return f"done_by {name}."
    return f"exact (Rlt_le _ _ {name})." if known == "<" else f"exact (Req_le _ _ {name})."


def follows(goal: Relation, fact: Relation, name: str, frame: Frame) -> Lines:
    """The goal from a fact, terms moved from side to side and multiplied by a positive number."""
    up, known = goal.upward, fact.upward
    if frame.says(goal) == frame.says(fact):
        return [f"exact {name}."]
    if frame.real(up.lhs) == frame.real(known.lhs) and frame.real(up.rhs) == frame.real(known.rhs):
        return [weakened(up.op, known.op, name)]
    scale = scale_of(goal, fact, frame)
    a, b, c, d = (frame.real(e) for e in (up.lhs, up.rhs, known.lhs, known.rhs))
    positive = "" if fact.op == "=" else " ltac:(lra)"
    return [
        f"apply (moved_{MOVED[up.op, known.op]} {a} {b} {c} {d} {frame.real(scale)}{positive} {name}).",
        *equate(up.rhs - up.lhs, scale * (known.rhs - known.lhs), frame, up.rhs, up.lhs, known.rhs, known.lhs),
    ]


def scale_of(goal: Relation, fact: Relation, frame: Frame) -> sp.Expr:
    """The number by which the fact is multiplied to give the goal; Untranslatable where there is none."""
    asked, given = normal(goal.slack, frame.context), normal(fact.slack, frame.context)
    scales = [sp.S.One, order.ratio(asked, given)]
    if fact.op == "=":
        scales += [-s for s in scales]
    for scale in scales:
        if (scale.is_positive or fact.op == "=") and is_zero(asked - scale * given, frame.context):
            return scale
    raise Untranslatable(f"{fact} gives {goal} in a way that has no counterpart")


def fact_of(fact: Relation, proof: Lines, goal: Relation, frame: Frame) -> Lines:
    """The goal from a fact that is proved first."""
    if frame.says(goal) == frame.says(fact):
        return proof
    name = frame.fresh("f")
    return [*asserted(name, frame.says(fact), proof), *follows(goal, fact, name, frame)]
