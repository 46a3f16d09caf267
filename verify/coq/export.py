"""A derived side as a Coq statement, generated, and as a theorem whose proof replays the derivation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import sympy as sp

from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Context, Family, Gap, Relation, families, free
from theory.sides import subjects
from theory.statement import Derivative, Standard
from verify.coq import derivatives
from verify.coq.definedness import obligations
from verify.coq.errors import Untranslatable
from verify.coq.facts import CERTIFIED
from verify.coq.frame import Frame, Lines, block
from verify.coq.quantities import Definitions
from verify.coq.rules import chained
from verify.coq.terms import GAMMA, IS_GAMMA, Scope, in_range, of_any_gamma, shape, speaks_of_gamma

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
    cites: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
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
    statements: dict[tuple[str, str], Statement] = field(default_factory=dict)
    proofs: dict[tuple[str, str], Proof | Untranslatable] = field(default_factory=dict)
    _citing: list[dict[tuple[str, str], None]] = field(default_factory=list)
    _resting: list[set[tuple[str, str]]] = field(default_factory=list)

    def statement(self, claim: str, side: str) -> Statement:
        """The side as a Coq statement; Untranslatable where a part of it is outside the table."""
        key = (claim, side)
        if key not in self.statements:
            self.statements[key] = self._state(self.claims[claim], side)
        return self.statements[key]

    def _state(self, claim: Claim, side: str) -> Statement:
        goal, hypotheses = claim.sides[side], claim.all_hypotheses
        moved = subjects(claim.says) if isinstance(claim.says, Derivative) else ()
        parameters = tuple(_parameters((goal, *hypotheses), moved))
        scope, binders, premises, names, signs = self.definitions.scope(), [], [], [], {}
        for parameter in parameters:
            symbol = parameter.symbol if isinstance(parameter, Family) else parameter
            scope, name = scope.naming(symbol)
            kind = shape(parameter) if isinstance(parameter, Family) else "nat" if symbol.is_integer else "R"
            binders.append(f"({name} : {kind})")
        for parameter in parameters:
            if isinstance(parameter, sp.Symbol) and parameter.is_integer:
                premises.append(f"(1 <= {scope.name(parameter)})%nat")
                names.append(f"size_{scope.name(parameter)}")
        for parameter in parameters:
            symbol = parameter.symbol if isinstance(parameter, Family) else parameter
            if symbol.is_integer or not symbol.is_nonnegative:
                continue
            signs[symbol] = f"sign_{scope.name(symbol)}"
            names.append(signs[symbol])
            op = "<" if symbol.is_positive else "<="
            premises.append(_sign(parameter, op, scope))
        frame = Frame(scope=scope, context=Context(library=self.derivations.theorem), signs=signs, cited=self._named)
        assumed = []
        for number, hypothesis in enumerate(hypotheses, start=1):
            name = f"h{number}_"
            names.append(name)
            assumed.append((hypothesis, frame.says(hypothesis)))
            frame = frame.assuming(hypothesis, name)
        premises += [text for _, text in assumed]
        said = derivatives.says(claim.says, frame) if isinstance(claim.says, Derivative) else frame.says(goal)
        if speaks_of_gamma(" ".join((said, *(text for _, text in assumed)))):
            binders.insert(0, f"({GAMMA} : R -> R)")
            premises.insert(0, f"is_Gamma {GAMMA}")
            names.insert(0, IS_GAMMA)
        binding = f"forall {' '.join(binders)},\n  " if binders else ""
        head = binding + "".join(f"{premise} ->\n  " for premise in premises)
        return Statement(
            name=coq_id(claim.id, side),
            parameters=parameters,
            text=f"Definition {coq_id(claim.id, side)} : Prop :=\n  {head}{said}.",
            head=head,
            binders=tuple(binders),
            says=(*assumed, (goal, frame.says(goal))),
            introduced=" ".join([*(b[1:].split(" ")[0] for b in binders), *names]),
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

    def _assumed(self, of_gamma: bool, facts: tuple[tuple[str, str], ...]) -> list[str]:
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


def _parameters(relations: tuple[Relation, ...], subjects: tuple[sp.Basic, ...]) -> Iterator[sp.Basic]:
    """Sizes, numbers and families that occur, in this order, each kind by name."""
    terms = [*(term for r in relations for term in (r.lhs, r.rhs)), *subjects]
    arrays = {f for term in terms for f in families(term)}
    symbols = frozenset().union(*(free(t) for t in terms)) - {f.symbol for f in arrays}
    yield from sorted((s for s in symbols if s.is_integer), key=str)
    yield from sorted((s for s in symbols if not s.is_integer), key=str)
    yield from sorted(arrays, key=lambda f: str(f.symbol))


def _sign(parameter: sp.Basic, op: str, scope: Scope) -> str:
    if isinstance(parameter, sp.Symbol):
        return f"0 {op} {scope.name(parameter)}"
    letters = [f"i{n}" for n in range(1, len(parameter.axes) + 1)]
    ranges = "".join(f"{in_range(i, axis, scope)} -> " for i, axis in zip(letters, parameter.axes, strict=True))
    return f"(forall {' '.join(letters)}, {ranges}0 {op} {scope.name(parameter.symbol)} {' '.join(letters)})"
