"""One claim examined by every method: replay, evaluation of the lines again, the attack, the second path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import mpmath
from flint import arb, fmpq
from sympy import expand

from numerics.attack import Budget, attack
from numerics.configurations import Configuration, has_shape, in_domain
from numerics.enclose import Enclosure, enclose_claim
from numerics.estimate import Estimate, estimated
from numerics.evidence import Evidence, Witness
from numerics.exact import ball, precision
from numerics.integrate import holds_integral
from numerics.interpret import MPMATH, evaluate
from numerics.pointwise import decide
from numerics.recheck import Recheck, recheck
from numerics.records import BadRecord
from numerics.room import NoRoom, Room, room
from numerics.taylor import Series, check_derivative
from numerics.trial import meets_hypotheses, tried_at
from theory.catalogue import Catalogue
from theory.checks import BadClaimFile
from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Context, Gap, Relation, Theorem, at_least_zero, unfold
from theory.measurement import Measurement
from theory.statement import Derivative, Standard
from verify.coq.record import Outcome
from verify.coq.record import confirmed as shown_by_coq

SECOND_PATH_DIGITS = 150
QUADRATURE_DIGITS = 25  # where there is an integral, which mpmath computes by a rule of its own
MOST_DIGITS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Everything that the methods said of one claim; the judge turns it into a verdict."""

    claim: Claim
    theorems: Mapping[str, Theorem]
    gaps: Mapping[str, str]
    rechecks: Mapping[str, Recheck]
    evidence: Evidence
    enclosure: Enclosure | None
    confirmed: bool | None
    defeats: tuple[str, ...]
    series: Series | None = None
    room: Room | NoRoom | None = None
    measured: Estimate | None = None
    second_kernel: Mapping[str, Outcome] = field(default_factory=dict)  # by side, what Coq was seen to show
    seconded: bool | None = None  # of a statement about numbers alone: does the second path see every side hold?


def examine(claim: Claim, catalogue: Catalogue, derivations: Derivations, budget: Budget) -> Examination:
    """Run every method; BadClaimFile where hypotheses or a record are no good, Circle where a derivation is none."""
    if (empty := contradictory(claim)) is not None:
        raise BadClaimFile(f"{claim.id}: no configuration satisfies the hypothesis {empty}: drop or mend it")
    if not claim.sides:
        return _words(claim)
    theorems: dict[str, Theorem] = {}
    gaps: dict[str, str] = {}
    for side in claim.sides:
        try:
            theorems[side] = derivations.theorem(claim.id, side)
        except Gap as gap:
            gaps[side] = str(gap)
    evidence = attack(claim, budget if gaps or isinstance(claim.says, Standard) else budget.lighter)
    series = check_derivative(claim, claim.says) if isinstance(claim.says, Derivative) else None
    if series is not None and series.witness is not None:
        evidence = replace(evidence, witnesses={series.witness.side: series.witness, **evidence.witnesses})
    refuted = _refuted_facts(theorems, claim, evidence, catalogue)
    for side, theorem in list(theorems.items()):
        if shaken := sorted(theorem.trust & refuted.keys()):
            gaps[side] = f"rests on {shaken[0]}, which fails at {refuted[shaken[0]].at.written()}"
            del theorems[side]
    witness = evidence.witness
    enclosure = enclose_claim(claim) if gaps and witness is None and evidence.met else None
    if enclosure is not None and enclosure.point is not None:
        evidence = tried_at(claim, enclosure.point, "a box")
        witness = evidence.witness
    around = room(claim) if not gaps and witness is None and evidence.met else None
    if isinstance(around, NoRoom) and around.point is not None:
        evidence = tried_at(claim, around.point, "a box")
        witness = evidence.witness
    return Examination(
        claim=claim,
        theorems=theorems,
        gaps=gaps,
        rechecks={side: recheck(claim, theorem) for side, theorem in theorems.items()},
        evidence=evidence,
        enclosure=enclosure,
        confirmed=None if witness is None else confirmed(claim, witness),
        defeats=() if witness is None else _defeated(claim, witness.at, catalogue),
        series=series,
        room=around,
        second_kernel=shown_by_coq(claim),
        seconded=seconded(claim) if about_numbers(claim) and witness is None else None,
    )


def _words(claim: Claim) -> Examination:
    """Words have no sides: nothing to replay, to attack or to evaluate; what is measured is estimated again."""
    nothing = Evidence(met=0, tried=0, undecided=0, witnesses={}, tightness={})
    return Examination(
        claim=claim,
        theorems={},
        gaps={},
        rechecks={},
        evidence=nothing,
        enclosure=None,
        confirmed=None,
        defeats=(),
        measured=_estimated(claim, claim.says) if isinstance(claim.says, Measurement) else None,
    )


def _estimated(claim: Claim, says: Measurement) -> Estimate:
    try:
        return estimated(says)
    except BadRecord as error:
        raise BadClaimFile(f"{claim.id}: {error}") from error


