"""For the expected least angle, c^((d-1)/4) random patterns can be stored where (387) holds.

M = K sqrt(d-1), c >= 1 with (387): (1/5) (d-1) K^2 c^-1 (1 - ln(d-1)/(d-1))^2
>= 2/(beta c^((d-1)/4)) + beta^-1 ln(2 c^((d-1)/2) beta (d-1) K^2).
"""

from theory.claims import Claim
from theory.statement import Unstated
from theory.verdict import Open

claims = (
    Claim(
        cites="Theorem A7",
        section="App. A.1.6.1",
        title="For the expected least angle exponentially many random patterns can be stored",
        says=Unstated(
            "for the expected minimal separation at least c to the power (d - 1)/4 random patterns can be stored, "
            "for every c of 1 or more with (387)",
            "the number that can be stored for an expected separation is a statement on chance, which cannot be "
            "stated here. What is derived is the step from that angle to the condition of Lemmas A5 to A7; the "
            "example is a claim of its own",
        ),
        paper_uses=("ramsauer2020/lemma_a16:A",),
        expects=Open,
    ),
)
