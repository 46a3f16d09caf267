"""A line of a derivation that is false somewhere is found by evaluating it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
import sympy as sp

from numerics.meeting import Meeting
from numerics.recheck import Recheck, recheck
from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.unit.numbers.planted import planted
from tests.unit.numbers.tight import apart, inside, self_map
from theory.claims import Claim
from theory.kernel import Context, Line, Max, Min, Relation, Sum, Theorem
from theory.quantities import LogSumExp
from theory.statement import bound
from theory.symbols import d, i, j, m, n, radius, rho, separation, sigma, x, y

X = x.vector()
t = sp.Symbol("t", real=True)
CLAIM = planted(bound(Max(X), "<=", LogSumExp(X)))


def checked(*relations: Relation, context: Context | None = None, claim: Claim = CLAIM) -> Recheck:
    """Lines that no kernel accepted, as a theorem would carry them."""
    lines = tuple(Line(depth=0, relation=r, rule="by hand", context=context or Context()) for r in relations)
    return recheck(claim, cast(Theorem, SimpleNamespace(side="bound", lines=lines)))


TRUE = Relation(Min(X), "<=", Max(X))


class TestFalseLines:
    """Each is caught, with its number."""

    @pytest.mark.parametrize("false", [
        Relation(Max(X), "<", Max(X)), Relation(Max(X), "<=", Min(X)), Relation(LogSumExp(X), "=", Max(X)),
        Relation(LogSumExp(X), "<=", Max(X) + sp.Rational(99, 100) * sp.log(n)),
        Relation(Sum.over(x[i] ** 2, i, n), ">=", Sum(X) ** 2), Relation(n, "<=", sp.Integer(2)),
    ])  # fmt: skip
    def test_is_caught(self, false: Relation) -> None:
        found = checked(TRUE, false, TRUE)
        assert found.false is not None
        assert found.false.startswith("line 2: ")

    def test_with_an_index_in_scope(self) -> None:
        context = Context(indices=((i, n),))
        assert checked(Relation(x[i], "<=", Max(X)), context=context).false is None
        assert checked(Relation(x[i], "<", Max(X)), context=context).false is not None
        assert checked(Relation(x[i], "<=", x[1]), context=context).false is not None

    def test_under_the_facts_in_scope(self) -> None:
        attained = Context(indices=((j, n),), facts=(Relation(x[j], "=", Max(X)),))
        assert checked(Relation(x[j], "=", Max(X)), context=attained).false is None
        assert checked(Relation(x[j], ">", Max(X)), context=attained).false is not None
        single = Context(facts=(Relation(n, "=", sp.S.One),))
        assert checked(Relation(LogSumExp(X), "<=", Max(X)), context=single).false is None
        assert checked(Relation(LogSumExp(X), "<=", Max(X) - 1), context=single).false is not None


class TestUnderTightFacts:
    """Where draws never satisfy what is assumed, points are moved there."""

    claim = self_map("recheck")
    facts = Context(facts=claim.all_hypotheses)
    decayed = Relation(m * sp.exp(-(apart**2)) * apart, "<=", radius * sp.exp(-(radius**2)))
    wrong = Relation(m * sp.exp(-(apart**2)) * separation, "<=", radius * sp.exp(-(radius**2)))

    def test_true_lines_are_evaluated(self) -> None:
        found = checked(self.decayed, Relation(inside, "<=", radius**2), context=self.facts, claim=self.claim)
        assert found == Recheck(agreed=12, undecided=0, false=None)

    def test_a_false_line_is_caught(self) -> None:
        assert checked(self.decayed, self.wrong, context=self.facts, claim=self.claim).false is not None

    def test_only_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Meeting, "needed", False)
        found = checked(self.decayed, self.wrong, context=self.facts, claim=self.claim)
        assert found == Recheck(agreed=0, undecided=0, false=None)

    def test_with_an_index_in_scope(self) -> None:
        context = Context(indices=((j, m),), facts=(*self.claim.all_hypotheses, Relation(sigma[j, 1], ">=", sp.S.Zero)))
        true, false = Relation(sigma[j, 1] + radius, ">", sp.S.Zero), Relation(sigma[j, 1], "<", sp.S.Zero)
        assert checked(true, context=context, claim=self.claim).agreed == 6
        assert checked(true, false, context=context, claim=self.claim).false is not None


class TestNewVariables:
    """A rule may introduce a variable or a family of its own."""

    between = Context(facts=(Relation(sp.S.Zero, "<", t), Relation(t, "<", sp.S.One)))

    def test_get_values(self) -> None:
        assert checked(Relation(t**2, "<", t), context=self.between) == Recheck(agreed=6, undecided=0, false=None)
        assert checked(Relation(t**2, "<=", t * Max(X) ** 2), context=self.between).false is not None

    def test_families_too(self) -> None:
        assert checked(Relation(Min(y.vector()), "<=", Max(y.vector()) + t**2)).agreed == 6
        assert checked(Relation(Max(y.vector()), "<=", Max(X))).false is not None


class TestTrueLines:
    """Agree or stay undecided, and are counted."""

    def test_are_counted(self) -> None:
        found = checked(TRUE, TRUE)
        assert found == Recheck(agreed=12, undecided=0, false=None)

    def test_equality_that_balls_cannot_see_is_undecided(self) -> None:
        shifted = Relation(LogSumExp(X) + 1, "=", sp.log(Sum.over(sp.exp(x[i] + 1), i, n)))
        found = checked(shifted)
        assert found.false is None
        assert found.agreed + found.undecided == 6

    def test_facts_that_nothing_meets_leave_nothing_agreed(self) -> None:
        found = checked(TRUE, context=Context(facts=(Relation(x[1] ** 2, "<", sp.S.Zero),)))
        assert found == Recheck(agreed=0, undecided=0, false=None)

    def test_the_same_every_time(self) -> None:
        assert checked(TRUE) == checked(TRUE)


def test_of_patterns_with_two_indices_in_scope() -> None:
    claim = planted(bound(rho[1, 1], "<=", Max.over(Max.over(rho[i, j], j, n), i, d)))
    context = Context(indices=((i, d), (j, n)))
    largest = Max.over(rho[i, j], j, n)
    assert checked(Relation(rho[i, j], "<=", largest), context=context, claim=claim).false is None
    assert checked(Relation(rho[i, j], ">=", largest), context=context, claim=claim).false is not None


def test_a_theorem_of_the_catalogue_agrees() -> None:
    claim = CATALOGUE.claims["niu2024/lemma_2+sharper"]
    for side in claim.sides:
        found = recheck(claim, DERIVATIONS.theorem(claim.id, side))
        assert found.false is None
        assert found.agreed > 0
