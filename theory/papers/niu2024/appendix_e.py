"""GPT-2 medium, l = 24, d_emb = 1024: attention 3 l d_emb^2 = 75,497,472; dense and layer norm l (d_emb^2 + 2 d_emb) =
25,214,976; feed-forward l (2 d_emb d_FF + d_emb + d_FF) = 6 l d_emb^2 + 4 l d_emb = 151,093,248 with d_FF = 3072 =
3 d_emb.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain, size
from theory.kernel.rules import Algebra, Hypothesis, Monotone
from theory.printed_numbers import same
from theory.statement import Identity
from theory.symbols import layers, width
from theory.verdict import Fails, Holds

l, d, inner = layers, width, size("d_FF")
L, D = sp.Integer(24), sp.Integer(1024)
here: dict[str, Any] = {"cites": "Appendix E, the counts", "section": "App. E"}


def feed_forward(l: sp.Expr, d: sp.Expr, inner: sp.Expr) -> sp.Expr:
    """The parameters of the feed-forward layers as printed."""
    return l * (2 * d * inner + d + inner)


def counts(l: sp.Expr, d: sp.Expr) -> sp.Expr:
    """What GPT-2's code has in a layer: every weight, every bias, two layer norms; and the layer norm at the end."""
    attention, dense, norms = 3 * d**2 + 3 * d, d**2 + d, 2 * 2 * d
    return l * (attention + dense + norms + 2 * 4 * d**2 + d + 4 * d) + 2 * d


claims = (
    Claim(
        part=":A", fidelity="reading", reading="The count for attention.", **here,
        title="3 l d_emb^2 is 75,497,472 for GPT-2 medium",
        **same(3 * L * D**2, sp.Integer(75_497_472)), expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", reading="The count for the dense layers and layer norms.", **here,
        title="l (d_emb^2 + 2 d_emb) is 25,214,976 for GPT-2 medium",
        **same(L * (D**2 + 2 * D), sp.Integer(25_214_976)), expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", reading="The count for the feed-forward layers, for every depth and width.",
        **here, title="l (2 d_emb d_FF + d_emb + d_FF) is 6 l d_emb^2 + 4 l d_emb where d_FF = 3 d_emb",
        says=Identity(feed_forward(l, d, inner), 6 * l * d**2 + 4 * l * d),
        hypotheses=(Relation(inner, "=", 3 * d),),
        derivation={"identity": chain(
            feed_forward(l, d, inner),
            ("=", l * ((2 * d + 1) * inner + d), Algebra()),
            ("=", l * ((2 * d + 1) * (3 * d) + d), Monotone(Hypothesis())),
            ("=", 6 * l * d**2 + 4 * l * d, Algebra()),
        )},
        try_first=({"l": 24, "d_emb": 1024, "d_FF": 3072}, {"l": 1, "d_emb": 1, "d_FF": 3}),
        expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", reading="The count for the feed-forward layers in numbers.", **here,
        title="l (2 d_emb d_FF + d_emb + d_FF) is 151,093,248 for l = 24, d_emb = 1024 and d_FF = 3072",
        **same(feed_forward(L, D, sp.Integer(3072)), sp.Integer(151_093_248)), expects=Holds,
    ),
    Claim(
        part=":E", fidelity="reading", reading="The counts are of all parameters: no bias and no layer norm of GPT-2 "
        "medium is left out, so that with d_FF = 4 d_emb, as published, they are those of its code.",
        **here, title="The counts of Appendix E, with d_FF = 4 d_emb, are those of GPT-2's code without embeddings",
        says=Identity(3 * l * d**2 + l * (d**2 + 2 * d) + feed_forward(l, d, 4 * d), counts(l, d)),
        expects=Fails,
    ),
    Claim(
        part="+biases", fidelity="repaired", repairs=(":E",), **here,
        changed="6 d_emb is added in each layer, for the 4 d_emb biases of the attention and the dense layer and the 2 "
        "d_emb of a second layer norm, and 2 d_emb for the layer norm at the end",
        title="The counts of Appendix E, with d_FF = 4 d_emb, and what they leave out, are those of GPT-2's code",
        says=Identity(
            3 * l * d**2 + l * (d**2 + 2 * d) + feed_forward(l, d, 4 * d) + 6 * l * d + 2 * d, counts(l, d)),
        derivation={"identity": chain(
            3 * l * d**2 + l * (d**2 + 2 * d) + feed_forward(l, d, 4 * d) + 6 * l * d + 2 * d,
            ("=", counts(l, d), Algebra()),
        )},
        expects=Holds,
    ),
)  # fmt: skip
