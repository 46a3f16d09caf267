"""If all xi^T x_i are about equal m < 1/N, and M <= 1/sqrt(2 beta) gives ||J||_2 < 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone
from theory.quantities import InnerProduct, Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, rho, v, x
from theory.verdict import Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)
p = Softmax(aligned, i)
form = beta * SoftmaxVariance(aligned, shadows)  # v^T J v
spread = Max.over(p * (1 - p), i, d)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)  # M^2
some = Relation(sp.S.Zero, "<", SquaredNorm(V))
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, about equal overlaps", "section": "App. A.1.5.2"}

claims = (
    Claim(
        **here, title="Where m < 1/N and M is at most 1 / sqrt(2 beta) the spectral norm of the update's Jacobian is "
        "below 1",
        says=bound(form, "<", SquaredNorm(V)),
        hypotheses=(Relation(spread, "<", 1 / d), Relation(2 * beta * largest, "<=", sp.S.One), some),
        derivation={
            "bound": chain(form, ("<", SquaredNorm(V), Cite("ramsauer2020/global_norm+every_state"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+every_state", fidelity="ours", sharpens=("",), **here,
        title="Where M is below 1 / sqrt(beta) the spectral norm of the update's Jacobian is below 1 at every state",
        says=bound(form, "<", SquaredNorm(V)), hypotheses=(Relation(beta * largest, "<", sp.S.One), some),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * largest * SquaredNorm(V), Cite("ramsauer2020/lemma_a2+one")),
                ("<", SquaredNorm(V), Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
