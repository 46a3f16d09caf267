"""The bounds on the dimension that Z_t = 1 forces agree to leading order."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Sign
from theory.statement import Rate
from theory.symbols import d
from theory.verdict import Holds

full, sixth, more = 2 * sp.pi * sp.E, sp.Rational(1, 6), sp.exp(sp.Rational(1, 3)) - 1
log_d = sp.log(d)
here: dict[str, Any] = {"fidelity": "ours", "cites": "Z_t = 1, to leading order", "section": "5.2"}
lost = sp.log(sp.pi * full * log_d) / 2 + sixth
lost_to = sp.log(log_d) + sp.log(sp.pi * full) / 2 + sixth
from_two: dict[str, Any] = {"hypotheses": (Relation(sp.Integer(2), "<=", d),)}


def agree(least: sp.Expr, most: sp.Expr, ratio: sp.Expr, below: Chain) -> dict[str, Any]:
    """The lower bound is `ratio` of the upper bound, and below it."""
    return {
        "says": Rate(least, "~", most, d, below=ratio, above=sp.S.One),
        "derivation": {"lower": chain(ratio * most, ("=", least, Algebra())), "upper": below},
    }


claims = (
    Claim(
        part="+volume", **here, title="Where d V_n(r) = 1 both bounds on the dimension are d^2/pi to leading order",
        reading="The bounds are those of forced_dimension+volume_most and +volume_least; so n ~ d^2/pi.",
        **agree(d**2 / sp.pi - more, d**2 / sp.pi, 1 - more * sp.pi / d**2, chain(
            d**2 / sp.pi - more, ("<=", d**2 / sp.pi, Sign()))),
        expects=Holds,
    ),
    Claim(
        part="+integral", **here,
        title="Where the integral Z_t = 1 both bounds on the dimension are 2 pi e log d to leading order",
        reading="The bounds are those of forced_dimension+integral_most and +integral_least; so n ~ 2 pi e log d.",
        **from_two, **agree(full * (log_d - lost), full * log_d, 1 - lost / log_d, chain(
            full * (log_d - lost),
            ("<=", full * (log_d - sp.log(sp.pi * full * sp.log(2)) / 2 - sixth), Monotone(Hypothesis())),
            ("<=", full * log_d, Sign()))),
        expects=Holds,
    ),
    Claim(
        part="+radius", **here,
        title="Where the formula, or the lower bound of Eq. (14), is 1 both bounds on the radius are log d to leading "
        "order",
        reading="The bounds are those of forced_dimension+formula_most, +formula_least, +bound_most and +bound_least; "
        "as n = 2 pi e r^2, n ~ 2 pi e (log d)^2.",
        **from_two, **agree(log_d - lost_to, log_d, 1 - lost_to / log_d, chain(
            log_d - lost_to,
            ("<=", log_d - sp.log(sp.log(2)) - sp.log(sp.pi * full) / 2 - sixth, Monotone(Hypothesis())),
            ("<=", log_d, Sign()))),
        expects=Holds,
    ),
)  # fmt: skip
