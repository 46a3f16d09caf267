"""An angle x from 0 to pi is 4 arctan t with t from 0 to 1, and 1 - cos x is 8 t^2 / (1 + t^2)^2."""

from typing import Any

from theory.claims import Claim
from theory.statement import Standard
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The arc tangent", "section": "Numbers"}

claims = (
    Claim(
        **here, title="Every angle x from 0 to pi is 4 arctan t with t from 0 to 1, and 1 - cos x is 8 t^2/(1 + t^2)^2",
        says=Standard(
            "The tangent of a quarter of an angle from 0 to pi rises from 0 to 1, the arc tangent of t is the integral "
            "of 1 over 1 plus the square of s, for s from 0 to t, and cos x is 2 c - 1, where c is the square of 1 "
            "minus the square of t, over the square of 1 plus the square of t, by doubling the angle twice.",
            "NIST Digital Library of Mathematical Functions, 4.21.27 to 4.21.29 and 4.24.3",
        ),
        expects=Holds,
    ),
)  # fmt: skip
