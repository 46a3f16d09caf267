"""The fitted Chinchilla law, Eq. (1), tends to 1.61 >= 1, which corroborates Proposition 4."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Scaled, Sign
from theory.quantities import HOFFMANN, QUOTED, REFITTED, FittedLoss
from theory.statement import Identity, NoMeaning, bound
from theory.symbols import data, error, i, j, m, n, parameters
from theory.verdict import Holds, Open

N, D = parameters, data
constants = tuple(sp.Symbol(name, positive=True) for name in ("E_law", "A_law", "B_law", "alpha", "beta_law"))
Numbers = tuple[sp.Rational, ...]
floor, law = QUOTED[0], FittedLoss(N, D, *QUOTED)
here: dict[str, Any] = {"cites": "Section 5.1, the fitted law", "section": "5.1"}
ours: dict[str, Any] = {"fidelity": "ours", **here}


def sizes(numbers: Numbers, within: sp.Expr) -> tuple[Relation, ...]:
    """From which numbers of parameters and of tokens on the law is that near to its limit."""
    _, A, B, alpha, beta = numbers
    return (Relation(N**alpha, ">=", 2 * A / within), Relation(D**beta, ">=", 2 * B / within))


def limit(numbers: Numbers) -> dict[str, Any]:
    """The law with these numbers tends to the first of them, from above."""
    fitted, at = FittedLoss(N, D, *numbers), dict(zip(constants, numbers, strict=True))
    lower: Chain = chain(numbers[0], ("<", fitted, Cite("niu2024/equation_1+floor", at=at)))
    upper: Chain = chain(fitted, ("<=", numbers[0] + error, Cite("niu2024/equation_1+limit", "upper", at)))
    return {
        "says": bound(numbers[0], "<", fitted, "<=", numbers[0] + error),
        "hypotheses": sizes(numbers, error),
        "derivation": {"lower": lower, "upper": upper},
        "try_first": (
            {"N": 10**12, "D_data": 10**13, "epsilon": 1},
            {"N": 10**30, "D_data": 10**40, "epsilon": "1/100"},
        ),
    }


# The same text in tokens or in pieces of tokens, bytes say.
pieces = sp.Symbol("a_T", positive=True)
room = pieces - floor
chances = Family("p_piece", n, m, positive=True)
token_loss = -sp.log(sp.exp(Sum.over(sp.log(chances[i, j]), j, m)))
per_token = Sum.over(token_loss, i, n) / n
per_piece = Sum.over(Sum.over(-sp.log(chances[i, j]), j, m), i, n) / (n * m)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="It tends to 1.61: it is above it everywhere, and within any error of it once N and D are large "
        "enough, here with numbers for how large.",
        title="The quoted law is above 1.61, and within any error of it from these sizes on",
        **limit(QUOTED), expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="Its limit, and so all that it gives, is at least 1.",
        title="The quoted law is above 1 for every model size and data size",
        says=bound(1, "<", law),
        derivation={"bound": chain(1, ("<", law, Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="That the limit is at least 1 corroborates Proposition 4.",
        title="The limit of the fitted law as evidence for the lower bound",
        says=NoMeaning(
            "It says that a number speaks for a bound, and not which numbers would have spoken against it. The number "
            "is in nats a token, so it depends on what counts as a token and on the text; 1 in Proposition 4 depends "
            "on neither."
        ),
        expects=Open,
    ),
    Claim(
        part="+hoffmann", **ours,
        title="The law that Hoffmann et al. print is above 1.69, and within any error of it from these sizes on",
        **limit(HOFFMANN), expects=Holds,
    ),
    Claim(
        part="+refit", **ours,
        title="The law that Besiroglu et al. fit is above 1.8172, and within any error of it from these sizes on",
        **limit(REFITTED), expects=Holds,
    ),
    Claim(
        part="+pieces", **ours,
        reading="Each token is cut into m pieces, and its probability is the product of those of its pieces, each "
        "given what comes before it. So the loss of the text stays the same.",
        title="The loss a piece is the loss a token over m, where every token has m pieces",
        says=Identity(per_piece, per_token / m),
        derivation={"identity": chain(per_piece, ("=", per_token / m, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+few_pieces", **ours,
        title="With 1.61 pieces a token or fewer the law gives a loss above 1 for each piece",
        says=bound(1, "<", law / pieces),
        hypotheses=(Relation(pieces, "<=", floor),),
        derivation={"bound": chain(1, ("<", law / pieces, Scaled(pieces, chain(
            pieces, ("<=", floor, Hypothesis()), ("<", law, Sign())))))},
        expects=Holds,
    ),
    Claim(
        part="+many_pieces", **ours,
        reading="Bytes, for instance: with four of them a token 1.61 nats a token are 0.4025 nats a byte.",
        title="With more than 1.61 pieces a token the law gives a loss of at most 1 for each piece, from these sizes "
        "on",
        says=bound(law / pieces, "<=", 1),
        hypotheses=(Relation(pieces, ">", floor), *sizes(QUOTED, room)),
        derivation={"bound": chain(law / pieces, ("<=", 1, Scaled(pieces, chain(
            law, ("<=", pieces, Cite("niu2024/chinchilla_limit:A", "upper", {error: room}))))))},
        try_first=({"a_T": 4, "N": 10**10, "D_data": 10**11},),
        expects=Holds,
    ),
)  # fmt: skip
