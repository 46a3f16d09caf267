"""Relations between real numbers, as data that nothing evaluates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import sympy as sp

from theory.kernel.errors import Ill
from theory.kernel.walks import Values, substitute

Op = Literal["=", "<", "<=", ">", ">="]
_MIRROR: dict[Op, Op] = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Relation:
    """`lhs op rhs`; SymPy's own relationals would turn into True and False by themselves."""

    lhs: sp.Expr
    op: Op
    rhs: sp.Expr

    def __post_init__(self) -> None:
        if self.op not in get_args(Op):
            raise Ill(f"{self.op!r} is no relation: use one of {', '.join(get_args(Op))}")
        for side in (self.lhs, self.rhs):
            if not isinstance(side, sp.Expr):
                raise Ill(f"{side!r} is no real expression: a relation compares two real numbers")

    @property
    def mirrored(self) -> Relation:
        """The same relation read from right to left."""
        return Relation(self.rhs, _MIRROR[self.op], self.lhs)

    @property
    def upward(self) -> Relation:
        """The same relation with =, < or <=."""
        return self.mirrored if self.op in (">", ">=") else self

    @property
    def slack(self) -> sp.Expr:
        """What the relation says to be zero (=), at least zero (<=, >=) or above zero (<, >)."""
        up = self.upward
        return up.rhs - up.lhs

    @property
    def strict(self) -> bool:
        return self.op in ("<", ">")

    def substitute(self, values: Values) -> Relation:
        """The relation at other symbols and families."""
        return Relation(substitute(self.lhs, values), self.op, substitute(self.rhs, values))


def implies(found: Op, asked: Op) -> bool:
    """Does `a found b` give `a asked b`?"""
    return found == asked or (found, asked) in {("<", "<="), (">", ">="), ("=", "<="), ("=", ">=")}


def compose(ops: list[Op]) -> Op:
    """The relation between the ends of a chain; Ill where the directions are mixed."""
    kinds = set(ops) - {"="}
    if kinds <= {"<", "<="}:
        up: Op = "<" if "<" in kinds else "<="
        return up if kinds else "="
    if kinds <= {">", ">="}:
        return ">" if ">" in kinds else ">="
    raise Ill(f"a chain with {' and '.join(sorted(kinds))} has no direction: turn the steps one way")
