"""The integral of exp(-||y||^2) over R^n is pi^(n/2), and most of it lies within a ball."""

import sympy as sp

from theory.claims import Claim
from theory.quantities import BallMass
from theory.statement import Standard, bound
from theory.symbols import n, radius
from theory.verdict import Holds

whole = sp.pi ** (n / 2)

claims = (
    Claim(
        fidelity="ours", cites="The Gaussian integral", section="Vectors",
        title="The integral of exp(-||y||^2) over a ball is below pi^(n/2), and near it for large radii",
        says=Standard(
            bound(whole * (1 - 2 ** (n / 2) * sp.exp(-(radius**2) / 2)), "<=", BallMass(n, radius), "<", whole),
            "G. B. Folland, Real Analysis, 2nd edition, Wiley 1999, Proposition 2.53, for the value; the tail is "
            "Chernoff's bound for the squared length of a normal vector, as in S. Boucheron, G. Lugosi and P. Massart, "
            "Concentration Inequalities, Oxford 2013, Section 2.2",
        ),
        expects=Holds,
    ),
)  # fmt: skip
