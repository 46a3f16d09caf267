"""One measured figure, with its spread and the promise it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Literal

Direction = Literal["at most", "at least"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The figure is `at most` or `at least` this limit."""

    direction: Direction
    limit: float

    def is_kept(self, value: float) -> bool:
        return value <= self.limit if self.direction == "at most" else value >= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value in a unit; `spread` is the least and the greatest of what was measured."""

    name: str
    value: float
    unit: str = ""
    spread: tuple[float, float] | None = None
    promise: Promise | None = None
    note: str = ""

    @property
    def is_kept(self) -> bool | None:
        """None: nothing was promised."""
        return None if self.promise is None else self.promise.is_kept(self.value)

    def written(self) -> dict[str, object]:
        """As bench.json keeps it."""
        return asdict(self) | {"kept": self.is_kept}


def middle(
    name: str, measured: Sequence[float], unit: str = "", promise: Promise | None = None, note: str = ""
) -> Figure:
    """The median of the measurements, with their spread."""
    spread = min(measured), max(measured)
    return Figure(name=name, value=median(measured), unit=unit, spread=spread, promise=promise, note=note)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Round by round, as both met the same machine there."""
    return [our / their for our, their in zip(ours, theirs, strict=True)]
