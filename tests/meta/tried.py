"""What becomes of a neighbour of a claim: refuted, undecided, derived and sharper, or held though false."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Literal

from numerics.ascent import proposals
from numerics.attack import Budget, attack
from numerics.awkward import awkward
from numerics.configurations import Configuration, drawn, in_domain, smallest_first
from numerics.evidence import Evidence
from numerics.meeting import Meeting
from numerics.trial import Trial, meets_hypotheses
from numerics.within import descents
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Gap, Theorem
from theory.verdict import Contradiction, Fails, Holds, Verdict
from verify.examine import Examination, confirmed, examine
from verify.judge import judge

SMALL = Budget(per_shape=20, draws=40, examples=10, starts=2)
EVALUATIONS = 100
AGAIN = 1_000
POINTS = 40

Outcome = Literal["refuted", "undecided", "derived and sharper", "held though false"]
Theorems = dict[str, Theorem]
Gaps = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome, and what it rests on in words."""

    outcome: Outcome
    why: str


class Beside(Derivations):
    """The derivation of one neighbour; everything that it cites is a theorem of the catalogue, replayed once."""

    def __init__(self, claim: Claim, catalogue: Derivations) -> None:
        super().__init__({claim.id: claim})
        self._neighbour, self._catalogue = claim.id, catalogue

    def theorem(self, claim: str, side: str) -> Theorem:
        return super().theorem(claim, side) if claim == self._neighbour else self._catalogue.theorem(claim, side)


def ground(claim: Claim) -> tuple[Configuration, ...]:
    """Points that meet the hypotheses, first those where a side of the claim is tightest: there neighbours break."""
    tight = [found.at for found in attack(claim, replace(SMALL, examples=0)).tightness.values()]
    meeting = (at for at in points(claim, claim.id, 10 * POINTS) if met(claim, at))
    # Simple points first, so that what they refute is easy to look at.
    return tuple(sorted((*tight, *islice(meeting, POINTS)), key=lambda at: at.height))


def met(claim: Claim, at: Configuration) -> bool:
    """Is the point one of those that the claim speaks of?"""
    return in_domain(claim, at) and meets_hypotheses(claim, at)


def points(claim: Claim, seed: str, how_many: int) -> Iterator[Configuration]:
    """At most so many points, some of every stage of the attack, those that are made to meet the hypotheses first."""
    share = how_many // 5
    meeting = Meeting(claim, claim.all_hypotheses, seed)
    if meeting.needed:
        each = (meeting.configurations(sizes, 1 + share // 4) for sizes in meeting.sizes()[:2])
        yield from islice(chain.from_iterable(each), share)
    yield from drawn(claim, seed, share, largest=3)
    all_awkward = list(awkward(claim))
    yield from random.Random(seed).sample(all_awkward, min(share, len(all_awkward)))
    yield from islice(smallest_first(claim, 1 + share // 4), share)
    steep = descents(meeting, 1, 4) if meeting.needed else proposals(claim, 2)
    yield from islice(steep, share)


def tried(
    claim: Claim,
    where: Sequence[Configuration],
    catalogue: Catalogue,
    derivations: Derivations,
    evaluations: int = EVALUATIONS,
    again: int = AGAIN,
) -> Finding:
    """What becomes of the neighbour; `where` are points of the claim that it was made from.

    It is held though false if it is derived and refuted at once, or if it holds and a second, longer search with other
    draws refutes it.  One that holds and survives that is taken for true: the claim it was made from says less than it
    could.
    """
    beside = Beside(claim, derivations)
    theorems, gaps = replayed(claim, beside)
    if gaps:
        evidence = _first_witness(claim, chain(where, points(claim, claim.id, evaluations)))
        verdict = _judged(claim, theorems, gaps, evidence)
    else:
        verdict = judge(examine(claim, catalogue, beside, SMALL))
    match verdict:
        case Fails():
            return Finding(outcome="refuted", why=verdict.scope)
        case Contradiction(reason):
            return Finding(outcome="held though false", why=reason)
        case Holds():
            found = _first_witness(claim, chain(where, points(claim, f"{claim.id} again", again))).witness
            if found is not None:
                return Finding(outcome="held though false", why=f"side {found.side!r} fails at {found.at.written()}")
            return Finding(outcome="derived and sharper", why=verdict.scope)
    return Finding(outcome="undecided", why=getattr(verdict, "reason", ""))


def _first_witness(claim: Claim, where: Iterable[Configuration]) -> Evidence:
    trial = Trial(claim)
    for at in where:
        if trial.at(at, "neighbours"):
            break
    return trial.evidence()


def _judged(claim: Claim, theorems: Theorems, gaps: Gaps, evidence: Evidence) -> Verdict:
    """The judge's word on a derivation with gaps and a short search; it may still be refuted where it is derived."""
    witness = evidence.witness
    return judge(
        Examination(
            claim=claim,
            theorems=theorems,
            gaps=gaps,
            rechecks={},
            evidence=evidence,
            enclosure=None,
            confirmed=None if witness is None else confirmed(claim, witness),
            defeats=(),
        )
    )


def replayed(claim: Claim, derivations: Derivations) -> tuple[Theorems, Gaps]:
    """The theorems of the claim by side, and the gaps of the other sides."""
    theorems: Theorems = {}
    gaps: Gaps = {}
    for side in claim.sides:
        try:
            theorems[side] = derivations.theorem(claim.id, side)
        except Gap as gap:
            gaps[side] = str(gap)
    return theorems, gaps


def worked_out(catalogue: Catalogue) -> list[Claim]:
    """The claims that are to hold and have a derivation for each of their sides."""
    claims = catalogue.claims.values()
    return [c for c in claims if c.expects is Holds and c.sides and set(c.derivation) == set(c.sides)]
