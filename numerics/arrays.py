"""An expression in float64 over a batch of configurations of equal sizes; a bound index is an array axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from typing import Any

import numpy as np
import scipy.special
import sympy as sp
from numpy.typing import NDArray

from theory.kernel import Entry, Integral, Max, Min, Quantity, Sum, Vector, meaning
from theory.kernel.binders import look_inside

Array = NDArray[np.floating[Any]]
Sizes = Mapping[sp.Symbol, int]
Arrays = Mapping[sp.Symbol, Array]
Memory = dict[object, Array]
Read = Callable[[Sizes, Arrays, Memory], Array]
_OVER: Mapping[type, Callable[..., Array]] = {Sum: np.add.reduce, Max: np.maximum.reduce, Min: np.minimum.reduce}
NODES, WEIGHTS = (part / 2 for part in np.polynomial.legendre.leggauss(40))
NODES += 0.5  # Gauss and Legendre's rule on [0, 1]
Scope = tuple[tuple[sp.Symbol, sp.Expr], ...]  # the indices in scope with their sizes, outermost first


def batch(e: sp.Expr, sizes: Sizes, values: Arrays, memory: Memory | None = None) -> Array:
    """The values (B,); `values` holds arrays (B,) for scalars, (B, n) for vectors, (B, d, n) for patterns.

    Overflow gives inf or nan: a float proposes, it never decides.  `memory` keeps what loops, for other expressions
    at the same sizes and values.
    """
    length = len(next(iter(values.values())))
    with np.errstate(all="ignore"):
        return np.broadcast_to(read(e)(sizes, values, {} if memory is None else memory), (length,))


@lru_cache(maxsize=1_000)
def read(e: sp.Expr) -> Read:
    """The expression as a function of sizes and arrays; TypeError where it has no reading in float64."""
    return _read(e, ())


@lru_cache(maxsize=4_000)
def _read(e: sp.Basic, scope: Scope) -> Read:
    """A function to arrays of shape (B or 1, one axis for each index in scope), broadcastable.

    Equal vectors are opened at one index, so that what they have in common is read, and computed, once.
    """
    made = _made(e, scope)
    return _once(made) if isinstance(e, Sum | Max | Min | sp.exp | sp.log) else made


def _once(made: Read) -> Read:
    """The same function, computed once for each memory."""
    key = object()

    def kept(sizes: Sizes, values: Arrays, memory: Memory) -> Array:
        found = memory.get(key)
        if found is None:
            found = memory[key] = made(sizes, values, memory)
        return found

    return kept


def _made(e: sp.Basic, scope: Scope) -> Read:
    match e:
        case sp.Symbol() if (axis := _axis(e, scope)) is not None and not e.is_integer:
            return lambda sizes, values, memory: NODES[_along(axis, len(NODES), len(scope))]
        case sp.Symbol() if (axis := _axis(e, scope)) is not None:
            size = scope[axis - 1][1]
            return lambda sizes, values, memory: 1.0 + _along(axis, _length(size, sizes), len(scope))
        case sp.Symbol():
            return lambda sizes, values, memory: _symbol(e, sizes, values).reshape(-1, *(1,) * len(scope))
        case Entry():
            return lambda sizes, values, memory: _entry(e, sizes, values, scope)
        case Quantity():
            return _read(meaning(e), scope)
        case Integral():
            inner = _read(*_node(e, scope))
            return lambda sizes, values, memory: np.sum(WEIGHTS * inner(sizes, values, memory), axis=-1)
        case sp.gamma():
            return _gamma(_read(e.args[0], scope))
        case Sum() | Max() | Min():
            entries, over = _entries(e.vector, scope), _OVER[type(e)]
            return lambda sizes, values, memory: over(entries(sizes, values, memory), axis=-1)
        case sp.log():
            return _log(e.args[0], scope)
        case _ if not e.args:
            constant = np.full((1,) * (1 + len(scope)), float(e))
            return lambda sizes, values, memory: constant
    return _applied(e, [_read(part, scope) for part in e.args])


def _node(e: Integral, scope: Scope) -> tuple[sp.Expr, Scope]:
    """The integrand at a node of the quadrature, which runs along a new last axis."""
    name, body = look_inside(e)
    return body, (*scope, (name, sp.Integer(len(NODES))))


def _gamma(inner: Read) -> Read:
    return lambda sizes, values, memory: scipy.special.gamma(inner(sizes, values, memory))


def _applied(e: sp.Basic, parts: list[Read]) -> Read:
    """+, *, powers, exp and |.| of what the parts give."""
    match e:
        case sp.Add():
            return lambda sizes, values, memory: reduce(np.add, (part(sizes, values, memory) for part in parts))
        case sp.Mul():
            return lambda sizes, values, memory: reduce(np.multiply, (part(sizes, values, memory) for part in parts))
        case sp.Pow() if e.exp.is_Integer:
            return lambda sizes, values, memory: parts[0](sizes, values, memory) ** float(e.exp)
        case sp.Pow():
            base, exponent = parts
            return lambda sizes, values, memory: np.power(base(sizes, values, memory), exponent(sizes, values, memory))
        case sp.exp():
            return lambda sizes, values, memory: np.exp(parts[0](sizes, values, memory))
        case sp.Abs():
            return lambda sizes, values, memory: np.abs(parts[0](sizes, values, memory))
    raise TypeError(f"{e} ({type(e).__name__}) has no value in float64")


def _symbol(e: sp.Symbol, sizes: Sizes, values: Arrays) -> Array:
    return np.asarray([sizes[e]], dtype=float) if e in sizes else values[e]


def _entries(vector: Vector, scope: Scope) -> Read:
    """The entries along a new last axis."""
    name, body = look_inside(vector)
    inner = _read(body, (*scope, (name, vector.size)))

    def entries(sizes: Sizes, values: Arrays, memory: Memory) -> Array:
        found = inner(sizes, values, memory)
        length = _length(vector.size, sizes)
        return found if found.shape[-1] == length else np.broadcast_to(found, (*found.shape[:-1], length))

    return entries


def _entry(e: Entry, sizes: Sizes, values: Arrays, scope: Scope) -> Array:
    """The family at its indices: one in scope runs along its own axis; a number, or a free index, stays put."""
    array = values[e.family.symbol]

    def along(where: sp.Expr, length: int) -> NDArray[np.intp]:
        axis = _axis(where, scope)
        return np.asarray(_length(where, sizes) - 1) if axis is None else _along(axis, length, len(scope))

    rows = _along(0, len(array), len(scope))
    places = [along(where, length) for where, length in zip(e.indices, array.shape[1:], strict=True)]
    found: Array = array[(rows, *places)]
    return found


def _axis(where: sp.Expr, scope: Scope) -> int | None:
    """The axis along which an index in scope runs; axis 0 is the batch."""
    return next((a for a, (name, _) in enumerate(scope, start=1) if name == where), None)


@lru_cache(maxsize=1_000)
def _along(axis: int, length: int, depth: int) -> NDArray[np.intp]:
    """0, 1, 2 ... along one of 1 + depth axes."""
    return np.arange(length).reshape([length if a == axis else 1 for a in range(1 + depth)])


def _length(size: sp.Expr, sizes: Sizes) -> int:
    return int(size) if size.is_Integer else sizes[size]


def _log(inside: sp.Basic, scope: Scope) -> Read:
    """log; of a sum of exponentials without overflow."""
    if isinstance(inside, Sum):
        name, body = look_inside(inside.vector)
        if isinstance(body, sp.exp):
            exponents = _entries(Vector(body.args[0], name, inside.vector.size), scope)

            def stable(sizes: Sizes, values: Arrays, memory: Memory) -> Array:
                found = exponents(sizes, values, memory)
                top = np.max(found, axis=-1, keepdims=True)
                smooth: Array = np.squeeze(top, -1) + np.log(np.sum(np.exp(found - top), axis=-1))
                return smooth

            return stable
    plain = _read(inside, scope)
    return lambda sizes, values, memory: np.log(plain(sizes, values, memory))
