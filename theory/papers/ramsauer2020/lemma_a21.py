"""J_s 1 = 0: the softmax Jacobian does not see a change of all entries by one number."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import Softmax
from theory.statement import Identity
from theory.symbols import beta, i, k, n, w, x
from theory.verdict import Holds

scaled = Vector(beta * x[k], k, n)


def mean(of: sp.Expr) -> sp.Expr:
    """The mean under the softmax weights p."""
    return Sum.over(Softmax(scaled, i) * of, i, n)


of_ones = beta * (mean(w[i]) - mean(sp.S.One) * mean(w[i]))  # w^T J_s 1

claims = (
    Claim(
        cites="Lemma A21", section="App. A.2",
        title="The rows of the softmax Jacobian add up to 0, seen from any w",
        says=Identity(of_ones, sp.S.Zero),
        derivation={"identity": chain(of_ones, ("=", sp.S.Zero, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
