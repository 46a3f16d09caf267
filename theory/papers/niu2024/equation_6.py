"""x^(t) = argmin of E_t over {x : d(x, x^(t-1)) <= delta_t}, t = 1..l: steps that are equivalent to
majorization-minimization.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Rooted, Squared
from theory.quantities import (
    GlobalEnergy,
    JoinedEnergy,
    NearestDistance,
    Norm,
    Softmax,
    SquaredDistance,
)
from theory.sides import derivative
from theory.statement import bound
from theory.symbols import energies, eta, further, j, k, layers, n, normaliser, offset, rho, stride, t, x, xi, y, z
from theory.verdict import Fails, Holds

X, Y, W, own, other = x.vector(), y.vector(), z.vector(), xi.vector(), eta.vector()
patterns = rho.vector()
here: dict[str, Any] = {"cites": "Eq. (6)", "section": "4.2"}
agree = "; delta_t = 1, where the squared and the plain distance agree"
reached = Relation(SquaredDistance(Y, own), "<=", sp.S.One)
next_reached = Relation(SquaredDistance(own, other), "<=", sp.S.One)
disjoint = Relation(SquaredDistance(own, other), ">", sp.Integer(4))
astray = Vector(xi[k] + stride * (eta[k] - xi[k]), k, n)
by_one = Relation(stride**2 * SquaredDistance(own, other), "=", sp.S.One)
both = Vector(other, j, 1)


def two(point: Vector) -> sp.Expr:
    """The global energy of two layers that hold one pattern each, xi and eta."""
    return JoinedEnergy(point, own, both)


# The printed energy exp(-g_t) / Z_t.
g_here, g_there = NearestDistance(X, patterns), NearestDistance(Y, patterns)
lower = Relation(sp.exp(-g_here) / normaliser, "<=", sp.exp(-g_there) / normaliser)

# Any energies of the layers: E before the step of the first layer, F after it.
numbers, later = energies.vector(), further.vector()
minus = Vector(-energies[t], t, layers)
before, after = GlobalEnergy(numbers), GlobalEnergy(later)
share = Softmax(minus, sp.S.One)
falls = Relation(further[1], "<=", energies[1])

# The point of the ball of radius r_0 around y that is nearest to xi.
way = Vector(xi[k] - y[k], k, n)
landing = Vector(y[k] + stride * (xi[k] - y[k]), k, n)
moved, left = Vector(z[k] - y[k], k, n), Vector(xi[k] - z[k], k, n)
whole = Relation(stride, "<=", sp.S.One)
at_the_edge = Relation(offset, "<=", stride * Norm(way))
in_the_ball = Relation(SquaredDistance(W, Y), "<=", offset**2)


middle = {"n": 1, "y": ["1/2"], "xi": ["0"], "eta": ["1"]}  # the lowest point of all

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="E_t = exp(-g_t) / Z_t as printed: a point at which it is no higher, as it is at the argmin, lies no "
        "farther from the layer's patterns",
        title="Where the printed energy is lower the patterns are nearer",
        says=bound(g_here, "<=", g_there), hypotheses=(lower,),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="E_t = g_t or the distance energy: a step does not raise the global energy; two layers of one pattern "
        f"each, the first one's step, which ends at its pattern where that is in reach{agree}",
        title="A step of one layer does not raise the global energy",
        says=bound(two(own), "<=", two(Y)), hypotheses=(reached,), try_first=(middle,),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="E_t = g_t or the distance energy: a pass through all layers does not raise the global energy; two "
        f"layers of one pattern each, each pattern in reach of the step before{agree}",
        title="A pass through all layers does not raise the global energy",
        says=bound(two(other), "<=", two(Y)), hypotheses=(reached, next_reached), try_first=(middle,),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="the same with balls of radius 1 around the patterns that are disjoint: the pass starts at the first "
        f"layer's pattern, which its step keeps, and the second one's step goes 1 towards its own{agree}",
        title="A pass through layers of well separated patterns does not raise the global energy",
        says=bound(two(astray), "<=", two(own)), hypotheses=(disjoint, by_one),
        try_first=({"n": 1, "xi": ["0"], "eta": ["3"], "theta": "1/3"},),
        expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="for some delta_t > 0, however small, a step does not raise the global energy: so its derivative in "
        "the direction of the step, towards the layer's own pattern, is not positive; two layers of one pattern each",
        title="On its way to the layer's pattern a step does not begin by raising the global energy",
        says=bound(derivative(two(X), (x, Vector(xi[k] - x[k], k, n))), "<=", 0),
        try_first=({"n": 1, "x": ["1/4"], "xi": ["0"], "eta": ["1"]},),
        expects=Fails,
    ),
    Claim(
        part="+farther", fidelity="repaired", repairs=(":A",), **here,
        changed="no nearer in place of no farther: the printed energy is highest at the patterns",
        title="Where the printed energy is lower the patterns are no nearer",
        says=bound(g_there, "<=", g_here), hypotheses=(lower,),
        derivation={
            "bound": chain(g_there, ("<=", g_here, Moving(chain(
                sp.log(sp.exp(-g_here) / normaliser),
                ("<=", sp.log(sp.exp(-g_there) / normaliser), Monotone(Hypothesis()))))))
        },
        expects=Holds,
    ),
    Claim(
        part="+one_pattern", fidelity="ours", **here,
        title="With one pattern in a layer the step goes straight towards it: of the points within r_0, none is nearer "
        "to the pattern than one on the way to it, r_0 away",
        says=bound(SquaredDistance(landing, own), "<=", SquaredDistance(W, own)),
        hypotheses=(whole, at_the_edge, in_the_ball),
        derivation={
            "bound": chain(SquaredDistance(landing, own), ("<=", SquaredDistance(W, own), Squared(chain(
                (1 - stride) * Norm(way), ("<=", Norm(left), Moving(chain(
                    Norm(way),
                    ("=", Norm(Vector(moved.at(k) + left.at(k), k, n)), Monotone(Algebra(), (k,))),
                    ("<=", Norm(moved) + Norm(left), Cite("lemmas/triangle+two", "bound", {x: moved, y: left})),
                    ("<=", offset + Norm(left), Monotone(Rooted(chain(
                        Norm(moved) ** 2, ("=", SquaredDistance(W, Y), Algebra()), ("<=", offset**2, Hypothesis()))))),
                    ("<=", stride * Norm(way) + Norm(left), Monotone(Hypothesis())),
                )))))))
        },
        expects=Holds,
    ),
    Claim(
        part="+rise", fidelity="repaired", repairs=(":B",), **here,
        changed="a step raises it by the negative logarithm of the layer's softmax weight at most, if it does not "
        "raise the layer's own energy",
        title="How much a step that does not raise one layer's energy can raise the global energy",
        says=bound(after, "<=", before - sp.log(share)), hypotheses=(falls,),
        derivation={
            "bound": chain(
                after,
                ("<=", Min(later), Cite("niu2024/lemma_3+weak", "upper", {n: layers, x: later})),
                ("<=", further[1], Entry(1)),
                ("<=", energies[1], Hypothesis()),
                ("=", before - sp.log(share), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+lowest", fidelity="repaired", repairs=(":B",), **here,
        reading="whatever the energies",
        changed="the step of a layer of lowest energy raises it by log l at most",
        title="A step of the layer of lowest energy raises the global energy by at most log l",
        says=bound(after, "<=", before + sp.log(layers)),
        hypotheses=(falls, Relation(energies[1], "<=", Min(numbers))),
        derivation={
            "bound": chain(
                after,
                ("<=", Min(later), Cite("niu2024/lemma_3+weak", "upper", {n: layers, x: later})),
                ("<=", further[1], Entry(1)),
                ("<=", energies[1], Hypothesis()),
                ("<=", Min(numbers), Hypothesis()),
                ("<=", before + sp.log(layers), Moving(chain(
                    Min(numbers) - sp.log(layers),
                    ("<=", before, Cite("niu2024/lemma_3+weak", "lower", {n: layers, x: numbers}))))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
