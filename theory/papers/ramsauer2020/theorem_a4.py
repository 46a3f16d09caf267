"""Patterns placed on a sphere: at least N = 2^(3(d-1)) can be stored.

beta = 1; M = 5 sqrt(d-1) and d >= 3, or M = 4 sqrt(d-1) and d >= 13.  The proof places N points with least angle
pi/4 in R^d, where there are fewer by the volumes of balls around them, so that it does not show the theorem.
"""

from theory.claims import Claim
from theory.statement import Unstated
from theory.verdict import Open

claims = (
    Claim(
        cites="Theorem A4",
        section="App. A.1.6.1",
        title="Exponentially many patterns can be placed so that they are stored (radius 5 sqrt(d - 1))",
        says=Unstated(
            "for beta = 1 one can place 2 to the power 3 (d - 1) patterns on the sphere of radius M that can be "
            "stored, for M = 5 sqrt(d - 1) and d of 3 or more, or M = 4 sqrt(d - 1) and d of 13 or more",
            "that some placement exists cannot be stated here. The printed proof takes one with angles of 45 "
            "degrees, which does not exist; another may do",
        ),
        paper_uses=("ramsauer2020/placement:B",),
        expects=Open,
    ),
)
