"""A map of a complete metric space into itself that contracts distances has exactly one fixed point (Banach)."""

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

claims = (
    Claim(
        fidelity="ours", cites="Banach's fixed point theorem", section="Fixed points",
        title="A contraction has exactly one fixed point, and its iterates converge to it",
        says=Standard(
            "A map of a non-empty complete metric space into itself that multiplies every distance by at most a factor "
            "below 1 has exactly one fixed point, and the iterates of every point converge to it.",
            "S. Banach, Sur les operations dans les ensembles abstraits et leur application aux equations integrales, "
            "Fundamenta Mathematicae 3 (1922), 133-181",
        ),
        expects=Holds,
    ),
)  # fmt: skip
