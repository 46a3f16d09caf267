"""A derivation that is broken at one step is refused there, unless what it then says is true as well."""

from __future__ import annotations

import pytest
import sympy as sp

from numerics.recheck import recheck
from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.counted import Count
from tests.meta.broken import CHANGES, Broken, broken
from tests.meta.tried import worked_out
from theory.claims import Claim
from theory.kernel import Chain, Gap, Ill, Support, chain, prove
from theory.kernel.rules import Algebra, Monotone, Moving, Sign
from theory.quantities import SquaredNorm
from theory.statement import bound
from theory.symbols import x
from theory.verdict import Holds

CLAIMS = worked_out(CATALOGUE)
INSTANCES = 20
HOLE = "accepted though false"


def outcome(claim: Claim, side: str, form: Broken) -> tuple[str, str]:
    """How the broken derivation fares, and why.

    Accepted is no hole by itself: a step may be implied in another way, and a changed line may be true.  It is a hole
    where a line that was accepted is false at some point, decided exactly.
    """
    try:
        goal, given = claim.sides[side], claim.all_hypotheses
        theorem = prove(claim.id, side, goal, form.chain, given, DERIVATIONS.theorem)
    except (Gap, Ill) as fault:
        where = fault.where if isinstance(fault, Gap) else ""
        named = form.names(where)
        return (f"refused {named}", "") if named else ("refused elsewhere", str(fault))
    false = recheck(claim, theorem, INSTANCES).false
    return (HOLE, false) if false is not None else ("accepted, every line true", "")


SIDES = [pytest.param(c, side, id=f"{c.id}, {side}") for c in CLAIMS for side in c.derivation]


@pytest.mark.parametrize(("claim", "side"), SIDES)
def test_a_broken_derivation_is_refused_at_its_broken_step(claim: Claim, side: str, count: Count) -> None:
    assert DERIVATIONS.theorem(claim.id, side).relation == claim.sides[side]
    wrong = []
    for form in broken(claim.derivation[side], f"{claim.id} {side}"):
        found, why = outcome(claim, side, form)
        place = f"{claim.id}, {side}, step {'.'.join(map(str, form.path))} {form.change}"
        count("broken derivations", found, place if found.startswith("accepted") else None)
        if found in (HOLE, "refused elsewhere"):
            wrong.append(f"{place}: {found}: {why}")
    assert not wrong, "; ".join(wrong)


NORM = SquaredNorm(x.vector())
BY_SIGN = chain(NORM, ("<=", NORM + 1, Sign()), ("<=", NORM + 2, Sign()), ("=", 2 + NORM, Algebra()))
CLAIM = Claim(
    cites="none",
    section="",
    title="planted",
    statement="planted/claim",
    says=bound(NORM, "<=", NORM + 2),
    derivation={"bound": BY_SIGN},
    expects=Holds,
)


def outcomes(claim: Claim = CLAIM) -> set[str]:
    return {outcome(claim, "bound", form)[0] for form in broken(claim.derivation["bound"], "", 100)}


class TestWhatIsAcceptedThoughBroken:
    def test_is_no_hole_where_it_is_true(self) -> None:
        # Without its first step, and with 1 % more in it, the sign of the second still shows.
        assert outcomes() >= {"refused at the step", "accepted, every line true"}
        assert HOLE not in outcomes()

    @pytest.mark.parametrize("rule", [Sign, Algebra])
    def test_is_a_hole_where_it_is_false(self, rule: type, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rule, "check", lambda self, goal, context: Support())
        assert HOLE in outcomes()

    def test_a_refusal_of_another_step_is_told_from_one_of_the_broken_step(self) -> None:
        form = Broken(path=(3, 1), change="1 added", chain=BY_SIGN)
        wheres = {
            "side 'bound', step 3, step 1": "at the step",
            "side 'bound', step 3, step 2": "right beside it",
            "side 'bound', step 3": "around it",
            "side 'bound', step 4": None,
            "side 'bound', step 3, step 3": None,
            "side 'bound'": None,
        }
        assert {where: form.names(where) for where in wheres} == wheres


class TestBrokenForms:
    def test_are_of_every_kind_and_of_every_depth(self) -> None:
        inner = chain(sp.S.Zero, ("<=", NORM, Sign()))
        nested = chain(-NORM, ("<=", sp.S.Zero, Moving(inner)), ("<=", sp.exp(NORM), Monotone(inner)))
        forms = broken(nested, "", 1_000)
        assert {form.change for form in forms} == set(CHANGES)
        assert {form.path for form in forms} == {(1,), (1, 1), (2,), (2, 1)}

    def test_come_from_every_step_before_any_step_is_broken_twice(self) -> None:
        paths = [form.path for form in broken(BY_SIGN, "", 3)]
        assert len(set(paths)) == 3

    def test_are_never_the_derivation_itself(self) -> None:
        assert all(form.chain != BY_SIGN for form in broken(BY_SIGN, "", 100))
        assert isinstance(broken(BY_SIGN, "")[0].chain, Chain)
