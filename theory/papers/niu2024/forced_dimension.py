"""Which dimension n the equation Z_t = 1 forces for d patterns, where the balls have the radius sqrt(n / (2 pi e))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.figure import Figure
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Either, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Squared
from theory.quantities import BallMass, BallVolume, PrintedBallMass, over_ball, typical_radius, typical_volumes
from theory.statement import bound
from theory.symbols import d, dimension, n, weight
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Z_t = 1", "section": "5.2"}
nu, small = dimension, sp.Symbol("g_0", positive=True)
r, r_nu = typical_radius(n), typical_radius(nu)
full, sixth = 2 * sp.pi * sp.E, sp.Rational(1, 6)
mass, formula = BallMass(n, r), PrintedBallMass(n, r)
volume, bounded = BallVolume(nu, r_nu), BallVolume(nu, r_nu) * sp.exp(-r_nu)
(least_n, _), (least_nu, most) = typical_volumes(n), typical_volumes(nu)
log_d, more = sp.log(d), sp.exp(sp.Rational(1, 3)) - 1
from_one, two_patterns = Relation(sp.S.One, "<=", nu), Relation(sp.Integer(2), "<=", d)
real = "n is any real number, in the formula for the volume."
by_volume = f"Z_t = 1 is read as d V_n(r) = 1, the upper bound of Eq. (14); {real}"
by_bound = f"Z_t = 1 is read as d V_n(r) exp(-r) = 1, the lower bound of Eq. (14); {real}"
by_formula = "Z_t = 1 is read as that for the last form of Eq. (13), with d balls of one radius."
by_integral = "Z_t = 1 is read as that for the integral of exp(-g_t) over d disjoint balls."


def lost(k: sp.Expr) -> sp.Expr:
    """log(pi k)/2 + 1/6: what the volume of a ball takes from log d, at most."""
    return sp.log(sp.pi * k) / 2 + sixth


def lost_to(radius: sp.Expr) -> sp.Expr:
    """The same where k = 2 pi e r^2."""
    return sp.log(radius) + lost(full)


def at_most_one(one: sp.Expr, exponent: sp.Expr, above: Chain) -> Chain:
    """exponent < log d, where d of these are 1 or more, and one is below exp(-exponent) by the chain."""
    return chain(exponent, ("<", log_d, Moving(chain(
        exponent,
        ("<=", exponent + sp.log(d * one), Sign()),
        ("<", exponent + sp.log(d * sp.exp(-exponent)), Monotone(Monotone(above))),
        ("=", log_d, Algebra()),
    ))))  # fmt: skip


def in_logarithms(one: sp.Expr, exponent: sp.Expr, k: sp.Expr, below: Chain) -> Moving:
    """log d - lost(k) < exponent, where d of these are 1 or less, and one is above least exp(-exponent)."""
    return Moving(chain(
        sp.log(d * typical_volumes(k)[0] * sp.exp(-exponent)),
        ("<", sp.log(d * one), Monotone(Monotone(below))),
        ("<=", sp.log(sp.S.One), Monotone(Hypothesis())),
        ("<=", sixth - 1 / (6 * k), Sign()),
    ))  # fmt: skip


def least_radius(radius: sp.Expr, shown: Moving) -> Chain:
    """The radius is above log d, less what is lost to log d, given that it is above log d less what is lost to it."""
    start = log_d - lost_to(log_d)
    return chain(start, ("<", radius, Either(
        radius, log_d,
        chain(start, ("<=", log_d - lost_to(radius), Monotone(Hypothesis())), ("<", radius, shown)),
        chain(
            start, ("<=", log_d - lost_to(sp.log(2)), Monotone(Hypothesis())), ("<", log_d, Sign()),
            ("<", radius, Hypothesis()),
        ),
    )))  # fmt: skip


small_bounded = chain(
    volume, ("<", most, Cite("lemmas/typical_volume+real", "upper")),
    ("<=", 1 / sp.sqrt(sp.pi), Scaled(sp.sqrt(sp.pi * nu), chain(1, ("<=", sp.sqrt(nu), Rooted(chain(
        1, ("<=", nu, Hypothesis()))))))),
    ("<", 1, Sign()),
)  # fmt: skip
least_of_integral = in_logarithms(mass, n / full, n, chain(
    least_n * sp.exp(-n / full), ("<", mass, Cite("niu2024/typical_ball+integral", "lower"))))  # fmt: skip

P = sp.Symbol("P", positive=True)
forms = Figure(
    variable=P, low=sp.Integer(10) ** 2, high=sp.Integer(10) ** 12, unknown=nu, logarithmic=True,
    tabled=tuple(sp.Integer(10) ** k for k in range(2, 13)),
    curves=(
        ("volume", sp.log(P * volume)),
        ("volume times exp(-r)", sp.log(P * bounded)),
        ("formula with gamma(n, r)", sp.log(P * over_ball(lambda s: sp.exp(-s), nu, r_nu))),
        ("integral", sp.log(P * BallMass(nu, r_nu))),
    ),
    caption="The dimension n at which P balls of radius r = sqrt(n/(2 pi e)) make Z_t = 1, for each form of Z_t",
)  # fmt: skip

claims = (
    Claim(
        part="+volume_most", **here, reading=by_volume, figure=forms,
        title="If d balls have volume 1 or more together, n is below d^2/pi",
        says=bound(nu, "<", d**2 / sp.pi),
        hypotheses=(Relation(sp.S.One, "<=", d * volume),),
        derivation={"bound": chain(nu, ("<", d**2 / sp.pi, Scaled(sp.pi, chain(
            sp.pi * nu, ("<", d**2, Squared(chain(sp.sqrt(sp.pi * nu), ("<", d, Scaled(most, chain(
                1,
                ("<=", d * volume, Hypothesis()),
                ("<", d * most, Monotone(Cite("lemmas/typical_volume+real", "upper"))),
            )))))),
        ))))},
        try_first=({"d": 2, "nu_n": 1}, {"d": 100, "nu_n": 3182}),
        expects=Holds,
    ),
    Claim(
        part="+volume_least", **here, reading=by_volume,
        title="If d balls have volume 1 or less together, n is above d^2/pi - (exp(1/3) - 1)",
        says=bound(d**2 / sp.pi - more, "<", nu),
        hypotheses=(Relation(d * volume, "<=", sp.S.One), from_one),
        derivation={"bound": chain(d**2 / sp.pi - more, ("<", nu, Moving(chain(
            d**2 / sp.pi,
            ("<", sp.pi * nu * sp.exp(1 / (3 * nu)) / sp.pi, Scaled(sp.pi, chain(
                d**2, ("<", sp.pi * nu * sp.exp(1 / (3 * nu)), Squared(chain(
                    d, ("<", sp.sqrt(sp.pi * nu) * sp.exp(1 / (6 * nu)), Scaled(least_nu, chain(
                        d * least_nu,
                        ("<", d * volume, Monotone(Cite("lemmas/typical_volume+real", "lower"))),
                        ("<=", 1, Hypothesis()),
                    ))))))))),
            ("<=", nu * (1 + more / nu), Monotone(Cite(
                "lemmas/logarithms+chord", at={weight: 1 / nu, small: sp.Rational(1, 3)}))),
            ("=", nu + more, Algebra()),
        ))))},
        try_first=({"d": 1, "nu_n": 1}, {"d": 100, "nu_n": 3184}),
        expects=Holds,
    ),
    Claim(
        part="+bound_most", **here, reading=by_bound,
        title="If the lower bound of Eq. (14) is 1 or more, the radius is below log d, so n below 2 pi e (log d)^2",
        says=bound(r_nu, "<", log_d),
        hypotheses=(Relation(sp.S.One, "<=", d * bounded), from_one),
        derivation={"bound": at_most_one(bounded, r_nu, small_bounded)},
        try_first=({"d": 10, "nu_n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+bound_least", **here, reading=by_bound,
        title="If the lower bound of Eq. (14) is 1 or less, the radius is above log d, less log log d and a constant",
        says=bound(log_d - lost_to(log_d), "<", r_nu),
        hypotheses=(Relation(d * bounded, "<=", sp.S.One), from_one, two_patterns),
        derivation={"bound": least_radius(r_nu, in_logarithms(bounded, r_nu, nu, chain(
            least_nu, ("<", volume, Cite("lemmas/typical_volume+real", "lower")))))},
        try_first=({"d": 2, "nu_n": 1}, {"d": 100, "nu_n": 300}),
        expects=Holds,
    ),
    Claim(
        part="+formula_most", **here, reading=by_formula,
        title="If the formula with gamma(n, r) is 1 or more, the radius is below log d, so n below 2 pi e (log d)^2",
        says=bound(r, "<", log_d),
        hypotheses=(Relation(sp.S.One, "<=", d * formula),),
        derivation={"bound": at_most_one(formula, r, chain(
            formula, ("<", sp.exp(-r), Cite("niu2024/typical_ball+formula", "upper"))))},
        try_first=({"d": 10, "n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+formula_least", **here, reading=by_formula,
        title="If the formula with gamma(n, r) is 1 or less, the radius is above log d, less log log d and a constant",
        says=bound(log_d - lost_to(log_d), "<", r),
        hypotheses=(Relation(d * formula, "<=", sp.S.One), two_patterns),
        derivation={"bound": least_radius(r, in_logarithms(formula, r, n, chain(
            least_n * sp.exp(-r), ("<", formula, Cite("niu2024/typical_ball+formula", "lower")))))},
        try_first=({"d": 2, "n": 1}, {"d": 100, "n": 300}),
        expects=Holds,
    ),
    Claim(
        part="+integral_most", **here, reading=by_integral,
        title="If the integral Z_t is 1 or more, n is below 2 pi e log d",
        says=bound(n, "<", full * log_d),
        hypotheses=(Relation(sp.S.One, "<=", d * mass),),
        derivation={"bound": chain(n, ("<", full * log_d, Scaled(1 / full, at_most_one(mass, n / full, chain(
            mass, ("<", sp.exp(-n / full), Cite("niu2024/typical_ball+integral", "upper")))))))},
        try_first=({"d": 3, "n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+integral_least", **here, reading=by_integral,
        title="If the integral Z_t is 1 or less, n is above 2 pi e log d, less a part of the order of log log d",
        says=bound(full * (log_d - lost(full * log_d)), "<", n),
        hypotheses=(Relation(d * mass, "<=", sp.S.One), two_patterns),
        derivation={"bound": chain(full * (log_d - lost(full * log_d)), ("<", n, Scaled(1 / full, chain(
            log_d - lost(full * log_d),
            ("<", n / full, Either(
                n, full * log_d,
                chain(
                    log_d - lost(full * log_d),
                    ("<=", log_d - lost(n), Monotone(Scaled(1 / sp.pi, chain(n, ("<=", full * log_d, Hypothesis()))))),
                    ("<", n / full, least_of_integral),
                ),
                chain(
                    log_d - lost(full * log_d),
                    ("<=", log_d - lost(full * sp.log(2)), Monotone(Hypothesis())),
                    ("<", log_d, Sign()),
                    ("<", n / full, Scaled(full, chain(full * log_d, ("<", n, Hypothesis())))),
                ),
            )),
        ))))},
        try_first=({"d": 2, "n": 1}, {"d": 100, "n": 100}),
        expects=Holds,
    ),
)  # fmt: skip
