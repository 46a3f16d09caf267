"""The least angle of N random points on the sphere of R^d is rarely below N^(-2/(d-1)) delta.

If delta > 0 and (kappa_{d-1}/2) delta^(d-1) <= 1: Pr(N^(2/(d-1)) alpha_min >= delta) >= 1 - (kappa_{d-1}/2) delta^(d-1)
(324).  A point has an angle below alpha to a given one with a probability of at most kappa_{d-1} alpha^(d-1), the area
of a cap, and there are N (N-1)/2 pairs.  What is stated here of the probabilities is their sum; d = m + 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Sign
from theory.quantities import CapConstant
from theory.statement import bound
from theory.symbols import counter as m
from theory.symbols import d
from theory.symbols import radius as delta
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A13", "section": "App. A.1.6.1"}

angle = delta * d ** (-sp.Integer(2) / m)
pairs = d * (d - 1) / 2 * (CapConstant(m) * angle**m)
total = CapConstant(m) / 2 * delta**m

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The sum over all pairs of the probability that the angle of a pair is below N^(-2/(d-1)) delta.",
        title="N (N - 1)/2 times kappa_m (N^(-2/m) delta)^m is below kappa_m delta^m / 2",
        says=bound(pairs, "<", total),
        derivation={"bound": chain(
            pairs,
            ("=", total * (1 - 1 / d), Algebra()),
            ("<", total, Sign()),
        )},
        try_first=({"d": 2, "m_0": 1, "r": 1},),
        expects=Holds,
    ),
)  # fmt: skip
