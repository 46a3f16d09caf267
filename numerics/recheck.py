"""The lines of a replayed derivation, evaluated again at random rational instances by exact arithmetic and Arb."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import sympy as sp

from numerics.configurations import Configuration, Value, axes, drawn
from numerics.pointwise import decide
from theory.claim import Claim
from theory.kernel import Line, Theorem, families, unfold

INSTANCES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """How many evaluations agreed or stayed undecided, and the first line that is false somewhere."""

    agreed: int
    undecided: int
    false: str | None


def recheck(claim: Claim, theorem: Theorem, instances: int = INSTANCES) -> Recheck:
    """Every line at `instances` random configurations that satisfy what is assumed there."""
    agreed = undecided = 0
    for number, line in enumerate(theorem.lines, start=1):
        for at in islice(_instances(claim, line, f"{claim.id} {theorem.side} {number}"), instances):
            decision = decide(line.relation, at)
            if decision.holds is False:
                shown = f"{line.relation.lhs} {line.relation.op} {line.relation.rhs}"
                return Recheck(agreed=agreed, undecided=undecided, false=f"line {number}: {shown} at {at.written()}")
            agreed += decision.holds is True
            undecided += decision.holds is None
    return Recheck(agreed=agreed, undecided=undecided, false=None)


def _instances(claim: Claim, line: Line, seed: str) -> Iterator[Configuration]:
    """Configurations with values for the indices in scope at which every fact in scope certainly holds."""
    source = random.Random(seed)
    for configuration in drawn(claim, seed, 8 * INSTANCES, largest=3):
        if not _fits(line, configuration):
            continue
        choices = list(_placements(line, configuration))
        source.shuffle(choices)
        for indices in choices:
            at = Configuration({**configuration.sizes, **indices}, configuration.values)
            if all(decide(fact, at, symbolic=True).holds for fact in line.context.facts):
                yield at
                break


def _fits(line: Line, at: Configuration) -> bool:
    """Have the families the lengths that the line gives them?  In a case n = 1 they are numbers."""
    relations = (line.relation, *line.context.facts)
    found = {f for r in relations for side in (r.lhs, r.rhs) for f in families(unfold(side))}
    return all(axes(f, at.sizes) == _lengths(at.values[f.symbol]) for f in found)


def _lengths(value: Value) -> tuple[int, ...]:
    return (len(value), *_lengths(value[0])) if isinstance(value, tuple) else ()


def _placements(line: Line, configuration: Configuration) -> Iterator[dict[sp.Symbol, int]]:
    names = [name for name, _ in line.context.indices]
    limits = [int(size) if size.is_Integer else configuration.sizes[size] for _, size in line.context.indices]
    for places in product(*(range(1, limit + 1) for limit in limits)):
        yield dict(zip(names, places, strict=True))
