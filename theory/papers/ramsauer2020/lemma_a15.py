"""cos x is at most 1 - x^2/5 for x from 0 to pi.

cos x <= 1 - x^2/5.  An angle is x = 4 arctan t, t from 0 to 1, so that 1 - cos x = 8 t^2 / (1 + t^2)^2.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Either, Hypothesis, Monotone, Moving, Scaled, Sign, Squared
from theory.quantities import Angle, Arctangent, Cosine
from theory.statement import bound
from theory.symbols import curvature
from theory.symbols import half_tangent as t
from theory.symbols import retrieved as c
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A15", "section": "App. A.1.6.1"}

one, pi = sp.S.One, sp.pi
up_to_one = Relation(t, "<=", one)
cosine = Cosine(t)
at_ends: Any = {"try_first": ({"t_angle": 0}, {"t_angle": 1})}
sine = t / (1 + t**2)
near, least = sp.Rational(32, 125), sp.Rational(11, 24) / c
at_near = sp.Rational(8) * (near / (1 + near**2)) ** 2
small_angle = chain(
    cosine,
    ("<=", 1 - sp.Rational(11, 24) * Angle(t)**2, Cite("ramsauer2020/lemma_a15+near")),
    ("<=", 1 - least, Monotone(Hypothesis())),
)  # fmt: skip
# Beyond 0.256 the sine t/(1 + t^2) is larger than there.
risen = chain(
    near / (1 + near**2),
    (
        "<=",
        sine,
        Scaled(
            (1 + t**2) * (1 + near**2),
            chain(
                near * (1 + t**2),
                ("<=", t * (1 + near**2), Moving(chain(0, ("<=", (t - near) * (1 - t * near), Sign())))),
            ),
        ),
    ),
)
large_angle = chain(cosine, ("<=", 1 - least, Moving(chain(
    least,
    ("<=", sp.Rational(11, 24), Scaled(24 * c / 11, chain(1, ("<=", c, Hypothesis())))),
    ("<=", at_near, Sign()),
    ("<=", 8 * sine**2, Scaled(sp.Rational(1, 8), chain((near / (1 + near**2))**2, ("<=", sine**2, Squared(risen))))),
))))  # fmt: skip
by_squares = chain(
    Arctangent(t) ** 2,
    (
        "<=",
        (sp.Rational(47, 45) * sine) ** 2,
        Squared(chain(Arctangent(t), ("<=", sp.Rational(47, 45) * sine, Cite("lemmas/quarter_circle+near")))),
    ),
)
by_near = chain(
    sp.Rational(11, 24) * Angle(t)**2,
    ("=", sp.Rational(22, 3) * Arctangent(t)**2, Algebra()),
    ("<=", sp.Rational(22, 3) * (sp.Rational(47, 45) * sine)**2, Scaled(sp.Rational(3, 22), by_squares)),
    ("<=", 8 * sine**2, Sign()),
)  # fmt: skip

claims = (
    Claim(
        **here, title="cos x is at most 1 - x^2/5 for x from 0 to pi",
        says=bound(cosine, "<=", 1 - Angle(t)**2 / 5),
        hypotheses=(up_to_one,),
        derivation={"bound": chain(
            cosine,
            ("<=", 1 - 2 * Angle(t)**2 / pi**2, Cite("ramsauer2020/lemma_a15+sharp")),
            ("<=", 1 - Angle(t)**2 / 5, Sign()),
        )},
        **at_ends, expects=Holds,
    ),
    Claim(
        part="+sharp", fidelity="ours", sharpens=("",), **here,
        title="cos x is at most 1 - 2 x^2/pi^2 for x from 0 to pi, with equality at both ends",
        says=bound(cosine, "<=", 1 - 2 * Angle(t)**2 / pi**2),
        hypotheses=(up_to_one,),
        derivation={"bound": chain(cosine, ("<=", 1 - 2 * Angle(t)**2 / pi**2, Moving(chain(
            2 * Angle(t)**2 / pi**2,
            ("=", 32 / pi**2 * Arctangent(t)**2, Algebra()),
            ("<=", 8 * sine**2, Scaled(pi**2 / 32, chain(Arctangent(t)**2, ("<=", (pi / 2 * sine)**2, Squared(chain(
                Arctangent(t), ("<=", pi / 2 * sine, Cite("lemmas/quarter_circle+chord")))))))),
        ))))},
        **at_ends, expects=Holds,
    ),
    Claim(
        part="+best", fidelity="ours", **here, title="No constant above 2/pi^2 will do in place of 1/5: x = pi",
        says=bound(curvature, "<=", 2 / pi**2),
        hypotheses=(Relation(Cosine(one), "<=", 1 - curvature * Angle(one)**2),),
        derivation={"bound": chain(curvature, ("<=", 2 / pi**2, Scaled(pi**2, chain(
            curvature * pi**2,
            ("=", curvature * (4 * (pi / 4))**2, Algebra()),
            ("=", curvature * Angle(one)**2, Monotone(chain(4 * (pi / 4), ("=", Angle(one), Moving(chain(
                Arctangent(one), ("=", pi / 4, Cite("lemmas/quarter_circle", "identity")))))))),
            ("<=", 2, Moving(chain(Cosine(one), ("<=", 1 - curvature * Angle(one)**2, Hypothesis())))),
        ))))},
        try_first=({"c_cosine": "1/5"},),
        expects=Holds,
    ),
    Claim(
        part="+near", fidelity="ours", **here, title="cos x is at most 1 - 11 x^2/24 for x from 0 to 1.0024",
        says=bound(cosine, "<=", 1 - sp.Rational(11, 24) * Angle(t)**2),
        hypotheses=(Relation(t, "<=", sp.Rational(32, 125)),),
        derivation={"bound": chain(cosine, ("<=", 1 - sp.Rational(11, 24) * Angle(t)**2, Moving(by_near)))},
        **at_ends, expects=Holds,
    ),
    Claim(
        part="+either", fidelity="ours", **here,
        title="cos x is at most 1 - 11/(24 c) for every x from 1/sqrt(c) to pi, where c >= 1",
        says=bound(cosine, "<=", 1 - least),
        hypotheses=(up_to_one, Relation(1 / c, "<=", Angle(t)**2), Relation(one, "<=", c)),
        derivation={"bound": chain(cosine, ("<=", 1 - least, Either(t, near, small_angle, large_angle)))},
        try_first=({"t_angle": 1, "c_capacity": 1},),
        expects=Holds,
    ),
)  # fmt: skip
