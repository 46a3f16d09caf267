"""Instances: Coq shows the text of a term to have the value that Arb finds of the tree, and of no other text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from numerics.configurations import Configuration, flat, read
from numerics.pointwise import decide
from tests.coq.coqc import accepts, exporter_of
from theory.claims import Claim
from theory.kernel import Integral, Max, Min, Relation, Sum
from theory.quantities import InnerProduct
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, rho, v, x, y
from theory.verdict import Open
from verify.coq import instances
from verify.coq.alone import valued_alone
from verify.coq.errors import Untranslatable
from verify.coq.values import arguments

KEY = ("planted/claim", "bound")
overlap = InnerProduct(rho.vector().at(i), x.vector())
term = sp.log(Sum.over(sp.exp(2 * overlap), i, d)) + Max.over(overlap, i, d) * d + Sum.over(x[k] ** 2, k, n)
least = Min.over(rho[i, 1] * beta + x[1], i, d)
planted = Claim(
    cites="Lemma 1",
    section="1",
    title="Planted",
    says=bound(least, "<=", term),
    hypotheses=(Relation(x[1], "<=", sp.Integer(3)),),
    expects=Open,
    paper="planted",
    statement="planted/claim",
)
WRITTEN = {"beta": "1/2", "d": 2, "n": 2, "rho": [["1", "1/2"], ["-1", "2"]], "x": ["1", "1/3"]}


@pytest.fixture
def at() -> Configuration:
    return read(planted, WRITTEN)


def text(at: Configuration | None = None) -> str:
    return valued_alone(exporter_of(planted), KEY, at)


def of_an_integral(scale: int) -> str:
    """Where a bound on an integral over so much has its values."""
    t = sp.Symbol("t", nonnegative=True)
    says = bound(Integral(sp.exp(-beta * t**2), t) / scale, "<=", beta + 1)
    return valued_alone(exporter_of(replace(planted, says=says, hypotheses=())), KEY, read(planted, WRITTEN))


class TestValues:
    """A configuration is chosen at which every term has a value, and hypotheses hold where that can be."""

    def test_the_choice_is_the_same_each_time(self) -> None:
        assert text() == text()

    def test_each_term_that_is_no_numeral_has_one_example(self, at: Configuration) -> None:
        assert text(at).count("Example") == 3

    def test_the_chosen_configuration_meets_the_hypotheses(self) -> None:
        made = exporter_of(planted).statement(*KEY)
        chosen = instances.configuration(planted, made)
        assert all(decide(hypothesis, chosen).holds for hypothesis in planted.hypotheses)

    def test_the_chosen_configuration_has_no_large_numbers(self) -> None:
        """Their exponentials take Coq long; what is drawn hangs on the name, and some of it is above 100."""
        made = exporter_of(planted).statement(*KEY)
        for seed in range(8):
            chosen = instances.configuration(planted, replace(made, name=f"{made.name}_{seed}"))
            assert max(abs(entry) for value in chosen.values.values() for entry in flat(value)) <= 5

    def test_the_chosen_configuration_has_few_numbers(self) -> None:
        """Of sizes up to 3 there are 19 numbers of this claim, of which the terms are long."""
        wide = replace(planted, says=bound(least, "<=", term + InnerProduct(y.vector(), v.vector())))
        made = exporter_of(wide).statement(*KEY)
        for seed in range(8):
            chosen = instances.configuration(wide, replace(made, name=f"{made.name}_{seed}"))
            assert sum(1 for value in chosen.values.values() for _ in flat(value)) <= 14

    def test_the_chosen_configuration_has_whole_numbers_where_gamma_stands(self) -> None:
        """Of Gamma Coq knows the values at multiples of 1/2."""
        of_gamma = replace(planted, says=bound(sp.gamma(beta + 1), "<=", beta**3 + 1), hypotheses=())
        made = exporter_of(of_gamma).statement(*KEY)
        for seed in range(8):
            chosen = instances.configuration(of_gamma, replace(made, name=f"{made.name}_{seed}"))
            assert chosen.values[beta] in (1, 2, 3, 4, 5)

    def test_a_term_without_a_value_is_refused(self, at: Configuration) -> None:
        exporter = exporter_of(replace(planted, says=bound(sp.log(x[1] - 1), "<=", least), hypotheses=()))
        with pytest.raises(Untranslatable, match="has no value"):
            valued_alone(exporter, KEY, at)

    def test_families_are_looked_up_by_their_indices(self, at: Configuration) -> None:
        made = exporter_of(planted).statement(*KEY)
        assert "2%nat, 1%nat => (-1)" in arguments(made.parameters, at)


FAULTS = {
    "a number": ("(2 * (InnerProduct", "(1 * (InnerProduct"),
    "Min for Max": ("Max d", "Min d"),
    "a power": ("^ 2", "^ 1"),
    "Max for Min": ("Min d", "Max d"),
    "a size": ("Sum d (fun", "Sum (d + 1) (fun"),
    "a size as a number": ("(INR d)", "(INR (d + 1))"),
    "indices that are turned": ("rho i1 1%nat", "rho 1%nat i1"),
    "a definition": ("(u i1) * (v i1)", "(u i1) + (v i1)"),
    "a division": ("* beta)", "/ beta)"),
}
TWINS = {True: "f (S e)", False: "f e"}


class TestPlanted:
    """What the translation writes is accepted; with one thing changed in it, it is not."""

    def test_control(self, honest: Path, at: Configuration) -> None:
        assert accepts(honest, text(at))

    def test_drawn(self, honest: Path) -> None:
        assert accepts(honest, text())

    @pytest.mark.parametrize("fault", FAULTS)
    def test_fault(self, honest: Path, at: Configuration, fault: str) -> None:
        good = text(at)
        old, new = FAULTS[fault]
        assert old in good, good
        planted_text = good.replace(old, new)
        assert accepts(honest, re.sub(r"Proof\..*", "Abort.", planted_text)), "it says nothing"
        assert not accepts(honest, planted_text)

    @pytest.mark.parametrize("scale", [1, 10**5])
    def test_fault_in_an_integral(self, honest: Path, scale: int) -> None:
        """Also where the value is small itself."""
        good = of_an_integral(scale)
        assert accepts(honest, good)
        assert "t1 ^ 2" in good
        assert not accepts(honest, good.replace("t1 ^ 2", "t1 ^ 3"))

    @pytest.mark.parametrize("same", TWINS)
    def test_a_sum_that_starts_elsewhere(self, honest: Path, at: Configuration, same: bool) -> None:
        """The same definition under another name is accepted, so that what is refused is refused for its start."""
        twin = (
            "Fixpoint Twin (d : nat) (f : nat -> R) : R :=\n"
            f"  match d with O => 0 | S e => Twin e f + {TWINS[same]} end.\n"
        )
        good = text(at).replace("(Sum ", "(Twin ").replace("near.", "cbn [Twin]. near.")
        head, _, rest = good.partition("Definition")
        assert accepts(honest, f"{head}{twin}Definition{rest}") is same
