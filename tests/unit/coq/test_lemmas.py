"""What many proofs need is proved once, whatever the letters in it stand for, and knows of no hypothesis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sympy as sp

from theory.catalogue import load
from theory.derive import Derivations
from theory.kernel import Context, Max, Relation, Sum, normal
from theory.symbols import beta, i, n, x
from verify.coq import equality, lemmas
from verify.coq.alone import alone, lemmas_alone
from verify.coq.errors import Untranslatable
from verify.coq.export import Exporter
from verify.coq.frame import Frame, Lines
from verify.coq.letters import letters
from verify.coq.project import lemmas_of, with_lemmas
from verify.coq.quantities import Definitions

total = Sum.over(2 * x[i], i, n)


@pytest.fixture
def frame() -> Frame:
    return letters((n, beta, x), Frame(scope=Definitions().scope(), context=Context())).frame


@pytest.fixture(scope="module")
def exporter() -> Exporter:
    claims = load().claims
    return Exporter(claims, Derivations(claims))


def normal_form(part: sp.Expr, frame: Frame) -> Lines:
    return equality.is_normal("n", part, normal(part, frame.context), frame)


def test_a_normal_form_is_a_lemma_over_what_occurs_in_it(frame: Frame) -> None:
    [line] = normal_form(total, frame)
    [lemma] = frame.lemmas.made.values()
    assert line == f"pose proof ({lemma.name} n x ltac:(there)) as n."
    assert lemma.statement.startswith("forall (n : nat) (x : nat -> R),\n  (1 <= n)%nat ->\n  (Sum n ")
    assert "beta" not in lemma.text


def test_it_is_made_once(frame: Frame) -> None:
    def says(inside: Frame) -> str:
        return f"0 <= {inside.real(x[1] ** 2)}"

    asked: Iterator[Lines] = iter([["apply pow2_ge_0."]])
    first, second = (lemmas.shown("s", "sign", says, lambda _: next(asked), frame, x[1]) for _ in range(2))
    assert first == second


def test_another_way_to_prove_the_same_is_another_lemma(frame: Frame) -> None:
    def says(inside: Frame) -> str:
        return f"0 <= {inside.real(x[1] ** 2)}"

    for way in ("pos.", "apply pow2_ge_0."):
        lemmas.shown("s", way, says, lambda _, way=way: [way], frame, x[1])  # type: ignore[misc]
    assert len(frame.lemmas.made) == 2


def test_what_is_declared_of_a_letter_is_a_premise(frame: Frame) -> None:
    largest = Max.over(beta * x[i], i, n)
    [line] = normal_form(largest, frame)
    [lemma] = frame.lemmas.made.values()
    assert "\n  0 < beta ->\n" in lemma.statement
    assert line.count("ltac:(there)") == 2


def test_what_hangs_on_a_hypothesis_is_proved_in_its_place(frame: Frame) -> None:
    weight = sp.Symbol("w", real=True)
    above = Relation(sp.S.Zero, "<", weight)
    known = letters((n, weight, x), Frame(scope=Definitions().scope(), context=Context(), lemmas=frame.lemmas)).frame
    lines = normal_form(Max.over(weight * x[i], i, n), known.assuming(above, "h1_"))
    assert lines[0].startswith("assert (n : (Max n ")
    assert not frame.lemmas.made


def test_a_sign_that_nothing_shows_is_no_lemma(frame: Frame) -> None:
    with pytest.raises(Untranslatable, match="no sign"):
        lemmas.shown("s", "sign", lambda f: f"0 <= {f.real(x[1])}", no_sign, frame, x[1])
    assert not frame.lemmas.made


def no_sign(frame: Frame) -> Lines:
    raise Untranslatable("there is no sign")


def test_a_letter_without_a_name_makes_no_lemma(frame: Frame) -> None:
    other = sp.Symbol("z", real=True)
    with pytest.raises(Untranslatable, match="not in scope"):
        lemmas.shown("s", "sign", lambda f: f"0 <= {f.real(other)}", lambda _: ["pos."], frame, other)


SIDES = (("niu2024/attention_decrease+mchn_bounds", "upper"), ("niu2024/attention_decrease+mchn_bounds", "lower"))


def test_sides_share_lemmas_and_hang_on_no_order(exporter: Exporter) -> None:
    texts = {side: with_lemmas(exporter, side) for side in SIDES}
    assert set(lemmas_of(exporter, SIDES[0])) & set(lemmas_of(exporter, SIDES[1]))
    again = Exporter(exporter.claims, exporter.derivations)
    assert {side: with_lemmas(again, side) for side in reversed(SIDES)} == texts


def test_alone_a_side_takes_its_lemmas_for_granted_and_they_are_asked_by_themselves(exporter: Exporter) -> None:
    text, names = alone(exporter, SIDES[0]), lemmas_of(exporter, SIDES[0])
    assert "Lemma lemma_" not in text
    assert f"Axiom {names[-1]} :" in text
    own = lemmas_alone(exporter, [exporter.lemmas.made[names[-1]]])
    assert f"Lemma {names[-1]} :" in own
    assert f"Axiom {names[-1]} :" not in own
