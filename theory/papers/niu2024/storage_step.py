"""One attention step from the ball of a pattern that is separated from the others."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Rooted, Sign, Tangent
from theory.quantities import JoinedStep, Norm, SquaredDistance
from theory.statement import bound
from theory.symbols import a, error, eta, j, k, m, n, offset, separation, sigma, u, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, gap, eps = offset, separation, error
distance = sp.Symbol("D", nonnegative=True)  # of one other pattern
margin = gap * (gap - 2 * r)


def decay(at: sp.Expr) -> sp.Expr:
    """exp(-t (t - 2 r)), which bounds the weight of a pattern at distance t."""
    return sp.exp(-at * (at - 2 * r))


# For one pattern at distance D >= Delta, with t = (D - Delta) / (Delta - eps): D - eps = (Delta - eps)(1 + t).
excess = (distance - gap) / (gap - eps)
here: dict[str, Any] = {"cites": "Definition 1, one step", "section": "3", "fidelity": "ours"}
own, apart = Vector(x[k] - xi[k], k, n), Vector(y[k] - xi[k], k, n)

weight_of = sp.exp(SquaredDistance(X, pattern) - SquaredDistance(X, others.at(j)))  # against the pattern's own
total = 1 + Sum.over(weight_of, j, m)
step_away = Vector(sigma[j, k] - xi[k], k, n)
far = Vector(Norm(step_away), j, m)
moved = Vector(JoinedStep(X, pattern, others, k) - xi[k], k, n)
pulled = Vector(Sum.over(weight_of / total * (sigma[j, k] - xi[k]), j, m), k, n)
in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
separated = Relation(gap, "<=", Min(far))
little = chain(
    weight_of * (far.at(j) - eps),
    ("<=", decay(far.at(j)) * (far.at(j) - eps),
     Monotone(Cite("niu2024/storage_step+margin", "bound", {y: others.at(j)}))),
    ("<=", (gap - eps) * decay(gap),
     Cite("niu2024/storage_step+decay", "bound", {distance: far.at(j)})),
)  # fmt: skip

claims = (
    Claim(
        part="+decay", **here, title="What a pattern can pull falls with its distance",
        says=bound((distance - eps) * decay(distance), "<=", (gap - eps) * decay(gap)),
        hypotheses=(
            Relation(gap, "<=", distance),
            Relation(eps, "<", gap),
            Relation(sp.S.One, "<=", 2 * (gap - eps) * (gap - r)),
        ),
        derivation={
            "bound": chain(
                (distance - eps) * decay(distance),
                ("=", (gap - eps) * (1 + excess) * decay(distance), Algebra()),
                ("<=", (gap - eps) * sp.exp(excess) * decay(distance), Monotone(Tangent(excess))),
                ("<=", (gap - eps) * sp.exp(2 * (distance - gap) * (gap - r)) * decay(distance), Monotone(chain(
                    excess,
                    ("<=", excess * (2 * (gap - eps) * (gap - r)), Monotone(Hypothesis())),
                    ("=", 2 * (distance - gap) * (gap - r), Algebra()),
                ))),
                ("=", (gap - eps) * decay(gap) * sp.exp(-(distance - gap) ** 2), Algebra()),
                ("<=", (gap - eps) * decay(gap), Monotone(Sign())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+margin", **here, title="In the ball of one pattern another is farther away by a margin",
        says=bound(SquaredDistance(X, pattern) - SquaredDistance(X, Y), "<=", -Norm(apart) * (Norm(apart) - 2 * r)),
        hypotheses=(Relation(SquaredDistance(X, pattern), "<=", r**2),),
        derivation={
            "bound": chain(
                SquaredDistance(X, pattern) - SquaredDistance(X, Y),
                ("<=", -Norm(apart) * (Norm(apart) - 2 * Norm(own)), Cite(
                    "lemmas/farther+sharper", "bound", {eta: Y})),
                ("=", -Norm(apart) ** 2 + 2 * Norm(apart) * Norm(own), Algebra()),
                ("<=", -Norm(apart) ** 2 + 2 * Norm(apart) * r, Monotone(Rooted(chain(
                    Norm(own) ** 2, ("=", SquaredDistance(X, pattern), Algebra()), ("<=", r**2, Hypothesis()))))),
                ("=", -Norm(apart) * (Norm(apart) - 2 * r), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="", **here, title="One step from the ball of a pattern lands near the pattern",
        says=bound(Norm(moved), "<=", eps),
        hypotheses=(
            in_ball, separated, Relation(eps, "<", gap),
            Relation(sp.S.One, "<=", 2 * (gap - eps) * (gap - r)),
            Relation(m * (gap - eps) * decay(gap), "<=", eps),
        ),
        derivation={
            "bound": chain(
                Norm(moved),
                ("=", Norm(pulled), Monotone(Algebra(), (k,))),
                ("<=", Sum.over(weight_of / total * far.at(j), j, m), Cite("lemmas/triangle", "bound", {
                    a: Vector(weight_of / total, j, m), u: Vector(step_away, j, m)})),
                ("=", (Sum.over(weight_of * (far.at(j) - eps), j, m) + eps * (total - 1)) / total, Algebra()),
                ("<=", (Sum.over((gap - eps) * decay(gap), j, m) + eps * (total - 1)) / total, Monotone(little, (j,))),
                ("=", (m * (gap - eps) * decay(gap) + eps * (total - 1)) / total, Algebra()),
                ("<=", (eps + eps * (total - 1)) / total, Monotone(Hypothesis())),
                ("=", eps, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
