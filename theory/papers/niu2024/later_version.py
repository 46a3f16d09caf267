"""A later version of the paper edits knowledge by a look-up, g(k) = r_j if cos(k, k_j) > gamma with j = argmax_i
cos(k, k_i).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone
from theory.quantities import InnerProduct, SquaredDistance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import eta, x, xi
from theory.verdict import Holds

X, XI, ETA = x.vector(), xi.vector(), eta.vector()
here: dict[str, Any] = {"fidelity": "ours", "cites": "A later version, NeuralDB", "section": "7"}
nearer = bound(SquaredDistance(X, XI), "<=", SquaredDistance(X, ETA))
of_length_one = "The cosine of two vectors of length 1 is their inner product."


def length_one(point: sp.Expr) -> Relation:
    """The squared norm is 1."""
    return Relation(SquaredNorm(point), "=", sp.S.One)


def expanded(point: sp.Expr) -> sp.Expr:
    """||x - point||^2 multiplied out."""
    return SquaredNorm(X) - 2 * InnerProduct(X, point) + SquaredNorm(point)


claims = (
    Claim(
        **here, reading=of_length_one,
        title="Of two keys of length 1 the one with the larger cosine is at least as near: the look-up goes to the "
        "nearest pattern, as Eq. (3) does",
        says=nearer,
        hypotheses=(
            length_one(XI), length_one(ETA), Relation(InnerProduct(X, ETA), "<=", InnerProduct(X, XI))),
        derivation={"bound": chain(
            SquaredDistance(X, XI),
            ("=", expanded(XI), Algebra()),
            ("=", SquaredNorm(X) - 2 * InnerProduct(X, XI) + 1, Monotone(Hypothesis())),
            ("<=", SquaredNorm(X) - 2 * InnerProduct(X, ETA) + 1, Monotone(Hypothesis())),
            ("=", expanded(ETA), Monotone(Hypothesis())),
            ("=", SquaredDistance(X, ETA), Algebra()),
        )},
        try_first=({"n": 1, "x": [2], "xi": [1], "eta": [-1]},),
        expects=Holds,
    ),
    Claim(
        part="+threshold", **here, reading=of_length_one,
        title="For a query and a key of length 1 the squared distance is 2 less twice the cosine: the threshold asks "
        "for a ball of squared radius 2 - 2 gamma around the key",
        says=Identity(SquaredDistance(X, XI), 2 - 2 * InnerProduct(X, XI)),
        hypotheses=(length_one(X), length_one(XI)),
        derivation={"identity": chain(
            SquaredDistance(X, XI),
            ("=", expanded(XI), Algebra()),
            ("=", 1 - 2 * InnerProduct(X, XI) + SquaredNorm(XI), Monotone(Hypothesis())),
            ("=", 2 - 2 * InnerProduct(X, XI), Monotone(Hypothesis())),
        )},
        try_first=({"n": 1, "x": [1], "xi": [-1]},),
        expects=Holds,
    ),
)  # fmt: skip
