"""The models of Table 3: N = 39.95M, 60.26M and 80.20M, model dimensions 954, 1280 and 1440, l = 8 layers, head
dimension 64, query heads 6,6,6,6,8,8,8,10 (models 1 and 2) and 6,6,6,8,8,8,10,10 (model 3), key-value heads half as
many.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import below, rounds
from theory.quantities.table_3 import HEAD, LAYERS, TABLE_3, VOCABULARY, Row
from theory.statement import bound
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Table 3, the widths", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
one, two, three = TABLE_3
constants = tuple(
    tuple(sp.Rational(n, LAYERS * row.width**2) for n in (row.parameters.least, row.parameters.most)) for row in TABLE_3
)
least, most = (pick(pick(pair) for pair in constants) for pick in (min, max))
whatever = "whatever was rounded"


def embeddings(row: Row) -> sp.Integer:
    """n_voc d_emb for the encoding of GPT-2."""
    return sp.Integer(VOCABULARY * row.width)


def attention(row: Row) -> sp.Integer:
    """Queries and outputs for every query head, keys and values for every head of theirs, half as many."""
    return sp.Integer(sum(HEAD * row.width * (2 * heads + 2 * (heads // 2)) for heads in row.heads))


def left(row: Row) -> sp.Rational:
    """What is left for the feed-forward layers, over l d_emb^2."""
    return (row.parameters.value - attention(row)) / (LAYERS * row.width**2)


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="By Eq. (2), N ~ A l d_emb^2, with one A for models of one design and depth: then no N / (l d_emb^2) "
        "can be below all that another can be. Where A may depend on the width too, as in Appendix A, Eq. (2) says no "
        "more of N.",
        title="What N / (l d_emb^2) of the second model may be, and what that of the first may be, have a number in "
        "common",
        says=bound(constants[0][0], "<=", constants[1][1]), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="By Eq. (2), N ~ A l d_emb^2, with A about 10, as for GPT-2 medium, here to within a factor of 3/2.",
        title="The largest N / (l d_emb^2) of Table 3 is at least 10 over 3/2",
        says=bound(sp.Rational(20, 3), "<=", most), expects=Fails,
    ),
    Claim(
        part="+spread", fidelity="repaired", repairs=(":A",), changed="they differ, by more than 19 percent", **here,
        title=f"N / (l d_emb^2) of the first model is more than 1.19 times that of the second, {whatever}",
        **below(sp.Rational("1.19"), constants[0][0] / constants[1][1]), expects=Holds,
    ),
    Claim(
        part="+constant", fidelity="repaired", repairs=(":B",), changed="5.5 at most, in place of about 10", **here,
        title=f"N / (l d_emb^2) is below 5.5 for all three models, {whatever}",
        **below(most, sp.Rational("5.5")), expects=Holds,
    ),
    Claim(
        part="+constant_least", **ours, title=f"N / (l d_emb^2) is above 4.59 for all three models, {whatever}",
        **below(sp.Rational("4.59"), least), expects=Holds,
    ),
    Claim(
        part="+slower", **ours, reading="T_max and l are the same for all, so by Eq. (2) N grows as d_emb^2.",
        title=f"From the first model to the second N grows less than d_emb^2 does, {whatever}",
        **below(two.parameters.most / one.parameters.least, sp.Rational(two.width**2, one.width**2)), expects=Holds,
    ),
    Claim(
        part="+embeddings_first", **ours, reading="So N counts no embeddings.",
        title=f"The embeddings of 50,257 words are more parameters than the first model has, {whatever}",
        **below(one.parameters.most, embeddings(one)), expects=Holds,
    ),
    Claim(
        part="+embeddings_second", **ours, reading="So N counts no embeddings.",
        title=f"The embeddings of 50,257 words are more parameters than the second model has, {whatever}",
        **below(two.parameters.most, embeddings(two)), expects=Holds,
    ),
    *(
        Claim(
            part=f"+feed_forward_{name}", **ours,
            reading="The attention has a query and an output for each query head and a key and a value for each two of "
            f"them, {int(attention(row)):,} parameters; the rest is left for the feed-forward layers.",
            title=f"What is left for the feed-forward layers of the {name} model is {shown} l d_emb^2, to two decimals",
            **rounds(left(row), shown), expects=Holds,
        )
        for name, row, shown in zip(("first", "second", "third"), TABLE_3, ("4.03", "3.51", "3.80"), strict=True)
    ),
)  # fmt: skip
