"""The models of Table 3 beside Z_t = 1, from which Proposition 5 takes N = O(D^2): with n = T_max d_emb and D ~ T_max d
there are D* / (T_max l) patterns a layer, T_max = 1024, l = 8, d_emb = 954, 1280 and 1440.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import below
from theory.quantities.table_3 import CONTEXT, LAYERS, TABLE_3
from theory.verdict import Holds

ours: dict[str, Any] = {"fidelity": "ours", "cites": "Table 3, the dimension", "section": "App. F"}
one, _, three = TABLE_3
n = sp.Integer(CONTEXT * one.width)
d_t = one.chosen.value / (CONTEXT * LAYERS)
full = 2 * sp.pi * sp.E
given = "The balls have the radius sqrt(n / (2 pi e)), and the data are shared evenly among the layers."
growth = (three.chosen.least**2 / three.width) / (one.chosen.most**2 / one.width)

claims = (
    Claim(
        part="+volume", **ours,
        reading=f"{given} Z_t = 1 is read as d_t V_n(r) = 1, the upper bound of Eq. (14): by forced_dimension n is "
        "then d_t^2 / pi, to 1/2.",
        title="For the first model of Table 3 d_t^2 / pi is more than 220 times n",
        **below(220 * n, d_t**2 / sp.pi), expects=Holds,
    ),
    Claim(
        part="+integral", **ours,
        reading=f"{given} Z_t = 1 is read as that for the integral: by forced_dimension n is then below 2 pi e "
        "log d_t.",
        title="For the first model of Table 3 n is more than 5600 times 2 pi e log d_t",
        **below(5600 * full * sp.log(d_t), n), expects=Holds,
    ),
    Claim(
        part="+formula", **ours,
        reading=f"{given} Z_t = 1 is read as that for the lower bound of Eq. (14), or for the formula with gamma(n, "
        "r): by forced_dimension n is then below 2 pi e (log d_t)^2.",
        title="For the first model of Table 3 n is more than 550 times 2 pi e (log d_t)^2",
        **below(550 * full * sp.log(d_t) ** 2, n), expects=Holds,
    ),
    Claim(
        part="+varies", **ours,
        reading="With the upper bound of Eq. (14) Z_t = 1 makes n proportional to D^2, but for 1/2, where l and T_max "
        "are the same; n is proportional to d_emb.",
        title="From the first model of Table 3 to the third D*^2 / d_emb grows by more than 38 percent, whatever was "
        "rounded",
        **below(sp.Rational("1.38"), growth), expects=Holds,
    ),
)  # fmt: skip
