"""An experiment that measures nothing: for the tests of how experiments are measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numerics.experiment import Cell, Control, Experiment, Found

MEASURED: list[int] = []  # the seeds, as often as their cells were measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How many seeds, and which of them breaks."""

    seeds: int
    breaks: int = -1


def measure(settings: Mapping[str, Any], device: str) -> Found:
    seed = settings["seed"]
    MEASURED.append(seed)
    if seed == settings["breaks"]:
        raise RuntimeError(f"seed {seed} breaks")
    return Found(
        samples={"one": [[seed + 0.5, 1.0]], "two": [[seed / 3]]},
        controls={"small": seed * 1e-3, "large": 10.0 - seed},
        inputs={f"tokens, seed {seed}": f"{seed:064x}"},
    )


def cells(settings: Settings) -> list[Cell]:
    return [
        Cell(name=f"seed {k}", settings={"seed": k, "breaks": settings.breaks}) for k in reversed(range(settings.seeds))
    ]


EXPERIMENT = Experiment(
    title="nothing",
    scales={"quick": Settings(seeds=6), "full": Settings(seeds=8)},
    cells=cells,
    measure=measure,
    controls={"small": Control(op="<=", bound=0.01), "large": Control(op=">=", bound=1.0)},
)
