"""GPT-2 small is trained on 100 %, 1 % and 0.1 % of OpenWebText for a typical training time, to show over-fitting and
the dynamics of the loss (version 1, Section 6.2).
"""

from theory.claims import Claim
from theory.statement import NoMeaning
from theory.verdict import Open

claims = (
    Claim(
        cites="Version 1, Section 6.2", section="5.3", title="Training on fractions of OpenWebText",
        says=NoMeaning(
            "It says what was trained on what, and points to a figure: no loss, no number of steps and no size at "
            "which over-fitting begins is printed, so there is nothing in it to be true or false. Version 2 has no "
            "such section."
        ),
        expects=Open,
    ),
)  # fmt: skip
