"""Expressions for an energy and its update as functions over an arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sympy as sp

from numerics.integrate import holds_integral
from numerics.interpret import Arithmetic, evaluate
from theory.kernel import Vector, families, free
from theory.symbols import d, k, n, rho, x

Function = Callable[..., Any]


class BadFunction(ValueError):
    """An energy or an update that is no such function; says which, why, and at which configuration."""


def as_energy(e: sp.Basic, names: Collection[str]) -> Function:
    """An expression in x, the patterns and the parameters of these names as a function."""
    _check("the energy", e, names)

    def energy(point: Sequence[Any], patterns: Sequence[Any], a: Arithmetic, **more: Any) -> Any:
        return evaluate(e, _sizes(point, patterns), _values(e, point, patterns, more), a)

    return energy


def as_update(e: sp.Basic, names: Collection[str]) -> Function:
    """A vector, or the entry at the index k, as a function."""
    entry = e.at(k) if isinstance(e, Vector) else e
    _check("the update", entry, names, k)
    if isinstance(e, Vector) and e.size != n:
        raise BadFunction(f"the update has {e.size} entries: an update has n, as many as x")

    def update(point: Sequence[Any], patterns: Sequence[Any], a: Arithmetic, **more: Any) -> list[Any]:
        sizes, values = _sizes(point, patterns), _values(entry, point, patterns, more)
        return [evaluate(entry, {**sizes, k: place}, values, a) for place in range(1, len(point) + 1)]

    return update


def _check(name: str, e: sp.Basic, names: Collection[str], *indices: sp.Symbol) -> None:
    """Only x, the patterns, the sizes, the indices and the parameters may occur."""
    known = {x.symbol, rho.symbol, d, n, *indices}
    strange = sorted(str(s) for s in free(e) if s not in known and s.name not in names)
    strange += [f"{f} over {f.axes}" for f in families(e) if f.symbol in known and f not in (x, rho)]
    if strange:
        raise BadFunction(
            f"{name} speaks of {', '.join(strange)}: neither x, the patterns rho, nor one of `parameters`"
        )
    if holds_integral(e):
        raise BadFunction(f"{name} holds an integral, which no ball decides here: state it as a claim instead")


def _sizes(point: Sequence[Any], patterns: Sequence[Any]) -> dict[sp.Symbol, int]:
    return {d: len(patterns), n: len(point)}


def _values(e: sp.Basic, point: Any, patterns: Any, more: Mapping[str, Any]) -> dict[sp.Symbol, Any]:
    """The values by symbol; a parameter is known by its name, however the expression declares it."""
    named = {s: more[s.name] for s in free(e) if s.name in more}
    return {**named, x.symbol: tuple(point), rho.symbol: patterns}
