"""softmax(beta x) is 1/(2 m beta)-cocoercive on a convex set U, m = max_U max_i p_i (1 - p_i): the norm squared."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import Softmax, SoftmaxMean, SoftmaxVariance
from theory.statement import bound
from theory.symbols import beta, i, k, most_spread, n, v, x, y
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
stiffness = sp.Symbol("L", positive=True)
p = Softmax(scaled, i)
variance = SoftmaxVariance(scaled, V)
image = beta**2 * Sum.over((p * (v[i] - SoftmaxMean(scaled, V))) ** 2, i, n)  # ||J_s v||^2
spread = Max.over(p * (1 - p), i, n)

claims = (
    Claim(
        part="+state", fidelity="repaired", repairs=("ramsauer2020/lemma_a26:A", "ramsauer2020/lemma_a26:B"),
        cites="Lemma A26, on a set", section="App. A.2",
        changed="the norm is squared, softmax taken of beta x, and all is said at every state of U, of the Jacobian",
        title="On a set the square of the softmax Jacobian is at most 2 m beta times it",
        says=bound(image, "<=", 2 * beta * most_spread * (beta * variance)),
        hypotheses=(Relation(spread, "<=", most_spread),),
        derivation={
            "bound": chain(
                image,
                ("<=", beta**2 * (2 * most_spread * variance), Monotone(Cite(
                    "lemmas/softmax_spread+square", "bound", {x: scaled, y: V, stiffness: 2 * most_spread}))),
                ("=", 2 * beta * most_spread * (beta * variance), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
