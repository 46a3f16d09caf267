"""What the review sheets say of the built-in papers is what the ledger says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from tests.unit.verify.reviewing import everything, part, plain, verdict_groups
from verify.report.review import review_md, review_tex
from verify.report.review.grouping import Group
from verify.report.review.pieces import Link
from verify.report.review.sheet import Sheet, sheets

Ledger = Mapping[str, Any]

# Words after which claims are named, and the verdict that these must have.
PROMISES = {
    "Holds instead, ": "holds",
    "Holds with the added hypothesis ": "holds",
    "Further forms that hold: ": "holds",
    "Sharper: ": "holds",
    "Repaired: ": "holds",
    "added: ": "holds",
    "holds under ": "holds",
    "fails under ": "fails",
    "open under ": "open",
    "rests on what fails: ": "fails",
}
SAID = {
    "Holds": "holds",
    "Fails": "fails",
    "Measured median": "measured",
    "Says nothing": "open",
    "Undecided": "open",
    "Cannot be stated here": "open",
    "The verifier contradicts": "contradiction",
}
# The papers under review, and how many promises that something holds, or fails, their sheets have at least.
REVIEWED = {"niu2024": (100, 10), "ramsauer2020": (50, 5)}


def of_paper(ledger: Ledger, paper: str) -> Ledger:
    """The ledger with the printed statements of one paper alone, which is then the only one under review."""
    return {**ledger, "statements": [s for s in ledger["statements"] if s["paper"] == paper]}


def test_every_paper_that_prints_statements_is_looked_at(ledger: Ledger) -> None:
    assert {s["paper"] for s in ledger["statements"]} == REVIEWED.keys()


def _renamed(name: str, number: int) -> str:
    return re.sub(r"^[a-z0-9/_]+", rf"\g<0>x{number}", name)


def _numbered(entry: Ledger, number: int, *names: str) -> dict[str, Any]:
    """The same under another name."""
    pointers = {key: [_renamed(r, number) for r in entry[key]] for key in ("repaired_by",) if key in entry}
    return {**entry, **pointers, **{name: _renamed(entry[name], number) for name in names}}


@pytest.fixture(scope="module", params=REVIEWED)
def narrowed(ledger: Ledger, request: pytest.FixtureRequest) -> Ledger:
    return of_paper(ledger, request.param)


@pytest.fixture(scope="module")
def sheet(narrowed: Ledger) -> Sheet:
    (found,) = sheets(narrowed)
    return found


@pytest.fixture(scope="module")
def niu(ledger: Ledger) -> Sheet:
    (found,) = sheets(of_paper(ledger, "niu2024"))
    return found


def instead(sheet: Sheet) -> list[tuple[str, str]]:
    """Statements with the first claim that is shown to hold instead."""
    items = [item for section in sheet.sections for item in section.items]
    named = [(item.statement, s[1]) for item in items for s in item.lines if s[0] == "Holds instead, "]
    return [(statement, link.claim) for statement, link in named if isinstance(link, Link)]


class TestEachPaper:
    """What is said of a paper under review is what the ledger says."""

    def test_every_printed_statement_stands_once_under_the_group_of_its_verdict(
        self, narrowed: Ledger, sheet: Sheet
    ) -> None:
        items = Counter(item.statement for section in sheet.sections for item in section.items)
        assert items == Counter(s["id"] for s in narrowed["statements"])
        headings = {"holds": {"Stand"}, "fails": {"Fail under every reading", "Need a hypothesis"},
                    "mixed": {"Depend on the reading"}, "open": {"Open"}, "measured": {"Measured"}}  # fmt: skip
        found = verdict_groups(sheet)
        assert all(found[s["id"]] in headings[s["verdict"]] for s in narrowed["statements"])
        assert sum(row.count for row in sheet.table) == len(narrowed["statements"])

    def test_every_reading_is_named(self, narrowed: Ledger, sheet: Sheet) -> None:
        named = {p.claim for section in sheet.sections for item in section.items
                 for sentence in ((item.name,), *item.lines) for p in sentence if isinstance(p, Link)}  # fmt: skip
        assert {reading for s in narrowed["statements"] for reading in s["readings"]} <= named

    def test_no_sentence_claims_more_than_the_ledger(self, narrowed: Ledger, sheet: Sheet) -> None:
        verdicts = {claim["id"]: claim["verdict"] for claim in narrowed["claims"]}
        seen = Counter[str]()
        for sentence in everything(sheet):
            promised = None
            for piece in sentence:
                if isinstance(piece, str):
                    ends = [v for words, v in PROMISES.items() if piece.endswith(words) or piece == words]
                    # A list goes on over commas, a hypothesis up to the claim that has it.
                    promised = ends[0] if ends else promised if piece in (", ", " and ", " added: ") else None
                elif isinstance(piece, Link) and promised:
                    assert verdicts[piece.claim] == promised, plain(sentence)
                    seen[promised] += 1
        holds, fails = REVIEWED[narrowed["statements"][0]["paper"]]
        assert seen["holds"] > holds
        assert seen["fails"] > fails

    def test_the_verdict_of_a_line_is_that_of_its_claim(self, narrowed: Ledger, sheet: Sheet) -> None:
        verdicts = {claim["id"]: claim["verdict"] for claim in narrowed["claims"]}
        checked = 0
        for section in sheet.sections:
            for item in section.items:
                alone = [(item.name.claim, item.said)] if isinstance(item.name, Link) else []
                lines = [(s[0].claim, s) for s in item.lines if isinstance(s[0], Link)]
                for claim, sentence in (*alone, *lines):
                    first = next(w for w in re.findall(rf"(?:^|\. )({'|'.join(SAID)})", plain(sentence)))
                    assert SAID[first] == verdicts[claim], plain(sentence)
                    checked += 1
        assert checked == sum(len(s["readings"]) for s in narrowed["statements"])

    def test_every_link_leads_to_a_claim(self, narrowed: Ledger, sheet: Sheet) -> None:
        claims = {claim["id"] for claim in narrowed["claims"]}
        assert {p.claim for s in everything(sheet) for p in s if isinstance(p, Link)} <= claims
        assert set(re.findall(r"\]\(index\.html#([^)]*)\)", review_md(narrowed))) <= claims

    def test_every_link_of_the_document_has_a_target(self, narrowed: Ledger) -> None:
        made = review_tex(narrowed)
        targets = re.findall(r"^\\rvitem\{([^}]*)\}", made, re.MULTILINE)
        assert Counter(targets) == Counter(s["id"] for s in narrowed["statements"])
        links = set(re.findall(r"\\rvlink\{([^}]*)\}", made.partition(r"\begin{document}")[2]))
        assert links <= set(targets)
        assert len(links) > 50

    def test_every_other_sentence_names_its_claim(self, sheet: Sheet) -> None:
        """Those of an item stand under its name; of the summary and beside the groups each has its own."""
        alone = [s for section in (*sheet.points, *sheet.sections) for s in section.sentences]
        assert all(any(isinstance(p, Link) for p in s) for s in alone if not plain(s).startswith("And "))
        assert all(isinstance(item.name, Link) or item.lines for section in sheet.sections for item in section.items)

    def test_what_holds_instead_is_a_form_of_the_statement_itself_where_there_is_one(
        self, narrowed: Ledger, sheet: Sheet
    ) -> None:
        claims = {claim["id"]: claim for claim in narrowed["claims"]}
        for statement, shown in instead(sheet):
            failing = [c for c in narrowed["claims"] if c["statement"] == statement and c["verdict"] == "fails"]
            first: list[str] = next((c["repaired_by"] for c in failing if c["repaired_by"]), [])
            if statement in [claims[repair]["statement"] for repair in first]:
                assert claims[shown]["statement"] == statement

    def test_lemmas_of_ours_are_no_paper_under_review(self, narrowed: Ledger) -> None:
        assert "lemmas" in narrowed["papers"]
        assert narrowed["papers"]["lemmas"]["title"] not in review_md(narrowed) + review_tex(narrowed)


class TestNiu:
    """What the sheet on the first paper says beyond that."""

    def test_the_summary_is_short_whatever_there_is(self, ledger: Ledger) -> None:
        many, copied = deepcopy(dict(ledger)), ("niu2024/lemma_2", "niu2024/proposition_3", "niu2024/proposition_4")
        for number in range(100):
            many["claims"] += [
                _numbered(c, number, "id", "statement") for c in ledger["claims"] if c["statement"] in copied
            ]
            for statement in [s for s in ledger["statements"] if s["id"] in copied]:
                readings = {_renamed(name, number): verdict for name, verdict in statement["readings"].items()}
                many["statements"].append({**_numbered(statement, number, "id"), "readings": readings})
        (sheet,) = sheets(of_paper(many, "niu2024"))
        assert sum(len(section.sentences) for section in sheet.points) <= 20
        assert "more, below." in plain(sheet.points[0].sentences[-1])

    def test_what_holds_instead_may_be_a_form_of_another_statement(self, ledger: Ledger, niu: Sheet) -> None:
        claims = {claim["id"]: claim for claim in ledger["claims"]}
        assert any(claims[shown]["statement"] != statement for statement, shown in instead(niu))

    def test_theorems_come_before_equations(self, niu: Sheet) -> None:
        labels = [item.label for item in part(niu, "Fail under every reading").items]
        firsts = [next(i for i, name in enumerate(labels) if name.startswith(kind))
                  for kind in ("Proposition", "Equation", "Assumption", "Definition", "Section")]  # fmt: skip
        assert firsts == sorted(firsts)

    def test_what_the_paper_numbers_elsewhere_too_is_named_as_a_part(self, niu: Sheet) -> None:
        """`Definition 1` is printed in several statements: no row has it as a whole."""
        rows = {row.group: row.labels for row in niu.table}
        assert "Definition 1" not in [label for labels in rows.values() for label in labels]
        assert "Definition 1 in part" in rows[Group.FAILS]
        assert "Lemma 2" in rows[Group.HYPOTHESIS]
