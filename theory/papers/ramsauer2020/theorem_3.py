"""Random patterns on a sphere: with probability 1 - p, at least sqrt(p) c^((d-1)/4) of them can be stored.

0 < p <= 1, M = K sqrt(d-1), a = 2/(d-1) (1 + ln(2 beta K^2 p (d-1))), b = 2 K^2 beta / 5,
c = b / W_0(exp(a + ln b)), c >= (2/sqrt(p))^(4/(d-1)): N >= sqrt(p) c^((d-1)/4) with probability 1 - p.
"""

from theory.claims import Claim
from theory.statement import Unstated
from theory.verdict import Open

claims = (
    Claim(
        cites="Theorem 3",
        section="2",
        title="With probability 1 - p exponentially many random patterns can be stored",
        says=Unstated(
            "with probability 1 - p at least sqrt(p) times c to the power (d - 1)/4 random patterns on the sphere "
            "of radius K sqrt(d - 1) can be stored",
            "a chance over random patterns cannot be stated here. What is derived is the step from the angles "
            "that random patterns have by Lemma A13 to the condition of Lemmas A5 to A7, and the numbers of the "
            "examples",
        ),
        paper_uses=("ramsauer2020/lemma_a13:A",),
        expects=Open,
    ),
)
