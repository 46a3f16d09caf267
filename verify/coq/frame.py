"""What is in scope at a place in a proof: the kernel's context, and what Coq calls the same things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import sympy as sp

from theory.kernel import Context, Relation, Vector
from theory.kernel.binders import look_inside
from verify.coq.errors import Untranslatable
from verify.coq.terms import Scope, real

Lines = list[str]
_LEMMA = re.compile(r"\blemma_[0-9a-f]{16}\b")


Cited = tuple[str, tuple[sp.Basic, ...], bool]


def _nothing(claim: str, side: str) -> Cited:
    raise Untranslatable(f"{claim} is not there to be cited")


@dataclass(frozen=True, slots=True)
class Lemma:
    """A lemma: what it ranges over, and of what stands under a root after it what that was before."""

    name: str
    statement: str
    proof: str
    parameters: tuple[sp.Basic, ...]
    origins: Mapping[sp.Expr, list[sp.Expr]]

    @property
    def text(self) -> str:
        """The lemma as Coq has it."""
        return f"Lemma {self.name} : {self.statement}.\nProof.\n{self.proof}\nQed.\n"


@dataclass(slots=True)
class Lemmas:
    """The lemmas made so far: by the way in which they are proved and what they say, and by name.

    None where what is said has no proof in this way without more being known.
    """

    said: dict[tuple[str, str], Lemma | None] = field(default_factory=dict)
    made: dict[str, Lemma] = field(default_factory=dict)

    def keep(self, key: tuple[str, str], lemma: Lemma | None) -> None:
        """The lemma is there to be used, or there is none."""
        self.said[key] = lemma
        if lemma:
            self.made[lemma.name] = lemma

    def named(self, text: str) -> tuple[str, ...]:
        """The names of lemmas in the text."""
        return tuple(dict.fromkeys(_LEMMA.findall(text)))

    def used(self, text: str) -> list[Lemma]:
        """The lemmas that the text names, and those that these use, each after what it uses."""
        found: dict[str, Lemma] = {}

        def visit(words: str) -> None:
            for name in self.named(words):
                if name not in found:
                    visit(self.made[name].proof)
                    found[name] = self.made[name]

        visit(text)
        return list(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`facts` are hypotheses with their Coq names; `signs` the names of what is declared of symbols and families.

    `origins` says of what stands under a root in normal form what it was before: its sign may show there alone.
    """

    scope: Scope
    context: Context
    facts: tuple[tuple[Relation, str], ...] = ()
    signs: Mapping[sp.Symbol, str] = field(default_factory=dict)
    cited: Callable[[str, str], Cited] = field(default=_nothing)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    origins: dict[sp.Expr, list[sp.Expr]] = field(default_factory=dict)
    lemmas: Lemmas = field(default_factory=Lemmas)

    def real(self, e: sp.Expr) -> str:
        """The expression as Coq has it here."""
        return real(e, self.scope)

    def says(self, relation: Relation) -> str:
        """The relation as Coq has it, with =, < or <=."""
        up = relation.upward
        return f"{self.real(up.lhs)} {up.op} {self.real(up.rhs)}"

    def fresh(self, stem: str) -> str:
        """A name for a hypothesis that no other has."""
        return f"{stem}{next(self.numbers)}"

    def under(self, vector: Vector) -> tuple[Frame, str, Any]:
        """The frame at an arbitrary index of the vector, the index and the range of it to introduce, the entry."""
        symbol, body = look_inside(vector)
        inside, introduced = self.fixing(symbol, vector.size)
        return inside, introduced, body

    def naming(self, symbol: sp.Symbol) -> Frame:
        """The frame with a number in scope, of which nothing is known."""
        scope, _ = self.scope.naming(symbol, "t" if isinstance(symbol, sp.Dummy) else symbol.name)
        return replace(self, scope=scope)

    def fixing(self, symbol: sp.Symbol, size: sp.Expr) -> tuple[Frame, str]:
        """The frame with an index in scope, and the two names to introduce: the index and its range."""
        wanted = f"i{next(self.numbers)}" if isinstance(symbol, sp.Dummy) else symbol.name
        scope, name = self.scope.naming(symbol, wanted)
        context = replace(self.context, indices=(*self.context.indices, (symbol, size)))
        return replace(self, scope=scope, context=context), f"{name} {self.fresh('in')}"

    def assuming(self, relation: Relation, name: str) -> Frame:
        """The frame with a fact that Coq knows by this name."""
        return replace(self, context=self.context.assuming(relation), facts=(*self.facts, (relation, name)))


def block(lines: Lines) -> Lines:
    """The lines as the proof of one goal among several."""
    return (
        ["{ " + lines[0], *(f"  {line}" for line in lines[1:-1]), f"  {lines[-1]} }}"]
        if len(lines) > 1
        else [f"{{ {lines[0]} }}"]
    )


def asserted(name: str, statement: str, proof: Lines) -> Lines:
    """The statement, proved and kept under the name."""
    if len(proof) == 1:
        return [f"assert ({name} : {statement}) by ({proof[0].removesuffix('.')})."]
    return [f"assert ({name} : {statement}).", *block(proof)]
