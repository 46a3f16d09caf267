"""f(x + h) - f(x) = (integral_0^1 J(x + t h) dt) h, f continuously differentiable on an open set with the segment."""

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

claims = (
    Claim(
        cites="Lemma A32", section="App. A.2",
        title="The mean value theorem: the increment is the averaged Jacobian times the change",
        says=Standard(
            "Where a map between Euclidean spaces is continuously differentiable on an open set that holds the segment "
            "between two points, its increment between them is the integral of its Jacobian over the segment, applied "
            "to their difference.",
            "W. Rudin, Principles of Mathematical Analysis, third edition, 1976, Theorem 6.21 with Theorem 9.15, the "
            "fundamental theorem of calculus along the segment",
        ),
        expects=Holds,
    ),
)  # fmt: skip
