"""What a figure beside a claim is: curves over an interval of one positive variable, all else given exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import sympy as sp

from theory.kernel import Family, Ill, families, free

MOST_CURVES = 4  # that a reader tells apart without colours
MOST_TABLED = 12  # rows of a table that stays beside its picture
LEAST_RATIO = 10  # of the ends of a logarithmic axis: ticks are at powers of ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Expressions over `variable` from `low` to `high`, each with a label in plain prose; it decides nothing.

    `given` has the values of all other symbols by name, as `try_first` of a claim has them. With an `unknown` a curve
    shows, for each value of the variable, a value of the unknown at which its expression changes its sign; there may
    be others. `logarithmic`: both axes are, and what is not positive is left out. At the places in `tabled` the values
    are printed too. Ill, in one line, where a part is missing, idle, not exact or not of its kind.
    """

    variable: sp.Symbol
    low: sp.Rational
    high: sp.Rational
    curves: tuple[tuple[str, sp.Expr], ...]
    given: Mapping[str, object] = field(default_factory=dict)
    caption: str
    unknown: sp.Symbol | None = None
    logarithmic: bool = False
    tabled: tuple[sp.Rational, ...] = ()

    def __post_init__(self) -> None:
        for fault in (*_faults(self),)[:1]:
            raise Ill(f"a figure: {fault}")

    @property
    def terms(self) -> tuple[sp.Expr, ...]:
        return tuple(expression for _, expression in self.curves)

    @property
    def families(self) -> tuple[Family, ...]:
        found = {family for term in self.terms for family in families(term)}
        return tuple(sorted(found, key=lambda family: family.symbol.name))

    @property
    def coordinates(self) -> tuple[sp.Symbol, ...]:
        """The variable, and the unknown where there is one."""
        return (self.variable,) if self.unknown is None else (self.variable, self.unknown)

    @property
    def sizes(self) -> tuple[sp.Symbol, ...]:
        """The symbolic lengths."""
        return tuple(symbol for symbol in self._others if symbol.is_integer)

    @property
    def scalars(self) -> tuple[sp.Symbol, ...]:
        """The numbers besides the variable and the unknown."""
        return tuple(symbol for symbol in self._others if not symbol.is_integer)

    @property
    def _others(self) -> tuple[sp.Symbol, ...]:
        names = {*self.coordinates, *(family.symbol for family in self.families)}
        found = frozenset().union(*map(free, self.terms)) - names
        return tuple(sorted(found, key=lambda symbol: symbol.name))


def _faults(figure: Figure) -> Iterator[str]:
    """What is wrong; the first faults leave nothing to ask about the rest."""
    parts = [*_wrong_parts(figure)]
    yield from parts or _wrong_values(figure)


def _wrong_parts(figure: Figure) -> Iterator[str]:
    variable, low, high = figure.variable, figure.low, figure.high
    if not _is_number(variable):
        yield f"the variable {variable!r} is no positive number; name a symbol that is"
    if not (isinstance(low, sp.Rational) and isinstance(high, sp.Rational)):
        yield f"from {low!r} to {high!r}: the ends are exact, as sp.Rational(1, 20) is"
    elif not 0 < low < high:
        yield f"from {low} to {high} is no interval of positive numbers"
    if not (isinstance(figure.caption, str) and figure.caption.strip()):
        yield f"the caption {figure.caption!r} says nothing"
    if not (isinstance(figure.given, Mapping) and all(isinstance(name, str) for name in figure.given)):
        yield f"`given` has values by the names of symbols, and is not {figure.given!r}"
    yield from _wrong_curves(figure.curves)
    yield from _wrong_unknown(figure.unknown, variable)
    yield from _wrong_ways(figure.logarithmic, figure.tabled)


def _is_number(symbol: object) -> bool:
    """Is it a symbol for positive numbers that need not be whole?"""
    return isinstance(symbol, sp.Symbol) and bool(symbol.is_positive) and not symbol.is_integer


def _wrong_unknown(unknown: object, variable: object) -> Iterator[str]:
    if unknown is None:
        return
    if not _is_number(unknown):
        yield f"the unknown {unknown!r} is no positive number; name a symbol that is"
    elif str(unknown) == str(variable):
        yield f"the unknown {unknown} is the variable too"


