"""What Z_t = 1 asks of the embedding width.

Two or more tokens, V of them, make fewer than 2 V^T_max sequences of at most T_max tokens.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Squared
from theory.quantities import BallMass, BallVolume, PrintedBallMass, typical_radius
from theory.statement import bound
from theory.symbols import d, longest, n, vocabulary, width
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Z_t = 1 and the vocabulary", "section": "5.2"}
T, V, w = longest, vocabulary, width
full, wide = 2 * sp.pi * sp.E, T * w
r = typical_radius(wide)
mass, formula = BallMass(wide, r), PrintedBallMass(wide, r)
distinct = Relation(d, "<=", 2 * V**T)
nats = sp.log(V) + sp.log(2) / T  # of one token
by_integral = (
    "Z_t is the integral over d disjoint balls of radius sqrt(n / (2 pi e)), with n = T_max d_emb, whose patterns "
)
by_integral += "are different sequences of at most T_max tokens."
by_formula = "Z_t is the formula with gamma(n, r), r = sqrt(n / (2 pi e)), with n = T_max d_emb, for patterns that are "
by_formula += "different sequences of at most T_max tokens."


def at(vocabulary_size: int, length: int) -> sp.Expr:
    """The width from which on the integral stays below 1."""
    return full * (sp.log(vocabulary_size) + sp.log(2) / length)


smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
medium = sp.Integer(1024**2)
volume, least = BallVolume(n, typical_radius(n)), sp.exp(-1 / (6 * n)) / sp.sqrt(sp.pi * n)

claims = (
    Claim(
        part="+below", **here, reading=by_integral,
        title="Where d_emb is 2 pi e (log V + log 2 / T_max) or more, Z_t is below 1",
        says=bound(d * mass, "<", 1),
        hypotheses=(distinct, Relation(full * nats, "<=", w)),
        derivation={"bound": chain(d * mass, ("<", 1, Cite(
            "lemmas/logarithms", at={smaller: d * mass, larger: sp.S.One}, given=Moving(chain(
                sp.log(d * mass),
                ("<=", sp.log(2 * V**T * mass), Monotone(Hypothesis())),
                ("<", sp.log(2 * V**T * sp.exp(-wide / full)), Monotone(Monotone(
                    Cite("niu2024/typical_ball+integral", "upper", {n: wide})))),
                ("=", T * nats - wide / full, Algebra()),
                ("<=", 0, Scaled(full / T, chain(full * nats - w, ("<=", 0, Moving(chain(
                    full * nats, ("<=", w, Hypothesis()))))))),
            )))))},
        try_first=({"d": 2, "V_voc": 1, "T_max": 1, "d_emb": 12}, {"d": 8, "V_voc": 2, "T_max": 2, "d_emb": 18}),
        expects=Holds,
    ),
    Claim(
        part="+integral", **here, reading=by_integral,
        title="For Z_t to be 1 or more, d_emb has to be below 2 pi e (log V + log 2 / T_max)",
        says=bound(w, "<", full * nats),
        hypotheses=(distinct, Relation(sp.S.One, "<=", d * mass)),
        derivation={"bound": chain(w, ("<", full * nats, Scaled(T, chain(
            wide,
            ("<", full * sp.log(d), Cite("niu2024/forced_dimension+integral_most", at={n: wide})),
            ("<=", full * sp.log(2 * V**T), Monotone(Hypothesis())),
            ("=", T * (full * nats), Algebra()),
        ))))},
        try_first=({"d": 3, "V_voc": 2, "T_max": 1, "d_emb": 1},),
        expects=Holds,
    ),
    Claim(
        part="+formula", **here, reading=by_formula,
        title="For the formula to be 1 or more, d_emb has to be below 2 pi e T_max (log V + log 2 / T_max)^2",
        says=bound(w, "<", full * T * nats**2),
        hypotheses=(distinct, Relation(sp.S.One, "<=", d * formula)),
        derivation={"bound": chain(w, ("<", full * T * nats**2, Scaled(T / full, chain(r**2, ("<", (T * nats) ** 2,
            Squared(chain(
            r,
            ("<", sp.log(d), Cite("niu2024/forced_dimension+formula_most", at={n: wide})),
            ("<=", sp.log(2 * V**T), Monotone(Hypothesis())),
            ("=", T * nats, Algebra()),
        )))))))},
        try_first=({"d": 10, "V_voc": 5, "T_max": 1, "d_emb": 1},),
        expects=Holds,
    ),
    Claim(
        part="+gpt2", **here, reading="The vocabulary of GPT-2 has 50,257 tokens; GPT-2 medium and the models of "
        "Appendix F.3 take up to 1,024, and their widths are 1024, 954, 1280 and 1440: by +below the integral Z_t is "
        "below 1 for each.",
        title="With 50,257 tokens and T_max = 1024 2 pi e (log V + log 2 / T_max) is between 184 and 185",
        says=bound(184, "<", at(50257, 1024), "<", 185),
        derivation={
            "lower": chain(184, ("<", at(50257, 1024), Sign())), "upper": chain(at(50257, 1024), ("<", 185, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+words", **here,
        reading="The models of Appendix F.2 have 68 words, T_max = 5000 and d_emb = 512: by +below the integral Z_t is "
        "below 1.",
        title="With 68 words and T_max = 5000 2 pi e (log V + log 2 / T_max) is between 72 and 73",
        says=bound(72, "<", at(68, 5000), "<", 73),
        derivation={"lower": chain(72, ("<", at(68, 5000), Sign())), "upper": chain(at(68, 5000), ("<", 73, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+medium", **here, reading="GPT-2 medium has d_emb = 1024 and T_max = 1024, so n = 1024^2.",
        title="GPT-2 medium has d V_n(r) = 1 for between 1,814 and 1,815 patterns",
        says=bound(1814, "<", 1 / volume, "<", 1815),
        hypotheses=(Relation(n, "=", medium),),
        derivation={
            "lower": chain(
                1814,
                ("<", 1024 * sp.sqrt(sp.pi), Sign()),
                ("<=", sp.sqrt(sp.pi) * sp.sqrt(n), Scaled(1 / sp.sqrt(sp.pi), chain(
                    1024, ("<=", sp.sqrt(n), Rooted(chain(medium, ("<=", n, Hypothesis()))))))),
                ("<", 1 / volume, Scaled(volume / sp.sqrt(sp.pi * n), chain(
                    volume, ("<", 1 / sp.sqrt(sp.pi * n), Cite("lemmas/typical_volume", "upper"))))),
            ),
            "upper": chain(
                1 / volume,
                ("<", sp.sqrt(sp.pi * n) * sp.exp(1 / (6 * n)), Scaled(volume * least, chain(
                    least, ("<", volume, Cite("lemmas/typical_volume", "lower"))))),
                ("<=", 1024 * sp.sqrt(sp.pi) * sp.exp(1 / (6 * n)), Scaled(sp.exp(-1 / (6 * n)) / sp.sqrt(sp.pi), chain(
                    sp.sqrt(n), ("<=", 1024, Rooted(chain(n, ("<=", medium, Hypothesis()))))))),
                ("=", 1024 * sp.sqrt(sp.pi) * sp.exp(1 / (6 * medium)), Monotone(Scaled(
                    n * medium, chain(medium, ("=", n, Hypothesis()))))),
                ("<", 1815, Sign()),
            ),
        },
        try_first=({"n": 1024 * 1024},),
        expects=Holds,
    ),
)  # fmt: skip
