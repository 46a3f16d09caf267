"""For patterns of equal norms Delta_i = min_{j != i} ||x_i - x_j||^2 / 2."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Relation, Vector, chain
from theory.kernel.rules import Entry, Hypothesis, Magnitude, Monotone, Moving, Squeezed
from theory.quantities import InnerProduct, Separation, SquaredDistance, SquaredNorm
from theory.statement import Identity
from theory.symbols import j, m, sigma, xi
from theory.verdict import Holds

pattern, others = xi.vector(), sigma.vector()
gap = Separation(pattern, others)
halves = Vector(SquaredDistance(pattern, others.at(j)) / 2, j, m)
beyond = SquaredNorm(others.at(j)) - SquaredNorm(pattern)
equal = Relation(Max(Vector(sp.Abs(beyond), j, m)), "<=", sp.S.Zero)
lead = InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j))


def not_beyond(sign: int) -> Chain:
    """The squared norms differ by at most 0, either way."""
    return chain(
        sign * beyond, ("<=", sp.Abs(beyond), Magnitude()), ("<=", equal.lhs, Entry(j)), ("<=", 0, Hypothesis())
    )


claims = (
    Claim(
        cites="Equation (140), equal norms", section="App. A.1.5.3",
        title="The separation of patterns of equal norms is half the least squared distance",
        says=Identity(gap, Min(halves)), hypotheses=(equal,),
        derivation={
            "identity": chain(gap, ("=", Min(halves), Monotone(Squeezed(
                chain(lead, ("<=", halves.at(j), Moving(not_beyond(-1)))),
                chain(lead, (">=", halves.at(j), Moving(not_beyond(1)))),
            ), (j,)))),
        },
        try_first=({"m": 1, "n": 2, "xi": [1, 0], "sigma": [[0, 1]]},
                   {"m": 2, "n": 2, "xi": [1, 0], "sigma": [[0, 1], ["3/5", "4/5"]]}),
        expects=Holds,
    ),
)  # fmt: skip
