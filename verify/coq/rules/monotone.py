"""Monotone position: down to where the sides differ, then up again by the lemma of each level."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Chain, Context, Gap, Integral, Op, Relation, at_least_zero
from theory.kernel.chain import Rule
from theory.kernel.quantity import Quantity
from theory.kernel.rules import Monotone, monotone, order
from verify.coq import continuity, sign
from verify.coq.arithmetic import times
from verify.coq.chains import WORD, chained, ended, follows, replays, step
from verify.coq.equality import arithmetic, closing, equate
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import HALF, is_whole, natural

Names = tuple[sp.Symbol, ...]


@replays(Monotone)
def _monotone(rule: Monotone, goal: Relation, frame: Frame) -> Lines:
    return _descended(goal, rule.by, rule.at, frame)


def _descended(goal: Relation, by: Rule | Chain, names: Names, frame: Frame) -> Lines:
    try:
        monotone.leaf(goal, frame.context, by)
    except Gap:
        inner = monotone.one_level(goal, frame.context, names)
        if inner is None:
            raise Untranslatable("there is no single place in which the sides differ") from None
        below, context = inner
        rest = names[monotone.depth(context) - monotone.depth(frame.context) :]
        return _level(goal, below, context, by, rest, frame)
    return chained(by, goal, frame) if isinstance(by, Chain) else step(by, goal, frame)


def _level(goal: Relation, inner: Relation, context: Context, by: Rule | Chain, names: Names, frame: Frame) -> Lines:
    lhs, rhs = goal.upward.lhs, goal.upward.rhs
    if context != frame.context:
        if isinstance(lhs, Integral):
            return _integrated(goal, inner, context, by, names, frame)
        return _under(goal, inner, context, by, names, frame)
    deeper = _descended(inner, by, names, frame)
    if isinstance(lhs, sp.exp) and isinstance(rhs, sp.exp) and inner.lhs == goal.lhs.args[0]:
        return [f"apply exp_{WORD[goal.op]}." if goal.op != "=" else "apply f_equal.", *deeper]
    if isinstance(lhs, sp.log) and isinstance(rhs, sp.log) and {inner.lhs, inner.rhs} == {lhs.args[0], rhs.args[0]}:
        if goal.op == "=":
            return ["apply f_equal.", *deeper]
        return [f"apply ln_{WORD[goal.op]}.", *block(sign.shown(lhs.args[0], frame, strict=True)), *deeper]
    name = frame.fresh("f")
    return [*asserted(name, frame.says(inner), deeper), *_above(goal, inner, name, frame)]


def _under(goal: Relation, inner: Relation, context: Context, by: Rule | Chain, names: Names, frame: Frame) -> Lines:
    """Under a sum or an extremum: the parts compared at an arbitrary index."""
    over, word = type(goal.lhs).__name__, WORD[goal.op]
    inside, introduced = frame.fixing(*context.indices[-1])
    name = frame.fresh("f")
    body = asserted(name, inside.says(inner), _descended(inner, by, names, inside))
    if goal.op == "=":
        lemma = f"apply {over}_ext; intros {introduced}; cbv beta."
        return [lemma, *body, f"first [exact {name} | etransitivity; [ | etransitivity; [exact {name} | ]]; same]."]
    sized = "size | " if goal.strict else ""
    return [
        f"apply {over}_{word}; [{sized}intros {introduced}; cbv beta].",
        *body,
        f"first [exact {name} | refine (chain_eq_{word} _ _ _ _ (chain_{word}_eq _ _ _ {name} _)); same].",
    ]


def _integrated(
    goal: Relation, inner: Relation, context: Context, by: Rule | Chain, names: Names, frame: Frame
) -> Lines:
    """Under an integral: the integrands compared at an arbitrary number between 0 and 1."""
    t, word = context.facts[-1].lhs, WORD[goal.op]
    inside, introduced = continuity.running(t, frame)
    name = frame.fresh("f")
    body = asserted(name, inside.says(inner), _descended(inner, by, names, inside))
    opening = continuity.at_any(introduced, goal.lhs, goal.rhs)
    if goal.op == "=":
        last = f"first [exact {name} | etransitivity; [ | etransitivity; [exact {name} | ]]; same]."
        return [f"apply Integral_ext; {opening}", *body, last]
    low, high = frame.fresh("s"), frame.fresh("s")
    return [
        *continuity.smooth(low, goal.upward.lhs, frame),
        *continuity.smooth(high, goal.upward.rhs, frame),
        f"apply (Integral_{word} _ _ {low} {high}); {opening}",
        *body,
        f"first [exact {name} | refine (chain_eq_{word} _ _ _ _ (chain_{word}_eq _ _ _ {name} _)); same].",
    ]


def _above(goal: Relation, inner: Relation, name: str, frame: Frame) -> Lines:
    """The goal from the part of it that is left one level down, which is known under the name."""
    if _moves(goal, inner, frame):
        return follows(goal, inner, name, frame)
    up, known = goal.upward, inner if goal.op == "=" else inner.upward
    a, b = up.lhs, up.rhs
    if any(isinstance(e, Quantity) and other in (known.lhs, known.rhs) for e, other in ((a, b), (b, a))):
        return ended(goal, inner, name, frame)
    if isinstance(a, sp.Pow) and isinstance(b, sp.Pow) and a.exp == b.exp:
        return _powers(goal, inner, name, frame)
    if isinstance(a, sp.Abs) and isinstance(b, sp.Abs) and goal.op == "=":
        return ["apply f_equal.", f"exact {name}."]
    logs = _through_logarithm(goal, inner, name, frame)
    return _factored(goal, inner, name, frame) if logs is None else logs


def _moves(goal: Relation, inner: Relation, frame: Frame) -> bool:
    try:
        return order.follows(goal, inner, frame.context)
    except Gap:
        return False


def _factored(goal: Relation, inner: Relation, name: str, frame: Frame) -> Lines:
    """The goal is a common factor times what is known."""
    up, known = goal.upward, inner if goal.op == "=" else inner.upward
    factor = sp.Mul(*monotone.parted(list(sp.Mul.make_args(up.lhs)), list(sp.Mul.make_args(up.rhs)))[0])
    if factor == 1:
        raise Untranslatable("this place in which the sides differ has no counterpart")
    if goal.op == "=":
        first, second, text = frame.fresh("q"), frame.fresh("q"), frame.real(factor)
        left, right = (
            f"{frame.real(e)} = {text} * {frame.real(f)}"
            for e, f in zip((up.lhs, up.rhs), (known.lhs, known.rhs), strict=True)
        )
        return [
            *asserted(first, left, arithmetic(up.lhs, times(factor, known.lhs), frame)),
            *asserted(second, right, arithmetic(up.rhs, times(factor, known.rhs), frame)),
            f"exact (product_eq _ _ _ _ _ {first} {second} {name}).",
        ]
    signed = factor if at_least_zero(factor, frame.context, goal.strict) else -factor
    low, high = known.lhs, known.rhs
    word, positive, combined = WORD[goal.op], frame.fresh("g"), frame.fresh("m")
    text, small, large = frame.real(signed), frame.real(low), frame.real(high)
    weak = name if known.op == up.op else f"(Rlt_le _ _ {name})"
    ends = f"{frame.real(up.lhs)} {frame.real(up.rhs)} ({text} * {small}) ({text} * {large})"
    return [
        *asserted(positive, f"0 {'<' if goal.strict else '<='} {text}", sign.shown(signed, frame, goal.strict)),
        f"pose proof (factor_{word} {text} {small} {large} {positive} {weak}) as {combined}.",
        f"apply (moved_{word} {ends} 1 ltac:(lra) {combined}).",
        *closing(frame, up.lhs, up.rhs, signed, low, high),
    ]


def _powers(goal: Relation, inner: Relation, name: str, frame: Frame) -> Lines:
    """The same power of both sides: rising for a positive exponent, falling for a negative one."""
    if goal.op == "=":
        return [f"rewrite {name}; reflexivity."]
    exponent, word, small = goal.lhs.exp, WORD[goal.op], inner.upward.lhs
    falling = exponent.as_coeff_Mul()[0] < 0
    size = -exponent if falling else exponent
    whole = is_whole(size)
    if not size.is_positive:
        raise Untranslatable(f"monotonicity of the power {exponent} has no counterpart")
    weak = f"(Rlt_le _ _ {name})" if inner.strict and not goal.strict else name
    strict = falling or not (whole or size == HALF)
    zero = frame.fresh("g")
    lines = asserted(zero, f"0 {'<' if strict else '<='} {frame.real(small)}", sign.shown(small, frame, strict))
    at_zero = f"(Rlt_le _ _ {zero})" if strict else zero
    if size == HALF:
        rises = f"(sqrt_lt _ _ {at_zero} {weak})" if goal.strict else f"(sqrt_le _ _ {weak})"
        positive = f"(sqrt_positive _ {zero})"
    elif whole:
        written = natural(size, frame.scope)
        rises = f"(Facts.pow_{word} _ _ {written} {'ltac:(size) ' if goal.strict else ''}{at_zero} {weak})"
        rises, positive = (weak, zero) if size == 1 else (rises, f"(pow_positive _ {written} {zero})")
    else:
        above = frame.fresh("g")
        proof = sign.shown(size, frame, goal.strict)
        lines += asserted(above, f"0 {'<' if goal.strict else '<='} {frame.real(size)}", proof)
        rises, positive = f"(power_{word} _ _ _ {above} {zero} {weak})", "(Rpower_positive _ _)"
    return [*lines, f"exact (inv_{word} _ _ {positive} {rises})." if falling else f"exact {rises}."]


def _through_logarithm(goal: Relation, inner: Relation, name: str, frame: Frame) -> Lines | None:
    """c log A R B from A R exp(B / c), and exp A R 1 from A R 0; None where the goal is neither."""
    lt = "_lt" if goal.strict else ""
    weak = f"(Rlt_le _ _ {name})" if inner.strict and not goal.strict else name
    for side in (goal, goal.mirrored):
        number, rest = side.lhs.as_coeff_Mul()
        if isinstance(rest, sp.log) and inner.lhs == rest.args[0]:
            op: Op = side.op if number > 0 else side.mirrored.op
            fact, proved, same = Relation(rest, op, side.rhs / number), frame.fresh("f"), frame.fresh("e")
            bound = sp.exp(fact.rhs, evaluate=False)
            text = f"{frame.real(inner.rhs)} = exp {frame.real(fact.rhs)}"
            ends = asserted(same, text, equate(inner.rhs, bound, frame, inner.rhs, bound))
            positive = block(sign.shown(rest.args[0], frame, strict=True)) if op in ("<", "<=") else []
            lemma = "ln_is" if op == "=" else f"ln_below{lt}" if op in ("<", "<=") else f"ln_above{lt}"
            known = name if op == "=" else weak
            proof = [f"apply {lemma}.", *positive, *ends, f"first [exact {known} | rewrite <- {same}; exact {known}]."]
            return [*asserted(proved, frame.says(fact), proof), *follows(goal, fact, proved, frame)]
        if isinstance(side.lhs, sp.exp) and side.rhs == 1:
            if goal.op == "=":
                return [f"first [rewrite {name} | rewrite <- {name}]; first [apply exp_0 | symmetry; apply exp_0]."]
            return [f"rewrite <- exp_0; apply exp_{WORD[goal.op]}; exact {weak}."]
    return None
