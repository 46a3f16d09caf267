"""What one pass of steps within delta_t guarantees, whatever the steps are."""

from typing import Any

import sympy as sp

from theory.claim import Claim
from theory.kernel import Family, Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Monotone, Moving
from theory.quantities import GlobalEnergy, NearestDistance, Norm, SupNorm
from theory.statement import bound
from theory.symbols import d, energies, further, k, layers, m, n, reaches, rho, t, u, varrho, x, y
from theory.verdict import Holds

Y = y.vector()
here: dict[str, Any] = {"fidelity": "ours", "cites": "Eq. (6), one pass", "section": "4.2"}
steps = Family("u", layers, n)
end = Vector(y[k] + Sum.over(steps[t, k], t, layers), k, n)
gone = Vector(end.at(k) - y[k], k, n)
within = Relation(Max.over(Norm(steps.vector(t)) - reaches[t], t, layers), "<=", sp.S.Zero)
lengths, total = Sum.over(Norm(steps.vector(t)), t, layers), Sum.over(reaches[t], t, layers)
no_longer = Moving(chain(
    Norm(steps.vector(t)) - reaches[t], ("<=", within.lhs, Entry(t)), ("<=", 0, Hypothesis())))  # fmt: skip


def nearest(point: Vector) -> Vector:
    """The squared distances to the nearest pattern of each layer."""
    return Vector(NearestDistance(point, varrho.vector(t)), t, layers)


root = sp.sqrt(nearest(Y).at(t))
farthest = Max.over(root, t, layers)
change = sp.Abs(GlobalEnergy(nearest(end)) - GlobalEnergy(nearest(Y)))
of_layer = Vector(nearest(end).at(t) - nearest(Y).at(t), t, layers)
widest = total * (total + 2 * farthest)
layer_moves = Cite("niu2024/layer_energy_continuous+nearest", "bound", {d: m, rho: varrho.vector(t), x: end})
there = Cite("niu2024/one_pass+length")

claims = (
    Claim(
        part="+length", **here, sharpens=("+nearest",),
        title="A pass moves the point by no more than all the delta_t together",
        says=bound(Norm(gone), "<=", total), hypotheses=(within,),
        derivation={
            "bound": chain(
                Norm(gone),
                ("=", Norm(Vector(Sum.over(steps[t, k], t, layers), k, n)), Monotone(Algebra(), (k,))),
                ("<=", lengths, Cite("lemmas/triangle+plain", "bound", {m: layers, u: steps.vector()})),
                ("<=", total, Monotone(no_longer, (t,))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", **here,
        title="A pass changes the global energy of E_t = g_t by no more than S (S + 2 R), S being all the delta_t "
        "together and R the largest distance to the nearest pattern of a layer",
        says=bound(change, "<=", widest), hypotheses=(within,),
        derivation={
            "bound": chain(
                change,
                ("<=", SupNorm(of_layer), Cite("niu2024/equation_7_continuous+change", "bound", {
                    energies: nearest(end), further: nearest(Y)})),
                ("<=", widest, ForEach(t, chain(
                    sp.Abs(of_layer.at(t)),
                    ("<=", Norm(gone) * (Norm(gone) + 2 * root), layer_moves),
                    ("<=", total * (Norm(gone) + 2 * root), Monotone(there)),
                    ("<=", total * (total + 2 * root), Monotone(there)),
                    ("<=", widest, Monotone(Entry(t))),
                ))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
