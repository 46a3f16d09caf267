"""Each way to make Coq say more than it was shown is caught: by Coq, by the audit, or by what is stated once more."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from verify.coq import audit, compiler

Plant = Callable[..., str]

_LAST_PROOF = re.compile(r"Proof\.\n(?:(?!Proof\.).)*Qed\.\n\Z", re.DOTALL)


def last_proof(by: str) -> Callable[[str], str]:
    """The last proof of a file in another way."""
    return lambda text: _LAST_PROOF.sub(lambda _: by, text)


def last_theorem(head: str, by: str) -> Callable[[str], str]:
    """The last theorem of a file under another head, in which {0} is its name, and with another proof."""

    def changed(text: str) -> str:
        name = re.findall(r"Theorem (\w+)_proof", text)[-1]
        return last_proof(by)(text).replace(f"Theorem {name}_proof : ", head.format(name))

    return changed


def first_lemma(change: Callable[[str], str]) -> Callable[[str], str]:
    """The first lemma of a file changed, which what follows uses."""
    return lambda text: re.sub(
        r"Lemma lemma_.*?Qed\.\n", lambda found: change(found[0]), text, count=1, flags=re.DOTALL
    )


def test_without_a_cheat_four_axioms_are_found_and_nothing_else(honest: Path) -> None:
    said = compiler.compile_file(honest, "Audit")
    assert audit.assumptions(said) == audit.ALLOWED
    assert audit.recheck(compiler.rechecked(honest, ["Audit"])) == audit.ALLOWED


def test_an_admitted_proof(planted: Plant) -> None:
    said = planted("Proofs_1", last_proof("Proof.\nAdmitted.\n"))
    with pytest.raises(audit.Unsound, match="_proof"):
        audit.assumptions(said)


def test_an_admitted_lemma(planted: Plant) -> None:
    """What the theorems use is seen where they are looked at."""
    said = planted("Proofs_1", first_lemma(last_proof("Proof.\nAdmitted.\n")))
    with pytest.raises(audit.Unsound, match="lemma_"):
        audit.assumptions(said)


def test_a_lemma_that_says_less(planted: Plant) -> None:
    cheat = last_proof("Proof. intros. exact I. Qed.\n")
    with pytest.raises(compiler.Refused, match=r"Proofs_\w+\.v"):
        planted("Proofs_1", first_lemma(lambda text: re.sub(r"\n  \S.*(?=\.\nProof)", "\n  True", cheat(text))))


def test_a_value_that_is_not_shown(planted: Plant) -> None:
    said = planted("Instances_1", lambda text: re.sub(r"Proof\. .* Qed\.", "Proof. Admitted.", text, count=1))
    with pytest.raises(audit.Unsound, match="_at_1"):
        audit.assumptions(said)


def test_an_axiom(planted: Plant) -> None:
    cheat = last_proof("Proof. apply granted. Qed.\n")
    said = planted(
        "Proofs_1", lambda text: cheat(text.replace("\nTheorem", "\nAxiom granted : forall P : Prop, P.\nTheorem", 1))
    )
    with pytest.raises(audit.Unsound, match="granted"):
        audit.assumptions(said)


def test_an_unguarded_fixpoint(planted: Plant) -> None:
    loop = "\nUnset Guard Checking.\nFixpoint loop (P : Prop) (n : nat) {struct n} : P := loop P n.\nTheorem"
    cheat = last_proof("Proof. exact (loop _ 0). Qed.\n")
    said = planted("Proofs_1", lambda text: cheat(text.replace("\nTheorem", loop, 1)))
    with pytest.raises(audit.Unsound, match="loop"):
        audit.assumptions(said)


def test_a_weakened_statement_beside_the_proof(planted: Plant) -> None:
    with pytest.raises(compiler.Refused, match=r"Audit\.v"):
        planted(
            "Proofs_1", last_theorem("Definition {0} : Prop := True.\nTheorem {0}_proof : ", "Proof. exact I. Qed.\n")
        )


def test_a_weakened_statement_among_the_statements(planted: Plant) -> None:
    with pytest.raises(compiler.Refused, match=r"(Proofs_\w+|Restated)\.v"):
        planted("Statements", lambda text: text.replace(" <= ", " - 1 <= "))


def test_a_sum_that_leaves_out_an_entry(planted: Plant) -> None:
    with pytest.raises(compiler.Refused, match=r"(Fin|Restated)\.v"):
        planted(
            "Fin",
            lambda text: text.replace(
                "  | O => 0\n  | S e => Sum e f + f (S e)", "  | O => 0\n  | S e => Sum e f + f e", 1
            ),
        )


@pytest.mark.parametrize(
    ("notion", "old", "new"),
    [
        ("Integrals", "R_CompleteNormedModule f 0 1.", "R_CompleteNormedModule f 0 2."),
        ("Integrals", "R_NormedModule f 0 1.", "R_NormedModule f 0 0."),
        ("Gamma", "  G 1 = 1 /\\\n", "  G 1 = 1 /\\ (forall x, G x = 1) /\\\n"),
        ("Power", "then 1 else 0.", "then 0 else 0."),
    ],
)
def test_a_notion_that_says_something_else(planted: Plant, notion: str, old: str, new: str) -> None:
    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1).partition("\nLemma")[0] + "\n"

    with pytest.raises(compiler.Refused, match=r"Restated\.v"):
        planted(notion, changed, only="Restated")


def test_a_hypothesis_more(planted: Plant) -> None:
    """What a theorem rests on beside its statement is in its type, which the audit compares."""

    with pytest.raises(compiler.Refused, match=r"Audit\.v"):
        planted("Proofs_1", last_theorem("Theorem {0}_proof : False -> ", "Proof. intros []. Qed.\n"))


def test_a_relation_that_is_always_true(planted: Plant) -> None:
    """Print Assumptions does not see it: what is stated once more, without our notations, does."""
    hijack = '\nNotation "x <= y" := True : R_scope.\n'
    with pytest.raises(compiler.Refused, match=r"Restated\.v"):
        planted(
            "Statements",
            lambda text: text.replace("\nOpen Scope R_scope.\n", f"\nOpen Scope R_scope.{hijack}", 1),
            only="Restated",
        )


def test_a_wrong_step(planted: Plant) -> None:
    with pytest.raises(compiler.Refused, match=r"Proofs_1\w*\.v, line \d+"):
        planted("Proofs_1", lambda text: text.replace("(moved_le ", "(moved_lt ", 1))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("", "did not take place"),
        ("Axioms:\nproof_irrelevance : forall P, P\n", "proof_irrelevance"),
        ("Axioms:\nClassical_Prop.classic : forall P, P\nloop is assumed to be guarded.\n", "guarded"),
    ],
)
def test_what_the_audit_does_not_let_pass(said: str, what: str) -> None:
    with pytest.raises(audit.Unsound, match=what):
        audit.assumptions(said)


@pytest.mark.parametrize(
    ("part", "cheat"),
    [
        ("Set is predicative", "Set is impredicative"),
        ("type-in-type: <none>", "type-in-type: AM.Proofs.t"),
        ("unsafe (co)fixpoints: <none>", "unsafe (co)fixpoints: AM.Proofs.loop"),
        ("positivity is assumed: <none>", "positivity is assumed: AM.Proofs.bad"),
        ("Classical_Prop.classic", "Classical_Prop.granted"),
        ("CONTEXT SUMMARY", ""),
    ],
)
def test_what_the_recheck_does_not_let_pass(part: str, cheat: str) -> None:
    good = (
        "CONTEXT SUMMARY\n===============\n\n* Theory: Set is predicative\n\n* Axioms:\n"
        "    Coq.Logic.Classical_Prop.classic\n\n* Constants/Inductives relying on type-in-type: <none>\n\n"
        "* Constants/Inductives relying on unsafe (co)fixpoints: <none>\n\n"
        "* Inductives whose positivity is assumed: <none>\n"
    )
    assert audit.recheck(good) == {"Classical_Prop.classic"}
    text = "" if part == "CONTEXT SUMMARY" else good.replace(part, cheat)
    with pytest.raises(audit.Unsound):
        audit.recheck(text)
