"""N ~ A l d_emb^2 = (A l d_emb / T_max) n, where n = T_max d_emb."""

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone
from theory.statement import Identity
from theory.symbols import constant, layers, longest, n, width
from theory.verdict import Holds

parameters = constant * layers * width**2
by_dimension = constant * layers * width / longest

# The 1 keeps the product of by_dimension and T_max d_emb in factors.
claims = (
    Claim(
        cites="Equation (2)", section="3", title="The number of parameters in terms of the dimension of a pattern",
        says=Identity(parameters, by_dimension * n),
        hypotheses=(Relation(n, "=", longest * width),),
        derivation={
            "identity": chain(
                parameters,
                ("=", by_dimension * (longest * width + 1) - by_dimension, Algebra()),
                ("=", by_dimension * (n + 1) - by_dimension, Monotone(Hypothesis())),
                ("=", by_dimension * n, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
