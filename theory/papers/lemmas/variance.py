"""A variance is at most a quarter of the squared range (Popoviciu)."""

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, chain
from theory.kernel.rules import Algebra, Sign
from theory.quantities import Softmax, SoftmaxMean, SoftmaxVariance
from theory.statement import bound
from theory.symbols import i, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
variance, mean = SoftmaxVariance(X, Y), SoftmaxMean(X, Y)
top, bottom = Max(Y), Min(Y)
inside = Sum.over(Softmax(X, i) * (top - y[i]) * (y[i] - bottom), i, n)
off_centre = (mean - (top + bottom) / 2) ** 2

claims = (
    Claim(
        fidelity="ours", cites="Popoviciu's inequality", section="Numbers",
        title="The variance of numbers under softmax weights is at most a quarter of their squared range",
        says=bound(0, "<=", variance, "<=", (top - bottom) ** 2 / 4),
        derivation={
            "lower": chain(variance, (">=", 0, Sign())),
            "upper": chain(
                variance,
                ("=", (top - bottom) ** 2 / 4 - inside - off_centre, Algebra()),
                ("<=", (top - bottom) ** 2 / 4 - off_centre, Sign()),
                ("<=", (top - bottom) ** 2 / 4, Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
