"""The global energy is not a linear combination of the component energies, unlike that of Krotov 2021."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Jensen, Magnitude, Monotone, Moving, Scaled, Sign
from theory.quantities import GlobalEnergy, JoinedEnergy, SquaredDistance, as_nearest, as_printed
from theory.statement import Identity, bound
from theory.symbols import eta, factor, j, k, layers, n, stride, t, x, xi
from theory.verdict import Holds

X, own, other = x.vector(), xi.vector(), eta.vector()
both = Vector(other, j, 1)
distance = SquaredDistance(own, other)
differ = Relation(sp.S.Zero, "<", distance)
here: dict[str, Any] = {"cites": "Equation (7), linear combination", "section": "4.2"}
straight = (
    "not for any coefficients, the same at all points, not even with a constant: at four equidistant points of the "
    "line through two patterns every such combination of the squared distances to them has third difference 0, and "
    "E_global has a positive one; two layers of one pattern each, for which E_t = g_t and the distance energy agree"
)

# Four points of a line, from the middle between the patterns on, towards xi.


def place(step: int) -> Vector:
    """The middle, `step` times theta times the whole way from eta to xi further on."""
    return Vector((xi[k] + eta[k]) / 2 + step * stride * (xi[k] - eta[k]), k, n)


def third(values: list[sp.Expr]) -> sp.Expr:
    """The third difference of four values in a row."""
    return values[3] - 3 * values[2] + 3 * values[1] - values[0]


places = [place(step) for step in range(4)]
bend = third([JoinedEnergy(point, own, both) for point in places])
first, second = sp.Symbol("b_1", real=True), sp.Symbol("b_2", real=True)
combined = third([first * SquaredDistance(point, own) + second * SquaredDistance(point, other) for point in places])

# E_global = E_1 - log(1 + q^k) at the k-th of them.
to_own = third([SquaredDistance(point, own) for point in places])
ease = sp.exp(-2 * stride * distance)


def logarithms(ratio: sp.Expr, *steps: int) -> list[sp.Expr]:
    """log(1 + q^k) for each k, q being the ratio."""
    return [sp.log(1 + ratio**step) for step in steps]


def bending(ratio: sp.Expr) -> sp.Expr:
    """Minus the third difference of log(1 + q^k)."""
    return -third(logarithms(ratio, 0, 1, 2, 3))


at_1, at_2, at_3 = logarithms(factor, 1, 2, 3)

# The printed energies where all patterns are far.
coefficients = Family("b", layers)
b = coefficients
nearest = as_nearest(X)
printed = as_printed(X)
combination = Sum.over(b[t] * printed.at(t), t, layers)
sizes = Sum.over((1 / layers + sp.Abs(b[t])) * printed.at(t), t, layers)
total = Sum.over(printed.at(t), t, layers)
far = Relation(sizes, "<", sp.log(layers))
each = Vector(1 / layers, t, layers)
closeness = Sum.over(sp.exp(-printed.at(t)), t, layers)

same = sp.Symbol("E_0", real=True)
alone = Family("E", sp.Integer(1))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(far,),
        reading="E_t = exp(-g_t) / Z_t as printed: for any coefficients, the same at all points, E_global is below the "
        "combination wherever all patterns are far enough; the condition can be met only where l >= 2",
        title="Far from all patterns no linear combination of the printed energies is the global energy",
        says=bound(GlobalEnergy(printed), "<", combination),
        derivation={
            "bound": chain(
                GlobalEnergy(printed),
                ("=", -sp.log(closeness / layers) - sp.log(layers), Algebra()),
                ("<=", total / layers - sp.log(layers), Monotone(Moving(chain(
                    sp.exp(-total / layers),
                    ("<=", closeness / layers, Jensen(each, Vector(-printed.at(t), t, layers))))))),
                ("<", total / layers - sizes, Monotone(Hypothesis())),
                ("=", Sum.over(-sp.Abs(b[t]) * printed.at(t), t, layers), Algebra()),
                ("<=", combination, Monotone(Moving(chain(-b[t], ("<=", sp.Abs(b[t]), Magnitude()))), (t,))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(differ,), reading=straight,
        title="The third difference of the global energy along the line through two different patterns is positive",
        says=bound(0, "<", bend),
        derivation={
            "bound": chain(
                bend,
                ("=", to_own + bending(ease), Algebra()),
                ("=", bending(ease), Algebra()),
                (">", 0, Cite("niu2024/equation_7_linear+cosh", "bound", {factor: ease})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+cosh", fidelity="ours", sharpens=(":B",), **here, hypotheses=(Relation(factor, "<", sp.S.One),),
        title="The third difference of log(1 + q^k), k = 0 to 3, is negative for positive q below 1",
        says=bound(0, "<", bending(factor)),
        derivation={
            "bound": chain(0, ("<", bending(factor), Moving(chain(
                at_3,
                ("<", 3 * at_2 + sp.log(2) - 3 * at_1, Monotone(Scaled((1 + factor) ** 3, chain(
                    (1 + factor) ** 3 * (1 + factor**3),
                    ("<", 2 * (1 + factor**2) ** 3, Moving(chain(
                        0, ("<", (1 - factor) ** 4 * (1 + factor + factor**2), Sign())))),
                )))),
            ))))
        },
        expects=Holds,
    ),
    Claim(
        part="+quadratic", fidelity="ours", **here,
        reading="a constant drops out of the third difference",
        title="At these points every linear combination of the squared distances has third difference 0",
        says=Identity(combined, sp.S.Zero),
        derivation={"identity": chain(combined, ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+one", fidelity="ours", **here,
        title="With one layer the global energy is the layer's",
        says=Identity(GlobalEnergy(alone.vector()), alone[1]),
        derivation={"identity": chain(GlobalEnergy(alone.vector()), ("=", alone[1], Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
