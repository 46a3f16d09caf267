"""What must be shown for a statement to speak of real numbers: Coq's ln, root and quotient have values everywhere.

Each obligation is a text and the proof of it: an argument of ln is positive, what is divided by is not zero, what
stands under a root is at least zero, a maximum, minimum or vector has an entry, and what is integrated has an integral;
each under what binds its names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import sympy as sp

from theory.kernel import Integral, Max, Min, Quantity, Vector, at_least_zero, meaning
from theory.kernel.binders import look_inside
from theory.kernel.terms import Entry
from verify.coq import continuity, equality, sign
from verify.coq.frame import Frame, Lines
from verify.coq.terms import bare, in_range, integrand, is_from_zero

Obligation = tuple[str, Lines]


def obligations(term: sp.Basic, frame: Frame) -> Iterator[Obligation]:
    """Those of the term and of all its parts; Untranslatable where one of them has no proof here."""
    match term:
        case sp.Symbol() | Entry() | sp.Rational():
            return
        case Quantity():
            for part in (*term.args, meaning(term)):
                yield from obligations(part, frame)
            return
        case Vector():
            yield from _has_entries(term, frame)
            # Numbered by depth, so that the same obligation of two parts is the same text.
            inside, introduced, body = _afresh(frame).under(term)
            index = introduced.split(" ")[0]
            within = in_range(index, term.size, frame.scope)
            for text, proof in obligations(body, inside):
                yield f"(forall {index}, {within} -> {text})", [f"intros {introduced}.", *proof]
            return
        case Integral():
            t, body = look_inside(term)
            inside, introduced = continuity.running(t, _afresh(frame), "<=")
            for text, proof in obligations(body, inside):
                letter = inside.scope.name(t)
                yield f"(forall {letter}, 0 <= {letter} <= 1 -> {text})", [f"intros {introduced}.", *proof]
            said = f"Integrable {integrand(term, frame.scope)}"
            yield said, ["apply smooth_integrable.", *continuity.is_smooth(term, frame)]
            return
    for part in term.args:
        yield from obligations(part, frame)
    match term:
        case Max() | Min():
            yield from _has_entries(term.vector, frame)
        case sp.log():
            yield f"0 < {frame.real(term.args[0])}", sign.shown(term.args[0], frame, strict=True)
        case sp.gamma():
            yield f"0 < {frame.real(term.args[0])}", sign.shown(term.args[0], frame, strict=True)
        case sp.Pow():
            yield from _of_power(term.base, term.exp, frame)


def _afresh(frame: Frame) -> Frame:
    """The frame with its names numbered by depth alone."""
    return replace(frame, numbers=count(10 * (len(frame.context.indices) + len(frame.facts)) + 1))


def _has_entries(vector: Vector, frame: Frame) -> Iterator[Obligation]:
    """Only where the length is no size by itself: of sizes it is said already."""
    if not isinstance(vector.size, sp.Symbol | sp.Integer):
        yield f"(1 <= {bare(vector.size, frame.scope)})%nat", ["size."]


def _of_power(base: sp.Expr, exponent: sp.Expr, frame: Frame) -> Iterator[Obligation]:
    if base.is_Rational or base == sp.E or (exponent.is_integer and exponent.is_nonnegative):
        return
    if exponent.is_integer:
        yield f"{frame.real(base)} <> 0", [*equality.nonzero(base, frame), "pos."]
    elif is_from_zero(base) and not at_least_zero(base, frame.context, strict=True):
        yield f"0 <= {frame.real(exponent)}", sign.shown(exponent, frame)
    else:
        strict = not (exponent.is_Rational and exponent.is_positive)
        yield f"0 {'<' if strict else '<='} {frame.real(base)}", sign.shown(base, frame, strict)
