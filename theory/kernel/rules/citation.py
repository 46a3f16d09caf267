"""A theorem, cited at given arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from theory.kernel.binders import fresh_index
from theory.kernel.chain import Rule, Support, apply
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.relation import Relation
from theory.kernel.rules.order import Hypothesis, Sign, follows
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Family, Vector
from theory.kernel.walks import substitute


@dataclass(frozen=True, slots=True)
class Cite:
    """A side of a theorem at these arguments, terms moved from side to side; its hypotheses are shown there.

    `at` gives symbols numbers or expressions, and families vectors; what it leaves out stays itself.  Each hypothesis
    is a fact in scope, has its sign by structure, or is shown by one of the rules in `given`; none of these is idle.
    """

    claim: str
    side: str = "bound"
    at: Mapping[sp.Basic, sp.Basic] = field(default_factory=dict)
    given: Rule | tuple[Rule, ...] = ()

    def check(self, goal: Relation, context: Context) -> Support:
        theorem = context.library(self.claim, self.side)
        for name, value in self.at.items():
            _check_argument(name, value, self.at, context)
        support, idle = Support(uses=frozenset({self.claim}), trust=theorem.trust), [*self._given]
        for hypothesis in theorem.hypotheses:
            rule, shown = self.discharge(hypothesis.substitute(self.at), context)
            support |= shown
            idle = [other for other in idle if other is not rule]
        if idle:
            raise Gap(f"{self.claim} asks for nothing that is shown by {idle[0]}: leave it out")
        instance = theorem.relation.substitute(self.at)
        if not follows(goal, instance, context):
            raise Gap(f"{self.claim} at these arguments says {instance.lhs} {instance.op} {instance.rhs}, not the goal")
        return support

    @property
    def _given(self) -> tuple[Rule, ...]:
        return self.given if isinstance(self.given, tuple) else (self.given,)

    def discharge(self, hypothesis: Relation, context: Context) -> tuple[Rule, Support]:
        """The rule that shows the hypothesis, and what it rests on."""
        rules: tuple[Rule, ...] = (Hypothesis(), Sign(), *self._given)
        for rule in rules:
            try:
                return rule, apply(rule, hypothesis, context)
            except Gap:
                continue
        shown = f"{hypothesis.lhs} {hypothesis.op} {hypothesis.rhs}"
        raise Gap(f"{self.claim} asks for {shown}, which is not known here")

    def __str__(self) -> str:
        return f"{self.claim}, {self.side}" if self.side != "bound" else self.claim


def _check_argument(name: sp.Basic, value: sp.Basic, at: Mapping[sp.Basic, sp.Basic], context: Context) -> None:
    """Does the value belong to the domain over which the theorem quantifies?"""
    check_defined(value, context)
    if isinstance(name, Family):
        entry: sp.Basic = value
        for axis in name.axes:
            if not isinstance(entry, Vector) or entry.size != substitute(axis, at):
                raise Gap(f"{name.symbol} stands for a vector of length {substitute(axis, at)}, not for {value}")
            entry = entry.at(fresh_index())
        name, value = name.symbol, entry
    if not isinstance(name, sp.Symbol) or not isinstance(value, sp.Expr):
        raise Gap(f"{name} cannot stand for {value}")
    if name.is_integer and not (value.is_integer and value.is_positive):
        raise Gap(f"{name} is a size: {value} is not known to be a positive integer")
    if name.is_positive and not at_least_zero(value, context, strict=True):
        raise Gap(f"{name} is positive: {value} is not shown to be")
    if name.is_nonnegative and not at_least_zero(value, context):
        raise Gap(f"{name} is not negative: {value} is not shown to be so")
