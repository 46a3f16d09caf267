"""c is smooth on R^n."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent, Unsigned
from theory.quantities import GlobalEnergy, LayerStep, PooledEnergy, PooledStep, SquaredDistance, as_counted
from theory.sides import derivative
from theory.statement import Derivative, Identity, bound
from theory.symbols import counts, eta, k, layers, n, normaliser, separation, stride, v, varrho, x, xi, y
from theory.verdict import Fails, Holds

X, Y, V, own, other = x.vector(), y.vector(), v.vector(), xi.vector(), eta.vector()
here: dict[str, Any] = {"cites": "Equation (10), smoothness", "section": "5.1"}
pieces = (
    "t may be another layer at another point, one of the least energy; two layers of one pattern each. So c is "
    "E_global - E_1 + log 2 on one side of the points at which both energies are the same, E_global - E_2 + log 2 on "
    "the other, and if it is smooth the derivatives of the two agree there in every direction. "
)


def to(pattern: Vector, point: Vector = X) -> sp.Expr:
    """The squared distance of the point to the pattern of a layer."""
    return SquaredDistance(point, pattern)


def printed(pattern: Vector) -> sp.Expr:
    """The printed energy of a layer of one pattern, both layers having the normaliser Z."""
    return sp.exp(-to(pattern)) / normaliser


def piece(one: sp.Expr, another: sp.Expr) -> sp.Expr:
    """c of the layer whose energy is given first."""
    return -sp.log(sp.exp(-one) + sp.exp(-another)) - one + sp.log(2)


def slope(one: sp.Expr, another: sp.Expr) -> sp.Expr:
    """The derivative of that along v."""
    return derivative(piece(one, another), (x, V))


same = Relation(to(own), "=", to(other))
first, second = to(own), to(other)

# c of two layers, t being one of the least energy.
both = Family("E", sp.Integer(2))
numbers, low, high = both.vector(), both[1], both[2]


def with_gap(gap: sp.Expr) -> sp.Expr:
    """c, for a given difference of the energies of the two layers."""
    return sp.log(2) - sp.log(1 + sp.exp(-sp.Abs(gap)))


at_lower = GlobalEnergy(numbers) - low + sp.log(2)
above = Unsigned(chain(0, ("<=", high - low, Hypothesis())))


# c on the line through a point at which both layers tie, in the direction from one pattern to the other.
distance = SquaredDistance(own, other)
tie, differ = Relation(to(own, Y), "=", to(other, Y)), Relation(sp.S.Zero, "<", distance)
gap = 2 * stride * distance
off = sp.log(2) - sp.log(1 + sp.exp(-gap))
constant = sp.Symbol("L", positive=True)


def short_of(steepness: sp.Expr) -> sp.Expr:
    """A step that is too short for the constant, where the gap grows that steeply."""
    return steepness / (constant + steepness**2)


short, shorter = short_of(2 * distance), short_of(separation)


def along(length: sp.Expr, sign: int) -> Vector:
    """The point that far from y, as a multiple of the way from one pattern to the other."""
    return Vector(y[k] + sign * length * xi[k] - sign * length * eta[k], k, n)


def lead(point: Vector) -> sp.Expr:
    """By how much the first layer's pattern is farther from the point than the second's."""
    return to(own, point) - to(other, point)


def bend(length: sp.Expr) -> sp.Expr:
    """The second difference of c on the line."""
    ahead, behind = (with_gap(lead(along(length, sign))) for sign in (1, -1))
    return ahead + behind - 2 * with_gap(lead(Y))


def gap_at(sign: int) -> Moving:
    """Off the tie the energies differ by twice the length times the squared distance of the patterns."""
    signed = -sign * lead(along(stride, sign))
    known = gap - sign * lead(Y)
    positive = chain(0, ("<=", gap, Sign()), ("=", known, Hypothesis()), ("=", signed, Algebra()))
    of_gap = chain(
        sp.Abs(lead(along(stride, sign))),
        ("=", signed, Unsigned(positive)), ("=", known, Algebra()), ("=", gap, Hypothesis()))  # fmt: skip
    return Moving(chain(off, ("=", with_gap(lead(along(stride, sign))), Monotone(of_gap))))


no_gap = Monotone(chain(
    sp.Abs(lead(Y)),
    ("=", lead(Y), Unsigned(chain(0, ("<=", lead(Y), Hypothesis())))),
    ("=", 0, Hypothesis())))  # fmt: skip

# One layer t at all points, with E_t the distance energy.
counted, all_patterns, times = as_counted(X), varrho.vector(), counts.vector()
at_first = GlobalEnergy(counted) - counted.at(1) + sp.log(layers)
layer_step, step = LayerStep(X, varrho.vector(1), counts.vector(1), k), PooledStep(X, all_patterns, times, k)
pooled = PooledEnergy(X, all_patterns, times)
layer_slope = derivative(counted.at(1), (x, V))
pull, layer_pull = (Sum.over(2 * (x[k] - landing) * v[k], k, n) for landing in (step, layer_step))

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{pieces}E_t = exp(-g_t) / Z_t as printed, Z_t being the same.",
        title="Where two layers tie the two pieces of c have the same derivatives, with E_t as printed",
        says=Identity(slope(printed(own), printed(other)), slope(printed(other), printed(own))), hypotheses=(same,),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{pieces}E_t = g_t, or E_t the distance energy, which is the same here.",
        title="Where two layers tie the two pieces of c have the same derivatives, with E_t = g_t",
        says=Identity(slope(first, second), slope(second, first)), hypotheses=(same,),
        expects=Fails,
    ),
    Claim(
        part="+jump", fidelity="ours", **here,
        title="For two layers of one pattern each, with E_t = g_t, the derivatives of the two pieces of c differ by "
        "twice the product of the direction with the difference of the patterns",
        says=Identity(slope(first, second) - slope(second, first), 2 * Sum.over((xi[k] - eta[k]) * v[k], k, n)),
        derivation={"identity": chain(
            slope(first, second) - slope(second, first),
            ("=", 2 * Sum.over((xi[k] - eta[k]) * v[k], k, n), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", **here,
        title="c of two layers, whatever their energies are, is a function of the absolute difference of these",
        says=Identity(at_lower, with_gap(low - high)), hypotheses=(Relation(low, "<=", high),),
        derivation={"identity": chain(
            at_lower,
            ("=", sp.log(2) - sp.log(1 + sp.exp(-(high - low))), Algebra()),
            ("=", with_gap(low - high), Monotone(chain(high - low, ("=", sp.Abs(low - high), above)))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+kink", fidelity="ours", sharpens=("+no_constant",), **here, hypotheses=(tie,),
        title="On the line through a tie of two layers of one pattern each, along the way between the patterns, the "
        "second difference of c is at least a / (1 + a), a being twice the step times their squared distance",
        says=bound(gap / (1 + gap), "<=", bend(stride)),
        derivation={
            "bound": chain(
                gap / (1 + gap),
                ("=", 1 - 1 / (1 + gap), Algebra()),
                ("<=", 1 - sp.exp(-gap), Monotone(Scaled((1 + gap) * sp.exp(gap), chain(
                    1 + gap, ("<=", sp.exp(gap), Tangent(gap)))))),
                ("<=", 2 * off, Moving(chain(
                    sp.log(1 + sp.exp(-gap)) - sp.log(2),
                    ("=", sp.log((1 + sp.exp(-gap)) / 2), Algebra()),
                    ("<=", (sp.exp(-gap) - 1) / 2, Monotone(Tangent((sp.exp(-gap) - 1) / 2)))))),
                ("=", with_gap(lead(along(stride, 1))) + off, gap_at(1)),
                ("=", with_gap(lead(along(stride, 1))) + with_gap(lead(along(stride, -1))), gap_at(-1)),
                ("=", bend(stride), no_gap),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+short", fidelity="ours", sharpens=("+no_constant",), **here,
        title="For every constant L and slope s some step h has L h^2 below s h / (1 + s h)",
        says=bound(constant * shorter**2, "<", separation * shorter / (1 + separation * shorter)),
        derivation={"bound": chain(
            constant * shorter**2, ("<", separation * shorter / (1 + separation * shorter), Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+no_constant", fidelity="ours", **here, hypotheses=(tie, differ),
        title="For every constant L it is above L times the square of the step at some step",
        says=bound(constant * short**2, "<", bend(short)),
        derivation={
            "bound": chain(
                constant * short**2,
                ("<", 2 * short * distance / (1 + 2 * short * distance), Cite(
                    "niu2024/equation_10_smooth+short", "bound", {separation: 2 * distance})),
                ("<=", bend(short), Cite("niu2024/equation_10_smooth+kink", "bound", {stride: short})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+fixed", fidelity="ours", **here,
        title="With E_t the distance energy c of one layer t is differentiable: its gradient is twice the difference "
        "between the layer's attention step and that over the patterns of all layers",
        says=Derivative(at_first, ((x, V),), 2 * Sum.over((layer_step - step) * v[k], k, n)),
        derivation={"derivative": chain(
            derivative(at_first, (x, V)),
            ("=", derivative(pooled, (x, V)) - layer_slope, Algebra()),
            ("=", pull - layer_slope, Monotone(Cite("niu2024/equation_7+gradient", "derivative"))),
            ("=", pull - layer_pull, Algebra()),
            ("=", 2 * Sum.over((layer_step - step) * v[k], k, n), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
