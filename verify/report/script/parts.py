"""What the script of a claim computes, as Python text: the values, the functions, the hypotheses, both sides."""

from __future__ import annotations

import builtins
import keyword
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from numerics.configurations import Configuration
from theory.claims import Claim
from theory.kernel import Relation, substitute
from theory.meanings import LATEX
from verify.report.script.conditions import condition, is_exact
from verify.report.script.functions import (
    PLAIN,
    Function,
    Style,
    called,
    depth,
    free_name,
    functions,
    inlined,
    with_products,
)
from verify.report.script.moving import Moving, derivative, moving
from verify.report.script.printer import LETTERS, NotRational, Printer
from verify.report.script.sharing import shared
from verify.report.script.text import Code, Number, integer, ratio

FROM_MPMATH = ("diff", "exp", "gamma", "linspace", "log", "mp", "mpf", "pi", "quad", "sqrt")
RESERVED = frozenset({*dir(builtins), *keyword.kwlist, *FROM_MPMATH, "Fraction", "left", "right", "given"})
LESS_WORTH = (25, 15, 40)  # how many characters a name has to save where space is short
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
    once, thrice = (called(times, terms, functions(terms, RESERVED, PLAIN)) for times in (1, 3))
    alone = [once | {kind} for kind in sorted(thrice - once, key=lambda kind: kind.__name__)]
    nameless = frozenset(kind for kind in once if kind.plain and not re.match(r"[A-Za-z]", kind.plain))
    inlines = (nameless, once, *alone, thrice)
    return tuple(
        Style(inline=inline, short=short, products=products, worth=worth)
        for worth in LESS_WORTH
        for products in (False, True)
        for inline in inlines
        for short in (False, True)
    )


def parts(claim: Claim, relation: Relation, at: Configuration, tiny: str, style: Style) -> Parts:
    """In Fractions where everything is rational, else in mpmath."""
    try:
        return _parts(claim, relation, at, tiny, style, "Fraction")
    except NotRational:
        return _parts(claim, relation, at, tiny, style, "mpf")


def _parts(claim: Claim, relation: Relation, at: Configuration, tiny: str, style: Style, number: Number) -> Parts:
    names = _names(claim, style.short)
    moves = moving(claim.says) if number == "mpf" else None
    derived = (moves.function, moves.there) if moves else ()
    asked = _terms(claim, relation)[1 if moves else 0 :]
    terms = [inlined(term, style.inline) for term in (*derived, *asked)]
    if style.products:
        terms = [with_products(term) for term in terms]
    known = functions(terms, RESERVED | set(names.values()), style)
    fractions = {s for s, v in at.values.items() if not isinstance(v, tuple) and v.q != 1}
    printer = Printer(number=number, functions=known, names=names, safe=frozenset(fractions))
    definitions: list[tuple[str, str]] = []
    for function in known.values():
        head, code = _definition(function, printer)
        definitions.append((head, code.text))
        if code.safe:
            printer = replace(printer, safe=printer.safe | {function.name})
    taken = RESERVED | {f.name for f in known.values()} | set(LETTERS)
    named, (left, right, *conditions) = _named(moves, terms, printer, style.worth, taken)
    pairs = zip(claim.all_hypotheses, conditions[::2], conditions[1::2], strict=True)
    given = [
        condition(one, other, h, "" if number == "Fraction" or is_exact(h, at) else tiny) for h, one, other in pairs
    ]
    return Parts(
        number=number,
        values=tuple((names[s], _value(v, number)) for s, v in [*at.sizes.items(), *at.values.items()]),
        definitions=(*definitions, *named),
        given=" and ".join(given),
        left=left.text,
        right=right.text,
        tight=style != PLAIN,
    )


def _named(
    moves: Moving | None, terms: list[sp.Basic], printer: Printer, worth: int, taken: frozenset[str]
) -> tuple[list[tuple[str, str]], list[Code]]:
    """What goes by a name, and what is said with it; of what moves, the derivative in place of how it is taken."""
    if moves is None:
        said, printer, named = shared(terms, printer, worth, taken)
        return named, [printer.code(term) for term in said]
    name = free_name(("f", "f_"), taken | printer.known)
    function = substitute(terms[0], {moves.letter: moves.point.vector()})
    said, printer, named = shared([function, *terms[1:]], printer, worth, taken | {name}, moves.point.symbol)
    definition, left = derivative(moves.point, name, said[0], said[1], printer)
    return [*named, definition], [left, *map(printer.code, said[2:])]


def _terms(claim: Claim, relation: Relation) -> Sequence[sp.Basic]:
    """Both sides of the relation and of every hypothesis."""
    return [term for r in (relation, *claim.all_hypotheses) for term in (r.lhs, r.rhs)]


def _names(claim: Claim, short: bool) -> dict[sp.Basic, str]:
    """A name of Python for every letter of the claim: its own, where that is not taken.

    With `short` what is printed as one Latin letter goes by that, where it is the only one that does, and what is
    printed as a Greek one goes by its first letter.
    """
    found: dict[sp.Basic, str] = {}
    symbols = (*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families))
    letters = {symbol: _letter(symbol.name) if short else "" for symbol in symbols}
    used = Counter(letters.values())
    for symbol in symbols:
        plain = re.sub(r"\W|^(?=\d)", "_", symbol.name, flags=re.ASCII)
        wanted = [letters[symbol]] * (letters[symbol] != "" and used[letters[symbol]] == 1)
        taken = RESERVED | set(found.values()) | {s.name for s in symbols if s != symbol}
        found[symbol] = free_name([*wanted, plain, f"{plain}_"], taken)
    return found


def _letter(name: str) -> str:
    """The one letter that a name of several is short for; nothing where there is none."""
    printed, first = LATEX.get(name, ""), name.split("_")[0]
    if re.fullmatch("[A-Za-z](?:_[A-Za-z])?", printed):
        return printed
    return first if printed.startswith("\\") and first != name and len(first) == 1 else ""


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
