"""A configuration as Coq has it: numbers, and families as functions that look their entries up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, Value
from theory.kernel import Family

_LETTERS = "ijkl"


def arguments(parameters: Iterable[sp.Basic], at: Configuration) -> str:
    """The values of the parameters, in order, each as an argument; KeyError where the configuration has none."""
    return " ".join(argument(parameter, at) for parameter in parameters)


def argument(parameter: sp.Basic, at: Configuration) -> str:
    """The value of a size, a number or a family."""
    if isinstance(parameter, Family):
        return family(at.values[parameter.symbol])
    if parameter in at.sizes:
        return f"{at.sizes[parameter]}%nat"
    return number(at.values[parameter])


def number(value: Value) -> str:
    """A rational, in parentheses unless it is a numeral."""
    assert isinstance(value, fmpq)
    if value.q == 1:
        return f"{value.p}" if value >= 0 else f"({value.p})"
    return f"({value.p} / {value.q})"


def family(value: Value) -> str:
    """A function of indices that count from 1; 0 where there is no entry."""
    letters = _LETTERS[: _depth(value)]
    cases = [f"{', '.join(f'{k}%nat' for k in place)} => {number(entry)}" for place, entry in _entries(value)]
    default = f"{', '.join('_' for _ in letters)} => 0"
    return f"(fun {' '.join(letters)} => match {', '.join(letters)} with {' | '.join([*cases, default])} end)"


def _depth(value: Value) -> int:
    return 1 + _depth(value[0]) if isinstance(value, tuple) else 0


def _entries(value: Value) -> Iterator[tuple[tuple[int, ...], Value]]:
    if not isinstance(value, tuple):
        yield (), value
        return
    for k, part in enumerate(value, start=1):
        for place, entry in _entries(part):
            yield (k, *place), entry
