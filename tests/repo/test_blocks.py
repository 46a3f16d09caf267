"""No block of code in a text escapes: each is of a kind that is tried, and those that are not run are counted."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.blocks import TEXTS, Block, Escaped, blocks
from tests.catalogue import CATALOGUE
from tests.repo.sources import ROOT, pyproject, sessions

COUNTED = ROOT / "docs" / "cluster-and-gpu.md"
ROW = re.compile(r"^\| `?([\w, ]+)`? \|.*\| (\d+) \|$", re.MULTILINE)


def of(kind: str) -> list[Block]:
    return [block for page in TEXTS for block in blocks(page) if block.kind == kind]


def unknown(block: Block) -> list[str]:
    """Sessions, extras and groups that a block names and that there are not."""
    project = pyproject()
    extras = project["project"]["optional-dependencies"]
    asked = {extra for names in re.findall(r"\[([\w,]+)\]", block.text) for extra in names.split(",")}
    started = {name for names in re.findall(r"nox (?:-s|--session) ((?:\w+ ?)+)", block.text) for name in names.split()}
    return sorted((started - sessions()) | (asked - extras.keys()))


class TestEveryBlock:
    def test_is_of_a_kind_that_is_tried(self) -> None:
        assert sum(len(blocks(page)) for page in TEXTS) > 0

    def test_that_is_not_run_is_counted_where_the_site_says_so(self) -> None:
        found = Counter(block.kind for page in TEXTS for block in blocks(page))
        assert {kind: int(number) for kind, number in ROW.findall(COUNTED.read_text(encoding="utf-8"))} == dict(found)

    def test_that_installs_or_starts_nox_names_what_there_is(self) -> None:
        assert of("setup")
        for block in of("setup"):
            assert re.search(r"\bnox\b|\bpip\b", block.text), block.place
            assert unknown(block) == [], block.place

    def test_of_the_workflow_has_options_that_there_are(self) -> None:
        """The file that a paper's repository copies is no block of a page, and shown on one."""
        [line] = re.findall(r"run: (python -m verify .*)", (ROOT / "docs/workflow.yml").read_text(encoding="utf-8"))
        parser = (ROOT / "verify/__main__.py").read_text(encoding="utf-8")
        asked = re.findall(r"--\w+", line)
        assert asked
        assert [option for option in asked if f'"{option}"' not in parser] == []

    def test_that_cites_a_claim_names_one(self) -> None:
        cited = [name for block in of("cited") for name in re.findall(r"\\amclaim\{(.*?)\}", block.text)]
        assert cited
        assert set(cited) <= CATALOGUE.claims.keys()


class TestAPlantedBlock:
    @pytest.fixture
    def page(self, tmp_path: Path) -> Path:
        return tmp_path / "page.md"

    @pytest.mark.parametrize(
        "text",
        [
            "```\nx = 1\n```",
            "```ruby\nx = 1\n```",
            "```sh later\nls\n```",
            "```python gpu cluster\nx\n```",
            "```console gpu\n$ ls\n```",
            "```{code-block} python\nx = 1\n```",
            "```{note}\n```",
            "```{eval-rst}\n.. code-block:: python\n\n   x = 1\n```",
            "Indented:\n\n    x = 1\n",
            "- in a list\n\n  ```\n  x = 1\n  ```",
        ],
    )
    def test_of_no_known_kind_is_caught(self, page: Path, text: str) -> None:
        page.write_text(text, encoding="utf-8")
        with pytest.raises(Escaped, match=r"page\.md:\d"):
            blocks(page)

    @pytest.mark.parametrize(
        ("text", "missing"),
        [
            (".venv/bin/nox -s no_such_session", ["no_such_session"]),
            ("nox -s tests nowhere", ["nowhere"]),
            ("pip install -e '.[torch,tpu]'", ["tpu"]),
            ("pip install -e '.[torch]' && nox -s tests -- -k x", []),
        ],
    )
    def test_that_names_what_there_is_not_is_caught(self, page: Path, text: str, missing: list[str]) -> None:
        assert unknown(Block(page=page, line=1, language="sh", words=("setup",), text=text)) == missing

    def test_in_a_directive_of_autodoc_is_none(self, page: Path) -> None:
        page.write_text("```{eval-rst}\n.. autofunction:: theory.claim\n```\n", encoding="utf-8")
        assert blocks(page) == []
