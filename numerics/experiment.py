"""What an experiment is: cells that are measured one by one, and the record that is made of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

import numerics.experiments

Scale = Literal["quick", "full", "large"]
Samples = dict[str, list[list[float]]]  # by series, a list of numbers for each document or seed


class NoSuchExperiment(ValueError):
    """A name that no experiment has, or a scale that it lacks."""


class ControlFailed(Exception):
    """The measurement does not see what it must see: nothing that it says counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one process measures by itself: a name that no other cell of the experiment has, and what it is told.

    The settings are numbers, words and lists of them, as JSON keeps them.
    """

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The raw samples of a cell, what its controls came to, and the sha256 of what went in, by name."""

    samples: Samples
    controls: dict[str, float]
    inputs: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Where a number of every cell must lie for the experiment to count."""

    op: Literal["<=", ">="]
    bound: float

    def worst(self, numbers: Sequence[float]) -> float:
        """The number that is nearest to the bound, or furthest beyond it."""
        return max(numbers) if self.op == "<=" else min(numbers)

    def holds(self, number: float) -> bool:
        """False for what is no number."""
        return number <= self.bound if self.op == "<=" else number >= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A grid of cells, at two or three scales, and what measures one of them on a device.

    scales: the settings, a frozen dataclass each; `quick` shows each effect within minutes on two cores, `full` is what
    is recorded, and `large`, where there is one, needs a GPU.  cells: those of a scale.
    measure(settings of the cell, device): what it finds; nothing but the settings and the device may change it.
    controls: by name, those that the cells measure.  A series is made of the lists of all cells that have it, in their
    order.
    """

    title: str
    scales: Mapping[Scale, Any]
    cells: Callable[[Any], Sequence[Cell]]
    measure: Callable[[Mapping[str, Any], str], Found]
    controls: Mapping[str, Control]

    def settings(self, scale: Scale) -> dict[str, str]:
        """The settings of the scale, as a record keeps them; NoSuchExperiment where there is no such scale."""
        if scale not in self.scales:
            raise NoSuchExperiment(f"{self.title}: has no scale {scale}; take one of {', '.join(self.scales)}")
        return {"scale": scale} | {name: _words(value) for name, value in asdict(self.scales[scale]).items()}


def names() -> list[str]:
    """Those of all experiments: a module of `numerics.experiments` each."""
    return sorted(found.name for found in iter_modules(numerics.experiments.__path__) if found.name != "__main__")


def named(name: str) -> Experiment:
    """The experiment of this name; NoSuchExperiment where there is none."""
    if name not in names():
        raise NoSuchExperiment(f"no experiment {name!r}: the experiments are {', '.join(names())}")
    found = import_module(f"numerics.experiments.{name}").EXPERIMENT
    assert isinstance(found, Experiment)
    return found


def _words(value: object) -> str:
    """A setting in words: lists without brackets."""
    return ", ".join(map(_words, value)) if isinstance(value, list | tuple) else str(value)
