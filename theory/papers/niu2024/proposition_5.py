"""For Z_t to reach Z_t = 1 we need N = O(D^2): the optimal balance of model size N and data size D.

Appendix F uses it as: N / D^2 approaches a constant.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Monotone, Scaled, Sign, Squared
from theory.quantities import BallMass, BallVolume, PrintedBallMass, typical_radius, typical_volumes
from theory.statement import Order, Rate
from theory.symbols import constant, d, layers, longest, n, per_dimension, per_width, width
from theory.verdict import Fails, Holds

here: dict[str, Any] = {
    "fidelity": "reading", "cites": "Proposition 5", "section": "5.2", "paper_uses": ("niu2024/equation_2",)
}  # fmt: skip
A, l, T, kappa, a, r = constant, layers, longest, per_dimension, per_width, typical_radius(n)
volume, mass, formula = BallVolume(n, r), BallMass(n, r), PrintedBallMass(n, r)
square = n / (2 * sp.pi * sp.E)

N = A * l * n**2 / T**2  # A l d_emb^2, with d_emb = n / T_max
D = T / volume  # T_max d, d being what the equation asks for

by_layer = (
    "Z_t = 1 is read as d_t V_n(r) = 1, r = sqrt(n / (2 pi e)), for each of the l layers, among which Section 4.2 "
    "shares out the d = l d_t patterns."
)
by_volume = "Z_t = 1 is read as d V_n(r) = 1, r = sqrt(n / (2 pi e)): the upper bound of Eq. (14) is 1."
by_formula = "Z_t = 1 is read as that for the last form of Eq. (13), with d balls of radius r = sqrt(n / (2 pi e))."
by_integral = "Z_t = 1 is read as that for the integral over d disjoint balls of radius r = sqrt(n / (2 pi e))."
wider = "The number of layers l, T_max and A are held fixed, l and T_max as in Appendix F.3, so the embedding widens: "
wider += "d_emb = n / T_max."
longer = "The number of layers l, d_emb and A are held fixed, so the sequences lengthen: T_max = n / d_emb."
by_factor = (
    "N is kappa n as Eq. (2) has it, and the factor kappa = A l d_emb / T_max is held fixed, and T_max: the wider "
)
by_factor += "the embedding, the fewer the layers. See proposition_5_volume+layers for what that allows."
deeper = "T_max, A and l / d_emb are held fixed, so that the model grows in depth as it does in width."
literal, constant_ratio = "N = O(D^2) is meant literally.", "N / D^2 is meant to approach a positive constant."

least, most = typical_volumes(n)
third = sp.exp(-sp.Rational(1, 3))
squared_volume = chain(third / (sp.pi * n), ("<", volume**2, Squared(chain(
    sp.exp(-sp.Rational(1, 6)) * most,
    ("<=", least, Monotone(Sign())),
    ("<", volume, Cite("lemmas/typical_volume", "lower")),
))))  # fmt: skip
outgrows = A * l * n * third / (sp.pi * T**4)
deep, shared = A * a * n**3 / T**3, a * n / volume  # A l d_emb^2 and T_max l d_t, with l = a d_emb
proportion = A / (sp.pi * a * T**3)


def as_it_widens(order: Order) -> dict[str, Any]:
    """N against D^2, which it outgrows."""
    return {
        "says": Rate(N, order, D**2, n, below=outgrows),
        "derivation": {"lower": chain(outgrows * D**2, ("<=", N, Scaled(
            volume**2 * T**2 / (A * l * n**2), squared_volume)))},
    }  # fmt: skip


def as_it_lengthens(order: Order) -> dict[str, Any]:
    """N, which stays as it is, against D^2 for T_max = n / d_emb."""
    same, data, times = A * l * width**2, n / width / volume, A * l * width**4 / (sp.pi * n**3)
    return {
        "says": Rate(same, order, data**2, n, above=times),
        "derivation": {"upper": chain(same, ("<=", times * data**2, Scaled(volume**2 / same, chain(
            volume**2, ("<", 1 / (sp.pi * n), Squared(chain(
                volume, ("<", most, Cite("lemmas/typical_volume", "upper")))))))))},
    }  # fmt: skip


def few(order: Order, one: sp.Expr, exponent: sp.Expr, side: str) -> dict[str, Any]:
    """N against the square of T_max / one, where one is below exp(-exponent)."""
    times = A * l * n**2 * sp.exp(-2 * exponent) / T**4
    return {
        "says": Rate(N, order, (T / one) ** 2, n, above=times),
        "derivation": {"upper": chain(N, ("<=", times * (T / one) ** 2, Scaled(T**2 * one**2 / (A * l * n**2), chain(
            one**2, ("<=", sp.exp(-2 * exponent), Squared(chain(
                one, ("<", sp.exp(-exponent), Cite(f"niu2024/typical_ball+{side}", "upper")))))))))},
    }  # fmt: skip


claims = (
    Claim(
        part=":A", **here, reading=f"{by_volume} {wider} {literal}",
        title="The model size is at most of the order of the squared data size",
        **as_it_widens("O"), expects=Fails,
    ),
    Claim(
        part=":B", **here, reading=f"{by_volume} {wider} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        **as_it_widens("Theta"), expects=Fails,
    ),
    Claim(
        part=":C", **here, reading=f"{by_volume} {by_factor} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        says=Rate(kappa * n, "Theta", D**2, n, below=kappa * third / (sp.pi * T**2), above=kappa / (sp.pi * T**2)),
        derivation={
            "lower": chain(
                kappa * third / (sp.pi * T**2) * D**2,
                ("<=", kappa * sp.exp(-1 / (3 * n)) / (sp.pi * T**2) * D**2, Monotone(Sign())),
                ("<=", kappa * n, Cite("niu2024/proposition_5_volume+factor", "lower")),
            ),
            "upper": chain(kappa * n, ("<=", kappa / (sp.pi * T**2) * D**2, Cite(
                "niu2024/proposition_5_volume+factor", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part=":D", **here, reading=f"{by_integral} {wider} {literal}",
        title="The model size is at most of the order of the squared data size",
        **few("O", mass, square, "integral"),
        expects=Holds,
    ),
    Claim(
        part=":E", **here, reading=f"{by_integral} {wider} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        **few("Theta", mass, square, "integral"),
        expects=Fails,
    ),
    Claim(
        part=":F", **here, reading=f"{by_formula} {wider} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        **few("Theta", formula, r, "formula"),
        expects=Fails,
    ),
    Claim(
        part=":G", **here, reading=f"{by_volume} {longer} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        **as_it_lengthens("Theta"), expects=Fails,
    ),
    Claim(
        part=":H", **here, reading="The radius r is left free: for every n there is one at which the integral over d "
        f"disjoint balls is 1, so Z_t = 1 says nothing of n and d. {wider} The data, D = T_max d, can stay as they "
        f"are. {literal}",
        title="The model size is at most of the order of the squared data size",
        says=Rate(N, "O", (T * d) ** 2, n, below=A * l * n**2 / (T**4 * d**2)),
        derivation={"lower": chain(A * l * n**2 / (T**4 * d**2) * (T * d) ** 2, ("=", N, Algebra()))},
        expects=Fails,
    ),
    Claim(
        part=":I", **here, reading=f"{by_volume} Every layer holds all patterns. T_max, d_emb and A are held "
        f"fixed, and so is n; layers are added. {literal}",
        title="The model size is at most of the order of the squared data size",
        says=Rate(A * l * width**2, "O", (T / volume) ** 2, l, below=A * l * width**2 * volume**2 / T**2),
        derivation={"lower": chain(
            A * l * width**2 * volume**2 / T**2 * (T / volume) ** 2, ("=", A * l * width**2, Algebra()))},
        expects=Fails,
    ),
    Claim(
        part=":J", **here, reading=f"{by_formula} {wider} {literal}",
        title="The model size is at most of the order of the squared data size",
        **few("O", formula, r, "formula"),
        expects=Holds,
    ),
    Claim(
        part=":K", **here, reading=f"{by_volume} {longer} {literal}",
        title="The model size is at most of the order of the squared data size",
        **as_it_lengthens("O"), expects=Holds,
    ),
    Claim(
        part=":L", **here, reading=f"{by_layer} {deeper} {constant_ratio}",
        title="The model size is of the order of the squared data size",
        says=Rate(deep, "Theta", shared**2, n, below=proportion * third, above=proportion),
        derivation={
            "lower": chain(
                proportion * third * shared**2,
                ("<=", proportion * sp.exp(-1 / (3 * n)) * shared**2, Monotone(Sign())),
                ("<=", deep, Cite("niu2024/proposition_5_volume+deeper", "lower")),
            ),
            "upper": chain(deep, ("<=", proportion * shared**2, Cite("niu2024/proposition_5_volume+deeper", "upper"))),
        },
        expects=Holds,
    ),
)  # fmt: skip
