"""An entry against the minimum, the maximum or the sum; a bound for each entry; where an extremum is attained."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Min, Relation, Sum, equal
from theory.kernel.rules import Attained, Entry, ForEach
from theory.kernel.rules.indexed import opened
from verify.coq import sign
from verify.coq.chains import WORD, chained, fact_of, replays
from verify.coq.equality import equate
from verify.coq.frame import Frame, Lines, asserted, block
from verify.coq.terms import function, natural


@replays(Entry)
def _entry(rule: Entry, goal: Relation, frame: Frame) -> Lines:
    up = goal.upward
    small, large = opened(up.lhs), opened(up.rhs)
    least = isinstance(small, Min) and rule.is_entry(small.vector, large, frame.context)
    whole, entry = (small, up.rhs) if least else (large, up.lhs)
    size = whole.vector.size
    places = [n for n, s in frame.context.indices if s == size] if rule.at is None else [rule.at]
    place = next(p for p in places if equal(whole.vector.at(p), opened(entry), frame.context))
    shown = whole.vector.at(place)
    fact = Relation(whole, "<=", shown) if least else Relation(shown, "<" if up.strict else "<=", whole)
    at = f"{natural(size, frame.scope)} {function(whole.vector, frame.scope)} {natural(sp.sympify(place), frame.scope)}"
    if least:
        proof = [f"refine (chain_le_eq _ _ _ (Min_ge {at} _) _).", *block(["size."]), *block(["entry."])]
    elif isinstance(whole, Max):
        proof = [f"refine (chain_eq_le _ _ _ _ (Max_ge {at} _)).", *block(["entry."]), *block(["size."])]
    else:
        word, holes = ("lt", "_ _ _") if up.strict else ("le", "_ _")
        proof = [
            f"refine (chain_eq_{word} _ _ _ _ (Sum_term_{word} {at} {holes})).",
            *block(["entry."]),
            *(line for _ in holes.split()[1:] for line in block(["size."])),
            *block(_others(rule, whole, up, frame)),
        ]
    return fact_of(fact, proof, goal, frame)


def _others(rule: Entry, whole: Sum, up: Relation, frame: Frame) -> Lines:
    """That every term of the sum is at least zero, or above."""
    if rule.others is not None and rule.index is not None:
        inside, introduced = frame.fixing(rule.index, whole.vector.size)
        goal = Relation(sp.S.Zero, up.op, whole.vector.at(rule.index))
        return [f"intros {introduced}; cbv beta.", *chained(rule.others, goal, inside)]
    inside, introduced, body = frame.under(whole.vector)
    return [f"intros {introduced}; cbv beta.", *sign.shown(body, inside, strict=up.strict)]


@replays(ForEach)
def _for_each(rule: ForEach, goal: Relation, frame: Frame) -> Lines:
    up, word = goal.upward, WORD[goal.op]
    small, large = opened(up.lhs), opened(up.rhs)
    from_below = isinstance(large, Min)
    vector = large.vector if from_below else small.vector
    inside, introduced = frame.fixing(rule.index, vector.size)
    at = vector.at(rule.index)
    inner = Relation(up.lhs, up.op, at) if from_below else Relation(at, up.op, up.rhs)
    lemma, name = ("Min_glb" if from_below else "Max_lub") + ("_lt" if up.strict else ""), frame.fresh("f")
    return [
        *_unfolded(up.rhs if from_below else up.lhs, frame),
        f"apply {lemma}; [size | intros {introduced}; cbv beta].",
        *asserted(name, inside.says(inner), chained(rule.by, inner, inside)),
        f"first [exact {name} | refine (chain_{word}_eq _ _ _ {name} _); same"
        f" | refine (chain_eq_{word} _ _ _ _ {name}); same].",
    ]


@replays(Attained)
def _attained(rule: Attained, goal: Relation, frame: Frame) -> Lines:
    whole = opened(rule.extremum)
    assert isinstance(whole, Max | Min)
    inside, introduced = frame.fixing(rule.index, whole.vector.size)
    choice = Relation(rule.extremum, "=", whole.vector.at(rule.index))
    name, raw = frame.fresh("h"), frame.fresh("h")
    here = inside.assuming(choice, name)
    at, within = introduced.split(" ")
    lemma = f"{type(whole).__name__}_attained {natural(whole.vector.size, frame.scope)}"
    proof = [*_unfolded(rule.extremum, here), f"first [exact {raw} | rewrite {raw}; same]."]
    return [
        f"destruct ({lemma} {function(whole.vector, frame.scope)} ltac:(size)) as ({at} & {within} & {raw}).",
        f"cbv beta in {raw}.",
        *asserted(name, here.says(choice), proof),
        *chained(rule.by, goal, here),
    ]


def _unfolded(e: sp.Expr, frame: Frame) -> Lines:
    """A quantity at the head of a side rewritten as the extremum or sum that it is."""
    value = opened(e)
    if value == e:
        return []
    name = frame.fresh("u")
    return [*asserted(name, f"{frame.real(e)} = {frame.real(value)}", equate(e, value, frame)), f"try rewrite {name}."]
