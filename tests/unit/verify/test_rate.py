"""A statement about an order of growth: its bounds are derived, and what they decide is its verdict."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from tests.unit.verify.planted import Plant, Run, file_of
from theory.latex import latex_statement
from theory.statement import Order, Rate
from theory.symbols import n
from verify.said import statement_text

# n^2 + n is from 1 to 2 times n^2, and at least n times n.
MORE = """
from theory.statement import Rate
grown = n**2 + n
tame = dict(below=sp.S.One, above=sp.Integer(2))
both = {"lower": chain(n**2, ("<=", grown, Sign())), "upper": chain(grown, ("<=", 2 * n**2, Sign()))}
wild = dict(gauge=n, below=n)
lower = {"lower": both["lower"]}
def rate(order, gauge=n**2, **bounds):
    return Rate(grown, order, gauge, n, **bounds)
"""
HOLDS = 'Claim(**place, says=rate("Theta", **tame), derivation=both, expects=Holds)'
FAILS = 'Claim(**place, says=rate("O", **wild), derivation=lower, expects=Fails)'


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


def test_holds_where_the_bounds_show_it(plant: Plant, run: Run, schema: dict[str, Any]) -> None:
    found = run(plant(rate=one(HOLDS)), "--json")
    assert found.status == 0, found.complaint
    jsonschema.validate(found.ledger, schema)
    claim = found.claims["planted/rate"]
    assert (claim["verdict"], claim["level"]) == ("holds", "derived")
    assert claim["scope"] == "for all n >= 1, as n grows and all else is held fixed"


def test_fails_where_a_bound_outgrows_every_constant(plant: Plant, run: Run, schema: dict[str, Any]) -> None:
    """No point is a witness of that: it is derived."""
    found = run(plant(rate=one(FAILS)), "--json")
    assert found.status == 0, found.complaint
    jsonschema.validate(found.ledger, schema)
    claim = found.claims["planted/rate"]
    assert (claim["verdict"], claim["level"], claim["witness"]) == ("fails", "derived", None)
    assert claim["sides"] == {"lower": "holds"}


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (HOLDS.replace('"Theta"', '"~"'), "does not decide"),
        (FAILS.replace("below=n", "below=n").replace("rate(", "rate(", 1).replace("**wild", "gauge=n, below=3 * n"),
         "is false at"),
        (HOLDS.replace("derivation=both", "derivation=lower"), "no derivation"),
        (FAILS.replace("derivation=lower", "derivation={}"), "no derivation"),
        (HOLDS.replace("**place", '**place, hypotheses=(Relation(n, "<=", sp.Integer(9)),)'), "no start from which n"),
    ],
)  # fmt: skip
def test_is_open_otherwise(plant: Plant, run: Run, schema: dict[str, Any], claim: str, reason: str) -> None:
    """Where the bounds leave it open, one is false or not derived, or the variable may not grow."""
    asked = claim.replace("expects=Holds", "expects=Open").replace("expects=Fails", "expects=Open")
    found = run(plant(rate=one(asked)), "--json")
    assert found.status == 0, found.complaint
    jsonschema.validate(found.ledger, schema)
    made = found.claims["planted/rate"]
    assert made["verdict"] == "open"
    assert made["witness"] is None
    assert reason in made["reason"]


def test_two_claims_that_differ_in_the_order_alone_are_two_claims(plant: Plant, run: Run) -> None:
    other = HOLDS.replace("**place", '**place, part="+o", fidelity="ours"').replace('"Theta"', '"O"')
    found = run(plant(rate=file_of(HOLDS, other, before=MORE)), "--json")
    prints = [claim["fingerprint"] for claim in found.claims.values()]
    assert len(set(prints)) == 2


@pytest.mark.parametrize(("order", "shown"), [("O", "O"), ("o", "o"), ("Theta", r"\Theta"), ("~", r"\sim")])
def test_says_so_in_words_and_formulas(order: Order, shown: str) -> None:
    rate = Rate(n**2, order, n**3, n, above=1 / n)
    sentence, bound = statement_text(rate)
    assert sentence == ("n**2 ~ n**3 as n -> oo" if order == "~" else f"n**2 = {order}(n**3) as n -> oo")
    assert bound == "n**2 <= n**2"
    display = latex_statement(rate)
    assert shown in display
    assert r"n \to \infty" in display
