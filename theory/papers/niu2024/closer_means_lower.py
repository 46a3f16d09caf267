"""E is smaller at points closer to the patterns."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import DistanceEnergy, NearestDistance, Softmax, SquaredDistance
from theory.statement import bound
from theory.symbols import d, i, j, n, rho, x, y
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
here, there = DistanceEnergy(X, patterns), DistanceEnergy(Y, patterns)
g_here, g_there = NearestDistance(X, patterns), NearestDistance(Y, patterns)
from_x = Vector(SquaredDistance(X, patterns.at(i)), i, d)
from_y = Vector(SquaredDistance(Y, patterns.at(i)), i, d)
near_x, near_y = Vector(-from_x.at(i), i, d), Vector(-from_y.at(i), i, d)
change = Vector(from_x.at(i) - from_y.at(i), i, d)
highest_here = g_here - sp.log(1 + (d - 1) * sp.exp(g_here - Max(from_x)))
lowest_there = g_there - sp.log(d - 1 + sp.exp(g_there - Max(from_y)))
mean_at_x = Sum.over(Softmax(near_x, i) * change.at(i), i, d)
mean_at_y = Sum.over(Softmax(near_y, i) * change.at(i), i, d)

# Two patterns at distance 2 R, y in the middle, x beyond one of them with g(x) = g(y) - q, q just above log 2.
just_above_log_2 = sp.ceiling(sp.log(2) * 2**80) / sp.Integer(2) ** 80
R, t = 10 + just_above_log_2 / 40, 10 - just_above_log_2 / 40
as_near_as_can_be = {"d": 2, "n": 1, "rho": [[str(-R)], [str(R)]], "x": [str(R + t)], "y": ["0"]}


def constant_mean(weights: Vector, value: sp.Expr) -> sp.Expr:
    """The mean of one value under softmax weights."""
    return Sum.over(Softmax(weights, i) * value, i, d)


def by_lemma_4(side: str) -> Cite:
    """Lemma 4 with means, at the exponents of the energy; -LogSumExp turns its sides round."""
    return Cite("niu2024/lemma_4+mean", side, {n: d, x: near_x, y: near_y})


one_nearer = chain(
    Min(change), ("<=", change.at(1), Entry(1)), ("<=", Max(change), Entry(1)), ("<", sp.S.Zero, Hypothesis())
)
nearer = chain(from_x.at(j) - from_y.at(j), ("=", Min(change), Hypothesis()), ("<", sp.S.Zero, Hypothesis()))
not_farther = chain(
    sp.S.Zero,
    ("<=", sp.exp(near_x.at(i)) - sp.exp(near_y.at(i)), Moving(chain(
        sp.exp(near_y.at(i)),
        ("<=", sp.exp(near_x.at(i)), Monotone(Moving(chain(
            from_x.at(i) - from_y.at(i), ("<=", Max(change), Entry(i)), ("<=", sp.S.Zero, Hypothesis()))))),
    ))),
)  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading",
        reading="closer: the nearest pattern is nearer",
        cites="Energy near patterns", section="4.1", title="A nearer nearest pattern means a lower energy",
        says=bound(here, "<", there),
        hypotheses=(Relation(g_here, "<", g_there),),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading",
        reading="closer: every pattern is nearer",
        cites="Energy near patterns", section="4.1", title="Where every pattern is nearer the energy is lower",
        says=bound(here, "<", there),
        hypotheses=(Relation(Max(change), "<", sp.S.Zero),),
        derivation={
            "bound": chain(here, ("<", there, Cite("niu2024/closer_means_lower+every", given=Moving(one_nearer))))
        },
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading",
        reading="closer: the squared distance to the patterns is smaller on average",
        cites="Energy near patterns", section="4.1", title="A smaller mean distance means a lower energy",
        says=bound(here, "<", there),
        hypotheses=(Relation(Sum(from_x) / d, "<", Sum(from_y) / d),),
        expects=Fails,
    ),
    Claim(
        part="+margin", fidelity="repaired", repairs=(":A",),
        changed="nearer by log d at least, and < becomes <=",
        cites="Energy near patterns", section="4.1",
        title="A nearest pattern that is nearer by log d means no higher energy",
        says=bound(here, "<=", there),
        hypotheses=(Relation(g_here + sp.log(d), "<=", g_there),),
        derivation={
            "bound": chain(here, ("<=", there, Cite("niu2024/closer_means_lower+extremes", given=Moving(chain(
                highest_here,
                ("<=", g_here, Sign()),
                ("<=", g_there - sp.log(d), Hypothesis()),
                ("<=", lowest_there, Monotone(Moving(chain(
                    g_there, ("<=", from_y.at(1), Entry(1)), ("<=", Max(from_y), Entry(1)))))),
            )))))
        },
        try_first=(as_near_as_can_be,),
        expects=Holds,
    ),
    Claim(
        part="+strict_margin", fidelity="repaired", repairs=(":A",),
        changed="nearer by log d at least, and d >= 2",
        cites="Energy near patterns", section="4.1",
        title="With two patterns or more, a nearest pattern that is nearer by log d means a lower energy",
        says=bound(here, "<", there),
        hypotheses=(Relation(d, ">=", sp.Integer(2)), Relation(g_here + sp.log(d), "<=", g_there)),
        derivation={
            "bound": chain(
                here,
                ("<", g_here, Cite("niu2024/proposition_1+strict")),
                ("<=", g_there - sp.log(d), Hypothesis()),
                ("<=", there, Cite("niu2024/proposition_1", "lower", {x: Y})),
            )
        },
        try_first=(as_near_as_can_be,),
        expects=Holds,
    ),
    Claim(
        part="+extremes", fidelity="ours", sharpens=("+margin",),
        cites="Energy near patterns", section="4.1",
        title="How much nearer the nearest pattern must be, at given farthest distances",
        says=bound(here, "<=", there),
        hypotheses=(Relation(highest_here, "<=", lowest_there),),
        derivation={
            "bound": chain(
                here,
                ("<=", highest_here, Cite("niu2024/proposition_1+sharper", "upper")),
                ("<=", lowest_there, Hypothesis()),
                ("<=", there, Cite("niu2024/proposition_1+sharper", "lower", {x: Y})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+mean_margin", fidelity="repaired", repairs=(":C",),
        changed="nearer on average than y is to its nearest pattern, and < becomes <=",
        cites="Energy near patterns", section="4.1",
        title="Nearer on average than the other point is to its nearest pattern means no higher energy",
        says=bound(here, "<=", there),
        hypotheses=(Relation(Sum(from_x) / d, "<=", g_there),),
        derivation={
            "bound": chain(
                here,
                ("<=", Sum(from_x) / d - sp.log(d), Cite("niu2024/distance_energy_bounds+mean")),
                ("<=", g_there - sp.log(d), Hypothesis()),
                ("<=", there, Cite("niu2024/proposition_1", "lower", {x: Y})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+every", fidelity="ours", sharpens=(":B",),
        cites="Energy near patterns", section="4.1",
        title="Where no pattern is farther and one is nearer the energy is lower",
        says=bound(here, "<", there),
        hypotheses=(Relation(Max(change), "<=", sp.S.Zero), Relation(Min(change), "<", sp.S.Zero)),
        derivation={
            "bound": chain(here, ("<", there, Attained(Min(change), j, chain(
                here,
                ("<", there, Monotone(Moving(chain(
                    sp.S.Zero,
                    ("<", sp.exp(near_x.at(j)) - sp.exp(near_y.at(j)), Moving(chain(
                        sp.exp(near_y.at(j)), ("<", sp.exp(near_x.at(j)), Monotone(Moving(nearer)))))),
                    ("<=", Sum.over(sp.exp(near_x.at(i)) - sp.exp(near_y.at(i)), i, d), Entry(j, i, not_farther)),
                )))),
            ))))
        },
        expects=Holds,
    ),
    Claim(
        part="+weak", fidelity="ours",
        cites="Energy near patterns", section="4.1", title="Where no pattern is farther the energy is not higher",
        says=bound(here, "<=", there),
        hypotheses=(Relation(Max(change), "<=", sp.S.Zero),),
        derivation={
            "bound": chain(here, ("<=", there, Moving(chain(
                here - there,
                ("<=", Max(change), Cite("niu2024/closer_means_lower+change", "upper")),
                ("<=", sp.S.Zero, Hypothesis()),
            ))))
        },
        expects=Holds,
    ),
    Claim(
        part="+change", fidelity="ours", sharpens=("+weak",),
        cites="Energy near patterns", section="4.1",
        title="The energy changes by no more than the largest and no less than the smallest change of a distance",
        says=bound(Min(change), "<=", here - there, "<=", Max(change)),
        derivation={
            "lower": chain(
                here - there,
                (">=", mean_at_x, Cite("niu2024/closer_means_lower+means", "lower")),
                (">=", constant_mean(near_x, Min(change)), Monotone(Entry())),
                ("=", Min(change), Algebra()),
            ),
            "upper": chain(
                here - there,
                ("<=", mean_at_y, Cite("niu2024/closer_means_lower+means", "upper")),
                ("<=", constant_mean(near_y, Max(change)), Monotone(Entry())),
                ("=", Max(change), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+means", fidelity="ours", sharpens=("+change",),
        cites="Energy near patterns", section="4.1",
        title="The change of the energy lies between the softmax means of the changes of the distances",
        says=bound(mean_at_x, "<=", here - there, "<=", mean_at_y),
        derivation={
            "lower": chain(here - there, (">=", mean_at_x, by_lemma_4("upper"))),
            "upper": chain(here - there, ("<=", mean_at_y, by_lemma_4("lower"))),
        },
        expects=Holds,
    ),
)  # fmt: skip
