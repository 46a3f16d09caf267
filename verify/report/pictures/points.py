"""The points of a configuration: patterns, queries and centres, with their names, each place once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.meanings import MEANING
from verify.report.pictures.names import symbol, width

_POINT = re.compile(r"\bpoints? of R\^n|\bcentre of a ball|\bpatterns on the line")
_NUMBERS = re.compile(r"\bpatterns on the line")
MOST = 12  # points that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place with the names of all points that lie there."""

    at: tuple[Fraction, ...]
    name: str

    @property
    def width(self) -> float:
        return width(self.name)


def points(at: Mapping[str, Any]) -> list[tuple[str, str, tuple[Fraction, ...]]]:
    """Symbol, name and coordinates of every point in the configuration."""
    return [point for name, value in at.items() if _is_point(name, value) for point in _named(name, value)]


def _is_point(name: str, value: Any) -> bool:
    return isinstance(value, list) and bool(_POINT.search(MEANING.get(name, "")))


def _named(name: str, value: Any) -> Iterator[tuple[str, str, tuple[Fraction, ...]]]:
    if _NUMBERS.search(MEANING[name]):
        value = [[entry] for entry in value]
    for index, row in _rows(value):
        above = ",".join(map(str, index))
        yield name, symbol(name) + (f"^{{{above}}}" if above else ""), tuple(map(Fraction, row))


def _rows(value: Sequence[Any], index: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Sequence[str]]]:
    if not isinstance(value[0], list):
        yield index, value
        return
    for place, part in enumerate(value, start=1):
        yield from _rows(part, (*index, place))


def dimension(at: Mapping[str, Any]) -> int:
    """Of the space in which the points lie; 0 where there are none, or they lie in several."""
    found = {len(place) for _, _, place in points(at)}
    return found.pop() if len(found) == 1 else 0


def marks(at: Mapping[str, Any], moving: str, index: Sequence[int]) -> list[Mark]:
    """The coordinate in which a point moves, of all other points; none where it is no point that moves."""
    if not _is_point(moving, at[moving]):
        return []
    coordinate = 0 if _NUMBERS.search(MEANING[moving]) else index[-1] - 1
    others = [(name, place) for of, name, place in points(at) if not _is_moving(of, name, moving, index)]
    return joined([(name, place[coordinate : coordinate + 1]) for name, place in others if len(place) > coordinate])


def _is_moving(of: str, name: str, moving: str, index: Sequence[int]) -> bool:
    if of != moving:
        return False
    above = index if _NUMBERS.search(MEANING[moving]) else index[:-1]
    return name == symbol(moving) + (f"^{{{','.join(map(str, above))}}}" if above else "")


def joined(named: Sequence[tuple[str, tuple[Fraction, ...]]]) -> list[Mark]:
    """One mark for each place, from left to right."""
    found: dict[tuple[Fraction, ...], list[str]] = {}
    for name, place in named:
        found.setdefault(place, []).append(name)
    return [Mark(at=place, name=_together(found[place])) for place in sorted(found)]


def _together(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{names[0]}, …, {names[-1]}"
