"""If max_i p_i <= 0.5 then ||J_s^m||_2 <= 2 m beta; and <= beta / 2; and <= 2 min{0.25, p_max} beta, J_s averaged."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Sign
from theory.quantities import Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, i, k, n, v, weight, x, y
from theory.verdict import Holds

V, full = v.vector(), Vector(beta * x[k], k, n)
cooled = Vector(weight * beta * x[k], k, n)
p, q = Softmax(full, i), Softmax(cooled, i)
form = beta * SoftmaxVariance(cooled, V)  # v^T J_s(lambda p) v
top, spread = Max.over(p, i, n), Max.over(p * (1 - p), i, n)
cooled_top, cooled_spread = Max.over(q, i, n), Max.over(q * (1 - q), i, n)
short = Relation(weight, "<=", sp.S.One)
half = Relation(top, "<=", sp.S.Half)
cool = chain(
    form,
    ("<=", beta * (2 * cooled_spread * SquaredNorm(V)),
     Monotone(Cite("lemmas/softmax_spread+largest", "bound", {x: cooled, y: V}))),
)  # fmt: skip
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (a) to (c)", "section": "App. A.1.5.2"}
no_hotter = Moving(chain(cooled_top, ("<=", top, Cite("lemmas/softmax_cooler", "bound", {x: full}))))
cooled_largest = Cite("lemmas/softmax_largest", "identity", {x: cooled})

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(short, half),
        reading="Where p_new has no entry above 1/2, with its m, at every point lambda p of the way from 0 to p: hence "
        "on average.",
        title="Where no entry of p_new is above 1/2 the softmax Jacobian has norm 2 m beta at most, all the way from 0",
        says=bound(form, "<=", 2 * spread * beta * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                *cool.steps,
                ("<=", beta * (2 * spread * SquaredNorm(V)),
                 Monotone(Cite("lemmas/softmax_cooler+spread", "bound", {x: full}))),
                ("=", 2 * spread * beta * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The bound beta / 2, at every point of the way, and beyond.",
        title="The softmax Jacobian has norm beta / 2 at most all the way from 0, and beyond",
        says=bound(form, "<=", beta / 2 * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                *cool.steps,
                ("<=", beta * (2 * sp.Rational(1, 4) * SquaredNorm(V)),
                 Monotone(Cite("lemmas/softmax_largest+quarter", "bound", {x: cooled}))),
                ("=", beta / 2 * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, hypotheses=(short,),
        reading="With the largest entry of p_new, and 1/4 where that is more: at every point of the way, as before.",
        title="The softmax Jacobian has norm 2 p_max beta at most all the way from 0, with the p_max of p_new",
        says=bound(form, "<=", 2 * top * beta * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                *cool.steps,
                ("<=", beta * (2 * top * SquaredNorm(V)), Monotone(chain(
                    cooled_spread,
                    ("=", cooled_top * (1 - cooled_top), cooled_largest),
                    ("=", cooled_top - cooled_top**2, Algebra()),
                    ("<=", cooled_top, Sign()),
                    ("<=", top, no_hotter),
                ))),
                ("=", 2 * top * beta * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
