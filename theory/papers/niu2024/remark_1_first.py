"""If the model is severely over-parameterised, its energy can approximate that of the sample distribution.

It need not have the form of the energies above then (Remark 1 of version 1).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone, Moving, Scaled, Squared
from theory.quantities import LogSumExp, RelativeEntropy, Softmax
from theory.statement import Identity, bound
from theory.symbols import b, error, h, i, k, m, n, x, y
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Remark 1 of version 1", "section": "4.2"}
ours: dict[str, Any] = {"fidelity": "ours", **here}

chances = Family("p", m, positive=True)
total, observed = Sum.over(chances[i], i, m), Sum.over(b[i] * chances[i], i, m)
modelled = Sum.over(b[i] * Softmax(Vector(sp.log(chances[k]), k, m), i), i, m)

# b are the energies of the sample distribution and h those of the model.
samples, model = Vector(-b[k], k, m), Vector(-h[k], k, m)
off, spread = Vector(b[k] - h[k], k, m), Max(Vector(b[k] - h[k], k, m)) - Min(Vector(b[k] - h[k], k, m))
share = Softmax(samples, i)
loss = -Sum.over(share * sp.log(Softmax(model, i)), i, m)
entropy = -Sum.over(share * sp.log(share), i, m)
mean_off = Sum.over(share * off.at(i), i, m)
apart = RelativeEntropy(samples, model)
near = Relation(spread, "<=", error)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(Relation(total, "=", sp.S.One),),
        reading="Energies that may be anything at the m samples give any positive probabilities p of them, exactly: "
        "those of -log p_i. Stated through the mean of any numbers b_i.",
        title="Energies -log p give the probabilities p",
        says=Identity(modelled, observed),
        derivation={"identity": chain(
            modelled,
            ("=", observed / total, Algebra()),
            ("=", observed, Scaled(total, chain(observed, ("=", observed * total, Monotone(Hypothesis()))))),
        )},
        try_first=({"m": 2, "p": ["1/4", "3/4"], "b": ["1", "0"]}, {"m": 1, "p": ["1"], "b": ["1"]}),
        expects=Holds,
    ),
    Claim(
        part="+least", **ours,
        title="The loss of a model with any energies is at least the entropy of the sample distribution",
        says=bound(entropy, "<=", loss),
        derivation={"bound": chain(entropy, ("<=", loss, Moving(chain(
            0,
            ("<=", apart, Cite("lemmas/gibbs", at={n: m, x: samples, y: model})),
            ("=", loss - entropy, Algebra()),
        ))))},
        expects=Holds,
    ),
    Claim(
        part="+near", **ours, hypotheses=(near,),
        title="Where the model's energies are off by numbers in a range of width epsilon its loss is above the entropy "
        "by at most epsilon^2/8",
        says=bound(loss, "<=", entropy + error**2 / 8),
        derivation={"bound": chain(
            loss,
            ("=", entropy + apart, Algebra()),
            ("<=", entropy + spread**2 / 8, Monotone(Cite(
                "lemmas/hoeffding+entropy", at={n: m, x: samples, y: off}))),
            ("<=", entropy + error**2 / 8, Monotone(Attained(Max(off), i, chain(
                spread**2,
                ("=", (off.at(i) - Min(off)) ** 2, Monotone(Hypothesis())),
                ("<=", error**2, Squared(chain(
                    off.at(i) - Min(off), ("=", spread, Monotone(Hypothesis())), ("<=", error, Hypothesis())))),
            )))),
        )},
        try_first=({"m": 2, "b": ["0", "0"], "h": ["0", "1/1000"], "epsilon": "1/1000"},),
        expects=Holds,
    ),
    Claim(
        part="+range", **ours, hypotheses=(near,),
        title="Where the model's energies are off by numbers in a range of width epsilon its loss is above the entropy "
        "by at most epsilon",
        says=bound(loss, "<=", entropy + error),
        derivation={"bound": chain(
            loss,
            ("=", entropy + LogSumExp(model) - LogSumExp(samples) - mean_off, Algebra()),
            ("<=", entropy + Max(off) - mean_off, Monotone(Cite(
                "niu2024/lemma_4+sharper", "upper", {n: m, x: model, y: samples}))),
            ("<=", entropy + Max(off) - Sum.over(share * Min(off), i, m), Monotone(Entry())),
            ("=", entropy + spread, Algebra()),
            ("<=", entropy + error, Monotone(Hypothesis())),
        )},
        expects=Holds,
    ),
)  # fmt: skip
