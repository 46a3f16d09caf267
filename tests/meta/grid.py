"""The mutants of every claim as jobs: what became of each, in words, by any worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.meta.mutants import PER_CLAIM, Mutant, mutants
from tests.meta.tried import AGAIN, EVALUATIONS, Finding, ground, tried, worked_out
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.derive import Derivations


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claim by its id, and how long its mutants are searched: so many times longer than the tests do."""

    claim: str
    per_claim: int = PER_CLAIM
    longer: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One mutant: what was changed, and what became of it."""

    change: str
    outcome: str
    why: str


def jobs(longer: int = 1) -> list[Job]:
    """One for each claim that has mutants."""
    return [Job(claim=claim.id, longer=longer, per_claim=PER_CLAIM * longer) for claim in worked_out(CATALOGUE)]


def outcomes(job: Job) -> list[Outcome]:
    """What became of the mutants of the claim."""
    found = findings(CATALOGUE.claims[job.claim], CATALOGUE, DERIVATIONS, job)
    return [Outcome(change=mutant.change, outcome=finding.outcome, why=finding.why) for mutant, finding in found]


def findings(
    claim: Claim, catalogue: Catalogue, derivations: Derivations, job: Job | None = None
) -> Iterator[tuple[Mutant, Finding]]:
    """Every mutant of the claim with what became of it."""
    where, how = ground(claim), job or Job(claim=claim.id)
    for mutant in mutants(claim, where, how.per_claim):
        yield mutant, tried(mutant.claim, where, catalogue, derivations, EVALUATIONS * how.longer, AGAIN * how.longer)
