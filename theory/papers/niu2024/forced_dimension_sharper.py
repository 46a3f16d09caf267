"""How many patterns Z_t = 1 asks for in dimension n, where the balls have the radius sqrt(n / (2 pi e))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Either, Hypothesis, Moving, Scaled, Sign
from theory.quantities import (
    BallMass,
    BallVolume,
    LowerGamma,
    PrintedBallMass,
    SphereArea,
    typical_radius,
    typical_volumes,
)
from theory.statement import bound
from theory.symbols import d, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Z_t = 1, the number of patterns", "section": "5.2"}
by_integral = "Z_t is the integral of exp(-g_t) over d disjoint balls."
by_formula = "Z_t is the last form of Eq. (13), with d balls of one radius."
r = typical_radius(n)
square, share = n / (2 * sp.pi * sp.E), sp.pi * sp.E / (sp.pi * sp.E - 1)
mass, volume, formula = BallMass(n, r), BallVolume(n, r), PrintedBallMass(n, r)
root = sp.sqrt(sp.pi * n)
least, most = typical_volumes(n)
above, printed_above, printed_below = 1 + n / ((n + 2) * sp.pi * sp.E), 1 + r / (n + 1), (n + 1) / (n + 1 - r)


def many(one: sp.Expr, edge: sp.Expr, factor: sp.Expr, shown: Chain) -> Chain:
    """d is above this, where d of these are 1 or more, and one is below factor edge volume."""
    return chain(root / (factor * edge), ("<", d, Scaled(factor * edge / root, chain(
        1,
        ("<=", d * one, Hypothesis()),
        ("<", d * factor * edge * volume, Scaled(1 / d, shown)),
        ("<", d * factor * edge / root, Scaled(1 / (d * factor * edge), chain(
            volume, ("<", most, Cite("lemmas/typical_volume", "upper"))))),
    ))))  # fmt: skip


def few(one: sp.Expr, edge: sp.Expr, factor: sp.Expr, shown: Chain) -> Chain:
    """d is below this, where d of these are 1 or less, and one is above factor edge volume."""
    return chain(d, ("<", root * sp.exp(1 / (6 * n)) / (factor * edge), Scaled(factor * edge * least, chain(
        d * factor * edge * least,
        ("<", d * factor * edge * volume, Scaled(1 / (d * factor * edge), chain(
            least, ("<", volume, Cite("lemmas/typical_volume", "lower"))))),
        ("<", d * one, Scaled(1 / d, shown)),
        ("<=", 1, Hypothesis()),
    ))))  # fmt: skip


edge, halo, at_one, at_radius = sp.exp(-square), sp.exp(-r), {d: sp.S.One}, {radius: r}
mass_below = chain(mass, ("<", share * edge * volume, Cite("niu2024/equation_14+sharper", "upper", at_one)))
mass_above = chain(above * edge * volume, ("<", mass, Cite("niu2024/equation_14+sharper", "lower", at_one)))
formula_above = chain(printed_above * halo * volume, ("<", formula, Scaled(1 / SphereArea(n), chain(
    halo * printed_above * r**n / n,
    ("<", LowerGamma(n, r), Cite("niu2024/lemma_5+parts", at=at_radius))))))  # fmt: skip
formula_below = chain(formula, ("<", printed_below * halo * volume, Scaled(1 / SphereArea(n), chain(
    LowerGamma(n, r),
    ("<", halo * printed_below * r**n / n, Cite("niu2024/lemma_5+above", at=at_radius))))))  # fmt: skip

claims = (
    Claim(
        part="+integral_most", **here, reading=by_integral,
        title="If Z_t is 1 or more, d is above sqrt(pi n) exp(n/(2 pi e)) (1 - 1/(pi e))",
        says=bound(root / (share * edge), "<", d),
        hypotheses=(Relation(sp.S.One, "<=", d * mass),),
        derivation={"bound": many(mass, edge, share, mass_below)},
        try_first=({"d": 3, "n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+integral_least", **here, reading=by_integral,
        title="If Z_t is 1 or less, d is below sqrt(pi n) exp(n/(2 pi e) + 1/(6 n)) / (1 + n/((n + 2) pi e))",
        says=bound(d, "<", root * sp.exp(1 / (6 * n)) / (above * edge)),
        hypotheses=(Relation(d * mass, "<=", sp.S.One),),
        derivation={"bound": few(mass, edge, above, mass_above)},
        try_first=({"d": 2, "n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+formula_most", **here, reading=by_formula,
        title="If Z_t is 1 or more, d is above sqrt(pi n) exp(r) (1 - r/(n + 1))",
        says=bound(root * sp.exp(r) * (1 - r / (n + 1)), "<", d),
        hypotheses=(Relation(sp.S.One, "<=", d * formula),),
        derivation={"bound": chain(root * sp.exp(r) * (1 - r / (n + 1)), ("<", d, Either(n + 1, r, chain(
            root * sp.exp(r) * (1 - r / (n + 1)),
            ("<=", 0, Scaled((n + 1) / (root * sp.exp(r)), chain(
                n + 1 - r, ("<=", 0, Moving(chain(n + 1, ("<=", r, Hypothesis()))))))),
            ("<", d, Sign()),
        ), chain(
            root * sp.exp(r) * (1 - r / (n + 1)),
            ("=", root / (printed_below * halo), Algebra()),
            *many(formula, halo, printed_below, formula_below).steps,
        ))))},
        try_first=({"d": 10, "n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+formula_least", **here, reading=by_formula,
        title="If Z_t is 1 or less, d is below sqrt(pi n) exp(r + 1/(6 n)) / (1 + r/(n + 1))",
        says=bound(d, "<", root * sp.exp(1 / (6 * n)) / (printed_above * halo)),
        hypotheses=(Relation(d * formula, "<=", sp.S.One),),
        derivation={"bound": few(formula, halo, printed_above, formula_above)},
        try_first=({"d": 2, "n": 1},),
        expects=Holds,
    ),
)  # fmt: skip