def _refuted_facts(
    theorems: Mapping[str, Theorem], claim: Claim, evidence: Evidence, catalogue: Catalogue
) -> dict[str, Witness]:
    """The Standard facts that the theorems trust, or are, and that have a counterexample; each attacked once."""
    found: dict[str, Witness] = {}
    for fact in {fact for theorem in theorems.values() for fact in theorem.trust}:
        witness = evidence.witness if fact == claim.id else _counterexample(catalogue.claims[fact])
        if witness is not None:
            found[fact] = witness
    return found


_ATTACKED: dict[tuple[str, str], Witness | None] = {}


def _counterexample(fact: Claim) -> Witness | None:
    """The witness against a Standard fact, if there is one; kept, as many claims trust one fact."""
    key = (fact.id, fact.fingerprint)
    if key not in _ATTACKED:
        _ATTACKED[key] = attack(fact).witness
    return _ATTACKED[key]


def contradictory(claim: Claim) -> str | None:
    """A hypothesis whose opposite follows from the others and from what the symbols are, if there is one."""
    for place, hypothesis in enumerate(claim.all_hypotheses):
        others = tuple(h for k, h in enumerate(claim.all_hypotheses) if k != place)
        slack, context = expand(unfold(hypothesis.slack)), Context(facts=others)
        below = at_least_zero(expand(-slack), context, strict=not hypothesis.strict)
        if below or (hypothesis.op == "=" and at_least_zero(slack, context, strict=True)):
            return f"{hypothesis.lhs} {hypothesis.op} {hypothesis.rhs}"
    return None


def confirmed(claim: Claim, witness: Witness) -> bool | None:
    """Does the second path, mpmath by a walk of its own, see the same violation?  None where no float could."""
    relation = claim.sides[witness.side]
    digits = (QUADRATURE_DIGITS if holds_integral(relation.slack) else SECOND_PATH_DIGITS) + _zeros(witness)
    if digits > MOST_DIGITS:
        return None
    with mpmath.workdps(digits):
        slack = evaluate(relation.slack, witness.at.sizes, witness.at.values, MPMATH)
        tiny = mpmath.mpf(10) ** (-digits // 2)
        if isinstance(witness.slack, fmpq) and witness.slack == 0:
            return bool(abs(slack) < tiny)
        seen = ball(witness.slack)
        middle, reach = (mpmath.mpf(str(part.str(30, radius=False))) for part in (seen.mid(), seen.rad()))
        nearby = abs(slack - middle) < abs(slack) / 1000 + reach  # a ball may be wide whose sign is certified
        return bool((slack < 0 or relation.op == "=") and nearby)


def about_numbers(claim: Claim) -> bool:
    """Does the claim speak of numbers alone, of no size, point or parameter?"""
    return not (claim.sizes or claim.scalars or claim.families)


def seconded(claim: Claim) -> bool | None:
    """Does mpmath, by a walk of its own, see room in every side of a statement about numbers?  None: it cannot tell."""
    digits = (
        QUADRATURE_DIGITS
        if any(holds_integral(relation.slack) for relation in claim.sides.values())
        else SECOND_PATH_DIGITS
    )
    with mpmath.workdps(digits):
        tiny = mpmath.mpf(10) ** (-digits // 2)
        try:
            slacks = [evaluate(relation.slack, {}, {}, MPMATH) for relation in claim.sides.values()]
        except (ArithmeticError, ValueError, TypeError):
            return None
    if not all(isinstance(slack, mpmath.mpf) and mpmath.isfinite(slack) for slack in slacks):
        return None
    if all(slack > tiny for slack in slacks):
        return True
    return False if any(slack < -tiny for slack in slacks) else None


def _zeros(witness: Witness) -> int:
    """How many zeros follow the decimal point of the slack."""
    size = abs(ball(witness.slack).mid())
    if size == 0:
        return 0
    with precision(400):
        return max(0, int(Decimal((-size.log() / arb(10).log()).mid().str(30, radius=False))))


def _defeated(claim: Claim, at: Configuration, catalogue: Catalogue) -> tuple[str, ...]:
    """The claim, and the readings of the same printed statement that are false at this configuration too."""
    readings = catalogue.readings(claim.statement)
    candidates = readings if claim.id in {r.id for r in readings} else (claim, *readings)
    return tuple(c.id for c in candidates if c.id == claim.id or _false_at(c, at))


def _false_at(claim: Claim, at: Configuration) -> bool:
    needed = {*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families)}
    if not needed or not needed <= {*at.sizes, *at.values} or not has_shape(claim, at):  # numbers: at no point of it
        return False
    if not in_domain(claim, at) or not meets_hypotheses(claim, at):
        return False
    return any(_certainly_false(relation, at) for relation in claim.sides.values())


def _certainly_false(relation: Relation, at: Configuration) -> bool:
    return decide(relation, at, symbolic=True).holds is False
