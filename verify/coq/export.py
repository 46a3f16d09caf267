"""A derived side as a Coq statement, generated, and as a theorem whose proof replays the derivation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import sympy as sp

from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Context, Gap, Relation
from theory.sides import subjects
from theory.statement import Derivative, Standard
from verify.coq import derivatives
from verify.coq.definedness import obligations
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lemmas, Lines, block
from verify.coq.letters import letters, occurring
from verify.coq.quantities import Definitions
from verify.coq.rules import chained
from verify.coq.terms import CERTIFIED, GAMMA, IS_GAMMA, of_any_gamma, speaks_of_gamma

Key = tuple[str, str]  # a claim, by its id, and a side of it
ASSUMED = "_fact"  # how the name ends under which a proof has a fact of the literature


def coq_id(claim: str, side: str) -> str:
    """What a side of a claim is called in Coq."""
    return re.sub(r"[^A-Za-z0-9_]", "__", f"{claim}__{side}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A side as Coq has it: what it ranges over, in order, and its text; `frame` is that of a proof of it.

    `head` is what stands before the relation: what is bound, sizes, signs and hypotheses.  `says` are the hypotheses
    and, last, the side, each with the text of it.
    """

    name: str
    parameters: tuple[sp.Basic, ...]
    text: str
    head: str
    binders: tuple[str, ...]
    says: tuple[tuple[Relation, str], ...]
    introduced: str
    frame: Frame

    @property
    def of_gamma(self) -> bool:
        """Is it about any Gamma function?"""
        return speaks_of_gamma(self.text)


@dataclass(frozen=True, slots=True)
class Proof:
    """The script of a theorem, the sides of claims whose theorems it uses, and the facts of the literature it rests on.

    `of_gamma` says that it needs a Gamma function though the statement speaks of none, `enclosing` that numbers are
    enclosed in it or in what it cites.  A proof of a derivative starts from an equation, which is a lemma of its own;
    others have none.  `defined` is another statement, that the first speaks of real numbers, with its script; empty
    where it must.
    """

    lines: Lines
    cites: tuple[Key, ...]
    facts: tuple[Key, ...]
    of_gamma: bool
    enclosing: bool
    equation: str
    equation_lines: Lines
    defined: str
    defined_lines: Lines


