"""A line of the review sheet says what its claim's record has; any text comes through Markdown and TeX as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.unit.verify.planted import FAILS, HOLDS, STANDARD, Plant, Run, cited, file_of
from tests.unit.verify.reviewing import everything, repaired, verdict_groups
from verify.report.review import review_md, review_tex
from verify.report.review.grouping import Group
from verify.report.review.pieces import Formula
from verify.report.review.sheet import sheets
from verify.report.review.words import HEADINGS

Ledger = Mapping[str, Any]


class TestALine:
    @pytest.fixture
    def failing(self, plant: Plant, run: Run) -> dict[str, Any]:
        return run(plant(first=file_of(FAILS)), "--json").ledger

    def line(self, ledger: dict[str, Any], **change: Any) -> str:
        ledger["claims"][0] |= change
        return review_md(ledger).partition("(index.html#planted/first)). ")[2].splitlines()[0]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({}, "Fails at $n = 1$, $x = 0$: the bound is claimed to be strict and is an equality."),
            ({"violation": "-1/2"}, r"the bound is off by $\tfrac{1}{2}$."),
            ({"violation": "-100000000000/300000000001"}, r"the bound is off by about $0.333$."),
            ({"violation": "[-0.566219169516973 +/- 1.88e-16]"}, "the bound is off by about $0.566$."),
            ({"violation": "2", "violated": {"side": "identity"}}, "the two sides differ by $2$."),
            ({"witness": {}}, "Planted. Fails: the bound is"),
            ({"witness": {"x": ["1"] * 200}}, "Fails at the configuration that the claim gives: the bound"),
            ({"witness": None, "statement_latex": r"n = O(1) \quad \text{at most } 2"}, r": $\text{at most } 2$."),
            ({"verdict": "holds", "level": "derived"}, "Planted. Holds."),
            ({"verdict": "holds", "level": "pointwise", "scope": "3 cases"}, "Planted. Holds (pointwise: 3 cases)."),
            ({"verdict": "open", "kind": "no_meaning", "reason": "It is a name."}, "true or false: it is a name."),
            ({"verdict": "open", "kind": "undecided", "reason": "A gap."}, "Planted. Undecided: a gap."),
        ],
    )  # fmt: skip
    def test_says_what_defeats_it_or_why_there_is_no_verdict(
        self, failing: dict[str, Any], change: dict[str, Any], said: str
    ) -> None:
        failing["statements"][0]["verdict"] = change.get("verdict", "fails")
        assert said in self.line(failing, **change)

    def test_of_a_measurement_has_its_interval_and_its_prediction(self, failing: dict[str, Any]) -> None:
        found = {"estimate": "0.8391465", "interval": ["0.8321095", "0.8460855"], "confidence": "0.9773",
                 "prediction": "0", "predicted": ["0", "0"], "agrees": False, "count": 24, "each": "document",
                 "record": "a.json"}  # fmt: skip
        failing["statements"][0]["verdict"] = "measured"
        said = self.line(failing, verdict="measured", measured=found)
        assert (
            "median $0.839$, from $0.832$ to $0.846$ (confidence 0.9773, 24 documents); predicted 0, not met." in said
        )
        assert self.line(failing, measured={**found, "agrees": True}).endswith("predicted 0, met.")


NASTY = "50% of a_b & c_d # $ \\x {y} ~z~ | <= `code` *bold* __c__ [link](x) <script>alert(1)</script> ![i](j) 1. é"


class TestAnyText:
    """No text of a claim becomes a command of TeX, an element of HTML or an emphasis."""

    @pytest.fixture
    def nasty(self, plant: Plant, run: Run) -> dict[str, Any]:
        """Every text of every claim is made to break the sheet, in all groups and with several readings."""
        one = STANDARD.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
        other = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
        undecided = HOLDS.replace("derivation=by_sign, ", "").replace("expects=Holds", "expects=Open")
        files = {
            "first": file_of(FAILS, repaired("<= norm")),
            "second": file_of(one, other),
            "third": file_of(undecided),
            "fourth": file_of(cited("planted/first+repaired")),
        }
        ledger = run(plant(**files), "--json").ledger
        for claim in ledger["claims"]:
            claim |= dict.fromkeys(("title", "reading", "changed", "scope", "cites", "section", "printed_text"), NASTY)
            claim["reason"] = claim["reason"] and NASTY
        ledger["papers"]["planted"] |= dict.fromkeys(("title", "authors", "version"), NASTY)
        return ledger

    def test_is_read_as_it_stands_in_markdown(self, nasty: dict[str, Any]) -> None:
        shown = _read(review_md(nasty))
        once = NASTY.replace("<=", "≤")
        assert shown.count(once) == review_md(nasty).count("50%") > 15

    def test_leaves_the_formulas_of_the_papers_whole(self, ledger: Ledger) -> None:
        """What the reader's browser makes formulas of is what was meant, for every formula of the papers."""
        shown = _read(review_md(ledger))
        formulas = {p.latex for sheet in sheets(ledger) for s in everything(sheet) for p in s if isinstance(p, Formula)}
        assert len(formulas) > 200
        tight = re.sub(r"\s", "", shown)
        for latex in formulas:
            assert f"${_as_shown(latex)}$" in tight, latex

    def test_is_printed_by_tex(self, nasty: dict[str, Any]) -> None:
        _, _, body = review_tex(nasty).partition(r"\begin{document}")
        bare = re.sub(r"\\[\\{}%&_#$]|\\(?:rvlink|hyperlink|rvitem)\{[^}]*\}", "", body)
        assert bare.count("{") == bare.count("}")
        outside = "".join(bare.split("$")[::2])
        assert not re.search(r"[%&_#]|\\x\b", outside)
        assert bare.count("$") % 2 == 0

    def test_of_the_papers_is_balanced_tex(self, ledger: Ledger) -> None:
        bare = re.sub(r"\\[\\{}%&_#$]", "", review_tex(ledger))
        assert bare.count("{") == bare.count("}")
        assert r"\input" not in bare
        assert bare.count(r"\clearpage") == 2 * len(sheets(ledger)) - 1  # after each summary, and between the papers


