"""A claim tried at configurations: hypotheses first, then every side; what was seen is kept."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, has_shape, in_domain, read
from numerics.evidence import Evidence, Kind, Tightness, Witness
from numerics.exact import Number, Undefined, ball, precision
from numerics.pointwise import LADDER, QUICK, Decision, decide, decide_slack, vanishes, vanishes_by_normal_form
from theory.claims import Claim
from theory.kernel import Relation
from theory.statement import Convex

ZERO_TESTS = 40  # a side, at single entries and elsewhere each
NEGLIGIBLE = fmpq(1, 2**64)
_TINY = 2.0**-64
_RANKS: dict[Kind, int] = {"least": 0, "degenerate": 1, "approached": 2, "attained": 3}


class Trial:
    """Counts and findings of one claim; `at(configuration)` tries one more."""

    def __init__(self, claim: Claim, zero_tests: int = ZERO_TESTS) -> None:
        self.claim = claim
        self.met = self.tried = self.undecided = 0
        self.witnesses: dict[str, Witness] = {}
        self.tightness: dict[str, Tightness] = {}
        self._zero_tests = {(side, small): zero_tests for side in claim.sides for small in (True, False)}
        self._slacks = {side: compiled(r.slack) for side, r in claim.sides.items()}
        self._hypotheses = [(hypothesis, compiled(hypothesis.slack)) for hypothesis in claim.all_hypotheses]

    def at(self, configuration: Configuration, stage: str) -> bool:
        """Is a side certainly violated here, the hypotheses being met?"""
        self.tried += 1
        if not in_domain(self.claim, configuration) or not self._meets_hypotheses(configuration):
            return False
        self.met += 1
        violated = unclear = False
        for side, relation in self.claim.sides.items():
            decision = self._decide(side, relation, configuration)
            if decision.holds is False and not _has_values(relation, configuration):
                decision = Decision(None, None)
            if decision.holds is False:
                violated = True
                assert decision.slack is not None
                witness = Witness(at=configuration, side=side, slack=decision.slack, found_by=stage)
                self.witnesses.setdefault(side, witness)
            elif decision.holds is None:
                unclear = True
            self._note(side, relation, configuration, decision)
        self.undecided += unclear
        return violated

    def _meets_hypotheses(self, at: Configuration) -> bool:
        """`meets_hypotheses`, the slacks being compiled already."""
        tests = vanishes, vanishes_by_normal_form
        return all(decide_slack(slack, h, at, *tests).holds for h, slack in self._hypotheses)

    def _decide(self, side: str, relation: Relation, at: Configuration) -> Decision:
        """Equality refutes a strict side and is always tested for; elsewhere a number of times."""
        kind = side, self._is_small(at)
        if not (relation.strict or self._zero_tests[kind]):
            return decide_slack(self._slacks[side], relation, at, ladder=QUICK)

        def counted(e: sp.Expr, at: Configuration) -> bool | None:
            self._zero_tests[kind] -= 1
            return vanishes(e, at)

        return decide_slack(self._slacks[side], relation, at, zero_test=counted)

    def _note(self, side: str, relation: Relation, at: Configuration, decision: Decision) -> None:
        """Keep the tightest: attained, then approached, then attained in a degenerate case, then the least slack."""
        if not decision.holds or decision.slack is None:
            return
        old = self.tightness.get(side)
        rank = _RANKS[old.kind] if old else -1
        size = abs(float(ball(decision.slack).mid()))
        kind: Kind | None = None
        if decision.exactly_zero and rank < _RANKS["attained"]:
            kind = "attained" if self._plain(relation, at) else "degenerate"
        elif size < _TINY and rank < _RANKS["approached"]:
            near = self._plain(relation, at) and _negligible(relation, at, decision.slack)
            kind = "approached" if near else None
        if kind is None and (old is None or size < abs(float(ball(old.slack).mid()))):
            kind = "least"
        if kind is not None and (_RANKS[kind] > rank or kind == "least" == (old.kind if old else "")):
            self.tightness[side] = Tightness(kind=kind, at=at, slack=decision.slack)

    def _is_small(self, at: Configuration) -> bool:
        """A single entry: there much that is an inequality elsewhere is an equation."""
        return bool(self.claim.sizes) and at.sizes[self.claim.sizes[0]] < 2

    def _plain(self, relation: Relation, at: Configuration) -> bool:
        """Two entries or more, and not 0 <= 0 where the statement says more."""
        if self._is_small(at):
            return False
        says = self.claim.says
        if isinstance(says, Convex) and _trivially_convex(says, at):
            return False
        if 0 in (relation.lhs, relation.rhs):
            return True
        return not any(_is_zero(side, at) for side in (relation.lhs, relation.rhs))

    def evidence(self) -> Evidence:
        return Evidence(
            met=self.met,
            tried=self.tried,
            undecided=self.undecided,
            witnesses=dict(self.witnesses),
            tightness=dict(self.tightness),
        )


class NotAConfiguration(ValueError):
    """Values that are none for a claim's symbols, or at which it says nothing: one line that says why."""


