"""A script notices a witness that is none, and no text of a claim gets out of its comments."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest

from numerics.configurations import Configuration, drawn, in_domain, read, smallest_first
from numerics.pointwise import decide
from numerics.trial import meets_hypotheses
from tests.catalogue import CATALOGUE
from theory.catalogue import Catalogue
from theory.claims import Claim
from theory.statement import bound
from verify.report.script import MADE, script_name, scripts
from verify.report.script.script import script

Entry = Mapping[str, Any]
AWFUL = "a title\nimport os\r\"\"\"\\\u2028\x0c\x00\ud800 # -*- coding: no-such -*- ''' print(1)"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="module")
def entries(ledger: Mapping[str, Any]) -> dict[str, Entry]:
    """The claims that fail by a witness."""
    return {e["id"]: e for e in ledger["claims"] if e["verdict"] == "fails" and e["witness"] is not None}


def text_of(entry: Entry, claim: Claim, catalogue: Catalogue) -> str:
    found = script(entry, claim, catalogue.papers[claim.paper])
    assert found is not None
    return found


def ran(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, "-I", str(path)], capture_output=True, text=True, check=False)


def where_it_holds(claim: Claim, side: str) -> Configuration | None:
    """A configuration at which the hypotheses are met and the side holds, if one is found soon."""
    tried = chain(islice(smallest_first(claim, 200, 2), 300), drawn(claim, claim.id, 30, 3))
    found = (at for at in tried if in_domain(claim, at) and meets_hypotheses(claim, at))
    return next((at for at in found if decide(claim.sides[side], at, symbolic=True).holds), None)


def elsewhere(entries: dict[str, Entry], catalogue: Catalogue) -> Iterator[tuple[Claim, Entry]]:
    """Claims that fail, with a witness put in at which they hold."""
    for name, entry in entries.items():
        at = where_it_holds(catalogue.claims[name], entry["violated"]["side"]) if entry["witness"] else None
        if at is not None:
            yield catalogue.claims[name], {**entry, "witness": at.written()}


class TestAWrongWitness:
    def test_is_noticed(self, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path) -> None:
        few = dict(islice(entries.items(), 0, None, 4))
        noticed = []
        for claim, entry in elsewhere(few, catalogue):
            found = ran(text_of(entry, claim, catalogue), tmp_path)
            assert (claim.id, found.returncode, found.stdout) == (claim.id, 1, "")
            noticed.append("AssertionError: no counterexample" in found.stderr)
        assert all(noticed)
        assert len(noticed) >= 15

    @pytest.mark.parametrize("name", ["niu2024/storage:A", "niu2024/definition_1_centre:A", "niu2024/equation_6:D"])
    def test_is_noticed_where_a_hypothesis_is_not_met(
        self, name: str, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path
    ) -> None:
        claim, entry = catalogue.claims[name], entries[name]
        [relation] = claim.sides.values()
        tried = (at for at in smallest_first(claim, 4_000, 2) if in_domain(claim, at))
        at = next(at for at in tried if not meets_hypotheses(claim, at) and decide(relation, at).holds is False)
        planted = {**entry, "witness": at.written()}
        assert ran(text_of(planted, claim, catalogue), tmp_path).returncode == 1
        free = replace(claim, hypotheses=())
        assert ran(text_of(planted, free, catalogue), tmp_path).returncode == 0

    def test_is_noticed_where_the_statement_is_of_numbers_alone(
        self, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path
    ) -> None:
        name = "niu2024/appendix_f1_chunks:A"
        true = replace(catalogue.claims[name], says=bound(1, "<=", 2))
        assert ran(text_of(entries[name], true, catalogue), tmp_path).returncode == 1

    def test_is_noticed_where_both_sides_are_equal_and_may_be(
        self, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path
    ) -> None:
        claim, entry = catalogue.claims["niu2024/definition_1_radius:B"], entries["niu2024/definition_1_radius:B"]
        [r, x] = [*claim.scalars, next(f.symbol for f in claim.families if f.symbol.name == "x")]
        at = read(claim, {**entry["witness"], r.name: "1", x.name: ["1"]})
        planted = {**entry, "witness": at.written()}
        assert ran(text_of(planted, claim, catalogue), tmp_path).returncode == 1


class TestARelationThatFalls:
    """Left >= right, which fails where right - left is positive."""

    def test_is_seen_from_its_right(self, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path) -> None:
        name = "niu2024/appendix_f1_chunks:A"
        false, true = (replace(catalogue.claims[name], says=bound(left, ">=", 2)) for left in (1, 3))
        found = ran(text_of(entries[name], false, catalogue), tmp_path)
        assert (found.returncode, found.stdout) == (0, "fails: right - left = 1\n")
        assert ran(text_of(entries[name], true, catalogue), tmp_path).returncode == 1


class TestEquality:
    def test_is_said_to_be_seen_in_so_many_digits(self, entries: dict[str, Entry], catalogue: Catalogue) -> None:
        equal = {name: e for name, e in entries.items() if e["violation"] == "0"}
        assert len(equal) > 5
        for name, entry in equal.items():
            text = text_of(entry, catalogue.claims[name], catalogue)
            assert ("equal, to 1000 digits" in text) == ("mpmath" in text)

    def test_is_told_from_a_tiny_gap(self, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path) -> None:
        """At x = (0, -100) the strict bound of Lemma 2 holds, by less than 1e-43."""
        name = "niu2024/lemma_2"
        text = text_of(entries[name], catalogue.claims[name], catalogue)
        apart = text.replace("x = [0]", "x = [0, -100]")
        assert apart != text
        assert ran(text, tmp_path).returncode == 0
        assert ran(apart, tmp_path).returncode != 0


class TestText:
    @pytest.mark.parametrize("part", ["title", "reading", "cites"])
    def test_stays_in_comments(
        self, part: str, entries: dict[str, Entry], catalogue: Catalogue, tmp_path: Path
    ) -> None:
        claim, entry = catalogue.claims["niu2024/lemma_2"], entries["niu2024/lemma_2"]
        text = text_of({**entry, part: AWFUL}, claim, catalogue)
        plain = text_of(entry, claim, catalogue)
        assert "import os" in text
        assert ast.dump(ast.parse(text.encode())) == ast.dump(ast.parse(plain))
        assert ran(text, tmp_path).returncode == 0

    def test_says_whether_the_paper_says_it(self, entries: dict[str, Entry], catalogue: Catalogue) -> None:
        says = {
            "printed": "# The paper: ",
            "reading": "# A reading of it: ",
            "ours": "# Not in the paper, a form of ours: ",
        }
        for name, entry in islice(entries.items(), 0, None, 5):
            assert f"\n{says[entry['fidelity']]}" in text_of(entry, catalogue.claims[name], catalogue)

    @pytest.mark.parametrize(
        ("claim", "name"),
        [
            ("niu2024/lemma_2", "niu2024.lemma_2.py"),
            ("niu2024/lemma_2:B", "niu2024.lemma_2.B.py"),
            ("niu2024/lemma_2+strict", "niu2024.lemma_2-strict.py"),
            ("niu2024/lemma_2:é|", "niu2024.lemma_2.%e9%7c.py"),
        ],
    )
    def test_of_an_id_becomes_a_file_name(self, claim: str, name: str) -> None:
        assert script_name(claim) == name


class TestNoScript:
    def test_is_made_of_what_does_not_fail_at_a_point(self, entries: dict[str, Entry], catalogue: Catalogue) -> None:
        entry = entries["niu2024/lemma_2"]
        others = [{**entry, "verdict": "contradiction"}, {**entry, "witness": None}]
        assert scripts({"claims": others}, catalogue) == {}
        [(name, text)] = scripts({"claims": [*others, entry]}, catalogue).items()
        assert name == "niu2024.lemma_2.py"
        assert text.startswith(MADE)

    def test_is_made_of_a_violation_that_no_one_can_compute(
        self, entries: dict[str, Entry], catalogue: Catalogue
    ) -> None:
        entry = {**entries["niu2024/retrieval:A"], "violation": "[-1.5e-20000 +/- 1e-20010]"}
        assert scripts({"claims": [entry]}, catalogue) == {}
