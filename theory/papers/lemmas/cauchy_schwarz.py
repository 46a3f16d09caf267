"""<x, y> <= ||x|| ||y|| (Cauchy and Schwarz)."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Rooted, Sign
from theory.quantities import InnerProduct, Norm, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import i, j, k, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
pairing, lengths = InnerProduct(X, Y), Norm(X) * Norm(Y)
squares = SquaredNorm(X) * SquaredNorm(Y)
areas = Sum.over(Sum.over((x[i] * y[j] - x[j] * y[i]) ** 2, j, n), i, n)

claims = (
    Claim(
        fidelity="ours", cites="Cauchy-Schwarz", section="Vectors",
        title="An inner product is at most the product of the norms",
        says=bound(pairing, "<=", lengths),
        derivation={
            "bound": chain(pairing, ("<=", lengths, Rooted(chain(
                pairing**2,
                ("<=", squares, Cite("lemmas/cauchy_schwarz+squares")),
                ("=", lengths**2, Algebra()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+below", fidelity="ours", cites="Cauchy-Schwarz", section="Vectors",
        title="An inner product is at least minus the product of the norms",
        says=bound(-lengths, "<=", pairing),
        derivation={
            "bound": chain(
                pairing,
                ("=", -InnerProduct(Vector(-x[k], k, n), Y), Algebra()),
                (">=", -lengths, Cite("lemmas/cauchy_schwarz", "bound", {x: Vector(-x[k], k, n)})),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+magnitude", fidelity="ours", cites="Cauchy-Schwarz", section="Vectors",
        title="The magnitude of an inner product is at most the product of the norms",
        says=bound(sp.Abs(pairing), "<=", lengths),
        derivation={
            "bound": chain(sp.Abs(pairing), ("<=", lengths, Absolute(
                chain(pairing, ("<=", lengths, Cite("lemmas/cauchy_schwarz"))),
                chain(-pairing, ("<=", lengths, Cite("lemmas/cauchy_schwarz+below"))),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+squares", fidelity="ours", sharpens=("",), cites="Cauchy-Schwarz", section="Vectors",
        title="The square of an inner product is at most the product of the squared norms",
        says=bound(pairing**2, "<=", squares),
        derivation={
            "bound": chain(
                pairing**2,
                ("=", squares - areas / 2, Cite("lemmas/cauchy_schwarz+lagrange", "identity")),
                ("<=", squares, Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+lagrange", fidelity="ours", sharpens=("+squares",), cites="Lagrange's identity", section="Vectors",
        title="What the Cauchy-Schwarz inequality lacks is a sum of squared areas",
        says=Identity(squares - pairing**2, areas / 2),
        derivation={"identity": chain(squares - pairing**2, ("=", areas / 2, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
