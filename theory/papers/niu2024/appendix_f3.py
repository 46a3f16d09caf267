"""Models with l = 8 and context 1024 are trained on "eight data sizes from 167.06M to 333.17M tokens", 491,520 tokens
an iteration. The sizes in Table 3 are 167.06M, 190.38M, 214.18M, 237.98M, 261.78M, 285.57M, 309.37M and 333.17M.
"""

from itertools import pairwise
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import below, rounds, same
from theory.quantities.table_3 import CONTEXT, TABLE_3
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Appendix F.3, the data sizes", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
MILLION, A_READ = 10**6, sp.Integer(491_520)
sizes = tuple(sorted({size for row in TABLE_3 for size in row.data}, key=lambda size: size.value))
steps = tuple((b.least - a.most, b.most - a.least) for a, b in pairwise(sizes))
first_most, least_other = steps[0][1], min(least for least, _ in steps[1:])
unit = sp.Rational("23.7979") * MILLION
farthest = max(abs(size.value - k * unit) for k, size in enumerate(sizes[1:], start=8))
unit_most = min(size.most / k for k, size in enumerate(sizes[1:], start=8))


claims = (
    Claim(
        **here,
        title="There are eight data sizes in Table 3", **same(sp.Integer(len(sizes)), sp.Integer(8)), expects=Holds,
    ),
    Claim(
        part="+first_step", **ours,
        title="The first step from size to size is shorter than every other by 0.45M tokens or more, whatever was "
        "rounded",
        **below(first_most + sp.Rational("0.45") * MILLION, least_other, "<="), expects=Holds,
    ),
    Claim(
        part="+multiples", **ours,
        title="The sizes from 190.38M on are 8, 9, .. 14 times 23.7979M tokens, to what rounding allows",
        **below(farthest, sp.Rational("0.005") * MILLION, "<="), expects=Holds,
    ),
    Claim(
        part="+least_size", **ours,
        reading="So with 167.06M the sizes are not multiples of one number; with 166.58M or 166.59M they would be.",
        title="Seven times a number whose multiples by 8, 9, .. 14 are printed as the others is below 167.06M by "
        "0.46M tokens or more",
        **below(7 * unit_most + sp.Rational("0.46") * MILLION, sizes[0].least, "<="), expects=Holds,
    ),
    Claim(
        part="+sequences", **ours, title="The 491,520 tokens of an iteration are 480 sequences of 1024 tokens",
        **same(A_READ, 480 * sp.Integer(CONTEXT)), expects=Holds,
    ),
    Claim(
        part="+iterations", **ours,
        title="The step of 23.7979M tokens is 48.4 iterations, to one decimal",
        **rounds(unit / A_READ, "48.4"), expects=Holds,
    ),
)  # fmt: skip
