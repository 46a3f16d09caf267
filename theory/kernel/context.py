"""What holds at a place in a derivation: facts assumed, indices fixed, theorems that may be cited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sympy as sp

from theory.kernel.binders import Opened, free
from theory.kernel.errors import Gap
from theory.kernel.relation import Relation
from theory.kernel.terms import index

if TYPE_CHECKING:
    from theory.kernel.theorem import Theorem

Library = Callable[[str, str], "Theorem"]


_INDEX = index("i").assumptions0


def _empty(claim: str, side: str) -> Theorem:
    raise Gap(f"{claim!r} cannot be cited here: no library of theorems was given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Facts and fixed indices are local to a branch of the derivation; the library is global."""

    facts: tuple[Relation, ...] = ()
    indices: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    library: Library = field(default=_empty, compare=False)

    def assuming(self, *facts: Relation) -> Context:
        return replace(self, facts=(*self.facts, *facts))

    def fixing(self, name: sp.Symbol, size: sp.Expr, *terms: sp.Basic) -> Context:
        """A new index in scope; Gap where the name already means something, in `terms` or in the context."""
        if self.mentions(name, size, *terms):
            raise Gap(f"the index {name} is not new here: choose another letter")
        # An index that is declared even, odd or prime would stand for some of the indices, not for all of them.
        if not isinstance(name, sp.Symbol) or isinstance(name, Opened) or name.assumptions0 != _INDEX:
            raise Gap(f"{name} is no index: make it with index({str(name)!r})")
        return replace(self, indices=(*self.indices, (name, size)))

    def mentions(self, name: sp.Symbol, *terms: sp.Basic) -> bool:
        """Does the name mean something already, in `terms` or in the context?"""
        relations = (part for fact in self.facts for part in (fact.lhs, fact.rhs))
        sizes = (part for index in self.indices for part in index)
        return any(name in free(term) for term in (*terms, *relations, *sizes))

    def within(self, where: sp.Expr, size: sp.Expr) -> bool:
        """Is `where` known to be one of 1..size?  The index 1 always is."""
        return where == 1 or (where, size) in self.indices
