"""Random patterns on a sphere: with probability 1 - p, sqrt(p) c^((d-1)/4) of them can be stored.

0 < p <= 1, M = K sqrt(d-1), a = 2/(d-1) (1 + ln(2 beta K^2 p (d-1))), b = 2 K^2 beta / 5,
c = b / W_0(exp(a + ln b)), c >= (2/sqrt(p))^(4/(d-1)): N >= sqrt(p) c^((d-1)/4) with probability 1 - p.
That c is the solution of a + ln c = b/c.  What chance gives is an angle of at least 1/sqrt(c) between any two of the
patterns (Lemma A13).  What is stated and shown here is what follows from such an angle: Eq. (311),
M^2 (1 - cos alpha_min) >= 2/(beta N) + ln(2 N^2 beta M^2)/beta, which is the condition of Lemmas A5 to A7.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone
from theory.papers.ramsauer2020._random_patterns import (
    K,
    a,
    b,
    by_angle,
    by_lambert,
    enough,
    ensured,
    from_one,
    needed,
    proper,
    radius_squared,
    separated,
    two_or_more,
)
from theory.statement import bound
from theory.symbols import apart as s
from theory.symbols import beta
from theory.symbols import retrieved as c
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem 3, from the angles on", "section": "2"}

wider, least = sp.Rational(11, 12) * K**2 * beta, sp.Rational(11, 24)
by_wider = Relation(a + sp.log(c), "<=", wider / c)
opened = Relation(least / c, "<=", s)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="It is given that any two patterns have an angle of 1/sqrt(c) or more, so that 1 - cos alpha_min "
        "is at least 1/(5 c) by Lemma A15, as random ones have with probability 1 - p or more by Lemma A13; c is any "
        "number with a + ln c <= b/c, the largest of which is b/W_0(exp(a + ln b)); that a fixed point goes with each "
        "pattern is left to Lemmas A5 to A7.",
        title="N = sqrt(p) c^((n-1)/4) patterns with 1 - cos alpha_min >= 1/(5 c) satisfy Eq. (311)",
        says=bound(needed, "<=", separated),
        hypotheses=(two_or_more, proper, by_lambert, ensured, by_angle),
        derivation={"bound": chain(needed, ("<=", separated, Cite("ramsauer2020/theorem_3_angles+any_p")))},
        try_first=({"n": 20, "beta": 1, "K_radius": 3, "p_failure": "1/1000", "c_capacity": 3, "s_angle": 1},
                   {"n": 75, "beta": 1, "K_radius": 1, "p_failure": "1/1000", "c_capacity": "4/3", "s_angle": 1},
                   {"n": 2, "beta": 1, "K_radius": 10, "p_failure": 1, "c_capacity": 16, "s_angle": "1/80"}),
        expects=Holds,
    ),
    Claim(
        part="+any_p", fidelity="ours", sharpens=(":A",), **here, title="The same for any p > 0",
        says=bound(needed, "<=", separated),
        hypotheses=(two_or_more, by_lambert, ensured, by_angle),
        derivation={"bound": enough(b, chain(
            radius_squared / (5 * c), ("<=", separated, Monotone(Hypothesis()))))},
        try_first=({"n": 20, "beta": 1, "K_radius": 3, "p_failure": "1/1000", "c_capacity": 3, "s_angle": 1},
                   {"n": 2, "beta": 1, "K_radius": 10, "p_failure": 1, "c_capacity": 16, "s_angle": "1/80"}),
        expects=Holds,
    ),
    Claim(
        part="+wider", fidelity="ours", **here,
        reading="Any two patterns have an angle of 1/sqrt(c) or more; 1 - cos alpha_min is then at least 11/(24 c).",
        title="The same with b = 11 K^2 beta/12 in place of 2 K^2 beta/5, so with a larger c",
        says=bound(needed, "<=", separated),
        hypotheses=(two_or_more, by_wider, ensured, opened),
        derivation={"bound": enough(wider, chain(
            radius_squared * (least / c), ("<=", separated, Monotone(Hypothesis()))))},
        try_first=({"n": 20, "beta": 1, "K_radius": 3, "p_failure": "1/1000", "c_capacity": 5, "s_angle": 1},
                   {"n": 75, "beta": 1, "K_radius": 1, "p_failure": "1/1000", "c_capacity": "3/2", "s_angle": 1}),
        expects=Holds,
    ),
    Claim(
        part="+from_one", fidelity="ours", **here, title="The condition c >= (2/sqrt(p))^(4/(n-1)) makes c at least 1",
        says=bound(1, "<=", c),
        hypotheses=(two_or_more, proper, ensured),
        derivation={"bound": from_one},
        try_first=({"n": 20, "p_failure": "1/1000", "c_capacity": 5},),
        expects=Holds,
    ),
)  # fmt: skip
