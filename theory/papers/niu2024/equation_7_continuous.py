"""E_global is continuous."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Rule, Vector, chain
from theory.kernel.rules import (
    Absolute,
    Algebra,
    Cite,
    Entry,
    ForEach,
    Monotone,
)  # fmt: skip
from theory.quantities import (
    GlobalEnergy,
    LayerEnergy,
    Norm,
    SquaredDistance,
    SupNorm,
    as_counted,
    as_nearest,
    as_printed,
)
from theory.statement import bound
from theory.symbols import (
    counts,
    d,
    energies,
    further,
    i,
    j,
    k,
    layer_normalisers,
    layers,
    m,
    multiplicity,
    n,
    rho,
    t,
    varrho,
    x,
    y,
)  # fmt: skip
from theory.verdict import Holds

X, Y, patterns, numbers, later = x.vector(), y.vector(), rho.vector(), energies.vector(), further.vector()
change = Vector(x[k] - y[k], k, n)
moved, moved_back = Norm(change), Norm(Vector(y[k] - x[k], k, n))
here: dict[str, Any] = {"cites": "Equation (7), continuity", "section": "4.2"}
modulus = "a modulus of continuity: as y is held and x comes to it the bound tends to 0; "
minus, minus_later = Vector(-energies[t], t, layers), Vector(-further[t], t, layers)


def largest(one: Vector, another: Vector) -> sp.Expr:
    """The largest change of a number."""
    return SupNorm(Vector(one.at(t) - another.at(t), t, one.size))


def gone(a: Vector, b: Vector) -> Vector:
    """The way from b to a."""
    return Vector(a.at(k) - b.at(k), k, n)


def by_layers(energy: Callable[[Vector], Vector], most: Vector, rule: Rule) -> dict[str, Any]:
    """|E_global(x) - E_global(y)| <= max_t most_t, from |E_t(x) - E_t(y)| <= most_t at each t."""
    here_it_is, there = energy(X), energy(Y)
    whole = sp.Abs(GlobalEnergy(here_it_is) - GlobalEnergy(there))
    each = chain(
        sp.Abs(here_it_is.at(t) - there.at(t)), ("<=", most.at(t), rule), ("<=", Max(most), Entry(t))
    )  # fmt: skip
    derivation = chain(
        whole,
        ("<=", largest(here_it_is, there), Cite("niu2024/equation_7_continuous+change", "bound", {
            energies: here_it_is, further: there})),
        ("<=", Max(most), ForEach(t, each)),
    )  # fmt: skip
    return {"says": bound(whole, "<=", Max(most)), "derivation": {"bound": derivation}, **here}


steepest = sp.sqrt(2) * sp.exp(-sp.Rational(1, 2))
one_layer = {d: m, rho: varrho.vector(t)}
root_at = Vector(sp.sqrt(as_nearest(Y).at(t)), t, layers)
by_bell = Vector(steepest * moved / layer_normalisers[t], t, layers)
e, f = (sp.exp(-as_nearest(point).at(t)) for point in (X, Y))
from_x = Cite("niu2024/layer_energy_continuous+printed", "bound", one_layer)
from_y = Cite("niu2024/layer_energy_continuous+printed", "bound", {**one_layer, x: Y, y: X})
divided = Absolute(
    chain(
        as_printed(Y).at(t) - as_printed(X).at(t),
        ("=", (f - e) / layer_normalisers[t], Algebra()),
        ("<=", steepest * moved_back / layer_normalisers[t], Monotone(from_y)),
        ("=", by_bell.at(t), Algebra()),
    ),
    chain(
        as_printed(X).at(t) - as_printed(Y).at(t),
        ("=", (e - f) / layer_normalisers[t], Algebra()),
        ("<=", by_bell.at(t), Monotone(from_x)),
    ),
)  # fmt: skip

# The energy of a layer whose patterns count several times or in parts.
times = multiplicity.vector()
smooth, smooth_at_y = LayerEnergy(X, patterns, times), LayerEnergy(Y, patterns, times)


def logits(point: Vector) -> Vector:
    """What the softmax weights of a layer's patterns are made of."""
    return Vector(sp.log(multiplicity[j]) - SquaredDistance(point, patterns.at(j)), j, d)


off = Vector(Norm(gone(Y, patterns.at(j))), j, d)
by_farthest = moved * (moved + 2 * Max(off))
farthest = Vector(Max.over(Norm(gone(Y, varrho.vector(t, j))), j, m), t, layers)
of_pattern = chain(
    sp.Abs(logits(X).at(j) - logits(Y).at(j)),
    ("=", sp.Abs(SquaredDistance(X, patterns.at(j)) - SquaredDistance(Y, patterns.at(j))), Algebra()),
    ("<=", moved * (moved + 2 * off.at(j)), Cite("niu2024/layer_energy_continuous+nearest", "bound", {
        d: sp.S.One, rho: Vector(patterns.at(j), i, 1)})),
    ("<=", by_farthest, Monotone(Entry(j))),
)  # fmt: skip


claims = (
    Claim(
        part=":A", fidelity="reading", reading=f"{modulus}E_t = exp(-g_t) / Z_t as printed.",
        title="Under the printed energies the global energy is Lipschitz with sqrt(2/e) over the least Z_t",
        **by_layers(as_printed, by_bell, divided),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", reading=f"{modulus}E_t = g_t.",
        title="With E_t = g_t, a modulus of continuity of the global energy",
        **by_layers(as_nearest, Vector(moved * (moved + 2 * root_at.at(t)), t, layers), Cite(
            "niu2024/layer_energy_continuous+nearest", "bound", one_layer)),
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", reading=f"{modulus}E_t the distance energy of the layer.",
        title="With E_t the distance energy, a modulus of continuity of the global energy",
        **by_layers(as_counted, Vector(moved * (moved + 2 * farthest.at(t)), t, layers), Cite(
            "niu2024/equation_7_continuous+smooth", "bound", {**one_layer, multiplicity: counts.vector(t)})),
        expects=Holds,
    ),
    Claim(
        part="+change", fidelity="ours", **here,
        title="The global energy changes by no more than the largest change of a layer's energy",
        says=bound(sp.Abs(GlobalEnergy(numbers) - GlobalEnergy(later)), "<=", largest(numbers, later)),
        derivation={
            "bound": chain(
                sp.Abs(GlobalEnergy(numbers) - GlobalEnergy(later)),
                ("<=", largest(minus, minus_later), Cite("niu2024/lemma_4", "bound", {
                    n: layers, x: minus, y: minus_later})),
                ("=", largest(numbers, later), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+smooth", fidelity="ours", **here,
        title="The distance energy changes by no more than the way of the point times itself and twice the distance to "
        "the farthest pattern",
        says=bound(sp.Abs(smooth - smooth_at_y), "<=", by_farthest),
        derivation={
            "bound": chain(
                sp.Abs(smooth - smooth_at_y),
                ("<=", SupNorm(Vector(logits(X).at(j) - logits(Y).at(j), j, d)), Cite("niu2024/lemma_4", "bound", {
                    n: d, x: logits(X), y: logits(Y)})),
                ("<=", by_farthest, ForEach(j, of_pattern)),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
