"""The Jacobian J of the update is at most beta (m_max^2 + 2 eps (2 - eps) M^2) in norm, where gamma <= eps.

||J||_2 <= beta (m_max^2 + eps 2 (2 - eps) M^2), gamma = sum_{i > l} p_i <= eps. As J is symmetric and positive
semi-definite, ||J||_2 <= c says that v^T J v <= c ||v||^2 for every v.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Op, Relation, Rule, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import LargestNorm, MergedVariance, OthersWeight, Spread, SquaredNorm, aligned_with, seen_from
from theory.statement import bound
from theory.symbols import beta, chi, error, phi, v, x
from theory.verdict import Fails, Holds

X, V, group, others, eps = x.vector(), v.vector(), chi.vector(), phi.vector(), error
here: dict[str, Any] = {"cites": "Lemma A8, with epsilon", "section": "App. A.1.5.4"}
along_v = beta * MergedVariance(
    aligned_with(X, group, beta), seen_from(group, V), aligned_with(X, others, beta), seen_from(others, V)
)
gamma = OthersWeight(X, group, others, beta)
norms, one = LargestNorm(group, others), SquaredNorm(V)
in_gamma = beta * ((1 - gamma) * Spread(group) ** 2 + 2 * gamma * (2 - gamma) * norms**2) * one
without = beta * (Spread(group) ** 2 + 2 * gamma * (2 - gamma) * norms**2) * one
in_eps = beta * (Spread(group) ** 2 + 2 * eps * (2 - eps) * norms**2) * one
linear = beta * (Spread(group) ** 2 + 4 * eps * norms**2) * one
little = Relation(gamma, "<=", eps)
by_gamma: tuple[tuple[Op, sp.Expr, Rule], ...] = (
    ("<=", in_gamma, Cite("ramsauer2020/lemma_a8")),
    ("<=", without, Moving(chain(0, ("<=", beta * gamma * Spread(group) ** 2 * one, Sign())))),
)
claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(little, Relation(eps, "<", sp.S.One)),
        reading="For eps below 1, as the proof has it.",
        title="Where gamma is at most eps < 1, the Jacobian's norm is at most beta (m_max^2 + 2 eps (2 - eps) M^2)",
        says=bound(along_v, "<=", in_eps),
        derivation={
            "bound": chain(along_v, *by_gamma, ("<=", in_eps, Moving(chain(
                0, ("<=", beta * norms**2 * one * (4 * (eps - gamma) * (1 - eps) + 2 * (eps - gamma) ** 2), Sign()))))),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(little,),
        reading="For any eps that gamma does not exceed, such as (N - l) exp(-beta c) of Lemma A9, which may be above "
        "2.",
        title="Where gamma is at most eps, the Jacobian's norm is at most beta (m_max^2 + 2 eps (2 - eps) M^2)",
        says=bound(along_v, "<=", in_eps),
        expects=Fails,
    ),
    Claim(
        part="+linear", fidelity="repaired", repairs=(":B",), **here, hypotheses=(little,),
        changed="4 eps in place of 2 eps (2 - eps), which falls for eps above 1",
        title="Where gamma is at most eps, the Jacobian's norm is at most beta (m_max^2 + 4 eps M^2)",
        says=bound(along_v, "<=", linear),
        derivation={
            "bound": chain(
                along_v, *by_gamma,
                ("<=", beta * (Spread(group) ** 2 + 4 * gamma * norms**2) * one, Moving(chain(
                    0, ("<=", 2 * beta * gamma**2 * norms**2 * one, Sign())))),
                ("<=", linear, Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
