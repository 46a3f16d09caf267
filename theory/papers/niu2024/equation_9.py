"""p_theta(x) = exp(-E_global(x)) / Z_theta on Omega."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Entry, ForEach, Hypothesis, Monotone, Moving, Sign
from theory.quantities import GlobalEnergy, SquaredDistance, as_counted, as_nearest, as_printed
from theory.statement import Identity, bound
from theory.symbols import counts, energies, j, layer_normalisers, layers, m, normaliser, t, varrho, x, y
from theory.verdict import Fails, Holds

X, Y, numbers, Z = x.vector(), y.vector(), energies.vector(), normaliser
here: dict[str, Any] = {"cites": "Equation (9)", "section": "4.2"}
likelier = "Of two points of Omega, one that is nearer to every pattern, or as near, is at least as likely: "


def density(values: Vector) -> sp.Expr:
    """exp(-E_global) / Z for given energies of the layers."""
    return sp.exp(-GlobalEnergy(values)) / Z


own, own_of_y = (SquaredDistance(point, varrho.vector(t, j)) for point in (X, Y))
closer = Min.over(Min.over(own_of_y - own, j, m), t, layers)
nearer = Relation(sp.S.Zero, "<=", closer)
each: Chain = chain(
    own, ("<=", own_of_y, Moving(chain(
        sp.S.Zero,
        ("<=", closer, Hypothesis()),
        ("<=", Min.over(own_of_y - own, j, m), Entry(t)),
        ("<=", own_of_y - own, Entry(j)),
    ))))  # fmt: skip
nearest_each: Chain = chain(
    as_nearest(X).at(t), ("<=", as_nearest(Y).at(t), ForEach(j, chain(
        as_nearest(X).at(t), ("<=", own, Entry(j)), *each.steps))))  # fmt: skip

all_normalisers = Sum.over(layer_normalisers[t], t, layers)
densities = Family("p", layers, positive=True)
by_density = Vector(-sp.log(layer_normalisers[t] * densities[t]), t, layers)
mixture = Sum.over(layer_normalisers[t] / all_normalisers * densities[t], t, layers)
gaussians = Sum.over(Sum.over(counts[t, j] * sp.exp(-own), j, m), t, layers)
least = Sum.over(sp.exp(-1 / layer_normalisers[t]), t, layers)
bounded = sp.exp(-GlobalEnergy(as_printed(X)))
written_out = Sum.over(sp.exp(-as_printed(X).at(t)), t, layers)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(nearer,),
        reading=f"{likelier}E_t = exp(-g_t) / Z_t as printed.",
        title="Under the printed energies points nearer to the patterns are at least as likely",
        says=bound(density(as_printed(Y)), "<=", density(as_printed(X))),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(nearer,),
        reading=f"{likelier}E_t = g_t.",
        title="With E_t = g_t points nearer to the patterns are at least as likely",
        says=bound(density(as_nearest(Y)), "<=", density(as_nearest(X))),
        derivation={"bound": chain(
            density(as_nearest(Y)), ("<=", density(as_nearest(X)), Monotone(nearest_each, (t,))))},
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, hypotheses=(nearer,),
        reading=f"{likelier}E_t the distance energy of the layer.",
        title="With E_t the distance energy points nearer to the patterns are at least as likely",
        says=bound(density(as_counted(Y)), "<=", density(as_counted(X))),
        derivation={"bound": chain(density(as_counted(Y)), ("<=", density(as_counted(X)), Monotone(each, (t, j))))},
        expects=Holds,
    ),
    Claim(
        part="+reversed", fidelity="repaired", repairs=(":A",), **here, hypotheses=(nearer,),
        changed="at most as likely in place of at least",
        title="Under the printed energies points nearer to the patterns are at most as likely",
        says=bound(density(as_printed(X)), "<=", density(as_printed(Y))),
        derivation={"bound": chain(
            density(as_printed(X)), ("<=", density(as_printed(Y)), Monotone(nearest_each, (t,))))},
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here,
        title="Under the printed energies exp(-E_global) is below l, and nowhere below a constant above 0",
        reading="So its integral over all of R^n, is infinite: Omega has to be bounded.",
        says=bound(least, "<=", bounded, "<", layers),
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["0"]]], "x": ["0"]},),
        derivation={
            "lower": chain(
                least,
                ("<=", written_out, Monotone(Sign(), (t,))),
                ("=", bounded, Algebra()),
            ),
            "upper": chain(
                bounded,
                ("=", written_out, Algebra()),
                ("<", Sum.over(sp.S.One, t, layers), Monotone(Sign(), (t,))),
                ("=", layers, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sum", fidelity="ours", **here,
        title="exp(-E_global) is the sum of the layers' exp(-E_t)",
        says=Identity(sp.exp(-GlobalEnergy(numbers)), Sum.over(sp.exp(-energies[t]), t, layers)),
        derivation={"identity": chain(
            sp.exp(-GlobalEnergy(numbers)), ("=", Sum.over(sp.exp(-energies[t]), t, layers), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+mixture", fidelity="ours", **here,
        reading="E_t is -log(Z_t p_t), p_t being the layer's own density exp(-E_t) / Z_t. Z_t is the integral of "
        "exp(-E_t) over Omega and Z_theta the sum of them, as integrals are additive; the equation asks only that they "
        "be positive.",
        title="The density is the mixture of the layers' own densities, with weights Z_t / Z_theta",
        says=Identity(sp.exp(-GlobalEnergy(by_density)) / all_normalisers, mixture),
        derivation={"identity": chain(
            sp.exp(-GlobalEnergy(by_density)) / all_normalisers, ("=", mixture, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+gaussians", fidelity="ours", **here,
        title="With E_t the distance energy the density is a sum of Gaussians of variance 1/2 over Z, one at each "
        "pattern of each layer",
        says=Identity(density(as_counted(X)), gaussians / Z),
        derivation={"identity": chain(density(as_counted(X)), ("=", gaussians / Z, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
