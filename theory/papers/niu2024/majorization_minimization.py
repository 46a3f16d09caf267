"""The steps are equivalent to majorization-minimization: each E_t locally majorizes E_global, E_t >= E_global + c_t."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import GlobalEnergy, JoinedEnergy, Softmax, SquaredDistance, as_distance, as_nearest, as_printed
from theory.sides import derivative
from theory.statement import Identity, bound
from theory.symbols import (
    energies,
    eta,
    further,
    j,
    k,
    layers,
    n,
    normaliser,
    stride,
    t,
    v,
    x,
    xi,
    y,
)  # fmt: skip
from theory.verdict import Fails, Holds

X, Y, V, own, other = x.vector(), y.vector(), v.vector(), xi.vector(), eta.vector()
here: dict[str, Any] = {"cites": "Section 4.2, majorization-minimization", "section": "4.2"}
near = Relation(SquaredDistance(X, Y), "<=", sp.S.One)
sun = "on the set of Eq. (6), c_t being the gap at the current iterate y (Sun et al. 2016, after Eq. (2)), with "
both_senses = "; delta_t = 1, where the squared and the plain distance agree"


def gap(all_energies: Vector) -> sp.Expr:
    """How far the energy of the first layer is above the global energy."""
    first = all_energies.at(1)
    assert isinstance(first, sp.Expr)
    return first - GlobalEnergy(all_energies)


numbers, later = energies.vector(), further.vector()
minus, minus_later = Vector(-energies[t], t, layers), Vector(-further[t], t, layers)
share, share_later = Softmax(minus, sp.S.One), Softmax(minus_later, sp.S.One)

# Two layers of one pattern each; the gap is log(1 + exp(E_1 - E_2)).
both = Vector(other, j, 1)
distance = SquaredDistance(own, other)
differ = Relation(sp.S.Zero, "<", distance)
onward = Vector(y[k] + stride * (xi[k] - eta[k]), k, n)  # the way that leads from the other pattern to the own one
towards = Vector(y[k] + stride * (xi[k] - y[k]), k, n)
forward = Sum.over((xi[k] - y[k]) * (xi[k] - eta[k]), k, n)


def two(point: Vector) -> sp.Expr:
    """The gap of the layer of xi, the other layer holding eta."""
    return SquaredDistance(point, own) - JoinedEnergy(point, own, both)


def lead(point: Vector) -> sp.Expr:
    """By how much xi is farther from the point than eta."""
    return SquaredDistance(point, own) - SquaredDistance(point, other)


# The same under the printed energies, from the layer's own pattern on the way to the other one.
Z = normaliser
on_the_way = Vector(xi[k] + stride * (eta[k] - xi[k]), k, n)
no_more = Relation(stride, "<=", sp.S.One)
back = sp.exp(-((1 - stride) ** 2) * distance)
lead_printed = (sp.exp(-(stride**2) * distance) - back) / Z
shrinks = chain((1 - stride) ** 2, ("<=", 1, Moving(chain(0, ("<=", stride * (2 - stride), Sign())))))


def two_printed(point: Vector) -> sp.Expr:
    """The gap of the layer of xi under the printed energies, both with the normaliser Z."""
    e, f = (sp.exp(-SquaredDistance(point, pattern)) / Z for pattern in (own, other))
    return e + sp.log(sp.exp(-e) + sp.exp(-f))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{sun}E_t = exp(-g_t) / Z_t{both_senses}; of one Z_t that two "
        "layers have in common, +printed shows as much for every Z_t and every delta_t",
        title="The printed energy of a layer, less its gap at the current iterate, lies above the global energy nearby",
        says=bound(gap(as_printed(Y)), "<=", gap(as_printed(X))), hypotheses=(near,),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{sun}E_t = g_t{both_senses}",
        title="The nearest distance within a layer, less its gap at the current iterate, lies above the global energy "
        "nearby",
        says=bound(gap(as_nearest(Y)), "<=", gap(as_nearest(X))), hypotheses=(near,),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{sun}E_t the distance energy of the layer{both_senses}",
        title="The distance energy of a layer, less its gap at the current iterate, lies above the global energy "
        "nearby",
        says=bound(gap(as_distance(Y)), "<=", gap(as_distance(X))), hypotheses=(near,),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="for some delta_t > 0, however small: so from the current iterate the gap falls in no direction, and "
        "none of its derivatives there is negative; two layers of one pattern each, for which E_t = g_t and the "
        "distance energy agree",
        title="The gap between a layer's energy and the global energy falls in no direction",
        says=bound(0, "<=", derivative(two(X), (x, V))),
        expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="c_t is any constant, the same on the whole set, and not the gap at the current iterate: c_t = 0 "
        "serves, for any energies of the layers",
        title="A layer's energy is nowhere below the global energy",
        says=bound(GlobalEnergy(numbers), "<=", energies[1]),
        derivation={
            "bound": chain(
                GlobalEnergy(numbers),
                ("<=", Min(numbers), Cite("niu2024/lemma_3+weak", "upper", {n: layers, x: numbers})),
                ("<=", energies[1], Entry(1)),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+never", fidelity="ours", **here,
        title="With two layers of one pattern each, from every point each step in the direction from the other layer's "
        "pattern to the layer's own breaks what majorization-minimization asks, however short it is",
        says=bound(two(onward), "<", two(Y)), hypotheses=(differ,),
        derivation={
            "bound": chain(
                two(onward),
                ("=", sp.log(1 + sp.exp(lead(Y) - 2 * stride * distance)), Algebra()),
                ("<", sp.log(1 + sp.exp(lead(Y))), Monotone(Moving(chain(
                    0, ("<", 2 * stride * distance, Sign()))))),
                ("=", two(Y), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+towards", fidelity="ours", **here,
        title="With two layers of one pattern each, each step towards the layer's own pattern breaks it, from every "
        "point on the near side of the own pattern, as seen from the other one",
        says=bound(two(towards), "<", two(Y)), hypotheses=(Relation(sp.S.Zero, "<", forward),),
        derivation={
            "bound": chain(
                two(towards),
                ("=", sp.log(1 + sp.exp(lead(Y) - 2 * stride * forward)), Algebra()),
                ("<", sp.log(1 + sp.exp(lead(Y))), Monotone(Moving(chain(
                    0, ("<", 2 * stride * forward, Sign()))))),
                ("=", two(Y), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="ours", **here,
        title="Under the printed energies, each point on the way from the layer's pattern to the other layer's breaks "
        "what majorization-minimization asks at the pattern: with every normaliser that the two have in common",
        says=bound(two_printed(on_the_way), "<", two_printed(own)), hypotheses=(differ, no_more),
        derivation={
            "bound": chain(
                two_printed(on_the_way),
                ("=", sp.log(1 + sp.exp(lead_printed)), Algebra()),
                ("<", sp.log(1 + sp.exp((1 - back) / Z)), Monotone(Moving(chain(
                    0, ("<", stride**2 * distance, Sign()))))),
                ("<=", sp.log(1 + sp.exp((1 - sp.exp(-distance)) / Z)), Monotone(shrinks)),
                ("=", two_printed(own), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+share", fidelity="ours", **here,
        title="The gap between a layer's energy and the global energy is minus the logarithm of the layer's softmax "
        "weight",
        says=Identity(gap(numbers), -sp.log(share)),
        derivation={"identity": chain(gap(numbers), ("=", -sp.log(share), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+where", fidelity="repaired", repairs=(":A", ":B", ":C", ":D"), **here,
        changed="only where the layer's softmax weight is no larger than at the current iterate, which is exactly "
        "where it is true",
        title="A layer majorizes the global energy wherever its softmax weight has not grown",
        says=bound(gap(numbers), "<=", gap(later)),
        hypotheses=(Relation(share_later, "<=", share),),
        derivation={
            "bound": chain(
                gap(numbers),
                ("=", -sp.log(share), Algebra()),
                ("<=", -sp.log(share_later), Monotone(Hypothesis())),
                ("=", gap(later), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+only_where", fidelity="ours", **here,
        title="Where a layer majorizes the global energy its softmax weight has not grown",
        says=bound(share_later, "<=", share),
        hypotheses=(Relation(gap(numbers), "<=", gap(later)),),
        derivation={
            "bound": chain(
                share_later,
                ("=", sp.exp(-gap(later)), Algebra()),
                ("<=", sp.exp(-gap(numbers)), Monotone(Hypothesis())),
                ("=", share, Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
