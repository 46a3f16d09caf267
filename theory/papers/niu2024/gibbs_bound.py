"""What bounds a cross-entropy from below: the entropy of the data, for densities a number of either sign."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import CrossEntropy, NodeDensity, Softmax, SoftmaxEntropy
from theory.statement import Identity, bound
from theory.symbols import b, h, i, k, m, masses, model, n, x, y
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Section 5.1, the bound that cross-entropy has", "section": "5.1"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
X, q = x.vector(), model.vector()
p = Softmax(X, i)
entropy, loss = SoftmaxEntropy(X), CrossEntropy(X, q)
probabilities = Relation(Sum(q), "<=", sp.S.One)
roots = Sum.over((sp.sqrt(p) - sp.sqrt(model[i])) ** 2, i, n)
apart = Sum.over((p - model[i]) ** 2, i, n)
both = Sum.over(sp.sqrt(p) * sp.sqrt(model[i]), i, n)
ratio = (sp.log(model[i]) - sp.log(p)) / 2

flat = Vector(sp.S.Zero, k, n)
uniform_loss = -Sum.over(sp.log(model[i]), i, n) / n
uneven = Sum.over((1 / n - model[i]) ** 2, i, n)

# (p - q)^2 = (sqrt p - sqrt q)^2 (sqrt p + sqrt q)^2, and no probability is above 1.
root_p, root_q = sp.sqrt(p), sp.sqrt(model[i])
p_below_one = Scaled(Sum.over(sp.exp(x[k]), k, n), chain(
    sp.exp(x[i]), ("<=", Sum.over(sp.exp(x[k]), k, n), Entry(i))))  # fmt: skip
close = chain(
    (p - model[i]) ** 2,
    ("=", (root_p - root_q) ** 2 * (2 * p + 2 * model[i] - (root_p - root_q) ** 2), Algebra()),
    ("<=", (root_p - root_q) ** 2 * (2 * p + 2 * model[i]), Monotone(Sign())),
    ("<=", (root_p - root_q) ** 2 * (2 + 2 * model[i]), Monotone(p_below_one)),
    ("<=", 4 * (root_p - root_q) ** 2, Moving(chain(
        (root_p - root_q) ** 2 * model[i],
        ("<=", (root_p - root_q) ** 2 * Sum(q), Monotone(Entry(i))),
        ("<=", (root_p - root_q) ** 2, Moving(chain(
            (root_p - root_q) ** 2 * Sum(q), ("<=", (root_p - root_q) ** 2 * 1, Monotone(Hypothesis()))))),
    ))),
)  # fmt: skip


def integral(of: sp.Expr) -> sp.Expr:
    """The integral over the nodes."""
    return Sum.over(masses[i] * of, i, m)


of_data, of_model = (NodeDensity(f.vector(), masses.vector(), i) for f in (b, h))
lowest, whole = sp.log(Min(masses.vector())), Sum.over(masses[k] * sp.exp(b[k]), k, m)
differential = -integral(of_data * sp.log(of_data))
logits = [Vector(sp.log(masses[k]) + values[k], k, m) for values in (b, h)]
on_nodes = (
    "A density p has a value at each of m nodes of masses omega, and the integral of p is 1; integrals of continuous "
    "functions over Omega are limits of such sums."
)

claims = (
    Claim(
        **ours, title="The cross-entropy of data and model is at least the entropy of the data",
        reading="The data have n outcomes, with probabilities p; the model gives them q, together at most 1, the rest "
        "going to what does not occur.",
        says=bound(entropy, "<=", loss),
        hypotheses=(probabilities,),
        derivation={"bound": chain(
            entropy,
            ("<=", entropy + roots, Sign()),
            ("<=", loss, Cite("niu2024/gibbs_bound+hellinger")),
        )},
        expects=Holds,
    ),
    Claim(
        part="+hellinger", **ours, sharpens=("", "+strict"),
        title="It exceeds that by the sum of the squared differences of the roots of the probabilities, or more",
        says=bound(entropy + roots, "<=", loss),
        hypotheses=(probabilities,),
        derivation={"bound": chain(
            entropy + roots,
            ("=", entropy + 1 + Sum(q) - 2 * both, Algebra()),
            ("<=", entropy + 1 + 1 - 2 * both, Monotone(Hypothesis())),
            ("=", entropy - 2 * Sum.over(p * (sp.exp(ratio) - 1), i, n), Algebra()),
            ("<=", entropy - 2 * Sum.over(p * ratio, i, n), Monotone(Tangent(ratio), (i,))),
            ("=", loss, Algebra()),
        )},
        try_first=({"n": 2, "x": [0, -100], "q_model": ["999/1000", "1/1000"]},),
        expects=Holds,
    ),
    Claim(
        part="+strict", **ours, title="It is above the entropy unless the model has the probabilities of the data",
        says=bound(entropy, "<", loss),
        hypotheses=(probabilities, Relation(sp.S.Zero, "<", apart)),
        derivation={"bound": chain(
            entropy,
            ("<", entropy + apart / 4, Moving(chain(0, ("<", apart, Hypothesis())))),
            ("<=", entropy + roots, Moving(chain(
                apart,
                ("<=", Sum.over(4 * (root_p - root_q) ** 2, i, n), Monotone(close, (i,))),
                ("=", 4 * roots, Algebra()),
            ))),
            ("<=", loss, Cite("niu2024/gibbs_bound+hellinger")),
        )},
        expects=Holds,
    ),
    Claim(
        part="+same", **ours, title="It is the entropy where the model has the probabilities of the data",
        says=Identity(CrossEntropy(X, Vector(Softmax(X, k), k, n)), entropy),
        derivation={"identity": chain(
            CrossEntropy(X, Vector(Softmax(X, k), k, n)), ("=", entropy, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+uniform", **ours, title="The loss on n equally likely outcomes is at least log n",
        says=bound(sp.log(n), "<=", uniform_loss),
        hypotheses=(probabilities,),
        derivation={"bound": chain(
            sp.log(n),
            ("=", SoftmaxEntropy(flat), Algebra()),
            ("<=", CrossEntropy(flat, q), Cite("niu2024/gibbs_bound", at={x: flat})),
            ("=", uniform_loss, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+uniform_strict", **ours, title="It is above log n unless the model gives each of them 1 / n",
        says=bound(sp.log(n), "<", uniform_loss),
        hypotheses=(probabilities, Relation(sp.S.Zero, "<", uneven)),
        derivation={"bound": chain(
            sp.log(n),
            ("=", SoftmaxEntropy(flat), Algebra()),
            ("<", CrossEntropy(flat, q), Cite("niu2024/gibbs_bound+strict", at={x: flat})),
            ("=", uniform_loss, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+uniform_same", **ours, title="It is log n where the model gives each of them 1 / n",
        says=Identity(-Sum.over(sp.log(1 / n), i, n) / n, sp.log(n)),
        derivation={"identity": chain(-Sum.over(sp.log(1 / n), i, n) / n, ("=", sp.log(n), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+measure", **ours, reading=on_nodes,
        title="The cross-entropy of two densities is at least the entropy of the first",
        says=bound(differential, "<=", -integral(of_data * sp.log(of_model))),
        derivation={"bound": chain(differential, ("<=", -integral(of_data * sp.log(of_model)), Cite(
            "lemmas/gibbs", at={n: m, x: logits[0], y: logits[1]})))},
        expects=Holds,
    ),
    Claim(
        part="+not_negative", **ours, reading=on_nodes,
        title="The entropy of a density is at least 0, as that of probabilities is",
        says=bound(0, "<=", differential),
        try_first=({"m": 1, "omega": ["1/2"], "b": [0]},),
        expects=Fails,
    ),
    Claim(
        part="+least_mass", fidelity="repaired", repairs=("+not_negative",), **here, reading=on_nodes,
        changed="the logarithm of the least mass, which has no lower bound where nodes are refined, takes the place "
        "of 0; a bound from above is added",
        title="The entropy of a density is from the logarithm of the least mass to that of the whole mass",
        says=bound(lowest, "<=", differential, "<=", sp.log(Sum(masses.vector()))),
        derivation={
            "lower": chain(
                lowest,
                ("=", integral(of_data * lowest), Algebra()),
                ("<=", integral(of_data * -sp.log(of_data)), Monotone(chain(
                    lowest,
                    ("<=", sp.log(masses[i]), Monotone(Entry(i))),
                    ("=", sp.log(masses[i] * sp.exp(b[i])) - b[i], Algebra()),
                    ("<=", sp.log(whole) - b[i], Monotone(Entry(i))),
                    ("=", -sp.log(of_data), Algebra()),
                ), (i,))),
                ("=", differential, Algebra()),
            ),
            "upper": chain(
                differential,
                ("<=", sp.log(Sum(masses.vector())), Cite(
                    "lemmas/gibbs", at={n: m, x: logits[0], y: Vector(sp.log(masses[k]), k, m)})),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
