"""An attack on the claim of an associative memory that one update never raises its energy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import sympy as sp
from flint import arb

from numerics.attack import NORMAL, Budget
from numerics.awkward import awkward
from numerics.configurations import Configuration, Value, drawn, in_domain, smallest_first
from numerics.pointwise import LADDER, QUICK
from numerics.shrink import shrunk
from numerics.updates.answer import FIRST, Ascent, Drop, NoAscent
from numerics.updates.climbing import Floats, floats, summits
from numerics.updates.guarded import GUARDED
from numerics.updates.one_update import OneUpdate, Parameters, one_update
from numerics.updates.rising import Change, Disagreement, certified, change_at, deep_change_at
from numerics.updates.terms import BadFunction, Function
from theory.symbols import d, n, rho, x

__all__ = ["Ascent", "BadFunction", "Disagreement", "Drop", "NoAscent", "check_energy"]

# Four numbers have 2,401 configurations of height 2, which are to be seen as a whole: two with two parameters.
ENERGIES = replace(NORMAL, per_shape=2_500, draws=1_000, zero_tests=200)


def check_energy(
    energy: Function | sp.Expr,
    update: Function | sp.Basic,
    *,
    parameters: Parameters = (),
    budget: Budget = ENERGIES,
    seed: str = "check_energy",
    device: str | None = None,
) -> Ascent | NoAscent:
    """The smallest certified ascent, E(T(x)) > E(x) for an update T, or how hard was tried to find one.

    As functions, of a point (n numbers), d patterns, an arithmetic and the parameters by name; for MCHN:

        def energy(x, patterns, a, beta):
            overlaps = [sum(p * q for p, q in zip(x, pattern)) for pattern in patterns]
            return sum(p * p for p in x) / 2 - a.log(sum(a.exp(beta * t) for t in overlaps)) / beta

        def update(x, patterns, a, beta):
            weights = [a.exp(beta * sum(p * q for p, q in zip(x, pattern))) for pattern in patterns]
            return [sum(w * p for w, p in zip(weights, column)) / sum(weights) for column in zip(*patterns)]

        print(check_energy(energy, update, parameters=("beta",)))

    They compute with +, -, *, / and the functions of the arithmetic `a` (exp, log, square_root, raised, absolute,
    larger, largest, pi, gamma; a.number for numbers of one's own; t * t or a.raised(t, 2), as t ** 2 has no value in
    balls around 0), compare nothing, and answer the same each time.
    As expressions, of the symbols x, rho, d, n and the parameters, the update as a vector or by its entry k:

        check_energy(MCHNEnergy(x.vector(), rho.vector(), beta), HopfieldStep(x.vector(), rho.vector(), beta, k),
                     parameters=("beta",))

    Parameters that are only named are searched over, as positive numbers; {"beta": "1/2"} gives one exactly.  The
    float64 stage proposes points, computed by torch where a device is named; balls decide, and mpmath seconds them.
    BadFunction where a function or an expression is not of this kind, Disagreement where the two see different rises.
    """
    search = _Search(one_update(energy, update, parameters, seed), budget.zero_tests)
    for stage, at in _stages(search.functions, budget, seed, floats(device)):
        if search.rises(at, stage):
            simplest = at if stage == FIRST else _simplest(search, at)
            return search.ascent(simplest, stage)
    return search.nothing()


def _stages(functions: OneUpdate, budget: Budget, seed: str, computing: Floats) -> Iterator[tuple[str, Configuration]]:
    claim = functions.claim
    yield from ((FIRST, at) for at in smallest_first(claim, budget.per_shape))
    yield from (("awkward cases", at) for at in islice(awkward(claim), 0, None, budget.awkward))
    yield from (("draws", at) for at in drawn(claim, seed, budget.draws))
    yield from (("float64 ascent", at) for at in summits(functions, seed, budget.starts, computing))


class _Search:
    """The functions at one configuration after another, and what was seen."""

    def __init__(self, functions: OneUpdate, zero_tests: int) -> None:
        self.functions = functions
        self.tried: Counter[str] = Counter()
        self.met = self.equal = self.undecided = 0
        self._least: tuple[Configuration, arb] | None = None
        self._deep = {True: zero_tests, False: zero_tests}  # how often precision goes on rising; one pattern or more
        self._looked_at = False

    def rises(self, at: Configuration, stage: str) -> bool:
        """Does one update certainly raise the energy here?"""
        self.tried[stage] += 1
        if not in_domain(self.functions.claim, at):
            return False
        change = self._change(at)
        if not change.has_values:
            return False
        self._look_at_functions(at)
        self.met += 1
        certain = change.rises is True and certified(self.functions, at, change)
        if change.rises is None or (change.rises and not certain):
            self.undecided += 1
        elif not certain:
            self._note(at, change)
        return certain

    def still_rises(self, at: Configuration) -> bool:
        """The same, at low precision and not counted."""
        change = change_at(self.functions, at) if in_domain(self.functions.claim, at) else None
        return change is not None and change.rises is True and certified(self.functions, at, change)

    def ascent(self, at: Configuration, stage: str) -> Ascent:
        """The ascent there."""
        change = change_at(self.functions, at, LADDER[len(QUICK) :])
        return Ascent(
            at=self.functions.whole(at),
            image=change.image,
            before=change.before,
            after=change.after,
            rise=change.rise,
            found_by=stage,
            tried=dict(self.tried),
        )

    def nothing(self) -> NoAscent:
        """What was tried in vain."""
        least = None if self._least is None else self._drop(*self._least)
        return NoAscent(tried=dict(self.tried), met=self.met, equal=self.equal, undecided=self.undecided, least=least)

    def _drop(self, at: Configuration, _: arb) -> Drop:
        change = change_at(self.functions, at, LADDER[len(QUICK) :])
        return Drop(at=self.functions.whole(at), drop=-change.rise, share=-change.rise / change.step)

    def _change(self, at: Configuration) -> Change:
        change, kind = change_at(self.functions, at), at.sizes[d] < 2
        if change.rises is not None or not self._deep[kind]:
            return change
        self._deep[kind] -= 1
        return deep_change_at(self.functions, at)

    def _note(self, at: Configuration, change: Change) -> None:
        if change.exactly_zero:
            self.equal += 1
            return
        share = -change.rise / change.step
        if share.is_finite() and (self._least is None or share < self._least[1]):
            self._least = at, share

    def _look_at_functions(self, at: Configuration) -> None:
        """Once, and early: numbers that can only be computed with show a function that leaves the arithmetic."""
        if not self._looked_at:
            self.functions.at(at, GUARDED)
            self._looked_at = True


def _simplest(search: _Search, found: Configuration) -> Configuration:
    """Fewer patterns, fewer dimensions, simpler numbers, as long as the ascent stays certain."""
    while (fewer := next(filter(search.still_rises, _fewer(found)), None)) is not None:
        found = fewer
    return shrunk(search.functions.claim, found, search.still_rises)


def _fewer(at: Configuration) -> Iterator[Configuration]:
    """The configuration without one of its patterns, or without one coordinate."""
    point, patterns = at.values[x.symbol], at.values[rho.symbol]
    assert isinstance(point, tuple)
    assert isinstance(patterns, tuple)
    for place in range(len(patterns) if len(patterns) > 1 else 0):
        yield Configuration({**at.sizes, d: at.sizes[d] - 1}, {**at.values, rho.symbol: _without(patterns, place)})
    for place in range(len(point) if len(point) > 1 else 0):
        narrower = tuple(_without(pattern, place) for pattern in patterns)
        values = {**at.values, x.symbol: _without(point, place), rho.symbol: narrower}
        yield Configuration({**at.sizes, n: at.sizes[n] - 1}, values)


def _without(value: Value, place: int) -> Value:
    assert isinstance(value, tuple)
    return value[:place] + value[place + 1 :]
