"""The blocks of code in the texts: where they stand, and how each is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
TEXTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

Kind = Literal["run", "file", "parsed", "setup", "cited", "cluster", "gpu"]
MARKS: dict[str, Kind] = {"parsed": "parsed", "setup": "setup", "cluster": "cluster", "gpu": "gpu"}
RUN = {"python", "pycon", "sh", "console"}
# Of the directives of the site: those that hold no code of their own.
DIRECTIVES = {"{include}", "{literalinclude}", "{toctree}"}
AUTODOC = re.compile(r"\.\. auto(?:module|class|function|exception|data):: \S+\n(?:   :[\w-]+:.*\n)*")


class Escaped(Exception):
    """A block that nothing would try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language and what follows it there, its text, and the line at which it begins."""

    page: Path
    line: int
    language: str
    words: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.name}:{self.line}"

    @property
    def kind(self) -> Kind:
        """How it is tried; Escaped where the mark and the language say nothing of it."""
        if self.language == "latex" and not self.words:
            return "cited"
        if self.language in RUN and not self.words:
            return "run"
        if self.language == "python" and self.words[:1] == ("file",) and len(self.words) == 2:
            return "file"
        if self.language in ("python", "sh") and len(self.words) == 1 and self.words[0] in MARKS:
            return MARKS[self.words[0]]
        said = " ".join((self.language, *self.words)) or "no language"
        raise Escaped(f"{self.place}: nothing tries a block of {said}")


def blocks(page: Path) -> list[Block]:
    """Those of the page in order; Escaped where nothing would try one, or a directive may hold code."""
    return list(_blocks(page))


def _blocks(page: Path) -> Iterator[Block]:
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type not in ("fence", "code_block"):
            continue
        assert token.map is not None
        language, *words = token.info.split() or [""]
        block = Block(page=page, line=token.map[0] + 1, language=language, words=tuple(words), text=token.content)
        if language in DIRECTIVES or (language == "{eval-rst}" and not AUTODOC.sub("", token.content).strip()):
            continue
        assert block.kind
        yield block


def commands(text: str) -> list[str]:
    """The lines of a shell, those that go on joined, comments apart; what may be left out, in brackets, is there."""
    joined = re.sub(r"\\?\n[ \t]+", " ", text)
    lines = (re.sub(r"[\[\]]| \.\.\.", "", line) for line in joined.splitlines())
    return [line for line in lines if line.strip() and not line.startswith("#")]
