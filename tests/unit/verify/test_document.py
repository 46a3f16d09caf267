"""What surrounds the claims in `bounds.tex`: counts, notation, index by label, references, each complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from tests.catalogue import CATALOGUE
from tests.unit.verify.planted import FAILS, HOLDS, PAPER, STANDARD, Plant, Run, cited, file_of
from theory.meanings import MEANING
from verify.report.index import natural
from verify.report.latex import bounds_tex
from verify.report.references import keys
from verify.report.wording import prose

LABELS = {"a": "Lemma 10", "b": "Lemma 2", "c": "Eq. (6)", "d": "Lemma 2"}


@pytest.fixture
def found(plant: Plant, run: Run) -> Mapping[str, Any]:
    """A ledger with a theorem, two refuted statements, a fact of the literature and a claim that rests on it."""
    texts = {"a": HOLDS, "b": FAILS, "c": STANDARD, "d": FAILS, "e": cited("planted/c")}
    files = {
        name: file_of(text.replace("**place", f"**place | dict(cites={LABELS.get(name, 'Remark 1')!r})"))
        for name, text in texts.items()
    }
    return run(plant(PAPER, **files), "--json").ledger


def _arguments(made: str, name: str, count: int) -> list[tuple[str, ...]]:
    r"""The arguments of each \name{..}{..} that has no braces in them but the last."""
    return re.findall(rf"^\\{name}" + r"\{([^{}]*)\}" * (count - 1) + r"\{(.*)\}$", made, re.MULTILINE)


class TestIndex:
    """Each label once, in natural order, and below it every claim of the label with verdict and page."""

    def test_each_label_stands_once_numbers_by_their_size(self, found: Mapping[str, Any]) -> None:
        labels = re.findall(r"^\\amlabel\{(.*)\}$", bounds_tex(found), re.MULTILINE)
        assert labels == ["Eq. (6)", "Lemma 2", "Lemma 10", "Remark 1"]

    def test_below_a_label_are_its_claims(self, found: Mapping[str, Any]) -> None:
        made = bounds_tex(found)
        for claim in found["claims"]:
            after = made.split(f"\\amlabel{{{claim['cites']}}}\n")[1].split("\\amlabel")[0]
            assert f"\\amentry{{{claim['id']}}}" in after
        entries = _arguments(made, "amentry", 2)
        assert Counter(name for name, _ in entries) == Counter(c["id"] for c in found["claims"])

    def test_the_verdict_is_that_of_the_ledger(self, found: Mapping[str, Any]) -> None:
        verdicts = {c["id"]: c["verdict"] for c in found["claims"]}
        entries = re.findall(r"^\\amentry\{([^{}]*)\}\{.*\}\{([^{}]*)\}$", bounds_tex(found), re.MULTILINE)
        assert dict(entries) == verdicts

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [("Lemma 2", "Lemma 10"), ("Eq. (6)", "Equation (7)"), ("Section 4.1", "Section 4.2"), ("Eq. (6)", "Lemma 1")],
    )
    def test_natural_order(self, earlier: str, later: str) -> None:
        assert natural(earlier) < natural(later)


class TestReferences:
    """Each work once; whatever is cited has an entry, and whatever has one is cited."""

    def test_what_is_cited_is_what_is_listed(self, found: Mapping[str, Any]) -> None:
        made = bounds_tex(found)
        listed = re.findall(r"\\bibitem\{([^{}]*)\}", made)
        asked = {key for names in re.findall(r"\\cite\{([^{}]*)\}", made) for key in names.split(",")}
        assert len(listed) == len(set(listed)) == 2
        assert asked == set(listed)

    def test_a_fact_cites_its_work_and_so_does_what_rests_on_it(self, found: Mapping[str, Any]) -> None:
        made = bounds_tex(found)
        work = keys(found)["planted/c"]
        for claim in ("planted/c", "planted/e"):
            item = made.split(f"{{{claim}}}\n", 1)[1].split("\\begin{amitem}")[0]
            assert rf"\cite{{{work}}}" in item

    def test_claims_with_the_same_reference_share_one_entry(self, found: Mapping[str, Any]) -> None:
        fact = next(c for c in found["claims"] if c["reference"])
        twin = {**fact, "id": "planted/z"}
        more = {**found, "claims": [*found["claims"], twin]}
        assert keys(more)["planted/z"] == keys(more)[fact["id"]]
        assert bounds_tex(more).count("\\bibitem{work:") == 1


def test_every_reference_within_the_document_has_a_target(found: Mapping[str, Any]) -> None:
    made = bounds_tex(found)
    targets = {arguments[4] for arguments in _arguments(made, "begin{amitem}", 5)}
    asked = re.findall(r"\\(?:page)?ref\{([^{}]*)\}|\\hyperref\[([^\]]*)\]|\\amentry\{([^{}]*)\}", made)
    names = {name for group in asked for name in group if name and "#" not in name}
    assert names
    assert names <= targets


class TestNotation:
    """The table of symbols has a row for each symbol of the claims, with its meaning."""

    def test_every_symbol_of_the_claims_is_in_the_ledger(self, found: Mapping[str, Any]) -> None:
        assert {s["name"] for s in found["symbols"]} == {"n", "x"}

    def test_every_symbol_of_the_ledger_has_a_row_with_its_meaning(self, found: Mapping[str, Any]) -> None:
        twin = {"name": "n_2", "latex": "n", "meaning": "something else"}
        made = bounds_tex({**found, "symbols": [*found["symbols"], twin]})
        rows = {row[0]: row[1] for row in _arguments(made, "amsymbol", 2)}
        assert rows.keys() == {s["latex"] for s in found["symbols"]}
        for symbol in (*found["symbols"], twin):
            assert prose(symbol["meaning"]) in rows[symbol["latex"]]

    def test_every_quantity_has_a_row_with_its_description(self, found: Mapping[str, Any]) -> None:
        made = bounds_tex(found)
        assert made.count("\n\\amquantity{") == len(found["notation"]) > 0
        assert all(f"{{{prose(e['description'])}}}\n" in made for e in found["notation"])

    def test_every_symbol_of_the_built_in_papers_has_a_meaning(self) -> None:
        for claim in CATALOGUE.claims.values():
            names = {s.name for s in (*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families))}
            assert not names - MEANING.keys(), claim.id


def test_the_counts_are_those_of_the_ledger(found: Mapping[str, Any]) -> None:
    made = bounds_tex(found)
    for verdict, level, count in (("holds", " (derived)", 2), ("holds", " (standard)", 1), ("fails", "", 2)):
        assert rf"\ammark{{{verdict}}}\amword{{{verdict}}}{level} & {count} \\" in made
    assert r"All claims & 5 \\" in made


class TestWording:
    """Mathematics in a sentence is set as mathematics, and no character is lost or let through."""

    @pytest.mark.parametrize(
        ("plain", "tex"),
        [
            ("a ball of R^n", "a ball of $R^{n}$"),
            ("E_t = exp(-g_t) / Z_t", "$E_{t}$ = exp($-$$g_{t}$) / $Z_{t}$"),
            ("e^{-r} V_{n+2}(1)", "$e^{-r}$ $V_{n+2}$(1)"),
            ("rho^i_k", r"$\rho_{k}^{i}$"),
            ("Gamma(z), the Gamma function", r"$\Gamma$($z$), the Gamma function"),
            ("(x + 1)^(n/2)", "($x$ + 1)$^{n/2}$"),
            ("||x||^2", r"$\Vert$$x$$\Vert$$^{2}$"),
            ("at most T_max^2 tokens, i.e. n", r"at most $T_{\max}^{2}$ tokens, i.e. $n$"),
            ("In Appendix E, as in A, a layer's energy E", "In Appendix E, as in A, a layer's energy $E$"),
            ("x_% ^ _ # {y", r"x\_\% \textasciicircum{} \_ \# \{$y$"),
            ("x^2$\\y", r"$x^{2}$\$\textbackslash{}y"),
            ("sum_{i=1}^d x_i", r"$\sum_{i=1}^{d}$ $x_{i}$"),
            ("{-1,+1}^n", r"\{-1,+1\}$^{n}$"),
            ("(e/|z|)^|z|", r"($e$/\textbar{}$z$\textbar{})$^{|z|}$"),
            ("c^((n-1)/4)", "$c^{(n-1)/4}$"),
            ("N/D*^2", "$N$/$D$*$^{2}$"),
            ("a**2", "$a^{2}$"),
            ("b_oo", r"$b_{\infty}$"),
        ],
    )
    def test_a_sentence(self, plain: str, tex: str) -> None:
        assert prose(plain) == tex
