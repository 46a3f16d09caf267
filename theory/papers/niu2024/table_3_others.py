"""The models of Table 2 beside N/D*^2 of Table 3: parameters and tokens are 1.5B and 22B, 70B and 1.4T, 16B and 100B,
8.7B and 178B, 2.4B and 140B, 1.2B and 105B.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import below, printed
from theory.quantities.table_3 import TABLE_3
from theory.verdict import Holds

ours: dict[str, Any] = {"fidelity": "ours", "cites": "Table 3, Table 2", "section": "App. F"}
BILLION = 10**9
others = tuple(
    (printed(parameters, BILLION), printed(tokens, BILLION))
    for parameters, tokens in (
        ("1.5", "22"), ("70", "1400"), ("16", "100"), ("8.7", "178"), ("2.4", "140"), ("1.2", "105"))
)  # fmt: skip
ratios = tuple(n.most / d.least**2 for n, d in others)
least = min(row.parameters.least / row.chosen.most**2 for row in TABLE_3)
first_parameters, first_tokens = others[0]

claims = (
    Claim(
        part="+below", **ours,
        reading="That N is at most a constant times D^2, with the constant of Table 3, is true of them all; that N/D^2 "
        "comes near the constant is true of none.",
        title="N/D^2 of every model of Table 2 is below 1/240 of the least N/D*^2 of Table 3, whatever was rounded",
        **below(240 * max(ratios), least), expects=Holds,
    ),
    Claim(
        part="+parameters", **ours,
        title="With the least N/D*^2 of Table 3 the 22B tokens of the first model would go with more than 380B "
        "parameters, whatever was rounded",
        **below(sp.Integer(380) * BILLION, least * first_tokens.least**2), expects=Holds,
    ),
)  # fmt: skip
