"""Every hypothesis of a claim that holds is dropped in turn: it is needed, idle, or it stays open which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sympy as sp

from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.counted import Count
from tests.meta.tried import AGAIN, Finding, ground, tried, worked_out
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.kernel import Relation, Support, chain
from theory.kernel.rules import Hypothesis, Sign
from theory.quantities import SquaredNorm
from theory.statement import bound
from theory.symbols import n, radius, x
from theory.verdict import Holds

CLAIMS = [claim for claim in worked_out(CATALOGUE) if claim.hypotheses]
EVALUATIONS = 300
NAMES = {"refuted": "needed", "derived and sharper": "idle", "undecided": "open"}


def without_each(claim: Claim) -> Iterator[tuple[Relation, Claim]]:
    """Each hypothesis with the claim that does without it; what the kind of statement assumes stays."""
    for place, hypothesis in enumerate(claim.hypotheses):
        rest = (*claim.hypotheses[:place], *claim.hypotheses[place + 1 :])
        yield hypothesis, replace(claim, hypotheses=rest, part=f"{claim.part}-without-{place}")


def dropped(claim: Claim, catalogue: Catalogue = CATALOGUE) -> Iterator[tuple[Relation, Finding]]:
    """What becomes of the claim without each of its hypotheses."""
    where = ground(claim)
    for hypothesis, without in without_each(claim):
        yield hypothesis, tried(without, where, catalogue, DERIVATIONS, EVALUATIONS, AGAIN)


def said_without(claim: Claim, hypothesis: Relation, catalogue: Catalogue = CATALOGUE) -> bool:
    """Does a claim that sharpens this one, and is to hold, do without the hypothesis?  Then the author knows."""
    sharper = [catalogue.claims[name] for name in catalogue.pointing_at(claim, "sharpens")]
    return any(c.expects is Holds and hypothesis not in c.hypotheses for c in sharper)


def faults(claim: Claim, count: Count | None = None, catalogue: Catalogue = CATALOGUE) -> Iterator[str]:
    """What the author of the claim should hear of."""
    for hypothesis, found in dropped(claim, catalogue):
        written = f"{claim.id}: {hypothesis.lhs} {hypothesis.op} {hypothesis.rhs}"
        name = NAMES.get(found.outcome, found.outcome)
        if count is not None:
            count("hypotheses dropped", name, written if name != "needed" else None)
        if name == "held though false":
            yield f"{written}: without it the claim is both derived and refuted: {found.why}"
        if name == "idle" and not said_without(claim, hypothesis, catalogue):
            yield (
                f"{written}: the derivation does not need it; drop it, or add a sharper claim without it "
                "that names this one in `sharpens`"
            )


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_every_hypothesis_is_needed_or_open(claim: Claim, count: Count) -> None:
    found = list(faults(claim, count))
    assert not found, "; ".join(found)


NORM = SquaredNorm(x.vector())
AT_LEAST_TWO = Relation(n, ">=", sp.Integer(2))
BY_SIGN = {"bound": chain(sp.S.Zero, ("<=", NORM, Sign()))}


def planted(**fields: object) -> Claim:
    given = {"says": bound(0, "<=", NORM), "derivation": BY_SIGN, "hypotheses": (AT_LEAST_TWO,), **fields}
    return Claim(cites="none", section="", title="planted", statement="planted/claim", expects=Holds, **given)  # type: ignore[arg-type]


class TestAFaultIsReported:
    def test_an_idle_hypothesis_with_its_claim(self) -> None:
        [message] = faults(planted())
        assert message.startswith("planted/claim: n >= 2: the derivation does not need it")

    def test_not_if_a_sharper_claim_says_it(self) -> None:
        sharper = planted(part="+plain", hypotheses=(), sharpens=("planted/claim",))
        known = Catalogue(CATALOGUE.papers, {"planted/claim": planted(), sharper.id: sharper})
        assert list(faults(planted(), catalogue=known)) == []

    def test_a_claim_that_is_derived_and_refuted_without_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given = Relation(radius, "<=", NORM)
        steps = chain(radius / 2, ("<=", NORM, Hypothesis()))
        false = planted(says=bound(radius / 2, "<=", NORM), derivation={"bound": steps}, hypotheses=(given,))
        monkeypatch.setattr(Hypothesis, "check", lambda self, goal, context: Support())
        [message] = faults(false)
        assert "both derived and refuted" in message


def test_a_hypothesis_is_found_to_be_needed() -> None:
    steps = chain(n, (">=", sp.Integer(2), Hypothesis()))
    claim = planted(says=bound(n, ">=", sp.Integer(2)), derivation={"bound": steps})
    assert [found.outcome for _, found in dropped(claim)] == ["refuted"]
