"""A is some constant, which depends on the number of layers and the embedding width, and about 10 for GPT-2 medium.

Appendix E counts 3 l d_emb^2 parameters in the attention, l (d_emb^2 + 2 d_emb) in the dense and normalising layers and
6 l d_emb^2 + 4 l d_emb in the feed-forward layers.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Sign
from theory.statement import Identity, bound
from theory.symbols import layers, width
from theory.verdict import Fails, Holds

attention = 3 * layers * width**2
dense = layers * (width**2 + 2 * width)
feed_forward = 6 * layers * width**2 + 4 * layers * width
A = (attention + dense + feed_forward) / (layers * width**2)

claims = (
    Claim(
        part=":A", fidelity="reading", reading="A is one number, 10, for every width and depth.",
        cites="Equation (2), A", section="App. E", title="A is ten",
        says=Identity(A, sp.Integer(10)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading",
        reading="A is about 10: above it, and by no more than what vanishes as the embedding grows wider.",
        cites="Equation (2), A", section="App. E",
        title="A is ten but for a part that vanishes as the embedding widens",
        says=bound(sp.Integer(10), "<", A, "<=", 10 + 6 / width),
        derivation={
            "lower": chain(sp.Integer(10), ("<", A, Cite("niu2024/equation_2_constant+range", "lower"))),
            "upper": chain(A, ("=", 10 + 6 / width, Cite("niu2024/equation_2_constant+count", "identity"))),
        },
        try_first=({"l": 2, "d_emb": 10**30}, {"l": 24, "d_emb": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+count", fidelity="repaired", repairs=(":A",), changed="6 / d_emb is added",
        cites="Equation (2), A", section="App. E", title="A as Appendix E counts it depends on the embedding width "
        "and not on the number of layers",
        says=Identity(A, 10 + 6 / width),
        derivation={"identity": chain(A, ("=", 10 + 6 / width, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="repaired", repairs=(":A",), changed="10 is approached as the embedding grows wider",
        cites="Equation (2), A", section="App. E", title="A is above 10, and 16 at most",
        says=bound(sp.Integer(10), "<", A, "<=", sp.Integer(16)),
        derivation={
            "lower": chain(
                A, ("=", 10 + 6 / width, Cite("niu2024/equation_2_constant+count", "identity")),
                (">", sp.Integer(10), Sign()),
            ),
            "upper": chain(
                A, ("=", 10 + 6 / width, Cite("niu2024/equation_2_constant+count", "identity")),
                ("<=", sp.Integer(16), Sign()),
            ),
        },
        try_first=({"l": 2, "d_emb": 10**30}, {"l": 24, "d_emb": 1024}),
        expects=Holds,
    ),
)  # fmt: skip