def test_a_ledger_without_printed_statements_has_a_sheet_that_says_so(plant: Plant, run: Run) -> None:
    ours = HOLDS.replace("expects", 'fidelity="ours", expects')
    ledger = run(plant(first=file_of(ours)), "--json").ledger
    assert review_md(ledger) == "The ledger has no printed statement to review.\n"
    assert "no printed statement" in review_tex(ledger).partition(r"\begin{document}")[2]


def test_each_paper_has_a_sheet_of_its_own(plant: Plant, run: Run) -> None:
    plant(first=file_of(HOLDS), paper="another")
    ledger = run(plant(second=file_of(FAILS)), "--json").ledger
    assert [verdict_groups(sheet) for sheet in sheets(ledger)] == [
        {"another/first": "Stand"},
        {"planted/second": "Fail under every reading"},
    ]
    assert review_md(ledger).count("# Review sheet: Planted\n") == 2
    assert review_tex(ledger).count(r"{\Large\bfseries Review sheet}") == 2


def test_every_group_has_a_heading() -> None:
    assert set(HEADINGS) == set(Group)


def _read(markdown: str) -> str:
    """The text that a reader of Markdown shows, line by line; no element of HTML and no emphasis of its own."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inline: Sequence[Any] = [child for token in tokens for child in token.children or ()]
    known = {
        "text",
        "softbreak",
        "link_open",
        "link_close",
        "code_inline",
        "strong_open",
        "strong_close",
        "text_special",
    }
    assert {token.type for token in inline} <= known
    assert {token.type for token in tokens if "html" in token.type or token.type == "fence"} == set()
    assert all(t.attrGet("href").startswith("index.html#") for t in inline if t.type == "link_open")
    return "\n".join("".join(c.content for c in token.children) for token in tokens if token.children)


def _as_shown(latex: str) -> str:
    """The formula in signs that mean the same to TeX and nothing to Markdown, without spaces."""
    named = {
        r"\,": r"\thinspace", r"\;": r"\thickspace", r"\!": r"\negthinspace", r"\ ": r"\space", r"\|": r"\Vert",
        r"\allowbreak": "", "|": r"\vert", "<": r"\lt", ">": r"\gt", "*": r"\ast", "~": r"\nobreakspace",
    }  # fmt: skip
    found = re.sub(r"\\allowbreak|\\[^a-zA-Z]|[|<>*~]", lambda sign: named[sign[0]], latex)
    return re.sub(r"\s", "", found)
