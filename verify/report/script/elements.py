"""Over which lists an index runs, so that Python can go through their elements and need not count."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sympy as sp

from theory.kernel import Entry, Family, Quantity, Vector
from theory.kernel.binders import free
from verify.report.script.functions import Function, Functions, key

Host = tuple[object, ...]  # a family with its first indices, or a quantity without its last: what a list is made of
_SHORT = 3  # a function's name that is longer goes by its first letter where its elements are named


def hosts(body: sp.Basic, slot: sp.Basic, size: sp.Basic, called: Functions) -> set[Host] | None:
    """The lists over whose elements the index runs; None where it does more, or where a list is longer than it."""
    if slot not in free(body):
        return set()
    if isinstance(body, Entry):
        return _host_of_entry(body, slot, size)
    if isinstance(body, Quantity) and body.args[-1] == slot and (function := called[key(body)]).whole:
        others = body.args[:-1]
        alone = not _is_bound_within(others, slot) and not any(slot in free(a) for a in others)
        return {(type(body), *others)} if alone and length(function, body) == size else None
    if body == slot:
        return None
    found: set[Host] = set()
    for part in body.args:
        inside = hosts(part, slot, size, called)
        if inside is None:
            return None
        found |= inside
    return found


def _host_of_entry(e: Entry, slot: sp.Basic, size: sp.Basic) -> set[Host] | None:
    places = [place for place, where in enumerate(e.indices) if slot in free(where)]
    if len(places) != 1 or e.indices[places[0]] != slot or e.family.axes[places[0]] != size:
        return None
    before = e.indices[: places[0]]
    return None if _is_bound_within(before, slot) else {(e.family, *before)}


def _is_bound_within(terms: Iterable[sp.Basic], slot: sp.Basic) -> bool:
    """Do the terms speak of a name that is bound further in than the slot?"""
    return any(_level(s) < _level(slot) for term in terms for s in free(term))


def _level(symbol: sp.Symbol) -> float:
    """How far out a name is bound; what is not bound is farthest."""
    return int(symbol.name[1:]) if symbol.name.startswith("@") else float("inf")


def length(function: Function, call: Quantity) -> sp.Basic:
    """How long the list is that the call gives: what the definition says, at what is passed."""
    inner = function.body.args[2]
    for letters, actual in zip(function.formal.args, call.args, strict=True):
        while isinstance(letters, Vector) and isinstance(actual, Vector):
            if letters.args[2] == inner:
                return actual.args[2]
            letters, actual = letters.args[0], actual.args[0]
    return inner


def element(text: str, letter: str, host: Host) -> str:
    """The name of an element of the list: rho_i of rho, rho_ij of rho_i, T_i of T(x), s_i of softmax(x)."""
    if len(host) > 1 and isinstance(host[0], Family) and re.fullmatch(r"\w+_[a-z]+", text):
        return text + letter
    name = re.split(r"[^A-Za-z0-9_]", text, maxsplit=1)[0]
    called = text[len(name) :].startswith("(")
    return f"{name[0] if called and len(name) > _SHORT else name}_{letter}"
