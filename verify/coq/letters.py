"""What a statement ranges over, what is declared of it, and what a proof calls that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import sympy as sp

from theory.kernel import Family, families, free
from verify.coq.frame import Frame
from verify.coq.terms import GAMMA, IS_GAMMA, Scope, in_range, shape, speaks_of_gamma


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands before a statement, in order: what is bound and what is assumed, with what a proof calls it.

    `frame` is that of a proof, in which all of it is introduced.
    """

    binders: tuple[str, ...]
    premises: tuple[str, ...]
    names: tuple[str, ...]
    frame: Frame

    def assuming(self, premise: str, name: str, frame: Frame) -> Letters:
        """The same with one thing more that is assumed, and the frame in which it is known."""
        return replace(self, premises=(*self.premises, premise), names=(*self.names, name), frame=frame)

    def before(self, says: str) -> Letters:
        """The same, with a Gamma function if what is said or assumed speaks of one."""
        if not speaks_of_gamma(" ".join((says, *self.premises))):
            return self
        return replace(
            self,
            binders=(f"({GAMMA} : R -> R)", *self.binders),
            premises=(f"is_Gamma {GAMMA}", *self.premises),
            names=(IS_GAMMA, *self.names),
        )

    @property
    def head(self) -> str:
        """The text before what is said."""
        binding = f"forall {' '.join(self.binders)},\n  " if self.binders else ""
        return binding + "".join(f"{premise} ->\n  " for premise in self.premises)

    @property
    def introduced(self) -> str:
        """All that a proof introduces."""
        return " ".join([*(binder[1:].split(" ")[0] for binder in self.binders), *self.names])


def letters(
    parameters: Sequence[sp.Basic],
    frame: Frame,
    ranges: Mapping[sp.Basic, sp.Expr] = MappingProxyType({}),
    called: Mapping[sp.Symbol, str] = MappingProxyType({}),
) -> Letters:
    """The parameters bound, sizes with an entry at least, indices in their ranges, and the signs that are declared.

    `frame` is one in which nothing has a name; `called` says what a symbol is called if not by its own name.
    """
    scope, binders, premises, names, signs = frame.scope, list[str](), list[str](), list[str](), dict[sp.Symbol, str]()
    for parameter in parameters:
        symbol = symbol_of(parameter)
        scope, name = scope.naming(symbol, called.get(symbol, ""))
        kind = shape(parameter) if isinstance(parameter, Family) else "nat" if symbol.is_integer else "R"
        binders.append(f"({name} : {kind})")
    for parameter in parameters:
        if isinstance(parameter, sp.Symbol) and parameter.is_integer:
            name = scope.name(parameter)
            within = in_range(name, ranges[parameter], scope) if parameter in ranges else f"(1 <= {name})%nat"
            premises.append(within)
            names.append(f"size_{name}")
    for parameter in parameters:
        symbol = symbol_of(parameter)
        if symbol.is_integer or not symbol.is_nonnegative:
            continue
        signs[symbol] = f"sign_{scope.name(symbol)}"
        names.append(signs[symbol])
        premises.append(_sign(parameter, "<" if symbol.is_positive else "<=", scope))
    return Letters(tuple(binders), tuple(premises), tuple(names), replace(frame, scope=scope, signs=signs))


def occurring(terms: Sequence[sp.Basic]) -> Iterator[sp.Basic]:
    """Sizes, numbers and families that occur, in this order, each kind by name."""
    arrays = {f for term in terms for f in families(term)}
    symbols = frozenset().union(*(free(t) for t in terms)) - {f.symbol for f in arrays}
    yield from sorted((s for s in symbols if s.is_integer), key=str)
    yield from sorted((s for s in symbols if not s.is_integer), key=str)
    yield from sorted(arrays, key=lambda f: str(f.symbol))


def symbol_of(parameter: sp.Basic) -> sp.Symbol:
    """The symbol of a size, a number or a family."""
    return parameter.symbol if isinstance(parameter, Family) else parameter


def _sign(parameter: sp.Basic, op: str, scope: Scope) -> str:
    if isinstance(parameter, sp.Symbol):
        return f"0 {op} {scope.name(parameter)}"
    places = [f"i{n}" for n in range(1, len(parameter.axes) + 1)]
    ranges = "".join(f"{in_range(i, axis, scope)} -> " for i, axis in zip(places, parameter.axes, strict=True))
    return f"(forall {' '.join(places)}, {ranges}0 {op} {scope.name(parameter.symbol)} {' '.join(places)})"
