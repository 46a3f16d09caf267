"""From what the methods found to a verdict; the only place where verdicts are made."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from numerics.enclose import unit_box
from numerics.estimate import Estimate, agrees, decimal, ends
from numerics.pointwise import enclosure
from numerics.records import path_of
from theory.measurement import Measurement
from theory.order import NotCompared, settled
from theory.scope import scope
from theory.sides import trusted
from theory.statement import Derivative, NoMeaning, Rate, Standard, Unstated
from theory.verdict import Contradiction, Fails, Holds, Level, Measured, Open, Verdict
from verify.examine import Examination, about_numbers


def judge(found: Examination) -> Verdict:
    """Only a full derivation makes a statement hold; one certified witness makes it fail; both are our fault."""
    verdict = _judged(found)
    return replace(verdict, trust=tuple(sorted(_trust(found, verdict)))) if isinstance(verdict, Holds) else verdict


def facts(found: Examination) -> frozenset[str]:
    """The facts of the literature that the theorems rest on."""
    return frozenset[str]().union(*(theorem.trust for theorem in found.theorems.values()))


def _trust(found: Examination, verdict: Holds) -> frozenset[str]:
    """These, those by which the statement follows from its sides, and a fact that is cited itself."""
    own = frozenset({found.claim.id} if verdict.level == "standard" else ())
    return facts(found) | trusted(found.claim.says) | own


def _judged(found: Examination) -> Verdict:
    if not found.claim.sides:
        return _in_words(found)
    if isinstance(found.claim.says, Rate):
        return _contradiction(found) or _ordered(found, found.claim.says)
    return _contradiction(found) or _refuted(found) or _derived(found) or _computed(found) or _open(found)


def _in_words(found: Examination) -> Holds | Open | Measured:
    """A fact of the literature as it is cited; a measurement; whatever else has no sides says nothing."""
    says = found.claim.says
    if isinstance(says, Measurement) and found.measured is not None:
        return _measured(says, found.measured)
    if isinstance(says, Standard):
        return Holds("standard", "in the words of the fact; it cannot be evaluated here, and was not")
    if isinstance(says, Unstated):
        return Open("unstated", says.reason, None, "")
    reason = says.reason if isinstance(says, NoMeaning) else "the statement comes down to no relation"
    return Open("no_meaning", reason, None, "")


def _measured(says: Measurement, found: Estimate) -> Measured:
    """The numbers as the raw samples give them in this run; the confidence is rounded down."""
    return Measured(
        estimate=decimal(found.value),
        interval=(decimal(found.low), decimal(found.high)),
        confidence=decimal(Fraction(int(found.confidence * 10_000), 10_000)),
        prediction=None if says.predicted is None else says.prediction,
        predicted=ends(says),
        agrees=agrees(says, found),
        record=path_of(says.record, says.home),
        count=found.count,
        each=says.each,
    )


def side_verdict(found: Examination, side: str) -> str:
    """holds, fails or open, for one side of the statement."""
    if side in found.evidence.witnesses:
        return "fails"
    return "holds" if proved(found, side) or _seen_by_both(found) else "open"


def proved(found: Examination, side: str) -> bool:
    """Is there a theorem for this very side of this very claim, under its own hypotheses?"""
    theorem = found.theorems.get(side)
    return (
        theorem is not None
        and (theorem.claim, theorem.side) == (found.claim.id, side)
        and theorem.relation == found.claim.sides[side]
        and theorem.hypotheses == found.claim.all_hypotheses
    )


def _contradiction(found: Examination) -> Contradiction | None:
    for side, check in found.rechecks.items():
        if check.false is not None:
            return Contradiction(f"side {side!r} is derived, but {check.false} is false")
    if found.series is not None and (at := found.series.kernel) is not None:
        return Contradiction(f"the kernel's derivative is not that of the power series at {at.written()}")
    for side, witness in found.evidence.witnesses.items():
        if side in found.theorems:
            return Contradiction(f"side {side!r} is derived and refuted at {witness.at.written()}")
    for side, outcome in found.second_kernel.items():
        if outcome == "proved" and side in found.evidence.witnesses:
            return Contradiction(f"Coq proves side {side!r}, refuted at {found.evidence.witnesses[side].at.written()}")
        if outcome == "refuted" and side in found.theorems:
            return Contradiction(f"side {side!r} is derived, and Coq refutes it")
    if _certain(found) and found.seconded is False:
        return Contradiction("numbers are compared by balls in a way that the second path does not see")
    if found.confirmed is False:
        return Contradiction("the witness is certified by balls and not seen by the second path")
    return None


def _refuted(found: Examination) -> Fails | None:
    witness = found.evidence.witness
    if witness is None:
        return None
    sizes = ", ".join(f"{s.name} = {k}" for s, k in witness.at.sizes.items())
    return Fails(f"at {sizes}" if sizes else "at one configuration", witness=witness.at.written())


def _derived(found: Examination) -> Holds | None:
    if not all(proved(found, side) for side in found.claim.sides) or found.evidence.met == 0:
        return None
    if _unseen(found):
        return None
    if not isinstance(found.claim.says, Standard):
        return Holds("derived", scope(found.claim))
    evaluated = found.evidence.met > found.evidence.undecided
    return Holds("standard", scope(found.claim) + ("" if evaluated else "; it could not be evaluated anywhere"))


def _ordered(found: Examination, says: Rate) -> Holds | Fails | Open:
    """Of an order of growth: both bounds derived, they show it or exclude it; a false bound says nothing of it."""
    if (witness := found.evidence.witness) is not None:
        reason = f"the bound that was to decide it, {witness.side}, is false at {witness.at.written()}"
        return Open("undecided", reason, None, "")
    if _derived(found) is None:
        return _open(found)
    try:
        holds = settled(says, found.claim.all_hypotheses)
    except NotCompared as reason:
        return Open("undecided", str(reason), "derived", scope(found.claim))
    return (Holds("derived", scope(found.claim))) if holds else Fails(scope(found.claim), "derived")


def _computed(found: Examination) -> Holds | None:
    """A statement about numbers alone is true where balls show it at the only point there is, and mpmath agrees."""
    return Holds("pointwise", "these numbers, in ball arithmetic") if _seen_by_both(found) else None


def _seen_by_both(found: Examination) -> bool:
    return _certain(found) and found.seconded is True


def _certain(found: Examination) -> bool:
    """Does it speak of numbers alone, with inequalities that balls have decided at the only point there is?"""
    roomy = all(relation.op != "=" for relation in found.claim.sides.values())
    decided = found.evidence.met > 0 == found.evidence.undecided and not found.evidence.witnesses
    return about_numbers(found.claim) and roomy and decided


def _unseen(found: Examination) -> bool:
    """Is it a derivative that no power series has confirmed?"""
    return isinstance(found.claim.says, Derivative) and (found.series is None or found.series.agreed == 0)


def _open(found: Examination) -> Open:
    evidence = found.evidence
    if evidence.met == 0:
        reason = f"none of {evidence.tried} configurations satisfied the hypotheses"
        return Open("undecided", reason, None, "no configuration")
    unseen = ["no power series could be compared with the derivative"] if _unseen(found) else []
    reason = "; ".join([*(f"{side}: {gap}" for side, gap in found.gaps.items()), *unseen])
    level, scope = _evidence(found)
    return Open("undecided", reason, level, scope)


def _evidence(found: Examination) -> tuple[Level | None, str]:
    """The strongest evidence for a statement that is not derived, and its scope."""
    if found.enclosure is not None and found.enclosure.holds:
        sizes = ", ".join(f"{s.name} = {k}" for s, k in unit_box(found.claim).sizes.items())
        return "enclosed", f"{sizes}, all numbers of the unit box, in {found.enclosure.boxes} boxes"
    evidence = found.evidence
    least = "; ".join(f"{side}: {enclosure(t.slack)}" for side, t in evidence.tightness.items())
    counted = f"{evidence.met} configurations met the hypotheses, {evidence.undecided} undecided, none fails"
    level: Level | None = "pointwise" if evidence.met > evidence.undecided else None
    return level, f"{counted}; smallest slack {least}" if least else counted
