"""False neighbours of a claim, made by machine.

A term dropped, a sign flipped, min for max, 1 % off, strict, turned round, a hypothesis removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sympy as sp

from numerics.configurations import drawn, in_domain, smallest_first
from numerics.pointwise import decide
from numerics.trial import meets_hypotheses
from theory.claim import Claim
from theory.kernel import Chain, Max, Min, Relation
from theory.kernel.terms import rebuild
from theory.statement import Bound, Identity

PERCENT = sp.Rational(1, 100)
COMPARED_AT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One side of a claim, changed; the derivation's ends are changed with it."""

    claim: Claim
    change: str


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Every mutant that is no weakening: somewhere it asks for more than the claim does."""
    for side, relation in claim.sides.items():
        for change, changed in _changed(relation):
            if changed != relation and _asks_more(claim, relation, changed):
                yield Mutant(claim=_one_side(claim, side, changed), change=f"{side}: {change}")
    for place, hypothesis in enumerate(claim.hypotheses):
        rest = tuple(h for k, h in enumerate(claim.hypotheses) if k != place)
        unassumed = replace(claim, hypotheses=rest, part=f"{claim.part}-mutant")
        yield Mutant(claim=unassumed, change=f"without {hypothesis.lhs} {hypothesis.op} {hypothesis.rhs}")


def _changed(relation: Relation) -> Iterator[tuple[str, Relation]]:
    lhs, op, rhs = relation.lhs, relation.op, relation.rhs
    for new in _changed_terms(lhs):
        yield new[0] + " on the left", Relation(new[1], op, rhs)
    for new in _changed_terms(rhs):
        yield new[0] + " on the right", Relation(lhs, op, new[1])
    if op == "<=":
        yield "strict", Relation(lhs, "<", rhs)
    if op == ">=":
        yield "strict", Relation(lhs, ">", rhs)
    if op != "=":
        yield "the wrong way round", Relation(rhs, op, lhs)


def _changed_terms(e: sp.Expr) -> Iterator[tuple[str, sp.Expr]]:
    for term in sp.Add.make_args(e):
        if term == 0:
            continue
        yield f"{term} dropped", e - term
        yield f"{term} with the other sign", e - 2 * term
        yield f"{term} less 1 %", e - PERCENT * term
        yield f"{term} plus 1 %", e + PERCENT * term
    swapped = _swapped(e)
    if swapped != e:
        yield "min for max", swapped


def _swapped(e: sp.Basic) -> sp.Basic:
    if isinstance(e, Max):
        return Min(_swapped(e.vector))
    if isinstance(e, Min):
        return Max(_swapped(e.vector))
    return rebuild(e, _swapped)


def _asks_more(claim: Claim, relation: Relation, changed: Relation) -> bool:
    """Is the slack of the mutant certainly smaller somewhere?  An identity changed, or made strict, asks for more."""
    if relation.op == "=" or changed.strict != relation.strict:
        return True
    weaker = Relation(relation.slack, "<=", changed.slack)
    seen = 0
    for at in (*drawn(claim, claim.id, 20 * COMPARED_AT, largest=3), *smallest_first(claim, COMPARED_AT)):
        if not in_domain(claim, at) or not meets_hypotheses(claim, at):
            continue
        if decide(weaker, at).holds is False:
            return True
        seen += 1
        if seen >= COMPARED_AT:
            return False
    return False


def _one_side(claim: Claim, side: str, relation: Relation) -> Claim:
    """A claim of that side alone, its derivation led to the new ends by its old steps."""
    says = (
        Identity(relation.lhs, relation.rhs) if relation.op == "=" else Bound((relation.lhs, relation.op, relation.rhs))
    )
    name = next(iter(Claim(cites="", section="", title="", says=says, expects=claim.expects).sides))
    old = claim.sides[side]
    chain = claim.derivation.get(side)
    derivation = {name: _led(chain, old, relation)} if chain is not None else {}
    return replace(
        claim, says=says, hypotheses=claim.all_hypotheses, derivation=derivation, part=f"{claim.part}-mutant"
    )


def _led(chain: Chain, old: Relation, new: Relation) -> Chain:
    """The same steps with the first and last expression replaced, and the last relation made strict if need be."""
    ends = {old.lhs: new.lhs, old.rhs: new.rhs} if old.lhs != old.rhs else {}
    steps = list(chain.steps)
    op, last, rule = steps[-1]
    if new.strict and not old.strict:
        falling = chain.op in (">", ">=")
        op = ">" if falling else "<"
    steps[-1] = (op, ends.get(last, last), rule)
    return Chain(ends.get(chain.start, chain.start), tuple(steps))
