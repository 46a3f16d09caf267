"""Every block of code in README and on the pages of the site does what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blocks import TEXTS, blocks
from tests.counted import Count
from tests.docs.trying import Failed, tried


@pytest.mark.parametrize("page", [page for page in TEXTS if blocks(page)], ids=lambda page: page.name)
def test_the_blocks_of_a_page_do_what_it_says(page: Path, tmp_path: Path, count: Count) -> None:
    assert tried(page, tmp_path) > 0
    for block in blocks(page):
        count("blocks of code", block.kind)


def planted(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    return page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```python\nx = 1\nassert x == 2\n```", "page.md:3: AssertionError"),
        ("```python\nx = 1\n```\n\n```python\ny = x + z\n```", "page.md:7: NameError: name 'z'"),
        ("```pycon\n>>> 1 + 1\n3\n```", "(?s)page.md:3:.*Expected:.*3.*Got:.*2"),
        ("```sh\nfalse\n```", "page.md:3: status 1 of\nfalse"),
        ("```sh\nfalse | true\ntrue\n```", "status 1"),
        ("```console\n$ echo one\ntwo\n```", "echo one\nsays\none\n\nand not\ntwo"),
        ("```console\n$ echo one\n```", "says\none"),
        ("```console\none\n```", "begins with a command"),
        ("```sh parsed\npython -m verify --no-such-option\n```", "page.md:3: python -m verify --no-such-option"),
        ("```sh parsed\npython -m verify.nothing\n```", "No module named"),
        ("```sh parsed\nls\n```", "no command of ours"),
        ("```sh gpu\npython -m verify --nowhere\n```", "--nowhere"),
        ("```sh cluster\ndask scheduler\npython -m verify --nowhere\n```", "--nowhere"),
    ],
)
def test_a_planted_block_that_does_not_fails(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=said):
        tried(planted(tmp_path, text), tmp_path)


def test_a_block_for_a_gpu_that_is_no_python_fails(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        tried(planted(tmp_path, "```python gpu\nx = = 1\n```"), tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "```python\nx = 1\n```\n\n```pycon\n>>> x\n1\n>>> y = 2\n```\n\n```python\nassert x + y == 3\n```",
        "```python file sub/one.py\nprint('said')\n```\n\n```console\n$ python sub/one.py\nsaid\n```",
        "```console\n$ echo 'one two'; false; echo \"status $?\"\none ...\nstatus 1\n$ true\n```",
        "```sh parsed\npython -m verify [ID ...] [--paper KEY] \\\n  [--explain]\n```",
        "```python gpu\nno_such_name\n```",
        "```sh cluster\ndask scheduler\npython -m verify --dask ADDRESS\n```",
    ],
)
def test_a_planted_block_that_does_passes(text: str, tmp_path: Path) -> None:
    assert tried(planted(tmp_path, text), tmp_path)
