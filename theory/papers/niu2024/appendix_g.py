"""491,520 tokens an iteration; the training loss is averaged over 1000 iterations. Five runs of the first model of
Table 3 reach the same least validation loss to two decimals, at about step 6000.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import rounds, same
from theory.quantities.table_3 import TABLE_3
from theory.statement import NoMeaning
from theory.verdict import Holds, Open

here: dict[str, Any] = {"cites": "Appendix G.2, the runs", "section": "App. G"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
A_READ, STEPS, WINDOW = sp.Integer(491_520), sp.Integer(6000), sp.Integer(1000)
read, averaged = A_READ * STEPS, A_READ * WINDOW
least, most = TABLE_3[0].chosen, TABLE_3[-1].data[-1]


claims = (
    Claim(
        **here, title="Five runs that reach the same least validation loss",
        says=NoMeaning(
            "It reports what five runs of one model came to, on data of which it does not say how much, and prints no "
            "loss; nothing else in the paper says what it would have to be."
        ),
        expects=Open,
    ),
    Claim(
        part="+read", **ours, title="6000 iterations read 2,949,120,000 tokens",
        **same(read, sp.Integer(2_949_120_000)), expects=Holds,
    ),
    Claim(
        part="+passes", **ours, reading="So D counts the tokens of the data and not those that are read in training.",
        title="6000 iterations go through 214.18M tokens, the D* of the model, 13.8 times, to one decimal",
        **rounds(read / least.value, "13.8"), expects=Holds,
    ),
    Claim(
        part="+fewest_passes", **ours, title="6000 iterations go through 333.17M tokens, the largest data, 8.9 times, "
        "to one decimal",
        **rounds(read / most.value, "8.9"), expects=Holds,
    ),
    Claim(
        part="+window", **ours, reading="So the training loss is averaged over one pass at least, on every data size.",
        title="1000 iterations go through 333.17M tokens, the largest data, 1.5 times, to one decimal",
        **rounds(averaged / most.value, "1.5"), expects=Holds,
    ),
)  # fmt: skip
