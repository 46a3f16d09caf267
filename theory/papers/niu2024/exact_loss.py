"""The loss of one layer's density with E_t = g, exactly: how it changes with the balls and with the scale of space."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Sign, Squeezed
from theory.quantities import (
    BallVolume,
    Extent,
    NearestDistance,
    NearestLoss,
    Normaliser,
    SquaredDistance,
    equal_radii,
    over_ball,
)
from theory.statement import Identity, bound
from theory.symbols import beta, d, factor, i, larger_radius, n, radius, reach, rho
from theory.verdict import Holds

on_balls = "The balls are disjoint, and in each the own pattern is the nearest; the patterns are the data."
here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 5.1, the exact loss for E_t = g", "section": "5.1"}
radii, at_i = reach.vector(), {radius: reach[i]}
Z, V, loss = Normaliser(n, radii), Extent(n, radii), NearestLoss(n, radii)
same, larger = equal_radii(radius, d), equal_radii(larger_radius, d)
widest = Max(radii)
at_pattern = NearestDistance(rho.vector(i), rho.vector())
ceiling = sp.log(d) + n * sp.log(sp.pi) / 2
within = 1 - 2 ** (n / 2) * sp.exp(-(radius**2) / 2)


def heated(b: sp.Expr, stretch: sp.Expr) -> sp.Expr:
    """log of the integral of exp(-b g) over balls whose radii are stretched."""
    return sp.log(Sum.over(over_ball(lambda s: sp.exp(-b * s**2), n, stretch * reach[i]), i, d))


claims = (
    Claim(
        **here, reading=on_balls, title="With the squared distance as energy the loss is log Z: the energy is 0 at the "
        "patterns",
        says=Identity(sp.log(Z) + Sum.over(at_pattern, i, d) / d, loss),
        derivation={"identity": chain(
            sp.log(Z) + Sum.over(at_pattern, i, d) / d,
            ("=", sp.log(Z) + Sum.over(sp.S.Zero, i, d) / d, Monotone(Squeezed(
                chain(at_pattern, ("<=", SquaredDistance(rho.vector(i), rho.vector(i)), Entry(i)), ("=", 0, Algebra())),
                chain(at_pattern, (">=", 0, Sign())),
            ), (i,))),
            ("=", loss, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+volume", **here, reading=on_balls,
        title="With E_t = g the loss is below the logarithm of the balls' volume, by less than the largest r^2",
        says=bound(sp.log(V) - widest**2, "<", loss, "<", sp.log(V)),
        derivation={
            "lower": chain(
                sp.log(V) - widest**2,
                ("=", sp.log(Sum.over(sp.exp(-(widest**2)) * BallVolume(n, reach[i]), i, d)), Algebra()),
                ("<=", sp.log(Sum.over(sp.exp(-(reach[i] ** 2)) * BallVolume(n, reach[i]), i, d)), Monotone(
                    Entry(i), (i,))),
                ("<", loss, Monotone(Cite("lemmas/ball_mass", "lower", at_i), (i,))),
            ),
            "upper": chain(loss, ("<", sp.log(V), Monotone(Cite("lemmas/ball_mass", "upper", at_i), (i,)))),
        },
        try_first=({"d": 2, "n": 1, "r": ["1/1000000000000", "1/1000000000000"]},),
        expects=Holds,
    ),
    Claim(
        part="+grows", **here, reading=on_balls, title="With E_t = g the loss rises with the radius of the balls",
        says=bound(NearestLoss(n, same), "<", NearestLoss(n, larger)),
        hypotheses=(Relation(radius, "<", larger_radius),),
        derivation={"bound": chain(
            NearestLoss(n, same),
            ("<", NearestLoss(n, larger), Monotone(Cite("lemmas/ball_mass+grows"), (i,))),
        )},
        try_first=({"d": 2, "n": 1, "r": 1, "r_1": 2},),
        expects=Holds,
    ),
    Claim(
        part="+large", **here, reading=on_balls,
        title="However large the balls, with E_t = g the loss stays below log d + (n/2) log pi, and comes near it",
        says=bound(ceiling + sp.log(within), "<=", NearestLoss(n, same), "<", ceiling),
        hypotheses=(Relation(sp.S.Zero, "<", within),),
        derivation={
            "lower": chain(
                ceiling + sp.log(within),
                ("=", sp.log(Sum.over(sp.pi ** (n / 2) * within, i, d)), Algebra()),
                ("<=", NearestLoss(n, same), Monotone(Cite("lemmas/gaussian_integral", "lower"), (i,))),
            ),
            "upper": chain(
                NearestLoss(n, same),
                ("<", sp.log(Sum.over(sp.pi ** (n / 2), i, d)), Monotone(
                    Cite("lemmas/gaussian_integral", "upper"), (i,))),
                ("=", ceiling, Algebra()),
            ),
        },
        try_first=({"d": 2, "n": 1, "r": 10},),
        expects=Holds,
    ),
    Claim(
        part="+scaled", **here, reading=f"{on_balls} Patterns and radii are multiplied by s, the inverse temperature "
        "is divided by s^2, so that the energies stay what they were.",
        title="With E_t = g stretching space by s adds n log s to the loss",
        says=Identity(heated(beta / factor**2, factor), heated(beta, sp.S.One) + n * sp.log(factor)),
        derivation={"identity": chain(
            heated(beta / factor**2, factor), ("=", heated(beta, sp.S.One) + n * sp.log(factor), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
