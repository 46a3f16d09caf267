"""The embedding decorrelates the samples, hence the patterns are well separated: the balls are disjoint."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import eta, k, n, radius, xi
from theory.verdict import Fails, Holds

XI, ETA = xi.vector(), eta.vector()
apart = SquaredDistance(XI, ETA)
four = (2 * radius) ** 2
disjoint = bound(four, "<", apart)


def centred(point: Vector) -> Vector:
    """The point less the mean of its coordinates."""
    return Vector(point.at(k) - Sum(point) / n, k, n)


def longer(point: Vector) -> Relation:
    """The squared norm exceeds twice the squared radius."""
    return Relation(2 * radius**2, "<", SquaredNorm(point))


def not_positive(product: sp.Expr) -> Relation:
    """The patterns are not positively correlated."""
    return Relation(product, "<=", sp.S.Zero)


def spread(a: Vector, b: Vector) -> Chain:
    """(2 r)^2 < ||a||^2 + ||b||^2 <= ||a||^2 + ||b||^2 - 2 <a, b>."""
    return chain(
        four,
        ("<", SquaredNorm(a) + 2 * radius**2, Moving(chain(2 * radius**2, ("<", SquaredNorm(a), Hypothesis())))),
        ("<", SquaredNorm(a) + SquaredNorm(b), Monotone(Hypothesis())),
        ("<=", SquaredNorm(a) + SquaredNorm(b) - 2 * InnerProduct(a, b), Monotone(Hypothesis())),
    )


MXI, META = centred(XI), centred(ETA)
distinct = Relation(sp.S.Zero, "<", apart)
nearly = f"{10**25 + 1}/{10**25}"  # just above 1
place = "Assumption 3"

claims = (
    Claim(
        part=":A", fidelity="reading",
        reading="Different patterns whose inner product is 0 have disjoint balls, whatever "
        "the radius. Whether training brings such patterns about is no question of mathematics.",
        cites=place, section="4.1", title="Balls around orthogonal patterns are disjoint",
        says=disjoint,
        hypotheses=(Relation(InnerProduct(XI, ETA), "=", sp.S.Zero), distinct),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading="Different patterns whose coordinates are uncorrelated (the inner "
        "product is 0 once each has its mean taken off) have disjoint balls, whatever the radius.",
        cites=place, section="4.1", title="Balls around uncorrelated patterns are disjoint",
        says=disjoint,
        hypotheses=(Relation(InnerProduct(MXI, META), "=", sp.S.Zero), distinct),
        expects=Fails,
    ),
    Claim(
        part="+norms", fidelity="repaired", repairs=(":A",),
        changed="the norms exceed the radius by a factor of more than the square root of 2; then patterns need not be "
        "orthogonal, an inner product that is not positive is enough",
        cites=place, section="4.1",
        title="Balls around patterns that are long and not positively correlated are disjoint",
        says=disjoint,
        hypotheses=(not_positive(InnerProduct(XI, ETA)), longer(XI), longer(ETA)),
        try_first=({"n": 2, "xi": [nearly, nearly], "eta": [nearly, f"-{nearly}"], "r": 1},),
        derivation={"bound": chain(four, *spread(XI, ETA).steps, ("=", apart, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+centred", fidelity="repaired", repairs=(":B",),
        changed="the norms, with the means taken off, exceed the radius by a factor of more than the square root of 2",
        cites=place, section="4.1",
        title="Balls around patterns that vary much and are not positively correlated are disjoint",
        says=disjoint,
        hypotheses=(not_positive(InnerProduct(MXI, META)), longer(MXI), longer(META)),
        try_first=({"n": 4, "xi": [nearly, f"-{nearly}", 0, 0], "eta": [0, 0, nearly, f"-{nearly}"], "r": 1},),
        derivation={
            "bound": chain(
                four,
                *spread(MXI, META).steps,
                ("<=", SquaredNorm(MXI) + SquaredNorm(META) - 2 * InnerProduct(MXI, META)
                 + (Sum(XI) - Sum(ETA)) ** 2 / n, Sign()),
                ("=", apart, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
