"""The integral of a function of the distance over a ball of R^n is one over the radius (polar coordinates)."""

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

claims = (
    Claim(
        fidelity="ours", cites="Integration in polar coordinates", section="Vectors",
        title="The integral of a radial function over a ball",
        says=Standard(
            "For a continuous function f the integral of f(the length of y) over the ball of radius r around 0 in n "
            "dimensions is the integral over t, from 0 to r, of f(t) times t to the power n - 1, times the area of the "
            "unit sphere, which is 2 times pi to the power n/2 over Gamma(n/2).",
            "G. B. Folland, Real Analysis, 2nd edition, Wiley 1999, Theorem 2.49, Corollary 2.51 and Proposition 2.54",
        ),
        expects=Holds,
    ),
)  # fmt: skip
