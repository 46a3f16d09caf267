"""A bounded sequence in R^n has a limit point (Bolzano and Weierstrass)."""

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

claims = (
    Claim(
        fidelity="ours", cites="The theorem of Bolzano and Weierstrass", section="Fixed points",
        title="A bounded sequence has a convergent subsequence",
        says=Standard(
            "Every bounded sequence of points of a Euclidean space has a subsequence that converges.",
            "W. Rudin, Principles of Mathematical Analysis, 3rd edition, McGraw-Hill 1976, Theorem 3.6 (b)",
        ),
        expects=Holds,
    ),
)  # fmt: skip
