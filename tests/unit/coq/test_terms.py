"""What our terms are in Coq, and what is refused."""

from __future__ import annotations

import re

import pytest
import sympy as sp

from theory.catalogue import load
from theory.derive import Derivations
from theory.kernel import Max, Sum
from theory.symbols import beta, d, i, n, x
from verify.coq.errors import NoSize, Untranslatable
from verify.coq.export import Exporter, coq_id
from verify.coq.terms import Scope, function, natural, real


@pytest.fixture
def scope() -> Scope:
    made = Scope()
    for symbol in (n, d, beta, x.symbol):
        made, _ = made.naming(symbol)
    return made


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (sp.Rational(-2, 3), "(-2 / 3)"),
        (n, "(INR n)"),
        (beta - 1, "(beta - 1)"),
        (1 / beta, "(/ beta)"),
        (sp.sqrt(beta) / 2, "((sqrt beta) / 2)"),
        (beta**3, "(beta ^ 3)"),
        (sp.pi * beta, "(PI * beta)"),
        (sp.log(n), "(ln (INR n))"),
        (Sum.over(sp.exp(-beta * x[i]), i, n), "(Sum n (fun i1 => (exp (- ((x i1) * beta)))))"),
        (Max(x.vector()), "(Max n x)"),
    ],
)
def test_a_term_is_written_as_it_stands(term: sp.Expr, text: str, scope: Scope) -> None:
    assert real(term, scope) == text


def test_an_index_keeps_clear_of_names_in_scope(scope: Scope) -> None:
    taken, _ = scope.naming(sp.Symbol("i1", real=True))
    assert function(Sum.over(x[i] + sp.Symbol("i1", real=True), i, n).vector, taken) == "(fun i11 => ((x i11) + i1))"


@pytest.mark.parametrize("term", [sp.sin(beta), sp.gamma(beta), sp.Symbol("z"), sp.Float(0.5), sp.I])
def test_what_is_outside_the_table_is_refused(term: sp.Expr, scope: Scope) -> None:
    with pytest.raises(Untranslatable):
        real(term, scope)


@pytest.mark.parametrize("term", [beta, n / 2, sp.Integer(-1), sp.exp(n)])
def test_what_is_no_size_is_no_nat(term: sp.Expr, scope: Scope) -> None:
    with pytest.raises(NoSize):
        natural(term, scope)


@pytest.fixture(scope="module")
def exporter() -> Exporter:
    claims = load().claims
    return Exporter(claims, Derivations(claims))


def test_a_statement_names_its_quantities_and_says_its_hypotheses(exporter: Exporter) -> None:
    assert exporter.statement("lemmas/gibbs", "bound").text == (
        "Definition lemmas__gibbs__bound : Prop :=\n"
        "  forall (n : nat) (x : nat -> R) (y : nat -> R),\n"
        "  (1 <= n)%nat ->\n"
        "  0 <= (RelativeEntropy_m_m n x y)."
    )
    told = exporter.statement("lemmas/logarithms+weak", "bound").text
    assert "0 < g_0 ->\n  0 < g_1 ->\n  (ln g_0) <= (ln g_1) ->\n  g_0 <= g_1." in told


def test_a_quantity_is_one_definition_for_all_its_arguments(exporter: Exporter) -> None:
    exporter.statement("lemmas/gibbs", "bound")
    made = exporter.definitions.made.values()
    [softmax] = [g for g in made if g.name == "Softmax_m"]
    assert softmax.text == (
        "Definition Softmax_m (m : nat) (u : nat -> R) (k : nat) : R :=\n"
        "  ((exp (u k)) / (Sum m (fun i1 => (exp (u i1)))))."
    )


def test_what_must_be_shown_for_a_statement_to_speak_of_real_numbers(exporter: Exporter) -> None:
    """ln of a softmax: what it divides by is not zero, and it is positive, at each entry of both."""
    text = exporter.proof("lemmas/gibbs", "bound").defined
    assert text.count("forall i1, (1 <= i1 <= n)%nat ->") == 4
    assert re.search(r"\(Sum n \(fun (i\d+) => \(exp \(x \1\)\)\)\) <> 0", text)
    assert "0 < (Softmax_m n y i1)" in text


def test_each_side_has_a_name_of_its_own(exporter: Exporter) -> None:
    keys = [(claim.id, side) for claim in exporter.claims.values() for side in claim.sides]
    assert len({coq_id(*key) for key in keys}) == len(keys)


def test_a_rule_without_a_counterpart_is_named(exporter: Exporter) -> None:
    with pytest.raises(Untranslatable, match="Integral is not in the table"):
        exporter.proof("lemmas/quarter_circle+chord", "bound")


def test_a_replay_is_the_same_text_each_time(exporter: Exporter) -> None:
    again = Exporter(exporter.claims, exporter.derivations)
    assert again.proof("lemmas/gibbs", "bound") == exporter.proof("lemmas/gibbs", "bound")
