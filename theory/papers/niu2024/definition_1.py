"""B_i = {x : d(x, c_i) <= r_i} contains rho^i; the pattern is stored if B_i holds a single fixed point, to which all
points of B_i converge, and the balls are disjoint; it is retrieved if the converged point is epsilon-close to that
fixed point.
"""

from theory.claims import Claim
from theory.statement import NoMeaning
from theory.verdict import Open

claims = (
    Claim(
        cites="Definition 1", section="3", title="Stored and retrieved patterns",
        says=NoMeaning(
            "A definition gives names and asserts nothing. The map whose fixed points are meant is not named in it. "
            "What the paper asserts along with it, that the centre may be taken to be the pattern, is a claim of its "
            "own."
        ),
        expects=Open,
    ),
)  # fmt: skip
