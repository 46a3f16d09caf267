"""Pre-training cross-entropy losses all satisfy L > 1 (of Table 2).

Parameters, tokens and reported loss: Transformer 1.5B, 22B, 2.5; Chinchilla 70B, 1.4T, 2.2; PaLM 2 16B, 100B, 2.4;
GPT-2 8.7B, 178B, 2.3; MiniCPM 2.4B, 140B, 2.4; Nanotron 1.2B, 105B, 2.4.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Hypothesis, Scaled, Sign
from theory.statement import bound
from theory.verdict import Holds

reported = tuple(map(sp.Rational, ("2.5", "2.2", "2.4", "2.3", "2.4", "2.4")))
rounding = sp.Rational(1, 20)
least, most = min(reported) - rounding, max(reported) + rounding
pieces = sp.Symbol("a_T", positive=True)

claims = (
    Claim(
        cites="Table 2", section="5.2", title="The least loss of Table 2 is above 1, whatever was rounded",
        reading="The losses are printed to one decimal, so the least may be lower by 1/20.",
        says=bound(1, "<", least),
        derivation={"bound": chain(1, ("<", least, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+pieces", fidelity="ours", cites="Table 2", section="5.2",
        title="With more than 2.55 pieces a token, bytes say, the largest loss of Table 2 is below 1 for each piece",
        says=bound(most / pieces, "<", 1),
        hypotheses=(Relation(most, "<", pieces),),
        derivation={"bound": chain(most / pieces, ("<", 1, Scaled(pieces, chain(
            most, ("<", pieces, Hypothesis())))))},
        try_first=({"a_T": 4},),
        expects=Holds,
    ),
)  # fmt: skip
