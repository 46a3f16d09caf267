"""(1/d') sum_i E_global(rho^sigma(i)) = 1/Z_t - log l + c, as g(rho^sigma(i)) = 0."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Sign, Squeezed
from theory.quantities import (
    GlobalEnergy,
    NearestDistance,
    SquaredDistance,
    as_counted,
    as_distance,
    as_nearest,
    as_printed,
    mean_at_patterns,
)
from theory.statement import Bound, Identity, bound
from theory.symbols import counts, d, energies, i, j, k, layer_normalisers, layers, m, normaliser, rho, t, varrho, x
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Proof of Proposition 4, (a)", "section": "App. D"}
some = (
    "The mean over the patterns of all layers is 1 / Z_t - log l + c for some layer t and some c that is not negative, "
    "the Z_t being any positive numbers; "
)
least = Min(layer_normalisers.vector())
to_own = SquaredDistance(varrho.vector(i, j), varrho.vector(i, j))


def number(value: sp.Expr) -> sp.Expr:
    """The mean of what is the same at all patterns."""
    return mean_at_patterns(lambda _: value)


def mean(reading: Callable[[Vector], Vector]) -> sp.Expr:
    """The mean of the global energy at the patterns of all layers."""
    return mean_at_patterns(lambda pattern: GlobalEnergy(reading(pattern)))


def printed_line(reading: Callable[[Vector], Vector]) -> Bound:
    """The largest c of a layer is not negative."""
    return bound(0, "<=", Max.over(mean(reading) - 1 / layer_normalisers[k] + sp.log(layers), k, layers))


# Each pattern is at distance 0 from its own layer.
at_pattern = GlobalEnergy(as_nearest(varrho.vector(i, j)))
of_layer = Cite("niu2024/equation_8+weak", "upper", {energies: as_nearest(varrho.vector(i, j))})
at_own: Chain = chain(
    at_pattern,
    ("<=", Min(as_nearest(varrho.vector(i, j))), of_layer),
    ("<=", as_nearest(varrho.vector(i, j)).at(i), Entry(i)),
    ("<=", to_own, Entry(j)),
    ("=", 0, Algebra()),
)  # fmt: skip
nothing = number(sp.S.Zero)


def pooled(point: Vector) -> sp.Expr:
    """The global energy with E_t the distance energy, written out."""
    return -sp.log(Sum.over(Sum.over(sp.exp(-SquaredDistance(point, varrho.vector(t, k))), k, m), t, layers))


# One layer of the patterns rho, at one of them.
to_nearest = NearestDistance(rho.vector(i), rho.vector())
alone = sp.exp(-to_nearest) / normaliser
no_distance = Squeezed(
    chain(to_nearest, ("<=", SquaredDistance(rho.vector(i), rho.vector(i)), Entry(i)), ("=", 0, Algebra())),
    chain(to_nearest, (">=", 0, Sign())),
)  # fmt: skip

# One pattern of one layer, where patterns count several times or in parts.
first = varrho.vector(1, 1)


def closeness(layer: sp.Expr | int, pattern: sp.Expr | int) -> sp.Expr:
    """How much a pattern weighs at that one."""
    return counts[layer, pattern] * sp.exp(-SquaredDistance(first, varrho.vector(layer, pattern)))


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{some}E_t = exp(-g_t) / Z_t as printed.",
        title="The mean global energy at the patterns is at least 1 / Z_t - log l for some layer, with E_t as printed",
        says=printed_line(as_printed),
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["1"]]]},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading=f"{some}E_t = g_t.",
        title="The mean global energy at the patterns is at least 1 / Z_t - log l for some layer, with E_t = g_t",
        says=printed_line(as_nearest),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading=f"{some}E_t the distance energy of the layer.",
        title="The mean global energy at the patterns is at least 1 / Z_t - log l for some layer, with E_t the "
        "distance energy",
        says=printed_line(as_distance),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="What the line rests on, with E_t = exp(-g_t) / Z_t as printed: g_t is 0 at the patterns, so that for "
        "some layer t the mean of E_t at the patterns of all layers is 1 / Z_t. For every layer it is at most that.",
        title="For some layer the mean of the printed energy at the patterns of all layers is 1 / Z_t",
        says=Identity(
            Max.over(mean_at_patterns(lambda pattern: as_printed(pattern).at(k)) - 1 / layer_normalisers[k], k, layers),
            sp.S.Zero,
        ),
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["1"]]]},),
        expects=Fails,
    ),
    Claim(
        part="+printed", fidelity="repaired", repairs=(":A",), **here,
        changed="c is at most 0 in place of at least 0, for the layer with the least Z_t",
        title="With E_t as printed the mean is above -log l, and at most 1 / Z - log l, Z being the least of the Z_t",
        says=bound(-sp.log(layers), "<", mean(as_printed), "<=", 1 / least - sp.log(layers)),
        derivation={
            "lower": chain(
                -sp.log(layers),
                ("=", number(-sp.log(layers)), Algebra()),
                ("<", mean(as_printed), Monotone(Cite(
                    "niu2024/equation_7+printed", "lower", {x: varrho.vector(i, j)}), (i, j))),
            ),
            "upper": chain(
                mean(as_printed),
                ("<=", number(GlobalEnergy(Vector(1 / layer_normalisers[t], t, layers))), Monotone(Cite(
                    "niu2024/equation_7+printed", "upper", {x: varrho.vector(i, j)}), (i, j))),
                ("<=", number(GlobalEnergy(Vector(1 / least, t, layers))), Monotone(Entry(t), (i, j, t))),
                ("=", 1 / least - sp.log(layers), Algebra()),
            ),
        },
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["0"]]]},),
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="repaired", repairs=(":B",), **here,
        changed="there is no term 1 / Z_t, and c may be log l",
        title="With E_t = g_t the mean is -log l and c, from 0 to log l",
        try_first=({"l": 2, "m": 1, "n": 1, "varrho": [[["0"]], [["1"]]]},),
        says=bound(-sp.log(layers), "<=", mean(as_nearest), "<=", 0),
        derivation={
            "lower": chain(
                -sp.log(layers),
                ("=", number(GlobalEnergy(Vector(sp.S.Zero, t, layers))), Algebra()),
                ("<=", mean(as_nearest), Monotone(Sign(), (i, j, t))),
            ),
            "upper": chain(
                mean(as_nearest), ("<=", nothing, Monotone(at_own, (i, j))), ("=", 0, Algebra())),
        },
        expects=Holds,
    ),
    Claim(
        part="+distance", fidelity="repaired", repairs=(":C",), **here,
        changed="there is no term 1 / Z_t, and c is from -log m on, m being the number of patterns in a layer",
        title="With E_t the distance energy the mean is -log l and c, from -log m to log l",
        says=bound(-sp.log(layers) - sp.log(m), "<=", mean(as_distance), "<=", 0),
        derivation={
            "lower": chain(
                -sp.log(layers) - sp.log(m),
                ("=", number(-sp.log(Sum.over(Sum.over(sp.S.One, k, m), t, layers))), Algebra()),
                ("<=", mean_at_patterns(pooled), Monotone(Sign(), (i, j, t, k))),
                ("=", mean(as_distance), Algebra()),
            ),
            "upper": chain(
                mean(as_distance), ("<=", mean(as_nearest), Monotone(Cite(
                    "niu2024/equation_7+readings", "upper", {x: varrho.vector(i, j)}), (i, j))),
                ("<=", 0, Cite("niu2024/step_a+nearest", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+one_layer", fidelity="repaired", repairs=(":A", ":D"), **here,
        changed="assumes l = 1, where c = 0",
        title="With one layer, and E_t as printed, the mean is 1 / Z",
        says=Identity(Sum.over(GlobalEnergy(Vector(alone, t, 1)), i, d) / d, 1 / normaliser),
        derivation={"identity": chain(
            Sum.over(GlobalEnergy(Vector(alone, t, 1)), i, d) / d,
            ("=", Sum.over(alone, i, d) / d, Algebra()),
            ("=", Sum.over(1 / normaliser, i, d) / d, Monotone(no_distance, (i,))),
            ("=", 1 / normaliser, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+own", fidelity="ours", **here,
        title="Where patterns count several times or in parts, the global energy at a pattern, with E_t the distance "
        "energy, lies between minus the logarithms of all counts together and of its own",
        says=bound(
            -sp.log(Sum.over(Sum.over(counts[t, j], j, m), t, layers)), "<=",
            GlobalEnergy(as_counted(first)), "<=", -sp.log(counts[1, 1]),
        ),
        derivation={
            "lower": chain(
                -sp.log(Sum.over(Sum.over(counts[t, j], j, m), t, layers)),
                ("<=", -sp.log(Sum.over(Sum.over(closeness(t, j), j, m), t, layers)), Monotone(Sign(), (t, j))),
                ("=", GlobalEnergy(as_counted(first)), Algebra()),
            ),
            "upper": chain(
                GlobalEnergy(as_counted(first)),
                ("=", -sp.log(Sum.over(Sum.over(closeness(t, j), j, m), t, layers)), Algebra()),
                ("<=", -sp.log(Sum.over(closeness(1, j), j, m)), Monotone(Entry(1))),
                ("<=", -sp.log(closeness(1, 1)), Monotone(Entry(1))),
                ("=", -sp.log(counts[1, 1]), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
