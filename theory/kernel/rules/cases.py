"""Case distinction, and |a| <= b as two chains."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Chain, Support, check_chain
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.normal import equal
from theory.kernel.relation import Relation
from theory.kernel.walks import families

_LONG = 100  # what a line of a proof can name of the cases that it distinguishes


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A size is 1, or at least 2: `one` shows the goal with the size replaced by 1, `more` with size >= 2 known."""

    size: sp.Symbol
    one: Chain
    more: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        if not (isinstance(self.size, sp.Symbol) and self.size.is_integer and self.size.is_positive):
            raise Gap(f"{self.size} is no size: only a positive integer is 1 or at least 2")
        check_defined(self.size, context)
        if any(self.size in limit.free_symbols for _, limit in context.indices):
            raise Gap(f"an index up to {self.size} is fixed: distinguish the cases before")
        at_one = {self.size: sp.Integer(1)}
        terms = [goal.lhs, goal.rhs, *(side for fact in context.facts for side in (fact.lhs, fact.rhs))]
        arrays = frozenset().union(*(families(term) for term in terms))
        if len({f.symbol for f in arrays}) < len(arrays):
            raise Gap(f"two families share a name and would become one at {self.size} = 1")
        facts = tuple(fact.substitute(at_one) for fact in context.facts)
        single = Context(facts=facts, indices=context.indices, library=context.library)
        first = check_chain(self.one, goal.substitute(at_one), single)
        several = context.assuming(Relation(self.size, ">=", sp.Integer(2)))
        return first | check_chain(self.more, goal, several)

    def __str__(self) -> str:
        return f"cases {self.size} = 1 and {self.size} >= 2"


@dataclass(frozen=True, slots=True)
class Either:
    """a <= b or a > b: `low` shows the goal where a <= b, `high` where a > b."""

    a: sp.Expr
    b: sp.Expr
    low: Chain
    high: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        check_defined(self.a, context)
        check_defined(self.b, context)
        low = check_chain(self.low, goal, context.assuming(Relation(self.a, "<=", self.b)))
        return low | check_chain(self.high, goal, context.assuming(Relation(self.a, ">", self.b)))

    def __str__(self) -> str:
        cases = f"cases {self.a} <= {self.b} and {self.a} > {self.b}"
        return cases if len(cases) <= _LONG else "two cases"


@dataclass(frozen=True, slots=True)
class Absolute:
    """|a| <= b if a <= b and -a <= b; < from two strict chains."""

    above: Chain
    below: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        up = goal.upward
        if not isinstance(up.lhs, sp.Abs):
            raise Gap(f"{up.lhs} is no absolute value to be bounded from above")
        if up.op == "=":
            raise Gap("two chains bound an absolute value; they do not show an equation")
        inside = up.lhs.args[0]
        above = check_chain(self.above, Relation(inside, up.op, up.rhs), context)
        return above | check_chain(self.below, Relation(-inside, up.op, up.rhs), context)

    def __str__(self) -> str:
        return "both signs of the absolute value"


@dataclass(frozen=True, slots=True)
class Unsigned:
    """|a| = a where a chain leads from 0 up to a."""

    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        for side in (goal, goal.mirrored):
            if (
                isinstance(side.lhs, sp.Abs)
                and side.op == "="
                and any(side.rhs == a for a in (side.lhs.args[0], -side.lhs.args[0]))
            ):
                return check_chain(self.by, Relation(sp.S.Zero, "<=", side.rhs), context)
        raise Gap(f"{goal.lhs} {goal.op} {goal.rhs} does not remove an absolute value")

    def __str__(self) -> str:
        return "|a| = a for a >= 0"


@dataclass(frozen=True, slots=True)
class Magnitude:
    """a <= |a| and -a <= |a|."""

    def check(self, goal: Relation, context: Context) -> Support:
        up = goal.upward
        if isinstance(up.rhs, sp.Abs) and up.op == "<=":
            inside = up.rhs.args[0]
            if equal(up.lhs, inside, context) or equal(up.lhs, -inside, context):
                return Support()
        raise Gap(f"{up.lhs} {up.op} {up.rhs} does not compare a number with its absolute value")

    def __str__(self) -> str:
        return "a <= |a|"
