"""How far the patterns must be separated at least (Assumption 3), for a ball to go into itself (Definition 1)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Rooted, Scaled, Squared
from theory.quantities import InnerProduct, JoinedStep, Norm, SquaredNorm
from theory.statement import bound
from theory.symbols import j, k, m, n, radius, separation, sigma, v, x, xi, y
from theory.verdict import Holds

pattern, others, direction = xi.vector(), sigma.vector(), v.vector()
r, gap = radius, separation
cosine = sp.Symbol("c_0", positive=True)  # of the angle between the direction and the others, at least
edge = Vector(xi[k] + r * v[k], k, n)
away = Vector(sigma[j, k] - xi[k], k, n)
shadow = InnerProduct(away, direction)
moved = Vector(JoinedStep(edge, pattern, others, k) - xi[k], k, n)
lead = gap * (gap - 2 * r * cosine)
pull = m * cosine * gap / (m + sp.exp(lead))

weight_of = sp.exp(2 * r * shadow - SquaredNorm(away))  # of sigma^j against the pattern's own, where v is a unit vector
total = Sum.over(weight_of, j, m)
least = sp.exp(-lead)
each = chain(
    least,
    ("=", sp.exp(2 * r * (cosine * gap) - gap**2), Algebra()),
    ("<=", sp.exp(2 * r * shadow - gap**2), Monotone(chain(
        cosine * gap, ("<=", Min(Vector(shadow, j, m)), Hypothesis()), ("<=", shadow, Entry(j))))),
    ("<=", weight_of, Monotone(chain(
        SquaredNorm(away), ("<=", Max(Vector(SquaredNorm(away), j, m)), Entry(j)), ("<=", gap**2, Hypothesis())))),
)  # fmt: skip
here: dict[str, Any] = {"cites": "Assumption 3, sharpness", "section": "4.1", "fidelity": "ours"}
in_cone = (
    Relation(Max(Vector(SquaredNorm(away), j, m)), "<=", gap**2),
    Relation(cosine * gap, "<=", Min(Vector(shadow, j, m))),
)
necessary = Relation(m * (cosine * gap - r), "<=", r * sp.exp(lead))
wider = gap + r

claims = (
    Claim(
        part="+pull", **here,
        title="Where all others lie within Delta of the pattern, in a cone around the direction v, the step from xi "
        "+ r v goes at least so far that way",
        says=bound(pull, "<=", InnerProduct(moved, direction)),
        hypotheses=in_cone,
        derivation={
            "bound": chain(
                InnerProduct(moved, direction),
                ("=", InnerProduct(Vector(Sum.over(weight_of * away.at(k), j, m) / (1 + total), k, n), direction),
                 Monotone(Algebra(), (k,))),
                ("=", Sum.over(weight_of * shadow, j, m) / (1 + total), Algebra()),
                (">=", Sum.over(weight_of * (cosine * gap), j, m) / (1 + total), Monotone(chain(
                    cosine * gap, ("<=", Min(Vector(shadow, j, m)), Hypothesis()), ("<=", shadow, Entry(j))), (j,))),
                ("=", cosine * gap * (1 - 1 / (1 + total)), Algebra()),
                (">=", cosine * gap * (1 - 1 / (1 + Sum.over(least, j, m))), Monotone(each, (j,))),
                ("=", pull, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+necessary", **here,
        title="The ball does not go into itself where all others lie within Delta, in a cone of cosine c_0, and "
        "m (c_0 Delta - r) is above r exp(Delta (Delta - 2 r c_0)); for c_0 = 1, the others in one place, that is the "
        "converse of what is enough at distance Delta or more",
        says=bound(r**2, "<", SquaredNorm(moved)),
        hypotheses=(
            Relation(SquaredNorm(direction), "<=", sp.S.One), *in_cone,
            Relation(r * sp.exp(lead), "<", m * (cosine * gap - r)),
        ),
        derivation={
            "bound": chain(r**2, ("<", SquaredNorm(moved), Squared(chain(
                r,
                ("<", pull, Scaled(m + sp.exp(lead), chain(
                    r * (m + sp.exp(lead)), ("<", m * cosine * gap, Moving(chain(
                        r * sp.exp(lead), ("<", m * (cosine * gap - r), Hypothesis())))),
                ))),
                ("<=", InnerProduct(moved, direction), Cite("niu2024/storage_worst+pull")),
                ("<=", Norm(moved) * Norm(direction), Cite("lemmas/cauchy_schwarz", "bound", {x: moved, y: direction})),
                ("<=", Norm(moved) * 1, Monotone(Rooted(chain(
                    Norm(direction) ** 2, ("=", SquaredNorm(direction), Algebra()), ("<=", 1, Hypothesis()))))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+gap", **here,
        title="What is necessary at Delta is enough at Delta + r for the ball to go into itself, once Delta is at most "
        "exp(2 r c_0 Delta - r^2) (c_0 Delta - r)",
        says=bound(m * (wider - r) * sp.exp(-wider * (wider - 2 * r)), "<=", r),
        hypotheses=(necessary, Relation(gap, "<=", sp.exp(2 * r * gap * cosine - r**2) * (cosine * gap - r))),
        derivation={
            "bound": chain(
                m * (wider - r) * sp.exp(-wider * (wider - 2 * r)),
                ("=", m * gap * sp.exp(r**2 - gap**2), Algebra()),
                ("<=", m * (sp.exp(2 * r * gap * cosine - r**2) * (cosine * gap - r)) * sp.exp(r**2 - gap**2),
                 Monotone(Hypothesis())),
                ("=", m * (cosine * gap - r) * sp.exp(-lead), Algebra()),
                ("<=", r, Scaled(sp.exp(lead), chain(
                    m * (cosine * gap - r), ("<=", r * sp.exp(lead), Hypothesis())))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
