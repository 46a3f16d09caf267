"""The rules of the kernel, each with the fact behind it, from their docstrings."""

from __future__ import annotations

import inspect
import re
import sys

from docs.writing import sentence
from theory.kernel import rules as face

# A number called a, which in a sentence would be a word: it stands beside a sign, a bar, a bracket or a letter.
_NUMBER_A = re.compile(
    r"(?<![\w'])a(?= ?[-+*/^<>=|)]| R )|(?<=[-(|[])a\b|(?<=[+*/<>=] )a\b|(?<= R )a\b|(?<= to )a(?=\.)|\ba(?= and b\b)"
)


def rules() -> str:
    """Rules by module, in the order of the modules, each with what its docstring says."""
    parts = []
    names = [name for name in face.__all__ if inspect.isclass(getattr(face, name))]
    for home in dict.fromkeys(sorted(getattr(face, name).__module__ for name in names)):
        parts += [f"## {home.rpartition('.')[2].capitalize()}", sentence(_first(sys.modules[home]))]
        for name in (n for n in names if getattr(face, n).__module__ == home):
            parts += [f"### {name}", *_facts(getattr(face, name))]
    return "\n\n".join(parts) + "\n"


def _first(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def _facts(rule: type) -> list[str]:
    text = inspect.getdoc(rule) or ""
    return [sentence(_NUMBER_A.sub("𝑎", " ".join(paragraph.split()))) for paragraph in text.split("\n\n")]
