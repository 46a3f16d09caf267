"""On Question-Formation, with D = 2M tokens of 68 words, training losses settle at about 1, as predicted in
Proposition 4.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.quantities.token_entropy import LineTokens, TokenEntropy
from theory.statement import Bound, NoMeaning, bound
from theory.verdict import Fails, Holds, Open

here: dict[str, Any] = {"cites": "Appendix F.2, Question-Formation", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
LINES, MILLION, half = sp.Integer(100_000), sp.Integer(10**6), sp.Rational(1, 2)
drawn = (
    "Lines are drawn one by one from the grammar of McCoy et al. 2020, with the shares measured on their dev and test "
    "lines to a tenth of a percent; that in a split no line comes twice is left out of account."
)
entropy = (
    f"{drawn} The entropy of a line over its mean number of tokens is the least expected loss, nats over tokens, that "
    "any model can have, by Gibbs' inequality; a model that knows the law has it."
)
with_end, without_end = (TokenEntropy(sp.S.One, sp.Integer(ends)) for ends in (1, 0))
tokens = LineTokens(sp.S.One, sp.S.One)


def within(value: sp.Expr, decimal: str) -> Bound:
    """From this decimal to the next with as many digits."""
    least = sp.Rational(decimal)
    return bound(least, "<=", value, "<=", least + sp.Rational(1, 10 ** len(decimal.partition(".")[2])))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{drawn} D = 2M, to the nearest million, is the mean number of tokens in 100,000 training lines: "
        "source, task, target and one end token.",
        title="100,000 lines of Question-Formation have 2 million tokens in the mean, to the nearest million",
        says=bound((2 - half) * MILLION, "<=", LINES * tokens, "<", (2 + half) * MILLION),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{entropy} Proposition 4 puts it at 1 or more, the end token being counted.",
        title="At the measured shares the entropy of the lines is at least 1 a token, end tokens counted",
        says=bound(1, "<=", with_end),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{entropy} Proposition 4 puts it at 1 or more, the end token, which is certain, not being counted.",
        title="At the measured shares the entropy of the lines is at least 1 a token, end tokens left out",
        says=bound(1, "<=", without_end),
        expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="That the losses settle at about 1 shows what Proposition 4 predicts.",
        title="Losses of about 1 as evidence for Proposition 4",
        says=NoMeaning(
            "It says that a number speaks for a bound, and not which numbers would have spoken against it. What losses "
            "of these lines settle at depends on the entropy of the lines and on how many tokens they are written in; "
            "1 in Proposition 4 depends on neither."
        ),
        expects=Open,
    ),
    Claim(
        part="+with_end", fidelity="repaired", repairs=(":B",), changed="0.9959 in place of 1", **here, reading=entropy,
        title="The entropy of the lines a token, end tokens counted, to four decimals",
        says=within(with_end, "0.9959"),
        expects=Holds,
    ),
    Claim(
        part="+without_end", **ours, reading=entropy,
        title="The entropy of the lines a token, end tokens left out, to four decimals",
        says=within(without_end, "1.0405"),
        expects=Holds,
    ),
    Claim(
        part="+perplexity", **ours, reading=entropy,
        title="The perplexity of the lines, end tokens counted, to three decimals",
        says=within(sp.exp(with_end), "2.707"),
        expects=Holds,
    ),
    Claim(
        part="+no_target", **ours, reading=f"{entropy} Sentence, full stop, task and end token, and no target.",
        title="The entropy of the lines without their targets, a token, to four decimals",
        says=within(TokenEntropy(sp.S.Zero, sp.S.One), "1.8349"),
        expects=Holds,
    ),
    Claim(
        part="+four_targets", **ours,
        reading=f"{entropy} A target adds none, being a function of sentence and task. So what losses settle at is a "
        "matter of how the lines are written, too.",
        title="With the target written four times the entropy of the lines is below 1/2 a token",
        says=bound(TokenEntropy(sp.Integer(4), sp.S.One), "<", half),
        expects=Holds,
    ),
    Claim(
        part="+stored", **ours,
        reading="A model that has stored 100,000 different lines, and gives each 1/100,000, has this training loss, "
        "nats over tokens, where they have as many tokens in the mean as lines that are drawn. No model has a smaller "
        "one, by token_loss+lengths. A model whose training loss is about 1 has not stored them in this sense.",
        title="The logarithm of 100,000 over the mean number of tokens in a line, to four decimals",
        says=within(sp.log(LINES) / tokens, "0.4926"),
        expects=Holds,
    ),
)  # fmt: skip
