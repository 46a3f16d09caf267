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
from theory.statement import Derivative
from verify.coq.definedness import obligations
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, block
from verify.coq.quantities import Definitions
from verify.coq.rules import chained
from verify.coq.terms import Scope, in_range, shape


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


@dataclass(frozen=True, slots=True)
class Proof:
    """The script of a theorem, and the sides of claims whose theorems it uses.

    `defined` is a second statement, that the first speaks of real numbers, with its script; empty where it must.
    """

    lines: Lines
    cites: tuple[tuple[str, str], ...]
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

    def statement(self, claim: str, side: str) -> Statement:
        """The side as a Coq statement; Untranslatable where a part of it is outside the table."""
        key = (claim, side)
        if key not in self.statements:
            self.statements[key] = self._state(self.claims[claim], side)
        return self.statements[key]

    def _state(self, claim: Claim, side: str) -> Statement:
        if isinstance(claim.says, Derivative):
            raise Untranslatable("that a term is the derivative of another is outside the table")
        goal, hypotheses = claim.sides[side], claim.all_hypotheses
        parameters = tuple(_parameters((goal, *hypotheses)))
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
        binding = f"forall {' '.join(binders)},\n  " if binders else ""
        premises += [text for _, text in assumed]
        head = binding + "".join(f"{premise} ->\n  " for premise in premises)
        return Statement(
            name=coq_id(claim.id, side),
            parameters=parameters,
            text=f"Definition {coq_id(claim.id, side)} : Prop :=\n  {head}{frame.says(goal)}.",
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
            try:
                lines = self._replay(claim, side)
                self.proofs[key] = Proof(lines, tuple(self._citing[-1]), *self._defined(claim, side))
            except Untranslatable as reason:
                self.proofs[key] = reason
            finally:
                self._citing.pop()
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
        chain = self.claims[claim].derivation.get(side)
        if chain is None:
            raise Untranslatable("it is a fact of the literature, cited and not derived")
        opening = f"unfold {made.name}; intros {made.introduced}."
        return [opening, *chained(chain, self.claims[claim].sides[side], made.frame)]

    def _defined(self, claim: str, side: str) -> tuple[str, Lines]:
        """That the statement speaks of real numbers, as a statement of its own, and the proof of it."""
        made, hypotheses = self.statement(claim, side), self.claims[claim].all_hypotheses
        told = [made.frame.says(hypothesis) for hypothesis in hypotheses]
        goal = self.claims[claim].sides[side]
        terms = [term for relation in (goal, *hypotheses) for term in (relation.lhs, relation.rhs)]
        afresh = replace(made.frame, numbers=count(1))
        found = {text: proof for term in terms for text, proof in obligations(term, afresh) if text not in told}
        if not found:
            return "", []
        obliged = " /\\\n  ".join(found)
        text = f"Definition {made.name}_defined : Prop :=\n  {made.head}{obliged}."
        opening = f"unfold {made.name}_defined; intros {made.introduced}."
        lines = [opening]
        for proof in list(found.values())[:-1]:
            lines += ["split.", *block(proof)]
        return text, [*lines, *list(found.values())[-1]]

    def _named(self, claim: str, side: str) -> tuple[str, tuple[sp.Basic, ...]]:
        """What a cited theorem is called, and what it ranges over; Untranslatable where it is not replayed."""
        try:
            self.proof(claim, side)
        except Untranslatable as reason:
            raise Untranslatable(f"it cites {claim}: {reason}") from None
        if self._citing:
            self._citing[-1][claim, side] = None
        made = self.statement(claim, side)
        return f"{made.name}_proof", made.parameters


def _parameters(relations: tuple[Relation, ...]) -> Iterator[sp.Basic]:
    """Sizes, numbers and families that occur, in this order, each kind by name."""
    terms = [term for r in relations for term in (r.lhs, r.rhs)]
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
