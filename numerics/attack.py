"""The search for a counterexample: small rationals in order, what meets, awkward cases, draws, descent, Hypothesis."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import hypothesis
from hypothesis import HealthCheck, Phase

from numerics.ascent import proposals
from numerics.awkward import awkward
from numerics.configurations import Configuration, drawn, read, smallest_first, strategy
from numerics.evidence import Evidence
from numerics.meeting import Meeting
from numerics.shrink import shrunk
from numerics.trial import ZERO_TESTS, Trial
from numerics.within import descents
from theory.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many configurations each stage may try."""

    per_shape: int
    draws: int
    examples: int
    starts: int
    meetings: int = 10  # points moved to meet hypotheses about numbers, at each of a few sizes
    awkward: int = 1  # of the awkward ones, one in so many
    zero_tests: int = ZERO_TESTS

    def times(self, factor: int) -> Budget:
        return Budget(
            per_shape=self.per_shape * factor,
            draws=self.draws * factor,
            examples=self.examples * factor,
            starts=self.starts * factor,
            meetings=self.meetings * factor,
        )

    @property
    def lighter(self) -> Budget:
        """A sixth of what is there to try: for what is derived already, where the attack guards the kernel."""
        part = {name: getattr(self, name) // 6 for name in ("per_shape", "draws", "examples", "starts", "zero_tests")}
        return replace(self, **part, awkward=6 * self.awkward)


NORMAL = Budget(per_shape=300, draws=200, examples=40, starts=8)
THOROUGH = NORMAL.times(100)


def attack(claim: Claim, budget: Budget = NORMAL) -> Evidence:
    """Every stage in turn; a witness found by the enumeration is the smallest and ends the search."""
    trial = Trial(claim, budget.zero_tests)
    for configuration in smallest_first(claim, budget.per_shape):
        trial.at(configuration, "enumeration")
        if len(trial.witnesses) == len(claim.sides):  # each the smallest of its side: there is no more to find
            break
    if not trial.witnesses:
        for stage, configuration in _later(claim, budget):
            if trial.at(configuration, stage):
                _shrink(trial, configuration, stage)
                break
        else:
            _hypothesis(trial, claim, budget.examples)
    return trial.evidence()


def _later(claim: Claim, budget: Budget) -> Iterator[tuple[str, Configuration]]:
    meeting = Meeting(claim=claim, facts=claim.all_hypotheses, seed=claim.id)
    yield from (("stored", read(claim, written)) for written in claim.try_first)
    for sizes in meeting.sizes() if meeting.needed else ():
        yield from (("met", c) for c in meeting.configurations(sizes, budget.meetings))
    yield from (("awkward", c) for c in islice(awkward(claim), 0, None, budget.awkward))
    yield from (("draws", c) for c in drawn(claim, claim.id, budget.draws))
    if meeting.needed:
        yield from (("ascent", c) for c in descents(meeting, budget.starts, budget.meetings))
    else:
        yield from (("ascent", c) for c in proposals(claim, budget.starts))


def _hypothesis(trial: Trial, claim: Claim, examples: int) -> None:
    """Hypothesis looks for a violation and shrinks what it finds.

    What it draws depends on what else is loaded, so only its witness counts, not how many it tried.
    """
    if not examples:
        return
    settings = hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    aside = Trial(claim, zero_tests=0)  # an equality is no violation of what is not strict
    try:
        found = hypothesis.find(
            strategy(claim),
            lambda c: aside.at(c, "Hypothesis"),
            settings=settings,
            random=random.Random(claim.id),
        )
    except hypothesis.errors.NoSuchExample:
        return
    trial.at(found, "Hypothesis")


def _shrink(trial: Trial, found: Configuration, stage: str) -> None:
    """The witness with simpler rationals, as long as the violation stays certain."""
    best = shrunk(trial.claim, found, lambda candidate: Trial(trial.claim).at(candidate, stage))
    trial.witnesses.clear()
    trial.at(best, stage)
