"""If the balls overlap, relaxations as in Saha et al. 2023, Eq. (7), can be made."""

from theory.claims import Claim
from theory.statement import NoMeaning
from theory.verdict import Open

claims = (
    Claim(
        cites="Remark 1", section="3", title="Relaxations for overlapping balls",
        says=NoMeaning(
            "It says that a definition can be relaxed, and neither how it reads then nor which of the results remain, "
            "so there is nothing in it to be true or false."
        ),
        expects=Open,
    ),
)  # fmt: skip
