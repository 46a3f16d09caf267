"""OpenWebText, 8,013,769 documents and 9B tokens: 80K chunks of 256 tokens (Section 5.3 says 100K).

On 25, 50, 75 and 100 % of the vectors mean and median are about 20 in all cases; both decrease as the sample grows.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import between, rounds, same
from theory.statement import NoMeaning, bound
from theory.verdict import Fails, Holds, Open

here: dict[str, Any] = {"cites": "Appendix F.1, the chunks", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
THOUSAND = 10**3
in_appendix, in_section = sp.Integer(80) * THOUSAND, sp.Integer(100) * THOUSAND
documents, tokens, length = sp.Integer(8_013_769), 9 * sp.Integer(10**9), sp.Integer(256)


claims = (
    Claim(
        part=":A", fidelity="reading", reading="Both say how many chunks there were, to the nearest thousand.", **here,
        title="80K and 100K may be one number that is rounded to thousands",
        says=bound(in_section - in_appendix, "<=", sp.Integer(THOUSAND)), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading="Section 5.3 gives the number of Appendix F.1 to one digit, to the "
        "nearest hundred thousand.", **here,
        title="80K is 100K to the nearest hundred thousand",
        **between(in_section / 2, in_appendix, in_section * sp.Rational(3, 2)), expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Mean and median decrease from each of the four samples to the next.",
        title="The distance to the nearest neighbour as the sample grows",
        says=NoMeaning(
            "It reports what four samples came to, and prints one number for all of them, about 20: nothing by which a "
            "decrease could be told from none. Of samples that are parts of one another each distance can only "
            "decrease; the mean over more vectors need not."
        ),
        expects=Open,
    ),
    Claim(
        part="+apart", fidelity="repaired", repairs=(":A",), changed="a quarter more in place of the same", **here,
        title="100K is a quarter more than 80K",
        **same(in_section, sp.Rational(5, 4) * in_appendix), expects=Holds,
    ),
    Claim(
        part="+tokens", **ours, title="80K chunks of 256 tokens are 20.48 million tokens",
        **same(in_appendix * length, sp.Rational("20.48") * 10**6), expects=Holds,
    ),
    Claim(
        part="+share", **ours, title="80K chunks of 256 tokens are 0.23 percent of 9 billion tokens, to two decimals",
        **rounds(100 * in_appendix * length / tokens, "0.23"), expects=Holds,
    ),
    Claim(
        part="+documents", **ours,
        title="With 9 billion tokens the 8,013,769 documents have 1123 tokens in the mean, to the nearest",
        **rounds(tokens / documents, "1123"), expects=Holds,
    ),
)  # fmt: skip
