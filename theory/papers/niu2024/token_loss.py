"""The loss is -(1/D) sum_i log p_theta(x_i) over tokens, and perplexity is its exponential."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Jensen, Monotone, Scaled, Squeezed
from theory.quantities import CrossEntropy, Softmax, SoftmaxEntropy
from theory.statement import Identity, bound
from theory.symbols import d, i, k, lengths, model, n, of_sequences, of_tokens, t, tokens, x
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Appendix E, the loss over tokens", "section": "App. E"}
T = tokens
each_given = (
    "There are d sequences of T tokens, each as likely as the others; p_it is the probability of the t-th token of the "
    "i-th, given what comes before it, so that the sequence has the product of them. "
)
distinct = f"{each_given}The sequences are distinct, so that their probabilities add up to at most 1."


def logarithm(at: sp.Expr) -> sp.Expr:
    """The logarithm of the probability of a sequence."""
    return Sum.over(sp.log(of_tokens[at, t]), t, T)


def surprisal(of: sp.Expr) -> sp.Expr:
    """What a log-probability adds to a mean over the sequences."""
    return -Sum.over(of, i, d)


loss = surprisal(logarithm(i)) / (d * T)
probabilities = Vector(sp.exp(logarithm(k)), k, d)
possible = Relation(Sum(probabilities), "<=", sp.S.One)
uneven = Relation(sp.S.Zero, "<", Sum.over((1 / d - probabilities.at(i)) ** 2, i, d))
memorised = Relation(1 / d, "<=", Min(probabilities))
as_sequences = {n: d, model: probabilities}
floor = chain(
    sp.log(d) / T,
    ("<=", surprisal(logarithm(i)) / d / T, Monotone(Cite("niu2024/gibbs_bound+uniform", at=as_sequences))),
    ("=", loss, Algebra()),
)  # fmt: skip
each_memorised = chain(
    -sp.log(d),
    ("=", sp.log(1 / d), Algebra()),
    ("<=", logarithm(i), Monotone(chain(
        1 / d, ("<=", Min(probabilities), Hypothesis()), ("<=", probabilities.at(i), Entry(i))))),
)  # fmt: skip
ceiling = chain(
    loss,
    ("<=", surprisal(-sp.log(d)) / (d * T), Monotone(each_memorised, (i,))),
    ("=", sp.log(d) / T, Algebra()),
)  # fmt: skip
remembered = tuple(
    {"d": len(rows), "T_seq": len(rows[0]), "p_token": rows}
    for rows in ([["1"]], [["1/2", "1"], ["1", "1/2"]], [["1/4"]] * 4, [["1/2", "1/2", "1"]] * 4)
)

X, q = x.vector(), model.vector()
mean_loss, mean, mean_inverse = -Sum.over(sp.log(model[i]), i, n) / n, Sum(q) / n, Sum.over(1 / model[i], i, n) / n
even = Vector(1 / n, i, n)
all_tokens, all_surprisals = Sum(lengths.vector()), surprisal(sp.log(of_sequences[i]))
right = CrossEntropy(X, Vector(Softmax(X, k), k, n))

claims = (
    Claim(
        **here, reading=distinct,
        title="Over d distinct sequences of T tokens, the loss a token is at least (log d) / T",
        says=bound(sp.log(d) / T, "<=", loss),
        hypotheses=(possible,),
        derivation={"bound": floor},
        try_first=remembered,
        expects=Holds,
    ),
    Claim(
        part="+strict", **here, reading=distinct,
        title="It is above (log d) / T unless each sequence has probability 1 / d",
        says=bound(sp.log(d) / T, "<", loss),
        hypotheses=(possible, uneven),
        derivation={"bound": chain(
            sp.log(d) / T,
            ("<", surprisal(logarithm(i)) / d / T, Monotone(Cite(
                "niu2024/gibbs_bound+uniform_strict", at=as_sequences))),
            ("=", loss, Algebra()),
        )},
        try_first=({"d": 2, "T_seq": 1, "p_token": [["1/2"], ["1/4"]]},),
        expects=Holds,
    ),
    Claim(
        part="+memoriser", **here, reading=distinct,
        title="A model that gives each of the d sequences 1 / d has a loss of (log d) / T a token",
        says=Identity(loss, sp.log(d) / T),
        hypotheses=(possible, memorised),
        derivation={"identity": chain(loss, ("=", sp.log(d) / T, Squeezed(ceiling, chain(
            loss, (">=", sp.log(d) / T, Cite("niu2024/token_loss"))))))},
        try_first=remembered,
        expects=Holds,
    ),
    Claim(
        part="+memorised", **here, reading=each_given.strip(),
        title="A model that gives each of the d sequences 1 / d or more has a loss of (log d) / T a token or less",
        says=bound(loss, "<=", sp.log(d) / T),
        hypotheses=(memorised,),
        derivation={"bound": ceiling},
        try_first=remembered,
        expects=Holds,
    ),
    Claim(
        part="+lengths", **here,
        reading="Of d sequences, equally likely, the i-th has T_i tokens and probability P_i; none is the beginning of "
        "another, as with an end mark, so that the probabilities add up to at most 1.",
        title="Where lengths differ the loss a token is at least d log d over the number of tokens",
        says=bound(d * sp.log(d) / all_tokens, "<=", all_surprisals / all_tokens),
        hypotheses=(Relation(Sum(of_sequences.vector()), "<=", sp.S.One),),
        derivation={"bound": chain(
            d * sp.log(d) / all_tokens,
            ("<=", all_surprisals / all_tokens, Monotone(Scaled(1 / d, chain(sp.log(d), ("<=", all_surprisals / d, Cite(
                "niu2024/gibbs_bound+uniform", at={n: d, model: of_sequences.vector()})))))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+law", **here,
        reading="Of n distinct sequences of T tokens the i-th has the share softmax(x)_i of the data, and the model "
        "gives it q_i.",
        title="Where sequences are not equally likely the loss a token is at least the entropy of their law over T",
        says=bound(SoftmaxEntropy(X) / T, "<=", CrossEntropy(X, q) / T),
        hypotheses=(Relation(Sum(q), "<=", sp.S.One),),
        derivation={"bound": chain(
            SoftmaxEntropy(X) / T, ("<=", CrossEntropy(X, q) / T, Monotone(Cite("niu2024/gibbs_bound"))))},
        expects=Holds,
    ),
    Claim(
        part="+law_memoriser", **here,
        reading="Of n distinct sequences of T tokens the i-th has the share softmax(x)_i of the data.",
        title="A model that gives each sequence its share has a loss of (log n) / T a token or less",
        says=bound(right / T, "<=", sp.log(n) / T),
        derivation={"bound": chain(
            right / T,
            ("=", SoftmaxEntropy(X) / T, Algebra()),
            ("<=", sp.log(n) / T, Monotone(Cite("lemmas/gibbs+entropy", "upper"))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+perplexity", **here, reading=distinct,
        title="The perplexity over d distinct sequences of T tokens is at least the T-th root of d",
        says=bound(sp.exp(sp.log(d) / T), "<=", sp.exp(loss)),
        hypotheses=(possible,),
        derivation={"bound": chain(
            sp.exp(sp.log(d) / T), ("<=", sp.exp(loss), Monotone(Cite("niu2024/token_loss"))),
        )},
        try_first=remembered,
        expects=Holds,
    ),
    Claim(
        part="+perplexity_memoriser", **here, reading=distinct,
        title="The perplexity of a model that gives each of the d sequences 1 / d is the T-th root of d",
        says=Identity(sp.exp(loss), sp.exp(sp.log(d) / T)),
        hypotheses=(possible, memorised),
        derivation={"identity": chain(sp.exp(loss), ("=", sp.exp(sp.log(d) / T), Monotone(Cite(
            "niu2024/token_loss+memoriser", "identity"))))},
        try_first=remembered,
        expects=Holds,
    ),
    Claim(
        part="+perplexity_means", **here, reading="The loss is over n tokens, to which the model gives q_1 .. q_n.",
        title="Perplexity is from the reciprocal of the mean probability to the mean of the reciprocals",
        says=bound(1 / mean, "<=", sp.exp(mean_loss), "<=", mean_inverse),
        derivation={
            "lower": chain(1 / mean, ("<=", sp.exp(mean_loss), Scaled(mean * sp.exp(-mean_loss), chain(
                sp.exp(-mean_loss), ("<=", mean, Jensen(even, Vector(sp.log(model[i]), i, n))))))),
            "upper": chain(
                sp.exp(mean_loss), ("<=", mean_inverse, Jensen(even, Vector(-sp.log(model[i]), i, n)))),
        },
        expects=Holds,
    ),
)  # fmt: skip
