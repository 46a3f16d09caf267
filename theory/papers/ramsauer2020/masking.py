"""Padding the patterns with -alpha xi, alpha -> infinity and ||xi|| > 0, leaves the energy that is without the padding.

E_t = -lse(beta, X_t^T xi_t) + ||xi_t||^2 / 2 + beta^-1 ln t + M_t^2 / 2, where t and M_t are those of the patterns that
are not masked: only the log-sum-exp sees the padding, whose m columns -alpha xi have inner products -alpha ||xi||^2
with xi.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import InnerProduct, LogSumExp, SquaredNorm, aligned_with
from theory.statement import bound
from theory.symbols import beta, d, i, m, rho, stride, x
from theory.verdict import Holds

X, patterns, alpha = x.vector(), rho.vector(), stride
here: dict[str, Any] = {"cites": "Appendix A.1.8, masking", "section": "App. A.1.8"}
plain = LogSumExp(Vector(InnerProduct(patterns.at(i), X), i, d), beta)
logits = aligned_with(X, patterns, beta)
own = Sum.over(sp.exp(logits.at(i)), i, d)
padding = m * sp.exp(-beta * alpha * SquaredNorm(X))
padded = sp.log(own + padding) / beta
excess, added = padding / own, padding / (own + padding)

claims = (
    Claim(
        **here, title="Padding with m columns -alpha xi adds to the log-sum-exp at most what vanishes as "
        "exp(-alpha beta ||xi||^2), and takes nothing from it",
        says=bound(plain, "<=", padded, "<=", plain + excess / beta),
        derivation={
            "lower": chain(plain, ("<=", plain + added / beta, Sign()), ("<=", padded, Cite(
                "ramsauer2020/masking+lower"))),
            "upper": chain(padded, ("<=", plain + excess / beta, Scaled(beta, chain(
                sp.log(own + padding), ("<=", sp.log(own) + excess, Monotone(chain(
                    own + padding,
                    ("=", own * (1 + excess), Algebra()),
                    ("<=", own * sp.exp(excess), Monotone(Tangent(excess))),
                ))))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+lower", fidelity="ours", sharpens=("",), **here,
        title="Padding adds to the log-sum-exp at least the weight that it takes over beta, which vanishes no faster",
        says=bound(plain + added / beta, "<=", padded),
        derivation={
            "bound": chain(plain + added / beta, ("<=", padded, Scaled(beta, chain(
                sp.log(own) + added, ("<=", sp.log(own + padding), Moving(chain(
                    sp.log(own), ("<=", sp.log(own + padding) - added, Monotone(chain(
                        own,
                        ("=", (own + padding) * (1 - added), Algebra()),
                        ("<=", (own + padding) * sp.exp(-added), Monotone(Tangent(-added))),
                    )))))))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
