"""What Coq has confirmed, side by side: a file of the package, which `nox -s kernel` makes again and compares."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from theory.claims import Claim
from theory.kernel import Relation, canonical, unfold
from theory.sides import subjects
from theory.statement import Derivative

RECORD = Path(__file__).with_name("confirmed.json")
NO_REFUTATION = "the negation: "  # how the reason begins why a counterexample is not confirmed
UNTRIED = "not tried yet"
Outcome = Literal["proved", "refuted"]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A side that Coq has proved or refuted: a digest of what the side says, and one of what Coq was given."""

    outcome: Outcome
    says: str
    given: str
    at: Mapping[str, object] | None = None  # where it is refuted
    enclosing: bool = False  # by enclosures of numbers, which coqchk does not check again
    facts: tuple[str, ...] = ()  # the facts of the literature that are hypotheses of what is proved


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Coq's version, the axioms, a digest of our library; by claim and side what is confirmed, and why others not."""

    coq: str
    axioms: tuple[str, ...]
    library: str
    confirmed: Mapping[str, Mapping[str, Confirmed]] = field(default_factory=dict)
    outside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    valued: tuple[tuple[str, str], ...] = ()  # statements of which Coq and Arb find the same values

    def written(self) -> str:
        """As JSON: the same bytes for the same content."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    def summary(self) -> str:
        """How many of how many, in a sentence."""
        found = [kept for sides in self.confirmed.values() for kept in sides.values()]
        proved = [kept for kept in found if kept.outcome == "proved"]
        refuted = [kept for kept in found if kept.outcome == "refuted"]
        left = [reason for sides in self.outside.values() for reason in sides.values()]
        to_refute = sum(reason.startswith(NO_REFUTATION) for reason in left)
        derived = len(proved) + len(left) - to_refute
        said = f"Coq {self.coq} confirms {len(proved):,} of {derived:,} derived sides of claims"
        if resting := sum(bool(kept.facts) for kept in proved):
            said += f", {resting:,} of them from facts of the literature,"
        if refuted:
            said += f" and {len(refuted):,} of {len(refuted) + to_refute:,} counterexamples"
        if resting := sum(bool(kept.facts) for kept in refuted):
            said += f", {resting:,} of them if there is a Gamma function,"
        return f"{said.removesuffix(',')}, on {len(self.axioms)} axioms"


@cache
def recorded() -> Record:
    """The record of the package."""
    held = json.loads(RECORD.read_text(encoding="utf-8"))
    confirmed = {
        claim: {side: _confirmed(found) for side, found in sides.items()} for claim, sides in held["confirmed"].items()
    }
    valued = tuple((claim, side) for claim, side in held["valued"])
    return Record(**{**held, "axioms": tuple(held["axioms"]), "confirmed": confirmed, "valued": valued})


def _confirmed(held: Mapping[str, Any]) -> Confirmed:
    return Confirmed(**{**held, "facts": tuple(held["facts"])})


def confirmed(claim: Claim) -> dict[str, Outcome]:
    """By side, what Coq has shown of the claim as it stands now; nothing where it has changed since."""
    found = recorded().confirmed.get(claim.id, {})
    return {side: kept.outcome for side, kept in found.items() if kept.says == digest(claim, side)}


def digest(claim: Claim, side: str) -> str:
    """A hash of what the side says under the hypotheses, all quantities opened; empty where there is no such side.

    What a derivative is of, and along what, is part of it.
    """
    if side not in claim.sides:
        return ""
    moved = subjects(claim.says) if isinstance(claim.says, Derivative) else ()
    told = (_opened(relation) for relation in (claim.sides[side], *claim.all_hypotheses))
    return hashed(*told, *(canonical(unfold(term)) for term in moved))


def hashed(*texts: str) -> str:
    """The beginning of a hash of the texts, each apart from the next."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _opened(relation: Relation) -> str:
    return f"{canonical(unfold(relation.lhs))}{relation.op}{canonical(unfold(relation.rhs))}"
