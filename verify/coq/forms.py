"""Normal forms: that a part equals the kernel's normal form of it, each rewriting by the lemma that it is."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Integral, Max, Min, Quantity, Sum, at_least_zero, meaning, normal
from theory.kernel.binders import free, look_inside
from theory.kernel.normal import WRITE_OUT, expanded, maximum, ordered, pulled, pulled_shared
from verify.coq import equality, functions, integrals, lemmas, sign
from verify.coq.arithmetic import plus, times
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import natural


def unfolding(body: sp.Expr, frame: Frame) -> Lines:
    """That a named quantity is what it stands for; what is under ln in an exponent is shown to be above zero."""
    powers = [e for e in body.atoms(sp.exp) if e.has(sp.log) and not any(s.name.startswith("@") for s in free(e))]
    return equality.closing(frame, *powers, by="unfold_head.") if powers else ["unfold_head."]


def normalised(part: sp.Expr, end: sp.Expr, frame: Frame) -> Lines:
    """The proof that a part is its normal form, which is written otherwise than the part."""
    match part:
        case Quantity():
            body = meaning(part)
            return [*equality.via(part, body, unfolding(body, frame), frame), *equality.onward(body, end, frame)]
        case Sum():
            return _sum(part, end, frame)
        case Integral():
            return integrals.distributed(part, end, frame)
        case Max():
            return _max(part, end, frame)
        case Min():
            return _min(part, end, frame)
        case sp.exp():
            return functions.exponential(part, end, frame)
        case sp.log():
            return functions.logarithm(part, end, frame)
        case sp.Abs():
            return functions.absolute(part, end, frame)
        case sp.Pow():
            return functions.power(part, end, frame)
        case sp.gamma():
            return functions.gamma(part, end, frame)
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
    if frame.real(middle) == frame.real(end):
        return [*lines, "reflexivity."]
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
        [
            f"apply Sum_ext; intros {introduced}.",
            *equality.arithmetic(body, plus(*(times(c, r) for c, r in pieces)), inside),
        ]
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
            counted = frame.fresh("c")
            lines += asserted(counted, f"{left} = INR {count}", ["rewrite Sum_const; size_ring."])
            lines.append(f"try rewrite {counted}.")
        elif frame.real(inner) != frame.real(here):
            lines += _inside_out(here, inner, frame)
    made = plus(*(times(c, result) for (c, _), result in zip(pieces, results, strict=True)))
    return [*lines, *equality.arithmetic(made, end, frame)]


def _inside_out(double: Sum, inner: sp.Expr, frame: Frame) -> Lines:
    """That a double sum is the sum of a constant times the sums in the other order, rewritten in the goal."""

    def says(inside: Frame) -> str:
        return f"{inside.real(double)} = {inside.real(inner)}"

    name = frame.fresh("s")
    proof = lemmas.shown(name, "inside out", says, lambda inside: _swapped(double, inner, inside), frame, double, inner)
    return [*proof, f"try rewrite {name}."]


def _swapped(double: Sum, end: sp.Expr, frame: Frame) -> Lines:
    """A double sum in the other order, what is free of the inner index taken out of it."""
    (name, body), size = look_inside(double.vector), double.vector.size
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
                *block(equality.arithmetic(body, times(body / inner, inner), first)),
                f"rewrite <- (Sum_scal {n2} {outside} (fun {i2} => {both.real(part)})).",
                f"apply Sum_ext; intros {intro_both}.",
                *equality.arithmetic(times(body / inner, part), joint, both),
            ]
        ),
        "rewrite Sum_swap.",
        f"apply Sum_ext; intros {intro_turned}.",
        f"transitivity ({common} * Sum {n1} (fun {deep.scope.name(name)} => {deep.real(rest)})).",
        *block(
            [
                f"rewrite <- (Sum_scal {n1} {common} (fun {deep.scope.name(name)} => {deep.real(rest)})).",
                f"apply Sum_ext; intros {intro_deep}.",
                *equality.arithmetic(joint, times(constant, rest), deep),
            ]
        ),
        *equality.arithmetic(times(constant, Sum.over(rest, name, size)), end.vector.at(other), turned),
    ]


def _max(term: Max, end: sp.Expr, frame: Frame) -> Lines:
    middle, proof = _mapped(term, frame)
    lines = equality.via(term, middle, proof, frame)
    if frame.real(middle) == frame.real(end):
        return [*lines, "reflexivity."]
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
        return [*lines, "rewrite Max_const by size.", *equality.arithmetic(body, end, frame)]
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
        *block(
            [
                f"apply Max_ext; intros {introduced}.",
                *equality.arithmetic(body, plus(shift, times(factor, varying)), inside),
            ]
        ),
        f"transitivity ({frame.real(shift)} + {c} * Max {count} (fun {bound} => {f})).",
        *block(
            [
                f"rewrite (Max_plus {count} {frame.real(shift)} (fun {bound} => {c} * {f})) by size.",
                f"rewrite (Max_scal {count} {c} (fun {bound} => {f})); [reflexivity | ].",
                *sign.shown(factor, frame),
            ]
        ),
        *equality.arithmetic(plus(shift, times(factor, inner)), end, frame),
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
                *equality.arithmetic(times(sp.S.NegativeOne, body), turned, inside),
            ]
        ),
    ]
    if frame.real(largest) != frame.real(largest_end):
        name = frame.fresh("m")
        lines += asserted(name, f"{frame.real(largest)} = {frame.real(largest_end)}", _max(largest, largest_end, frame))
        lines.append(f"try rewrite {name}.")
    return [*lines, *equality.arithmetic(times(sp.S.NegativeOne, largest_end), end, frame)]
