"""What the raw samples of a table of activations come to, as a user is told it and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median
from typing import Any

import sympy as sp

from numerics.estimate import NoNumber, TooFew, numbers, of_numbers, shown
from numerics.experiment import Samples
from numerics.experiments.radius.raw import CHANCE, CLOUD, EXCESS, MEAN, OTHERS, SHARES, SINGLE, percents
from numerics.experiments.radius.sample import PERCENTS
from numerics.records import DIGITS, Record
from theory.measurement import Measurement, Number
from theory.quantities.balls import typical_radius

GROUPS = ("", OTHERS, SINGLE, CLOUD)  # each with its distances by percent
FRACTIONS = tuple(sp.Rational(percent, 100) for percent in PERCENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """The median of one number a document; with its interval of confidence 0.95 where there are enough documents."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was measured on what; samples: as `raw.all_of` gives them.

    about: model, text, sizes and hashes, in words and whole numbers;  width: n of a vector;  length: tokens of a chunk;
    context: the most tokens that the model takes;  sizes: how many vectors each quarter of the sample has, two, three
    and all.
    """

    about: Mapping[str, Any]
    width: int
    length: int
    context: int
    sizes: Sequence[int]
    samples: Samples

    def middle(self, series: Sequence[str], number: Number = "median", beside: Sequence[str] = ()) -> Middle | None:
        """That of these series, as claims have it; None where a document has no such number."""
        over = FRACTIONS if number == "exponent" else ()
        says = Measurement(
            "a number", "radius/command", tuple(series), None, number=number, beside=tuple(beside), over=over
        )
        try:
            found = numbers(self._record({*series, *beside}), says)
        except NoNumber:
            return None
        try:
            estimate = of_numbers(found)
        except TooFew:
            return Middle(value=float(median(found)))
        return Middle(value=float(estimate.value), low=float(estimate.low), high=float(estimate.high))

    def pooled(self, series: str) -> tuple[float, float]:
        """Mean and median of all samples, whatever their document."""
        values = [value for document in self.samples[series] for value in document]
        return mean(values), median(values)

    def vectors(self, group: str) -> list[int]:
        """Among how many a nearest one is looked for, at each share of the sample."""
        return [size // self.length for size in self.sizes] if group == SINGLE else list(self.sizes)

    def predicted(self) -> dict[str, float]:
        """2 sqrt(n / (2 pi e)), by what n is: Niu et al. 2024, Section 5.2 and Appendix F.1."""
        readings = {"n = d_emb": self.width, "n = T d_emb, T tokens of a chunk": self.length * self.width}
        if self.length < self.context < 2**31:  # no context is as long, but models without one say so
            readings["n = T_max d_emb, T_max of the model"] = self.context * self.width
        return {f"{what} = {n}": float(shown(2 * typical_radius(sp.Integer(n)))) for what, n in readings.items()}

    def exponents(self) -> dict[str, Middle | None]:
        """b, where the distance goes as the number of vectors to the power b, by group."""
        return {name_of(group): self.middle(of_group(group), "exponent") for group in GROUPS}

    def beside(self) -> dict[str, Middle | None]:
        """The distance at the whole sample over what it may be compared with."""
        whole = [percents()[-1]]
        return {
            CLOUD: self.middle(whole, "ratio", [f"{CLOUD}, {whole[0]}"]),
            MEAN: self.middle(whole, "ratio", [MEAN]),
        }

    def shares(self) -> dict[str, dict[str, Middle | None]]:
        """How often the nearest is of the same kind, the share of the candidates that are, and the difference."""
        return {
            share: {
                "share": self.middle([share], "mean"),
                CHANCE: self.middle([f"{share}, {CHANCE}"], "mean"),
                EXCESS: self.middle([f"{share}, {EXCESS}"], "mean"),
            }
            for share in SHARES
        }

    def json(self) -> str:
        """Everything, the raw samples last, a document a line; numbers to as many digits as a record keeps."""
        head = json.dumps({**self.about, **self._numbers()}, indent=1)
        lines = (
            f"  {json.dumps(series)}: [\n   "
            + ",\n   ".join(json.dumps([_short(value) for value in document]) for document in documents)
            + "\n  ]"
            for series, documents in self.samples.items()
        )
        return head.removesuffix("\n}") + ',\n "samples": {\n' + ",\n".join(lines) + "\n }\n}\n"

    def _numbers(self) -> dict[str, Any]:
        """What the samples come to."""
        distances = {}
        for group in GROUPS:
            for series, vectors in zip(of_group(group), self.vectors(group), strict=True):
                over_all, middle_of_all = self.pooled(series)
                distances[series] = {
                    "vectors": vectors,
                    "mean": _short(over_all),
                    "median": _short(middle_of_all),
                    "median of the documents": _plain(self.middle([series])),
                }
        return {
            "predicted distances": {what: _short(value) for what, value in self.predicted().items()},
            "distances": distances,
            "exponents": {group: _plain(found) for group, found in self.exponents().items()},
            "distance over": {what: _plain(found) for what, found in self.beside().items()},
            "shares": {
                share: {what: _plain(found) for what, found in parts.items()} for share, parts in self.shares().items()
            },
        }

    def _record(self, series: set[str]) -> Record:
        samples = {
            name: tuple(tuple(Fraction(f"{value:.{DIGITS}g}") for value in part) for part in self.samples[name])
            for name in series
        }
        return Record(experiment="", inputs={}, versions={}, device="", settings={}, controls={}, samples=samples)


def where_of(layer: str) -> str:
    """A layer in words."""
    return {"final": "after the final norm", "0": "embedding"}.get(layer, f"after layer {layer}")


def of_group(group: str) -> list[str]:
    """The series of a group, by percent."""
    return [f"{group}, {series}" if group else series for series in percents()]


def name_of(group: str) -> str:
    """What it is called by itself."""
    return group or "all vectors"


def _plain(found: Middle | None) -> dict[str, float] | None:
    if found is None:
        return None
    named = {"value": found.value, "low": found.low, "high": found.high}
    return {name: _short(value) for name, value in named.items() if value is not None}


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
