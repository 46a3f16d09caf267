"""On Omega, the union of the balls, and under Assumption 3 the energy E can be replaced by g."""

from itertools import product

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Op, Relation, Rule, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, ForEach, Hypothesis, Monotone, Moving, Sign, Tangent
from theory.quantities import JoinedEnergy, Norm, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import error, eta, j, k, m, n, radii, radius, separation, sigma, x, xi
from theory.verdict import Fails, Holds

X, XI, SJ, others = x.vector(), xi.vector(), sigma.vector(j), sigma.vector()
own, other = SquaredDistance(X, XI), SquaredDistance(X, SJ)
energy = JoinedEnergy(X, XI, others)
offset, spacing = Vector(x[k] - xi[k], k, n), Vector(sigma[j, k] - xi[k], k, n)
distances = Vector(SquaredDistance(SJ, XI), j, m)
gap = Norm(spacing) * (Norm(spacing) - 2 * Norm(offset))
margin = separation * (separation - 2 * radius)
worst = sp.log(1 + m * sp.exp(-margin))
spare = margin - sp.log(m / error)

inside = Relation(own, "<=", radius**2)
disjoint = Relation((2 * radius) ** 2, "<", Min(distances))
touching = Relation((2 * radius) ** 2, "<=", Min(distances))
unequal = Relation(sp.S.Zero, "<", Min.over(SquaredDistance(SJ, XI) - (radius + radii[j]) ** 2, j, m))
separated = (inside, Relation(separation**2, "<=", Min(distances)), Relation(radius, "<=", separation))


def excess(exponent: sp.Expr) -> sp.Expr:
    """log(1 + sum_j exp(exponent))."""
    return sp.log(1 + Sum.over(sp.exp(exponent), j, m))


def on_the_line(x: str, sigma: tuple[str, ...], **scalars: object) -> dict[str, object]:
    """A configuration in one dimension with xi = 0."""
    return {"m": len(sigma), "n": 1, "x": [x], "xi": [0], "sigma": [[s] for s in sigma], **scalars}


def above(value: sp.Expr, digits: int) -> str:
    """A rational just above the value."""
    return str(sp.Rational(sp.ceiling(10**digits * value), 10**digits))


is_all: tuple[Op, sp.Expr, Rule] = ("=", own - excess(own - other), Algebra())


farther = Cite("lemmas/farther+sharper", "bound", {eta: SJ})
by_margin = Cite("lemmas/farther", "bound", {eta: SJ})
nearer = Cite("lemmas/farther+strict", "bound", {eta: SJ})
not_nearer = Cite("lemmas/farther", "bound", {eta: SJ, separation: 2 * radius})

# m exp(-M) <= epsilon from log(m / epsilon) <= M, by 1 + t <= exp t; the added m keeps the product in factors.
enough = chain(
    m * sp.exp(-margin),
    ("=", m * sp.exp(-margin) * (1 + m) - m**2 * sp.exp(-margin), Algebra()),
    ("<=", m * sp.exp(-margin) * (1 + spare + m) - m**2 * sp.exp(-margin),
     Monotone(Moving(chain(sp.log(m / error), ("<=", margin, Hypothesis()))))),
    ("<=", m * sp.exp(-margin) * (sp.exp(spare) + m) - m**2 * sp.exp(-margin), Monotone(Tangent(spare))),
    ("=", error, Algebra()),
)  # fmt: skip
near = on_the_line("1", ("3", "3"), r=1, Delta=3)
far = on_the_line("1", ("20", "20"), r=1, Delta=20)
tiny = f"1/{10**20}"
at_the_edge = near | {"epsilon": above(sp.log(1 + 2 * sp.exp(-3)), 40)}
beyond_it = far | {"epsilon": above(2 * sp.exp(-360), 200)}
allowed = tuple(
    on_the_line(x, others, r=1, Delta=3, epsilon=error)
    for x, others, error in product(("-1", "0", "1/2", "1"), (("3",), ("3", "-3"), ("4", "-3", "5")), ("1/5", "1"))
)
place = "Section 4.1, before Eq. (5)"

