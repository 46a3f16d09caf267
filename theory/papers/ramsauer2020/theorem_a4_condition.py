"""Patterns placed on a sphere: at least N = 2^(3(d-1)) can be stored.

beta = 1; M = 5 sqrt(d-1) and d >= 3, or M = 4 sqrt(d-1) and d >= 13.  The proof places N points with least angle
pi/4 and checks M^2 (1 - sqrt(2)/2) >= 2^(-(3(d-1)-1)) + ln(2 M^2) + 6 (d-1) ln 2.  That condition is what is stated
here; that the points cannot be placed is stated with the step that places them.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Sign
from theory.papers.ramsauer2020._placed_patterns import asked, from_dimension
from theory.statement import bound
from theory.symbols import n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem A4, the condition", "section": "App. A.1.6.1"}

apart = 1 - sp.sqrt(2) / 2
large, small = sp.Integer(25), sp.Integer(16)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The condition of the proof, for M = 5 sqrt(d-1) and d >= 3.",
        paper_uses=("ramsauer2020/placement:B",),
        title="25 (1 - cos(pi/4)) (n - 1) is at least what Eq. (311) asks for at N = 8^(n-1), for n >= 3",
        says=bound(asked(large, 3), "<=", large * apart * (n - 1)),
        hypotheses=(Relation(sp.Integer(3), "<=", n),),
        derivation={"bound": from_dimension(large, apart, 3, 3)},
        try_first=tuple({"n": k} for k in (3, 4, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The condition of the proof, for M = 4 sqrt(d-1) and d >= 13.",
        paper_uses=("ramsauer2020/placement:B",),
        title="16 (1 - cos(pi/4)) (n - 1) is at least what Eq. (311) asks for at N = 8^(n-1), for n >= 13",
        says=bound(asked(small, 3), "<=", small * apart * (n - 1)),
        hypotheses=(Relation(sp.Integer(13), "<=", n),),
        derivation={"bound": from_dimension(small, apart, 3, 13)},
        try_first=tuple({"n": k} for k in (13, 14, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part="+not_2", fidelity="ours", **here,
        title="25 (1 - cos(pi/4)) is less than what Eq. (311) asks for at n = 2",
        says=bound(large * apart, "<", asked(large, 3, sp.Integer(2))),
        derivation={"bound": chain(large * apart, ("<", asked(large, 3, sp.Integer(2)), Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+not_12", fidelity="ours", **here,
        title="16 (1 - cos(pi/4)) (n - 1) is less than what Eq. (311) asks for at n = 12",
        says=bound(small * apart * 11, "<", asked(small, 3, sp.Integer(12))),
        derivation={"bound": chain(small * apart * 11, ("<", asked(small, 3, sp.Integer(12)), Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
