"""One line finds a claim, a verdict, a slack, and a notebook shows them as formulas and tables."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

import pytest
import sympy as sp
from flint import arb, fmpq

import numerics
import theory
import verify
from numerics.trial import NotAConfiguration
from theory.catalogue import NoSuchClaim
from theory.checks import BadClaimFile
from theory.kernel import Gap, chain
from theory.kernel.rules import Hypothesis, Sign
from theory.quantities import SquaredNorm
from theory.statement import Convex
from theory.symbols import weight, x, y
from theory.verdict import Contradiction, Fails, Holds, Measured, Open


class Cells(HTMLParser):
    """The text of each cell; every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag in ("th", "td"):
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def rows(html: str) -> dict[str, str]:
    """What stands beside each heading."""
    cells = Cells(html).found
    return dict(zip(cells[::2], cells[1::2], strict=True))


@pytest.mark.parametrize("module", [numerics, theory, verify], ids=lambda m: m.__name__)
def test_the_examples_of_the_faces_are_true(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 1) == (0, True)


class TestClaim:
    def test_is_shown_with_its_conditions(self) -> None:
        shown = theory.claim("niu2024/lemma_2+strict")._repr_latex_()
        assert re.fullmatch(r"\$\\displaystyle .*LogSumExp.* \\quad \\text\{where \} n \\ge 2\$", shown)
        assert "where" not in theory.claim("niu2024/lemma_2")._repr_latex_()

    def test_that_is_not_there_names_those_with_a_like_name(self) -> None:
        with pytest.raises(NoSuchClaim, match=r"no claim 'lemma_2\+strict': perhaps niu2024/lemma_2\+strict"):
            theory.claim("lemma_2+strict")


class TestTheorem:
    def test_is_shown_step_by_step(self) -> None:
        html = theory.theorem("niu2024/lemma_2+weak", "upper")._repr_html_()
        first, steps = html.split("</table>")[:2]
        assert rows(first + "</table>")["theorem"] == "niu2024/lemma_2+weak, upper"
        assert rows(first + "</table>")["uses"] == "niu2024/lemma_2+sharper"
        assert len(Cells(steps + "</table>").found) == 2 * len(theory.theorem("niu2024/lemma_2+weak", "upper").lines)

    def test_has_a_gap_where_a_step_is_wrong(self) -> None:
        claim = theory.claim("niu2024/lemma_2")
        false = replace(
            claim, derivation={"lower": chain(claim.sides["lower"].lhs, ("<", claim.sides["lower"].rhs, Sign()))}
        )
        with pytest.raises(Gap):
            theory.theorem(false, "lower")


class TestVerdict:
    def test_of_a_claim_of_ones_own_is_earned(self) -> None:
        claim = theory.claim("niu2024/lemma_2+weak")
        assert verify.verdict(replace(claim, derivation={})).__class__ is Open
        assert verify.verdict(claim) == Holds("derived", "for all n >= 1, all x")

    def test_of_a_claim_that_no_file_may_hold_is_refused(self) -> None:
        """A function that is convex where it is: the hypothesis is about points that stand for any."""
        concave = Convex(-SquaredNorm(x.vector()), x, y, weight)
        claim = replace(theory.claim("niu2024/lemma_1"), says=concave, hypotheses=(), derivation={})
        between = claim.sides["convexity"]
        by_itself = {"convexity": chain(between.lhs, (between.op, between.rhs, Hypothesis()))}
        for ask in (verify.verdict, lambda asked: theory.theorem(asked, "convexity")):
            with pytest.raises(BadClaimFile, match="stands for any point"):
                ask(replace(claim, hypotheses=(between,), derivation=by_itself))

    def test_names_the_facts_that_it_rests_on(self) -> None:
        found = verify.verdict("ramsauer2020/theorem_2")
        assert isinstance(found, Holds)
        assert {"lemmas/ostrowski", "lemmas/bolzano_weierstrass"} <= {*found.trust}
        assert "lemmas/ostrowski" in rows(found._repr_html_())["trust"]

    def test_is_shown_with_its_witness(self) -> None:
        found = rows(verify.verdict("niu2024/lemma_2")._repr_html_())
        assert found == {"verdict": "fails", "scope": "at n = 1", "witness: n": "1", "witness: x": "(0)"}

    @pytest.mark.parametrize(
        ("verdict", "shown"),
        [
            (Holds("derived", "d < n"), {"verdict": "holds", "level": "derived", "scope": "d < n"}),
            (Fails("everywhere", "derived"), {"verdict": "fails", "scope": "everywhere", "level": "derived"}),
            (Open("undecided", "a <b>", None, ""), {"verdict": "open", "kind": "undecided", "reason": "a <b>"}),
            (Contradiction("both"), {"verdict": "contradiction", "reason": "both"}),
        ],
    )
    def test_is_shown_as_a_table(self, verdict: Holds | Fails | Open | Contradiction, shown: dict[str, str]) -> None:
        assert rows(verdict._repr_html_()) == shown

    def test_of_what_is_measured_shows_whether_it_agrees(self) -> None:
        found = Measured("1", ("0.5", "2"), "0.95", "3", ("3", "3"), False, "measurements/a/b.json", 8, "seed")
        shown = rows(found._repr_html_())
        assert (shown["interval"], shown["agrees"], shown["count"]) == ("(0.5, 2)", "False", "8")


class TestSlack:
    def test_is_exact_or_a_ball(self) -> None:
        found = numerics.slack("niu2024/lemma_2", {"n": 2, "x": ["1/2", -3]})
        assert {type(slack) for slack in found.values()} == {arb}
        assert numerics.slack("niu2024/lemma_2", {"n": 1, "x": [7]}) == {"lower": fmpq(0), "upper": fmpq(0)}

    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ({"n": 2}, "no value for x; it takes n, x"),
            ({"n": 2, "x": [1, 2], "y": 1}, "y is no symbol of it"),
            ({"n": 2, "x": [1]}, "lengths that do not belong together"),
            ({"n": 0, "x": []}, "lengths that do not belong together"),
            ({"n": 2, "x": ["a", 1]}, "an integer, a 'p/q', or a list"),
            ({"n": "1/0", "x": [1]}, "an integer, a 'p/q', or a list"),
            ({"n": 1, "x": ["1/0"]}, "an integer, a 'p/q', or a list"),
            ({"n": 1, "x": [1]}, "the hypothesis n >= 2 is false there"),
        ],
    )
    def test_of_what_is_no_configuration_is_refused(self, written: dict[str, object], why: str) -> None:
        with pytest.raises(NotAConfiguration, match=re.escape(why)):
            numerics.slack("niu2024/lemma_2+strict", written)

    def test_of_words_is_refused(self) -> None:
        with pytest.raises(NotAConfiguration, match="words have no sides"):
            numerics.slack("lemmas/banach", {})

    def test_of_a_value_with_the_wrong_sign_is_refused(self) -> None:
        claim = theory.claim("niu2024/mchn_energy+bounds")
        written: dict[str, object] = {"d": 1, "n": 1, "beta": -1, "rho": [[0]], "x": [0]}
        with pytest.raises(NotAConfiguration, match="beta > 0"):
            numerics.slack(claim, written)
        assert set(numerics.slack(claim, {**written, "beta": sp.Rational(1, 2)})) == {"lower", "upper"}