def _wrong_ways(logarithmic: object, tabled: object) -> Iterator[str]:
    if not isinstance(logarithmic, bool):
        yield f"`logarithmic` is True or False, and not {logarithmic!r}"
    if not (isinstance(tabled, tuple) and all(isinstance(place, sp.Rational) for place in tabled)):
        yield f"`tabled` is a tuple of exact places, as sp.Rational(1, 20) is, and not {tabled!r}"
    elif len(tabled) > MOST_TABLED:
        yield f"`tabled` has {len(tabled)} places; a table has at most {MOST_TABLED}"
    elif list(tabled) != sorted(set(tabled)):
        yield f"the places {', '.join(map(str, tabled))} of `tabled` do not rise one by one"


def _wrong_curves(curves: object) -> Iterator[str]:
    if not (isinstance(curves, tuple) and 1 <= len(curves) <= MOST_CURVES):
        yield f"`curves` is a tuple of 1 to {MOST_CURVES} pairs of a label and an expression, and not {curves!r}"
        return
    for curve in curves:
        match curve:
            case (str(label), sp.Expr()) if label.strip():
                continue
        yield f"{curve!r} is no pair of a label and an expression"
        return
    labels = [label for label, _ in curves]
    if twice := sorted({label for label in labels if labels.count(label) > 1}):
        yield f"two curves have the label {twice[0]!r}"


def _wrong_axes(figure: Figure) -> Iterator[str]:
    """What the ends and the curves do not admit."""
    low, high = figure.low, figure.high
    if figure.logarithmic and high < LEAST_RATIO * low:
        yield f"from {low} to {high} is less than a factor of {LEAST_RATIO}: too little for logarithmic axes"
    if outside := [place for place in figure.tabled if not low <= place <= high]:
        yield f"the place {outside[0]} of `tabled` is not from {low} to {high}"
    if figure.unknown is not None:
        for label, expression in figure.curves:
            if figure.unknown not in free(expression):
                yield f"the curve {label!r} does not hold the unknown {figure.unknown}: nothing is to be solved there"


def _wrong_values(figure: Figure) -> Iterator[str]:
    yield from _wrong_axes(figure)
    if not any(figure.variable in free(term) for term in figure.terms):
        yield f"no curve depends on {figure.variable}"
    needed = {symbol.name for symbol in (*figure.sizes, *figure.scalars, *(f.symbol for f in figure.families))}
    if missing := sorted(needed - set(figure.given)):
        yield f"`given` lacks {', '.join(missing)}"
        return
    if idle := sorted(set(figure.given) - needed):
        yield f"`given` names {', '.join(idle)}, which no curve holds"
    if wrong := [size for size in figure.sizes if not _is_count(figure.given[size.name])]:
        yield f"{wrong[0]} = {figure.given[wrong[0].name]!r} is no size: an integer from 1 on"
        return
    axes = {family.symbol: _lengths(family, figure.given) for family in figure.families}
    for symbol, lengths in (dict.fromkeys(figure.scalars, ()) | axes).items():
        if not _fits(figure.given[symbol.name], lengths, symbol):
            shape = " x ".join(map(str, lengths)) or "one"
            yield f"{symbol} = {figure.given[symbol.name]!r} is not {shape} exact numbers of its sign"


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _lengths(family: Family, given: Mapping[str, object]) -> tuple[int, ...]:
    return tuple(int(axis) if axis.is_Integer else int(str(given[axis.name])) for axis in family.axes)


def _fits(value: object, lengths: tuple[int, ...], symbol: sp.Symbol) -> bool:
    """Is it a list (of lists) of these lengths, of numbers that have the sign of the symbol?"""
    if lengths:
        parts = value if isinstance(value, list | tuple) else ()
        return len(parts) == lengths[0] and all(_fits(part, lengths[1:], symbol) for part in parts)
    number = _exact(value)
    if number is None:
        return False
    return number > 0 if symbol.is_positive else number >= 0 or not symbol.is_nonnegative


def _exact(value: object) -> Fraction | None:
    """An integer, a Fraction, or a text such as 1/20; None for anything else, and for every float."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        return None
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None
