"""Integrals in normal form: + taken apart, constants and sums in front."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.kernel import Integral, Sum, normal
from theory.kernel.binders import look_inside
from theory.kernel.normal import expanded, pulled
from verify.coq import continuity, equality
from verify.coq.arithmetic import plus, times
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import in_range, integrand, natural


def distributed(term: Integral, end: sp.Expr, frame: Frame) -> Lines:
    """Integrals distribute over +, constants come out."""
    t, body = look_inside(term)
    inside, introduced = continuity.running(t, frame)
    # What is integrated is the same between the ends; there t is above 0, which is more than the kernel asks.
    at_least = frame.fresh("l")
    opening = (
        f"apply Integral_ext; intros {introduced}; pose proof (Rlt_le _ _ {inside.signs[t]}) as {at_least}; cbv beta."
    )
    inside = replace(inside, context=frame.context, facts=frame.facts, signs={**frame.signs, t: at_least})
    done = normal(body, frame.context)
    middle = Integral(done, t)
    lines = equality.via(term, middle, [opening, *equality.onward(body, done, inside)], frame)
    pieces = [pulled(piece, t) for piece in sp.Add.make_args(expanded(done))]
    letter = inside.scope.name(t)
    summed = {rest: _sum_in_front(rest) for _, rest in pieces}
    given, pieces = pieces, [(c, summed[rest] or rest) for c, rest in pieces]
    apart = " + ".join(f"({inside.real(c)} * {inside.real(rest)})" for c, rest in pieces)
    lines.append(f"transitivity (Integral (fun {letter} => {apart})).")
    between = [line for rest, found in summed.items() if found for line in _drawn_in(rest, found, inside)]
    apart_ = plus(*(times(c, rest) for c, rest in given))
    lines += block([opening, *between, *equality.arithmetic(done, apart_, inside)])
    results = [_integrated(rest, t) for _, rest in pieces]
    for rest in dict.fromkeys(rest for _, rest in pieces):
        lines += _are_smooth(rest, t, frame)
    total = " + ".join(f"({frame.real(c)} * {frame.real(r)})" for (c, _), r in zip(pieces, results, strict=True))
    lines += [f"transitivity ({total}).", *block(["integral_out."])]
    ends = []
    for result in results:
        form = result
        if isinstance(result, Sum):
            form, name = normal(result, frame.context), frame.fresh("n")
            lines += asserted(name, f"{frame.real(result)} = {frame.real(form)}", equality.onward(result, form, frame))
            lines.append(f"try rewrite {name}.")
        ends.append(form)
    made = plus(*(times(c, e) for (c, _), e in zip(pieces, ends, strict=True)))
    return [*lines, *equality.arithmetic(made, end, frame)]


def _sum_in_front(product: sp.Expr) -> Sum | None:
    """A product of which one factor is a sum, as the sum of the products."""
    sums = [f for f in sp.Mul.make_args(product) if isinstance(f, Sum)]
    if len(sums) != 1:
        return None
    index, part = look_inside(sums[0].vector)
    return Sum.over(expanded(product / sums[0] * part), index, sums[0].vector.size)


def _drawn_in(product: sp.Expr, total: Sum, frame: Frame) -> Lines:
    """That they are equal, rewritten in the goal."""
    [inner] = [f for f in sp.Mul.make_args(product) if isinstance(f, Sum)]
    index, part = look_inside(inner.vector)
    deep, introduced = frame.fixing(index, inner.vector.size)
    size, letter, name = natural(inner.vector.size, frame.scope), deep.scope.name(index), frame.fresh("w")
    factor, joint = frame.real(product / inner), expanded(product / inner * part)
    proof = [
        f"transitivity (Sum {size} (fun {letter} => {factor} * {deep.real(part)})).",
        *block(
            [f"apply Sum_ext; intros {introduced}.", *equality.arithmetic(joint, times(product / inner, part), deep)]
        ),
        f"rewrite (Sum_scal {size} {factor} (fun {letter} => {deep.real(part)})).",
        *equality.arithmetic(times(product / inner, inner), product, frame),
    ]
    return [*asserted(name, f"{frame.real(total)} = {frame.real(product)}", proof), f"try rewrite {name}."]


def _integrated(rest: sp.Expr, t: sp.Symbol) -> sp.Expr:
    if isinstance(rest, Sum):
        index, part = look_inside(rest.vector)
        return Sum.over(Integral(part, t), index, rest.vector.size)
    return sp.S.One if rest == 1 else Integral(rest, t)


def _are_smooth(rest: sp.Expr, t: sp.Symbol, frame: Frame) -> Lines:
    """That what is integrated is smooth, at each index of a sum."""
    if rest == 1:
        return []
    if not isinstance(rest, Sum):
        return continuity.smooth(frame.fresh("s"), Integral(rest, t), frame)
    index, part = look_inside(rest.vector)
    inside, introduced = frame.fixing(index, rest.vector.size)
    integral, letter = Integral(part, t), inside.scope.name(index)
    says = f"forall {letter}, {in_range(letter, rest.vector.size, frame.scope)} -> "
    says += f"smooth {integrand(integral, inside.scope)}"
    return asserted(frame.fresh("s"), says, [f"intros {introduced}.", *continuity.is_smooth(integral, inside)])
