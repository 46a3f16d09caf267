"""An energy and its update, given as functions or as expressions, and what one update makes of a point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration, rational
from numerics.interpret import ARB, Arithmetic
from numerics.updates.guarded import GUARDED, Guarded
from numerics.updates.terms import BadFunction, Function, as_energy, as_update
from theory.claims import Claim
from theory.kernel import Quantity
from theory.statement import bound
from theory.symbols import rho, x
from theory.verdict import Open

Exact = str | int | Fraction
Parameters = Iterable[str] | Mapping[str, Exact]
TAKEN = frozenset({"x", "rho", "d", "n", "k", "a", "patterns"})
NUMBERS: Mapping[str, type] = {ARB.name: arb, GUARDED.name: Guarded}


class Unspecified(Quantity):
    """A number that a function gives, with no definition here; arguments: what it depends on."""

    notation = r"\text{{one of the two energies}}"
    plain = "one of the two energies"

    def definition(self) -> NoReturn:
        """There is none."""
        raise TypeError("the energy is a function: it is evaluated, and has no definition")


class Before(Unspecified):
    """E(x)."""


class After(Unspecified):
    """E(T(x))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """A point's energy, where one update sends it, and the energy there, in some arithmetic."""

    before: Any
    image: tuple[Any, ...]
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class OneUpdate:
    """The functions, the values of the parameters that are given, and the claim that no update raises the energy.

    The claim names what is searched over: x, the patterns, and the parameters that have no value, which are positive.
    """

    claim: Claim
    energy: Function
    update: Function
    given: Mapping[str, fmpq]

    def whole(self, at: Configuration) -> Configuration:
        """The configuration with the given parameters."""
        given = {sp.Symbol(name, real=True): value for name, value in self.given.items()}
        return Configuration(at.sizes, {**at.values, **given})

    def at(self, at: Configuration, a: Arithmetic) -> Updated:
        """One update at a configuration, in the arithmetic; BadFunction where a function is none."""
        point, patterns = (_mapped(at.values[symbol], a.number) for symbol in (x.symbol, rho.symbol))
        found = {s.name: a.number(at.values[s]) for s in self.claim.scalars}
        return self.of(point, patterns, found, a, lambda: shown(self.whole(at)))

    def of(
        self, point: Any, patterns: Any, found: Mapping[str, Any], a: Arithmetic, where: Callable[[], str]
    ) -> Updated:
        """The same of numbers of the arithmetic, single ones or batches; `where` says where they are."""
        more = {**{name: a.number(value) for name, value in self.given.items()}, **found}

        def energy(point: tuple[Any, ...]) -> Any:
            value = _called("the energy", self.energy, where, point, patterns, a, more)
            return _number("the energy", value, a, where)

        entries = _called("the update", self.update, where, point, patterns, a, more)
        image = _entries(entries, len(point), a, where)
        return Updated(before=energy(point), image=image, after=energy(image))


def one_update(energy: Function | sp.Expr, update: Function | sp.Basic, parameters: Parameters, seed: str) -> OneUpdate:
    """The functions as they are, and expressions as functions; BadFunction where an expression is none of these."""
    if isinstance(parameters, str):
        raise BadFunction(
            f"parameters={parameters!r} is one name: write ({parameters!r},) or {{{parameters!r}: '1/2'}}"
        )
    fixed = parameters if isinstance(parameters, Mapping) else {}
    given = {name: _exact(name, value) for name, value in fixed.items()}
    searched = [] if isinstance(parameters, Mapping) else list(parameters)
    names = (*given, *searched)
    if taken := TAKEN.intersection(names):
        raise BadFunction(f"a parameter is named {min(taken)}, as the point, the patterns or a size is: rename it")
    arguments = (x.vector(), rho.vector(), *(sp.Symbol(name, positive=True) for name in searched))
    claim = Claim(
        cites="",
        section="",
        title="One update never raises the energy",
        says=bound(After(*arguments), "<=", Before(*arguments)),
        expects=Open,
        statement=seed,
    )
    return OneUpdate(
        claim=claim,
        energy=as_energy(energy, names) if isinstance(energy, sp.Basic) else energy,
        update=as_update(update, names) if isinstance(update, sp.Basic) else update,
        given=given,
    )


def _exact(name: str, value: Exact) -> fmpq:
    try:
        if isinstance(value, str | int | Fraction):
            return rational(value)
    except (ValueError, ZeroDivisionError):
        pass
    raise BadFunction(f"the parameter {name} is given as {value!r}: give an exact number, such as '1/10'")


def _called(
    name: str, f: Function, where: Callable[[], str], point: Any, patterns: Any, a: Arithmetic, more: Mapping[str, Any]
) -> Any:
    try:
        return f(point, patterns, a, **more)
    except Exception as error:
        hint = "; a number of your own goes through a.number(...)" if isinstance(error, AttributeError) else ""
        said = f"{type(error).__name__}: {error}{hint}"
        raise BadFunction(f"{name} raises {said} (in {a.name}, at {where()})") from error


def _entries(entries: Any, length: int, a: Arithmetic, where: Callable[[], str]) -> tuple[Any, ...]:
    try:
        found = tuple(entries)
    except TypeError:
        raise BadFunction(f"the update returns {entries!r}, no sequence of {length} numbers, at {where()}") from None
    if len(found) != length:
        raise BadFunction(f"the update returns {len(found)} entries where x has {length}, at {where()}")
    return tuple(_number("the update", entry, a, where) for entry in found)


def _number(name: str, value: Any, a: Arithmetic, where: Callable[[], str]) -> Any:
    """The value, an integer as a number; what decides must be a number of the arithmetic."""
    if isinstance(value, int) and not isinstance(value, bool):
        return a.number(value)
    if not isinstance(value, NUMBERS.get(a.name, object)):
        kind = type(value).__name__
        raise BadFunction(f"{name} returns {value!r} ({kind}), no number of {a.name}, at {where()}: compute with a")
    return value


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    return tuple(_mapped(part, change) for part in value) if isinstance(value, tuple) else change(value)


def shown(at: Configuration) -> str:
    """The configuration in one line: d = 1, n = 1, rho = [[1]], x = [1/2]."""
    return ", ".join(f"{name} = {_text(value)}" for name, value in at.written().items())


def _text(value: object) -> str:
    return f"[{', '.join(map(_text, value))}]" if isinstance(value, list) else str(value)
