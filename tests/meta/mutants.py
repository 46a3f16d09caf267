"""False neighbours of a claim, made by machine: one side, one hypothesis or one field of its statement changed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import sympy as sp

from numerics.configurations import Configuration, drawn
from numerics.pointwise import decide
from tests.meta.changes import changed_relations
from theory.claims import Claim
from theory.kernel import Chain, Op, Relation, Vector, free, implies, index
from theory.statement import Attractor, Bound, Derivative, Identity, Statement

PER_CLAIM = 10
COMPARED_AT = 24
WEAK: dict[Op, Op] = {"<": "<=", ">": ">="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A claim that asks for more than the one it is made from, the derivation's ends changed with it."""

    claim: Claim
    kind: str
    change: str


def mutants(claim: Claim, ground: Sequence[Configuration], how_many: int = PER_CLAIM) -> Iterator[Mutant]:
    """So many mutants, of every kind in turn; `ground` are points that meet the hypotheses.

    None is a weakening: a side has less slack at some point of the ground, is an identity that is off there, or is
    made strict; or a hypothesis is weaker.
    """
    found = (*_sides(claim, ground), *_hypotheses(claim), *_fields(claim, ground))
    kinds: dict[str, list[Mutant]] = {}
    for mutant in found:
        kinds.setdefault(mutant.kind, []).append(mutant)
    yield from islice(_in_turn(list(kinds.values()), claim.id), how_many)


def _in_turn(kinds: list[list[Mutant]], seed: str) -> Iterator[Mutant]:
    source = random.Random(seed)
    for kind in kinds:
        source.shuffle(kind)
    for place in range(max(map(len, kinds), default=0)):
        yield from (kind[place] for kind in kinds if place < len(kind))


def _symbols(claim: Claim) -> tuple[sp.Symbol, ...]:
    return (*claim.sizes, *claim.scalars)


def _sides(claim: Claim, ground: Sequence[Configuration]) -> Iterator[Mutant]:
    for side, relation in claim.sides.items():
        for kind, words, changed in changed_relations(relation, _symbols(claim)):
            if changed != relation and _asks_more(relation, changed, ground):
                yield Mutant(claim=_one_side(claim, side, changed), kind=kind, change=f"{side}: {words}")


def _asks_more(relation: Relation, changed: Relation, ground: Sequence[Configuration]) -> bool:
    """Has the changed relation certainly less slack somewhere?  An identity asks for more wherever it is another."""
    if changed.strict != relation.strict:
        return True
    if changed.slack == 0 or _same_sign(relation.slack, changed.slack):
        return False
    op: Op = "=" if relation.op == "=" else "<="
    weaker = Relation(relation.slack, op, changed.slack)
    return any(decide(weaker, at).holds is False for at in ground[:COMPARED_AT])


def _same_sign(slack: sp.Expr, changed: sp.Expr) -> bool:
    """Is one a positive multiple of the other?  0 <= 2 a says what 0 <= a says."""
    ratio = sp.factor_terms(changed) / sp.factor_terms(slack)
    return bool(ratio.is_Rational and ratio > 0)


def _one_side(claim: Claim, side: str, changed: Relation) -> Claim:
    """A claim of that side alone, its derivation led to the new ends by its old steps."""
    says: Statement
    if isinstance(claim.says, Derivative) and changed.lhs == claim.sides[side].lhs:
        says = replace(claim.says, value=changed.rhs)
    elif changed.op == "=":
        says = Identity(changed.lhs, changed.rhs)
    else:
        says = Bound((changed.lhs, changed.op, changed.rhs))
    made = _mutated(claim, says=says, hypotheses=claim.all_hypotheses, derivation={})
    name = next(iter(made.sides))
    chain = claim.derivation.get(side)
    derivation = {name: _led(chain, claim.sides[side], changed)} if chain is not None else {}
    return _mutated(claim, says=says, hypotheses=claim.all_hypotheses, derivation=derivation)


