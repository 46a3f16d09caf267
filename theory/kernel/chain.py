"""Derivations as data: a chain of expressions, each related to the one before by a named rule."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol

import sympy as sp

from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap, Ill
from theory.kernel.normal import equal
from theory.kernel.relation import Op, Relation, compose, implies


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One accepted step, with what was in scope: the line that is printed and evaluated again."""

    depth: int
    relation: Relation
    rule: str
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What an accepted step rests on: theorems, Standard facts, the lines of inner derivations."""

    uses: frozenset[str] = frozenset()
    trust: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()

    def __or__(self, other: Support) -> Support:
        return Support(uses=self.uses | other.uses, trust=self.trust | other.trust, lines=self.lines + other.lines)


class Rule(Protocol):
    """A frozen dataclass whose docstring is the fact; `check` accepts the goal or raises Gap."""

    def check(self, goal: Relation, context: Context) -> Support: ...

    def __str__(self) -> str: ...


def apply(rule: Rule, goal: Relation, context: Context) -> Support:
    """The rule's answer; Gap where it is no rule of the kernel, so that nothing else can accept a step."""
    kind = type(rule)
    home = kind.__module__ if kind.__module__.startswith("theory.kernel.rules.") else ""
    if getattr(sys.modules.get(home), kind.__name__, None) is not kind:  # a class can say that it is from there
        raise Gap(f"{kind.__name__} is no rule of the kernel")
    return rule.check(goal, context)


@dataclass(frozen=True, slots=True)
class Chain:
    """start op_1 e_1 op_2 e_2 ...; each triple is (op, expression, rule)."""

    start: sp.Expr
    steps: tuple[tuple[Op, sp.Expr, Rule], ...] = field(default=())

    @property
    def end(self) -> sp.Expr:
        return self.steps[-1][1] if self.steps else self.start

    @property
    def op(self) -> Op:
        return compose([op for op, _, _ in self.steps])


def chain(start: sp.Expr | int, *steps: tuple[Op, sp.Expr | int, Rule]) -> Chain:
    """A derivation from `start`; Ill where the steps have no common direction."""
    made = Chain(sp.sympify(start), tuple((op, sp.sympify(after), rule) for op, after, rule in steps))
    if not steps:
        raise Ill("a chain needs a step")
    _ = made.op
    return made


def check_chain(derivation: Chain, goal: Relation, context: Context) -> Support:
    """Replay: accepts if every step is accepted and the ends and the direction are those of the goal."""
    if type(derivation) is not Chain or type(derivation.steps) is not tuple:
        raise Gap("a derivation is a chain with a tuple of steps: what is read twice must be the same twice")
    try:
        shown = derivation.op
    except Ill as ill:
        raise Gap(str(ill)) from None
    if implies(shown, goal.mirrored.op) and not implies(shown, goal.op):
        goal = goal.mirrored
    if not implies(shown, goal.op):
        raise Gap(f"the chain shows {shown}, the goal asks for {goal.op}")
    check_defined(derivation.start, context)
    support, before = Support(), derivation.start
    for number, (op, after, rule) in enumerate(derivation.steps, start=1):
        relation = Relation(before, op, after)
        try:
            check_defined(after, context)
            inner = apply(rule, relation, context)
        except Gap as gap:
            raise gap.inside(f"step {number}") from None
        line = Line(depth=0, relation=relation, rule=str(rule), context=context)
        deeper = tuple(
            Line(depth=k.depth + 1, relation=k.relation, rule=k.rule, context=k.context) for k in inner.lines
        )
        support |= Support(uses=inner.uses, trust=inner.trust, lines=(line, *deeper))
        before = after
    for name, found, asked in (("starts", derivation.start, goal.lhs), ("ends", before, goal.rhs)):
        if not equal(found, asked, context):
            raise Gap(f"the chain {name} at {found}, the goal has {asked}", f"step {len(derivation.steps)}")
    return support
