"""The layer's density on Omega is p(x) = exp(-g(x)) / Z."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import DistanceEnergy, JoinedEnergy, NearestDistance, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import (
    d,
    error,
    eta,
    i,
    j,
    m,
    normaliser,
    normaliser_of_nearest,
    radius,
    rho,
    separation,
    sigma,
    x,
    xi,
    y,
)
from theory.verdict import Fails, Holds

X, Y, XI, others, patterns = x.vector(), y.vector(), xi.vector(), sigma.vector(), rho.vector()
g, energy = NearestDistance(X, patterns), DistanceEnergy(X, patterns)
of_pattern = SquaredDistance(X, rho.vector(i))
own, own_of_y = SquaredDistance(X, XI), SquaredDistance(Y, XI)
joined, joined_of_y = JoinedEnergy(X, XI, others), JoinedEnergy(Y, XI, others)
Z, Z_g = normaliser, normaliser_of_nearest
SJ = sigma.vector(j)
other, distances = SquaredDistance(X, SJ), Vector(SquaredDistance(SJ, XI), j, m)
margin = separation * (separation - 2 * radius)
excess = m * sp.exp(-margin)
by_margin = Cite("lemmas/farther", "bound", {eta: SJ})
integrated = (
    "Z is the integral of exp(-E) over Omega and Z_g that of exp(-g). What is assumed of them follows from the bounds "
    "on E - g, which hold all over Omega, as integrals are monotone."
)


def below(value: sp.Expr) -> str:
    """A rational just below the value."""
    return str(sp.Rational(sp.floor(10**40 * value), 10**40))


def above(value: sp.Expr) -> str:
    """A rational just above the value."""
    return str(sp.Rational(sp.ceiling(10**40 * value), 10**40))


def quotient(energy: sp.Expr, nearest: sp.Expr) -> sp.Expr:
    """exp(-E) / Z over exp(-g) / Z_g."""
    return (sp.exp(-energy) / Z) / (sp.exp(-nearest) / Z_g)


def summed(exponent: sp.Expr) -> sp.Expr:
    """1 + sum_j exp(exponent)."""
    return 1 + Sum.over(sp.exp(exponent), j, m)


def normalised(most: sp.Expr) -> tuple[Relation, Relation]:
    """Z_g <= Z <= most * Z_g."""
    return Relation(Z_g, "<=", Z), Relation(Z, "<=", most * Z_g)


nowhere_above = Moving(chain(joined, ("<", own, Cite("niu2024/energy_replaced+never"))))

claims = (
    Claim(
        part=":A", fidelity="reading", reading="The density is exp(-g) / Z exactly: so two points of a ball have "
        "densities in the ratio exp(g(y) - g(x)). Nothing is asked of Z. All balls have one radius.",
        cites="Equation (5)", section="4.1", title="The layer's density is that of the nearest distance",
        says=Identity(sp.exp(joined_of_y - joined), sp.exp(own_of_y - own)),
        hypotheses=(
            Relation(own, "<=", radius**2), Relation(own_of_y, "<=", radius**2),
            Relation((2 * radius) ** 2, "<", Min(distances)),
        ),
        try_first=({"m": 1, "n": 1, "x": [0], "y": [1], "xi": [0], "sigma": [[3]], "r": 1},),
        expects=Fails,
    ),
    Claim(
        part="+error", fidelity="repaired", repairs=(":A",), reading=integrated,
        changed="the densities of E and of g agree up to a factor: the exponential of the error of the energy",
        cites="Equation (5)", section="4.1", title="The ratio of the two densities, given the error of the energy",
        says=bound(sp.exp(-error), "<=", quotient(energy, g), "<=", sp.exp(error)),
        hypotheses=(Relation(g - error, "<=", energy), *normalised(sp.exp(error))),
        derivation={
            "lower": chain(
                quotient(energy, g),
                ("=", sp.exp(g - energy) * Z_g / Z, Algebra()),
                (">=", Z_g / Z, Monotone(Cite("niu2024/proposition_1", "upper"))),
                (">=", sp.exp(-error), Sign()),
            ),
            "upper": chain(
                quotient(energy, g),
                ("<=", quotient(g - error, g), Monotone(Hypothesis())),
                ("<=", sp.exp(error), Sign()),
            ),
        },
        try_first=(
            {"d": 2, "n": 1, "rho": [[0], [20]], "x": [0], "epsilon": 1, "Z_g": 1, "Z": below(sp.E)},
            {"d": 2, "n": 1, "rho": [[0], [0]], "x": [1], "epsilon": above(sp.log(2)), "Z_g": 1, "Z": 1},
        ),
        expects=Holds,
    ),
    Claim(
        part="+margin", fidelity="repaired", repairs=(":A",), reading=f"{integrated} Delta and r serve for every "
        "pattern.",
        changed="the densities of E and of g agree up to a factor that comes from the margin",
        cites="Equation (5)", section="4.1", title="The ratio of the density of E to that of the squared distance to "
        "the pattern, given a margin",
        says=bound(1 / (1 + excess), "<=", quotient(joined, own), "<=", 1 + excess),
        hypotheses=(
            Relation(own, "<=", radius**2), Relation(separation**2, "<=", Min(distances)),
            Relation(radius, "<=", separation), *normalised(1 + excess),
        ),
        derivation={
            "lower": chain(
                quotient(joined, own),
                ("=", sp.exp(own - joined) * Z_g / Z, Algebra()),
                (">=", Z_g / Z, Monotone(nowhere_above)),
                (">=", 1 / (1 + excess), Sign()),
            ),
            "upper": chain(
                quotient(joined, own),
                ("=", summed(own - other) * Z_g / Z, Algebra()),
                ("<=", summed(-margin) * Z_g / Z, Monotone(by_margin, (j,))),
                ("<=", 1 + excess, Sign()),
            ),
        },
        try_first=(
            {"m": 2, "n": 1, "x": [1], "xi": [0], "sigma": [[20], [20]], "r": 1, "Delta": 20, "Z_g": 1, "Z": 1},
        ),
        expects=Holds,
    ),
    Claim(
        part="+patterns", fidelity="ours", reading=integrated,
        cites="Equation (5)", section="4.1", title="The two densities differ by the number of patterns as a factor at "
        "most, wherever the patterns lie",
        says=bound(1 / d, "<=", quotient(energy, g), "<=", d),
        hypotheses=normalised(d),
        derivation={
            "lower": chain(
                quotient(energy, g),
                ("=", sp.exp(g - energy) * Z_g / Z, Algebra()),
                (">=", Z_g / Z, Monotone(Cite("niu2024/proposition_1", "upper"))),
                (">=", 1 / d, Sign()),
            ),
            "upper": chain(
                quotient(energy, g),
                ("=", Sum.over(sp.exp(g - of_pattern), i, d) * Z_g / Z, Algebra()),
                ("<=", Sum.over(sp.S.One, i, d) * Z_g / Z,
                 Monotone(Moving(chain(g, ("<=", of_pattern, Entry(i)))), (i,))),
                ("<=", d, Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
