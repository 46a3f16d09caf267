"""Stored patterns can be retrieved from partial contents of the patterns."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Magnitude, Monotone, Moving, Rooted, Sign, Squared
from theory.quantities import JoinedStep, Norm, SquaredDistance, SquaredNorm
from theory.statement import Iteration, bound
from theory.symbols import a, error, factor, j, k, m, n, offset, radius, separation, sigma, u, x, xi, y
from theory.verdict import Fails, Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, gap, q, eps = radius, separation, factor, error
step = Vector(JoinedStep(X, pattern, others, k), k, n)
moved = Vector(JoinedStep(X, pattern, others, k) - xi[k], k, n)
away = Vector(sigma[j, k] - xi[k], k, n)
far = Vector(Norm(away), j, m)
decay = sp.exp(-gap * (gap - 2 * r))
here: dict[str, Any] = {"cites": "Section 3.1, retrieval", "section": "3"}

in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
separated = Relation(gap, "<=", Min(far))
conditions = (
    separated, Relation(eps, "<", gap), Relation(sp.S.One, "<=", 2 * (gap - eps) * (gap - r)),
    Relation(m * (gap - eps) * decay, "<=", eps),
)  # fmt: skip

# A masked pattern: every coordinate is the pattern's or 0.
masked = Relation(Max(Vector(sp.Abs(x[k] * (x[k] - xi[k])), k, n)), "<=", sp.S.Zero)
lost = SquaredNorm(pattern) - SquaredNorm(X)

# What a lead of G over every other pattern gives, whatever the separation.
lead, reach = sp.Symbol("G", real=True), sp.Symbol("B", positive=True)
weight_of = sp.exp(SquaredDistance(X, pattern) - SquaredDistance(X, others.at(j)))
total = Sum.over(weight_of, j, m)
leads = Vector(SquaredDistance(X, others.at(j)) - SquaredDistance(X, pattern), j, m)
pulled = Vector(Sum.over(weight_of / (1 + total) * (sigma[j, k] - xi[k]), j, m), k, n)

# With coordinates of equal magnitude what is masked counts nothing, and the lead is what the visible part says.
visible = Vector(Sum.over(sp.Abs(x[k]) * (sigma[j, k] - xi[k]) ** 2, k, n), j, m)

# From the pattern itself the step moves hardly at all, and the step contracts towards where it lands.
own = Vector(x[k] - xi[k], k, n)
left = Vector(JoinedStep(pattern, pattern, others, k) - xi[k], k, n)
away_from_left = Vector(JoinedStep(X, pattern, others, k) - JoinedStep(pattern, pattern, others, k), k, n)
beyond = Norm(own) - eps / (1 - q)
resting = (
    Relation(eps, "<", gap), Relation(sp.S.One, "<=", 2 * (gap - eps) * gap),
    Relation(m * (gap - eps) * sp.exp(-(gap**2)), "<=", eps),
)  # fmt: skip
strong = Relation(m * (gap - r) * decay, "<=", r)
contracting = (
    Relation(2 / (2 * gap**2 - q), "<=", 1 - r / gap),
    Relation(m * (2 * gap**2 - q) * decay, "<=", q), Relation(q, "<", sp.S.One),
)  # fmt: skip

partial = (  # something is visible, and something is not
    Relation(sp.S.Zero, "<", SquaredNorm(X)), Relation(sp.S.Zero, "<", SquaredDistance(X, pattern)),
)  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="One step from a pattern of which some coordinates are masked with 0, and one that is not 0 is left, "
        "lands nearer to the pattern than to any other.",
        title="A masked pattern is retrieved by one step",
        says=bound(SquaredDistance(step, pattern), "<=", Min(Vector(SquaredDistance(step, others.at(j)), j, m))),
        hypotheses=(masked, *partial),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="As in A, where the masked pattern is nearer to its own pattern than to any other.",
        title="A masked pattern that is nearest to its own pattern is retrieved by one step",
        says=bound(SquaredDistance(step, pattern), "<=", Min(Vector(SquaredDistance(step, others.at(j)), j, m))),
        hypotheses=(masked, *partial, Relation(sp.S.Zero, "<", Min(leads))),
        expects=Fails,
        try_first=({
            "m": 4, "n": 2, "xi": [1, "1/10"], "x": [1, 0],
            "sigma": [[0, 0], [0, "1/10"], ["1/10", 0], [0, "-1/10"]],
        },),
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="As in A, where the pattern is stored: in its ball the step contracts to a fixed point.",
        title="A masked pattern that is stored is retrieved by one step",
        says=bound(SquaredDistance(step, pattern), "<=", Min(Vector(SquaredDistance(step, others.at(j)), j, m))),
        hypotheses=(masked, *partial, separated, strong, *contracting),
        expects=Fails,
        try_first=({
            "m": 1, "n": 2, "xi": [10, 1], "sigma": [[0, 1]], "x": [0, 1], "r": 1, "Delta": 10, "q": "1/2",
        },),
    ),
    Claim(
        part="+noise", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="from within r of the pattern, where all others are at distance Delta or more and m (Delta - epsilon) "
        "exp(-Delta (Delta - 2 r)) is at most epsilon, one step lands within epsilon of the pattern itself, which "
        "says more than within epsilon of the fixed point, as Definition 1 asks, up to where that lies",
        title="A pattern with noise of length r is retrieved by one step to within epsilon",
        says=bound(SquaredDistance(step, pattern), "<=", eps**2),
        hypotheses=(in_ball, *conditions),
        derivation={
            "bound": chain(
                SquaredDistance(step, pattern),
                ("=", Norm(moved) ** 2, Algebra()),
                ("<=", eps**2, Squared(chain(
                    Norm(moved), ("<=", eps, Cite("niu2024/storage_step", "bound", {offset: r}))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+masked", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="as with noise, r^2 being the squared norm of the masked coordinates",
        title="A pattern with masked coordinates is retrieved by one step to within epsilon",
        says=bound(SquaredDistance(step, pattern), "<=", eps**2),
        hypotheses=(masked, Relation(lost, "<=", r**2), *conditions),
        derivation={
            "bound": chain(SquaredDistance(step, pattern), ("<=", eps**2, Cite(
                "niu2024/retrieval+noise", "bound", {}, Moving(chain(
                    SquaredDistance(X, pattern),
                    ("<=", lost, Cite("niu2024/retrieval+lost")),
                    ("<=", r**2, Hypothesis()),
                ))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+lost", fidelity="ours", **here,
        title="What masking changes is the norm of the masked coordinates",
        says=bound(SquaredDistance(X, pattern), "<=", lost), hypotheses=(masked,),
        derivation={
            "bound": chain(
                SquaredDistance(X, pattern),
                ("=", lost + 2 * Sum.over(x[k] * (x[k] - xi[k]), k, n), Algebra()),
                ("<=", lost + 2 * Sum.over(sp.S.Zero, k, n), Monotone(chain(
                    x[k] * (x[k] - xi[k]),
                    ("<=", sp.Abs(x[k] * (x[k] - xi[k])), Magnitude()),
                    ("<=", Max(Vector(sp.Abs(x[k] * (x[k] - xi[k])), k, n)), Entry(k)),
                    ("<=", 0, Hypothesis()),
                ), (k,))),
                ("=", lost, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+lead", fidelity="ours", **here,
        title="Where the pattern leads by G or more in squared distance, one step lands within m B / (m + exp G) of "
        "it, B bounding the distances of the others",
        says=bound(Norm(moved), "<=", m * reach / (m + sp.exp(lead))),
        hypotheses=(Relation(Max(far), "<=", reach), Relation(lead, "<=", Min(leads))),
        derivation={
            "bound": chain(
                Norm(moved),
                ("=", Norm(pulled), Monotone(Algebra(), (k,))),
                ("<=", Sum.over(weight_of / (1 + total) * far.at(j), j, m), Cite("lemmas/triangle", "bound", {
                    a: Vector(weight_of / (1 + total), j, m), u: Vector(away, j, m)})),
                ("<=", Sum.over(weight_of / (1 + total) * reach, j, m), Monotone(chain(
                    far.at(j), ("<=", Max(far), Entry(j)), ("<=", reach, Hypothesis())), (j,))),
                ("=", reach * (1 - 1 / (1 + total)), Algebra()),
                ("<=", reach * (1 - 1 / (1 + Sum.over(sp.exp(-lead), j, m))), Monotone(Moving(chain(
                    lead, ("<=", Min(leads), Hypothesis()), ("<=", leads.at(j), Entry(j)))), (j,))),
                ("=", m * reach / (m + sp.exp(lead)), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+at_rest", fidelity="ours", **here,
        title="One step from the pattern itself ends within epsilon of it, where m (Delta - epsilon) exp(-Delta^2) is "
        "at most epsilon",
        says=bound(Norm(left), "<=", eps), hypotheses=(separated, *resting),
        derivation={
            "bound": chain(Norm(left), ("<=", eps, Cite("niu2024/storage_step", "bound", {
                x: pattern, offset: sp.S.Zero}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+steps", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="from within r of the pattern t steps land within q^t r + epsilon / (1 - q) of it, where the step "
        "contracts by q in the ball and moves the pattern itself by epsilon at most; r is the length of the noise, "
        "or of what is masked",
        title="A pattern with noise of length r is retrieved by t steps to within q^t r + epsilon / (1 - q)",
        says=Iteration(step, x, in_ball, beyond, q),
        hypotheses=(separated, strong, *contracting, *resting),
        derivation={
            "kept": chain(SquaredDistance(step, pattern), ("<=", r**2, Cite(
                "niu2024/storage+separated", "into itself", {y: X}))),
            "shrinks": chain(
                Norm(moved) - eps / (1 - q),
                ("=", Norm(Vector(away_from_left.at(k) + left.at(k), k, n)) - eps / (1 - q), Monotone(Algebra(), (k,))),
                ("<=", Norm(away_from_left) + Norm(left) - eps / (1 - q), Monotone(Cite(
                    "lemmas/triangle+two", "bound", {x: away_from_left, y: left}))),
                ("<=", Norm(away_from_left) + eps - eps / (1 - q), Monotone(Cite("niu2024/retrieval+at_rest"))),
                ("<=", q * Norm(own) + eps - eps / (1 - q), Monotone(Rooted(chain(
                    Norm(away_from_left) ** 2,
                    ("<=", (q * Norm(own)) ** 2, Cite("niu2024/storage_contraction", "bound", {y: pattern})),
                )))),
                ("=", q * beyond, Algebra()),
            ),
            "factor": chain(0, ("<", q, Sign())),
        },
        expects=Holds,
    ),
)  # fmt: skip
