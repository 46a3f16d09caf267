"""Which vectors are combinations of named ones, and so print without their index: x - y."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory.kernel import Entry, Vector, free

Slots = Mapping[sp.Symbol, sp.Expr]


def entries(vector: Vector) -> tuple[Slots, sp.Basic]:
    """The bound names of a vector (of vectors) with their sizes, outermost first, and the innermost entry."""
    body, slot, size = vector.args
    if not isinstance(body, Vector):
        return {slot: size}, body
    slots, entry = entries(body)
    return {slot: size, **slots}, entry


def is_linear(body: sp.Basic, slots: Slots) -> bool:
    """Is the entry a combination of entries of families?"""
    match body:
        case Entry():
            ends = tuple(zip(body.indices, body.family.axes, strict=True))[-len(slots) :]
            fixed = body.indices[: -len(slots)]
            return ends == tuple(slots.items()) and not any(free(i) & slots.keys() for i in fixed)
        case sp.Add():
            return all(is_linear(term, slots) for term in body.args)
        case sp.Mul():
            bound = [factor for factor in body.args if free(factor) & slots.keys()]
            return len(bound) == 1 and is_linear(bound[0], slots)
        case _:
            return False
