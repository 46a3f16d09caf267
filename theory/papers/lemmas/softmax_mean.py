"""How far a mean under softmax weights moves when the logits do."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Cite, Growth, Monotone, Moving
from theory.quantities import SoftmaxCovariance, SoftmaxMean, SoftmaxVariance
from theory.statement import bound
from theory.symbols import k, n, x, y, z
from theory.verdict import Holds

X, Y, Z = x.vector(), y.vector(), z.vector()
scale, t = sp.Symbol("kappa", positive=True), sp.Symbol("t", real=True)
moved = Vector(x[k] + z[k], k, n)
path = Vector(x[k] + t * z[k], k, n)
change = SoftmaxMean(moved, Y) - SoftmaxMean(X, Y)
widths = (scale * (Max(Y) - Min(Y)) ** 2 + (Max(Z) - Min(Z)) ** 2 / scale) / 8
variances = (scale * SoftmaxVariance(path, Y) + SoftmaxVariance(path, Z) / scale) / 2

slow = chain(SoftmaxCovariance(path, Y, Z) - widths, ("<=", 0, Moving(chain(
    SoftmaxCovariance(path, Y, Z),
    ("<=", variances, Cite("lemmas/covariance+softmax", "bound", {x: path})),
    ("<=", (scale * ((Max(Y) - Min(Y)) ** 2 / 4) + SoftmaxVariance(path, Z) / scale) / 2,
     Monotone(Cite("lemmas/variance", "upper", {x: path}))),
    ("<=", widths, Monotone(Cite("lemmas/variance", "upper", {x: path, y: Z}))),
))))  # fmt: skip

claims = (
    Claim(
        fidelity="ours", cites="Moving a softmax mean", section="Numbers",
        title="A softmax mean moves by at most a balanced mean of the squared ranges of the values and of the logits' "
        "change, over 4",
        says=bound(change, "<=", widths),
        derivation={
            "bound": chain(change, ("<=", widths, Growth(
                SoftmaxMean(path, Y) - t * widths, t, sp.S.Zero, sp.S.One, slow))),
        },
        expects=Holds,
    ),
)  # fmt: skip
