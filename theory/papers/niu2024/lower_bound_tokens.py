"""The minimum achievable cross-entropy loss is bounded from below by a constant approximately equal to 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Scaled
from theory.statement import bound
from theory.symbols import d, i, k, level, of_tokens, t, tokens
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Proposition 4, abstract of version 1, for tokens", "section": "5.1"}
each_given = (
    "The loss of Appendix E, a token, over d sequences of T tokens, each as likely as the others; p_it is the "
    "probability of the t-th token of the i-th, given what comes before it, so that the sequence has the product of "
    "them. "
)
distinct = f"{each_given}The sequences are distinct, so that their probabilities add up to at most 1."
loss = -Sum.over(Sum.over(sp.log(of_tokens[i, t]), t, tokens), i, d) / (d * tokens)
probabilities = Vector(sp.exp(Sum.over(sp.log(of_tokens[k, t]), t, tokens)), k, d)
possible = Relation(Sum(probabilities), "<=", sp.S.One)
memorised = Relation(1 / d, "<=", Min(probabilities))
needed = sp.exp(level * tokens)
just_below = sp.floor(sp.log(2) / 2 * 10**20) / sp.Integer(10) ** 20
pair = {"d": 2, "T_seq": 2, "p_token": [["1/2", "1"], ["1", "1/2"]]}
one = {"d": 1, "T_seq": 1, "p_token": [["1"]]}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{distinct} About 1 is taken as 1/2 at least.",
        title="The loss a token is at least one half",
        says=bound(sp.Rational(1, 2), "<=", loss),
        hypotheses=(possible,),
        try_first=(one, pair),
        expects=Fails,
    ),
    Claim(
        part="+many", fidelity="repaired", repairs=(":A",), **here, reading=distinct,
        changed="exp(T / 2) sequences or more; for a loss of L_0 at least, exp(L_0 T)",
        title="The loss a token is at least L_0 where there are exp(L_0 T) distinct sequences or more",
        says=bound(level, "<=", loss),
        hypotheses=(possible, Relation(needed, "<=", d)),
        derivation={"bound": chain(
            level,
            ("<=", sp.log(d) / tokens, Scaled(tokens, chain(
                level * tokens, ("<=", sp.log(d), Monotone(Hypothesis()))))),
            ("<=", loss, Cite("niu2024/token_loss")),
        )},
        try_first=({"d": 4, "T_seq": 1, "p_token": [["1/4"]] * 4, "L_0": 1}, pair | {"L_0": str(just_below)}),
        expects=Holds,
    ),
    Claim(
        part="+few", fidelity="ours", **here, reading=each_given.strip(),
        title="With fewer than exp(L_0 T) sequences a model that gives each 1 / d or more has a loss below L_0 a token",
        says=bound(loss, "<", level),
        hypotheses=(memorised, Relation(d, "<", needed)),
        derivation={"bound": chain(
            loss,
            ("<=", sp.log(d) / tokens, Cite("niu2024/token_loss+memorised")),
            ("<", level, Scaled(tokens, chain(sp.log(d), ("<", level * tokens, Monotone(Hypothesis()))))),
        )},
        try_first=({"d": 2, "T_seq": 1, "p_token": [["1/2"], ["1/2"]], "L_0": 1},
                   pair | {"L_0": 1}, pair | {"L_0": str(just_below + sp.Rational(1, 10**20))}),
        expects=Holds,
    ),
)  # fmt: skip
