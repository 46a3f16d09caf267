"""How a transformer is trained: what a run is told, and what of it depends on the step alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, inf, pi
from typing import Literal

from numerics.transformers.faults import BadSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimisation:
    """AdamW (Loshchilov and Hutter 2019) for so many steps of so many rows, over all processes.

    The rate of learning rises in a line over the steps of `warm_up` to `rate`, then falls to `floor` times that at the
    last step.  Weights of matrices decay, vectors do not.  The gradient is cut to the norm `clip`.  A line of metrics
    comes after `every` steps, the last one after the last step, and a checkpoint after `checkpoint_after` lines;
    `evaluated` rows of the validation are read for a line.  With bfloat16 the products are short, while weights stay
    float32.  BadSettings where a number means nothing.
    """

    steps: int = 1_000
    batch: int = 16
    rate: float = 1e-3
    warm_up: int = 50
    decay: Literal["cosine", "linear", "none"] = "cosine"
    floor: float = 0.1
    weight_decay: float = 0.1
    beta_1: float = 0.9
    beta_2: float = 0.95
    clip: float = 1.0
    precision: Literal["float32", "bfloat16", "float64"] = "float32"
    seed: int = 0
    every: int = 50
    checkpoint_after: int = 1
    evaluated: int = 512

    def __post_init__(self) -> None:
        for name in ("steps", "batch", "every", "checkpoint_after", "evaluated"):
            self._within(name, 1, inf)
        for name in ("rate", "clip"):
            self._within(name, 0, inf, or_equal=False)
        for name in ("weight_decay", "warm_up"):
            self._within(name, 0, inf)
        self._within("floor", 0, 1)
        self._within("seed", 0, 2**63 - 1)
        for name in ("beta_1", "beta_2"):
            self._within(name, 0, 1)
            if getattr(self, name) == 1:
                raise BadSettings(f"{name} = 1: a mean that never moves; a number below 1 belongs there")
        if self.warm_up >= self.steps:
            raise BadSettings(f"warm_up = {self.warm_up} of {self.steps} steps: the rate never gets to its height")

    def _within(self, name: str, least: float, most: float, or_equal: bool = True) -> None:
        value = getattr(self, name)
        if not (least <= value <= most and value < inf and (or_equal or value > least)):
            end = "on" if most == inf else f"to {most}"
            raise BadSettings(
                f"{name} = {value}: a number {'from' if or_equal else 'above'} {least} {end} belongs there"
            )

    def rate_at(self, step: int) -> float:
        """The rate of learning of the step, of which the first is 0 and the last steps - 1."""
        if step < self.warm_up:
            return self.rate * (step + 1) / self.warm_up
        done = (step - self.warm_up) / max(1, self.steps - 1 - self.warm_up)  # from 0 to 1
        match self.decay:
            case "none":
                return self.rate
            case "linear":
                return self.rate * (1 - (1 - self.floor) * done)
            case "cosine":
                return self.rate * (self.floor + (1 - self.floor) * (1 + cos(pi * done)) / 2)

    def has_line(self, step: int) -> bool:
        """Whether a line of metrics comes after so many steps."""
        return step % self.every == 0 or step == self.steps

    def has_checkpoint(self, step: int) -> bool:
        """Whether a checkpoint comes after so many steps."""
        return step % (self.every * self.checkpoint_after) == 0 or step == self.steps
