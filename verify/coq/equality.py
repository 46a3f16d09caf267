"""Equations: both sides brought to the kernel's normal form, each rewriting by the lemma that it is.

`equate` gives the proof of a goal in which the texts of some expressions occur; what the kernel says is equal of them
is shown by rewriting their parts to normal form, innermost first, and by arithmetic at the end.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

import sympy as sp

from theory.kernel import at_least_zero, equal, normal
from verify.coq import forms, lemmas, sign
from verify.coq.arithmetic import (
    denominators,
    parts,
    plus,
    put,
    same_as_fractions,
    same_as_polynomials,
    same_by_arithmetic,
    times,
)
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import HALF, is_from_zero, is_real_power


def equate(a: sp.Expr, b: sp.Expr, frame: Frame, *shown: sp.Expr) -> Lines:
    """The proof of an equation that says a = b, in which the texts of `shown` occur (a and b if none are given)."""
    shown = shown or (a, b)
    if same_by_arithmetic(a, b):
        return arithmetic(a, b, frame, *shown)
    lines: Lines = []
    ends: dict[sp.Expr, sp.Expr] = {}
    rewriting: dict[sp.Expr, str] = {}
    left = {p for e in shown for p in parts(e)}
    while left:
        ordered = sorted(left, key=lambda p: (-len(text := frame.real(p)), text))
        for part in ordered:
            ends[part] = end = normal(part, frame.context)
            if frame.real(end) != frame.real(part):
                name = frame.fresh("n")
                lines += is_normal(name, part, end, frame)
                rewriting[part] = f"try rewrite {name}."
                lines.append(rewriting[part])
        # What a normal form consists of may have another one; that is asked for where the first do not do.
        made = dict.fromkeys(p for part in ordered if part in rewriting for p in parts(ends[part]))
        if all(normal(p, frame.context) == p for p in made) or same_by_arithmetic(a.xreplace(ends), b.xreplace(ends)):
            break
        lines += [rewriting[p] for p in made if p in rewriting]
        left = made.keys() - ends.keys()
    return [*lines, *arithmetic(put(a, ends), put(b, ends), frame, *shown, *ends.values())]


def is_normal(name: str, part: sp.Expr, end: sp.Expr, frame: Frame) -> Lines:
    """That the part is this normal form of it, kept under the name."""

    def says(inside: Frame) -> str:
        return f"{inside.real(part)} = {inside.real(end)}"

    def proves(inside: Frame) -> Lines:
        if normal(part, inside.context) != end:
            raise Untranslatable(f"{part} is {end} by what is assumed")
        return forms.normalised(part, end, inside)

    return lemmas.shown(name, "normal form", says, proves, frame, part, end)


def arithmetic(a: sp.Expr, b: sp.Expr, frame: Frame, *shown: sp.Expr) -> Lines:
    """The proof of a = b by arithmetic alone, in which the texts of `shown` occur (a and b if none are given)."""
    if all(e.is_Rational for e in shown or (a, b)):
        return ["numbers."]
    if same_as_polynomials(a, b):
        return ["polynomial."]
    lines, apart = _exponentials(a, b, frame)
    taken = put(a, apart), put(b, apart)
    if same_as_polynomials(*taken):
        return [*lines, "polynomial."]
    if same_as_fractions(*taken):
        return [*lines, *closing(frame, *(shown or (a, b)), by="fractions.")]
    return closing(frame, *(shown or (a, b)))


def _exponentials(a: sp.Expr, b: sp.Expr, frame: Frame) -> tuple[Lines, dict[sp.Expr, sp.Expr]]:
    """Exponentials that occur on one side alone as products of two of the other, rewritten in the goal."""
    lines: Lines = []
    apart: dict[sp.Expr, sp.Expr] = {}
    sides = [[p for p in parts(e) if isinstance(p, sp.exp)] for e in (a, b)]
    for own, other in (sides, reversed(sides)):
        for whole in (p for p in own if p not in other):
            for first, second in combinations_with_replacement(other, 2):
                if same_as_polynomials(whole.args[0], plus(first.args[0], second.args[0])):
                    name = frame.fresh("x")
                    says = f"{frame.real(whole)} = {frame.real(first)} * {frame.real(second)}"
                    lines += asserted(name, says, ["rewrite <- exp_plus; apply f_equal.", "polynomial."])
                    lines.append(f"rewrite {name}.")
                    apart[whole] = times(first, second)
                    break
    return lines, apart


def closing(frame: Frame, *shown: sp.Expr, by: str = "expand.") -> Lines:
    """An equation by arithmetic, what is divided by and what stands under a root having its sign proved first."""
    lines: Lines = []
    for base in dict.fromkeys(d for e in shown for d in denominators(e)):
        lines += nonzero(base, frame)
    for root in dict.fromkeys(p for e in shown for p in parts(e) if isinstance(p, sp.Pow) and p.exp == HALF):
        if at_least_zero(root.base, frame.context):
            lines += sign.kept(frame.fresh("r"), root.base, frame)
            continue
        for origin in (o for o in frame.origins.get(root.base, ()) if at_least_zero(o, frame.context)):
            name = frame.fresh("o")
            lines += asserted(name, f"{frame.real(root.base)} = {frame.real(origin)}", equate(root.base, origin, frame))
            zero = sign.shown(origin, frame)
            lines += asserted(frame.fresh("r"), f"0 <= {frame.real(root.base)}", [f"rewrite {name}.", *zero])
            break
    powers = (part.args[0] for e in shown for part in parts(e) if isinstance(part, sp.exp))
    for log in dict.fromkeys(part for power in powers for part in parts(power)):
        if isinstance(log, sp.log) and at_least_zero(log.args[0], frame.context, True):
            lines += sign.kept(frame.fresh("l"), log.args[0], frame, strict=True)
    if any(map(_is_power, (p for e in shown for p in (*parts(e), *e.atoms(sp.Pow))))):
        lines.append("rewrite ?Power_pos by pos.")
    if by == "expand." and any(isinstance(p, sp.Abs) for e in shown for p in parts(e)):
        by = "first [expand | magnitudes]."
    return [*lines, by]


def _is_power(e: sp.Basic) -> bool:
    """Is it a power of what may be zero, which is Rpower where that is known to be above?"""
    return is_real_power(e) and is_from_zero(e.base)


def nonzero(base: sp.Expr, frame: Frame) -> Lines:
    """That what is divided by is not zero, by its sign, kept in the context."""
    for signed in (base, -base):
        if at_least_zero(signed, frame.context, True):
            return sign.kept(frame.fresh("p"), signed, frame, strict=True)
    for changed, signed in (
        (form, s) for form in (normal(base, frame.context), sp.factor(base)) for s in (form, -form)
    ):
        if signed not in (base, -base) and at_least_zero(signed, frame.context, True):
            name = frame.fresh("p")
            positive = sign.kept(name, signed, frame, strict=True)
            other = frame.fresh("p")
            same = equate(base, changed, frame)
            turned = asserted(other, f"{frame.real(base)} = {frame.real(changed)}", same)
            third = frame.fresh("p")
            return [*positive, *turned, *asserted(third, f"{frame.real(base)} <> 0", [f"rewrite {other}; lra."])]
    return _by_a_fact(base, frame)


def _by_a_fact(base: sp.Expr, frame: Frame) -> Lines:
    """That a fact says of it, or of what it is the root of, that it is above zero."""
    if isinstance(base, sp.Pow) and base.exp == HALF:
        above = _by_a_fact(base.base, frame)
        root = asserted(frame.fresh("p"), f"0 < {frame.real(base)}", ["apply sqrt_lt_R0; assumption."])
        return [*above, *root]
    for fact, _ in frame.facts:
        up = fact.upward
        if fact.strict and equal(base, up.rhs - up.lhs, frame.context):
            says = f"{frame.real(base)} = {frame.real(up.rhs)} - {frame.real(up.lhs)}"
            same = asserted(frame.fresh("p"), says, equate(base, up.rhs - up.lhs, frame, base, up.rhs, up.lhs))
            return [*same, *asserted(frame.fresh("p"), f"0 < {frame.real(base)}", ["lra."])]
    raise Untranslatable(f"{base} is not shown to be different from zero")


def via(start: sp.Expr, middle: sp.Expr, proof: Lines, frame: Frame) -> Lines:
    """The first of two steps of an equation: `start` is on its left, and is replaced by `middle`."""
    return [f"transitivity {frame.real(middle)}.", *block(proof)] if frame.real(start) != frame.real(middle) else []


def onward(start: sp.Expr, end: sp.Expr, frame: Frame) -> Lines:
    """The last step of an equation."""
    return ["reflexivity."] if frame.real(start) == frame.real(end) else equate(start, end, frame)
