"""The pages that are made from the ledger and the code, written before Sphinx reads the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from docs.findings import findings, of_paper
from docs.ledger import LEDGER, STATEMENTS, ledger
from docs.notation import notation
from docs.rules import rules
from docs.second_kernel import outside, statement, valueless
from theory.catalogue import Catalogue, load


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Name and text of each."""
    yield "notation", notation(ledger(), catalogue.papers)
    yield "rules", rules()
    yield "statement", statement(catalogue)
    yield "outside", outside()
    yield "valueless", valueless(catalogue)
    yield "findings", findings(ledger(), catalogue.papers)
    for key, source in catalogue.papers.items():
        yield f"findings/{key}", of_paper(ledger(), key, source)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """The texts, and no others, as pages of the folder; one that says the same is left as it was."""
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).with_suffix("").as_posix() not in texts:
            old.unlink()
    for name, text in texts.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _generate(app: Sphinx, _: Config) -> None:
    write(Path(app.srcdir) / "generated", dict(pages(load())))


def _add_statements(app: Sphinx, error: Exception | None) -> None:
    if error is None:
        page = LEDGER.with_name("index.html").read_bytes()
        (Path(app.outdir) / STATEMENTS).write_bytes(page)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("config-inited", _generate)
    app.connect("build-finished", _add_statements)
    return {"parallel_read_safe": True}
