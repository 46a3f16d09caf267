"""p_i <= (1/N) exp(2 beta m_max (m_max + ||m_x||)) for xi in the hull; ... ||m_x||) at m_x; ... ||m_x*||) at m_x*."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Jensen, Monotone, Scaled, Sign
from theory.quantities import InnerProduct, Norm, Softmax, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, d, greater, i, j, k, lesser, multiple, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)  # m_x
reach = Max.over(SquaredDistance(patterns.at(i), mean), i, d)
farthest = sp.sqrt(reach)  # m_max
away = Vector(rho[i, k] - mean.at(k), k, n)
overlaps = Vector(beta * InnerProduct(patterns.at(j), X), j, d)


def largest(point: Vector) -> sp.Expr:
    """The largest softmax weight at a state."""
    aligned = Vector(beta * InnerProduct(patterns.at(i), point), i, d)
    return Max.over(Softmax(aligned, i), i, d)


def limit(length: sp.Expr, times: int) -> sp.Expr:
    """(1/N) exp(times beta m_max length)."""
    return sp.exp(times * beta * farthest * length) / d


in_hull = Relation(Norm(X), "<=", farthest + Norm(mean))
mean_exp = Sum.over(sp.exp(overlaps.at(j)) / d, j, d)
middle = Sum.over(overlaps.at(j) / d, j, d)
ahead = sp.exp(overlaps.at(i) - middle) / d
each = chain(
    Softmax(overlaps, i),
    ("<=", ahead, Scaled(mean_exp, chain(
        mean_exp * Softmax(overlaps, i),
        ("=", ahead * sp.exp(middle), Algebra()),
        ("<=", mean_exp * ahead, Cite(
            "lemmas/multiples", "bound", {multiple: ahead, lesser: sp.exp(middle), greater: mean_exp},
            Jensen(Vector(1 / d, j, d), overlaps))),
    ))),
    ("=", sp.exp(beta * InnerProduct(away, X)) / d, Algebra()),
    ("<=", sp.exp(beta * (Norm(away) * Norm(X))) / d,
     Monotone(Cite("lemmas/cauchy_schwarz", "bound", {x: away, y: X}))),
    ("=", sp.exp(beta * sp.sqrt(SquaredDistance(patterns.at(i), mean)) * Norm(X)) / d, Algebra()),
    ("<=", limit(Norm(X), 1), Monotone(Entry(i))),
)  # fmt: skip
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, softmax at the global state", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(in_hull,),
        reading="The state is in the hull of the patterns, so that it is no longer than m_max + ||m_x||.",
        title="In the hull no softmax weight is above (1/N) exp(2 beta m_max (m_max + ||m_x||))",
        says=bound(largest(X), "<=", limit(farthest + Norm(mean), 2)),
        derivation={
            "bound": chain(
                largest(X),
                ("<=", limit(Norm(X), 2), Cite("ramsauer2020/global_softmax:C")),
                ("<=", limit(farthest + Norm(mean), 2), Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The state is the mean of the patterns.",
        title="At the mean no softmax weight is above (1/N) exp(2 beta m_max ||m_x||)",
        says=bound(largest(mean), "<=", limit(Norm(mean), 2)),
        derivation={
            "bound": chain(
                largest(mean),
                ("<=", limit(Norm(mean), 2), Cite("ramsauer2020/global_softmax:C", "bound", {x: mean})),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The state is the global fixed point, or any other.",
        title="At a state xi no softmax weight is above (1/N) exp(2 beta m_max ||xi||)",
        says=bound(largest(X), "<=", limit(Norm(X), 2)),
        derivation={
            "bound": chain(
                largest(X),
                ("<=", limit(Norm(X), 1), Cite("ramsauer2020/global_softmax+half")),
                ("<=", limit(Norm(X), 2), Monotone(Sign())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+half", fidelity="ours", sharpens=(":C",), **here,
        title="The factor 2 is not needed: at a state xi no softmax weight is above (1/N) exp(beta m_max ||xi||)",
        says=bound(largest(X), "<=", limit(Norm(X), 1)),
        derivation={"bound": chain(largest(X), ("<=", limit(Norm(X), 1), ForEach(i, each)))},
        expects=Holds,
    ),
)  # fmt: skip
