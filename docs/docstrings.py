"""Docstrings, which are plain text, as reStructuredText that shows them as they are; signatures that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

_MARKUP = re.compile(r"([\\*_|])")
_CODE = re.compile(r"`([^`]+)`")


def shown(lines: list[str]) -> Iterator[str]:
    """Paragraphs in which only `code` is markup; what is indented, and a session of Python, stays as it stands."""
    for filled, paragraph in groupby(lines, key=bool):
        block = list(paragraph)
        if not filled or block[0].startswith(">>>"):
            yield from block
        elif block[0].startswith("    "):
            yield from ("::", "", *block)
        else:
            yield from map(_escaped, block)


def _escaped(line: str) -> str:
    parts = _CODE.split(line)
    return "".join(f"``{part}``" if place % 2 else _MARKUP.sub(r"\\\1", part) for place, part in enumerate(parts))


def _process(_app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    lines[:] = shown(lines)


def readable(signature: str) -> str:
    """Defaults that are made anew each time as an ellipsis: `<factory>` is no Python, and would stay unread."""
    return signature.replace("<factory>", "...")


def _sign(
    _app: Sphinx, _what: str, _name: str, _object: object, _options: object, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    return (readable(signature) if signature else signature), returned


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("autodoc-process-docstring", _process)
    app.connect("autodoc-process-signature", _sign)
    return {"parallel_read_safe": True}
