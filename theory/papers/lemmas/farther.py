"""||x - eta||^2 >= ||x - xi||^2 + D (D - 2 ||x - xi||) with D = ||eta - xi||: near one point is far from others."""

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Squared
from theory.quantities import InnerProduct, Norm, SquaredDistance
from theory.statement import bound
from theory.symbols import eta, k, n, radius, separation, x, xi, y
from theory.verdict import Holds

X, XI, ETA = x.vector(), xi.vector(), eta.vector()
own, other, apart = SquaredDistance(X, XI), SquaredDistance(X, ETA), SquaredDistance(ETA, XI)
offset, spacing = Vector(x[k] - xi[k], k, n), Vector(eta[k] - xi[k], k, n)
gap = Norm(spacing) * (Norm(spacing) - 2 * Norm(offset))
margin = separation * (separation - 2 * radius)
inside = Relation(own, "<=", radius**2)

# D (D - 2 r) = (D - r)^2 - r^2 grows with D from D = r on.
within_ball = chain(
    own + gap,
    (">=", own + Norm(spacing) * (Norm(spacing) - 2 * radius), Monotone(Rooted(chain(
        Norm(offset) ** 2, ("=", own, Algebra()), ("<=", radius**2, Hypothesis()))))),
    ("=", own + (Norm(spacing) - radius) ** 2 - radius**2, Algebra()),
)  # fmt: skip
far_enough = Rooted(chain(separation**2, ("<=", apart, Hypothesis()), ("=", Norm(spacing) ** 2, Algebra())))
beyond_twice = Rooted(chain((2 * radius) ** 2, ("<", apart, Hypothesis()), ("=", Norm(spacing) ** 2, Algebra())))
place = "Distances from two points"

claims = (
    Claim(
        fidelity="ours", cites=place, section="Vectors",
        title="A point of a ball is farther from what lies outside, by a margin",
        says=bound(own + margin, "<=", other),
        hypotheses=(inside, Relation(separation**2, "<=", apart), Relation(radius, "<=", separation)),
        derivation={
            "bound": chain(
                other,
                (">=", own + gap, Cite("lemmas/farther+sharper")),
                *within_ball.steps,
                (">=", own + (separation - radius) ** 2 - radius**2, Monotone(Squared(chain(
                    separation - radius, ("<=", Norm(spacing) - radius, Monotone(far_enough)))))),
                ("=", own + margin, Algebra()),
            ),
        },
        try_first=({"n": 2, "x": [1, 0], "xi": [0, 0], "eta": [3, 0], "r": 1, "Delta": 3},),
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="ours", cites=place, section="Vectors",
        title="A point of a ball is nearer to the centre than to any point at more than twice the radius",
        says=bound(own, "<", other),
        hypotheses=(inside, Relation((2 * radius) ** 2, "<", apart)),
        derivation={
            "bound": chain(
                other,
                (">=", own + gap, Cite("lemmas/farther+sharper")),
                *within_ball.steps,
                (">", own, Moving(chain(radius**2, ("<", (Norm(spacing) - radius) ** 2, Squared(chain(
                    radius, ("<", Norm(spacing) - radius, Moving(chain(
                        2 * radius, ("<", Norm(spacing), beyond_twice))))))))),
                ),
            ),
        },
        try_first=({"n": 2, "x": [1, 0], "xi": [0, 0], "eta": [f"{2 * 10**25 + 1}/{10**25}", 0], "r": 1},),
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("", "+strict"), cites=place, section="Vectors",
        title="The squared distances from two points, by the distance between them",
        says=bound(own + gap, "<=", other),
        derivation={
            "bound": chain(
                other,
                ("=", own + Norm(spacing) ** 2 - 2 * InnerProduct(offset, spacing), Algebra()),
                (">=", own + Norm(spacing) ** 2 - 2 * (Norm(offset) * Norm(spacing)),
                 Monotone(Cite("lemmas/cauchy_schwarz", "bound", {x: offset, y: spacing}))),
                ("=", own + gap, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
