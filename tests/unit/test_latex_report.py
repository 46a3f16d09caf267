"""The LaTeX report says everything that the ledger says, in TeX that a claim's text cannot break."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue import CATALOGUE, DERIVATIONS
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Gap, Theorem
from theory.latex import latex, latex_statement
from theory.verdict import name
from verify.drawn import figure_of
from verify.report.escaping import ID, text
from verify.report.latex import bounds_tex, claims_tex
from verify.report.values import value

_WITNESS = {"d": 2, "n": 1, "rho": [["0"], ["1"]], "x": ["-1/3"]}


def _theorem(derivations: Derivations, claim: Claim, side: str) -> Theorem | None:
    try:
        return derivations.theorem(claim.id, side)
    except Gap:
        return None


def _record(catalogue: Catalogue, derivations: Derivations, claim: Claim) -> dict[str, Any]:
    """A claim as the ledger has it, the verdict taken from what the claim file expects."""
    found = {side: _theorem(derivations, claim, side) for side in claim.sides}
    fails = name(claim.expects) == "fails"
    return {
        "id": claim.id,
        "paper": claim.paper,
        "statement": claim.statement,
        "cites": claim.cites,
        "section": claim.section,
        "title": claim.title,
        "fidelity": claim.fidelity,
        "reading": claim.reading,
        "hypotheses": [f"{latex(h.lhs)} \\ge {latex(h.rhs)}" for h in claim.hypotheses],
        "verdict": name(claim.expects),
        "level": None if fails else "derived",
        "scope": "for all d, n >= 1, all patterns, all x",
        "kind": None,
        "reason": "",
        "sharp": {"upper": {"kind": "attained", "at": {"d": 1, "x": ["0"]}, "slack": "0"}, "lower": None},
        "slack": dict.fromkeys(claim.sides, "1/7"),
        "witness": _WITNESS if fails else None,
        "violation": "[-0.5662 +/- 1e-15]" if fails else None,
        "violated": {"side": "lower", "found_by": "enumeration"} if fails else None,
        "defeats": [],
        "repaired_by": catalogue.pointing_at(claim, "repairs"),
        "repairs": claim.repairs,
        "sharpened_by": catalogue.pointing_at(claim, "sharpens"),
        "uses": sorted({u for t in found.values() if t for u in t.uses}),
        "paper_uses": claim.paper_uses,
        "trust": [],
        "changed": claim.changed,
        "figure": figure_of(claim),
        "derivation": {side: _lines(theorem) for side, theorem in found.items() if theorem},
        "statement_latex": latex_statement(claim.says),
        "printed_text": claim.printed_text,
        "fingerprint": claim.fingerprint,
    }


def _lines(theorem: Theorem) -> list[dict[str, Any]]:
    return [
        {
            "depth": line.depth,
            "lhs_latex": latex(line.relation.lhs),
            "op": line.relation.op,
            "rhs_latex": latex(line.relation.rhs),
            "rule": line.rule,
        }
        for line in theorem.lines
    ]


@pytest.fixture(scope="module")
def ledger() -> Mapping[str, Any]:
    papers = {
        key: {part: getattr(source, part) for part in ("title", "authors", "version", "bibtex")}
        for key, source in CATALOGUE.papers.items()
    }
    claims = [_record(CATALOGUE, DERIVATIONS, claim) for claim in CATALOGUE.claims.values()]
    return {"schema": 1, "papers": papers, "claims": claims, "statements": []}


def _trouble(template: Mapping[str, Any]) -> dict[str, Any]:
    """A claim whose every text is made to break TeX."""
    nasty = "50% of a_b & c^d # $ \\x {y} ~ | <= \u03b2 \u2115 \u00e9"
    texts = dict.fromkeys(("title", "printed_text", "reason", "reading", "changed", "scope", "cites"), nasty)
    line = {"depth": 0, "lhs_latex": "a", "op": "<=", "rhs_latex": "b", "rule": nasty}
    return {
        **template,
        **texts,
        "id": "niu2024/trouble_1:A_b+c_d",
        "verdict": "open",
        "level": None,
        "derivation": {"bound": [line]},
    }


class TestBounds:
    """`bounds.tex` shows each claim with its verdict and with what the verdict rests on."""

    def test_every_claim_is_there(self, ledger: Mapping[str, Any]) -> None:
        made = bounds_tex(ledger)
        assert all(f"\\amformula{{{c['id']}}}" in made for c in ledger["claims"])

    def test_no_refuted_statement_is_a_theorem(self, ledger: Mapping[str, Any]) -> None:
        made = bounds_tex(ledger)
        refuted = [c for c in ledger["claims"] if c["verdict"] == "fails"]
        assert refuted
        assert "\\begin{amitem}{fails}{Theorem}" not in made
        assert made.count("\\begin{amitem}{fails}{") == len(refuted)
        printed = [c for c in refuted if c["fidelity"] == "printed"]
        assert made.count("\\begin{amitem}{fails}{Printed statement}") == len(printed) > 0

    def test_a_witness_is_printed_with_the_violated_side_and_its_slack(self, ledger: Mapping[str, Any]) -> None:
        made = bounds_tex(ledger)
        assert r"$d = 2$, $n = 1$, $\rho^{1} = 0$, $\rho^{2} = 1$, $x = -\tfrac{1}{3}$." in made
        assert r"the slack of the lower bound is ${-0.5662 \pm 10^{-15} < 0}$" in made

    def test_every_step_of_a_derivation_is_printed(self, ledger: Mapping[str, Any]) -> None:
        steps = sum(len(lines) for c in ledger["claims"] for lines in c["derivation"].values())
        assert bounds_tex(ledger).count("\n\\amstep{") == steps

    def test_a_rule_links_to_the_claim_that_it_cites(self, ledger: Mapping[str, Any]) -> None:
        assert r"{\mbox{\hyperref[niu2024/proposition_1+sharper]{" in bounds_tex(ledger)

    def test_a_failing_claim_links_to_its_repairs(self, ledger: Mapping[str, Any]) -> None:
        named = r"\amnote{Repaired by Theorem~\ref{niu2024/proposition_3+repaired}}"
        assert named + r"{\amrepair{niu2024/proposition_3+repaired}" in bounds_tex(ledger)

    def test_each_figure_is_drawn(self, ledger: Mapping[str, Any]) -> None:
        figures = [c["figure"] for c in ledger["claims"] if c["figure"]]
        assert bounds_tex(ledger).count("\n\\amfigure{") == len(figures) >= 3

    def test_a_strict_bound_that_equality_refutes_says_so(self, ledger: Mapping[str, Any]) -> None:
        claim = next(c for c in ledger["claims"] if c["verdict"] == "fails")
        equal = {**claim, "violation": "0"}
        said = "There the lower bound is an equality, but it is claimed to be strict."
        assert said in bounds_tex({**ledger, "claims": [equal]})


class TestClaims:
    """`claims.tex` defines each claim once, by its id."""

    def test_every_claim_is_defined_once(self, ledger: Mapping[str, Any]) -> None:
        made = claims_tex(ledger)
        assert all(made.count(f"\\amdefine{{{c['id']}}}") == 1 for c in ledger["claims"])

    def test_nothing_but_amsmath_is_asked_for(self, ledger: Mapping[str, Any]) -> None:
        made = claims_tex(ledger)
        assert "\\usepackage{" not in made.replace("\\usepackage{amsmath}", "")
        assert "\\hyperref" not in made


class TestEscaping:
    """Plain text and numbers of the ledger become TeX that prints them."""

    @pytest.mark.parametrize(
        ("plain", "tex"),
        [
            ("lemma_2+weak", r"lemma\_2+weak"),
            ("|a| = a for a >= 0", r"\textbar{}a\textbar{} = a for a $\ge$ 0"),
            ("a^2 & 5% #1 $x$", r"a\textasciicircum{}2 \& 5\% \#1 \$x\$"),
            ("\\{}~", r"\textbackslash{}\{\}\textasciitilde{}"),
            ("Müller, β ≤ ℕ", r"Müller, $\beta$ $\le$ [U+2115]"),
        ],
    )
    def test_text(self, plain: str, tex: str) -> None:
        assert text(plain) == tex

    @pytest.mark.parametrize(
        ("number", "tex"),
        [
            ("-1/2", r"-\tfrac{1}{2}"),
            ("[-0.5662 +/- 1e-15]", r"-0.5662 \pm 10^{-15}"),
            ("[1.5e-3 +/- 4.2e-20]", r"1.5 \cdot 10^{-3} \pm 4.2 \cdot 10^{-20}"),
            ("[+/- 2.15e-520]", r"0 \pm 2.15 \cdot 10^{-520}"),
            ("1/" + "1" + "0" * 30, "1 / 10^{30}"),
            ("1234567890123456", r"123456789012\allowbreak 3456"),
            ("log(2)", r"\text{log(2)}"),
        ],
    )
    def test_value(self, number: str, tex: str) -> None:
        assert value(number) == tex


class TestTightness:
    """A slack is printed to three digits, however small it is."""

    @pytest.mark.parametrize(
        ("slack", "printed"),
        [
            ("1/7", r"slack found, upper bound}{$\tfrac{1}{7}$}"),
            ("[0.000911466453 +/- 3.09e-19]", r"upper bound}{about $0.000911$}"),
            ("[1.55896868 +/- 1e-9]", r"upper bound}{about $1.56$}"),
            ("[1.55896e-90 +/- 2e-105]", r"upper bound}{about $1.56 \cdot 10^{-90}$}"),
            ("[+/- 2.15e-520]", r"upper bound}{at most $2.15 \cdot 10^{-520}$}"),
            ("[4.47200e-1302883445709 +/- 1.40e-1302883445724]", r"{about $10^{-1.30 \cdot 10^{12}}$}"),
        ],
    )
    def test_smallest_slack(self, ledger: Mapping[str, Any], slack: str, printed: str) -> None:
        claim = {**ledger["claims"][0], "sharp": {"upper": None}, "slack": {"upper": slack}}
        assert printed in bounds_tex({**ledger, "claims": [claim]})


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here; `nox -s latex` asks for it")
class TestCompiled:
    """What is written compiles, whatever a claim's texts hold."""

    def _compile(self, folder: Path, name: str) -> str:
        command = ["pdflatex", "-interaction=nonstopmode", name]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace")

    def test_bounds_compile_without_errors_or_wide_lines(self, ledger: Mapping[str, Any], tmp_path: Path) -> None:
        troubled = {**ledger, "claims": [*ledger["claims"], _trouble(ledger["claims"][0])]}
        (tmp_path / "bounds.tex").write_text(bounds_tex(troubled), encoding="utf-8")
        (tmp_path / "claims.tex").write_text(claims_tex(troubled), encoding="utf-8")
        said = self._compile(tmp_path, "bounds.tex")
        assert "\n!" not in said
        assert "Overfull" not in said
        assert (tmp_path / "bounds.pdf").exists()

    def test_a_paper_cites_with_amsmath_alone(self, ledger: Mapping[str, Any], tmp_path: Path) -> None:
        (tmp_path / "claims.tex").write_text(claims_tex(ledger), encoding="utf-8")
        said = self._paper(tmp_path, "".join(f"By \\amclaim{{{c['id']}}}\n\n" for c in ledger["claims"]))
        assert "\n!" not in said

    def test_an_unknown_id_is_an_error_that_names_it(self, ledger: Mapping[str, Any], tmp_path: Path) -> None:
        (tmp_path / "claims.tex").write_text(claims_tex(ledger), encoding="utf-8")
        assert "There is no claim `niu2024/no_such+one'" in self._paper(tmp_path, r"\amclaim{niu2024/no_such+one}")

    def _paper(self, folder: Path, body: str) -> str:
        before = "\\documentclass{article}\\usepackage{amsmath}\\input{claims.tex}\\begin{document}\n"
        (folder / "paper.tex").write_text(before + body + "\n\\end{document}\n", encoding="utf-8")
        return self._compile(folder, "paper.tex")


@pytest.mark.parametrize(("words", "is_one"), [("niu2024/lemma_2+strict", True), ("x^2/2", False), ("2/2", False)])
def test_only_the_id_of_a_claim_becomes_a_link(words: str, is_one: bool) -> None:
    assert bool(re.search(ID, words)) is is_one
