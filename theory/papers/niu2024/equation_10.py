"""There is a layer t with E_global(x) = E_t(x) - log l + c(x), c smooth on R^n, 0 <= c(x) < log l."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone, Moving, Scaled, Tangent
from theory.quantities import GlobalEnergy, as_distance, as_nearest, as_printed
from theory.statement import bound
from theory.symbols import b, energies, i, k, layers, m, t, tried
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (10)", "section": "5.1"}
numbers, several = energies.vector(), Relation(layers, ">=", sp.Integer(2))
whole, bottom, own = GlobalEnergy(numbers), Min(numbers), energies[1]
at_lowest, at_own = (whole - energy + sp.log(layers) for energy in (bottom, own))
total = Sum.over(sp.exp(-energies[t]), t, layers)
mean = total / layers

# One layer of energy E_0 beside m others.
single, nearby = sp.Symbol("E_0", real=True), Min(b.vector())
beside = -sp.log(sp.exp(-single) + Sum.over(sp.exp(-b[t]), t, m)) - single + sp.log(m + 1)
excesses = Sum.over(sp.exp(single - b[t]), t, m)
lead = single - nearby - sp.log(m)
above_m: Chain = chain(
    m,
    ("<", sp.exp(single - nearby), Scaled(1 / m, chain(
        1, ("<", 1 + lead, Hypothesis()), ("<=", sp.exp(single - nearby) / m, Tangent(lead))))),
    ("<=", excesses, Attained(nearby, k, chain(
        sp.exp(single - nearby),
        ("=", sp.exp(single - b[k]), Monotone(Hypothesis())),
        ("<=", excesses, Entry(k))))),
)  # fmt: skip

one = (
    "t is the same layer at all points. That some layer serves at all points says that, of any points, one to "
    "each layer, one lies where its own layer serves: c >= 0 there. "
)


def best(reading: Callable[[Vector], Vector]) -> sp.Expr:
    """The largest c of a layer at the point that is tried for it."""
    values = reading(tried.vector(i))
    return Max.over(GlobalEnergy(values) - values.at(i) + sp.log(layers), i, layers)


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{one}E_t = exp(-g_t) / Z_t as printed.",
        title="For one layer c is not negative at any point, with E_t as printed",
        says=bound(0, "<=", best(as_printed)),
        try_first=({
            "l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["1"]]], "z_layer": [["0"], ["1"]]},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading=f"{one}E_t = g_t.",
        title="For one layer c is not negative at any point, with E_t = g_t",
        says=bound(0, "<=", best(as_nearest)),
        try_first=({"l": 2, "m": 1, "n": 1, "varrho": [[["0"]], [["1"]]], "z_layer": [["1"], ["0"]]},),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading=f"{one}E_t the distance energy of the layer.",
        title="For one layer c is not negative at any point, with E_t the distance energy",
        says=bound(0, "<=", best(as_distance)),
        try_first=({"l": 2, "m": 1, "n": 1, "varrho": [[["0"]], [["1"]]], "z_layer": [["1"], ["0"]]},),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="t may be another layer at another point: at each it is one of the least energy, whatever the energies "
        "of the layers are. It fails with one layer alone: see +strict.",
        title="The global energy is that of the layer with the least energy, less log l and plus c from 0 to log l",
        says=bound(0, "<=", at_lowest, "<", sp.log(layers)),
        derivation={"lower": chain(0, ("<=", at_lowest, Cite("niu2024/equation_8+weak", "lower")))},
        expects=Fails,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=(":D",), changed="< becomes <=", **here,
        title="At each point c of the layer with the least energy is at least 0, and at most log l",
        says=bound(0, "<=", at_lowest, "<=", sp.log(layers)),
        derivation={
            "lower": chain(0, ("<=", at_lowest, Cite("niu2024/equation_8+weak", "lower"))),
            "upper": chain(at_lowest, ("<=", sp.log(layers), Cite("niu2024/equation_8+weak", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="repaired", repairs=(":D",), changed="assumes l >= 2", **here,
        title="With two layers or more c of the layer with the least energy is at least 0, and below log l",
        says=bound(0, "<=", at_lowest, "<", sp.log(layers)), hypotheses=(several,),
        derivation={
            "lower": chain(0, ("<=", at_lowest, Cite("niu2024/equation_8+weak", "lower"))),
            "upper": chain(at_lowest, ("<", sp.log(layers), Cite("niu2024/equation_8+strict", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+where", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="only where exp(-E_t) is at least the mean of that over the layers, which is exactly where it is true",
        title="A layer serves where its exp(-E_t) is at least the mean over all layers",
        says=bound(0, "<=", at_own), hypotheses=(Relation(mean, "<=", sp.exp(-own)),),
        derivation={
            "bound": chain(
                at_own,
                ("=", -own - sp.log(mean), Algebra()),
                (">=", 0, Moving(chain(sp.log(mean), ("<=", -own, Monotone(Hypothesis()))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+only_where", fidelity="ours", **here,
        title="Where a layer serves its exp(-E_t) is at least the mean over all layers",
        says=bound(mean, "<=", sp.exp(-own)), hypotheses=(Relation(sp.S.Zero, "<=", at_own),),
        derivation={
            "bound": chain(
                mean,
                ("<=", sp.exp(-own), Scaled(layers / total, chain(
                    1, ("<=", 1 + at_own, Hypothesis()), ("<=", layers * sp.exp(-own) / total, Tangent(at_own))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+outdone", fidelity="ours", **here,
        title="A layer does not serve where its energy is above that of one of the m others by more than log m",
        says=bound(beside, "<", 0), hypotheses=(Relation(nearby + sp.log(m), "<", single),),
        derivation={
            "bound": chain(
                beside,
                ("=", sp.log(m + 1) - sp.log(1 + excesses), Algebra()),
                ("<", 0, Moving(chain(sp.log(m + 1), ("<", sp.log(1 + excesses), Monotone(above_m))))),
            )
        },
        try_first=({"m": 1, "E_0": "1", "b": ["0"]},),
        expects=Holds,
    ),
    Claim(
        part="+below", fidelity="ours", **here,
        title="With two layers or more c is below log l at every point, whichever layer is taken",
        says=bound(at_own, "<", sp.log(layers)), hypotheses=(several,),
        derivation={
            "bound": chain(
                at_own,
                ("<", bottom - own + sp.log(layers), Monotone(Cite("niu2024/equation_8+strict", "upper"))),
                ("<=", sp.log(layers), Moving(chain(bottom, ("<=", own, Entry(1))))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
