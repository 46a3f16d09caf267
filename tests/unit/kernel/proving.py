"""Goals put before one rule, or before the whole kernel, in one line each."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import sympy as sp

from theory.kernel import Chain, Context, Gap, Ill, Op, Relation, Rule, Theorem, prove

Index = tuple[sp.Symbol, sp.Expr]


def relation(lhs: sp.Expr | int, op: Op, rhs: sp.Expr | int) -> Relation:
    return Relation(sp.sympify(lhs), op, sp.sympify(rhs))


def context(*facts: Relation, indices: tuple[Index, ...] = (), cited: Mapping[str, Theorem] | None = None) -> Context:
    """Facts and indices in scope, and theorems by the name of their claim."""
    theorems = dict(cited or {})

    def library(claim: str, side: str) -> Theorem:
        if claim not in theorems:
            raise Gap(f"there is no claim {claim!r}")
        return theorems[claim]

    return Context(facts=facts, indices=indices, library=library)


def accepts(rule: Rule, goal: Relation, where: Context | None = None) -> bool:
    """True; the Gap comes out where the rule refuses."""
    rule.check(goal, where or context())
    return True


def refuses(rule: Rule, goal: Relation, because: str, where: Context | None = None) -> None:
    """The rule must refuse the goal, for a reason that matches."""
    with pytest.raises(Gap, match=because):
        rule.check(goal, where or context())


def theorem(
    goal: Relation,
    derivation: Chain,
    *hypotheses: Relation,
    name: str = "claim",
    cited: Mapping[str, Theorem] | None = None,
) -> Theorem:
    """What the kernel makes of the goal and the derivation."""
    return prove(name, "bound", goal, derivation, hypotheses, context(cited=cited).library)


def unprovable(
    goal: Relation,
    derivation: Chain,
    *hypotheses: Relation,
    because: str = "",
    cited: Mapping[str, Theorem] | None = None,
) -> None:
    """The derivation must not make a theorem of the goal."""
    with pytest.raises((Gap, Ill), match=because or None):
        theorem(goal, derivation, *hypotheses, cited=cited)