claims = (
    Claim(
        part=":A", fidelity="reading", reading="E equals g on Omega; here at a point of the ball around xi, where g is "
        "the squared distance to xi, all balls having one radius.",
        cites=place, section="4.1", title="On Omega the energy is the nearest distance",
        says=Identity(energy, own),
        hypotheses=(inside, disjoint),
        try_first=(on_the_line("0", ("3",), r=1),),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading",
        reading="Disjoint balls bring E closer to g than Proposition 1 does: within 1/2, "
        "which is less than log 2.",
        cites=place, section="4.1", title="Disjoint balls make the energy close to the nearest distance",
        says=bound(own - sp.Rational(1, 2), "<=", energy),
        hypotheses=(inside, disjoint),
        try_first=(on_the_line("0", ("1/2",), r="1/8"),),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading",
        reading="In the ball of a pattern, of whatever radius, g is the squared distance "
        "to that pattern: so Eq. (13) goes on.",
        cites=place, section="4.1", title="In each of the disjoint balls the nearest pattern is the centre",
        says=bound(own, "<=", Min.over(other, j, m)),
        hypotheses=(inside, unequal),
        try_first=(on_the_line("2", ("3",), r=2, s=["1/2"]),),
        expects=Fails,
    ),
    Claim(
        part="+never", fidelity="ours", cites=place, section="4.1",
        title="With two patterns or more the energy is below the squared distance to each",
        says=bound(energy, "<", own),
        derivation={"bound": chain(energy, is_all, ("<", own, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="repaired", repairs=(":C",),
        changed="the radius is at most half the distance to every other pattern, as it is where all radii are equal",
        cites=place, section="4.1", title="In a ball that reaches half way at most the nearest pattern is the centre",
        says=bound(own, "<=", Min.over(other, j, m)),
        hypotheses=(inside, touching),
        derivation={
            "bound": chain(
                own,
                ("<=", Min.over(other, j, m), ForEach(j, chain(own, ("<=", other, not_nearer)))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+disjoint", fidelity="repaired", repairs=(":B",),
        changed="log(m + 1) in place of 1/2, m + 1 being the number of all patterns",
        cites=place, section="4.1", title="Disjoint balls keep the energy less than the logarithm of the number of "
        "patterns below the squared distance",
        says=bound(own - sp.log(m + 1), "<", energy),
        hypotheses=(inside, disjoint),
        derivation={
            "bound": chain(
                energy,
                is_all,
                (">", own - excess(sp.S.Zero),
                 Monotone(nearer, (j,))),
                ("=", own - sp.log(m + 1), Algebra()),
            ),
        },
        try_first=(on_the_line(tiny, (f"4/{10**20}", f"4/{10**20}"), r=tiny), on_the_line("1", ("20", "20"), r=1)),
        expects=Holds,
    ),
    Claim(
        part="+margin", fidelity="repaired", repairs=(":A", ":B"),
        changed="the error is bounded by a margin: the radius of the ball in which x lies against the distance of its "
        "pattern to the others, whose balls may have any radii",
        cites=place, section="4.1", title="How far the energy is below the nearest distance at most, given a margin",
        says=bound(own - worst, "<=", energy),
        hypotheses=separated,
        derivation={
            "bound": chain(
                energy,
                is_all,
                (">=", own - excess(-margin), Monotone(by_margin, (j,))),
                ("=", own - worst, Algebra()),
            ),
        },
        try_first=(near, far),
        expects=Holds,
    ),
    Claim(
        part="+distances", fidelity="ours", cites=place, section="4.1",
        title="How far the energy is at most below the squared distance to a pattern, by the distances of the patterns",
        says=bound(own - excess(-gap), "<=", energy),
        derivation={
            "bound": chain(energy, is_all, (">=", own - excess(-gap), Monotone(farther, (j,)))),
        },
        expects=Holds,
    ),
    Claim(
        part="+error", fidelity="repaired", repairs=(":A", ":B"),
        changed="a margin that is large enough for the error that is allowed",
        cites=place, section="4.1", title="The margin at which the energy can be replaced with a given error",
        says=bound(own - error, "<=", energy),
        hypotheses=(*separated, Relation(m * sp.exp(-margin), "<=", sp.exp(error) - 1)),
        derivation={
            "bound": chain(
                energy,
                (">=", own - worst, Cite("niu2024/energy_replaced+margin")),
                (">=", own - error, Monotone(Moving(chain(
                    m * sp.exp(-margin), ("<=", sp.exp(error) - 1, Hypothesis()))))),
            ),
        },
        try_first=(at_the_edge, *allowed),
        expects=Holds,
    ),
    Claim(
        part="+exponential", fidelity="ours", cites=place, section="4.1",
        title="The error falls exponentially with the margin",
        says=bound(own - m * sp.exp(-margin), "<", energy),
        hypotheses=separated,
        derivation={
            "bound": chain(
                energy,
                (">=", own - worst, Cite("niu2024/energy_replaced+margin")),
                (">", own - m * sp.exp(-margin), Monotone(Tangent(m * sp.exp(-margin)))),
            ),
        },
        try_first=(far,),
        expects=Holds,
    ),
    Claim(
        part="+logarithm", fidelity="repaired", repairs=(":A", ":B"),
        changed="a margin that grows with the logarithm of the number of the other patterns",
        cites=place, section="4.1", title="A margin that is enough for a given error",
        says=bound(own - error, "<", energy),
        hypotheses=(*separated, Relation(sp.log(m / error), "<=", margin)),
        derivation={
            "bound": chain(
                energy,
                (">", own - m * sp.exp(-margin), Cite("niu2024/energy_replaced+exponential")),
                (">=", own - error, Monotone(enough)),
            ),
        },
        try_first=(beyond_it, *allowed),
        expects=Holds,
    ),
)  # fmt: skip
