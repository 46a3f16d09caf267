"""The lines of a replayed derivation, evaluated again at random rational instances by exact arithmetic and Arb."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, product

import sympy as sp

from numerics.configurations import Configuration, axes, drawn, shapes
from numerics.meeting import Meeting
from numerics.pointwise import LADDER, decide
from theory.claims import Claim
from theory.kernel import Entry, Family, Line, Relation, Theorem, families, free, unfold

INSTANCES = 6
PLACES = 4
SHORT = LADDER[:4]  # an equation that these bits do not refute is not looked at more closely

Pools = dict[object, list[Configuration]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """How many evaluations agreed or stayed undecided, and the first line that is false somewhere."""

    agreed: int
    undecided: int
    false: str | None


def recheck(claim: Claim, theorem: Theorem, instances: int = INSTANCES) -> Recheck:
    """Every line at `instances` random configurations that satisfy what is assumed there."""
    agreed = undecided = 0
    pools: Pools = {}
    for number, line in enumerate(theorem.lines, start=1):
        about = _about(claim, line)
        found = chain(_drawn(about, line, f"{claim.id} {theorem.side} {number}"), _moved(about, line, pools))
        for at in islice(found, instances):
            decision = decide(line.relation, at, ladder=SHORT)
            if decision.holds is False:
                shown = f"{line.relation.lhs} {line.relation.op} {line.relation.rhs}"
                return Recheck(agreed=agreed, undecided=undecided, false=f"line {number}: {shown} at {at.written()}")
            agreed += decision.holds is True
            undecided += decision.holds is None
    return Recheck(agreed=agreed, undecided=undecided, false=None)


def _about(claim: Claim, line: Line) -> Claim:
    """The claim, also about what only the line speaks of: a variable that a rule has introduced."""
    terms = [unfold(side) for r in _relations(line) for side in (r.lhs, r.rhs)]
    named = {f.symbol for f in claim.families}
    new = {f.symbol: f for term in terms for f in families(term) if f.symbol not in named}
    known = named | {*new, *claim.sizes, *claim.scalars, *(name for name, _ in line.context.indices)}
    more: set[sp.Expr] = {s for term in terms for s in free(term) if s not in known}
    more |= {Entry(f, *(sp.S.One for _ in f.axes)) for f in new.values()}
    said = tuple(Relation(e, "=", e) for e in sorted(more, key=str))
    return replace(claim, hypotheses=(*claim.hypotheses, *said)) if said else claim


def _relations(line: Line) -> tuple[Relation, ...]:
    return (line.relation, *line.context.facts)


def _drawn(claim: Claim, line: Line, seed: str) -> Iterator[Configuration]:
    """Drawn configurations, with values for the indices in scope, at which every fact in scope certainly holds."""
    source, spoken = random.Random(seed), _families(line)
    for configuration in drawn(claim, seed, 8 * INSTANCES, largest=3):
        if not _fits(claim, spoken, configuration.sizes):
            continue
        choices = list(_placements(line, configuration.sizes))
        source.shuffle(choices)
        for sizes in choices:
            at = Configuration(sizes, configuration.values)
            if all(decide(fact, at, symbolic=True).holds for fact in line.context.facts):
                yield at
                break


def _moved(claim: Claim, line: Line, pools: Pools) -> Iterator[Configuration]:
    """Configurations moved until the facts in scope hold; the same for all lines that assume the same."""
    key = (line.context.facts, line.context.indices, frozenset(_families(line)), claim.families, claim.scalars)
    if key not in pools:
        pools[key] = list(islice(_meeting(claim, line), INSTANCES))
    yield from pools[key]


def _meeting(claim: Claim, line: Line) -> Iterator[Configuration]:
    meeting = Meeting(claim=claim, facts=line.context.facts, seed=f"{claim.id} recheck")
    if not meeting.needed:
        return
    spoken = _families(line)
    fitting = (sizes for sizes in shapes(claim, 3) if _fits(claim, spoken, sizes))
    places = [p for sizes in fitting for p in _placements(line, sizes) if meeting.allows(p)]
    for sizes in random.Random(meeting.seed).sample(places, min(PLACES, len(places))):
        yield from islice(meeting.configurations(sizes, INSTANCES), INSTANCES // 2)


def _families(line: Line) -> set[Family]:
    return {f for r in _relations(line) for side in (r.lhs, r.rhs) for f in families(unfold(side))}


def _fits(claim: Claim, spoken: set[Family], sizes: Mapping[sp.Symbol, int]) -> bool:
    """Have the families the lengths that a line gives those it speaks of?  In a case n = 1 they are numbers."""
    have = {f.symbol: axes(f, sizes) for f in claim.families}
    return all(axes(f, sizes) == have[f.symbol] for f in spoken)


def _placements(line: Line, sizes: Mapping[sp.Symbol, int]) -> Iterator[dict[sp.Symbol, int]]:
    """The sizes, with a place for each index in scope."""
    names = [name for name, _ in line.context.indices]
    limits = [int(size) if size.is_Integer else sizes[size] for _, size in line.context.indices]
    for places in product(*(range(1, limit + 1) for limit in limits)):
        yield {**sizes, **dict(zip(names, places, strict=True))}
