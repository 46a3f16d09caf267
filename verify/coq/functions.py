"""Normal forms of exponentials, logarithms, absolute values and powers."""

from __future__ import annotations

import sympy as sp

from theory.kernel import at_least_zero, normal
from theory.kernel.normal import LARGEST_PRIME, common_out, expanded, has_quotient, pivot
from verify.coq import equality, sign
from verify.coq.arithmetic import plus, times
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import GAMMA, IS_GAMMA

_STEPS = 20  # down from the argument of a Gamma function


def exponential(part: sp.exp, end: sp.Expr, frame: Frame) -> Lines:
    """exp of a normal form, logarithms in the exponent taken out."""
    inside = normal(part.args[0], frame.context)
    if end == sp.exp(inside, evaluate=False) or (isinstance(end, sp.exp) and end.args[0] == inside):
        return ["apply f_equal.", *equality.equate(part.args[0], inside, frame)]
    lines = [
        f"transitivity (exp {frame.real(inside)}).",
        *block(["apply f_equal.", *equality.onward(part.args[0], inside, frame)]),
    ]
    logs = {t.as_coeff_Mul() for t in sp.Add.make_args(inside) if isinstance(t.as_coeff_Mul()[1], sp.log)}
    for _, log in sorted(logs, key=str):
        base = log.args[0]
        lines += sign.kept(frame.fresh("l"), base, frame, strict=True)
    return [*lines, *equality.closing(frame, inside, end)]


def _factors(a: sp.Expr, frame: Frame) -> list[tuple[sp.Expr, sp.Expr]]:
    """Positive factors of a, each with its logarithm as the kernel writes it."""
    context = frame.context
    above, below = sp.fraction(sp.together(a)) if has_quotient(a) else (a, sp.S.One)
    if below != 1 and at_least_zero(below, context, strict=True):
        return [
            *_factors(expanded(above), frame),
            *((1 / f, -g) for f, g in _factors(below, frame)),
        ]
    found: list[tuple[sp.Expr, sp.Expr]] = []
    left = sp.S.One
    for factor in sp.Mul.make_args(common_out(a)):
        base, exponent = factor.as_base_exp() if not isinstance(factor, sp.exp) else (factor, sp.S.One)
        if isinstance(factor, sp.exp):
            found.append((factor, factor.args[0]))
        elif factor.is_Rational and factor > 0:
            for p, k in sp.factorrat(factor, limit=LARGEST_PRIME).items():
                found.append((sp.Integer(p) ** k, k * sp.log(p)))
        elif factor.is_Add and at_least_zero(factor, context, strict=True):
            shift, rest = pivot(factor)
            if shift != 0:
                found.append((sp.exp(shift), shift))
            found.append((rest, sp.log(rest)))
        elif at_least_zero(base, context, strict=True):
            found.append((factor, exponent * sp.log(base)))
        else:
            left *= factor
    if left != 1:
        found.append((left, sp.log(left)))
    return found


def logarithm(part: sp.log, end: sp.Expr, frame: Frame) -> Lines:
    """ln of a normal form, as the sum of the logarithms of its positive factors."""
    inside = normal(part.args[0], frame.context)
    lines = equality.via(
        part, sp.log(inside, evaluate=False), ["apply f_equal.", *equality.onward(part.args[0], inside, frame)], frame
    )
    factors = _factors(inside, frame)
    if len(factors) == 1 and factors[0][0] == inside and factors[0][1] == sp.log(inside):
        return [*lines, *equality.closing(frame, end)]
    product = " * ".join(frame.real(f) for f, _ in factors) or "1"
    logs = " + ".join(frame.real(g) for _, g in factors) or "0"
    lines += [
        f"transitivity (ln ({product})).",
        *block(["apply f_equal.", *equality.arithmetic(inside, times(*(f for f, _ in factors)), frame)]),
    ]
    for f, _ in factors:
        lines += sign.kept(frame.fresh("p"), f, frame, strict=True)
    lines += [f"transitivity ({logs}).", *block(["expand."])]
    return [*lines, *equality.arithmetic(plus(*(g for _, g in factors)), end, frame)]


def absolute(part: sp.Abs, end: sp.Expr, frame: Frame) -> Lines:
    """The absolute value of a normal form, without the bars where its sign shows."""
    inside = normal(part.args[0], frame.context)
    lines = equality.via(
        part, sp.Abs(inside, evaluate=False), ["apply f_equal.", *equality.onward(part.args[0], inside, frame)], frame
    )
    if at_least_zero(inside, frame.context):
        return [*lines, "apply unsigned.", *sign.shown(inside, frame)]
    if at_least_zero(-inside, frame.context):
        turned = expanded(-inside)
        name = frame.fresh("p")
        return [
            *lines,
            *asserted(name, f"0 <= {frame.real(turned)}", sign.shown(turned, frame)),
            f"transitivity (- {frame.real(inside)}).",
            *block(["apply unsigned_opp; done_by " + name + "."]),
            *equality.arithmetic(times(sp.S.NegativeOne, inside), turned, frame),
        ]
    return [*lines, "same."]


def gamma(part: sp.gamma, end: sp.Expr, frame: Frame) -> Lines:
    """Gamma(t + 1) = t Gamma(t), as often as the number in the argument says."""
    inside = normal(part.args[0], frame.context)
    lines = equality.via(
        part, sp.gamma(inside, evaluate=False), ["apply f_equal.", *equality.onward(part.args[0], inside, frame)], frame
    )
    steps: Lines = []
    made = sp.S.One
    while end != expanded(made * sp.gamma(inside)):
        before = inside - 1
        if len(steps) > _STEPS or not at_least_zero(before, frame.context, strict=True):
            raise Untranslatable(f"{part} is written as {end} in a way that has no counterpart")
        name, above = frame.fresh("n"), frame.fresh("p")
        here, there = frame.real(inside), frame.real(before)
        lines += asserted(above, f"0 < {there}", sign.shown(before, frame, strict=True))
        next_ = f"apply (Gamma_next _ {IS_GAMMA} _ _ {above})."
        lines += asserted(
            name, f"{GAMMA} {here} = {there} * {GAMMA} {there}", [next_, *equality.closing(frame, inside, before)]
        )
        steps.append(f"try rewrite {name}.")
        made, inside = made * before, before
    return [*lines, *steps, *equality.closing(frame, end)]


def power(part: sp.Pow, end: sp.Expr, frame: Frame) -> Lines:
    """A power of a normal form, of which each factor is taken apart."""
    base, exponent = normal(part.base, frame.context), normal(part.exp, frame.context)
    if base != part.base:
        frame.origins.setdefault(base, []).append(part.base)
    lines: Lines = []
    for before, after in ((part.base, base), (part.exp, exponent)):
        if frame.real(before) != frame.real(after):
            name = frame.fresh("b")
            lines += asserted(
                name, f"{frame.real(before)} = {frame.real(after)}", equality.equate(before, after, frame)
            )
            lines.append(f"try rewrite {name}.")
    for factor in sp.Mul.make_args(base):
        if base.is_Mul:
            strict = at_least_zero(factor, frame.context, strict=True)
            lines += sign.kept(frame.fresh("p"), factor, frame, strict)
    return [*lines, "expand."] if base.is_Mul else [*lines, *equality.closing(frame, end)]
