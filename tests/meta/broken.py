"""Derivations broken at one step, at any depth, and where a refusal may name the fault."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import sympy as sp

from theory.kernel import Chain, Op, Rule
from theory.kernel.rules import Algebra, Definition, Sign

Step = tuple[Op, sp.Expr, Rule]
Path = tuple[int, ...]
PERCENT = sp.Rational(101, 100)
PER_DERIVATION = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A derivation with the step at `path` changed: step 3, then step 1 of the chain inside it, is (3, 1)."""

    path: Path
    change: str
    chain: Chain

    def names(self, where: str) -> str | None:
        """Does a Gap's `where` name the step, the one right after it, or the step or chain around it?

        None: it names another one.  Where a step is missing, the one before it may be the last of the chain.
        """
        named = tuple(int(number) for number in re.findall(r"step (\d+)", where))
        here, inside = self.path, len(self.path)
        if named[:inside] == here:
            return "at the step"
        after = (*here[:-1], here[-1] + 1)
        before = (*here[:-1], here[-1] - 1)
        if named[:inside] == after or (self.change == "dropped" and named[:inside] == before):
            return "right beside it"
        if len(named) < inside and named == here[: len(named)] and (named or self.change == "dropped"):
            return "around it"
        return None


Change = Callable[[Chain, int], Chain]


def _with(derivation: Chain, number: int, *steps: Step) -> Chain:
    return Chain(derivation.start, (*derivation.steps[:number], *steps, *derivation.steps[number + 1 :]))


def _expression(change: Callable[[sp.Expr], sp.Expr]) -> Change:
    def changed(derivation: Chain, number: int) -> Chain:
        op, expression, rule = derivation.steps[number]
        return _with(derivation, number, (op, change(expression), rule))

    return changed


def _flipped(e: sp.Expr) -> sp.Expr:
    return e - 2 * sp.Add.make_args(e)[0]


def _other_rule(derivation: Chain, number: int) -> Chain:
    """A rule that cannot do it: Sign shows no equation, Algebra nothing strict, Definition what is the same already."""
    op, expression, _ = derivation.steps[number]
    other: Rule = Sign() if op == "=" else Algebra() if op in ("<", ">") else Definition()
    return _with(derivation, number, (op, expression, other))


CHANGES: dict[str, Change] = {
    "1 added": _expression(lambda e: e + 1),
    "a term with the other sign": _expression(_flipped),
    "1 % more": _expression(lambda e: PERCENT * e),
    "dropped": lambda derivation, number: _with(derivation, number),
    "by another rule": _other_rule,
}


def broken(derivation: Chain, seed: str, how_many: int = PER_DERIVATION) -> list[Broken]:
    """So many broken forms, and every step of the outermost chain in any case.

    The outermost steps come first, then those inside them; each with another change every time round.
    """
    source = random.Random(seed)
    steps: dict[Path, list[Broken]] = {}
    for form in _all(derivation):
        steps.setdefault(form.path, []).append(form)
    for forms in steps.values():
        source.shuffle(forms)
    turns = range(max(map(len, steps.values()), default=0))
    outermost_first = sorted(steps, key=len)
    ordered = [steps[path][turn] for turn in turns for path in outermost_first if turn < len(steps[path])]
    return ordered[: max(how_many, len(derivation.steps))]


def _all(derivation: Chain) -> Iterator[Broken]:
    for number, (op, expression, rule) in enumerate(derivation.steps):
        for words, change in CHANGES.items():
            changed = change(derivation, number)
            if changed != derivation:
                yield Broken(path=(number + 1,), change=words, chain=changed)
        for form, within in _inside(rule):
            whole = _with(derivation, number, (op, expression, within))
            yield Broken(path=(number + 1, *form.path), change=form.change, chain=whole)


def _inside(part: object) -> Iterator[tuple[Broken, Any]]:
    """The broken forms of the chains inside a rule, each with the rule around it."""
    if isinstance(part, tuple):
        for place, one in enumerate(part):
            for form, changed in _inside(one):
                yield form, (*part[:place], changed, *part[place + 1 :])
    elif isinstance(part, Chain):
        for form in _all(part):
            yield form, form.chain
    elif hasattr(part, "check") and is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            for form, changed in _inside(getattr(part, field.name)):
                yield form, replace(part, **{field.name: changed})
