"""The files of a new claim, from templates that verify as they are."""

from __future__ import annotations

import keyword
import re
from importlib.util import find_spec
from pathlib import Path
from string import Template

from theory.catalogue import BUILT_IN
from verify.ledger import write

HERE = Path(__file__).parent
ID = re.compile(r"([a-z][a-z0-9_]*)/([a-z][a-z0-9_]*)")


class CannotBegin(Exception):
    """Words that name no new claim file: one line that says why, and the way out."""


def begin(folder: Path, name: str) -> tuple[Path, ...]:
    """The claim file of this id, PAPER/FILE, and where the paper is new what says which it is: their paths.

    Nothing that is there is written over; CannotBegin, in one line, where a file cannot be made.
    """
    parts = ID.fullmatch(name)
    if parts is None:
        raise CannotBegin(
            f"{name!r} is no id for a new claim file: a paper and a file in lower case, as in smith2026/theorem_1"
        )
    paper, stem = parts.groups()
    if (BUILT_IN / paper).is_dir():
        raise CannotBegin(f"{paper!r} is a paper that is built in: give yours another name")
    if keyword.iskeyword(paper) or (find_spec(paper) is not None and not (folder / paper).is_dir()):
        raise CannotBegin(f"{paper!r} means something to Python already: give your paper another name, as in {paper}_1")
    home = folder / paper
    if (home / f"{stem}.py").exists():
        raise CannotBegin(f"{home / stem}.py is there already, and was left as it is")
    texts = {f"{stem}.py": _text("claim", paper=paper, cites=stem.replace("_", " ").capitalize())}
    if not (home / "__init__.py").exists():
        texts = {"__init__.py": _text("source", paper=paper)} | texts
    write(home, texts)
    return tuple(home / made for made in texts)


def _text(template: str, **words: str) -> str:
    return Template((HERE / f"{template}.txt").read_text(encoding="utf-8")).substitute(words)
