"""In dimension d = 1 + W(a e^(-b))/a, with probability 1 - p, at least sqrt(p) c^((d-1)/4) patterns can be stored.

0 < p <= 1, radius K sqrt(d-1), a = ln(c)/2 - K^2 beta/(5 c), b = 1 + ln(2 p beta K^2), (359) to (361).
"""

from theory.claims import Claim
from theory.statement import Unstated
from theory.verdict import Open

claims = (
    Claim(
        cites="Theorem A6",
        section="App. A.1.6.1",
        title="A dimension in which exponentially many random patterns can be stored with probability 1 - p",
        says=Unstated(
            "in the dimension d of Eq. (359), with probability 1 - p, at least sqrt(p) times c to the power (d - "
            "1)/4 random patterns can be stored",
            "a chance over random patterns cannot be stated here. What is derived is the step from their angles "
            "to the condition of Lemmas A5 to A7, and what the dimension is for",
        ),
        paper_uses=("ramsauer2020/lemma_a13:A",),
        expects=Open,
    ),
)
