"""Signs: the proof that an expression is at least zero, or above, along the structure by which the kernel saw it."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.kernel import Integral, Max, Min, Quantity, Sum, at_least_zero, meaning, normal
from theory.kernel.sign import at_most_zero, groupings, is_nonzero
from theory.kernel.terms import Entry
from verify.coq import continuity, equality, facts, forms, lemmas
from verify.coq.arithmetic import plus, times
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted
from verify.coq.terms import HALF, IS_GAMMA, function, is_whole, natural

DEPTH = 3


def shown(e: sp.Expr, frame: Frame, strict: bool = False, depth: int = DEPTH) -> Lines:
    """The proof of `0 <= e`, with `strict` of `0 < e`; Untranslatable where the way by which it is seen has none."""
    if not at_least_zero(e, frame.context, strict, depth):
        changed = normal(e, frame.context)
        if depth == DEPTH and at_least_zero(changed, frame.context, strict):
            return _from(e, changed, frame, strict)
        raise Untranslatable(f"{e} has no sign here that shows")
    if not strict and not _without_facts(e, frame, depth) and at_least_zero(e, frame.context, True, depth):
        return ["apply Rlt_le.", *shown(e, frame, True, depth)]
    match e:
        case sp.Rational():
            return ["lra."]
        case sp.Symbol() if e.is_integer:
            return ["size."] if e.is_positive else facts.by_facts(e, frame, strict, depth)
        case sp.Symbol() if e.is_positive if strict else e.is_nonnegative:
            return [f"exact {frame.signs[e]}."]
        case Entry() if e.family.symbol.is_positive if strict else e.family.symbol.is_nonnegative:
            return [f"apply {frame.signs[e.family.symbol]}; size."]
        case sp.exp() | sp.core.numbers.Exp1():
            return ["apply exp_pos."]
        case sp.core.numbers.Pi():
            return ["exact PI_RGT_0."]
        case sp.Abs():
            return ["apply Rabs_pos."] if not strict else [*nonzero(e.args[0], frame), "apply Rabs_pos_lt; assumption."]
        case sp.log():
            return _log(e, frame, strict, depth)
        case Sum() | Max() | Min():
            inside, introduced, body = frame.under(e.vector)
            if at_least_zero(body, inside.context, strict, depth):
                lemma = f"{type(e).__name__}_{'pos' if strict else 'nonneg'}"
                opening = "size | " if strict else ""
                return [f"apply {lemma}; [{opening}intros {introduced}].", *shown(body, inside, strict, depth)]
        case Integral():
            inside, introduced, body = continuity.between(e, frame)
            if at_least_zero(body, inside.context, strict, depth):
                name = frame.fresh("s")
                lemma = f"Integral_{'pos' if strict else 'nonneg'} _ {name}"
                opening = f"apply ({lemma}); {continuity.at_any(introduced, e)}"
                return [*continuity.smooth(name, e, frame), opening, *shown(body, inside, strict, depth)]
        case sp.gamma():
            above = f"Gamma_pos _ {IS_GAMMA}"
            return [*([] if strict else ["apply Rlt_le."]), f"apply ({above}).", *shown(e.args[0], frame, True, depth)]
        case Quantity():
            name, body = frame.fresh("q"), meaning(e)
            same = asserted(name, f"{frame.real(e)} = {frame.real(body)}", forms.unfolding(body, frame))
            return [*same, f"try rewrite {name}.", *shown(body, frame, strict, depth)]
        case sp.Pow():
            if (made := _power(e, frame, strict, depth)) is not None:
                return made
        case sp.Mul():
            return _product(e, frame, strict, depth)
        case sp.Add():
            if (made := _total(e, frame, strict, depth)) is not None:
                return made
    return facts.by_facts(e, frame, strict, depth)


def kept(name: str, e: sp.Expr, frame: Frame, strict: bool = False) -> Lines:
    """That `0 <= e`, with `strict` that `0 < e`, under the name."""

    def says(inside: Frame) -> str:
        return f"0 {op(strict)} {inside.real(e)}"

    if isinstance(e, sp.Symbol | sp.Rational | Entry):
        return asserted(name, says(frame), shown(e, frame, strict))
    return lemmas.shown(name, "sign", says, lambda inside: shown(e, inside, strict), frame, e)


def _without_facts(e: sp.Expr, frame: Frame, depth: int) -> bool:
    """Is it at least zero whatever the facts say, a sum or a quantity that only they can say to be above?"""
    if isinstance(e, Quantity | Sum):
        bare = replace(frame.context, facts=())
        return at_least_zero(e, bare, False, depth) and not at_least_zero(e, bare, True, depth)
    return isinstance(e, sp.Add)


def op(strict: bool) -> str:
    """The relation of 0 to what is at least zero, or above."""
    return "<" if strict else "<="


def _from(e: sp.Expr, other: sp.Expr, frame: Frame, strict: bool) -> Lines:
    """The sign of e from that of its normal form."""
    name = frame.fresh("q")
    return [
        *asserted(name, f"{frame.real(e)} = {frame.real(other)}", equality.equate(e, other, frame)),
        f"apply ({'is_pos' if strict else 'is_nonneg'} _ _ {name}).",
        *shown(other, frame, strict),
    ]


def _log(e: sp.log, frame: Frame, strict: bool, depth: int) -> Lines:
    above = sp.expand(e.args[0] - 1)
    name, same = frame.fresh("g"), frame.fresh("q")
    return [
        *asserted(name, f"0 {op(strict)} {frame.real(above)}", shown(above, frame, strict, depth)),
        *asserted(
            same,
            f"{frame.real(e.args[0])} = {frame.real(above)} + 1",
            equality.equate(e.args[0], above + 1, frame, e.args[0], above),
        ),
        f"apply {'ln_positive' if strict else 'ln_nonneg'}; lra.",
    ]


def nonzero(base: sp.Expr, frame: Frame) -> Lines:
    """That the base is not zero, in so many words, kept in the context."""
    return [*equality.nonzero(base, frame), *asserted(frame.fresh("p"), f"{frame.real(base)} <> 0", ["lra."])]


def _power(e: sp.Pow, frame: Frame, strict: bool, depth: int) -> Lines | None:
    base, exponent = e.args
    even = exponent.is_even and is_whole(exponent) and is_whole(exponent / 2)
    half = natural(exponent / 2, frame.scope) if even else ""
    halved: Lines = []
    if even and not exponent.is_Integer:
        halved = [f"replace {natural(exponent, frame.scope)} with (2 * {half})%nat by lia."]
    if exponent.is_Integer and exponent.is_negative:
        above = base**-exponent
        if at_least_zero(above, frame.context, True, depth):
            return ["apply Rinv_0_lt_compat.", *shown(above, frame, True, depth)] if strict else None
        return None
    if even and not strict:
        return [*halved, f"exact (pow_even {frame.real(base)} {half})."]
    if even and is_nonzero(base, frame.context, depth):
        return [*nonzero(base, frame), *halved, f"apply (pow_even_pos {frame.real(base)} {half}); assumption."]
    if not at_least_zero(base, frame.context, strict, depth):
        return None
    inner = shown(base, frame, strict, depth)
    if exponent == HALF:
        return ["apply sqrt_lt_R0.", *inner] if strict else ["apply sqrt_pos."]
    if exponent == -HALF:
        return ["apply Rinv_0_lt_compat.", "apply sqrt_lt_R0.", *inner] if strict else None
    if is_whole(exponent):
        return [f"apply {'pow_positive' if strict else 'pow_nonneg'}.", *inner]
    if is_whole(-exponent):
        return ["apply Rinv_0_lt_compat; apply pow_positive.", *inner] if strict else None
    return ["pos."] if strict else ["apply Rlt_le; pos."]


def _product(e: sp.Mul, frame: Frame, strict: bool, depth: int) -> Lines:
    """A product of factors, each of known sign, an even number of them at most zero."""
    lines: Lines = []
    texts: list[str] = []
    names: list[str] = []
    signed = []
    for factor in e.args:
        name = frame.fresh("g")
        names.append(name)
        if at_least_zero(factor, frame.context, strict, depth):
            signed.append(factor)
            proof = shown(factor, frame, strict, depth)
            lines += asserted(name, f"0 {op(strict)} {frame.real(factor)}", proof)
            texts.append(frame.real(factor))
        elif at_most_zero(factor, frame.context, strict, depth):
            turned = -factor
            signed.append(turned)
            lines += asserted(name, f"0 {op(strict)} {frame.real(turned)}", _below(factor, frame, strict, depth))
            texts.append(frame.real(turned))
        else:
            raise Untranslatable(f"{factor} has no sign here that shows")
    same = frame.fresh("q")
    lines += asserted(same, f"{frame.real(e)} = {' * '.join(texts)}", equality.arithmetic(e, times(*signed), frame))
    lemma = "Rmult_lt_0_compat" if strict else "Rmult_le_pos"
    whole = names[0]
    for name in names[1:]:
        whole = f"({lemma} _ _ {whole} {name})"
    return [*lines, f"exact (is_{'pos' if strict else 'nonneg'} _ _ {same} {whole})."]


def _below(e: sp.Expr, frame: Frame, strict: bool, depth: int) -> Lines:
    """The proof of `0 <= - e`, or `0 < - e`, for an e that the kernel sees to be at most zero."""
    name, above_or_at = frame.fresh("g"), op(strict)
    match e:
        case sp.Rational() | sp.Add() | sp.Mul():
            return shown(-e, frame, strict, depth)
        case sp.log():
            above = sp.expand(1 - e.args[0])
            same, positive = frame.fresh("q"), frame.fresh("g")
            return [
                *asserted(name, f"0 {above_or_at} {frame.real(above)}", shown(above, frame, strict, depth)),
                *asserted(
                    same,
                    f"{frame.real(e.args[0])} = 1 - {frame.real(above)}",
                    equality.equate(e.args[0], 1 - above, frame, e.args[0], above),
                ),
                *asserted(positive, f"0 < {frame.real(e.args[0])}", shown(e.args[0], frame, True)),
                f"pose proof ({'ln_negative' if strict else 'ln_nonpos'} _ {positive} ltac:(lra)); lra.",
            ]
        case Sum() | Max():
            inside, introduced, body = frame.under(e.vector)
            if at_most_zero(body, inside.context, strict, depth):
                count, f = natural(e.vector.size, frame.scope), function(e.vector, frame.scope)
                lemma = f"Sum_{'pos' if strict else 'nonneg'} {count} (fun i => - {f} i)"
                largest = f"Max_lub{'_lt' if strict else ''} {count} {f} 0"
                opening = [
                    f"enough ({name} : {frame.real(e)} {above_or_at} 0) by lra.",
                    f"apply ({largest}); [size | intros {introduced}; cbv beta].",
                ]
                if isinstance(e, Sum):
                    sized = "size | " if strict else ""
                    opening = [f"rewrite <- Sum_opp; apply ({lemma}); [{sized}intros {introduced}; cbv beta]."]
                return [*opening, *_opposite(frame.fresh("g"), body, inside, strict, depth), "lra."]
        case sp.Pow() if e.exp == -1:
            inverse = f"Rinv_0_lt_compat (- {frame.real(e.base)}) {name}"
            return [
                *_opposite(name, e.base, frame, True, depth),
                f"pose proof ({inverse}) as {name}_; rewrite Rinv_opp in {name}_; lra.",
            ]
    return facts.by_facts(-e, frame, strict, depth)


def _opposite(name: str, e: sp.Expr, frame: Frame, strict: bool, depth: int) -> Lines:
    """That `- e` is at least zero, or above, under the name."""
    sign_, same = frame.fresh("g"), frame.fresh("q")
    return [
        *asserted(sign_, f"0 {op(strict)} {frame.real(-e)}", _below(e, frame, strict, depth)),
        *asserted(same, f"{frame.real(-e)} = - {frame.real(e)}", ["expand."]),
        *asserted(name, f"0 {op(strict)} - {frame.real(e)}", ["lra."]),
    ]


def _total(e: sp.Add, frame: Frame, strict: bool, depth: int) -> Lines | None:
    for terms in groupings(e):
        if not all(at_least_zero(t, frame.context, False, depth) for t in terms):
            continue
        if strict and not any(at_least_zero(t, frame.context, True, depth) for t in terms):
            continue
        lines: Lines = []
        one = False
        for term in terms:
            above = strict and not one and at_least_zero(term, frame.context, True, depth)
            one = one or above
            name = frame.fresh("g")
            lines += asserted(name, f"0 {op(above)} {frame.real(term)}", shown(term, frame, above, depth))
        same = frame.fresh("q")
        texts = " + ".join(frame.real(t) for t in terms)
        lines += asserted(same, f"{frame.real(e)} = {texts}", equality.arithmetic(e, plus(*terms), frame))
        return [*lines, "lra."]
    return None
