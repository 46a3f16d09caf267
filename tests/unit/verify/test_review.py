"""The review sheet repeats the ledger: each printed statement once, in the group of its verdict, and nothing beyond."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.unit.verify.planted import FAILS, HOLDS, STANDARD, Plant, Run, cited, file_of
from verify.report.review import review_md, review_tex
from verify.report.review.grouping import Group
from verify.report.review.pieces import Formula, Link, Sentence
from verify.report.review.sheet import Section, Sheet, sheets
from verify.report.review.words import HEADINGS, PROOFS

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
    "The verifier contradicts": "contradiction",
}


def everything(sheet: Sheet) -> Iterator[Sentence]:
    """Every sentence of the sheet."""
    yield from sheet.introduction
    for section in (*sheet.points, *sheet.sections):
        yield from section.sentences
        for item in section.items:
            yield from ((item.name,), item.said, *item.lines)


def verdict_groups(sheet: Sheet) -> dict[str, str]:
    """Printed statements with the heading that they stand under."""
    return {item.statement: section.heading for section in sheet.sections for item in section.items}


def part(sheet: Sheet, heading: str) -> Section:
    (found,) = [section for section in sheet.sections if section.heading == heading]
    return found


def plain(sentence: Sentence) -> str:
    return "".join(p if isinstance(p, str) else p.shown if isinstance(p, Link) else "?" for p in sentence)


@pytest.fixture(scope="module")
def sheet(ledger: Ledger) -> Sheet:
    """The sheet on the built-in paper."""
    (found,) = sheets(ledger)
    return found


def _renamed(name: str, number: int) -> str:
    return re.sub(r"^[a-z0-9/_]+", rf"\g<0>x{number}", name)


def _numbered(entry: Ledger, number: int, *names: str) -> dict[str, Any]:
    """The same under another name."""
    pointers = {key: [_renamed(r, number) for r in entry[key]] for key in ("repaired_by",) if key in entry}
    return {**entry, **pointers, **{name: _renamed(entry[name], number) for name in names}}


class TestThePaper:
    """What is said of the paper under review is what the ledger says."""

    def test_every_printed_statement_stands_once_under_the_group_of_its_verdict(
        self, ledger: Ledger, sheet: Sheet
    ) -> None:
        items = Counter(item.statement for section in sheet.sections for item in section.items)
        assert items == Counter(s["id"] for s in ledger["statements"])
        headings = {"holds": {"Stand"}, "fails": {"Fail under every reading", "Need a hypothesis"},
                    "mixed": {"Depend on the reading"}, "open": {"Open"}, "measured": {"Measured"}}  # fmt: skip
        found = verdict_groups(sheet)
        assert all(found[s["id"]] in headings[s["verdict"]] for s in ledger["statements"])
        assert sum(row.count for row in sheet.table) == len(ledger["statements"])

    def test_every_reading_is_named(self, ledger: Ledger, sheet: Sheet) -> None:
        named = {p.claim for section in sheet.sections for item in section.items
                 for sentence in ((item.name,), *item.lines) for p in sentence if isinstance(p, Link)}  # fmt: skip
        assert {reading for s in ledger["statements"] for reading in s["readings"]} <= named

    def test_no_sentence_claims_more_than_the_ledger(self, ledger: Ledger, sheet: Sheet) -> None:
        verdicts = {claim["id"]: claim["verdict"] for claim in ledger["claims"]}
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
        assert seen["holds"] > 100
        assert seen["fails"] > 10

    def test_the_verdict_of_a_line_is_that_of_its_claim(self, ledger: Ledger, sheet: Sheet) -> None:
        verdicts = {claim["id"]: claim["verdict"] for claim in ledger["claims"]}
        checked = 0
        for section in sheet.sections:
            for item in section.items:
                alone = [(item.name.claim, item.said)] if isinstance(item.name, Link) else []
                lines = [(s[0].claim, s) for s in item.lines if isinstance(s[0], Link)]
                for claim, sentence in (*alone, *lines):
                    first = next(w for w in re.findall(rf"(?:^|\. )({'|'.join(SAID)})", plain(sentence)))
                    assert SAID[first] == verdicts[claim], plain(sentence)
                    checked += 1
        assert checked == sum(len(s["readings"]) for s in ledger["statements"])

    def test_every_link_leads_to_a_claim(self, ledger: Ledger, sheet: Sheet) -> None:
        claims = {claim["id"] for claim in ledger["claims"]}
        assert {p.claim for s in everything(sheet) for p in s if isinstance(p, Link)} <= claims
        assert set(re.findall(r"\]\(index\.html#([^)]*)\)", review_md(ledger))) <= claims

    def test_every_link_of_the_document_has_a_target(self, ledger: Ledger) -> None:
        made = review_tex(ledger)
        targets = re.findall(r"^\\rvitem\{([^}]*)\}", made, re.MULTILINE)
        assert Counter(targets) == Counter(s["id"] for s in ledger["statements"])
        links = set(re.findall(r"\\rvlink\{([^}]*)\}", made.partition(r"\begin{document}")[2]))
        assert links <= set(targets)
        assert len(links) > 50

    def test_every_other_sentence_names_its_claim(self, sheet: Sheet) -> None:
        """Those of an item stand under its name; of the summary and beside the groups each has its own."""
        alone = [s for section in (*sheet.points, *sheet.sections) for s in section.sentences]
        assert all(any(isinstance(p, Link) for p in s) for s in alone if not plain(s).startswith("And "))
        assert all(isinstance(item.name, Link) or item.lines for section in sheet.sections for item in section.items)

    def test_the_summary_is_short_whatever_there_is(self, ledger: Ledger) -> None:
        many, copied = deepcopy(dict(ledger)), ("niu2024/lemma_2", "niu2024/proposition_3", "niu2024/proposition_4")
        for number in range(100):
            many["claims"] += [
                _numbered(c, number, "id", "statement") for c in ledger["claims"] if c["statement"] in copied
            ]
            for statement in [s for s in ledger["statements"] if s["id"] in copied]:
                readings = {_renamed(name, number): verdict for name, verdict in statement["readings"].items()}
                many["statements"].append({**_numbered(statement, number, "id"), "readings": readings})
        (sheet,) = sheets(many)
        assert sum(len(section.sentences) for section in sheet.points) <= 20
        assert "more, below." in plain(sheet.points[0].sentences[-1])

    def test_what_holds_instead_is_a_form_of_the_statement_itself_where_there_is_one(
        self, ledger: Ledger, sheet: Sheet
    ) -> None:
        claims = {claim["id"]: claim for claim in ledger["claims"]}
        elsewhere = 0
        for item in (item for section in sheet.sections for item in section.items):
            shown = [s[1].claim for s in item.lines if s[0] == "Holds instead, " and isinstance(s[1], Link)]
            failing = [c for c in ledger["claims"] if c["statement"] == item.statement and c["verdict"] == "fails"]
            first: list[str] = next((c["repaired_by"] for c in failing if c["repaired_by"]), [])
            if shown and item.statement in [claims[repair]["statement"] for repair in first]:
                assert claims[shown[0]]["statement"] == item.statement
            elsewhere += bool(shown) and claims[shown[0]]["statement"] != item.statement
        assert elsewhere > 0

    def test_theorems_come_before_equations(self, sheet: Sheet) -> None:
        labels = [item.label for item in part(sheet, "Fail under every reading").items]
        firsts = [next(i for i, name in enumerate(labels) if name.startswith(kind))
                  for kind in ("Proposition", "Equation", "Assumption", "Definition", "Section")]  # fmt: skip
        assert firsts == sorted(firsts)

    def test_what_the_paper_numbers_elsewhere_too_is_named_as_a_part(self, sheet: Sheet) -> None:
        """`Definition 1` is printed in several statements: no row has it as a whole."""
        rows = {row.group: row.labels for row in sheet.table}
        assert "Definition 1" not in [label for labels in rows.values() for label in labels]
        assert "Definition 1 in part" in rows[Group.FAILS]
        assert "Lemma 2" in rows[Group.HYPOTHESIS]

    def test_lemmas_of_ours_are_no_paper_under_review(self, ledger: Ledger) -> None:
        assert "lemmas" in ledger["papers"]
        assert ledger["papers"]["lemmas"]["title"] not in review_md(ledger) + review_tex(ledger)


def repaired(says: str, hypotheses: str = "", part: str = "+repaired", repairs: str = "") -> str:
    """A repair of the first claim of its file, that holds by sign."""
    given = f"hypotheses=({hypotheses},), " if hypotheses else ""
    derivation = f'{{"bound": chain(sp.S.Zero, ("{says.split()[0]}", {says.split(maxsplit=1)[1]}, Sign()))}}'
    return (
        f'Claim(**place, part="{part}", fidelity="repaired", changed="assumes more", repairs=("{repairs}",), {given}'
        f'says=bound(0, "{says.split()[0]}", {says.split(maxsplit=1)[1]}), derivation={derivation}, expects=Holds)'
    )


POSITIVE = 'Claim(**place, says=bound(0, "<", norm + n - 1), expects=Fails)'
AT_LEAST_TWO = 'Relation(n, ">=", sp.Integer(2))'


class TestTheGroup:
    """It follows from the verdicts; a hypothesis is said to be missing only where nothing else is changed."""

    def group(self, run: Run, folder: Any, *changes: Mapping[str, Any]) -> str:
        ledger = run(folder, "--json").ledger
        for change in changes:
            for claim in ledger["claims"]:
                claim |= change.get(claim["id"], {})
        (sheet,) = sheets(ledger)
        (heading,) = verdict_groups(sheet).values()
        return heading

    def test_follows_the_verdict(self, plant: Plant, run: Run) -> None:
        assert self.group(run, plant(first=file_of(HOLDS))) == "Stand"
        assert self.group(run, plant(first=file_of(FAILS))) == "Fail under every reading"
        undecided = HOLDS.replace("derivation=by_sign, ", "").replace("expects=Holds", "expects=Open")
        assert self.group(run, plant(first=file_of(undecided))) == "Open"

    def test_of_readings_that_differ_depends_on_the_reading(self, plant: Plant, run: Run) -> None:
        one = HOLDS.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
        other = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
        assert self.group(run, plant(first=file_of(one, other))) == "Depend on the reading"

    def test_of_a_contradiction_is_a_fault_of_ours(self, plant: Plant, run: Run) -> None:
        """A fault is not laid to the paper's charge, nor is the statement said to stand."""
        change = {"planted/first": {"verdict": "contradiction", "reason": "derived and refuted"}}
        assert self.group(run, plant(first=file_of(HOLDS)), change) == "Set aside"

    CHANGES: Mapping[str, tuple[Mapping[str, Any], str]] = {
        "a hypothesis more": ({}, "Need a hypothesis"),
        "a hypothesis less": ({"planted/first": {"hypotheses": ["d > 1", "n \\ge 2"]}}, "Fail under every reading"),
        "another hypothesis": ({"planted/first": {"hypotheses": ["d > 1"]}}, "Fail under every reading"),
        "the same hypotheses": ({"planted/first": {"hypotheses": ["n \\ge 2"]}}, "Fail under every reading"),
        "another formula": ({"planted/first+repaired": {"statement_latex": "0 = 0"}}, "Fail under every reading"),
        "other values": ({"planted/first+repaired": {"domain": "n >= 3, with n >= 2"}}, "Fail under every reading"),
        "no repair": ({"planted/first": {"repaired_by": []}}, "Fail under every reading"),
    }

    @pytest.mark.parametrize("kind", CHANGES)
    def test_needs_a_hypothesis_where_a_repair_adds_one_and_changes_nothing_else(
        self, plant: Plant, run: Run, kind: str
    ) -> None:
        """0 < ||x||^2 + n - 1 is false at n = 1, x = 0 alone."""
        folder = plant(first=file_of(POSITIVE, repaired("< norm + n - 1", AT_LEAST_TWO)))
        change, expected = self.CHANGES[kind]
        assert self.group(run, folder, change) == expected

    def test_needs_a_hypothesis_only_where_every_reading_does(self, plant: Plant, run: Run) -> None:
        other = FAILS.replace("expects", 'part=":B", fidelity="reading", reading="another way", expects')
        first = POSITIVE.replace("expects", 'part=":A", fidelity="reading", reading="one way", expects')
        repair = repaired("< norm + n - 1", AT_LEAST_TWO, repairs=":A")
        assert self.group(run, plant(first=file_of(first, other, repair))) == "Fail under every reading"

    def test_of_a_hypothesis_names_it(self, plant: Plant, run: Run) -> None:
        folder = plant(first=file_of(POSITIVE, repaired("< norm + n - 1", AT_LEAST_TWO)))
        made = review_md(run(folder, "--json").ledger)
        assert r"Holds with the added hypothesis $n \ge 2$, [\+repaired](index.html#planted/first+repaired)" in made