def _mutated(claim: Claim, **fields: object) -> Claim:
    return replace(claim, part=f"{claim.part}-mutant", **fields)  # type: ignore[arg-type]


def _led(chain: Chain, old: Relation, new: Relation) -> Chain:
    """The same steps with the first and last expression replaced, and the last relation made strict if need be."""
    shown = chain.op
    if implies(shown, old.mirrored.op) and not implies(shown, old.op):
        old, new = old.mirrored, new.mirrored
    steps = list(chain.steps)
    op, last, rule = steps[-1]
    if new.strict and not old.strict:
        op = new.op
    steps[-1] = (op, last if new.rhs == old.rhs else new.rhs, rule)
    return Chain(chain.start if new.lhs == old.lhs else new.lhs, tuple(steps))


def _hypotheses(claim: Claim) -> Iterator[Mutant]:
    """One hypothesis made weaker; a hypothesis that is dropped altogether is another test's matter."""
    for place, hypothesis in enumerate(claim.hypotheses):
        for words, weaker in _weaker(claim, hypothesis):
            given = (*claim.hypotheses[:place], weaker, *claim.hypotheses[place + 1 :])
            shown = f"{hypothesis.lhs} {hypothesis.op} {hypothesis.rhs}"
            yield Mutant(
                claim=_mutated(claim, hypotheses=given),
                kind="hypothesis weakened",
                change=f"hypothesis {shown}: {words}",
            )


def _weaker(claim: Claim, hypothesis: Relation) -> Iterator[tuple[str, Relation]]:
    if hypothesis.strict:
        yield "no longer strict", Relation(hypothesis.lhs, WEAK[hypothesis.op], hypothesis.rhs)
    if hypothesis.op == "=":
        yield "<= for =", Relation(hypothesis.lhs, "<=", hypothesis.rhs)
        return
    drawings = list(drawn(claim, claim.id, COMPARED_AT, largest=3))
    for kind, words, changed in changed_relations(hypothesis, _symbols(claim)):
        if kind not in ("strict", "turned") and _is_weaker(changed, hypothesis, drawings):
            yield words, changed


def _is_weaker(changed: Relation, hypothesis: Relation, drawings: Sequence[Configuration]) -> bool:
    """Has it more slack somewhere and nowhere less?  Of sizes alone: is it met somewhere where the other is not?"""
    if _same_sign(hypothesis.slack, changed.slack):
        return False
    if all(symbol.is_integer for symbol in free(hypothesis.slack) | free(changed.slack)):
        return any(decide(changed, at).holds and decide(hypothesis, at).holds is False for at in drawings)
    less = [decide(Relation(changed.slack, "<", hypothesis.slack), at).holds for at in drawings]
    more = [decide(Relation(hypothesis.slack, "<", changed.slack), at).holds for at in drawings]
    return any(more) and not any(less)


def _fields(claim: Claim, ground: Sequence[Configuration]) -> Iterator[Mutant]:
    """A statement of several sides changed as a whole: an attractor with another ball, factor or centre."""
    for words, says in _variants(claim.says):
        made = _mutated(claim, says=says, derivation={})
        pairs = {side: (relation, made.sides[side]) for side, relation in claim.sides.items()}
        if any(new != old and _asks_more(old, new, ground) for old, new in pairs.values()):
            derivation = {side: _led(chain, *pairs[side]) for side, chain in claim.derivation.items()}
            yield Mutant(claim=replace(made, derivation=derivation), kind="field", change=words)


def _variants(says: Statement) -> Iterator[tuple[str, Statement]]:
    if isinstance(says, Attractor):
        yield "twice the radius", replace(says, radius=2 * says.radius)
        yield "half the radius", replace(says, radius=says.radius / 2)
        yield "twice the factor", replace(says, factor=2 * says.factor)
        yield "half the factor", replace(says, factor=says.factor / 2)
        origin = index("k")
        yield "the origin as centre", replace(says, centre=Vector(sp.S.Zero, origin, says.point.axes[0]))
    if isinstance(says, Derivative):
        yield "the function negated", replace(says, function=-says.function)
