"""What many proofs need, each proved once: an equation or a sign, whatever the letters in it stand for.

A lemma ranges over the sizes, numbers, families and indices that occur in it and knows of these what is declared of
them, no hypothesis of a claim.  Where that is not enough, what is said is proved in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import sympy as sp

from theory.kernel import Context, free
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lemma, Lines, asserted
from verify.coq.letters import Letters, letters, occurring, symbol_of
from verify.coq.record import hashed
from verify.coq.terms import CERTIFIED, GAMMA, speaks_of_gamma

_BOUND = re.compile(r"\b([it])\d+\b")
Says = Callable[[Frame], str]
Proves = Callable[[Frame], Lines]


def shown(name: str, way: str, says: Says, proves: Proves, frame: Frame, *terms: sp.Basic) -> Lines:
    """What is said of the terms, kept under the name: by a lemma, which is made if need be, or proved here.

    `says` and `proves` give the text and the proof of it in the frame that they are handed; `proves` may raise
    Untranslatable.  What is said and the way in which it is proved are all that the proof hangs on.
    """
    if found := _applied(way, says, proves, frame, terms):
        return [f"pose proof ({found}) as {name}."]
    return asserted(name, says(frame), proves(frame))


def _applied(way: str, says: Says, proves: Proves, frame: Frame, terms: Sequence[sp.Basic]) -> str:
    """The lemma at what its letters stand for here; empty where there is none that says the same."""
    parameters, ranges = _occurring(frame, terms)
    if any(symbol_of(parameter) not in frame.scope.names for parameter in parameters):
        return ""
    bound = _apart(parameters, ranges, frame)
    text = says(bound.frame)
    if _alike(text) != _alike(says(frame)):
        return ""
    bound = bound.before(text)
    key, made = (way, f"{bound.head}{text}"), frame.lemmas.said
    if key not in made:
        frame.lemmas.keep(key, _made(key[1], proves, bound, parameters))
    if (lemma := made[key]) is None:
        return ""
    here = dict(zip(map(symbol_of, lemma.parameters), map(symbol_of, parameters), strict=True))
    for base, before in lemma.origins.items():
        known = frame.origins.setdefault(base.xreplace(here), [])
        known += [origin for e in before if (origin := e.xreplace(here)) not in known]
    given = [*[GAMMA] * (len(bound.binders) - len(parameters)), *(frame.scope.name(symbol_of(p)) for p in parameters)]
    return " ".join([lemma.name, *given, *["ltac:(there)"] * len(bound.premises)])


def _occurring(frame: Frame, terms: Sequence[sp.Basic]) -> tuple[tuple[sp.Basic, ...], dict[sp.Symbol, sp.Expr]]:
    """All that occurs in the terms, in the order in which the frame names it, and the ranges of the indices in it."""
    ranges = {symbol: size for symbol, size in frame.context.indices if any(symbol in free(term) for term in terms)}
    place = {symbol: number for number, symbol in enumerate(frame.scope.names)}
    found = sorted(occurring([*terms, *ranges.values()]), key=lambda p: place.get(symbol_of(p), -1))
    return tuple(found), ranges


def _apart(parameters: tuple[sp.Basic, ...], ranges: dict[sp.Symbol, sp.Expr], frame: Frame) -> Letters:
    """These by themselves: bound in this order, and called as in the frame but for indices that a binder had."""
    called = {s: frame.scope.name(s) for s in map(symbol_of, parameters)}
    opened = (s for s in parameters if isinstance(s, sp.Dummy))
    called |= {s: f"{'i' if s.is_integer else 't'}{n}" for n, s in enumerate(opened, start=1)}
    inside = Frame(
        scope=replace(frame.scope, names={}, written={}),
        context=Context(indices=tuple(ranges.items())),
        lemmas=frame.lemmas,
    )
    return letters(parameters, inside, ranges, called)


def _made(statement: str, proves: Proves, bound: Letters, parameters: tuple[sp.Basic, ...]) -> Lemma | None:
    try:
        lines = proves(bound.frame)
    except Untranslatable:
        return None
    script = "\n".join(f"  {line}" for line in lines)
    if CERTIFIED in script or (speaks_of_gamma(script) and not speaks_of_gamma(statement)):
        return None
    proof = f"  intros {bound.introduced}.\n{script}"
    return Lemma(f"lemma_{hashed(statement, proof)}", statement, proof, parameters, bound.frame.origins)


def _alike(text: str) -> str:
    """The text, whatever its indices are called."""
    return _BOUND.sub(r"\1", text)