def slacks(claim: Claim, written: Mapping[str, object]) -> dict[str, fmpq | arb | None]:
    """The slack of every side at a configuration; None where it is undecided, NotAConfiguration where it is none."""
    if not isinstance(written, Mapping):
        raise NotAConfiguration(f"{claim.id}: a configuration gives each symbol a value by name, not {written!r}")
    if not claim.sides:
        raise NotAConfiguration(f"{claim.id}: words have no sides, and no slack")
    needed = [s.name for s in (*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families))]
    if lost := [name for name in needed if name not in written]:
        raise NotAConfiguration(f"{claim.id}: no value for {', '.join(lost)}; it takes {', '.join(needed)}")
    if more := [str(name) for name in written if name not in needed]:
        raise NotAConfiguration(f"{claim.id}: {', '.join(more)} is no symbol of it; it takes {', '.join(needed)}")
    try:
        at = read(claim, written)
    except (ValueError, TypeError, ZeroDivisionError) as error:
        raise NotAConfiguration(f"{claim.id}: {error}; a value is an integer, a 'p/q', or a list of them") from error
    if any(size < 1 for size in at.sizes.values()) or not has_shape(claim, at):
        shapes = ", ".join(f"{f.symbol} of {' x '.join(map(str, f.axes))}" for f in claim.families)
        raise NotAConfiguration(f"{claim.id}: lengths that do not belong together: sizes of 1 or more, {shapes}")
    if not in_domain(claim, at):
        signs = ", ".join(f"{s} {'>' if positive else '>='} 0" for s, positive in claim.signs)
        raise NotAConfiguration(f"{claim.id}: a value has not the sign of its symbol: {signs}")
    for h in claim.all_hypotheses:
        if (met := decide(h, at, symbolic=True).holds) is not True:
            raise NotAConfiguration(
                f"{claim.id}: the hypothesis {h.lhs} {h.op} {h.rhs} is {'undecided' if met is None else 'false'} there"
            )
    found = {side: decide(relation, at, symbolic=True).slack for side, relation in claim.sides.items()}
    return {side: slack if slack is None or isinstance(slack, fmpq) else ball(slack) for side, slack in found.items()}


def tried_at(claim: Claim, configuration: Configuration, stage: str) -> Evidence:
    """The evidence of one configuration."""
    trial = Trial(claim)
    trial.at(configuration, stage)
    return trial.evidence()


def meets_hypotheses(claim: Claim, at: Configuration) -> bool:
    """Does the configuration certainly satisfy every hypothesis?"""
    return all(decide(h, at, symbolic=True).holds for h in claim.all_hypotheses)


def _trivially_convex(says: Convex, at: Configuration) -> bool:
    """One point, or a weight of 0 or 1: every function gives equality there."""
    return at.values[says.weight] in (0, 1) or at.values[says.variable.symbol] == at.values[says.other.symbol]


def _has_values(relation: Relation, at: Configuration) -> bool:
    """Have both sides values here?  In the slack an undefined term may have cancelled."""
    return all(any(_value(side, at, bits) is not None for bits in LADDER) for side in (relation.lhs, relation.rhs))


def _is_zero(side: sp.Expr, at: Configuration) -> bool:
    """Is the side exactly 0?  Few bits tell where it is far from it."""
    for bits in LADDER:
        value = _value(side, at, bits)
        if isinstance(value, fmpq):
            return bool(value == 0)
        if value is not None and not ball(value).contains(0):
            return False
    return False


def _negligible(relation: Relation, at: Configuration, slack: Number) -> bool:
    """Is the slack below 2^-64, absolutely and against the larger side?"""
    sides = [_value(side, at) for side in (relation.lhs, relation.rhs)]
    small = ball(slack)
    return bool(small < NEGLIGIBLE) and any(bool(small < abs(ball(s)) * NEGLIGIBLE) for s in sides if s is not None)


def _value(e: sp.Expr, at: Configuration, bits: int = LADDER[-1]) -> Number | None:
    try:
        with precision(bits):
            return compiled(e)(at)
    except (Undefined, ZeroDivisionError):
        return None
