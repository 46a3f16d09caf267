"""softmax(beta x) is (2 beta m)-Lipschitz on a convex set U, with m = max_U max_i p_i (1 - p_i)."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone
from theory.quantities import Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, i, k, most_spread, n, v, x
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
p = Softmax(scaled, i)
form = beta * SoftmaxVariance(scaled, V)  # v^T J_s v
spread = Max.over(p * (1 - p), i, n)
most: sp.Expr = 2 * most_spread * beta * SquaredNorm(V)

claims = (
    Claim(
        part=":A", fidelity="reading", cites="Lemma A25, on a set", section="App. A.2",
        reading="At every state of U, where the Jacobian is to have this norm; between two states the mean value "
        "theorem says the same.",
        title="At every state of a set the softmax Jacobian's norm is at most 2 beta times the largest p (1 - p) there",
        says=bound(form, "<=", most), hypotheses=(Relation(spread, "<=", most_spread),),
        paper_uses=("ramsauer2020/lemma_a24", "ramsauer2020/lemma_a32"),
        derivation={
            "bound": chain(
                form,
                ("<=", 2 * spread * beta * SquaredNorm(V), Cite("ramsauer2020/lemma_a24")),
                ("<=", most, Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
