"""S_i = {xi : ||xi - x_i|| <= 1 / (beta N M)}, the sphere around the pattern x_i."""

from theory.claims import Claim
from theory.statement import NoMeaning
from theory.verdict import Open

claims = (
    Claim(
        cites="Definition 3", section="App. A.1.5.3", title="The sphere around a pattern",
        says=NoMeaning(
            "A definition gives a name and asserts nothing. The set is a closed ball; where all patterns are 0 its "
            "radius is not defined."
        ),
        expects=Open,
    ),
)  # fmt: skip
