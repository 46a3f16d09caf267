"""c is taken constant."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Entry, Hypothesis, Monotone
from theory.quantities import GlobalEnergy, as_distance, as_nearest, as_printed
from theory.statement import Identity, bound
from theory.symbols import b, energies, further, j, layers, m, separation, t, x, y
from theory.verdict import Fails, Holds

X, Y, numbers, later = x.vector(), y.vector(), energies.vector(), further.vector()
here: dict[str, Any] = {"cites": "Equation (10), c constant", "section": "5.1"}
lowest = "c is the same at all points, t being at each a layer of the least energy; "
own = sp.Symbol("E_0", real=True)


def c_of(values: Vector) -> sp.Expr:
    """c of the layer with the least of these energies."""
    return GlobalEnergy(values) - Min(values) + sp.log(values.size)


def constant(reading: Callable[[Vector], Vector]) -> Identity:
    """c is the same at x and at y."""
    return Identity(c_of(reading(X)), c_of(reading(Y)))


# One layer of energy E_0 and m others.
count = sp.log(m + 1)
others = Sum.over(sp.exp(-b[j]), j, m)
at_own = -sp.log(sp.exp(-own) + others) - own + count
margin = Min.over(b[j] - own, j, m)
limit = count - sp.log(1 + m * sp.exp(-separation))
spread = Max(numbers) - Min(numbers)


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{lowest}E_t = exp(-g_t) / Z_t as printed.",
        title="c is constant, with E_t as printed",
        says=constant(as_printed),
        try_first=({
            "l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["-1"]], [["1"]]], "x": ["0"], "y": ["1"]},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading=f"{lowest}E_t = g_t.",
        title="c is constant, with E_t = g_t",
        says=constant(as_nearest),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading=f"{lowest}E_t the distance energy of the layer.",
        title="c is constant, with E_t the distance energy",
        says=constant(as_distance),
        expects=Fails,
    ),
    Claim(
        part="+change", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="c changes by at most log l between two points, in place of not at all",
        title="c at a point and at another one differ by at most log l",
        says=bound(sp.Abs(c_of(numbers) - c_of(later)), "<=", sp.log(layers)),
        derivation={
            "bound": chain(sp.Abs(c_of(numbers) - c_of(later)), ("<=", sp.log(layers), Absolute(
                chain(
                    c_of(numbers) - c_of(later),
                    ("<=", sp.log(layers) - c_of(later), Monotone(Cite("niu2024/equation_10+weak", "upper"))),
                    ("<=", sp.log(layers), Cite("niu2024/equation_10+weak", "lower", {energies: later})),
                ),
                chain(
                    c_of(later) - c_of(numbers),
                    ("<=", sp.log(layers) - c_of(numbers), Monotone(Cite(
                        "niu2024/equation_10+weak", "upper", {energies: later}))),
                    ("<=", sp.log(layers), Cite("niu2024/equation_10+weak", "lower")),
                ),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+zero", fidelity="ours", **here,
        title="c is 0 where all layers have the same energy",
        says=Identity(GlobalEnergy(Vector(own, t, layers)) - own + sp.log(layers), sp.S.Zero),
        derivation={"identity": chain(
            GlobalEnergy(Vector(own, t, layers)) - own + sp.log(layers), ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+spread", fidelity="ours", **here,
        title="c at a given difference D between the largest and the least energy of a layer, between log l less "
        "log(l - 1 + exp(-D)) and log l less log(1 + (l - 1) exp(-D))",
        says=bound(
            sp.log(layers) - sp.log(layers - 1 + sp.exp(-spread)), "<=", c_of(numbers),
            "<=", sp.log(layers) - sp.log(1 + (layers - 1) * sp.exp(-spread)),
        ),
        derivation={
            "lower": chain(
                sp.log(layers) - sp.log(layers - 1 + sp.exp(-spread)),
                ("<=", c_of(numbers), Cite("niu2024/equation_8+sharper", "lower"))),
            "upper": chain(
                c_of(numbers),
                ("<=", sp.log(layers) - sp.log(1 + (layers - 1) * sp.exp(-spread)), Cite(
                    "niu2024/equation_8+sharper", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+margin", fidelity="ours", **here,
        title="Where the energy of one layer is below that of all m others by Delta or more, c is at least "
        "log (m + 1) - log (1 + m exp(-Delta))",
        says=bound(limit, "<=", at_own), hypotheses=(Relation(separation, "<=", margin),),
        derivation={
            "bound": chain(
                limit,
                ("=", count - sp.log(1 + Sum.over(sp.exp(-separation), j, m)), Algebra()),
                ("<=", count - sp.log(1 + Sum.over(sp.exp(own - b[j]), j, m)), Monotone(chain(
                    separation, ("<=", margin, Hypothesis()), ("<=", b[j] - own, Entry(j))), (j,))),
                ("=", at_own, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+alike", fidelity="ours", **here,
        title="Where the energies of all m other layers are above that of one layer by Delta, c is "
        "log (m + 1) - log (1 + m exp(-Delta))",
        says=Identity(-sp.log(sp.exp(-own) + m * sp.exp(-own - separation)) - own + count, limit),
        derivation={"identity": chain(
            -sp.log(sp.exp(-own) + m * sp.exp(-own - separation)) - own + count, ("=", limit, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
