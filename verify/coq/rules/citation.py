"""A theorem cited: its parameters given, its sizes, signs and hypotheses proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import sympy as sp

from theory.kernel import Family, Relation, Vector
from theory.kernel.binders import look_inside
from theory.kernel.rules import Cite
from verify.coq import sign
from verify.coq.chains import follows, replays, step
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import GAMMA, IS_GAMMA, natural, value


@replays(Cite)
def _cite(rule: Cite, goal: Relation, frame: Frame) -> Lines:
    theorem = frame.context.library(rule.claim, rule.side)
    named, parameters, of_gamma = frame.cited(rule.claim, rule.side)
    given = {parameter: _given(parameter, rule.at) for parameter in parameters}
    arguments = [_written(parameter, e, frame) for parameter, e in given.items()]
    proofs = [["size."] for parameter in parameters if _is_size(parameter)]
    proofs += [_signed(parameter, e, frame) for parameter, e in given.items() if _has_sign(parameter)]
    for hypothesis in theorem.hypotheses:
        here = hypothesis.substitute(rule.at)
        if _is_of_numbers(hypothesis, here):
            proofs.append(["numbers."])
            continue
        used, _ = rule.discharge(here, frame.context)
        name = frame.fresh("f")
        proofs.append([*asserted(name, frame.says(here), step(used, here, frame)), f"granted {name}."])
    instance = theorem.relation.substitute(rule.at)
    name, raw = frame.fresh("f"), frame.fresh("r")
    made = f"instance {raw}."
    # A definition at any number where the theorem has it, and at a size where it is used, has another kind of power.
    before, after = (
        set(frame.scope.named(text)) for text in (_as_stated(theorem.relation, parameters, frame), frame.says(instance))
    )
    if before != after:
        opened = ", ".join(frame.scope.named(" ".join((*sorted(before), *sorted(after)))))
        made = f"unfold {opened} in *; whole_powers {raw}; instance {raw}."
    whole = " ".join([named, *[GAMMA] * of_gamma, *arguments, *[IS_GAMMA] * of_gamma, *("_" for _ in proofs)])
    return [
        f"unshelve epose proof ({whole}) as {raw}.",
        *(line for proof in proofs for line in block(proof)),
        f"cbv beta in {raw}.",
        *asserted(name, frame.says(instance), [made]),
        *follows(goal, instance, name, frame),
    ]


def _is_of_numbers(hypothesis: Relation, here: Relation) -> bool:
    """Does it compare numbers, and is it made of letters by arithmetic alone?"""
    parts = (part for side in (hypothesis.lhs, hypothesis.rhs) for part in sp.preorder_traversal(side))
    written = all(isinstance(part, sp.Symbol | sp.Rational | sp.Add | sp.Mul | sp.Pow) for part in parts)
    return bool(written and here.lhs.is_Rational and here.rhs.is_Rational)


def _as_stated(relation: Relation, parameters: tuple[sp.Basic, ...], frame: Frame) -> str:
    """The relation as the theorem has it."""
    scope = replace(frame.scope, names={}, written={})
    for parameter in parameters:
        scope, _ = scope.naming(parameter.symbol if isinstance(parameter, Family) else parameter)
    return replace(frame, scope=scope).says(relation)


def _given(parameter: sp.Basic, at: Mapping[sp.Basic, sp.Basic]) -> sp.Basic:
    return at.get(parameter, parameter.vector() if isinstance(parameter, Family) else parameter)


def _written(parameter: sp.Basic, e: sp.Basic, frame: Frame) -> str:
    return natural(e, frame.scope) if _is_size(parameter) else value(e, frame.scope)


def _is_size(parameter: sp.Basic) -> bool:
    return not isinstance(parameter, Family) and bool(parameter.is_integer)


def _has_sign(parameter: sp.Basic) -> bool:
    symbol = parameter.symbol if isinstance(parameter, Family) else parameter
    return not symbol.is_integer and bool(symbol.is_nonnegative)


def _signed(parameter: sp.Basic, e: sp.Basic, frame: Frame) -> Lines:
    """That what is given for the parameter has the sign that it is declared with, entry by entry."""
    symbol = parameter.symbol if isinstance(parameter, Family) else parameter
    strict = bool(symbol.is_positive)
    if not isinstance(parameter, Family):
        return sign.shown(e, frame, strict)
    inside, introduced = frame, []
    for index, size, entry in _opened(e):
        inside, both = inside.fixing(index, size)
        introduced.append(both.split(" "))
        e = entry
    names = " ".join([*(index for index, _ in introduced), *(within for _, within in introduced)])
    return [f"intros {names}; cbv beta.", *sign.shown(e, inside, strict)]


def _opened(e: sp.Basic) -> Iterator[tuple[sp.Symbol, sp.Expr, sp.Basic]]:
    while isinstance(e, Vector):
        index, entry = look_inside(e)
        yield index, e.size, entry
        e = entry
