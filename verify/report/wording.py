"""Sentences of the claim files as TeX: what is mathematics in them is set as mathematics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sympy as sp

from theory.latex import latex
from theory.meanings import LATEX, MEANING
from verify.report.escaping import text

LETTERS = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|varrho|sigma|tau|psi|omega|"
    "Gamma|Delta|Omega|Theta"
)
_GREEK = frozenset(LETTERS.split("|"))
_NAME = f"{LETTERS}|[A-Za-z]"
_LOWERED = r"_([^\W_]+|\{[^{}]*\})"
_RAISED = r"\^([^\W_]+|-\d+|\((?:[^()]|\([^()]*\))*\)|\{[^{}]*\}|\|[^|]*\|)"
_MATHEMATICS = re.compile(
    rf"(?<![\w.'’\\])(?P<name>{_NAME})(?:{_LOWERED})?(?:{_RAISED}(?:{_LOWERED})?)?(?![\w'’]|\.\w| function)"
    rf"|\b(?P<operator>sum|max|min){_LOWERED}(?:{_RAISED})?"
    rf"|(?<=[)\]|]){_LOWERED}(?:{_RAISED})?"
    rf"|(?<=[)\]|}}*\w]){_RAISED}"
    r"|(?P<norm>\|\|)|(?P<root>\bsqrt(?=\())|(?P<minus>(?<=[ (])-(?=[ \d(\w|]))|(?P<times>(?<=\w)\*(?=\w))"
)
SIGNS = {"<=": "≤", ">=": "≥", "->": "→", "+/-": "±"}  # what plain text has in place of one character
_PLAIN = {*"aAIBC"}  # letters that are words, or name a reading, where they stand alone
_PLACES = ("Appendix ", "App. ", "Reading ", "Readings ")


def prose(plain: str) -> str:
    """The sentence in TeX, with its letters, exponents and indices in mathematics: R^n, E_t, exp(-r^2)."""
    return "".join(text(part) if place % 2 == 0 else f"${part}$" for place, part in enumerate(parted(plain)))


def parted(plain: str) -> list[str]:
    """Plain text and, at every second place, mathematics in LaTeX."""
    made, end = [""], 0
    plain = plain.replace("**", "^")
    for found in _MATHEMATICS.finditer(plain):
        made[-1] += plain[end : found.start()]
        mathematics = _mathematics(found)
        if mathematics is None:
            made[-1] += found[0]
        else:
            made += [mathematics, ""]
        end = found.end()
    return [*made[:-1], made[-1] + plain[end:]]


def domain_of(claim: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """For which values the claim is stated, in parts as `parted` has them, and its hypotheses in LaTeX."""
    words = claim.get("domain") or ("" if claim["verdict"] == "fails" else claim["scope"])
    words = words.split(", with ")[0] if claim["hypotheses"] else words
    stated = [letter(w) if place % 2 else w for place, w in enumerate(_symbols(tuple(MEANING)).split(words))]
    return stated, claim["hypotheses"]


@lru_cache(maxsize=2)
def _symbols(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names of symbols in plain text; a paper of one's own may have declared more of them."""
    return re.compile(rf"\b({'|'.join(names)})\b")


def section_name(section: str) -> str:
    """`Section 4.1`; what is no number, such as an appendix, is a name already."""
    return f"Section {section}" if section[:1].isdigit() else section


def letter(name: str) -> str:
    """The symbol of this name in LaTeX, as formulas have it."""
    return latex(sp.Symbol(name))


def _mathematics(found: re.Match[str]) -> str | None:
    """The LaTeX of what was found; None of a letter that is a word, or names a reading or an appendix."""
    if found["norm"]:
        return r"\Vert"
    if found["root"]:
        return r"\surd"
    if found["minus"]:
        return "-"
    if found["times"]:
        return r"\,"
    name, operator = found["name"], found["operator"]
    _, first, raised, second, _, limit, over, after, above, power = found.groups()[:10]
    below, raised = first or second or limit or after, raised or over or above or power
    exponent = f"^{{{_inside(raised)}}}" if raised else ""
    if name is None:
        return (rf"\{operator}" if operator else "") + _index(below) + exponent
    if not (below or raised) and (name in _PLAIN or found.string[: found.start()].endswith(_PLACES)):
        return None
    whole = f"{name}_{below}" if below else name
    return (LATEX.get(whole) or _letter(name) + _index(below)) + exponent


def _letter(name: str) -> str:
    return LATEX.get(name, rf"\{name}" if name in _GREEK else name)


def _index(below: str | None) -> str:
    if below is None:
        return ""
    plain = below.strip("{}")
    if plain == "oo":
        return r"_{\infty}"
    return f"_{{{plain if len(plain) <= 2 else _inside(plain)}}}"


def _inside(script: str) -> str:
    """What stands in an exponent or an index: letters and numbers as mathematics, words upright."""
    bare = script[1:-1] if script[0] in "({" else script
    pieces = re.split(r"([A-Za-z]+(?:_\w+)?)", bare)
    return "".join(_word(p) if p[:1].isalpha() else re.sub(r"[#$%&~_^{}\\]", "", p) for p in pieces)


def _word(word: str) -> str:
    name, _, below = word.partition("_")
    if name in _GREEK:
        return (LATEX.get(word) or _letter(name) + _index(below or None)) + " "
    if len(name) == 1:
        return name + _index(below or None)
    return word if len(word) <= 2 else rf"\mathrm{{{word.replace('_', '')}}}"
