"""Equality: by definition, and by normal form."""

from __future__ import annotations

from dataclasses import dataclass

from theory.kernel.chain import Support
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.normal import is_zero
from theory.kernel.quantity import unfold
from theory.kernel.relation import Relation


@dataclass(frozen=True, slots=True)
class Definition:
    """Both sides are the same expression once named quantities are replaced by their definitions."""

    def check(self, goal: Relation, context: Context) -> Support:
        _only_equality(goal, self)
        if unfold(goal.lhs) != unfold(goal.rhs):
            raise Gap(f"{goal.lhs} and {goal.rhs} are not the same by definition alone")
        return Support()

    def __str__(self) -> str:
        return "definition"


@dataclass(frozen=True, slots=True)
class Algebra:
    """Both sides have the same normal form: real arithmetic, exp and log of products, sums distributed."""

    def check(self, goal: Relation, context: Context) -> Support:
        _only_equality(goal, self)
        if not is_zero(goal.lhs - goal.rhs, context):
            raise Gap(f"{goal.lhs} and {goal.rhs} have different normal forms")
        return Support()

    def __str__(self) -> str:
        return "algebra"


def _only_equality(goal: Relation, rule: object) -> None:
    if goal.op in ("<", ">"):
        raise Gap(f"{rule} shows an equality, never a strict relation")
