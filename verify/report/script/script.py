"""A claim that fails, with its witness, as a Python script of a few lines that needs nothing, or mpmath alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from numerics.configurations import read
from numerics.integrate import holds_integral
from theory.catalogue import Catalogue
from theory.claims import Claim, Source
from theory.kernel import Relation
from verify.report.script.check import Check, leading_zeros
from verify.report.script.functions import PLAIN, Style
from verify.report.script.layout import MOST_LINES, WIDTH, comment, defined, side_by_side, statement, words_of
from verify.report.script.parts import FROM_MPMATH, Parts, parts, shorter
from verify.report.script.printer import Unprintable

MADE = "# Made by `python -m verify`"  # how every script begins
MOST_DIGITS = 1_000
WIDER = (*range(WIDTH + 10, 300, 10), 1_000, 100_000)  # where no style is short enough
SAYS = {"printed": "The paper", "reading": "A reading of it"}


def script_name(claim: str) -> str:
    """The file of a claim's script: `niu2024.lemma_2.B.py` for a reading, `niu2024.lemma_2-strict.py` for a form."""
    plain = claim.translate(str.maketrans("/:+", "..-"))
    return "".join(c if re.match(r"[\w.-]", c, re.ASCII) else f"%{ord(c):x}" for c in plain) + ".py"


def scripts(ledger: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """By file name, the script of every claim that fails at a witness.

    There is none for a violation that begins with more zeros than a script can be asked to compute, or for a formula
    that is nothing in Python.
    """
    made: dict[str, str] = {}
    for entry in ledger["claims"]:
        if entry["verdict"] == "fails" and entry["witness"] is not None:
            text = script(entry, catalogue.claims[entry["id"]], catalogue.papers[entry["paper"]])
            if text is not None:
                made[script_name(entry["id"])] = text
    return made


def script(entry: Mapping[str, Any], claim: Claim, source: Source) -> str | None:
    """The script of a claim that fails at the witness of its entry, as plain as its few lines allow."""
    relation = claim.sides[entry["violated"]["side"]]
    at, zeros = read(claim, entry["witness"]), leading_zeros(entry["violation"])
    if zeros > MOST_DIGITS:
        return None
    check = Check(
        op=relation.op,
        integrates=holds_integral(relation.slack),
        zeros=zeros,
        equal=entry["violation"] == "0",
        length=len(str(at.height)),
    )
    said = [_said(entry, source, relation, detail) for detail in range(4)]
    found = cache(lambda style: parts(claim, relation, at, check.tiny, style))
    lines: list[str] = []
    try:
        for width, style, detail in _attempts(claim, relation):
            lines = [*said[detail], *_computed(found(style), check, width)]
            if len(lines) <= MOST_LINES:
                break
    except Unprintable:
        return None
    return "\n".join(lines) + "\n"


def _attempts(claim: Claim, relation: Relation) -> Iterator[tuple[int, Style, int]]:
    """A width, a style and how much is said: what is plain and says much first, lines that are too long last."""
    details = (3, 2, 1, 0)
    yield from product((WIDTH,), (PLAIN,), details)
    styles = shorter(claim, relation)
    yield from product((WIDTH,), styles, details)
    yield from product(WIDER, styles, (0,))


def _said(entry: Mapping[str, Any], source: Source, relation: Relation, detail: int) -> list[str]:
    """Which claim it is and what it says; then where it stands, then its formula, then how the paper is read."""
    kind = SAYS.get(entry["fidelity"], "Not in the paper, a form of ours")
    head = f"{MADE.removeprefix('# ')}: {entry['id']} fails"
    lines = comment(f"{head} ({source.version.split(',')[0]}, {entry['cites']})", WIDTH)
    if len(lines) > 1 and not detail:
        lines = comment(head, WIDTH)
    lines += comment(f"{kind}: {entry['title']}", WIDTH)
    formula = comment(f"Formula: {relation.lhs} {relation.op} {relation.rhs}", WIDTH)
    if detail >= 2 and len(formula) == 1:
        lines += formula
    if detail >= 3 and entry["reading"]:
        lines += comment(f"Reading: {entry['reading']}", WIDTH)
    return lines


def _computed(found: Parts, check: Check, width: int) -> list[str]:
    """Everything that is no comment."""
    exact = found.number == "Fraction"
    lines = defined(found.definitions, width, together=found.tight)
    if found.given:
        lines += statement("given = ", found.given, width)
    both = f"left, right = {found.left}, {found.right}"
    if found.tight and len(both) <= width:
        lines.append(both)
    else:
        lines += statement("left = ", found.left, width) + statement("right = ", found.right, width)
    seen = f"{'given and ' if found.given else ''}{check.seen(exact)}"
    remark = "" if exact else check.remark
    lines += [f'assert {seen}, "no counterexample"{remark}', f'print("fails: {check.apart} =", {check.apart})']
    used = words_of(lines)
    values = side_by_side([(name, value) for name, value in found.values if name in used], width)
    return [*_imports(exact, used | words_of(values), check.digits), *values, *lines]


def _imports(exact: bool, used: frozenset[str], digits: int) -> list[str]:
    if exact:
        return ["from fractions import Fraction"] if "Fraction" in used else []
    return [f"from mpmath import {', '.join(n for n in FROM_MPMATH if n in used | {'mp'})}; mp.dps = {digits}"]
