"""The rule of Appendix F.3: the least data size for which the training loss is near the least validation loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from numerics.transformers.run import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Squared differences of the training losses from the least validation loss: up to its step, and after it."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    least: float
    step: int

    def of(self, which: str) -> tuple[float, ...]:
        """Those `before` or `after`."""
        return {"before": self.before, "after": self.after}[which]


def differences(lines: Sequence[Line], window: int, name: str) -> Differences:
    """Of the lines of a run, over `window` steps on either side of the one with the least loss of this name.

    It is sought among the lines that leave room for the window after them; ValueError where none does.
    """
    sought = [line for line in lines if line["step"] + window <= lines[-1]["step"]]
    if not sought:
        raise ValueError(f"a run of {lines[-1]['step']} steps has no line with {window} steps after it")
    best = min(sought, key=lambda line: line[name])
    least, at = best[name], int(best["step"])
    squares = {int(line["step"]): (line["train"] - least) ** 2 for line in lines}
    return Differences(
        before=tuple(square for step, square in squares.items() if at - window < step <= at),
        after=tuple(square for step, square in squares.items() if at < step <= at + window),
        least=least,
        step=at,
    )


def is_over(lines: Sequence[Line], patience: int, name: str) -> bool:
    """Whether the least loss of this name is so many steps old."""
    best = min(lines, key=lambda line: line[name])
    return bool(lines[-1]["step"] - best["step"] >= patience)


def least_size(sizes: Sequence[int], means: Sequence[float], limit: float) -> float:
    """The least of the increasing sizes whose mean square is below the limit; where none is, the one to come next.

    The next is as much larger than the last as that is than the one before.
    """
    fits = (float(size) for size, mean in zip(sizes, means, strict=True) if mean < limit)
    return next(fits, sizes[-1] ** 2 / sizes[-2])


def interpolated(sizes: Sequence[int], means: Sequence[float], limit: float) -> float:
    """Where between that size and the one before the mean square meets the limit, by a line of the logarithms."""
    found = least_size(sizes, means, limit)
    if found not in sizes or found == sizes[0]:
        return found
    place = sizes.index(int(found))
    above, below = (log(means[at] / limit) for at in (place - 1, place))
    return exp(log(sizes[place - 1]) + above / (above - below) * log(sizes[place] / sizes[place - 1]))
