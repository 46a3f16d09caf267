"""Plain text of the ledger as HTML: ids of claims lead to them, symbols and relations are written as mathematics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from verify.report.escaping import ID
from verify.report.page.mathml import NotRendered, mathml
from verify.report.wording import LETTERS, SIGNS, domain_of, parted

Record = Mapping[str, Any]

_CHARACTERS = {r"\surd": "√", r"\Vert": "‖", "-": "−", r"\,": "\u2009"}  # that need no MathML in a sentence
_SIGN = re.compile("|".join(map(re.escape, SIGNS)))
# The end of an id, as claims of one file name one another: table_3:F, forced_dimension+integral, +strict.
_PART = re.compile(
    rf"((?<![\w)])(?:[a-z]{{3,}}\w*[:+][A-Za-z]\w*|\+[a-z]{{3,}}\w*|(?!(?:{LETTERS})_)[a-z]{{4,}}_[a-z]\w+))"
)


def formula(tex: str) -> Markup:
    """The formula as MathML; as it is typed where a paper's own letters have commands that are not known here."""
    try:
        return Markup(f'<span class="formula">{mathml(tex)}</span>')
    except NotRendered:
        return Markup('<code class="tex">{}</code>').format(tex)


def prose(words: str) -> Markup:
    """A sentence, in which ids lead to their claims."""
    parts = re.split(f"({ID})", words)
    return Markup("").join(reference(part) if re.fullmatch(ID, part) else signs(part) for part in parts)


def signs(words: str) -> Markup:
    """A sentence whose mathematics is set as mathematics: x_i, rho^2, <= and the like."""
    parts = _PART.split(words)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else _worded(part) for place, part in enumerate(parts)
    )


def _worded(words: str) -> Markup:
    return Markup("").join(
        escape(_CHARACTERS[part])
        if place % 2 and part in _CHARACTERS
        else Markup(mathml(part))
        if place % 2
        else _plain(part)
        for place, part in enumerate(parted(words))
    )


def _plain(words: str) -> Markup:
    return escape(_SIGN.sub(lambda found: SIGNS[found[0]], words))


def reference(claim: str) -> Markup:
    """A link to the claim that shows its id."""
    return Markup('<a class="id" href="#{0}">{0}</a>').format(claim)


def domain(claim: Record) -> Markup:
    """For which values the claim is stated, symbols in mathematics, with its hypotheses."""
    stated, given = domain_of(claim)
    shown = Markup("").join(formula(part) if place % 2 else _plain(part) for place, part in enumerate(stated))
    return Markup(", with ").join(part for part in (shown, Markup(" and ").join(map(formula, given))) if part)
