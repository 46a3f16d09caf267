"""How fast the attention weight of a pattern that is nearer than all others goes to 1 as the weights sharpen."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Entry, Hypothesis, Monotone, Scaled, Sign, Tangent
from theory.statement import bound
from theory.symbols import beta, gaps, j, m, own_square, separation
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 5.1, attention weights as they sharpen", "section": "5.1"}
own, others = sp.exp(-beta * own_square), sp.exp(-beta * (own_square + gaps[j]))


def over_others(of: sp.Expr) -> sp.Expr:
    """The sum over the m other patterns."""
    return Sum.over(of, j, m)


total = own + over_others(others)
energy = -sp.log(total) / beta
mean = own / total * own_square + over_others(others / total * (own_square + gaps[j]))
entropy = -own / total * sp.log(own / total) - over_others(others / total * sp.log(others / total))

farther = Relation(separation, "<=", Min(gaps.vector()))
each_farther = chain(separation, ("<=", Min(gaps.vector()), Hypothesis()), ("<=", gaps[j], Entry(j)))
small = sp.exp(-beta * separation)
parts, worst = over_others(sp.exp(-beta * gaps[j])), 1 + m * small
pulled = over_others(gaps[j] * sp.exp(-beta * gaps[j]))
fewer = Monotone(each_farther, (j,))

# The weights against those of others that all lie at Delta, by 1 + t <= exp t.
compared = sp.log(worst) + beta * separation * (1 - 1 / (1 + parts))
of_own = sp.log(1 + parts) - sp.log(worst)
of_others = of_own + beta * gaps[j] - beta * separation
share, relative = 1 / (1 + parts), sp.exp(-beta * gaps[j])
more_of_own = share * (sp.exp(of_own) - 1)

# t exp(-beta t) falls from t = 1 / beta on.
steep = chain(
    gaps[j] / separation,
    ("=", 1 + (gaps[j] - separation) / separation, Algebra()),
    ("<=", 1 + (gaps[j] - separation) * beta, Monotone(Scaled(separation, chain(
        1, ("<=", beta * separation, Hypothesis()))))),
    ("<=", sp.exp((gaps[j] - separation) * beta), Tangent((gaps[j] - separation) * beta)),
)  # fmt: skip

claims = (
    Claim(
        part="+weight", **here, title="The weight of the nearest pattern is 1 / (1 + m exp(-beta Delta)) at least",
        says=bound(1 / worst, "<=", own / total, "<", 1),
        hypotheses=(farther,),
        derivation={
            "lower": chain(
                1 / worst,
                ("=", 1 / (1 + over_others(small)), Algebra()),
                ("<=", 1 / (1 + parts), fewer),
                ("=", own / total, Algebra()),
            ),
            "upper": chain(own / total, ("<", 1, Scaled(total, chain(own, ("<", total, Sign()))))),
        },
        try_first=({"m": 2, "beta": 1, "Delta": 1, "D_own": 0, "G_all": [1, 2]},),
        expects=Holds,
    ),
    Claim(
        part="+energy", **here, title="The energy is below the least squared distance by log(1 + m exp(-beta Delta)) / "
        "beta at most",
        says=bound(own_square - sp.log(worst) / beta, "<=", energy, "<", own_square),
        hypotheses=(farther,),
        derivation={
            "lower": chain(
                own_square - sp.log(worst) / beta,
                ("=", own_square - sp.log(1 + over_others(small)) / beta, Algebra()),
                ("<=", own_square - sp.log(1 + parts) / beta, fewer),
                ("=", energy, Algebra()),
            ),
            "upper": chain(
                energy,
                ("=", own_square - sp.log(1 + parts) / beta, Algebra()),
                ("<", own_square, Sign()),
            ),
        },
        try_first=({"m": 2, "beta": 1, "Delta": 1, "D_own": 0, "G_all": [1, 2]},),
        expects=Holds,
    ),
    Claim(
        part="+entropy", **here, title="The entropy of the weights is at most that with all others at Delta",
        says=bound(0, "<", entropy, "<=", sp.log(worst) + beta * separation * (1 - 1 / worst)),
        hypotheses=(farther,),
        derivation={
            "lower": chain(
                0,
                ("<", sp.log(1 + parts) + beta * pulled / (1 + parts), Sign()),
                ("=", entropy, Algebra()),
            ),
            "upper": chain(
                entropy,
                ("=", sp.log(1 + parts) + beta * pulled / (1 + parts), Algebra()),
                ("=", compared + share * of_own + share * over_others(relative * of_others), Algebra()),
                ("<=", compared + more_of_own + share * over_others(relative * of_others), Monotone(Tangent(of_own))),
                ("<=", compared + more_of_own + share * over_others(relative * (sp.exp(of_others) - 1)),
                 Monotone(Tangent(of_others), (j,))),
                ("=", compared, Algebra()),
                ("<=", sp.log(worst) + beta * separation * (1 - 1 / (1 + over_others(small))), fewer),
                ("=", sp.log(worst) + beta * separation * (1 - 1 / worst), Algebra()),
            ),
        },
        try_first=({"m": 2, "beta": 1, "Delta": 1, "D_own": 0, "G_all": [1, 2]},),
        expects=Holds,
    ),
    Claim(
        part="+distance", **here, title="The attended squared distance is above the least one by m Delta "
        "exp(-beta Delta) at most, once beta Delta is 1",
        says=bound(own_square, "<", mean, "<=", own_square + m * separation * small),
        hypotheses=(farther, Relation(sp.S.One, "<=", beta * separation)),
        derivation={
            "lower": chain(
                own_square,
                ("<", own_square + pulled / (1 + parts), Sign()),
                ("=", mean, Algebra()),
            ),
            "upper": chain(
                mean,
                ("=", own_square + pulled / (1 + parts), Algebra()),
                ("<=", own_square + pulled, Monotone(Scaled(1 + parts, chain(
                    pulled, ("<=", (1 + parts) * pulled, Sign()))))),
                ("<=", own_square + over_others(separation * small), Monotone(Scaled(
                    sp.exp(beta * gaps[j]) / separation, chain(
                        steep.start, *steep.steps,
                        ("=", sp.exp(beta * gaps[j]) * small, Algebra()))), (j,))),
                ("=", own_square + m * separation * small, Algebra()),
            ),
        },
        try_first=({"m": 2, "beta": 1, "Delta": 1, "D_own": 0, "G_all": [1, 2]},),
        expects=Holds,
    ),
)  # fmt: skip
