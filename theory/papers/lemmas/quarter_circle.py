"""arctan 1 = pi/4, and arctan t is between t/(1 + t^2) and pi/2 times it for t from 0 to 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Integral, Op, Relation, chain
from theory.kernel.rules import (
    Algebra,
    Antiderivative,
    Cite,
    Either,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Squared,
)
from theory.quantities import Arctangent
from theory.statement import Identity, Standard, bound
from theory.symbols import half_tangent as t
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The arc tangent", "section": "Numbers"}

one, half = sp.S.One, sp.pi / 2
up_to_one = Relation(t, "<=", one)
s, v = sp.Symbol("s", real=True), sp.Symbol("v", positive=True)
ends = sp.Symbol("v", nonnegative=True)
turn = (half - 1) / (half + 1)  # the square of where the difference turns from falling to rising


def sine(at: sp.Expr) -> sp.Expr:
    """t/(1 + t^2), half the sine of 2 arctan t."""
    return at / (1 + at**2)


difference = Arctangent(s) - half * sine(s)
moving = Integral(1 / (1 + s**2 * ends**2) - 2 * s**2 * ends**2 / (1 + s**2 * ends**2) ** 2, ends)
of_sine = 1 / (1 + s**2) - 2 * s**2 / (1 + s**2) ** 2
plain = ((1 + half) * s**2 + 1 - half) / (1 + s**2) ** 2
to_plain = (
    ("=", 1 / (1 + s**2) - half * of_sine, Monotone(Antiderivative(moving, v / (1 + s**2 * v**2), v))),
    ("=", plain, Algebra()),
)
slope = moving - half * of_sine


def signed(op: Op, square: Chain) -> Chain:
    """The slope against 0, as s^2 is against the turn."""
    return chain(slope, *to_plain, (op, 0, Scaled((1 + s**2) ** 2, chain(
        (1 + half) * s**2 + 1 - half, (op, 0, Moving(chain(
            (1 + half) * s**2, (op, half - 1, Scaled(1 / (1 + half), square))))),
    ))))  # fmt: skip


falls = signed("<=", chain(
    s**2, ("<=", t**2, Squared(chain(s, ("<=", t, Hypothesis())))), ("<=", turn, Hypothesis())))  # fmt: skip
rises = signed(">=", chain(
    s**2, (">=", t**2, Squared(chain(t, ("<=", s, Hypothesis())))), (">=", turn, Hypothesis())))  # fmt: skip
at_end = Moving(chain(Arctangent(one), ("=", sp.pi / 4, Cite("lemmas/quarter_circle", "identity"))))

claims = (
    Claim(
        **here, title="arctan 1 is pi/4",
        says=Standard(
            Identity(Arctangent(one), sp.pi / 4), "NIST Digital Library of Mathematical Functions, 4.24.3 and 4.23.1"
        ),
        expects=Holds,
    ),
    Claim(
        part="+chord", **here, title="arctan t is at most pi/2 times t/(1 + t^2) for t from 0 to 1 (Jordan)",
        says=bound(Arctangent(t), "<=", half * sine(t)),
        hypotheses=(up_to_one,),
        derivation={"bound": chain(Arctangent(t), ("<=", half * sine(t), Either(
            t**2, turn,
            chain(Arctangent(t), ("<=", half * sine(t), Growth(difference, s, sp.S.Zero, t, falls))),
            chain(Arctangent(t), ("<=", half * sine(t), Moving(chain(
                Arctangent(t) - half * sine(t),
                ("<=", Arctangent(one) - half * sine(one), Growth(difference, s, t, one, rises)),
                ("=", 0, at_end),
            )))),
        )))},
        try_first=({"t_angle": 1}, {"t_angle": 0}),
        expects=Holds,
    ),
)  # fmt: skip
