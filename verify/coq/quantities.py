"""Named quantities as Coq definitions, one for each shape of arguments, so that a statement reads as it is written.

A definition is made from the quantity at arguments that stand for any of their shape.  It serves a node only if the
kernel finds the definition at the node's own arguments to be what the node stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

import sympy as sp

from theory.kernel import Family, Ill, Quantity, Vector, free, meaning, size, substitute, unfold
from verify.coq.errors import NoSize, Untranslatable
from verify.coq.terms import (
    GAMMA,
    Scope,
    is_from_zero,
    is_real_power,
    is_whole,
    natural,
    real,
    shape,
    speaks_of_gamma,
    value,
)

_VECTORS = ("u", "v", "w", "z", "y", "x")
_ARRAYS = ("rho", "sigma", "tau", "mu", "nu", "chi")
_SIZES = "mnpqdl"
_NUMERALS = ("number", "index", "itself")
_SIGNS: tuple[dict[str, bool], ...] = ({"real": True}, {"nonnegative": True}, {"positive": True})


@dataclass(frozen=True, slots=True)
class Generic:
    """A quantity at arguments that stand for any of their shape, with the Coq definition of it."""

    name: str
    quantity: Quantity
    text: str
    sizes: tuple[sp.Symbol, ...]
    of_gamma: bool


Found = tuple[Generic, Mapping[sp.Basic, sp.Basic]]


@dataclass(slots=True)
class Definitions:
    """The definitions asked for so far, each after those that it uses."""

    made: dict[tuple[str, str], Generic] = field(default_factory=dict)
    _found: dict[Quantity, Found] = field(default_factory=dict)

    def scope(self) -> Scope:
        """An empty scope in which quantities are written as applications of these definitions."""
        return Scope(call=self.call, named=self.names)

    def call(self, scope: Scope, quantity: Quantity) -> str:
        """The quantity as an application of its definition, which is made where there is none yet."""
        generic, values = self._generic(quantity)
        sizes = [natural(values[s], scope) for s in generic.sizes]
        shown = [
            natural(given, scope) if _is_index(asked) else value(given, scope)
            for asked, given in zip(generic.quantity.args, quantity.args, strict=True)
            if free(asked)
        ]
        return f"({' '.join([generic.name, *([GAMMA] if generic.of_gamma else []), *sizes, *shown])})"

    def used(self, text: str) -> list[str]:
        """The definitions that the text uses, and those that they use, each after these."""
        return list(self._used(text).values())

    def names(self, text: str) -> list[str]:
        """What these definitions are called, each before those that it uses: in this order they are unfolded."""
        return list(reversed(self._used(text)))

    def _used(self, text: str) -> dict[str, str]:
        texts = {generic.name: generic.text for generic in self.made.values()}
        found: dict[str, str] = {}

        def visit(words: str) -> None:
            for name in re.findall(r"\w+", words):
                if name in texts and name not in found:
                    visit(texts[name].partition(":=")[2])
                    found[name] = texts[name]

        visit(text)
        return found

    def _generic(self, quantity: Quantity) -> Found:
        if quantity not in self._found:
            self._found[quantity] = self._search(quantity)
        return self._found[quantity]

    def _search(self, quantity: Quantity) -> Found:
        for numerals, signs in product(_NUMERALS, _SIGNS):
            made = _placed(quantity, signs, numerals)
            if made is None or not _serves(*made, quantity):
                continue
            with suppress(NoSize):
                return self._kept(*made), made[1]
        raise Untranslatable(f"{type(quantity).__name__} has no definition for arguments of any sign")

    def _kept(self, general: Quantity, values: dict[sp.Basic, sp.Basic]) -> Generic:
        key = (type(general).__name__, str(sp.srepr(general)))
        if key not in self.made:
            body = meaning(general)
            scope, binders, sizes = self.scope(), [], tuple(s for s in values if _is_size(s))
            for symbol, kind in _parameters(general, sizes):
                scope, name = scope.naming(symbol)
                binders.append(f"({name} : {kind})")
            text = real(body, scope)
            called = "_".join([key[0], *_shapes(general)])
            of_gamma = speaks_of_gamma(text)
            binders = [f"({GAMMA} : R -> R)"] * of_gamma + binders
            said = f"Definition {called} {' '.join(binders)} : R :=\n  {text}."
            if any(generic.name == called for generic in self.made.values()):
                raise Untranslatable(f"{called} would be the name of two definitions")
            self.made[key] = Generic(called, general, said, sizes, of_gamma)
        return self.made[key]


def _shapes(general: Quantity) -> Iterator[str]:
    """One word for each argument that tells the definition from others of the quantity, the same in every run."""
    for argument in general.args:
        if isinstance(argument, Vector):
            whole = argument.family_read()
            assert whole is not None
            axes, symbol = "".join(str(axis) for axis in whole[0].axes), whole[0].symbol
            yield axes + _sign_word(symbol)
        elif argument.is_Integer:
            yield str(argument)
        elif not argument.is_integer and argument.is_nonnegative:
            yield _sign_word(argument)
        elif not argument.is_integer:
            yield "real"


def _sign_word(symbol: sp.Symbol) -> str:
    return "pos" if symbol.is_positive else "nonneg" if symbol.is_nonnegative else ""


def _serves(general: Quantity, values: Mapping[sp.Basic, sp.Basic], quantity: Quantity) -> bool:
    """Does the general definition, at these values, say what the quantity stands for?"""
    try:
        body, wanted = meaning(general), meaning(quantity)
        same = free(body) <= free(general) and substitute(body, values) == wanted
        return same and _stays(body, values)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Ill):
        return False  # the definition looks at the argument itself, as at the number of a layer


def _stays(body: sp.Basic, values: Mapping[sp.Basic, sp.Basic]) -> bool:
    """Are powers with any number as exponent still that, and Gamma functions too, at these values?

    SymPy finds the values of both at numbers; Coq keeps what the definition says.
    """
    parts = list(sp.preorder_traversal(unfold(body)))
    powers = [part for part in parts if is_real_power(part)]
    gammas = [part for part in parts if isinstance(part, sp.gamma)]
    return all(_is_kept(part, values) for part in powers) and all(
        isinstance(substitute(part, values), sp.gamma) for part in gammas
    )


def _is_kept(power: sp.Pow, values: Mapping[sp.Basic, sp.Basic]) -> bool:
    base, exponent = substitute(power.base, values), substitute(power.exp, values)
    if is_from_zero(base) != is_from_zero(power.base) and not base.is_positive:
        return False  # Rpower has another value at zero
    return is_real_power(substitute(power, values)) or bool(base.is_positive and not exponent.is_Integer)


def _is_size(symbol: sp.Basic) -> bool:
    return isinstance(symbol, sp.Symbol) and bool(symbol.is_integer) and symbol.name in _SIZES


def _is_index(term: sp.Basic) -> bool:
    return isinstance(term, sp.Symbol) and bool(term.is_integer)


def _parameters(general: Quantity, sizes: tuple[sp.Symbol, ...]) -> Iterator[tuple[sp.Symbol, str]]:
    for symbol in sizes:
        yield symbol, "nat"
    for argument in general.args:
        if isinstance(argument, Vector):
            whole = argument.family_read()
            assert whole is not None
            yield whole[0].symbol, shape(whole[0])
        elif free(argument):
            yield argument, "nat" if _is_index(argument) else "R"


def _placed(
    quantity: Quantity, signs: Mapping[str, bool], numerals: str
) -> tuple[Quantity, dict[sp.Basic, sp.Basic]] | None:
    """The quantity at placeholders, and what these stand for; None where it cannot be made of them.

    A numeral among its arguments is any number, any index, or itself, as `numerals` says; a sum of sizes any index.
    """
    values: dict[sp.Basic, sp.Basic] = {}
    lengths: dict[sp.Basic, sp.Symbol] = {}
    counts = {"vector": 0, "array": 0, "number": 0, "index": 0}
    placed: list[sp.Basic] = []
    for argument in quantity.args:
        if isinstance(argument, Vector):
            axes = []
            inside: sp.Basic = argument
            while isinstance(inside, Vector):
                if inside.size not in lengths:
                    if len(lengths) == len(_SIZES):
                        return None
                    lengths[inside.size] = size(_SIZES[len(lengths)])
                    values[lengths[inside.size]] = inside.size
                axes.append(lengths[inside.size])
                inside = inside.args[0]
            kind, names = ("vector", _VECTORS) if len(axes) == 1 else ("array", _ARRAYS)
            if counts[kind] == len(names):
                return None
            family = Family(names[counts[kind]], *axes, **signs)
            counts[kind] += 1
            values[family] = argument
            placed.append(family.vector())
        elif argument.is_Integer and numerals == "itself":
            placed.append(argument)
        else:
            sized = bool(argument.is_integer and argument.is_positive) and is_whole(argument)
            index = sized and (numerals == "index" or not argument.is_Integer)
            kind = "index" if index else "number"
            name = f"{'k' if index else 'a'}{counts[kind] or ''}"
            symbol = size(name) if index else sp.Symbol(name, **signs)
            counts[kind] += 1
            values[symbol] = argument
            placed.append(symbol)
    try:
        made = type(quantity)(*placed)
    except (TypeError, ValueError):
        return None
    return (made, values) if isinstance(made, Quantity) else None
