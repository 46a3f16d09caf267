"""The site as built: complete, without a link that leads nowhere, and without anything from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from docs.docstrings import readable, shown
from docs.findings import findings, of_paper
from docs.generated import pages, write
from docs.ledger import STATEMENTS, claims
from docs.links import ROOT
from docs.writing import sentence
from theory.catalogue import load
from theory.claims import Source
from theory.kernel import rules
from theory.meanings import MEANING

BUILT = ROOT / "build" / "docs" / "html"
LOADED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src")}


class Read(HTMLParser):
    """The anchors of a page, where it leads, what it loads, and its text."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors |= {found["id"] or ""} if "id" in found else set()
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(str(found["href"]))
        self.loads += [str(value) for name, value in attrs if (tag, name) in LOADED]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="session")
def site() -> dict[str, Read]:
    """Every page by its path, but the statements, which `nox -s page` tries."""
    if not (BUILT / "index.html").is_file():
        pytest.fail(f"{BUILT} has no index.html: run `nox -s docs`, which makes it")
    found = {path.relative_to(BUILT).as_posix(): path for path in sorted(BUILT.rglob("*.html"))}
    return {name: Read(path) for name, path in found.items() if name != STATEMENTS}


def faults(site: dict[str, Read]) -> Iterator[str]:
    """Links to files and anchors that are not there, and whatever comes from another place."""
    for name, page in site.items():
        yield from (f"{name} loads {asked}" for asked in page.loads if urlsplit(asked).netloc)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (BUILT / name).parent / unquote(parts.path) if parts.path else BUILT / name
            where = Path(target).resolve()
            if not where.is_file():
                yield f"{name} leads to {link}, where nothing is"
            there = site.get(where.relative_to(BUILT.resolve()).as_posix()) if where.is_file() else None
            if there is not None and parts.fragment and unquote(parts.fragment) not in there.anchors:
                yield f"{name} leads to {link}, and there is no such place"


class TestTheSite:
    def test_leads_nowhere_that_is_not_there_and_loads_nothing_from_elsewhere(self, site: dict[str, Read]) -> None:
        assert list(faults(site)) == []
        assert (BUILT / STATEMENTS).is_file()

    @pytest.mark.parametrize(
        ("html", "fault"),
        [
            ('<a href="nowhere.html">x</a>', "where nothing is"),
            ('<a href="index.html#nowhere">x</a>', "no such place"),
            ('<script src="https://example.org/x.js"></script>', "loads"),
            ('<link rel="stylesheet" href="//example.org/x.css">', "loads"),
        ],
    )
    def test_with_a_planted_fault_is_caught(self, site: dict[str, Read], html: str, fault: str, tmp_path: Path) -> None:
        (tmp_path / "planted.html").write_text(html, encoding="utf-8")
        [found] = faults(site | {"planted.html": Read(tmp_path / "planted.html")})
        assert fault in found

    def test_has_every_claim_of_the_ledger_at_its_place(self, site: dict[str, Read]) -> None:
        for name, claim in claims().items():
            assert name in site[f"generated/findings/{claim['paper']}.html"].anchors

    def test_has_every_paper_symbol_and_rule(self, site: dict[str, Read]) -> None:
        assert {f"generated/findings/{paper}.html" for paper in load().papers} <= site.keys()
        notation = site["generated/notation.html"].text
        assert not [name for name in MEANING if name not in notation]
        assert {name.lower() for name in rules.__all__} <= site["kernel.html"].anchors


def built(folder: Path, text: str) -> str:
    """What Sphinx complains of in a site of one page."""
    (folder / "index.md").write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "docs.claims", "docs.links"]\nexclude_patterns = ["out"]', encoding="utf-8"
    )
    out, said = folder / "out", StringIO()
    with docutils_namespace():
        Sphinx(folder, folder, out, out / "doctrees", "html", status=None, warning=said).build()
    return said.getvalue()


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # of Sphinx, by MyST
class TestAPage:
    def test_shows_claim_verdict_and_formula(self, tmp_path: Path) -> None:
        roles = "{claim}`niu2024/lemma_2` {at}`niu2024/lemma_2` {verdict}`niu2024/lemma_2+weak` {formula}`x^2`"
        assert built(tmp_path, roles) == ""
        page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
        assert page.count('href="generated/findings/niu2024.html#niu2024/lemma_2"') == 2
        assert page.count("LogSumExp") == 2  # in the formula, and in its LaTeX
        assert re.findall(r'<span class="verdict (\w+)">', page) == ["fails", "holds"]
        assert "<msup><mi>x</mi><mn>2</mn></msup>" in page

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{claim}`niu2024/no_such_lemma`", "no claim 'niu2024/no_such_lemma' is in the ledger"),
            ("{verdict}`lemma_2`", "no claim 'lemma_2' is in the ledger"),
            (r"{formula}`\unknown x`", "unknown is not known here"),
            ("{proof}`niu2024/lemma_2`", "proof"),
            ("[a link](docs/no-such-page.md)", "target not found"),
            ("[a link](theory/no_such_file.py)", "target not found"),
        ],
    )
    def test_with_a_planted_fault_is_warned_of(self, text: str, said: str, tmp_path: Path) -> None:
        assert said in built(tmp_path, text)


class TestGeneratedPages:
    def test_are_the_same_twice_and_leave_no_old_one(self, tmp_path: Path) -> None:
        (tmp_path / "old.md").write_text("# Old\n", encoding="utf-8")
        texts = dict(pages(load()))
        write(tmp_path, texts)
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
        write(tmp_path, dict(pages(load())))
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == before
        assert {path.relative_to(tmp_path).with_suffix("").as_posix() for path in before} == texts.keys()

    def test_of_a_paper_without_claims_say_so(self) -> None:
        paper = Source(title="A title", authors="A. Author", version="1", bibtex="", sections=("1",))
        empty: dict[str, list[object]] = {"claims": [], "statements": []}
        assert "none yet" in findings(empty, {"nobody2026": paper})
        assert "No statement of this paper has been put in yet." in of_paper(empty, "nobody2026", paper)


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("x_i <= 1", "{formula}`x_{i}` ≤ 1"),
        ("of `a_b` * c_d", r"of `a_b` \* {formula}`c_{d}`"),
        ("- 1. [A](B) #", r"\- 1. \[A\](B) \#"),
        ("1. First", r"1\. First"),
        ("see niu2024/lemma_2 and niu2024/no_lemma", "see {at}`niu2024/lemma_2` and niu2024/no\\_lemma"),
    ],
)
def test_a_sentence_is_its_characters_its_mathematics_and_links(words: str, markdown: str) -> None:
    assert sentence(words, ("niu2024/lemma_2",)) == markdown


def test_a_default_that_is_made_anew_can_be_read(site: dict[str, Read]) -> None:
    assert (
        readable("(*, part: str = '', derivation: Mapping = <factory>)")
        == "(*, part: str = '', derivation: Mapping = ...)"
    )
    assert not re.findall(r"~\w+\.\w+", site["api.html"].text)


def test_a_docstring_keeps_its_characters() -> None:
    lines = ["a * b, x_1 and `code_1`", "", "    indented_1", "", ">>> kept_1", "1"]
    expected = [r"a \* b, x\_1 and ``code_1``", "", "::", "", "    indented_1", "", ">>> kept_1", "1"]
    assert list(shown(lines)) == expected
