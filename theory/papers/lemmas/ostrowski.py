"""A bounded sequence whose steps tend to 0 has a connected compact set of limit points (Ostrowski)."""

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

claims = (
    Claim(
        fidelity="ours", cites="Limit points of short steps", section="Fixed points",
        title="A bounded sequence whose steps tend to 0 has a connected compact set of limit points",
        says=Standard(
            "The limit points of a bounded sequence of points of a Euclidean space form a connected compact set if the "
            "distances between consecutive points tend to 0, so that it converges if they are finitely many.",
            "A. M. Ostrowski, Solution of Equations and Systems of Equations, 2nd edition, Academic Press 1966, "
            "Theorem 28.1",
        ),
        expects=Holds,
    ),
)  # fmt: skip
