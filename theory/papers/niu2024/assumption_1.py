"""Pre-training stores the latent training samples as patterns rho^1, ..., rho^d in R^n."""

from theory.claims import Claim
from theory.statement import NoMeaning
from theory.verdict import Open

claims = (
    Claim(
        cites="Assumption 1", section="3", title="Pre-training stores the training samples",
        says=NoMeaning(
            "An assumption on training that names neither the training nor the map from a sample to its latent "
            "pattern: it can be granted, and then rho^1, ..., rho^d are any points of R^n, but nothing that is defined "
            "here could decide it."
        ),
        expects=Open,
    ),
)  # fmt: skip
