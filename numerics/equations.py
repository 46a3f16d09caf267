"""Equations among the hypotheses solved exactly: one number of a configuration is set so that one equation holds."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import sympy as sp
from flint import fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, axes, count, filled, numbers_of
from numerics.exact import Undefined
from theory.claims import Claim
from theory.kernel import Entry, Family, Relation, unfold

Numbers = list[fmpq]


def solved(claim: Claim, facts: Sequence[Relation], at: Configuration) -> Configuration | None:
    """The configuration with one number for each equation changed so that it holds; None where none was found.

    A side that is an entry or a scalar takes the value of the other side; else a number in which the difference is
    affine takes its root.  A number that one equation has set is left alone by the others.  Equations that were given
    in another order than they can be solved in are gone through again.
    """
    equations = [fact for fact in facts if fact.op == "="]
    for _ in equations:
        taken: set[int] = set()
        for fact in equations:
            if _value(fact.slack, at) == 0:
                continue
            found = _assigned(claim, fact, at, taken) or _rooted(claim, fact, at, taken)
            if found is None:
                return None
            at, place = found
            taken.add(place)
        if all(_value(fact.slack, at) == 0 for fact in equations):
            break
    return at if all(_value(fact.slack, at) == 0 for fact in equations) else None


def places(claim: Claim, relation: Relation, at: Configuration) -> dict[int, str]:
    """Where the numbers stand that the relation may depend on, with the names of what it mentions."""
    found: dict[int, str] = {}
    for side in (relation.lhs, relation.rhs):
        _mentioned(claim, unfold(side), at, found)
    return found


def _mentioned(claim: Claim, e: sp.Basic, at: Configuration, found: dict[int, str]) -> None:
    if isinstance(e, Entry) and all(where.is_Integer for where in e.indices):
        place = _place(claim, e, at)
        assert place is not None
        found[place] = str(e)
    elif isinstance(e, Family):
        first = _place(claim, Entry(e, *(sp.S.One for _ in e.axes)), at)
        assert first is not None
        found |= {first + k: e.symbol.name for k in range(prod(axes(e, at.sizes)))}
    elif e in claim.scalars:
        found[claim.scalars.index(e) + count(claim, at.sizes) - len(claim.scalars)] = str(e)
    else:
        for part in e.args:
            _mentioned(claim, part, at, found)


def _assigned(claim: Claim, fact: Relation, at: Configuration, taken: set[int]) -> tuple[Configuration, int] | None:
    """The place that one side is, set to the other side's value."""
    for side, other in ((fact.lhs, fact.rhs), (fact.rhs, fact.lhs)):
        place, value = _place(claim, side, at), _value(other, at)
        if place is None or place in taken or value is None:
            continue
        changed = _changed(claim, at, place, value)
        if _value(fact.slack, changed) == 0:
            return changed, place
    return None


def _rooted(claim: Claim, fact: Relation, at: Configuration, taken: set[int]) -> tuple[Configuration, int] | None:
    """The first number in which the difference of the sides looks affine, set to the root, which is then checked."""
    for place in range(len(numbers_of(at, claim))):
        values = [_value(fact.slack, _changed(claim, at, place, fmpq(t))) for t in (0, 1, 2)]
        if place in taken or None in values:
            continue
        zero, one, two = values
        assert zero is not None
        assert one is not None
        if one == zero or two != 2 * one - zero:
            continue
        changed = _changed(claim, at, place, zero / (zero - one))
        if _value(fact.slack, changed) == 0:
            return changed, place
    return None


def _place(claim: Claim, e: sp.Expr, at: Configuration) -> int | None:
    """Where among the numbers of a configuration an entry or a scalar stands."""
    used = 0
    for family in claim.families:
        lengths, offset, total = axes(family, at.sizes), 0, 1
        for length in lengths:
            total *= length
        if isinstance(e, Entry) and e.family == family:
            for where, length in zip(e.indices, lengths, strict=True):
                offset = offset * length + (int(where) if where.is_Integer else at.sizes[where]) - 1
            return used + offset
        used += total
    return used + claim.scalars.index(e) if e in claim.scalars else None


def _changed(claim: Claim, at: Configuration, place: int, value: fmpq) -> Configuration:
    numbers: Numbers = numbers_of(at, claim)
    return filled(claim, at.sizes, iter([*numbers[:place], value, *numbers[place + 1 :]]))


def _value(e: sp.Expr, at: Configuration) -> fmpq | None:
    """The value where it is rational."""
    try:
        found = compiled(e)(at)
    except (Undefined, ZeroDivisionError):
        return None
    return found if isinstance(found, fmpq) else None
