"""Functions of a real number: the interval that it runs over, and what makes them continuous there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import sympy as sp

from theory.kernel import Integral, Quantity, Relation, Sum, meaning
from theory.kernel.binders import free, look_inside
from theory.kernel.integral import inside as in_between
from theory.kernel.relation import Op
from theory.kernel.terms import Vector, rebuild
from verify.coq import sign
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted
from verify.coq.terms import in_range, integrand, is_real_power


def running(t: sp.Symbol, frame: Frame, op: Op = "<") -> tuple[Frame, str]:
    """The frame at a number between 0 and 1, with `<=` the ends among them, and the pattern that introduces it."""
    scope, letter = frame.scope.naming(t, "t" if isinstance(t, sp.Dummy) else t.name)
    low, high = frame.fresh("l"), frame.fresh("u")
    inside = replace(frame, scope=scope, signs={**frame.signs, t: low})
    return inside.assuming(Relation(t, op, sp.S.One), high), f"{letter} [{low} {high}]"


def between(integral: Integral, frame: Frame) -> tuple[Frame, str, sp.Expr]:
    """The frame at a number between 0 and 1, what introduces it, and what is integrated, at that number."""
    t, body = in_between(integral)
    return *running(t, frame), body


def at_any(introduced: str, *integrals: Integral) -> str:
    """The tactic that introduces the number; powers of it are Rpower there, as it is above zero."""
    powers = (part for e in integrals for part in e.atoms(sp.Pow))
    known = "; rewrite ?Power_pos by assumption" if any(map(is_real_power, powers)) else ""
    return f"intros {introduced}; cbv beta{known}."


def smooth(name: str, integral: Integral, frame: Frame) -> Lines:
    """That what is integrated is continuous from 0 to 1, kept under the name."""
    return asserted(name, f"smooth {integrand(integral, frame.scope)}", is_smooth(integral, frame))


def is_smooth(integral: Integral, frame: Frame) -> Lines:
    """The proof that what is integrated is continuous from 0 to 1."""
    t, body = look_inside(integral)
    inside, introduced = running(t, frame, "<=")
    if any(t in free(part) for part in body.atoms(Quantity)):
        raise Untranslatable("that a named quantity is continuous has no counterpart")
    return [f"intros {introduced}; cbv beta.", *signs_for(body, t, inside), "continuous."]


def signs_for(f: sp.Expr, t: sp.Symbol, inside: Frame) -> Lines:
    """The signs by which a function of t is defined: of what it divides by, and of what is under ln or a power."""
    lines: Lines = []
    for part, around in dict.fromkeys(_conditions(f, t, ())):
        with suppress(Untranslatable):
            lines += _sign_at(part, around, inside)
    return lines


def _conditions(e: sp.Basic, t: sp.Symbol, around: tuple[Vector, ...]) -> Iterator[tuple[sp.Expr, tuple[Vector, ...]]]:
    """The parts whose sign is needed, each with the vectors in whose entries it lies."""
    if isinstance(e, Integral):
        return  # over numbers that have a sign of their own
    if isinstance(e, sp.Pow) and not (e.exp.is_integer and e.exp.is_nonnegative):
        yield e.base, around
    if t not in free(e):
        return
    if isinstance(e, sp.log):
        yield e.args[0], around
    if isinstance(e, Sum):
        yield from _conditions(look_inside(e.vector)[1], t, (*around, e.vector))
        return
    for part in e.args:
        yield from _conditions(part, t, around)


def _sign_at(part: sp.Expr, around: tuple[Vector, ...], frame: Frame) -> Lines:
    """That a part is positive, or its opposite, at every index around it."""
    names: Lines = []
    ranges: Lines = []
    inside = frame
    for vector in around:
        inside, introduced, _ = inside.under(vector)
        letter, within = introduced.split(" ")
        names.append(f"{letter} {within}")
        ranges.append(f"forall {letter}, {in_range(letter, vector.size, frame.scope)} -> ")
    for signed in (part, -part):
        for strict in (True, False):
            with suppress(Untranslatable):
                proof = sign.shown(signed, inside, strict)
                opening = [f"intros {' '.join(names)}."] if names else []
                says = f"{''.join(ranges)}0 {'<' if strict else '<='} {inside.real(signed)}"
                return asserted(frame.fresh("p"), says, [*opening, *proof])
    raise Untranslatable(f"{part} is not shown to be different from zero")


def plain(e: sp.Basic, t: sp.Symbol) -> sp.Expr:
    """The expression with every quantity that moves with t replaced by its definition."""
    if t not in free(e):
        return e
    if isinstance(e, Quantity):
        return plain(meaning(e), t)
    return rebuild(e, lambda part: plain(part, t))


def as_function(e: sp.Expr, t: sp.Symbol, inside: Frame) -> str:
    """The expression as a Coq function of t."""
    return f"(fun {inside.scope.name(t)} => {inside.real(e)})"
