"""Values of Lambert's function: W(0) = 0, W(e) = 1, W(-1/e) = -1, W(e^(1+e)) = e, W(2 ln 2) = ln 2, W(1) = 0.56714329.

W is the inverse of w e^w.  Left out are the values that are immediate, the complex values W(-pi/2)
and W(-1), and the integral for W(1).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Sign
from theory.statement import Identity, bound
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A31, in part", "section": "App. A.2"}

least, most = sp.Rational("0.56714329"), sp.Rational("0.56714330")


def at(value: sp.Expr) -> sp.Expr:
    """What W maps to the value."""
    return value * sp.exp(value)


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="W(2 ln 2) = ln 2.", title="ln(2) e^(ln 2) = 2 ln 2",
        says=Identity(at(sp.log(2)), 2 * sp.log(2)),
        derivation={"identity": chain(at(sp.log(2)), ("=", 2 * sp.log(2), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="W(1) = 0.56714329, as all of its digits say.",
        title="w e^w is below 1 at 0.56714329",
        says=bound(at(least), "<", 1),
        derivation={"bound": chain(at(least), ("<", 1, Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="W(1) = 0.56714329, as all of its digits say.",
        title="w e^w is above 1 at 0.56714330",
        says=bound(1, "<", at(most)),
        derivation={"bound": chain(1, ("<", at(most), Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
