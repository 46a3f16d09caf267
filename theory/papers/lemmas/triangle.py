"""||sum_j a_j u^j|| <= sum_j a_j ||u^j|| for a_j >= 0: the triangle inequality."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Either, Hypothesis, Monotone, Rooted, Sign
from theory.quantities import InnerProduct, Norm, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import a, j, k, m, n, u, x, y
from theory.verdict import Holds

X, Y, vectors = x.vector(), y.vector(), u.vector()
scaled = Vector(Vector(a[j] * u[j, k], k, n), j, m)
both = Vector(x[k] + y[k], k, n)


def total(terms: Vector) -> Vector:
    """The sum of m vectors."""
    return Vector(Sum.over(terms.at(j).at(k), j, m), k, n)


def norms(terms: Vector) -> sp.Expr:
    """The sum of their norms."""
    return Sum.over(Norm(terms.at(j)), j, m)


whole = total(vectors)
vanishing = chain(
    Norm(whole),
    ("<=", sp.S.Zero, Rooted(chain(
        Norm(whole) ** 2, ("=", SquaredNorm(whole), Algebra()), ("<=", sp.S.Zero, Hypothesis())))),
    ("<=", norms(vectors), Sign()),
)  # fmt: skip
positive = chain(
    Norm(whole),
    ("=", InnerProduct(whole, whole) / Norm(whole), Algebra()),
    ("=", Sum.over(InnerProduct(u.vector(j), whole), j, m) / Norm(whole),
     Monotone(Cite("lemmas/triangle+pairing", "identity", {x: whole}))),
    ("<=", Sum.over(Norm(u.vector(j)) * Norm(whole), j, m) / Norm(whole),
     Monotone(Cite("lemmas/cauchy_schwarz", "bound", {x: u.vector(j), y: whole}), (j,))),
    ("=", norms(vectors), Algebra()),
)  # fmt: skip

claims = (
    Claim(
        fidelity="ours", cites="Triangle inequality", section="Vectors",
        title="The norm of a combination with non-negative coefficients is at most the combination of the norms",
        says=bound(Norm(total(scaled)), "<=", Sum.over(a[j] * Norm(u.vector(j)), j, m)),
        derivation={
            "bound": chain(
                Norm(total(scaled)),
                ("<=", norms(scaled), Cite("lemmas/triangle+plain", "bound", {u: scaled})),
                ("=", Sum.over(a[j] * Norm(u.vector(j)), j, m), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+plain", fidelity="ours", cites="Triangle inequality", section="Vectors",
        title="The norm of a sum is at most the sum of the norms",
        says=bound(Norm(whole), "<=", norms(vectors)),
        derivation={
            "bound": chain(
                Norm(whole), ("<=", norms(vectors), Either(SquaredNorm(whole), sp.S.Zero, vanishing, positive))
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", cites="Triangle inequality", section="Vectors",
        title="The norm of a sum of two vectors is at most the sum of their norms",
        says=bound(Norm(both), "<=", Norm(X) + Norm(Y)),
        derivation={
            "bound": chain(Norm(both), ("<=", Norm(X) + Norm(Y), Rooted(chain(
                Norm(both) ** 2,
                ("=", SquaredNorm(X) + SquaredNorm(Y) + 2 * InnerProduct(X, Y), Algebra()),
                ("<=", SquaredNorm(X) + SquaredNorm(Y) + 2 * (Norm(X) * Norm(Y)),
                 Monotone(Cite("lemmas/cauchy_schwarz"))),
                ("=", (Norm(X) + Norm(Y)) ** 2, Algebra()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+pairing", fidelity="ours", cites="Bilinearity", section="Vectors",
        title="The inner product of a sum is the sum of the inner products",
        says=Identity(InnerProduct(whole, X), Sum.over(InnerProduct(u.vector(j), X), j, m)),
        derivation={
            "identity": chain(InnerProduct(whole, X), ("=", Sum.over(InnerProduct(u.vector(j), X), j, m), Algebra()))
        },
        expects=Holds,
    ),
)  # fmt: skip
