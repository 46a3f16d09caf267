"""For beta < 2 m softmax(beta x) is contractive on U, where it is (2 beta m)-Lipschitz and m is at most 1/4."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Moving
from theory.statement import bound
from theory.symbols import beta, most_spread
from theory.verdict import Holds

steep = 2 * beta * most_spread
quarter = Relation(most_spread, "<=", sp.Rational(1, 4))
here: dict[str, Any] = {"cites": "Lemma A25, contraction", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="For beta < 2 m the Lipschitz constant 2 beta m of softmax is below 1",
        says=bound(steep, "<", 1), hypotheses=(quarter, Relation(beta, "<", 2 * most_spread)),
        derivation={
            "bound": chain(steep, ("<", 1, Cite("ramsauer2020/lemma_a25_contraction+two"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", **here, sharpens=("",),
        title="For beta < 2 the Lipschitz constant 2 beta m of softmax is below 1, as m is at most 1/4",
        says=bound(steep, "<", 1), hypotheses=(quarter, Relation(beta, "<", sp.S(2))),
        derivation={
            "bound": chain(
                steep,
                ("<=", 2 * beta * sp.Rational(1, 4), Monotone(Hypothesis())),
                ("<", 1, Moving(chain(beta, ("<", sp.S(2), Hypothesis())))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
