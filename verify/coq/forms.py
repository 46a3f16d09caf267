"""Normal forms: that a part equals the kernel's normal form of it, each rewriting by the lemma that it is."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.kernel import Integral, Max, Min, Quantity, Sum, at_least_zero, meaning, normal
from theory.kernel.binders import free, look_inside
from theory.kernel.normal import WRITE_OUT, expanded, maximum, ordered, pulled, pulled_shared
from verify.coq import continuity, equality, functions, sign
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import in_range, integrand, natural


def unfolding(body: sp.Expr, frame: Frame) -> Lines:
    """That a named quantity is what it stands for; what is under ln in an exponent is shown to be above zero."""
    powers = [e for e in body.atoms(sp.exp) if e.has(sp.log) and not any(s.name.startswith("@") for s in free(e))]
    return equality.closing(frame, *powers, by="unfold_head.") if powers else ["unfold_head."]


def normalised(part: sp.Expr, frame: Frame) -> tuple[sp.Expr, Lines]:
    """The normal form of a part, and the proof that the part equals it; no proof where Coq has the same text."""
    end = normal(part, frame.context)
    if frame.real(end) == frame.real(part):
        return end, []
    match part:
        case Quantity():
            body = meaning(part)
            return end, [*equality.via(part, body, unfolding(body, frame), frame), *equality.onward(body, end, frame)]
        case Sum():
            return end, _sum(part, end, frame)
        case Integral():
            return end, _integral(part, end, frame)
        case Max():
            return end, _max(part, end, frame)
        case Min():
            return end, _min(part, end, frame)
        case sp.exp():
            return end, functions.exponential(part, end, frame)
        case sp.log():
            return end, functions.logarithm(part, end, frame)
        case sp.Abs():
            return end, functions.absolute(part, end, frame)
        case sp.Pow():
            return end, functions.power(part, end, frame)
        case sp.gamma():
            return end, functions.gamma(part, end, frame)
    raise Untranslatable(f"the normal form of {type(part).__name__} has no counterpart")


def _mapped(term: sp.Expr, frame: Frame) -> tuple[sp.Expr, Lines]:
    """A sum or an extremum with its entry in normal form, and the proof that it is the same."""
    inside, introduced, body = frame.under(term.vector)
    name, _ = look_inside(term.vector)
    end = normal(body, inside.context)
    after = type(term).over(end, name, term.vector.size)
    if frame.real(after) == frame.real(term):
        return after, []
    return after, [
        f"apply {type(term).__name__}_ext; intros {introduced}.",
        *(equality.equate(body, end, inside) if inside.real(body) != inside.real(end) else ["reflexivity."]),
    ]


def _sum(term: Sum, end: sp.Expr, frame: Frame) -> Lines:
    middle, proof = _mapped(term, frame)
    lines = equality.via(term, middle, proof, frame)
    size, (name, body) = term.vector.size, look_inside(term.vector)
    body = normal(body, frame.under(term.vector)[0].context)
    if size.is_Integer and size <= WRITE_OUT:
        return [*lines, "cbn [Sum].", *equality.closing(frame, middle, end)]
    pieces = []
    for piece in sp.Add.make_args(expanded(body)):
        constant, rest = pulled(piece, name)
        pieces.append((constant, rest))
    inside, introduced = frame.under(term.vector)[:2]
    opened = look_inside(term.vector)[0]
    shape = [f"({inside.real(c)} * {inside.real(r)})" for c, r in pieces]
    texts = " + ".join(shape)
    bound = inside.scope.name(opened)
    count = natural(size, frame.scope)
    total = " + ".join(f"({frame.real(c)} * Sum {count} (fun {bound} => {inside.real(r)}))" for c, r in pieces)
    lines.append(f"transitivity (Sum {count} (fun {bound} => {texts})).")
    lines += block(
        [f"apply Sum_ext; intros {introduced}.", *equality.closing(inside, body, *(c * r for c, r in pieces))]
    )
    lines.append(f"transitivity ({total}).")
    lines += block(["sum_out."])
    results = []
    for _, rest in pieces:
        inner = ordered(opened, rest, size) if rest != 1 else size
        here = Sum.over(rest, opened, size)
        results.append(inner)
        if rest == 1:
            left = f"Sum {count} (fun {bound} => {inside.real(rest)})"
            made = frame.fresh("c")
            lines += asserted(made, f"{left} = INR {count}", ["rewrite Sum_const; size_ring."])
            lines.append(f"try rewrite {made}.")
        elif frame.real(inner) != frame.real(here):
            made = frame.fresh("s")
            left = f"Sum {count} (fun {bound} => {inside.real(rest)})"
            lines += asserted(made, f"{left} = {frame.real(inner)}", _swapped(rest, opened, size, frame))
            lines.append(f"try rewrite {made}.")
    return [*lines, *equality.closing(frame, *(c for c, _ in pieces), *results, end)]


def _integral(term: Integral, end: sp.Expr, frame: Frame) -> Lines:
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
    pieces = [(c, summed[rest] or rest) for c, rest in pieces]
    apart = " + ".join(f"({inside.real(c)} * {inside.real(rest)})" for c, rest in pieces)
    lines.append(f"transitivity (Integral (fun {letter} => {apart})).")
    between = [line for rest, found in summed.items() if found for line in _drawn_in(rest, found, inside)]
    lines += block([opening, *between, *equality.closing(inside, done, *(c * rest for c, rest in pieces))])
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
    return [*lines, *equality.closing(frame, *(c for c, _ in pieces), *ends, end)]


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
        *block([f"apply Sum_ext; intros {introduced}.", *equality.closing(deep, joint, product / inner, part)]),
        f"rewrite (Sum_scal {size} {factor} (fun {letter} => {deep.real(part)})).",
        *equality.closing(frame, product, product / inner),
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


def _swapped(body: sp.Expr, name: sp.Symbol, size: sp.Expr, frame: Frame) -> Lines:
    """A double sum in the other order, what is free of the inner index taken out of it."""
    inner = next(f for f in sp.Mul.make_args(body) if isinstance(f, Sum))
    other, part = look_inside(inner.vector)
    joint = expanded(body / inner * part)
    constant, rest = pulled(joint, name)
    first, intro = frame.fixing(name, size)
    both, intro_both = first.fixing(other, inner.vector.size)
    n1, n2 = (natural(s, frame.scope) for s in (size, inner.vector.size))
    i1, i2 = first.scope.name(name), both.scope.name(other)
    turned, intro_turned = frame.fixing(other, inner.vector.size)
    deep, intro_deep = turned.fixing(name, size)
    outside, common = first.real(body / inner), turned.real(constant)
    return [
        f"transitivity (Sum {n1} (fun {i1} => Sum {n2} (fun {i2} => {both.real(joint)}))).",
        *block(
            [
                f"apply Sum_ext; intros {intro}.",
                f"transitivity ({outside} * Sum {n2} (fun {i2} => {both.real(part)})).",
                *block(equality.closing(first, body)),
                f"rewrite <- (Sum_scal {n2} {outside} (fun {i2} => {both.real(part)})).",
                f"apply Sum_ext; intros {intro_both}.",
                *equality.closing(both, body / inner, part, joint),
            ]
        ),
        "rewrite Sum_swap.",
        f"apply Sum_ext; intros {intro_turned}.",
        f"transitivity ({common} * Sum {n1} (fun {deep.scope.name(name)} => {deep.real(rest)})).",
        *block(
            [
                f"rewrite <- (Sum_scal {n1} {common} (fun {deep.scope.name(name)} => {deep.real(rest)})).",
                f"apply Sum_ext; intros {intro_deep}.",
                *equality.closing(deep, joint, constant, rest),
            ]
        ),
        *equality.closing(turned, constant),
    ]


def _max(term: Max, end: sp.Expr, frame: Frame) -> Lines:
    middle, proof = _mapped(term, frame)
    lines = equality.via(term, middle, proof, frame)
    inside, introduced, _ = frame.under(term.vector)
    opened, size = look_inside(term.vector)[0], term.vector.size
    body = normal(look_inside(term.vector)[1], inside.context)
    count = natural(size, frame.scope)
    bound = inside.scope.name(opened)
    if size == 1:
        return [*lines, "cbn [Max].", *equality.closing(frame, end)]
    terms = sp.Add.make_args(expanded(body))
    shift = sp.Add(*(t for t in terms if opened not in free(t)))
    moving = sp.Add(*(t for t in terms if opened in free(t)))
    if moving == 0:
        return [*lines, "rewrite Max_const by size.", *equality.closing(frame, body, end)]
    content, rest = moving.as_content_primitive()
    if content < 0:
        content, rest = -content, -rest
    constant, varying = pulled_shared(rest, opened) if rest.is_Add else pulled(rest, opened)
    if not at_least_zero(constant, frame.context, strict=True):
        constant, varying = sp.S.One, rest
    varying = expanded(varying)
    factor = content * constant
    inner = Max.over(varying, opened, size)
    c, f = frame.real(factor), inside.real(varying)
    return [
        *lines,
        f"transitivity (Max {count} (fun {bound} => {frame.real(shift)} + {c} * {f})).",
        *block([f"apply Max_ext; intros {introduced}.", *equality.closing(inside, body, shift, factor, varying)]),
        f"transitivity ({frame.real(shift)} + {c} * Max {count} (fun {bound} => {f})).",
        *block(
            [
                f"rewrite (Max_plus {count} {frame.real(shift)} (fun {bound} => {c} * {f})) by size.",
                f"rewrite (Max_scal {count} {c} (fun {bound} => {f})); [reflexivity | ].",
                *sign.shown(factor, frame),
            ]
        ),
        *equality.closing(frame, shift, factor, inner, end),
    ]


def _min(term: Min, end: sp.Expr, frame: Frame) -> Lines:
    middle, proof = _mapped(term, frame)
    lines = equality.via(term, middle, proof, frame)
    inside, introduced, _ = frame.under(term.vector)
    opened, size = look_inside(term.vector)[0], term.vector.size
    body = normal(look_inside(term.vector)[1], inside.context)
    turned = expanded(-body)
    largest = Max.over(turned, opened, size)
    largest_end = maximum(opened, turned, size, frame.context)
    count, bound = natural(size, frame.scope), inside.scope.name(opened)
    lines += [
        f"transitivity (- Max {count} (fun {bound} => {inside.real(turned)})).",
        *block(
            [
                "rewrite Min_opp; apply f_equal.",
                f"apply Max_ext; intros {introduced}.",
                *equality.closing(inside, body, turned),
            ]
        ),
    ]
    if frame.real(largest) != frame.real(largest_end):
        name = frame.fresh("m")
        lines += asserted(name, f"{frame.real(largest)} = {frame.real(largest_end)}", _max(largest, largest_end, frame))
        lines.append(f"try rewrite {name}.")
    return [*lines, *equality.closing(frame, largest_end, end)]
