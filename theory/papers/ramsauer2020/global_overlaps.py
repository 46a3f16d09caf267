"""|xi^T (x_i - x_j)| <= 2 m_max ||xi||, and <= 2 m_max M for xi in the hull of the patterns."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Rooted
from theory.quantities import InnerProduct, Norm, SquaredDiameter, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import d, i, k, n, rho, v, x, z
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)  # m_x
reach = Max.over(SquaredDistance(patterns.at(i), mean), i, d)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
farthest, longest = sp.sqrt(reach), sp.sqrt(largest)  # m_max and M
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
width = Max(overlaps) - Min(overlaps)  # the largest |xi^T (x_i - x_j)|
wide = SquaredDiameter(patterns)
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, overlaps at the global state", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="For every state.",
        title="The overlaps of a state xi with the patterns differ by at most 2 m_max ||xi||",
        says=bound(width, "<=", 2 * farthest * Norm(X)),
        derivation={
            "bound": chain(
                width,
                ("<=", sp.sqrt(wide) * Norm(X), Cite("ramsauer2020/global_overlaps+diameter")),
                ("<=", 2 * farthest * Norm(X), Monotone(Rooted(chain(
                    wide, ("<=", 4 * reach, Cite("ramsauer2020/lemma_a3+radius", "bound", {z: mean})))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(Relation(Norm(X), "<=", longest),),
        reading="For a state in the hull of the patterns, which is no longer than the longest pattern.",
        title="In the hull the overlaps with the patterns differ by at most 2 m_max M",
        says=bound(width, "<=", 2 * farthest * longest),
        derivation={
            "bound": chain(
                width,
                ("<=", 2 * farthest * Norm(X), Cite("ramsauer2020/global_overlaps:A")),
                ("<=", 2 * farthest * longest, Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="ours", sharpens=(":A",), **here,
        title="The overlaps of a state xi with the patterns differ by at most ||xi|| times their diameter",
        says=bound(width, "<=", sp.sqrt(wide) * Norm(X)),
        derivation={
            "bound": chain(width, ("<=", sp.sqrt(wide) * Norm(X), Rooted(chain(
                width**2,
                ("<=", wide * SquaredNorm(X), Cite("lemmas/extent", "bound", {v: X})),
                ("=", (sp.sqrt(wide) * Norm(X)) ** 2, Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
