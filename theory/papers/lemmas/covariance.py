"""A covariance under weights that sum to at most 1 is at most half the sum of the second moments, one scaled."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Moving, Sign
from theory.quantities import SoftmaxCovariance, SoftmaxVariance
from theory.statement import bound
from theory.symbols import a, b, h, j, k, m, n, x, y, z
from theory.verdict import Holds

scale = sp.Symbol("kappa", positive=True)  # how the two lists of numbers are balanced


def weighted(of: sp.Expr) -> sp.Expr:
    """The sum under the weights."""
    return Sum.over(a[j] * of, j, m)


covariance = weighted(b[j] * h[j]) - weighted(b[j]) * weighted(h[j])
moments = (scale * weighted(b[j] ** 2) + weighted(h[j] ** 2) / scale) / 2
mixed = scale * b[j] - h[j]
mean = weighted(mixed)
# moments - covariance: what is left of the second moment of kappa b - c, and two squares of means.
left_over = (weighted((mixed - mean) ** 2) + mean**2 * (1 - weighted(1))) / (2 * scale)
squares = scale * weighted(b[j]) ** 2 / 2 + weighted(h[j]) ** 2 / (2 * scale)

X, Y, Z = x.vector(), y.vector(), z.vector()
balanced = SoftmaxCovariance(X, Y, Z)
variances = (scale * SoftmaxVariance(X, Y) + SoftmaxVariance(X, Z) / scale) / 2

claims = (
    Claim(
        fidelity="ours", cites="Covariance and moments", section="Numbers",
        title="A covariance under weights that sum to at most 1 is at most the balanced second moments",
        says=bound(covariance, "<=", moments),
        hypotheses=(Relation(weighted(1), "<=", sp.S.One),),
        derivation={
            "bound": chain(
                covariance,
                ("=", moments - (left_over + squares), Algebra()),
                ("<=", moments, Moving(chain(0, ("<=", left_over, Sign()), ("<=", left_over + squares, Sign())))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+softmax", fidelity="ours", cites="Covariance and variances", section="Numbers",
        title="A covariance under softmax weights is at most the balanced variances",
        says=bound(balanced, "<=", variances),
        derivation={
            "bound": chain(
                balanced,
                ("=", variances - SoftmaxVariance(X, Vector(scale * y[k] - z[k], k, n)) / (2 * scale), Algebra()),
                ("<=", variances, Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
