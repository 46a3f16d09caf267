"""LogSumExp is convex."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Chord, Cite, Definition, Monotone
from theory.quantities import LogSumExp
from theory.statement import Convex
from theory.symbols import beta, k, n, weight, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
middle = Vector(weight * x[k] + (1 - weight) * y[k], k, n)
a, b = LogSumExp(X, beta), LogSumExp(Y, beta)
mean = weight * a + (1 - weight) * b
shifted = weight * beta * (x[k] - a) + (1 - weight) * beta * (y[k] - b)
from_x, from_y = sp.exp(beta * (x[k] - a)), sp.exp(beta * (y[k] - b))

claims = (
    Claim(
        cites="Lemma 1",
        section="App. C",
        title="LogSumExp is convex",
        says=Convex(LogSumExp(X), x, y, weight),
        derivation={
            "convexity": chain(
                LogSumExp(middle),
                ("<=", weight * LogSumExp(X) + (1 - weight) * LogSumExp(Y),
                 Cite("niu2024/lemma_1+every_beta", "convexity", {beta: sp.Integer(1)})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+every_beta",
        fidelity="ours",
        cites="Lemma 1",
        section="App. C",
        title="LogSumExp is convex at every inverse temperature",
        says=Convex(a, x, y, weight),
        derivation={
            "convexity": chain(
                LogSumExp(middle, beta),
                ("=", sp.log(Sum.over(sp.exp(beta * (weight * x[k] + (1 - weight) * y[k])), k, n)) / beta,
                 Definition()),
                ("=", mean + sp.log(Sum.over(sp.exp(shifted), k, n)) / beta, Algebra()),
                ("<=", mean + sp.log(Sum.over(weight * from_x + (1 - weight) * from_y, k, n)) / beta,
                 Monotone(Chord(weight, beta * (x[k] - a), beta * (y[k] - b)), (k,))),
                ("=", mean, Algebra()),
            )
        },
        sharpens=("",),
        expects=Holds,
    ),
)  # fmt: skip
