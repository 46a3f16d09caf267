"""What our terms are in Coq, and what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from theory.catalogue import load
from theory.derive import Derivations
from theory.kernel import Integral, Max, Quantity, Sum, rules
from theory.kernel.rules import Monotone
from theory.symbols import beta, d, i, n, x
from verify.coq import alone, chains
from verify.coq.errors import NoSize, Untranslatable
from verify.coq.export import Exporter, coq_id
from verify.coq.quantities import Definitions
from verify.coq.refute import negation
from verify.coq.terms import Scope, function, natural, real

ends = sp.Symbol("t", nonnegative=True)


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
        (beta ** (n - 1), "(beta ^ (n - 1)%nat)"),
        (beta ** (n / 2), "(Rpower beta ((INR n) / 2))"),
        (beta ** (-n - 1), "(/ (beta ^ (1 + n)%nat))"),
        (sp.gamma(n / 2), "(Gamma ((INR n) / 2))"),
        (Integral(ends ** (n - 1), ends), "(Integral (fun t1 => (t1 ^ (n - 1)%nat)))"),
        (Integral(ends**beta, ends), "(Integral (fun t1 => (Power t1 beta)))"),
    ],
)
def test_a_term_is_written_as_it_stands(term: sp.Expr, text: str, scope: Scope) -> None:
    assert real(term, scope) == text


def test_an_index_keeps_clear_of_names_in_scope(scope: Scope) -> None:
    taken, _ = scope.naming(sp.Symbol("i1", real=True))
    assert function(Sum.over(x[i] + sp.Symbol("i1", real=True), i, n).vector, taken) == "(fun i11 => ((x i11) + i1))"


@pytest.mark.parametrize("term", [sp.sin(beta), sp.Symbol("z"), sp.Float(0.5), sp.I])
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


def test_a_rule_without_a_counterpart_is_named(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(chains._REPLAYS, Monotone)
    with pytest.raises(Untranslatable, match="the rule Monotone has no counterpart"):
        Exporter(exporter.claims, exporter.derivations).proof("lemmas/ball_mass", "upper")


def test_every_rule_of_the_kernel_has_a_counterpart() -> None:
    found = {rule for name in rules.__all__ if isinstance(rule := getattr(rules, name), type)}
    assert {rule for rule in found if hasattr(rule, "check")} == chains._REPLAYS.keys()


def test_a_statement_that_speaks_of_gamma_is_about_every_such_function(exporter: Exporter) -> None:
    text = exporter.statement("lemmas/ball_mass", "upper").text
    assert " : Prop :=\n  forall (Gamma : R -> R) (n : nat) (r : R),\n  is_Gamma Gamma ->" in text
    assert "(BallMass_real Gamma n r) < (BallVolume_real Gamma n r)." in text


def test_a_derivation_that_speaks_of_gamma_alone_is_about_every_such_function_too(exporter: Exporter) -> None:
    key = ("niu2024/exact_loss_printed+line", "bound")
    assert "Gamma" not in exporter.statement(*key).text
    assert exporter.theorem(*key) == "forall Gamma, is_Gamma Gamma -> niu2024__exact_loss_printed__line__bound"


def test_a_fact_of_the_literature_is_a_hypothesis_of_what_rests_on_it(exporter: Exporter) -> None:
    assert exporter.theorem("lemmas/typical_volume+real", "upper") == (
        "lemmas__binet__lower -> lemmas__typical_volume__real__upper"
    )
    assert exporter.proof("lemmas/typical_volume", "upper").facts == (("lemmas/binet", "lower"),)
    assert exporter.theorem("lemmas/ball_mass", "upper") == "lemmas__ball_mass__upper"


def test_a_counterexample_on_gamma_is_one_for_every_such_function(exporter: Exporter) -> None:
    made = exporter.statement("niu2024/unit_ball_volume_falls:A", "bound")
    assert negation(made, "Statements.") == (
        "forall Gamma, Gamma.is_Gamma Gamma -> ~ Statements.niu2024__unit_ball_volume_falls__A__bound"
    )
    assert negation(exporter.statement("lemmas/gibbs", "bound")) == "~ lemmas__gibbs__bound"


def test_what_a_normal_form_consists_of_is_brought_to_normal_form_too(exporter: Exporter) -> None:
    """The kernel sees ln (a / b) first, and what b is a product of at the second look."""
    text = alone.alone(exporter, ("niu2024/theorem_d1+half", "upper"))
    [name] = {n for n in re.findall(r"try rewrite (n\d+)\.", text) if text.count(f"try rewrite {n}.") > 1}
    [lemma] = re.findall(rf"pose proof \((lemma_\w+) .* as {name}\.", text)
    assert "(ln ((1 / 2) + (INR m_0))) = ((ln " in exporter.lemmas.made[lemma].statement


def test_a_derivative_is_that_of_the_function_along_a_line(exporter: Exporter) -> None:
    first = exporter.statement("niu2024/energy_gradient+distance", "derivative").text
    assert re.search(r"derivable_pt_lim \(fun t => \(DistanceEnergy\w* .*\(\(v i1\) \* t\) \+ \(x i1\)", first)
    second = exporter.statement("niu2024/energy_curvature+hessian", "derivative").text
    assert "exists slope, (forall t, derivable_pt_lim (fun t1 =>" in second
    assert "derivable_pt_lim slope 0 (" in second


def test_what_is_enclosed_in_a_proof_is_known_of_all_that_cites_it(exporter: Exporter) -> None:
    assert exporter.proof("niu2024/table_3_dimension+formula", "bound").enclosing
    [cited] = exporter.proof("niu2024/equation_14+below", "bound").cites
    assert exporter.proof(*cited).enclosing
    assert exporter.proof("niu2024/equation_14+below", "bound").enclosing
    assert not exporter.proof("lemmas/ball_mass", "upper").enclosing


class Raised(Quantity):
    """A power, as a quantity of its own."""

    notation = plain = "P"

    def definition(self) -> sp.Expr:
        a, b = self.args
        return a**b


class Above(Quantity):
    """The same inside another quantity."""

    notation = plain = "A"

    def definition(self) -> sp.Expr:
        return Raised(*self.args) + 1


@pytest.mark.parametrize(
    ("quantity", "name", "body"),
    [
        (Raised(ends, beta), "Raised_nonneg_nonneg", "(Power a a1)"),
        (Raised(beta, beta), "Raised_real_real", "(Rpower a a1)"),
        (Above(x[1], sp.Integer(2)), "Raised_real", "(a ^ k)"),
        (Above(sp.Integer(0), sp.Integer(2)), "Raised_real", "(a ^ k)"),
    ],
)
def test_a_definition_serves_only_where_its_power_has_our_value(
    quantity: Quantity, name: str, body: str, scope: Scope
) -> None:
    definitions = Definitions()
    inside, _ = replace(scope, call=definitions.call).naming(ends)
    real(quantity, inside)
    assert body in {made.name: made.text for made in definitions.made.values()}[name]


def test_a_definition_with_any_exponent_does_not_serve_a_whole_one(exporter: Exporter) -> None:
    """At zero the two have other values: a size is an argument of its own kind."""
    volumes = {g.name: g.text for g in exporter.definitions.made.values() if g.name.startswith("BallVolume")}
    assert "(a ^ k)" in volumes["BallVolume_real"]
    assert "(Rpower a1 a)" in volumes["BallVolume_real_real"]


def test_a_replay_is_the_same_text_each_time(exporter: Exporter) -> None:
    again = Exporter(exporter.claims, exporter.derivations)
    assert again.proof("lemmas/gibbs", "bound") == exporter.proof("lemmas/gibbs", "bound")


REPLAY = """
from theory.catalogue import load
from theory.derive import Derivations
from verify.coq.export import Exporter
from verify.coq.alone import alone

claims = load().claims
print(alone(Exporter(claims, Derivations(claims)), ("niu2024/feed_forward+descent", "bound")))
"""


def test_a_replay_is_the_same_text_in_each_process() -> None:
    """Whatever order sets have there, also where a normal form is brought to normal form again."""
    texts = {
        subprocess.run(
            [sys.executable, "-c", REPLAY],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "5")
    }
    assert len(texts) == 1
