"""What one pass of steps within delta_t guarantees, whatever the steps are."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving
from theory.quantities import GlobalEnergy, LayerEnergy, NearestDistance, Norm
from theory.statement import bound
from theory.symbols import counts, j, k, layer_normalisers, layers, m, n, reaches, t, u, varrho, x, y
from theory.verdict import Holds

Y = y.vector()
here: dict[str, Any] = {"fidelity": "ours", "cites": "Eq. (6), one pass", "section": "4.2"}
steps = Family("u", layers, n)
end = Vector(y[k] + Sum.over(steps[t, k], t, layers), k, n)
gone = Vector(end.at(k) - y[k], k, n)
within = Relation(Max.over(Norm(steps.vector(t)) - reaches[t], t, layers), "<=", sp.S.Zero)
moved, total = Norm(gone), Sum.over(reaches[t], t, layers)
no_longer = Moving(chain(
    Norm(steps.vector(t)) - reaches[t], ("<=", within.lhs, Entry(t)), ("<=", 0, Hypothesis())))  # fmt: skip
no_farther = Monotone(Cite("niu2024/one_pass+length"), (t,))
steepest = sp.sqrt(2) * sp.exp(-sp.Rational(1, 2))


def nearest(point: Vector) -> sp.Expr:
    """The squared distance to the nearest pattern of layer t."""
    return NearestDistance(point, varrho.vector(t))


def printed(point: Vector) -> sp.Expr:
    """The energy of layer t as printed."""
    return sp.exp(-nearest(point)) / layer_normalisers[t]


def smooth(point: Vector) -> sp.Expr:
    """The distance energy of layer t."""
    return LayerEnergy(point, varrho.vector(t), counts.vector(t))


def change(at_end: sp.Expr, at_start: sp.Expr) -> sp.Expr:
    """By how much the global energy changes, up or down."""
    return sp.Abs(GlobalEnergy(Vector(at_end, t, layers)) - GlobalEnergy(Vector(at_start, t, layers)))


def widest(length: sp.Expr, whole: sp.Expr, distance: sp.Expr) -> sp.Expr:
    """max_t length (whole + 2 distance_t)."""
    return Max.over(length * (whole + 2 * distance), t, layers)


def by_distance(start: sp.Expr, reading: str, distance: sp.Expr) -> dict[str, Chain]:
    """From the modulus of continuity, with all the delta_t in place of the way that the pass goes."""
    return {
        "bound": chain(
            start,
            ("<=", widest(moved, moved, distance), Cite(f"niu2024/equation_7_continuous{reading}", "bound", {x: end})),
            ("<=", widest(total, moved, distance), no_farther),
            ("<=", widest(total, total, distance), no_farther),
        )
    }


steep = Max.over(steepest * total / layer_normalisers[t], t, layers)
root, farthest = sp.sqrt(nearest(Y)), Max.over(Norm(Vector(y[k] - varrho[t, j, k], k, n)), j, m)

claims = (
    Claim(
        part="+length", **here, sharpens=("+printed", "+nearest", "+distance"),
        title="A pass moves the point by no more than all the delta_t together",
        says=bound(moved, "<=", total), hypotheses=(within,),
        derivation={
            "bound": chain(
                moved,
                ("=", Norm(Vector(Sum.over(steps[t, k], t, layers), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Sum.over(Norm(steps.vector(t)), t, layers), Cite(
                    "lemmas/triangle+plain", "bound", {m: layers, u: steps.vector()})),
                ("<=", total, Monotone(no_longer, (t,))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+printed", **here,
        title="With E_t as printed a pass changes the global energy by no more than sqrt(2/e) S over the least Z_t, S "
        "being all the delta_t together",
        says=bound(change(printed(end), printed(Y)), "<=", steep),
        hypotheses=(within,),
        derivation={
            "bound": chain(
                change(printed(end), printed(Y)),
                ("<=", Max.over(steepest * moved / layer_normalisers[t], t, layers), Cite(
                    "niu2024/equation_7_continuous:A", "bound", {x: end})),
                ("<=", steep, no_farther),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", **here,
        title="With E_t = g_t a pass changes the global energy by no more than S (S + 2 R), R being the largest "
        "distance to the nearest pattern of a layer",
        says=bound(change(nearest(end), nearest(Y)), "<=", widest(total, total, root)), hypotheses=(within,),
        derivation=by_distance(change(nearest(end), nearest(Y)), ":B", root),
        expects=Holds,
    ),
    Claim(
        part="+distance", **here,
        title="With E_t the distance energy a pass changes the global energy by no more than S (S + 2 R), R being the "
        "largest distance to a pattern",
        says=bound(change(smooth(end), smooth(Y)), "<=", widest(total, total, farthest)), hypotheses=(within,),
        derivation=by_distance(change(smooth(end), smooth(Y)), ":C", farthest),
        expects=Holds,
    ),
)  # fmt: skip
