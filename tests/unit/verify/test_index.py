"""The page as text: it says what the ledger says, of every claim, and what the ledger holds cannot break out of it."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from verify.report.page import index_html

NASTY = '</script><script>alert(1)</script> <b onmouseover="x">&amp;\u2028 {{ 1 }} {% raw %}'


def panels(html: str) -> dict[str, str]:
    """The panels by claim, unpacked."""
    [packed] = re.findall(r'<script type="text/plain" id="panels">(.*?)</script>', html, re.DOTALL)
    found = json.loads(zlib.decompress(base64.b64decode(packed)))
    assert isinstance(found, dict)
    return found


def row(html: str, claim: str) -> str:
    """The line of the list that leads to the claim."""
    [found] = [line for line in html.splitlines() if 'class="row"' in line and f'href="#{claim}"' in line]
    return found


@pytest.fixture(scope="module")
def few(ledger: Mapping[str, Any]) -> dict[str, Any]:
    """The claims of three statements and their paper."""
    kept = ("niu2024/lemma_2", "niu2024/proposition_3", "niu2024/storage")
    made: dict[str, Any] = deepcopy(dict(ledger))
    made["claims"] = [claim for claim in made["claims"] if claim["statement"] in kept]
    made["statements"] = [statement for statement in made["statements"] if statement["id"] in kept]
    return made


def test_it_is_what_the_run_wrote(built_in: Path, ledger: Mapping[str, Any]) -> None:
    html = (built_in / "index.html").read_text(encoding="utf-8")
    assert set(panels(html)) == {claim["id"] for claim in ledger["claims"]}


def test_every_claim_has_a_row_with_its_verdict_and_a_panel_with_its_level(few: dict[str, Any]) -> None:
    html = index_html(few, {})
    found = panels(html)
    for claim in few["claims"]:
        assert f'data-verdict="{claim["verdict"]}"' in row(html, claim["id"])
        [badges] = re.findall(r'<p class="badges">(.*?)</p>', found[claim["id"]], re.DOTALL)
        assert claim["verdict"] in re.sub(r"<.*?>", "", badges)
        assert (claim["level"] or "") in badges


def test_a_verdict_comes_from_the_ledger_alone(few: dict[str, Any]) -> None:
    turned = deepcopy(few)
    claim = next(c for c in turned["claims"] if c["id"] == "niu2024/proposition_3+repaired")
    assert 'data-verdict="holds"' in row(index_html(few, {}), claim["id"])
    claim["verdict"], claim["level"] = "open", None
    html = index_html(turned, {})
    assert 'data-verdict="open"' in row(html, claim["id"])
    assert "holds" not in re.sub(r"<.*?>", "", panels(html)[claim["id"]].split("</header>")[0])


def test_no_text_of_the_ledger_becomes_markup(few: dict[str, Any]) -> None:
    planted = deepcopy(few)
    for claim in planted["claims"]:
        for key in ("title", "reading", "changed", "printed_text", "cites", "domain", "reason", "section"):
            claim[key] = NASTY
        claim["gaps"] = dict.fromkeys(claim["gaps"], NASTY)
    for paper in planted["papers"].values():
        paper.update(title=NASTY, authors=NASTY, version=NASTY, bibtex=NASTY)
    html = index_html(planted, {"niu2024.proposition_3.py": NASTY})
    assert html.count("<script") == 2  # the panels, and the page's own
    for text in (html, *panels(html).values()):
        assert "alert(1)</script>" not in text
        assert "<b onmouseover" not in text
    assert NASTY in unescape(panels(html)["niu2024/lemma_2"])  # and yet it is all there


def test_a_script_is_shown_with_its_witness_alone(few: dict[str, Any]) -> None:
    found = panels(index_html(few, {"niu2024.proposition_3.py": "print('the very script')"}))
    assert "the very script" in unescape(found["niu2024/proposition_3"])
    assert "the very script" not in found["niu2024/lemma_2"]


def test_every_counterexample_is_shown_even_one_of_numbers_alone(ledger: Mapping[str, Any]) -> None:
    found = panels(index_html(ledger, {}))
    failing = [c for c in ledger["claims"] if c["verdict"] == "fails" and c["violated"]]
    assert any(not claim["witness"] for claim in failing)
    assert [claim["id"] for claim in failing if "<h3>Counterexample</h3>" not in found[claim["id"]]] == []


def test_the_same_ledger_gives_the_same_bytes(few: dict[str, Any]) -> None:
    assert index_html(few, {}) == index_html(deepcopy(few), {})


def test_readings_and_repairs_are_named_in_the_panel_of_their_statement(ledger: Mapping[str, Any]) -> None:
    html = index_html(ledger, {})
    found = panels(html)
    mixed = [s for s in ledger["statements"] if s["verdict"] == "mixed"]
    assert mixed
    for statement in mixed:
        for claim in statement["readings"]:
            for other in statement["readings"]:
                assert f'href="#{other}"' in found[claim]
    for claim in ledger["claims"]:
        for repair in claim["repaired_by"]:
            instead = found[claim["id"]].split("<h3>What holds instead</h3>")[1].split("</section>")[0]
            assert f'href="#{repair}"' in instead
