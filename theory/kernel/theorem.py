"""Theorems, which only this module can make: from a derivation that it replays, or from a Standard fact."""

from __future__ import annotations

from typing import Final

from theory.kernel.chain import Chain, Line, check_chain
from theory.kernel.context import Context, Library
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.quantity import foundations
from theory.kernel.relation import Relation

_SEAL: Final = object()


class Theorem:
    """One side of a claim: a relation that holds for all values of its symbols under the hypotheses."""

    __slots__ = ("claim", "hypotheses", "lines", "relation", "side", "trust", "uses")

    claim: str
    side: str
    hypotheses: tuple[Relation, ...]
    relation: Relation
    uses: frozenset[str]
    trust: frozenset[str]
    lines: tuple[Line, ...]

    def __init__(self, seal: object = None, **fields: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a Theorem comes from theory.kernel.prove alone")
        for name in self.__slots__:
            object.__setattr__(self, name, fields[name])

    def __setattr__(self, name: str, value: object) -> None:
        raise TypeError(f"a Theorem cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise TypeError(f"a Theorem cannot be changed: {name}")

    def __init_subclass__(cls) -> None:
        raise TypeError("a Theorem has no other kinds")

    def __repr__(self) -> str:
        return f"Theorem({self.claim}, {self.side})"

    def _repr_html_(self) -> str:
        from theory.notebook import theorem_html

        return theorem_html(self)


def _sealed(library: Library) -> Library:
    """The library, with whatever it gives that is no Theorem refused."""

    def theorem(claim: str, side: str) -> Theorem:
        found = library(claim, side)
        if type(found) is not Theorem:
            raise Gap(f"{claim}: the library gave {type(found).__name__}, which is no Theorem")
        return found

    return theorem


def _foundations(*relations: Relation) -> frozenset[str]:
    """What the quantities in the relations rest on."""
    return frozenset[str]().union(*(foundations(side) for r in relations for side in (r.lhs, r.rhs)))


def prove(
    claim: str,
    side: str,
    goal: Relation,
    derivation: Chain,
    hypotheses: tuple[Relation, ...],
    library: Library,
) -> Theorem:
    """The theorem that the derivation earns; Gap, naming the side and the step, where it does not."""
    hypotheses = tuple(hypotheses)
    context = Context(facts=hypotheses, library=_sealed(library))
    try:
        for fact in (*hypotheses, goal):
            check_defined(fact.lhs, context)
            check_defined(fact.rhs, context)
        support = check_chain(derivation, goal, context)
    except Gap as gap:
        raise gap.inside(f"side {side!r}") from None
    return Theorem(
        _SEAL,
        claim=claim,
        side=side,
        hypotheses=hypotheses,
        relation=goal,
        uses=support.uses,
        trust=support.trust | _foundations(goal, *hypotheses),
        lines=support.lines,
    )


def accept(claim: str, side: str, fact: Relation, hypotheses: tuple[Relation, ...]) -> Theorem:
    """A Standard fact of the literature as a theorem that trusts itself; Gap where it is not defined throughout."""
    context = Context(facts=tuple(hypotheses))
    for relation in (*hypotheses, fact):
        check_defined(relation.lhs, context)
        check_defined(relation.rhs, context)
    return Theorem(
        _SEAL,
        claim=claim,
        side=side,
        hypotheses=tuple(hypotheses),
        relation=fact,
        uses=frozenset(),
        trust=frozenset({claim}) | _foundations(fact, *hypotheses),
        lines=(),
    )
