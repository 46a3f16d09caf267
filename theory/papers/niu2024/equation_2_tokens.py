"""D ~ T_max d: the data size in tokens is the length of the longest sequence times the number of sequences."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone
from theory.statement import Identity, bound
from theory.symbols import d, i, lengths, longest
from theory.verdict import Fails, Holds

tokens = Sum(lengths.vector())
longest_is = Relation(Max(lengths.vector()), "=", longest)
fits = (Relation(sp.S.One, "<=", Min(lengths.vector())), Relation(Max(lengths.vector()), "<=", longest))
place = "Equation (2), D"

claims = (
    Claim(
        part=":A", fidelity="reading", reading="D equals T_max d, T_max being the length of the longest sequence.",
        cites=place, section="3", title="The data size is the longest length times the number of sequences",
        says=Identity(tokens, longest * d),
        hypotheses=(fits[0], longest_is),
        try_first=({"d": 2, "T_max": 2, "T": [1, 2]},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading",
        reading="D is of the order of T_max d where T_max is fixed: T_max d at most, and d at least.",
        cites=place, section="3", title="The data size is of the order of the number of sequences",
        says=bound(d, "<=", tokens, "<=", longest * d),
        hypotheses=fits,
        derivation={
            "lower": chain(d, ("<=", tokens, Cite("niu2024/equation_2_tokens+range", "lower"))),
            "upper": chain(tokens, ("<=", longest * d, Cite("niu2024/equation_2_tokens+range", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="repaired", repairs=(":A",),
        changed="T_max d bounds D from above, and d from below; so D / d lies between 1 and T_max",
        cites=place, section="3",
        title="The data size lies between the number of sequences and the longest length times that number",
        says=bound(d, "<=", tokens, "<=", longest * d),
        hypotheses=fits,
        derivation={
            "lower": chain(
                d,
                ("=", Sum.over(sp.S.One, i, d), Algebra()),
                ("<=", Sum.over(Min(lengths.vector()), i, d), Monotone(Hypothesis(), (i,))),
                ("<=", tokens, Monotone(Entry(i), (i,))),
            ),
            "upper": chain(
                tokens,
                ("<=", Sum.over(Max(lengths.vector()), i, d), Monotone(Entry(i), (i,))),
                ("<=", Sum.over(longest, i, d), Monotone(Hypothesis(), (i,))),
                ("=", longest * d, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
