"""What a hostile author tried: each once came out wrong, and must not again."""

from __future__ import annotations

import pytest

from tests.unit.verify.planted import Plant, Run, file_of


def claim(says: str, expects: str, more: str = "") -> str:
    return f"Claim(**place, says={says}, expects={expects}{more})"


class TestConvex:
    @pytest.mark.parametrize(
        "says",
        [
            "Convex(-norm, x, x, weight)",  # the second point is the first
            "Convex(SquaredNorm(y.vector()), x, y, weight)",  # the function speaks of the second point
            "Convex(up[1] ** 3, up, upper, weight)",  # convex on a part of R^n only
        ],
        ids=["same point", "second point", "part of the space"],
    )
    def test_speaks_of_two_new_points_of_the_whole_space(self, says: str, plant: Plant, run: Run) -> None:
        before = """
        from theory.kernel import Family
        from theory.statement import Convex
        from theory.symbols import weight, y
        up, upper = Family("u", n, nonnegative=True), Family("v", n, nonnegative=True)
        """
        seen = run(plant(first=file_of(claim(says, "Holds"), before=before)))
        assert seen.status == 2
        assert "Ill" in seen.complaint


class TestScope:
    def test_says_which_entries_a_family_has(self, plant: Plant, run: Run) -> None:
        before = 'from theory.kernel import Family\nz = Family("z", n, positive=True)'
        by = 'derivation={"bound": chain(sp.S.Zero, ("<", Min(z.vector()), Sign()))}'
        says = claim('bound(0, "<", Min(z.vector()))', "Holds", f", {by}")
        found = run(plant(first=file_of(says, before=before)), "--json").claims["planted/first"]
        assert found["verdict"] == "holds"
        assert "z with positive entries" in found["scope"]


class TestStandardFacts:
    FALSE = 't = sp.Symbol("t", real=True)\nfact = Standard(bound(t, "<=", 50), "Nobody")'

    def test_that_are_refuted_carry_nothing(self, plant: Plant, run: Run) -> None:
        by = 'derivation={"bound": chain(n, ("<=", sp.Integer(50), Cite("planted/fact", "bound", {T: n})))}'
        user = file_of(claim('bound(n, "<=", 50)', "Open", f", {by}"), before='T = sp.Symbol("t", real=True)')
        folder = plant(fact=file_of(claim("fact", "Fails"), before=self.FALSE), user=user)
        found = run(folder, "--json").claims
        assert found["planted/fact"]["verdict"] == "fails"
        assert found["planted/user"]["verdict"] != "holds"
        alone = run(folder, "planted/user", "--json").claims["planted/user"]
        assert alone["verdict"] != "holds"
        assert "rests on planted/fact, which fails" in alone["gaps"]["bound"]

    def test_that_are_nowhere_defined_are_not_accepted(self, plant: Plant, run: Run) -> None:
        before = 't = sp.Symbol("t", real=True)\nfact = Standard(bound(sp.log(-1 - t**2), "<", 0), "Nobody")'
        found = run(plant(first=file_of(claim("fact", "Open"), before=before)), "--json").claims["planted/first"]
        assert found["verdict"] == "open"


class TestDefinedness:
    def test_a_term_that_cancels_in_the_slack_must_have_a_value(self, plant: Plant, run: Run) -> None:
        before = 'q = sp.Symbol("q", nonnegative=True)'
        says = claim('bound(sp.log(q), "<", q**2 + sp.log(q))', "Open")
        found = run(plant(first=file_of(says, before=before)), "--json").claims["planted/first"]
        assert found["verdict"] == "open"


class TestTinyViolations:
    def test_are_seen_by_the_second_path(self, plant: Plant, run: Run) -> None:
        before = "from theory.quantities import LogSumExp"
        more = ', hypotheses=(Relation(n, ">=", sp.Integer(2)), Relation(Max(X) - Min(X), ">=", sp.Integer(1000)))'
        says = claim('bound(LogSumExp(X), "<=", Max(X))', "Fails", more)
        found = run(plant(first=file_of(says, before=before)), "--json").claims["planted/first"]
        assert found["verdict"] == "fails"
        assert "e-" in found["violation"]


class TestLanguage:
    @pytest.mark.parametrize(
        ("says", "named"),
        [
            ('bound(0, "<=", norm + sp.Float(0.5))', "Float"),
            ('bound(-2, "<=", sp.sin(x[1]))', "sin"),
            ('bound(norm, "<", sp.oo)', "Infinity"),
            ('bound(0, "<=", sp.Max(0, x[1]))', "Max"),
            ('bound(sp.Symbol("t", negative=True), "<", 0)', "t (Symbol)"),
            ('bound(x[i], "<=", Max(X))', "the index of x[i] is free"),
            ('bound(0, "<=", Sum.over(x[i] ** 2, i, n + 1))', "the length n + 1"),
            ('bound(0, "<=", norm + sp.Symbol("x", positive=True))', "x stands for two things"),
        ],
    )
    def test_foreign_terms_are_refused_in_one_line(self, says: str, named: str, plant: Plant, run: Run) -> None:
        seen = run(plant(first=file_of(claim(says, "Holds"))))
        assert seen.status == 2
        assert named in seen.complaint


class TestCases:
    def test_a_case_with_one_entry_is_evaluated_again_where_there_is_one(self, plant: Plant, run: Run) -> None:
        before = """
        from theory.kernel import Family
        from theory.kernel.rules import Definition, Entry, Monotone, OneOrMore
        one = Family("x", sp.Integer(1))
        single = chain(one[1] ** 2, ("=", Sum.over(one[i] ** 2, i, sp.Integer(1)), Algebra()))
        several = chain(x[1] ** 2, ("<=", Sum.over(x[i] ** 2, i, n), Entry(1)))
        whole = Sum.over(x[i] ** 2, i, n)
        by = {"bound": chain(x[1] ** 2, ("<=", whole, OneOrMore(n, single, several)))}
        """
        says = claim('bound(x[1] ** 2, "<=", whole)', "Holds", ", derivation=by")
        found = run(plant(first=file_of(says, before=before)), "--json").claims["planted/first"]
        assert found["verdict"] == "holds"
        assert found["tried"]["lines"] > 0
