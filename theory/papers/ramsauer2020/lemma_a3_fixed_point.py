"""For beta m_max^2 < 1 there exists a unique fixed point (global fixed point) of iteration f in each compact set."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import HopfieldStep, InnerProduct, Softmax, SquaredDiameter, SquaredDistance, SquaredNorm
from theory.statement import Attractor, bound
from theory.symbols import b, beta, d, factor, i, k, m, n, radius, rho, u, x, y, z
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)  # m_x
reach = Max.over(SquaredDistance(patterns.at(i), mean), i, d)  # m_max^2
wide = SquaredDiameter(patterns)
stiffness = sp.Symbol("L", positive=True)


def step(point: Vector) -> Vector:
    """The update f."""
    return Vector(HopfieldStep(point, patterns, beta, k), k, n)


aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
centred = Vector(Vector(rho[i, k] - mean.at(k), k, n), i, d)
change = Vector(x[k] - y[k], k, n)
held = Relation(reach, "<=", radius**2)
below_one = Relation(factor, "<", sp.S.One)
gentle = Relation(beta * reach, "<=", factor)
gentler = Relation(beta * wide, "<=", 4 * factor)
into = chain(
    SquaredDistance(step(X), mean),
    ("=", SquaredNorm(Vector(Sum.over(Softmax(aligned, i) * centred.at(i).at(k), i, d), k, n)), Algebra()),
    ("<=", Max.over(SquaredNorm(centred.at(i)), i, d),
     Cite("lemmas/mean_distance+norm", "bound", {m: d, u: centred, b: aligned})),
    ("=", reach, Algebra()),
    ("<=", radius**2, Hypothesis()),
)  # fmt: skip
narrow = Scaled(beta, chain(beta * wide, ("<=", 4 * factor, Hypothesis())))
contracts = chain(
    SquaredDistance(step(X), step(Y)),
    ("<=", factor**2 * SquaredNorm(change),
     Cite("niu2024/update_lipschitz+mchn_update", "bound", {stiffness: factor}, narrow)),
)  # fmt: skip
spread = chain(
    beta * wide,
    ("<=", beta * (4 * reach), Monotone(Cite("ramsauer2020/lemma_a3+radius", "bound", {z: mean}))),
    ("<=", 4 * factor, Hypothesis()),
)  # fmt: skip
here: dict[str, Any] = {"cites": "Lemma A3, the fixed point", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Every closed ball holds the fixed point, so from its centre the update goes no farther than 1 + beta "
        "m_max^2 times the radius.",
        title="Where beta m_max^2 < 1 the update moves no state x by more than 1 + beta m_max^2 times any radius r",
        says=bound(SquaredDistance(step(X), X), "<=", (1 + beta * reach) ** 2 * radius**2),
        hypotheses=(Relation(beta * reach, "<", sp.S.One),),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The compact set is a ball around the mean of the patterns that holds all of them, which the update "
        "maps into itself; any larger one has the same fixed point.",
        title="Where beta m_max^2 < 1 every ball around the mean that holds the patterns has one fixed point, to which "
        "all its states go",
        says=Attractor(step(X), x, y, mean, radius, factor),
        hypotheses=(held, gentle, below_one),
        derivation={
            "into itself": chain(
                SquaredDistance(step(X), mean),
                ("<=", radius**2,
                 Cite("ramsauer2020/lemma_a3_fixed_point+diameter", "into itself", {}, Moving(spread))),
            ),
            "contraction": chain(
                SquaredDistance(step(X), step(Y)),
                ("<=", factor**2 * SquaredNorm(change),
                 Cite("ramsauer2020/lemma_a3_fixed_point+diameter", "contraction", {}, Moving(spread))),
            ),
            "factor": chain(factor**2, ("<", sp.S.One, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="repaired", repairs=(":A",), sharpens=(":B",), **here,
        changed="the compact set is a ball around the mean that holds the patterns, and beta times the squared "
        "diameter of the patterns is below 4, as it is where beta m_max^2 is below 1",
        title="Where beta times the squared diameter is below 4 every ball around the mean that holds the patterns has "
        "one fixed point, to which all its states go",
        says=Attractor(step(X), x, y, mean, radius, factor),
        hypotheses=(held, gentler, below_one),
        derivation={
            "into itself": into,
            "contraction": contracts,
            "factor": chain(factor**2, ("<", sp.S.One, Sign())),
        },
        expects=Holds,
    ),
)  # fmt: skip
