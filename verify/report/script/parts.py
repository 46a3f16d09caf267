"""What the script of a claim computes, as Python text: the values, the functions, the hypotheses, both sides."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from numerics.configurations import Configuration
from theory.claims import Claim
from theory.kernel import Relation
from verify.report.script.conditions import condition, is_exact
from verify.report.script.functions import (
    PLAIN,
    Function,
    Style,
    called_once,
    depth,
    free_name,
    functions,
    inlined,
)
from verify.report.script.printer import LETTERS, NotRational, Printer
from verify.report.script.sharing import shared
from verify.report.script.text import Code, Number, integer, ratio

FROM_MPMATH = ("exp", "gamma", "linspace", "log", "mp", "mpf", "pi", "quad", "sqrt")
RESERVED = frozenset({*dir(builtins), *keyword.kwlist, *FROM_MPMATH, "Fraction", "left", "right", "given"})
ARGUMENTS = {0: tuple("tuvwz"), 1: tuple("abcefh")}  # letters for numbers and vectors; for vectors of vectors:
ROWS = tuple("ABCFG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a script says, before it is laid out; a definition is what stands before the expression, and that."""

    number: Number
    values: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    given: str
    left: str
    right: str
    tight: bool


def shorter(claim: Claim, relation: Relation) -> tuple[Style, ...]:
    """Those that are shorter than the plain one."""
    terms = _terms(claim, relation)
    once = called_once(terms, functions(terms, RESERVED, PLAIN))
    nameless = frozenset(kind for kind in once if kind.plain and not re.match(r"[A-Za-z]", kind.plain))
    return (
        Style(inline=nameless, worth=25),
        Style(inline=nameless, short=True, worth=25),
        Style(inline=once, worth=25),
        Style(inline=once, short=True, worth=25),
    )


def parts(claim: Claim, relation: Relation, at: Configuration, tiny: str, style: Style) -> Parts:
    """In Fractions where everything is rational, else in mpmath."""
    try:
        return _parts(claim, relation, at, tiny, style, "Fraction")
    except NotRational:
        return _parts(claim, relation, at, tiny, style, "mpf")


def _parts(claim: Claim, relation: Relation, at: Configuration, tiny: str, style: Style, number: Number) -> Parts:
    names = _names(claim)
    terms = [inlined(term, style.inline) for term in _terms(claim, relation)]
    called = functions(terms, RESERVED | set(names.values()), style)
    fractions = {s for s, v in at.values.items() if not isinstance(v, tuple) and v.q != 1}
    printer = Printer(number=number, functions=called, names=names, safe=frozenset(fractions))
    definitions: list[tuple[str, str]] = []
    for function in called.values():
        head, code = _definition(function, printer)
        definitions.append((head, code.text))
        if code.safe:
            printer = replace(printer, safe=printer.safe | {function.name})
    printer, named = shared(terms, printer, style.worth, RESERVED | {f.name for f in called.values()} | set(LETTERS))
    left, right, *conditions = (printer.code(term) for term in terms)
    pairs = zip(claim.all_hypotheses, conditions[::2], conditions[1::2], strict=True)
    given = [
        condition(first, second, h, "" if number == "Fraction" or is_exact(h, at) else tiny)
        for h, first, second in pairs
    ]
    return Parts(
        number=number,
        values=tuple((names[s], _value(v, number)) for s, v in [*at.sizes.items(), *at.values.items()]),
        definitions=(*definitions, *((f"{name} = ", text) for name, text in named)),
        given=" and ".join(given),
        left=left.text,
        right=right.text,
        tight=style != PLAIN,
    )


def _terms(claim: Claim, relation: Relation) -> Sequence[sp.Basic]:
    """Both sides of the relation and of every hypothesis."""
    return [term for r in (relation, *claim.all_hypotheses) for term in (r.lhs, r.rhs)]


def _names(claim: Claim) -> dict[sp.Basic, str]:
    """A name of Python for every letter of the claim: its own, where that is not taken."""
    found: dict[sp.Basic, str] = {}
    for symbol in (*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families)):
        plain = re.sub(r"\W|^(?=\d)", "_", symbol.name, flags=re.ASCII)
        found[symbol] = free_name([plain, f"{plain}_"], RESERVED | set(found.values()))
    return found


def _value(value: Any, number: Number) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(part, number) for part in value) + "]"
    if isinstance(value, int) or value.q == 1:
        return integer(int(value)).text
    return ratio(number, int(value.p), int(value.q)).text


def _definition(function: Function, printer: Printer) -> tuple[str, Code]:
    """`def name(arguments): return ` or `name = `, and what is returned."""
    names, indices = dict(printer.names), dict[sp.Basic, str]()
    taken = RESERVED | set(printer.names.values()) | {f.name for f in printer.functions.values()} | set(LETTERS[:2])
    arguments: list[str] = []
    for place in function.takes:
        argument, known = function.formal.args[place], function.suggested[place]
        pool = LETTERS[2:] if place in function.indices else ARGUMENTS.get(depth(argument), ROWS)
        name = known if known and known not in arguments else free_name(pool, taken | set(arguments))
        arguments.append(name)
        if place in function.indices:
            indices[argument] = name
        else:
            names |= _meant(argument, name)
    code = replace(printer, names=names, indices=indices).code(function.body)
    if not function.takes:
        return f"{function.name} = ", code
    return f"def {function.name}({', '.join(arguments)}): return ", code


def _meant(argument: sp.Basic, name: str) -> dict[sp.Basic, str]:
    """What an argument's name says: of a vector, also how long it is."""
    if not depth(argument):
        return {argument: name}
    entry, known = argument, dict[sp.Basic, str]()
    inside = name
    while depth(entry):
        known.setdefault(entry.args[2], f"len({inside})")
        entry, inside = entry.args[0], f"{inside}[0]"
    return {entry.family.symbol: name, **{size: text for size, text in known.items() if str(size).startswith("'")}}
