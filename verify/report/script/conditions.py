"""The hypotheses of a claim as conditions of Python, which rounding must not break."""

from __future__ import annotations

import sympy as sp

from numerics.configurations import Configuration, flat
from theory.kernel import Entry, Family, Max, Min, Relation, Sum, Vector, subterms, unfold
from verify.report.script.text import PRODUCT, Code


def condition(left: Code, right: Code, hypothesis: Relation, tiny: str) -> str:
    """The hypothesis; up to rounding, where that could break it."""
    if not tiny or hypothesis.strict:
        return f"{left.text} {'==' if hypothesis.op == '=' else hypothesis.op} {right.text}"
    apart = left.text if right.text == "0" else f"{left.text} - {right.within(PRODUCT)}"
    match hypothesis.op:
        case "=":
            return f"abs({apart}) < {tiny}"
        case "<=":
            return f"{apart} < {tiny}"
        case _:
            return f"{apart} > -{tiny}"


def is_exact(hypothesis: Relation, at: Configuration) -> bool:
    """Are both sides free of rounding: whole numbers and halves of them, added and multiplied, or a value as it is?"""
    sides = [unfold(side) for side in (hypothesis.lhs, hypothesis.rhs)]
    if all(isinstance(side, sp.Rational | sp.Symbol | Entry) for side in sides):
        return True
    found = [part for side in sides for part in subterms(side) if not isinstance(part, Vector | Family)]
    known = sp.Rational | sp.Symbol | Entry | sp.Add | sp.Mul | sp.Abs | Sum | Max | Min
    whole = all(isinstance(e, known) or (isinstance(e, sp.Pow) and e.exp.is_Integer and e.exp > 0) for e in found)
    below = {int(e.q) for e in found if isinstance(e, sp.Rational)} | {
        int(q.q) for v in at.values.values() for q in flat(v)
    }
    return whole and all(number.bit_count() == 1 for number in below)
