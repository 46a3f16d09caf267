"""Claims made for the tests, most of them false on purpose."""

from __future__ import annotations

import sympy as sp

from numerics.attack import Budget
from numerics.configurations import Configuration, read
from theory.claims import Claim
from theory.kernel import Relation
from theory.statement import Statement
from theory.verdict import Open

SMALL = Budget(per_shape=60, draws=40, examples=40, starts=6)


def planted(says: Statement, *hypotheses: Relation, name: str = "planted") -> Claim:
    return Claim(
        cites="Lemma 0",
        section="1",
        title="made for a test",
        says=says,
        hypotheses=hypotheses,
        expects=Open,
        paper="tests",
        statement=f"tests/{name}",
    )


def at(claim: Claim, **written: object) -> Configuration:
    """A configuration by names, lists of numbers as text or integers; sizes by name too."""
    return read(claim, written)


def two_or_more(size: sp.Symbol) -> Relation:
    return Relation(size, ">=", sp.Integer(2))
