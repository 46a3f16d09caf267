"""The update is a contraction in the sphere S_i of a pattern that satisfies (A2), Delta_i >= 2 / (beta N) + (1 / beta)
ln(2 (N - 1) N beta M^2).

The printed proof assumes epsilon = (N - 1) exp(-beta (Delta_i - 2 / (beta N))) <= 1/2, and ends with ||J^m||_2 <=
1 - 2 (N - 1)^2 exp(-2 beta (Delta_i + 2 / (beta N))) beta N M^2 < 1, J^m being the mean Jacobian between two points.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Squared, Tangent
from theory.quantities import JoinedHopfieldStep, JoinedLargestNorm, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, j, k, m, n, norm_bound, offset, sigma, spread_bound, x, xi, y
from theory.verdict import Fails, Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
M, N = norm_bound, m + 1
here: dict[str, Any] = {"cites": "Lemma A6", "section": "App. A.1.5.3"}

difference = Vector(
    JoinedHopfieldStep(X, pattern, others, beta, k) - JoinedHopfieldStep(Y, pattern, others, beta, k), k, n
)
change = Vector(x[k] - y[k], k, n)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
largest = Relation(M, "=", JoinedLargestNorm(pattern, others))
gap = Separation(pattern, others)

size = 1 / (beta * N * M)  # the radius of S_i
in_sphere = tuple(Relation(SquaredDistance(point, pattern), "<=", size**2) for point in (X, Y))
product = 2 * m * N * beta * M**2
separated = Relation(2 / (beta * N) + sp.log(product) / beta, "<=", gap)
edge = sp.exp(beta * gap - 2 / N)
epsilon = m * sp.exp(-beta * (gap - 2 / (beta * N)))
exact = 4 * beta * M**2 * m / (m + edge)
closed = 4 * beta * M**2 / (1 + 2 * N * beta * M**2)
printed = 1 - 2 * m**2 * sp.exp(-2 * beta * (gap + 2 / (beta * N))) * beta * N * M**2

# (A2) without the logarithm.
strong = Cite("lemmas/logarithms+weak", "bound", {
    sp.Symbol("g_0", positive=True): product, sp.Symbol("g_1", positive=True): edge,
}, Moving(chain(sp.log(product) + 2 / N, ("<=", beta * gap, Scaled(1 / beta, chain(
    sp.log(product) / beta + 2 / (beta * N), ("<=", gap, Hypothesis())))))))  # fmt: skip
# The printed factor is 1 - (2 N beta M^2) times a square, which (A2) bounds.
twice = 2 * N * beta * M**2
weight = m * sp.exp(-beta * (gap + 2 / (beta * N)))
least = sp.exp(-4 / N) / twice
light = chain(
    weight,
    ("=", m * sp.exp(-beta * gap - 2 / N), Monotone(Algebra())),
    ("<=", least, Scaled(sp.exp(beta * gap + 2 / N) * twice, chain(
        sp.exp(beta * gap + 2 / N) * twice * m * sp.exp(-beta * gap - 2 / N),
        ("=", product, Algebra()),
        ("<=", edge, strong),
        ("=", sp.exp(beta * gap + 2 / N) * sp.exp(-4 / N), Algebra()),
    ))),
)  # fmt: skip
little = Moving(chain(
    twice * weight**2,
    ("<=", twice * least**2, Scaled(1 / twice, chain(weight**2, ("<=", least**2, Squared(light))))),
    ("=", sp.exp(-8 / N) / twice, Algebra()),
))  # fmt: skip
above = chain(2, ("<=", twice, Scaled(sp.Rational(1, 2), chain(1, ("<=", N * beta * M**2, Hypothesis())))))
cleared = N * (1 + twice) * (N + 8) * twice
ratio = Scaled(cleared, chain(
    cleared * closed,
    ("=", 2 * (N + 8) * twice**2, Algebra()),
    ("<=", cleared - N**2 * (1 + twice), Moving(chain(
        N**2,
        ("<=", (N + 8) * (m - 1) * 2**2 + 8 * N * 2, Sign()),
        ("<=", (N + 8) * (m - 1) * twice**2 + 8 * N * 2, Monotone(Squared(above))),
        ("<=", (N + 8) * (m - 1) * twice**2 + 8 * N * twice, Monotone(Scaled(1 / (8 * N), above))),
    ))),
    ("=", cleared * (1 - N / ((N + 8) * twice)), Algebra()),
))  # fmt: skip

claims = (
    Claim(
        **here, title="In the sphere S_i of a pattern that satisfies (A2) the update contracts distances, by a factor "
        "below 2 / N",
        says=bound(Norm(difference), "<=", closed * Norm(change), "<=", 2 / N * Norm(change)),
        hypotheses=(*short, *in_sphere, separated),
        derivation={
            "lower": chain(
                Norm(difference),
                ("<=", exact * Norm(change), Cite("ramsauer2020/lemma_a6+exact")),
                ("<=", 4 * beta * M**2 * m / (m + product) * Norm(change), Monotone(strong)),
                ("=", closed * Norm(change), Algebra()),
            ),
            "upper": chain(closed * Norm(change), ("<=", 2 / N * Norm(change), Monotone(Sign()))),
        },
        paper_uses=("ramsauer2020/lemma_a6:A",),
        expects=Holds,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="What the proof assumes follows from (A2): epsilon is at most 1/2.",
        title="Under (A2) the others have softmax weights of 1/2 in all at most",
        says=bound(epsilon, "<=", sp.Rational(1, 2)),
        hypotheses=(largest, separated),
        try_first=({"m": 1, "n": 1, "xi": [1], "sigma": [[0]], "M_norm": 1, "beta": "1/20"},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The bound on ||J^m||_2 with which the proof ends, for any two points of S_i: it bounds what the "
        "update does to their distance.",
        title="In S_i the update contracts distances by the factor of the printed proof",
        says=bound(Norm(difference), "<=", printed * Norm(change)),
        hypotheses=(largest, *in_sphere, separated),
        try_first=({
            "m": 4, "n": 1, "xi": [1], "sigma": [[0], [0], [0], [0]], "M_norm": 1, "beta": "1/60", "x": [1], "y": [0],
        },),
        expects=Fails,
    ),
    Claim(
        part="+epsilon", fidelity="repaired", repairs=(":A",), **here,
        changed="epsilon is at most 1 / (2 N beta M^2), which is 1/2 or less only where N beta M^2 is 1 or more",
        title="Under (A2) epsilon is at most 1 / (2 N beta M^2)",
        says=bound(epsilon, "<=", 1 / (2 * N * beta * M**2)),
        hypotheses=(separated,),
        derivation={
            "bound": chain(
                epsilon,
                ("=", m * sp.exp(2 / N - beta * gap), Monotone(Algebra())),
                ("<=", 1 / (2 * N * beta * M**2), Scaled(2 * N * beta * M**2 * edge, chain(
                    2 * N * beta * M**2 * edge * m * sp.exp(2 / N - beta * gap),
                    ("=", product, Algebra()), ("<=", edge, strong)))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+large", fidelity="repaired", repairs=(":B",), **here,
        changed="N beta M^2 is 1 or more, where the proof's assumption holds",
        title="Where N beta M^2 is 1 or more the update contracts distances in S_i by the factor of the printed proof",
        says=bound(Norm(difference), "<=", printed * Norm(change)),
        hypotheses=(*short, *in_sphere, separated, Relation(sp.S.One, "<=", N * beta * M**2)),
        derivation={
            "bound": chain(
                Norm(difference),
                ("<=", closed * Norm(change), Cite("ramsauer2020/lemma_a6", "lower")),
                ("<=", printed * Norm(change), Monotone(Cite("ramsauer2020/lemma_a6+compared"))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+exact", fidelity="repaired", repairs=(":B",), **here,
        changed="the factor is 4 beta M^2 (N - 1) / (N - 1 + exp(beta Delta_i - 2 / N)), and (A2) is not needed for it",
        title="In S_i the update contracts distances by 4 beta M^2 (N - 1) / (N - 1 + exp(beta Delta_i - 2 / N))",
        says=bound(Norm(difference), "<=", exact * Norm(change)),
        hypotheses=(*short, *in_sphere),
        derivation={
            "bound": chain(
                Norm(difference),
                ("<=", beta * m * (2 * M) ** 2 / (m + sp.exp(beta * (gap - size * (2 * M)))) * Norm(change), Cite(
                    "ramsauer2020/lemma_a6_steps", "bound", {offset: size, spread_bound: 2 * M},
                    Cite("ramsauer2020/lemma_a4+diameter"))),
                ("=", exact * Norm(change), Monotone(Algebra())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+compared", fidelity="ours", **here,
        title="Where N beta M^2 is 1 or more the factor of the printed proof is above 4 beta M^2 / (1 + 2 N beta M^2)",
        says=bound(closed, "<=", printed),
        hypotheses=(separated, Relation(sp.S.One, "<=", N * beta * M**2)),
        derivation={
            "bound": chain(
                closed,
                ("<=", 1 - N / ((N + 8) * twice), ratio),
                ("<=", 1 - sp.exp(-8 / N) / twice, Monotone(Scaled(sp.exp(8 / N) * (N + 8) / N, chain(
                    (N + 8) / N, ("=", 1 + 8 / N, Algebra()), ("<=", sp.exp(8 / N), Tangent(8 / N)))))),
                ("<=", printed, little),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
