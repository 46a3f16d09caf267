"""sum_i p_i (log p_i - log q_i) >= 0 for weights p and q that sum to 1 (Gibbs)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Jensen, Monotone, Moving
from theory.quantities import LogSumExp, RelativeEntropy, Softmax
from theory.statement import Identity, bound
from theory.symbols import i, k, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
weights, growth = Vector(Softmax(X, i), i, n), Vector(y[i] - x[i], i, n)
mean_growth = Sum.over(weights.at(i) * growth.at(i), i, n)
grown = Sum.over(weights.at(i) * sp.exp(growth.at(i)), i, n)

shift = sp.Symbol("b", real=True)
shifted = Vector(x[k] + shift, k, n)

certainty = Sum.over(weights.at(i) * sp.log(weights.at(i)), i, n)
mean_logit = Sum.over(weights.at(i) * x[i], i, n)
here: dict[str, Any] = {"fidelity": "ours", "cites": "Gibbs' inequality", "section": "Numbers"}

claims = (
    Claim(
        **here, title="The relative entropy of softmax weights is not negative",
        says=bound(0, "<=", RelativeEntropy(X, Y)),
        derivation={
            "bound": chain(
                RelativeEntropy(X, Y),
                ("=", sp.log(grown) - mean_growth, Algebra()),
                (">=", 0, Moving(chain(sp.log(grown), (">=", mean_growth, Monotone(Jensen(weights, growth)))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+same", **here, title="Logits that differ by a constant give weights of relative entropy 0",
        says=Identity(RelativeEntropy(X, shifted), sp.S.Zero),
        derivation={"identity": chain(RelativeEntropy(X, shifted), ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+entropy", **here, title="The entropy of n softmax weights is at least 0 and at most log n",
        says=bound(0, "<=", -certainty, "<=", sp.log(n)),
        derivation={
            "lower": chain(
                -certainty,
                ("=", LogSumExp(X) - mean_logit, Algebra()),
                (">=", 0, Moving(chain(
                    mean_logit,
                    ("<=", Sum.over(weights.at(i) * LogSumExp(X), i, n), Monotone(chain(
                        x[i], ("<=", LogSumExp(X), Monotone(Entry(i)))), (i,))),
                    ("=", LogSumExp(X), Algebra()),
                ))),
            ),
            "upper": chain(
                -certainty,
                ("=", sp.log(n) - RelativeEntropy(X, Vector(sp.S.Zero, k, n)), Algebra()),
                ("<=", sp.log(n), Moving(chain(
                    0, ("<=", RelativeEntropy(X, Vector(sp.S.Zero, k, n)),
                        Cite("lemmas/gibbs", "bound", {y: Vector(sp.S.Zero, k, n)}))))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
