"""||J||_2 <= beta m_max^2 for every state and every p, with m_max = max_i ||x_i - m_x|| and m_x the mean of all x_i."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Monotone, Moving, Sign
from theory.quantities import InnerProduct, SoftmaxVariance, SquaredDiameter, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, j, k, n, rho, v, x, y, z
from theory.verdict import Holds

X, V, Z, patterns = x.vector(), v.vector(), z.vector(), rho.vector()
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)
form = beta * SoftmaxVariance(aligned, shadows)  # v^T J v
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)  # m_x
wide = SquaredDiameter(patterns)


def reach(centre: Vector) -> sp.Expr:
    """The largest squared distance of the patterns from a point."""
    return Max.over(SquaredDistance(patterns.at(i), centre), i, d)


both = SquaredNorm(Vector(rho[i, k] + rho[j, k] - 2 * z[k], k, n))
here: dict[str, Any] = {"cites": "Lemma A3, the bound", "section": "App. A.1.5.2"}

claims = (
    Claim(
        **here, title="The spectral norm of the update's Jacobian is at most beta times the squared largest distance "
        "of the patterns from their mean",
        says=bound(form, "<=", beta * reach(mean) * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * reach(mean) * SquaredNorm(V), Cite("ramsauer2020/lemma_a3+point", "bound", {z: mean})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+point", fidelity="ours", sharpens=("",), **here,
        title="The spectral norm of the update's Jacobian is at most beta times the squared radius of any ball that "
        "holds the patterns",
        says=bound(form, "<=", beta * reach(Z) * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * wide / 4 * SquaredNorm(V), Cite("ramsauer2020/lemma_a3+diameter")),
                ("<=", beta * (4 * reach(Z)) / 4 * SquaredNorm(V), Monotone(Cite("ramsauer2020/lemma_a3+radius"))),
                ("=", beta * reach(Z) * SquaredNorm(V), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="ours", sharpens=("+point",), **here,
        title="The spectral norm of the update's Jacobian is at most beta / 4 times the patterns' squared diameter",
        says=bound(form, "<=", beta * wide / 4 * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * ((Max(shadows) - Min(shadows)) ** 2 / 4),
                 Monotone(Cite("lemmas/variance", "upper", {n: d, x: aligned, y: shadows}))),
                ("<=", beta * (wide * SquaredNorm(V) / 4), Monotone(Cite("lemmas/extent"))),
                ("=", beta * wide / 4 * SquaredNorm(V), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+radius", fidelity="ours", **here,
        title="The diameter of the patterns is at most twice the radius of any ball that holds them",
        says=bound(wide, "<=", 4 * reach(Z)),
        derivation={
            "bound": chain(wide, ("<=", 4 * reach(Z), ForEach(i, chain(
                Max.over(SquaredDistance(patterns.at(i), patterns.at(j)), j, d),
                ("<=", 4 * reach(Z), ForEach(j, chain(
                    SquaredDistance(patterns.at(i), patterns.at(j)),
                    ("=", 2 * SquaredDistance(patterns.at(i), Z) + 2 * SquaredDistance(patterns.at(j), Z) - both,
                     Algebra()),
                    ("<=", 2 * SquaredDistance(patterns.at(i), Z) + 2 * SquaredDistance(patterns.at(j), Z), Sign()),
                    ("<=", 2 * reach(Z) + 2 * SquaredDistance(patterns.at(j), Z), Monotone(Entry(i))),
                    ("<=", 4 * reach(Z), Moving(chain(
                        2 * SquaredDistance(patterns.at(j), Z), ("<=", 2 * reach(Z), Monotone(Entry(j)))))),
                ))),
            ))))
        },
        expects=Holds,
    ),
)  # fmt: skip
