"""Pictures of the built-in papers are well-formed, stay in their frame, and speak to those who do not see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.unit.verify.drawing import SVG, places, read, texts
from verify.report.pictures import STYLE, figure_picture, measured_picture, slack_picture, witness_picture
from verify.report.pictures.frame import WIDTH, identity
from verify.report.pictures.names import width

PICTURES: tuple[Callable[[Mapping[str, Any]], str], ...] = (
    witness_picture, slack_picture, figure_picture, measured_picture,
)  # fmt: skip


def drawn(ledger: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every picture of the ledger, with its claim."""
    return [(c["id"], made) for c in ledger["claims"] for picture in PICTURES if (made := picture(c))]


class TestEveryPicture:
    def test_is_well_formed_and_inside_its_frame(self, ledger: Mapping[str, Any]) -> None:
        found = drawn(ledger)
        assert len(found) > 400
        for claim, picture in found:
            root = read(picture)
            left, top, width, height = map(float, root.attrib["viewBox"].split())
            for x, y in places(root):
                assert left <= x <= left + width, (claim, x)
                assert top <= y <= top + height, (claim, y)

    def test_has_texts_that_fit_beside_their_samples(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            for text in texts(picture):
                assert width(text) <= WIDTH - 48, (claim, text)

    def test_says_in_words_what_is_seen(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            root = read(picture)
            assert root.attrib["role"] == "img"
            said = {part.attrib["id"]: part.text or "" for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
            assert [*said] == root.attrib["aria-labelledby"].split(), claim
            assert all(len(words) > 10 for words in said.values()), claim
            assert not any(mark in words for words in said.values() for mark in ("{", "}", "\\")), claim

    def test_has_ids_that_no_other_has(self, ledger: Mapping[str, Any]) -> None:
        ids = [name for _, picture in drawn(ledger) for name in re.findall(r' id="([^"]*)"', picture)]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z][A-Za-z0-9-]*", name) for name in ids)

    def test_runs_nothing_and_asks_for_nothing_from_outside(self, ledger: Mapping[str, Any]) -> None:
        for claim, picture in drawn(ledger):
            assert not re.search(r"<script|<image|<use|href|https?:|\son\w+=|@import", picture), claim
            assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", picture)), claim

    def test_has_only_classes_with_a_style_and_no_colours_of_its_own(self, ledger: Mapping[str, Any]) -> None:
        styled = set(re.findall(r"\.([a-z]+(?:-\d)?)", STYLE))
        for claim, picture in drawn(ledger):
            used = {name for names in re.findall(r'class="([^"]*)"', picture) for name in names.split()}
            assert used <= styled, claim
            assert not re.search(r'(fill|stroke)="|#[0-9a-f]{3,6}[;"]', picture), claim

    def test_is_there_wherever_the_ledger_has_something_to_draw(self, ledger: Mapping[str, Any]) -> None:
        for claim in ledger["claims"]:
            through = {line["through"] for line in (claim["profile"] or {"lines": []})["lines"]}
            assert bool(slack_picture(claim)) == bool(through - {"witness"}), claim["id"]
            if "witness" in through or (claim["profile"] and claim["profile"]["plane"]):
                assert witness_picture(claim), claim["id"]
            assert bool(figure_picture(claim)) == bool(claim["figure"])
            assert bool(measured_picture(claim)) == bool(claim["measured"])

    def test_is_the_same_each_time(self, ledger: Mapping[str, Any]) -> None:
        assert drawn(ledger) == drawn(ledger)


def test_claims_with_other_marks_have_other_ids() -> None:
    names = ("a/b:C", "a/b+C", "a/b-C", "a-b:C", "a/b_C")
    assert len({identity(name, "slack") for name in names}) == len(names)
