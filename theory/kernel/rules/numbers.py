"""Numbers compared."""

from __future__ import annotations

from dataclasses import dataclass

from theory.kernel.chain import Support
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.numbers import between
from theory.kernel.quantity import unfold
from theory.kernel.relation import Relation


@dataclass(frozen=True, slots=True)
class Numbers:
    """Both sides are numbers, and lie in rational intervals of which one is wholly below the other."""

    def check(self, goal: Relation, context: Context) -> Support:
        if goal.op == "=":
            raise Gap("numbers that lie in intervals are not shown to be equal")
        up = goal.upward
        least, most = between(unfold(up.lhs)), between(unfold(up.rhs))
        if least.high >= most.low:
            raise Gap(f"{up.lhs} and {up.rhs} are not told apart: {least.describe()} and {most.describe()}")
        return Support()

    def __str__(self) -> str:
        return "numbers"
