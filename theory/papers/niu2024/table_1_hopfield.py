"""Hopfield 1982, on {-1,+1}^n: energy -x^T W x / 2 - b^T x, W the outer product of the patterns; capacity O(n).

The table names no update: Hopfield's sets one component to the sign of its local field (W x + b)_k, a tie kept.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Monotone, Moving, Sign
from theory.quantities import (
    HopfieldEnergy,
    InnerProduct,
    LocalField,
    OffDiagonalEnergy,
    OffDiagonalField,
    OwnCoupling,
    SetHopfieldEnergy,
    SetOffDiagonalEnergy,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import Identity, bound
from theory.symbols import b, bias, d, i, k, m, n, rho, sigma, v, x, xi, y
from theory.verdict import Fails, Holds

X, Y, patterns, B = x.vector(), y.vector(), rho.vector(), bias.vector()
here: dict[str, Any] = {"cites": "Table 1, Hopfield", "section": "App. B"}
one, none = sp.S.One, Vector(sp.S.Zero, k, n)
energy, off_energy = HopfieldEnergy(X, patterns, B), OffDiagonalEnergy(X, patterns, B)
field, off_field = LocalField(X, patterns, B, k), OffDiagonalField(X, patterns, B, k)
own = OwnCoupling(patterns, k)
along_field = Vector((y[k] - x[k]) * field, k, n)  # not negative where the sign of the field is taken, or x_k stays
along_off_field = Vector((y[k] - x[k]) * off_field, k, n)
one_set = SetHopfieldEnergy(X, patterns, B, k, y[k])
one_set_off = SetOffDiagonalEnergy(X, patterns, B, k, y[k])
flipped = SetHopfieldEnergy(X, patterns, B, k, -x[k])
dropped = one_set + own * (y[k] - x[k]) ** 2 / 2
moved = Vector(y[k] - x[k], k, n)
shares = Vector(InnerProduct(patterns.at(i), X), i, d)
curved = Sum.over(InnerProduct(patterns.at(i), moved) ** 2, i, d) / 2
followed = chain(0, ("<=", Min(along_field), Hypothesis()), ("<=", along_field.at(k), Entry(k)))
followed_off = chain(0, ("<=", Min(along_off_field), Hypothesis()), ("<=", along_off_field.at(k), Entry(k)))
aligned = Vector(x[k] * field, k, n)
aligned_off = Vector(x[k] * off_field, k, n)
least_flip = Min(Vector(flipped, k, n))


def binary(point: Family) -> tuple[Relation, Relation]:
    """All components are 1 or -1."""
    squares = Vector(point[k] ** 2, k, n)
    return Relation(one, "<=", Min(squares)), Relation(Max(squares), "<=", one)


# One pattern: the energy in terms of the distances to it and to its opposite.
single = Vector(Vector(xi[k], k, n), i, one)
alone, XI = HopfieldEnergy(X, single, none), xi.vector()
opposite = Vector(-xi[k], k, n)
rest = SquaredNorm(X) + 3 * SquaredNorm(XI)
equal_norms = Moving(chain(SquaredNorm(X) * rest, ("=", SquaredNorm(XI) * rest, Monotone(Hypothesis()))))
apart = SquaredDistance(X, XI) * SquaredDistance(X, opposite)

strict = Vector(y[k] * off_field, k, n)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="W is the sum of the outer products as it stands, with its diagonal; one component x_k becomes y_k, "
        "which its local field asks for or x_k itself.",
        title="With the diagonal of W, an update of one component never raises the energy",
        says=bound(Max(Vector(one_set, k, n)), "<=", energy),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(along_field)),),
        derivation={"bound": chain(Max(Vector(one_set, k, n)), ("<=", energy, ForEach(k, chain(
            one_set,
            ("<=", dropped, Sign()),
            ("<=", Max(Vector(dropped, k, n)), Entry(k)),
            ("<=", energy, Cite("niu2024/table_1_hopfield+drop")),
        ))))},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1], "y": [1], "b_bias": [2]},),
        expects=Holds,
    ),
    Claim(
        part="+drop", fidelity="ours", sharpens=(":A",), **here,
        title="With the diagonal of W, an update of one component lowers the energy by W_kk (y_k - x_k)^2 / 2 at least",
        says=bound(Max(Vector(dropped, k, n)), "<=", energy),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(along_field)),),
        derivation={"bound": chain(Max(Vector(dropped, k, n)), ("<=", energy, ForEach(k, chain(
            dropped,
            ("=", energy - (y[k] - x[k]) * field, Algebra()),
            ("<=", energy, Moving(followed)),
        ))))},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1], "y": [1], "b_bias": [1]},),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The diagonal of W is set to 0, and so is W_kk in the local field; one component x_k becomes y_k, "
        "which its local field asks for or x_k itself.",
        title="Without the diagonal of W, an update of one component never raises the energy",
        says=bound(Max(Vector(one_set_off, k, n)), "<=", off_energy),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(along_off_field)),),
        derivation={"bound": chain(Max(Vector(one_set_off, k, n)), ("<=", off_energy, ForEach(k, chain(
            one_set_off,
            ("=", off_energy - (y[k] - x[k]) * off_field, Algebra()),
            ("<=", off_energy, Moving(followed_off)),
        ))))},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1], "y": [1], "b_bias": [1]},),
        expects=Holds,
    ),
    Claim(
        part="+at_once", fidelity="ours", **here,
        title="Without the diagonal of W, an update of all components at once never raises the energy",
        says=bound(OffDiagonalEnergy(Y, patterns, B), "<=", off_energy),
        hypotheses=(*binary(x), *binary(y), Relation(sp.S.Zero, "<", Min(strict))),
        try_first=({"d": 2, "n": 2, "rho": [[1, 1], [1, 1]], "x": [1, -1], "y": [-1, 1], "b_bias": [0, -1]},),
        expects=Fails,
    ),
    Claim(
        part="+together", fidelity="ours", **here,
        title="With the diagonal of W, an update of any components at once never raises the energy",
        says=bound(HopfieldEnergy(Y, patterns, B), "<=", energy),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(along_field)),),
        derivation={"bound": chain(
            HopfieldEnergy(Y, patterns, B),
            ("=", energy - Sum(along_field) - curved,
             Cite("niu2024/table_1_hopfield+change", "identity")),
            ("<=", energy - Sum(along_field), Sign()),
            ("<=", energy, Moving(chain(
                0,
                ("=", Sum.over(sp.S.Zero, k, n), Algebra()),
                ("<=", Sum(along_field), Monotone(followed, (k,)))))),
        )},
        try_first=({"d": 1, "n": 2, "rho": [[1, 1]], "x": [1, -1], "y": [1, 1], "b_bias": [1, 1]},),
        expects=Holds,
    ),
    Claim(
        part="+change", fidelity="ours", sharpens=("+together",), **here,
        title="The change of Hopfield's energy between two points, by the local fields at the first",
        says=Identity(HopfieldEnergy(Y, patterns, B), energy - Sum(along_field) - curved),
        derivation={"identity": chain(
            HopfieldEnergy(Y, patterns, B),
            ("=", energy - Sum.over(shares.at(i) * InnerProduct(patterns.at(i), moved), i, d)
             - InnerProduct(B, moved) - curved, Algebra()),
            ("=", energy - Sum.over(moved.at(k) * Sum.over(shares.at(i) * rho[i, k], i, d), k, n)
             - InnerProduct(B, moved) - curved, Monotone(Cite("niu2024/table_1_hopfield+exchange", "identity", {
                 m: d, sigma: patterns, b: shares, v: moved}))),
            ("=", energy - Sum(along_field) - curved, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+exchange", fidelity="ours", sharpens=("+change",), **here,
        title="Vectors weighed and then seen from v are seen from v and then weighed",
        says=Identity(Sum.over(b[i] * InnerProduct(sigma.vector(i), v.vector()), i, m),
                      Sum.over(v[k] * Sum.over(b[i] * sigma[i, k], i, m), k, n)),
        derivation={"identity": chain(Sum.over(b[i] * InnerProduct(sigma.vector(i), v.vector()), i, m), (
            "=", Sum.over(v[k] * Sum.over(b[i] * sigma[i, k], i, m), k, n), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+left_alone", fidelity="ours", **here,
        title="With the diagonal of W in the local fields, a point with which all of them agree is not above any "
        "single flip of it",
        says=bound(energy, "<=", least_flip),
        hypotheses=(Relation(sp.S.Zero, "<", Min(aligned)), *binary(x)),
        try_first=({"d": 3, "n": 2, "rho": [[1, 1], [1, 1], [1, -1]], "x": [1, -1], "b_bias": [0, 0]},),
        expects=Fails,
    ),
    Claim(
        part="+minimum", fidelity="ours", **here,
        title="A point with which no local field without W_kk disagrees is not above any single flip of it",
        says=bound(energy, "<=", least_flip),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(aligned_off)),),
        derivation={"bound": chain(energy, ("<=", least_flip, ForEach(k, chain(
            energy,
            ("<=", energy + 2 * aligned_off.at(k), Moving(chain(
                0, ("<=", Min(aligned_off), Hypothesis()), ("<=", aligned_off.at(k), Entry(k))))),
            ("=", flipped, Algebra()),
        ))))},
        try_first=({"d": 1, "n": 2, "rho": [[1, 1]], "x": [1, 1], "b_bias": [0, 0]},),
        expects=Holds,
    ),
    Claim(
        part="+one", fidelity="ours", **here,
        title="With one pattern of the query's norm and no bias, the energy is above -||xi||^4 / 2 by the squared "
        "distances to the pattern and to its opposite, multiplied, over 8",
        says=Identity(alone + SquaredNorm(XI) ** 2 / 2, apart / 8),
        hypotheses=(Relation(SquaredNorm(X), "=", SquaredNorm(XI)),),
        derivation={"identity": chain(
            alone + SquaredNorm(XI) ** 2 / 2,
            ("=", apart / 8 - SquaredNorm(X) * rest / 8 + SquaredNorm(XI) * rest / 8, Algebra()),
            ("=", apart / 8, equal_norms),
        )},
        try_first=({"n": 2, "x": [1, -1], "xi": [1, 1]},),
        expects=Holds,
    ),
)  # fmt: skip
