"""The energy of a layer is E_t(x) = exp(-g_t(x)) / Z_t with g_t(x) = min_j d(x, rho_t^j)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Definition, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import DistanceEnergy, LayerEnergy, NearestDistance, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import d, i, multiplicity, normaliser, rho, x, y
from theory.verdict import Fails, Holds

X, Y, patterns, times = x.vector(), y.vector(), rho.vector(), multiplicity.vector()
first, Z = patterns.at(1), normaliser
g, g_of_y, g_of_first = (NearestDistance(point, patterns) for point in (X, Y, first))
energy, of_first = DistanceEnergy(X, patterns), DistanceEnergy(first, patterns)
printed, printed_of_y, printed_of_first = (sp.exp(-nearest) / Z for nearest in (g, g_of_y, g_of_first))
here: dict[str, Any] = {"cites": "Section 4.2, the energy of a layer", "section": "4.2"}
lowest = "What is called an energy is lowest at the patterns, so that its argmin in reach of one is the pattern: "

at_first: Chain = chain(
    g_of_first, ("<=", SquaredDistance(first, first), Entry(1)), ("=", sp.S.Zero, Algebra())
)  # fmt: skip
counted = LayerEnergy(X, patterns, times)
near = sp.exp(-SquaredDistance(X, patterns.at(i)))
least, total = Min(times), Sum.over(multiplicity[i], i, d)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{lowest}E_t = exp(-g_t) / Z_t as printed.",
        title="The printed energy of a layer is lowest at its patterns",
        says=bound(printed_of_first, "<=", printed),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{lowest}E_t = g_t.",
        title="The nearest distance within a layer is lowest at its patterns",
        says=bound(g_of_first, "<=", g),
        derivation={"bound": chain(g_of_first, ("<=", sp.S.Zero, Moving(at_first)), ("<=", g, Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{lowest}E_t the distance energy of the layer.",
        title="The distance energy of a layer is lowest at its patterns",
        says=bound(of_first, "<=", energy),
        expects=Fails,
    ),
    Claim(
        part="+highest", fidelity="repaired", repairs=(":A",), **here,
        changed="highest in place of lowest",
        title="The printed energy of a layer is highest at its patterns",
        says=bound(printed, "<=", printed_of_first),
        derivation={
            "bound": chain(printed, ("<=", printed_of_first, Monotone(Cite("niu2024/layer_energy:B"))))
        },
        expects=Holds,
    ),
    Claim(
        part="+highest_only_there", fidelity="ours", **here,
        title="Away from its patterns the printed energy of a layer is lower than at them",
        says=bound(printed, "<", printed_of_first),
        hypotheses=(Relation(sp.S.Zero, "<", g),),
        derivation={
            "bound": chain(printed, ("<", printed_of_first, Monotone(chain(
                g_of_first, ("<=", sp.S.Zero, Moving(at_first)), ("<", g, Hypothesis())))))
        },
        expects=Holds,
    ),
    Claim(
        part="+reversed", fidelity="ours", **here,
        title="The printed energy is higher where the patterns of the layer are nearer",
        says=bound(printed_of_y, "<", printed),
        hypotheses=(Relation(g, "<", g_of_y),),
        derivation={"bound": chain(printed_of_y, ("<", printed, Monotone(Hypothesis())))},
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here,
        title="The printed energy is above 0 and at most 1/Z",
        says=bound(0, "<", printed, "<=", 1 / Z),
        derivation={
            "lower": chain(0, ("<", printed, Sign())),
            "upper": chain(printed, ("<=", 1 / Z, Monotone(Sign()))),
        },
        expects=Holds,
    ),
    Claim(
        part="+density", fidelity="ours", **here,
        title="The negative logarithm of the printed energy is g_t and a constant: it is the density of Eq. (5)",
        says=Identity(-sp.log(printed), g + sp.log(Z)),
        derivation={"identity": chain(-sp.log(printed), ("=", g + sp.log(Z), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+pattern", fidelity="repaired", repairs=(":C",), **here,
        changed="up to log d more, d being the number of patterns; the least such constant is not known here",
        title="At a pattern the distance energy is at most log d above its value anywhere",
        says=bound(of_first, "<=", energy + sp.log(d)),
        derivation={
            "bound": chain(
                of_first,
                ("<=", 0, Cite("niu2024/surrogate+start")),
                ("<=", g, Sign()),
                ("<=", energy + sp.log(d), Cite("niu2024/proposition_1", "lower")),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+counts", fidelity="ours", **here,
        title="The two other readings of a layer's energy, where patterns count several times or in parts: they differ "
        "by the logarithm of the sum of the counts at most one way, of the least count the other way",
        says=bound(g - sp.log(total), "<=", counted, "<=", g - sp.log(least)),
        derivation={
            "lower": chain(
                g - sp.log(total),
                ("=", -sp.log(Sum.over(multiplicity[i] * sp.exp(-g), i, d)), Algebra()),
                ("<=", -sp.log(Sum.over(multiplicity[i] * near, i, d)), Monotone(Entry(i), (i,))),
                ("=", counted, Definition()),
            ),
            "upper": chain(
                counted,
                ("=", -sp.log(Sum.over(multiplicity[i] * near, i, d)), Definition()),
                ("<=", -sp.log(Sum.over(least * near, i, d)), Monotone(Entry(i), (i,))),
                ("=", energy - sp.log(least), Algebra()),
                ("<=", g - sp.log(least), Monotone(Cite("niu2024/proposition_1", "upper"))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
