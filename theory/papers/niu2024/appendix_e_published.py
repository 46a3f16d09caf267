"""GPT-2 medium has "355M parameters", with d_FF = 3072 = 3 d_emb; embeddings: n_voc d_emb, n_voc = 50,257; T_max =
1024.

The published configuration has d_FF = 4096.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra
from theory.printed_numbers import rounds, same
from theory.statement import Identity
from theory.symbols import layers, width
from theory.verdict import Fails, Holds

MILLION = 10**6
L, D, LONGEST = sp.Integer(24), sp.Integer(1024), sp.Integer(1024)
embeddings, positions = 50_257 * D, LONGEST * D
here: dict[str, Any] = {"cites": "Appendix E, the number of parameters", "section": "App. E"}


def counted(l: sp.Expr, d: sp.Expr, inner: sp.Expr) -> sp.Expr:
    """The counts of Appendix E, without embeddings."""
    return 3 * l * d**2 + l * (d**2 + 2 * d) + l * (2 * d * inner + d + inner)


printed, published = counted(L, D, sp.Integer(3072)), counted(L, D, sp.Integer(4096))
left_out = 6 * L * D + 2 * D
A = counted(layers, width, 4 * width) / (layers * width**2)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="355M are the parameters in attention, dense, normalising and "
        f"feed-forward layers. As counted they are {int(printed):,}.",
        title="The counts of Appendix E add up to 355 million, to the nearest million",
        says=rounds(printed, "355", MILLION)["says"], expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The embeddings of words and of positions are counted in, each "
        "once, as in GPT-2, where the output has the same matrix. Then they are "
        f"{int(printed + embeddings + positions):,}.",
        title="With the embeddings of words and positions the counts add up to 355 million, to the nearest million",
        says=rounds(printed + embeddings + positions, "355", MILLION)["says"], expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The matrix of the output is counted beside that of the words, "
        "though in GPT-2 one matrix serves as both, and the embeddings of positions are not counted.",
        title="With two matrices of embeddings and no positions the counts add up to 355 million, to the nearest "
        "million",
        **rounds(printed + 2 * embeddings, "355", MILLION), expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here, reading="The same with the embeddings of positions.",
        title="With two matrices of embeddings and positions the counts add up to 355 million, to the nearest million",
        says=rounds(printed + 2 * embeddings + positions, "355", MILLION)["says"], expects=Fails,
    ),
    Claim(
        part="+without", fidelity="repaired", repairs=(":A",), changed="252 in place of 355", **here,
        title="The counts of Appendix E add up to 252 million, to the nearest million",
        **rounds(printed, "252", MILLION), expects=Holds,
    ),
    Claim(
        part="+once", fidelity="repaired", repairs=(":B", ":D"), changed="304 in place of 355, with one matrix of "
        "embeddings", **here,
        title="With the embeddings of words and positions the counts add up to 304 million, to the nearest million",
        **rounds(printed + embeddings + positions, "304", MILLION), expects=Holds,
    ),
    Claim(
        part="+published", fidelity="repaired", repairs=(":A", ":B", ":D"), changed="d_FF = 4096 in place of 3072, one "
        "matrix of embeddings, and positions", **here,
        title="With d_FF = 4096 and the embeddings of words and positions they add up to 355 million, to the nearest "
        "million",
        **rounds(published + embeddings + positions, "355", MILLION), expects=Holds,
    ),
    Claim(
        part="+exact", fidelity="ours", **here, reading="The biases and layer norms that the counts leave out are "
        "those of appendix_e+biases.",
        title="With d_FF = 4096, the biases and layer norms left out, and all embeddings there are 354,823,168 "
        "parameters",
        **same(published + left_out + embeddings + positions, sp.Integer(354_823_168)), expects=Holds,
    ),
    Claim(
        part="+constant", fidelity="ours", **here,
        title="With d_FF = 4 d_emb the constant A is 12, and 7 / d_emb more",
        says=Identity(A, 12 + 7 / width),
        derivation={"identity": chain(A, ("=", 12 + 7 / width, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
