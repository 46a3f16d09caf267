"""What a claim is: a printed statement, one of its readings, a repair of it, or a statement of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import sympy as sp

from theory.figure import Figure
from theory.kernel import Chain, Family, Relation, canonical, families, free
from theory.measurement import Measurement, Plot
from theory.sides import any_points, implied_hypotheses, sides, subjects
from theory.statement import NoMeaning, Rate, Standard, Statement, Unstated
from theory.verdict import Fails, Holds, Measured, Open, Verdict

Fidelity = Literal["printed", "reading", "repaired", "ours"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A paper: how it is cited, its sections in order, and what stands in them in order.

    `order` holds beginnings of what claims cite: a claim stands with the longest of them that its own begins with.
    `letters` says in LaTeX how the paper writes a symbol of ours, by its name, where it writes it differently.
    """

    title: str
    authors: str
    version: str
    bibtex: str
    sections: tuple[str, ...]
    order: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement with its hypotheses, its derivation if there is one, and its place in the paper.

    `part` is "" for the printed statement, ":A" for a reading, "+name" for a repair or a form of ours; the id is
    paper/file followed by it.  `repairs` and `sharpens` name claims (a part of the same file, or an id).
    `expects` pins the verdict and produces none.  `try_first` holds configurations that the search begins with.
    `figure` shows curves beside the claim; no verdict depends on it.
    """

    part: str = ""
    fidelity: Fidelity = "printed"
    reading: str = ""
    cites: str
    section: str
    title: str
    says: Statement
    hypotheses: tuple[Relation, ...] = ()
    derivation: Mapping[str, Chain] = field(default_factory=dict)
    paper_uses: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    sharpens: tuple[str, ...] = ()
    changed: str = ""
    expects: type[Holds] | type[Fails] | type[Open] | type[Measured]
    try_first: tuple[Mapping[str, object], ...] = ()
    figure: Figure | Plot | None = None
    paper: str = ""
    statement: str = ""
    printed_text: str = ""

    def _repr_latex_(self) -> str:
        from theory.notebook import statement_latex

        return statement_latex(self.says, self.conditions)

    @property
    def id(self) -> str:
        return f"{self.statement}{self.part}"

    @cached_property
    def sides(self) -> Mapping[str, Relation]:
        return sides(self.says)

    @cached_property
    def all_hypotheses(self) -> tuple[Relation, ...]:
        return (*self.hypotheses, *implied_hypotheses(self.says))

    @cached_property
    def terms(self) -> tuple[sp.Basic, ...]:
        """Every expression of the statement and its hypotheses."""
        relations = (*self.sides.values(), *self.all_hypotheses)
        return (*subjects(self.says), *(term for r in relations for term in (r.lhs, r.rhs)))

    @cached_property
    def words(self) -> str:
        """What stands in place of sides: a fact, what cannot be stated, what is measured, or why it has no meaning."""
        match self.says:
            case Standard(str(fact), _):
                return fact
            case NoMeaning(reason):
                return reason
            case Unstated(fact, _):
                return fact
            case Measurement():
                return f"{self.says.words}, by {self.says.source}"
            case _:
                return ""

    @cached_property
    def conditions(self) -> tuple[Relation, ...]:
        """The hypotheses that are printed with the statement: not those on points that it ranges over itself."""
        return tuple(h for h in self.all_hypotheses if not _speaks_of(h) & any_points(self.says))

    @cached_property
    def families(self) -> tuple[Family, ...]:
        found = {family for term in self.terms for family in families(term)}
        return tuple(sorted(found, key=lambda f: f.symbol.name))

    @cached_property
    def sizes(self) -> tuple[sp.Symbol, ...]:
        """The symbolic lengths; the number of patterns d comes before the dimension n."""
        return tuple(sorted((s for s in self._symbols if s.is_integer), key=lambda s: s.name))

    @cached_property
    def scalars(self) -> tuple[sp.Symbol, ...]:
        return tuple(sorted((s for s in self._symbols if not s.is_integer), key=lambda s: s.name))

    @cached_property
    def signs(self) -> tuple[tuple[sp.Symbol, bool], ...]:
        """The scalars and families that are declared not to be negative; True where they are positive."""
        symbols = (*self.scalars, *(family.symbol for family in self.families))
        return tuple((s, bool(s.is_positive)) for s in symbols if s.is_nonnegative)

    @cached_property
    def _symbols(self) -> frozenset[sp.Symbol]:
        names = {family.symbol for family in self.families}
        return frozenset().union(*(free(term) for term in self.terms)) - names

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the canonical statement and hypotheses."""
        text = ";".join(
            f"{name}:{canonical(r.lhs)}{r.op}{canonical(r.rhs)}"
            for name, r in (*self.sides.items(), *(("given", h) for h in self.all_hypotheses))
        )
        text += "".join(f";of:{canonical(term)}" for term in subjects(self.says))
        if isinstance(self.says, Rate):
            text += f";order:{self.says.order}"
        if not self.sides:
            text += f"{type(self.says).__name__}:{self.words}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _speaks_of(relation: Relation) -> frozenset[sp.Symbol]:
    return free(relation.lhs) | free(relation.rhs)


def expected(claim: Claim, verdict: Verdict) -> bool:
    """Is the verdict of the kind that the claim file pins?"""
    return isinstance(verdict, claim.expects)
