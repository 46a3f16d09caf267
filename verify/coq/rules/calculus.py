"""From a derivative to the function: the derivative proved by structure, then the lemma of growth or of bending."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import sympy as sp

from theory.kernel import Gap, Integral, Relation
from theory.kernel.chain import Rule, apply
from theory.kernel.derivative import along
from theory.kernel.relation import Op
from theory.kernel.rules import Antiderivative, Bend, Growth, Hypothesis, Sign
from theory.kernel.rules.calculus import against_zero, at, weak
from verify.coq.arithmetic import plus, times
from verify.coq.chains import WORD, chained, fact_of, follows, replays, step
from verify.coq.continuity import as_function, at_any, plain, running, signs_for, smooth
from verify.coq.equality import arithmetic, closing, equate
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import integrand

_LEMMAS = {"<": "decay_lt", "<=": "decay_le", "=": "growth_eq", ">": "growth_lt", ">=": "growth_le"}


@replays(Growth)
def _growth(rule: Growth, goal: Relation, frame: Frame) -> Lines:
    """The values of a function at the ends compared, by the sign of its derivative between them."""
    t, start, end = rule.t, rule.start, rule.end
    slope_sign = against_zero(Relation(rule.by.start, rule.by.op, rule.by.end))
    op = slope_sign.op if goal.strict else weak(slope_sign.op)
    fact = Relation(at(rule.function, t, end), op, at(rule.function, t, start))
    f = plain(rule.function, t)
    open_frame, bounds = _running(t, start, end, "<", frame)
    slope = plain(along(f, {t: sp.S.One}, open_frame.context), t)
    a, b = frame.real(start), frame.real(end)
    smooth, whole, signed, order, raw = (frame.fresh(stem) for stem in ("d", "c", "g", "o", "f"))
    chain = frame.fresh("s")
    lines = [
        *asserted(order, f"{a} {'<' if goal.strict else '<='} {b}", _ordered(start, end, goal.strict, frame)),
        *_smooth(smooth, f, slope, t, open_frame, bounds),
        *_continuous(whole, f, t, start, end, frame),
        *_for_all(
            signed,
            open_frame,
            bounds,
            t,
            open_frame.says(Relation(slope, op, sp.S.Zero)),
            [
                *asserted(chain, open_frame.says(slope_sign), chained(rule.by, slope_sign, open_frame)),
                *follows(Relation(slope, op, sp.S.Zero), slope_sign, chain, open_frame),
            ],
        ),
        f"pose proof ({_LEMMAS[op]} {as_function(f, t, open_frame)} {as_function(slope, t, open_frame)} {a} {b} "
        f"{order} {smooth} {whole} {signed}) as {raw}.",
    ]
    ends = {place: frame.fresh("e") for place in (start, end)}
    for place, name in ends.items():
        lines += _value(name, rule.function, f, t, place, open_frame, frame)
    up = fact.upward
    low, high = (start, end) if fact.op in (">", ">=") else (end, start)
    turned = f"(eq_sym {raw})" if fact.op == "=" else raw
    joined = f"exact ({WORD[up.op]}_from_eqs _ _ _ _ {ends[low]} {ends[high]} {turned})."
    return fact_of(fact, [*lines, joined], goal, frame)


@replays(Bend)
def _bend(rule: Bend, goal: Relation, frame: Frame) -> Lines:
    """A function at a weight, below the chord from 0 to 1, by the sign of its second derivative between them."""
    t, weight = rule.t, rule.weight
    op: Op = "<" if goal.strict else "<="
    low, high = (at(rule.function, t, sp.Integer(end)) for end in (0, 1))
    fact = Relation(at(rule.function, t, weight), op, weight * high + (1 - weight) * low)
    f = plain(rule.function, t)
    inside, bounds = _running(t, sp.S.Zero, sp.S.One, "<", frame)
    slope = plain(along(f, {t: sp.S.One}, inside.context), t)
    curvature = plain(along(slope, {t: sp.S.One}, inside.context), t)
    above = Relation(sp.S.Zero, op, curvature)
    w = frame.real(weight)
    first, second, smooth, bent, whole, signed, raw = (frame.fresh(s) for s in ("o", "o", "d", "d", "c", "g", "f"))
    lines = [
        *asserted(first, f"0 {op} {w}", _ordered(sp.S.Zero, weight, goal.strict, frame)),
        *asserted(second, f"{w} {op} 1", _ordered(weight, sp.S.One, goal.strict, frame)),
        *_smooth(smooth, f, slope, t, inside, bounds),
        *_smooth(bent, slope, curvature, t, inside, bounds),
        *_continuous(whole, f, t, sp.S.Zero, sp.S.One, frame),
        *_for_all(signed, inside, bounds, t, inside.says(above), chained(rule.by, above, inside)),
        f"pose proof (bend_{WORD[op]} {' '.join(as_function(e, t, inside) for e in (f, slope, curvature))} {w} "
        f"{first} {second} {smooth} {bent} {whole} {signed}) as {raw}.",
    ]
    at_weight, at_one, at_zero, chord = (frame.fresh("e") for _ in range(4))
    for name, place in ((at_weight, weight), (at_one, sp.S.One), (at_zero, sp.S.Zero)):
        lines += _value(name, rule.function, f, t, place, inside, frame)
    apart = f"{w} * {frame.real(high)} + (1 - {w}) * {frame.real(low)}"
    lines += asserted(
        chord,
        f"{frame.real(fact.rhs)} = {apart}",
        arithmetic(fact.rhs, plus(times(weight, high), times(plus(sp.S.One, -weight), low)), frame),
    )
    product = f"(f_equal2 Rplus (f_equal (Rmult {w}) {at_one}) (f_equal (Rmult (1 - {w})) {at_zero}))"
    joined = f"exact ({WORD[op]}_from_eqs _ _ _ _ {at_weight} (eq_trans {chord} {product}) {raw})."
    return fact_of(fact, [*lines, joined], goal, frame)


@replays(Antiderivative)
def _antiderivative(rule: Antiderivative, goal: Relation, frame: Frame) -> Lines:
    """The integral of a derivative, by the values of the function at 0 and at 1."""
    t, integral, f = rule.t, rule.integral, plain(rule.function, rule.t)
    low, high = (at(rule.function, t, sp.Integer(end)) for end in (0, 1))
    fact = Relation(integral, "=", high - low)
    inside, introduced = running(t, frame)
    slope, body = plain(along(f, {t: sp.S.One}, inside.context), t), integral.at(t)
    raw, same, primitive = frame.fresh("f"), frame.fresh("e"), frame.fresh("d")
    letter, own, other = inside.scope.name(t), frame.fresh("s"), frame.fresh("s")
    ends = sp.Dummy("t", nonnegative=True)
    up_to, closed = running(ends, frame, "<=")
    there = at(f, t, ends)
    whole, powers = as_function(there, ends, up_to), at_any("", integral, Integral(there, ends)).partition("; ")[2]
    lines = [
        f"assert ({primitive} : forall {letter}, 0 < {letter} < 1 -> "
        f"derivable_pt_lim {whole} {letter} ({integrand(integral, frame.scope)} {letter})).",
        *block(
            [
                at_any(introduced, integral),
                *signs_for(f, t, inside),
                f"apply (deriv_is _ _ {inside.real(slope)}).",
                *block(["sloped.", powers, *closing(inside, f, slope)]),
                *equate(slope, body, inside),
            ]
        ),
        *asserted(
            own,
            f"smooth {whole}",
            [f"intros {closed}; cbv beta.", *signs_for(there, ends, up_to), "continuous."],
        ),
        *smooth(other, integral, frame),
        f"pose proof (fundamental {whole} _ {primitive} {own} {other}) as {raw}.",
    ]
    at_one, at_zero = frame.fresh("e"), frame.fresh("e")
    written = at(rule.function, t, ends)
    lines += _value(at_one, written, there, ends, sp.S.One, up_to, frame)
    lines += _value(at_zero, written, there, ends, sp.S.Zero, up_to, frame)
    apart = f"{frame.real(high)} - {frame.real(low)}"
    lines += asserted(
        same, f"{frame.real(fact.rhs)} = {apart}", arithmetic(fact.rhs, plus(high, times(sp.S.NegativeOne, low)), frame)
    )
    values = f"(eq_trans {same} (f_equal2 Rminus {at_one} {at_zero}))"
    return fact_of(fact, [*lines, f"exact (eq_trans {raw} (eq_sym {values}))."], goal, frame)


def _running(t: sp.Symbol, start: sp.Expr, end: sp.Expr, op: Op, frame: Frame) -> tuple[Frame, tuple[str, str, str]]:
    """The frame at a number between start and end, the pattern that introduces it, and what is said of it."""
    scope, name = frame.scope.naming(t)
    low, high = frame.fresh("l"), frame.fresh("u")
    inside = replace(frame, scope=scope)
    inside = inside.assuming(Relation(start, op, t), low).assuming(Relation(t, op, end), high)
    said = f"{frame.real(start)} {op} {name} {op} {frame.real(end)}"
    return inside, (name, f"{name} [{low} {high}]", said)


def _for_all(
    name: str, inside: Frame, bounds: tuple[str, str, str], t: sp.Symbol, statement: str, proof: Lines
) -> Lines:
    letter, pattern, said = bounds
    return [
        f"assert ({name} : forall {letter}, {said} -> {statement}).",
        *block([f"intros {pattern}.", *proof]),
    ]


def _smooth(name: str, f: sp.Expr, slope: sp.Expr, t: sp.Symbol, inside: Frame, bounds: tuple[str, str, str]) -> Lines:
    """That the slope is the derivative of the function between the ends."""
    says = f"derivable_pt_lim {as_function(f, t, inside)} {inside.scope.name(t)} {inside.real(slope)}"
    proof = [*signs_for(f, t, inside), "sloped.", *closing(inside, f, slope)]
    return _for_all(name, inside, bounds, t, says, proof)


def _continuous(name: str, f: sp.Expr, t: sp.Symbol, start: sp.Expr, end: sp.Expr, frame: Frame) -> Lines:
    """That the function is continuous from end to end."""
    inside, bounds = _running(t, start, end, "<=", frame)
    says = f"continuity_pt {as_function(f, t, inside)} {inside.scope.name(t)}"
    return _for_all(name, inside, bounds, t, says, [*signs_for(f, t, inside), "continuous."])


def _value(
    name: str, function: sp.Expr, f: sp.Expr, t: sp.Symbol, place: sp.Expr, inside: Frame, frame: Frame
) -> Lines:
    """That the function, put at a place, is what the kernel writes there."""
    written, put = at(function, t, place), at(f, t, place)
    proof: Lines = []
    if frame.real(written) != frame.real(put):
        proof = [f"transitivity {frame.real(put)}.", *block(equate(written, put, frame))]
    says = f"{frame.real(written)} = {as_function(f, t, inside)} {frame.real(place)}"
    return asserted(
        name,
        says,
        [
            *proof,
            "cbv beta; rewrite ?ln_1, ?pow1, ?Power_1; rewrite ?pow_i by size; rewrite ?Power_0 by pos.",
            *closing(frame, put, by="first [same | expand | magnitudes]."),
        ],
    )


def _ordered(a: sp.Expr, b: sp.Expr, strict: bool, frame: Frame) -> Lines:
    """That one end is before the other, by a fact in scope or by the sign of the difference."""
    goal = Relation(a, "<" if strict else "<=", b)
    rules: tuple[Rule, ...] = (Hypothesis(), Sign())
    for rule in rules:
        with suppress(Gap):
            apply(rule, goal, frame.context)
            return step(rule, goal, frame)
    raise Untranslatable(f"{a} {goal.op} {b} is not known here")