@dataclass(slots=True)
class Exporter:
    """Statements and proofs for a set of claims, each made once."""

    claims: Mapping[str, Claim]
    derivations: Derivations
    definitions: Definitions = field(default_factory=Definitions)
    lemmas: Lemmas = field(default_factory=Lemmas)
    statements: dict[Key, Statement] = field(default_factory=dict)
    proofs: dict[Key, Proof | Untranslatable] = field(default_factory=dict)
    _citing: list[dict[Key, None]] = field(default_factory=list)
    _resting: list[set[Key]] = field(default_factory=list)

    def statement(self, claim: str, side: str) -> Statement:
        """The side as a Coq statement; Untranslatable where a part of it is outside the table."""
        key = (claim, side)
        if key not in self.statements:
            self.statements[key] = self._state(self.claims[claim], side)
        return self.statements[key]

    def _state(self, claim: Claim, side: str) -> Statement:
        goal, hypotheses = claim.sides[side], claim.all_hypotheses
        moved = subjects(claim.says) if isinstance(claim.says, Derivative) else ()
        parameters = tuple(occurring([*(term for r in (goal, *hypotheses) for term in (r.lhs, r.rhs)), *moved]))
        empty = Frame(
            scope=self.definitions.scope(),
            context=Context(library=self.derivations.theorem),
            cited=self._named,
            lemmas=self.lemmas,
        )
        bound, assumed = letters(parameters, empty), []
        for number, hypothesis in enumerate(hypotheses, start=1):
            name, text = f"h{number}_", bound.frame.says(hypothesis)
            assumed.append((hypothesis, text))
            bound = bound.assuming(text, name, bound.frame.assuming(hypothesis, name))
        frame = bound.frame
        bound = bound.before(
            said := derivatives.says(claim.says, frame) if isinstance(claim.says, Derivative) else frame.says(goal)
        )
        return Statement(
            name=coq_id(claim.id, side),
            parameters=parameters,
            text=f"Definition {coq_id(claim.id, side)} : Prop :=\n  {bound.head}{said}.",
            head=bound.head,
            binders=bound.binders,
            says=(*assumed, (goal, frame.says(goal))),
            introduced=bound.introduced,
            frame=frame,
        )

    def proof(self, claim: str, side: str) -> Proof:
        """The replay of the side's derivation; Untranslatable where a step of it, or of what it cites, has none."""
        key = (claim, side)
        if key not in self.proofs:
            self._citing.append({})
            self._resting.append(set())
            try:
                lines, facts = self._replay(claim, side), tuple(sorted(self._resting[-1]))
                cites, equation = tuple(self._citing[-1]), self._equation(claim, side)
                of_gamma = not self.statement(*key).of_gamma and speaks_of_gamma(" ".join(lines))
                assumed = self._assumed(of_gamma, facts)
                after = self._derived(claim, side, assumed) if equation else []
                defined, proof = self._defined(claim, side)
                own = any(CERTIFIED in line for line in (*lines, *after, *proof))
                self.proofs[key] = Proof(
                    lines=_introducing(assumed, after or lines),
                    cites=cites,
                    facts=facts,
                    of_gamma=of_gamma,
                    enclosing=own or any(self.proof(*cited).enclosing for cited in cites),
                    equation=equation,
                    equation_lines=_introducing(assumed, lines) if equation else [],
                    defined=defined,
                    defined_lines=proof,
                )
            except Untranslatable as reason:
                self.proofs[key] = reason
            finally:
                self._citing.pop()
                self._resting.pop()
        found = self.proofs[key]
        if isinstance(found, Untranslatable):
            raise found
        return found

    def _replay(self, claim: str, side: str) -> Lines:
        made = self.statement(claim, side)
        try:
            self.derivations.theorem(claim, side)
        except Gap as gap:
            raise Untranslatable(f"it is not derived: {gap.reason}") from None
        lines = chained(self.claims[claim].derivation[side], self.claims[claim].sides[side], made.frame)
        return [*_opening("" if self._equation(claim, side) else made.name, made), *lines]

    def _equation(self, claim: str, side: str) -> str:
        """What a derivation shows of a derivative, that the kernel's form of it is the value; else nothing."""
        made = self.statement(claim, side)
        if not isinstance(self.claims[claim].says, Derivative):
            return ""
        return f"{made.head}{made.frame.says(self.claims[claim].sides[side])}"

    def _derived(self, claim: str, side: str, assumed: list[str]) -> Lines:
        """From that equation to the derivative."""
        made, statement, name = self.statement(claim, side), self.claims[claim].says, "equation_"
        assert isinstance(statement, Derivative)
        known = " ".join((f"{made.name}_equation", *assumed, made.introduced))
        slope = self.claims[claim].sides[side].lhs
        return [
            *_opening(made.name, made),
            f"pose proof ({known}) as {name}.",
            *derivatives.proved(statement, slope, name, made.frame),
        ]

    def _defined(self, claim: str, side: str) -> tuple[str, Lines]:
        """That the statement speaks of real numbers, as a statement of its own, and the proof of it."""
        made, hypotheses = self.statement(claim, side), self.claims[claim].all_hypotheses
        told = [made.frame.says(hypothesis) for hypothesis in hypotheses]
        goal, says = self.claims[claim].sides[side], self.claims[claim].says
        terms = [term for relation in (goal, *hypotheses) for term in (relation.lhs, relation.rhs)]
        terms += [says.function] if isinstance(says, Derivative) else []
        afresh = replace(made.frame, numbers=count(1))
        found = {text: proof for term in terms for text, proof in obligations(term, afresh) if text not in told}
        if not found:
            return "", []
        obliged = " /\\\n  ".join(found)
        text = f"Definition {made.name}_defined : Prop :=\n  {made.head}{obliged}."
        lines = _opening(f"{made.name}_defined", made)
        for proof in list(found.values())[:-1]:
            lines += ["split.", *block(proof)]
        return text, [*lines, *list(found.values())[-1]]

    def _named(self, claim: str, side: str) -> tuple[str, tuple[sp.Basic, ...], bool]:
        """What a cited theorem is called, what it ranges over, and whether it is about any Gamma function.

        Untranslatable where it is not replayed.
        """
        key = (claim, side)
        try:
            made = self.statement(claim, side)
            if isinstance(self.claims[claim].says, Standard):
                self._resting[-1].add(key)
                return made.name + ASSUMED, made.parameters, made.of_gamma
            proof = self.proof(claim, side)
        except Untranslatable as reason:
            raise Untranslatable(f"it cites {claim}: {reason}") from None
        self._citing[-1][key] = None
        self._resting[-1].update(proof.facts)
        ending = "equation" if proof.equation else "proof"
        named = " ".join((f"{made.name}_{ending}", *self._assumed(proof.of_gamma, proof.facts)))
        return named, made.parameters, made.of_gamma

    def _assumed(self, of_gamma: bool, facts: tuple[Key, ...]) -> list[str]:
        """What a proof that rests on facts, or on a Gamma function, is given beside what its statement speaks of."""
        return [*[GAMMA, IS_GAMMA] * of_gamma, *(self.statement(*fact).name + ASSUMED for fact in facts)]

    def theorem(self, claim: str, side: str, module: str = "") -> str:
        """What is proved of the side: its statement, under the facts of the literature that the proof rests on."""
        return self.resting(claim, side, module + self.statement(claim, side).name, module)

    def resting(self, claim: str, side: str, says: str, module: str = "") -> str:
        """What is said, under the facts of the literature that the proof of the side rests on."""
        proof = self.proof(claim, side)
        facts = "".join(f"{module}{self.statement(*fact).name} -> " for fact in proof.facts)
        return of_any_gamma(facts + says, module) if proof.of_gamma else facts + says


def _opening(name: str, made: Statement) -> Lines:
    """The statement opened, and all that it speaks of introduced."""
    return [
        " ".join([*[f"unfold {name};"] * bool(name), f"intros {made.introduced}." if made.introduced else "idtac."])
    ]


def _introducing(names: list[str], lines: Lines) -> Lines:
    return [f"intros {' '.join(names)}.", *lines] if names else lines
