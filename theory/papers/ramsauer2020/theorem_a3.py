"""Patterns placed on a sphere: at least N = 2^(2(d-1)) can be stored.

beta = 1; M = 2 sqrt(d-1) and d >= 4, or M = 1.7 sqrt(d-1) and d >= 50.  The proof places N points with least angle
pi/2 in R^d, where there are at most 2 d such points, so that it does not show the theorem.
"""

from theory.claims import Claim
from theory.statement import Unstated
from theory.verdict import Open

claims = (
    Claim(
        cites="Theorem A3",
        section="App. A.1.6.1",
        title="Exponentially many patterns can be placed so that they are stored (radius 2 sqrt(d - 1))",
        says=Unstated(
            "for beta = 1 one can place 2 to the power 2 (d - 1) patterns on the sphere of radius M that can be "
            "stored, for M = 2 sqrt(d - 1) and d of 4 or more, or M = 1.7 sqrt(d - 1) and d of 50 or more",
            "that some placement exists cannot be stated here. The printed proof takes one with right angles, "
            "which does not exist; another may do",
        ),
        paper_uses=("ramsauer2020/placement:A",),
        expects=Open,
    ),
)
