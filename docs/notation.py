"""What the letters stand for, which letters each paper has for them, and how the quantities are defined."""

from __future__ import annotations

from collections.abc import Mapping

from docs.ledger import Record
from docs.writing import formula, sentence, table
from theory.claims import Source
from theory.meanings import MEANING
from verify.report.page.mathml import NotRendered, mathml
from verify.report.wording import letter

INTRODUCTION = """# Notation

Every symbol is declared once, in `theory/symbols.py`; this page is made from the letters and meanings of
`theory/meanings.py`.
Where a paper writes another letter, it stands beside ours. A letter may stand for several symbols: then the claims in
which it occurs say which is meant, and their files call it by its name.
"""
QUANTITIES = """## Quantities

Each is defined once, as an expression, from which LaTeX, the value in floating point, the enclosure and the tests are
made.
"""


def notation(ledger: Record, papers: Mapping[str, Source]) -> str:
    """The symbols, a column for each paper with letters of its own; then the quantities that claims use."""
    lettered = {key: source.letters for key, source in papers.items() if source.letters}
    head = ("Letter", "Name", "Stands for", *(f"In [{key}](findings/{key}.md)" for key in lettered))
    rows = [
        [formula(letter(name)), f"`{name}`", sentence(meaning), *(_theirs(own.get(name)) for own in lettered.values())]
        for name, meaning in MEANING.items()
    ]
    defined = [
        [formula(f"{entry['name']} = {entry['definition']}"), sentence(entry["description"] or "")]
        for entry in ledger["notation"]
    ]
    symbols = "## Symbols\n\n" + table(head, rows, "symbols")
    return "\n".join([INTRODUCTION, symbols, QUANTITIES, table(("Definition", "In words"), defined, "quantities")])


def _theirs(latex: str | None) -> str:
    """As the paper has it; as it is typed where it has a command that is not known here."""
    if latex is None:
        return ""
    try:
        mathml(latex)
    except NotRendered:
        return f"`{latex}`"
    return formula(latex)
