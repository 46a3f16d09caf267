"""Krotov and Hopfield 2016, on {-1,+1}^n: energy -sum_{i=1}^n F((rho^i)^T x); capacity Theta(n^r).

F is a polynomial of order r, and there are d patterns.  The table names no update: theirs gives a component the sign
with which the energy is lower, so that the energy never rises by the very definition of the update.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Max, Min, Relation, Rule, Sum, Vector, chain, index
from theory.kernel.rules import (
    Algebra,
    Cite,
    Either,
    Entry,
    ForEach,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Rooted,
    Scaled,
    Sign,
    Squeezed,
)
from theory.papers.niu2024._single_flips import opposite, same_size, unchanged
from theory.quantities import (
    AnyPolynomialEnergy,
    HopfieldEnergy,
    InnerProduct,
    OffDiagonalField,
    PolynomialEnergy,
    RectifiedEnergy,
    ReLU,
    SetOverlap,
    SquaredDistance,
    overlaps,
    set_overlaps,
)
from theory.statement import Identity, bound
from theory.symbols import b, coefficients, d, half_order, i, k, m, n, order, rho, sigma, v, x, y
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
here: dict[str, Any] = {"cites": "Table 1, Krotov and Hopfield", "section": "App. B"}
F, p = coefficients.vector(), index("p")
one, two, none = sp.S.One, sp.Integer(2), Vector(sp.S.Zero, k, n)
Energy = type[PolynomialEnergy] | type[RectifiedEnergy] | type[AnyPolynomialEnergy]

# The printed sum stops at n: with n + m patterns, the last m of them do not count.
first = Family("rho", n, n).vector()
at_first, at_others = overlaps(X, first), overlaps(X, sigma.vector())


def after(energy: Energy, power: sp.Basic, s: sp.Expr) -> sp.Expr:
    """The energy after x_k is set to s."""
    return energy(set_overlaps(X, patterns, k, s), power)


def before(energy: Energy, power: sp.Basic) -> sp.Expr:
    """The energy at x."""
    return energy(overlaps(X, patterns), power)


def lower(energy: Energy, power: sp.Basic) -> Relation:
    """Each y_k gives an energy that is not above that of -y_k."""
    gain = after(energy, power, y[k]) - after(energy, power, -y[k])
    return Relation(Max(Vector(gain, k, n)), "<=", sp.S.Zero)


def rectified(s: sp.Expr, same: Moving) -> Chain:
    """The rectified overlap after x_k is set to s is what it was, where the overlap is."""
    was, now = InnerProduct(patterns.at(i), X), SetOverlap(X, patterns.at(i), k, s)
    return chain(ReLU(now), ("=", (was + sp.Abs(now)) / 2, Monotone(same)), ("=", ReLU(was), Monotone(same)))


def never_rises(energy: Energy, power: sp.Basic) -> Chain:
    """Where y_k is x_k the energy is what it was; else y_k = -x_k, and the energy of -y_k is what it was."""
    start, end, other = after(energy, power, y[k]), before(energy, power), after(energy, power, -y[k])
    gain = Vector(start - other, k, n)
    names = (i, p) if energy is AnyPolynomialEnergy else (i,)
    stays: Rule | Chain = unchanged(y[k], Hypothesis())
    turns: Rule | Chain = unchanged(-y[k], opposite)
    if energy is RectifiedEnergy:
        stays, turns = rectified(y[k], unchanged(y[k], Hypothesis())), rectified(-y[k], unchanged(-y[k], opposite))
    return chain(Max(Vector(start, k, n)), ("<=", end, ForEach(k, chain(start, ("<=", end, Either(
        (x[k] - y[k]) ** 2, sp.S.Zero,
        chain(start, ("=", end, Monotone(stays, names))),
        chain(
            start,
            ("<=", other, Moving(chain(gain.at(k), ("<=", Max(gain), Entry(k)), ("<=", 0, Hypothesis())))),
            ("=", end, Monotone(turns, names)),
        ),
    ))))))  # fmt: skip


# Even orders: F is convex, so the energy lies below its tangent planes.
s, low, high = sp.Symbol("s", real=True), sp.Symbol("g_0", real=True), sp.Symbol("g_1", real=True)
even = 2 * half_order
reached = low + s * (high - low)
tangent = reached**even + (1 - s) * even * reached ** (even - 1) * (high - low)
bent = (1 - s) * even * (even - 1) * reached ** (even - 2) * (high - low) ** 2
own, others = overlaps(X, patterns), overlaps(Y, patterns)
slopes = Vector(even * own.at(i) ** (even - 1), i, d)
field = Sum.over(slopes.at(i) * rho[i, k], i, d)
moved = Vector(y[k] - x[k], k, n)
along_field = Vector(moved.at(k) * field, k, n)

along_cubic = Vector(moved.at(k) * Sum.over(own.at(i) ** 2 * rho[i, k], i, d), k, n)

# Order 1: the energy is linear, and a flip of x_k costs 2 x_k a_k with a the sum of the patterns.
pull = Sum.over(rho[i, k], i, d)


def cost(point: Family) -> Vector:
    """What the flips of a point cost, component by component."""
    at = point.vector()
    turned = PolynomialEnergy(set_overlaps(at, patterns, k, -point[k]), one)
    return Vector(turned - PolynomialEnergy(overlaps(at, patterns), one), k, n)


def signs(point: Family) -> Relation:
    """All components are 1 or -1."""
    return Relation(Max(Vector((point[k] ** 2 - 1) ** 2, k, n)), "<=", sp.S.Zero)


def unit(point: Family) -> Squeezed:
    """x_k^2 = 1."""
    off = Vector((point[k] ** 2 - 1) ** 2, k, n)
    none_off = chain(off.at(k), ("<=", Max(off), Entry(k)), ("<=", 0, Hypothesis()))
    above = chain(point[k] ** 2, ("<=", 1, Moving(chain(point[k] ** 2 - 1, ("<=", 0, Rooted(none_off))))))
    below = chain(point[k] ** 2, (">=", 1, Moving(chain(1 - point[k] ** 2, ("<=", 0, Rooted(none_off))))))
    return Squeezed(above, below)


linear_x, linear_y = PolynomialEnergy(overlaps(X, patterns), one), PolynomialEnergy(overlaps(Y, patterns), one)
at_x, at_y = pull * (x[k] / 2 - y[k]), pull * x[k] / 2
step = chain(
    cost(x).at(k) * (x[k] - y[k]) ** 2 / 4,
    ("=", at_x * x[k] ** 2 + at_y * y[k] ** 2, Algebra()),
    ("=", at_x + at_y * y[k] ** 2, Moving(chain(at_x * x[k] ** 2, ("=", at_x, Monotone(unit(x)))))),
    ("=", at_x + at_y, Moving(chain(at_y * y[k] ** 2, ("=", at_y, Monotone(unit(y)))))),
    ("=", (x[k] - y[k]) * pull, Algebra()),
)  # fmt: skip
apart = SquaredDistance(X, Y)
least_x, least_y = Min(cost(x)), Min(cost(y))

claims = (
    Claim(
        **here, title="The sum to n is over all patterns, also where there are m more than n of them",
        says=Identity(PolynomialEnergy(at_first, order), PolynomialEnergy(at_first, order)
                      + PolynomialEnergy(at_others, order)),
        try_first=({"m": 1, "n": 1, "r_order": 1, "rho": [[1]], "sigma": [[1]], "x": [1]},),
        expects=Fails,
    ),
    Claim(
        part="+sum_to_d", fidelity="repaired", repairs=("",), **here,
        changed="the sum is over all d patterns; F is any polynomial of order r",
        title="A component that takes the sign of lower energy never raises the energy",
        says=bound(Max(Vector(after(AnyPolynomialEnergy, F, y[k]), k, n)), "<=", before(AnyPolynomialEnergy, F)),
        hypotheses=(same_size, lower(AnyPolynomialEnergy, F)),
        derivation={"bound": never_rises(AnyPolynomialEnergy, F)},
        try_first=({"d": 1, "n": 1, "r_order": 1, "rho": [[1]], "x": [-1], "y": [1], "c_F": [1]},),
        expects=Holds,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="F(z) is z^r for z > 0 and 0 otherwise, and the sum is over all d patterns.",
        title="With the rectified polynomial, a component that takes the sign of lower energy never raises the energy",
        says=bound(Max(Vector(after(RectifiedEnergy, order, y[k]), k, n)), "<=", before(RectifiedEnergy, order)),
        hypotheses=(same_size, lower(RectifiedEnergy, order)),
        derivation={"bound": never_rises(RectifiedEnergy, order)},
        try_first=({"d": 1, "n": 1, "r_order": 1, "rho": [[1]], "x": [-1], "y": [1]},),
        expects=Holds,
    ),
    Claim(
        part="+square", fidelity="ours", **here,
        title="With F(z) = z^2 the energy is twice Hopfield's without a bias, W with its diagonal",
        says=Identity(before(PolynomialEnergy, two), 2 * HopfieldEnergy(X, patterns, none)),
        derivation={"identity": chain(
            before(PolynomialEnergy, two), ("=", 2 * HopfieldEnergy(X, patterns, none), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+square_update", fidelity="ours", **here,
        title="With F(z) = z^2, what -1 costs more than 1 at each component is 4 times Hopfield's local field without "
        "W_kk, both in their inner products with any v",
        says=Identity(
            Sum.over(v[k] * (after(PolynomialEnergy, two, -one) - after(PolynomialEnergy, two, one)), k, n),
            4 * Sum.over(v[k] * OffDiagonalField(X, patterns, none, k), k, n),
        ),
        derivation={"identity": chain(
            Sum.over(v[k] * (after(PolynomialEnergy, two, -one) - after(PolynomialEnergy, two, one)), k, n),
            ("=", 4 * Sum.over(v[k] * OffDiagonalField(X, patterns, none, k), k, n), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+together", fidelity="ours", **here,
        title="With F(z) = z^r of even order r = 2 s, components that move along sum_i F'((rho^i)^T x) rho^i, one or "
        "many at once, never raise the energy",
        says=bound(PolynomialEnergy(others, even), "<=", PolynomialEnergy(own, even)),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(along_field)),),
        derivation={"bound": chain(
            PolynomialEnergy(others, even),
            ("<=", -Sum.over(own.at(i) ** even + slopes.at(i) * (others.at(i) - own.at(i)), i, d), Monotone(
                Cite("niu2024/table_1_polynomial+tangent", at={low: own.at(i), high: others.at(i)}), (i,))),
            ("=", PolynomialEnergy(own, even) - Sum.over(slopes.at(i) * InnerProduct(patterns.at(i), moved), i, d),
             Algebra()),
            ("=", PolynomialEnergy(own, even) - Sum(along_field), Monotone(Cite(
                "niu2024/table_1_hopfield+exchange", "identity", {m: d, sigma: patterns, b: slopes, v: moved}))),
            ("<=", PolynomialEnergy(own, even), Moving(chain(
                0,
                ("=", Sum.over(sp.S.Zero, k, n), Algebra()),
                ("<=", Sum(along_field), Monotone(chain(
                    0, ("<=", Min(along_field), Hypothesis()), ("<=", along_field.at(k), Entry(k))), (k,)))))),
        )},
        try_first=({"d": 1, "n": 1, "r_half": 1, "rho": [[1]], "x": [1], "y": [2]},),
        expects=Holds,
    ),
    Claim(
        part="+cubic", fidelity="ours", **here,
        title="With F(z) = z^3, a component that moves along sum_i F'((rho^i)^T x) rho^i never raises the energy",
        says=bound(Max(Vector(after(PolynomialEnergy, sp.Integer(3), y[k]), k, n)), "<=",
                   before(PolynomialEnergy, sp.Integer(3))),
        hypotheses=(signs(x), signs(y), Relation(sp.S.Zero, "<=", Min(along_cubic))),
        try_first=({"d": 3, "n": 2, "rho": [[1, 1], [1, 1], [1, -1]], "x": [-1, 1], "y": [-1, -1]},),
        expects=Fails,
    ),
    Claim(
        part="+tangent", fidelity="ours", sharpens=("+together",), **here,
        title="An even power lies above its tangents",
        says=bound(low**even + even * low ** (even - 1) * (high - low), "<=", high**even),
        derivation={"bound": chain(
            low**even + even * low ** (even - 1) * (high - low),
            ("<=", high**even, Growth(tangent, s, sp.S.Zero, one, chain(0, ("<=", bent, Sign())))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+linear", fidelity="ours", sharpens=("+one_state",), **here,
        title="With F(z) = z, a state that no flip lowers is below every other by a quarter of the squared distance "
        "times its least cost of a flip",
        says=bound(linear_x + least_x * apart / 4, "<=", linear_y),
        hypotheses=(signs(x), signs(y)),
        derivation={"bound": chain(
            linear_x + least_x * apart / 4,
            ("=", linear_x + Sum.over(least_x * (x[k] - y[k]) ** 2 / 4, k, n), Algebra()),
            ("<=", linear_x + Sum.over(cost(x).at(k) * (x[k] - y[k]) ** 2 / 4, k, n), Monotone(Entry(k), (k,))),
            ("=", linear_x + Sum.over((x[k] - y[k]) * pull, k, n), Monotone(step, (k,))),
            ("=", linear_y, Algebra()),
        )},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [1], "y": [-1]},),
        expects=Holds,
    ),
    Claim(
        part="+one_state", fidelity="ours", **here,
        title="With F(z) = z, two states of which every flip raises the energy are the same: one pattern at most is "
        "stored",
        says=bound(apart, "<=", 0),
        hypotheses=(signs(x), signs(y), Relation(sp.S.Zero, "<", least_x), Relation(sp.S.Zero, "<", least_y)),
        derivation={"bound": chain(apart, ("<=", 0, Scaled(least_x + least_y, chain(
            (least_x + least_y) * apart,
            ("<=", 0, Moving(chain(
                linear_x + least_x * apart / 4,
                ("<=", linear_y, Cite("niu2024/table_1_polynomial+linear")),
                ("<=", linear_x - least_y * apart / 4, Cite("niu2024/table_1_polynomial+linear", at={x: Y, y: X})),
            ))),
        ))))},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [1], "y": [1]},),
        expects=Holds,
    ),
)  # fmt: skip
