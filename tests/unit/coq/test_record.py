"""The record of what Coq confirms, and what is made of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from theory.catalogue import load
from theory.statement import Bound
from verify.coq import kernel
from verify.coq.__main__ import wanted
from verify.coq.audit import ALLOWED
from verify.coq.compiler import NoCoq, version
from verify.coq.project import library_digest
from verify.coq.record import NO_REFUTATION, RECORD, Confirmed, Record, confirmed, digest, recorded

README = Path(__file__).parents[3] / "README.md"
CLAIMS = load().claims


def test_it_is_written_as_it_is_read() -> None:
    assert recorded().written() == RECORD.read_text(encoding="utf-8")
    assert json.loads(RECORD.read_text(encoding="utf-8"))["coq"] == recorded().coq


def test_it_is_of_our_library_and_rests_on_the_axioms_of_the_reals() -> None:
    assert recorded().library == library_digest()
    assert set(recorded().axioms) == ALLOWED


def test_each_derived_side_is_either_confirmed_or_outside() -> None:
    derived = {(claim.id, side) for claim in CLAIMS.values() for side in claim.derivation}
    record = recorded()
    proved = {(c, s) for c, kept in record.confirmed.items() for s in kept if kept[s].outcome == "proved"}
    left = {(c, s) for c, why in record.outside.items() for s in why if not why[s].startswith(NO_REFUTATION)}
    assert not proved & left
    assert proved | left == derived


def test_a_claim_that_has_changed_is_confirmed_no_more() -> None:
    name = next(n for n in recorded().confirmed if isinstance(CLAIMS[n].says, Bound) and len(CLAIMS[n].sides) == 1)
    claim = CLAIMS[name]
    assert confirmed(claim)
    assert isinstance(claim.says, Bound)
    first, *rest = claim.says.parts
    assert isinstance(first, sp.Expr)
    changed = replace(claim, says=Bound((first - 1, *rest)))
    assert confirmed(changed) == {}
    assert digest(claim, "no such side") == ""


def test_its_summary_counts_sides_and_counterexamples_apart() -> None:
    kept = {"a/a": {"lower": Confirmed("proved", "0", "0"), "upper": Confirmed("refuted", "0", "0", {"n": 1})}}
    left = {"a/b": {"bound": "the rule Growth has no counterpart"}, "a/c": {"bound": f"{NO_REFUTATION}not tried yet"}}
    record = Record(coq="8.16.1", axioms=("classic",), library="", confirmed=kept, outside=left)
    assert record.summary() == (
        "Coq 8.16.1 confirms 1 of 2 derived sides of claims and 1 of 2 counterexamples, on 1 axioms"
    )
    resting = {"a/a": {"lower": Confirmed("proved", "0", "0", facts=("lemmas/binet",))}}
    assert replace(record, confirmed=resting, outside={}).summary() == (
        "Coq 8.16.1 confirms 1 of 1 derived sides of claims, 1 of them from facts of the literature, on 1 axioms"
    )
    of_gamma = {"a/a": {"upper": Confirmed("refuted", "0", "0", {"n": 1}, facts=(kernel.GAMMA_EXISTS,))}}
    assert replace(record, confirmed=of_gamma).summary() == (
        "Coq 8.16.1 confirms 0 of 1 derived sides of claims and 1 of 2 counterexamples, 1 of them if there is a Gamma"
        " function, on 1 axioms"
    )


@pytest.mark.parametrize(
    ("patterns", "ids"),
    [
        (["lemmas/gibbs"], {"lemmas/gibbs"}),
        (["lemmas/gibbs*"], {"lemmas/gibbs", "lemmas/gibbs+same", "lemmas/gibbs+entropy"}),
        (["niu2024/2"], {claim.id for claim in CLAIMS.values() if (claim.paper, claim.section) == ("niu2024", "2")}),
        ([], set(CLAIMS)),
    ],
)
def test_what_is_tried_anew_is_named_by_id_or_section(patterns: list[str], ids: set[str]) -> None:
    meant = wanted(patterns)
    assert {claim.id for claim in CLAIMS.values() if meant(claim)} == ids


def test_the_readme_says_how_many_of_how_many() -> None:
    assert recorded().summary() in " ".join(README.read_text(encoding="utf-8").split())


def test_a_recorded_side_that_is_no_more_is_told(tmp_path: Path) -> None:
    kept = {"lemmas/gibbs": {"upper": Confirmed("proved", "0", "0")}}
    record = Record(coq="8.16.1", axioms=(), library="", confirmed=kept)
    with pytest.raises(kernel.Differs, match=r"lemmas/gibbs, upper: .*no such side"):
        kernel.check(CLAIMS, record, wanted([]), tmp_path, lambda _: None)


def test_what_coq_is_given_is_compared_of_all_claims(tmp_path: Path) -> None:
    """Also of those that Coq is not asked for again."""
    kept = replace(recorded().confirmed["lemmas/gibbs"]["bound"], given="0")
    record = replace(recorded(), confirmed={"lemmas/gibbs": {"bound": kept}})
    with pytest.raises(kernel.Differs, match="lemmas/gibbs, bound: what Coq is given is not what was recorded"):
        kernel.check(CLAIMS, record, wanted(["niu2024/2"]), tmp_path, lambda _: None)


def test_where_coq_is_missing_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoCoq):
        version()