class TestThePrintedProof:
    """It is told apart from the result: a result that cites what fails may hold all the same."""

    def test_that_alone_fails_is_said_beside_a_result_that_holds(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        (sheet,) = sheets(run(plant(first=file_of(FAILS), second=file_of(holds)), "--json").ledger)
        assert verdict_groups(sheet)["planted/second"] == "Stand"
        (sentence,) = part(sheet, PROOFS).sentences
        assert [p.claim for p in sentence if isinstance(p, Link)] == ["planted/second", "planted/first"]

    def test_that_cites_what_holds_is_not_spoken_of(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        (sheet,) = sheets(run(plant(first=file_of(HOLDS), second=file_of(holds)), "--json").ledger)
        assert PROOFS not in [section.heading for section in sheet.sections]

    def test_of_what_was_not_verified_now_is_not_spoken_of(self, plant: Plant, run: Run) -> None:
        holds = HOLDS.replace("expects", 'paper_uses=("planted/first",), expects')
        found = run(plant(first=file_of(FAILS), second=file_of(holds)), "planted/second", "--json")
        assert "planted/first" not in review_md(found.ledger)


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

    def test_leaves_the_formulas_of_the_paper_whole(self, ledger: Ledger) -> None:
        """What the reader's browser makes formulas of is what was meant, for every formula of the paper."""
        shown = _read(review_md(ledger))
        (sheet,) = sheets(ledger)
        formulas = {p.latex for s in everything(sheet) for p in s if isinstance(p, Formula)}
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

    def test_of_the_paper_is_balanced_tex(self, ledger: Ledger) -> None:
        bare = re.sub(r"\\[\\{}%&_#$]", "", review_tex(ledger))
        assert bare.count("{") == bare.count("}")
        assert r"\input" not in bare
        assert bare.count(r"\clearpage") == 1


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
