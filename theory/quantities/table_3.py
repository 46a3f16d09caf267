"""The numbers of Table 3 with what rounding allows of each: models of three sizes, and the data that suffices them."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.printed_numbers import Printed, printed

MILLION = 10**6
LIMIT = sp.Rational("0.04")  # sigma^2
LAYERS, CONTEXT, HEAD, VOCABULARY = 8, 1024, 64, 50_257


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A model, and the errors by data size in increasing order; `chosen` is D*, `ratio` is N / D*^2."""

    parameters: Printed
    data: tuple[Printed, ...]
    errors: tuple[Printed, ...]
    chosen: Printed
    ratio: Printed
    width: int
    heads: tuple[int, ...]

    @property
    def place(self) -> int:
        """Where D* stands among the data sizes, from 0."""
        return self.data.index(self.chosen)

    @property
    def before(self) -> Printed:
        """The data size before D*."""
        return self.data[self.place - 1]


def _row(parameters: str, errors: dict[str, str], chosen: str, ratio: str, width: int, heads: tuple[int, ...]) -> Row:
    return Row(
        parameters=printed(parameters, MILLION),
        data=tuple(printed(size, MILLION) for size in errors),
        errors=tuple(printed(error) for error in errors.values()),
        chosen=printed(chosen, MILLION),
        ratio=printed(ratio, sp.Rational(1, 10**10)),
        width=width,
        heads=heads,
    )


TABLE_3 = (
    _row("39.95", {"167.06": ".07", "190.38": ".05", "214.18": ".04", "237.98": ".04"}, "214.18", "8.71", 954,
         (6, 6, 6, 6, 8, 8, 8, 10)),
    _row("60.26", {"214.18": ".05", "237.98": ".04", "261.78": ".02", "285.57": ".02"}, "261.78", "8.79", 1280,
         (6, 6, 6, 6, 8, 8, 8, 10)),
    _row("80.20", {"261.78": ".05", "285.57": ".04", "309.37": ".02", "333.17": ".02"}, "309.37", "8.38", 1440,
         (6, 6, 6, 8, 8, 8, 10, 10)),
)  # fmt: skip
