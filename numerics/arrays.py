"""An expression in float64 over a batch of configurations of equal sizes; a bound index is an array axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, reduce

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from theory.kernel import Entry, Max, Min, Quantity, Sum, Vector, meaning, open_vector

Array = NDArray[np.float64]
Sizes = Mapping[sp.Symbol, int]
Arrays = Mapping[sp.Symbol, Array]
Read = Callable[[Sizes, Arrays], Array]
Scope = tuple[sp.Symbol, ...]


def batch(e: sp.Expr, sizes: Sizes, values: Arrays) -> Array:
    """The values (B,); `values` holds arrays (B,) for scalars, (B, n) for vectors, (B, d, n) for patterns.

    Overflow gives inf or nan: a float proposes, it never decides.
    """
    length = len(next(iter(values.values())))
    with np.errstate(all="ignore"):
        return np.broadcast_to(_reader(e)(sizes, values), (length,))


@lru_cache(maxsize=1_000)
def _reader(e: sp.Expr) -> Read:
    return _read(e, ())


def _read(e: sp.Basic, scope: Scope) -> Read:
    """A function to arrays of shape (B or 1, one axis for each index in scope), broadcastable."""
    match e:
        case sp.Symbol() if e in scope:
            raise TypeError(f"the index {e} is used as a number")
        case sp.Symbol():
            return lambda sizes, values: _symbol(e, sizes, values).reshape(-1, *(1,) * len(scope))
        case Entry():
            return lambda sizes, values: _entry(e, values, scope)
        case Quantity():
            return _read(meaning(e), scope)
        case Sum() | Max() | Min():
            entries, over = _entries(e.vector, scope), {Sum: np.sum, Max: np.max, Min: np.min}[type(e)]
            return lambda sizes, values: over(entries(sizes, values), axis=-1)
        case sp.log():
            return _log(e.args[0], scope)
        case _ if not e.args:
            return lambda sizes, values: np.full((1,) * (1 + len(scope)), float(e))
    return _applied(e, [_read(part, scope) for part in e.args])


def _applied(e: sp.Basic, parts: list[Read]) -> Read:
    """+, *, powers, exp and |.| of what the parts give."""
    match e:
        case sp.Add():
            return lambda sizes, values: reduce(np.add, (part(sizes, values) for part in parts))
        case sp.Mul():
            return lambda sizes, values: reduce(np.multiply, (part(sizes, values) for part in parts))
        case sp.Pow() if e.exp.is_Integer:
            return lambda sizes, values: parts[0](sizes, values) ** float(e.exp)
        case sp.Pow():
            return lambda sizes, values: np.power(parts[0](sizes, values), parts[1](sizes, values))
        case sp.exp():
            return lambda sizes, values: np.exp(parts[0](sizes, values))
        case sp.Abs():
            return lambda sizes, values: np.abs(parts[0](sizes, values))
    raise TypeError(f"{e} ({type(e).__name__}) has no value in float64")


def _symbol(e: sp.Symbol, sizes: Sizes, values: Arrays) -> Array:
    return np.asarray([sizes[e]], dtype=float) if e in sizes else values[e]


def _entries(vector: Vector, scope: Scope) -> Read:
    """The entries along a new last axis."""
    name, body = open_vector(vector)
    inner = _read(body, (*scope, name))

    def entries(sizes: Sizes, values: Arrays) -> Array:
        length = int(vector.size) if vector.size.is_Integer else sizes[vector.size]
        found = inner(sizes, values)
        return np.broadcast_to(found, (*found.shape[:-1], length))

    return entries


def _entry(e: Entry, values: Arrays, scope: Scope) -> Array:
    """Axes of the family put in the order of the scope; fixed indices taken."""
    array, kept = values[e.family.symbol], []
    for where in e.indices:
        if where in scope:
            kept.append(scope.index(where))
        else:
            array = np.take(array, int(where) - 1, axis=1 + len(kept))
    order = sorted(range(len(kept)), key=lambda a: kept[a])
    array = np.transpose(array, (0, *(1 + a for a in order)))
    shape = [1] * len(scope)
    for place, a in enumerate(order):
        shape[kept[a]] = array.shape[1 + place]
    return array.reshape(array.shape[0], *shape)


def _log(inside: sp.Basic, scope: Scope) -> Read:
    """log; of a sum of exponentials without overflow."""
    if isinstance(inside, Sum):
        name, body = open_vector(inside.vector)
        if isinstance(body, sp.exp):
            exponents = _entries(Vector(body.args[0], name, inside.vector.size), scope)

            def stable(sizes: Sizes, values: Arrays) -> Array:
                found = exponents(sizes, values)
                top = np.max(found, axis=-1, keepdims=True)
                return np.squeeze(top, -1) + np.log(np.sum(np.exp(found - top), axis=-1))

            return stable
    plain = _read(inside, scope)
    return lambda sizes, values: np.log(plain(sizes, values))
