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
    Sign,
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
moving = Integral(1 / (1 + s**2 * ends**2) - 2 * s**2 * ends**2 / (1 + s**2 * ends**2) ** 2, ends)
of_sine = 1 / (1 + s**2) - 2 * s**2 / (1 + s**2) ** 2


def sine(at: sp.Expr) -> sp.Expr:
    """t/(1 + t^2), half the sine of 2 arctan t."""
    return at / (1 + at**2)


def signed(op: Op, q: sp.Expr, square: Chain) -> Chain:
    """The slope of arctan s - q s/(1 + s^2) against 0, as s^2 is against (q - 1)/(q + 1)."""
    return chain(
        moving - q * of_sine,
        ("=", 1 / (1 + s**2) - q * of_sine, Monotone(Antiderivative(moving, v / (1 + s**2 * v**2), v))),
        ("=", ((1 + q) * s**2 + 1 - q) / (1 + s**2) ** 2, Algebra()),
        (op, 0, Scaled((1 + s**2) ** 2, chain((1 + q) * s**2 + 1 - q, (op, 0, Moving(chain(
            (1 + q) * s**2, (op, q - 1, Scaled(1 / (1 + q), square)))))))),
    )  # fmt: skip


def below(q: sp.Expr, end: sp.Expr, at_end: Moving) -> Chain:
    """arctan t <= q t/(1 + t^2) for t up to the end: the difference falls, then rises to what it is at the end."""
    turn, difference, goal = (q - 1) / (q + 1), Arctangent(s) - q * sine(s), q * sine(t)
    falls = chain(s**2, ("<=", t**2, Squared(chain(s, ("<=", t, Hypothesis())))), ("<=", turn, Hypothesis()))
    rises = chain(s**2, (">=", t**2, Squared(chain(t, ("<=", s, Hypothesis())))), (">=", turn, Hypothesis()))
    return chain(Arctangent(t), ("<=", goal, Either(
        t**2, turn,
        chain(Arctangent(t), ("<=", goal, Growth(difference, s, sp.S.Zero, t, signed("<=", q, falls)))),
        chain(Arctangent(t), ("<=", goal, Moving(chain(
            Arctangent(t) - goal,
            ("<=", Arctangent(end) - q * sine(end), Growth(difference, s, t, end, signed(">=", q, rises))),
            ("<=", 0, at_end),
        )))),
    )))  # fmt: skip


at_one = Moving(chain(Arctangent(one), ("=", sp.pi / 4, Cite("lemmas/quarter_circle", "identity"))))
near, slightly = sp.Rational(32, 125), sp.Rational(47, 45)
bell = 1 / (1 + near**2 * ends**2)
series = Integral(1 - near**2 * ends**2 + near**4 * ends**4, ends)
by_series = Scaled(1 + near**2 * v**2, chain(1, ("<=", 1 + near**6 * v**6, Sign())))
at_near = Moving(chain(
    Arctangent(near),
    ("=", near * Integral(bell, ends), Algebra()),
    ("<=", near * series, Monotone(Monotone(by_series, (v,)))),
    ("=", near * (1 - near**2 / 3 + near**4 / 5), Monotone(
        Antiderivative(series, v - near**2 * v**3 / 3 + near**4 * v**5 / 5, v))),
    ("<=", slightly * sine(near), Sign()),
))  # fmt: skip

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
        derivation={"bound": below(half, one, at_one)},
        try_first=({"t_angle": 1}, {"t_angle": 0}),
        expects=Holds,
    ),
    Claim(
        part="+near", **here, title="arctan t is at most 47/45 times t/(1 + t^2) for t from 0 to 0.256",
        says=bound(Arctangent(t), "<=", slightly * sine(t)),
        hypotheses=(Relation(t, "<=", near),),
        derivation={"bound": below(slightly, near, at_near)},
        try_first=({"t_angle": "32/125"}, {"t_angle": 0}),
        expects=Holds,
    ),
)  # fmt: skip
