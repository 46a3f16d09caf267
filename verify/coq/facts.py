"""Signs by what is known: hypotheses, an extremum against an entry, an exponential against 1, an index in range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import sympy as sp

from theory.kernel import Max, Min, Relation, at_least_zero, free, unfold
from verify.coq import equality, sign
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted
from verify.coq.terms import CERTIFIED, function, natural


def by_facts(e: sp.Expr, frame: Frame, strict: bool, depth: int) -> Lines:
    """The sign of e = c * (something known to be at least zero) + a rest of known sign, c > 0."""
    if depth > 0:
        flat = sp.expand(unfold(e))
        terms = flat.as_coefficients_dict()
        for known, above, proof in _known(flat, frame):
            for term, factor in known.as_coefficients_dict().items():
                if term == 1 or term not in terms or not (scale := terms[term] / factor).is_positive:
                    continue
                rest = sp.expand(flat - scale * known)
                if (rest == 0 and (above or not strict)) or (
                    rest != 0 and at_least_zero(rest, frame.context, strict and not above, depth - 1)
                ):
                    return _combined(e, scale, known, above, proof(), rest, strict, frame, depth)
    if not free(e) and not e.has(sp.gamma):
        return [f"{CERTIFIED}."]
    raise Untranslatable(f"the sign of {e} is seen in a way that has no counterpart")


def _combined(e: sp.Expr, scale: sp.Rational, known: sp.Expr, above: bool, proof: Lines, rest: sp.Expr,
              strict: bool, frame: Frame, depth: int) -> Lines:  # fmt: skip
    first, second, same = (frame.fresh(stem) for stem in ("g", "g", "q"))
    lines = asserted(first, f"0 {sign.op(above)} {frame.real(known)}", proof)
    remaining = strict and not above
    if rest != 0:
        proved = sign.shown(rest, frame, remaining, depth - 1)
        lines += asserted(second, f"0 {sign.op(remaining)} {frame.real(rest)}", proved)
    total = f"{frame.real(scale)} * {frame.real(known)} + {frame.real(rest)}"
    lines += asserted(
        same, f"{frame.real(e)} = {total}", equality.equate(e, scale * known + rest, frame, e, known, rest)
    )
    return [*lines, "lra."]


def _known(e: sp.Expr, frame: Frame) -> Iterator[tuple[sp.Expr, bool, Callable[[], Lines]]]:
    """What the kernel takes as known near e, in its order, with what makes the proof of each."""
    for fact, name in frame.facts:
        yield sp.expand(unfold(fact.slack)), fact.strict, partial(_slack, fact, name, False, frame)
        if fact.op == "=":
            yield sp.expand(-unfold(fact.slack)), False, partial(_slack, fact, name, True, frame)
    for term in e.as_coefficients_dict():
        if isinstance(term, Max | Min):
            turn = 1 if isinstance(term, Max) else -1
            for symbol, size in frame.context.indices:
                if size == term.vector.size:
                    known = sp.expand(turn * (term - unfold(term.vector.at(symbol))))
                    yield known, False, partial(_extremum, term, symbol, known, frame)
    for term in e.as_coefficients_dict():
        if isinstance(term, sp.exp):
            for turn in (1, -1):
                if at_least_zero(turn * term.args[0], frame.context, depth=1):
                    above = at_least_zero(turn * term.args[0], frame.context, True, depth=1)
                    yield turn * (term - 1), above, partial(_exponential, term, turn, above, frame)
    for symbol in sorted(e.free_symbols, key=str):
        if symbol.is_integer and symbol.is_positive and symbol in frame.scope.names:
            yield symbol - 1, False, partial(_ordered, sp.S.One, symbol, frame)
    for symbol, size in frame.context.indices:
        if e.has(symbol):
            yield size - symbol, False, partial(_ordered, symbol, size, frame)


def _ordered(small: sp.Expr, large: sp.Expr, frame: Frame) -> Lines:
    return [f"assert ({frame.real(small)} <= {frame.real(large)}) by size; lra."]


def _slack(fact: Relation, name: str, turned: bool, frame: Frame) -> Lines:
    up = fact.upward
    slack = sp.expand(unfold(-fact.slack if turned else fact.slack))
    lemma = "slack_eq_" if turned else "slack_lt" if fact.strict else "slack_eq" if fact.op == "=" else "slack_le"
    difference = up.lhs - up.rhs if turned else up.rhs - up.lhs
    return [f"apply ({lemma} _ _ _ {name}).", *equality.equate(slack, difference, frame, slack, up.rhs, up.lhs)]


def _extremum(term: sp.Expr, symbol: sp.Symbol, known: sp.Expr, frame: Frame) -> Lines:
    """max f - f(j) and f(j) - min f are at least zero."""
    name, same = frame.fresh("g"), frame.fresh("q")
    largest = isinstance(term, Max)
    lemma = "Max_ge" if largest else "Min_ge"
    size, f = natural(term.vector.size, frame.scope), function(term.vector, frame.scope)
    entry = term.vector.at(symbol)
    apart = (frame.real(term), frame.real(entry)) if largest else (frame.real(entry), frame.real(term))
    relation = f"{apart[1]} <= {apart[0]}"
    return [
        f"assert ({name} : {relation}) by (done_by ({lemma} {size} {f} {frame.scope.name(symbol)} ltac:(size))).",
        *asserted(
            same,
            f"{frame.real(known)} = {apart[0]} - {apart[1]}",
            equality.equate(known, term - entry if largest else entry - term, frame, known, term, entry),
        ),
        "lra.",
    ]


def _exponential(term: sp.exp, turn: int, above: bool, frame: Frame) -> Lines:
    """exp t is at least 1 for t >= 0, and at most 1 for t <= 0."""
    name, same = frame.fresh("g"), frame.fresh("q")
    exponent = term.args[0]
    text = frame.real(exponent)
    signed = frame.real(turn * exponent)
    lemma = f"exp_{'g' if turn == 1 else 'l'}{'t' if above else 'e'}_one"
    return [
        *asserted(name, f"0 {sign.op(above)} {signed}", sign.shown(turn * exponent, frame, above, 1)),
        f"assert ({same} : {signed} = {'' if turn == 1 else '- '}{text}) by expand.",
        f"pose proof ({lemma} {text} ltac:(lra)); lra.",
    ]
