"""A ball of R^n with radius sqrt(n / (2 pi e)) has a volume of about 1 / sqrt(pi n)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, chain
from theory.kernel.rules import Cite, Moving
from theory.quantities import BallVolume, typical_radius
from theory.statement import bound
from theory.symbols import argument, dimension, n
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The volume of a ball", "section": "Vectors"}

smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))


def most(k: sp.Expr) -> sp.Expr:
    """1 / sqrt(pi k)."""
    return 1 / sp.sqrt(sp.pi * k)


def least(k: sp.Expr) -> sp.Expr:
    """The same times exp(-1/(6 k))."""
    return sp.exp(-1 / (6 * k)) / sp.sqrt(sp.pi * k)


volume, real = BallVolume(n, typical_radius(n)), BallVolume(dimension, typical_radius(dimension))


def by_binet(low: sp.Expr, high: sp.Expr, side: str) -> Chain:
    """low < high, where a side of Binet's formula at n/2 shows log low < log high."""
    shown = Moving(chain(sp.log(low), ("<", sp.log(high), Cite("lemmas/binet", side, {argument: dimension / 2}))))
    return chain(low, ("<", high, Cite("lemmas/logarithms", at={smaller: low, larger: high}, given=shown)))


claims = (
    Claim(
        **here,
        title="The ball of radius sqrt(n/(2 pi e)) has volume 1 / sqrt(pi n), to a factor from exp(-1/(6 n)) to 1",
        says=bound(least(n), "<", volume, "<", most(n)),
        derivation={
            "lower": chain(least(n), ("<", volume, Cite("lemmas/typical_volume+real", "lower", {dimension: n}))),
            "upper": chain(volume, ("<", most(n), Cite("lemmas/typical_volume+real", "upper", {dimension: n}))),
        },
        try_first=({"n": 1}, {"n": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+real", **here,
        title="For any real n above 0, pi^(n/2) r^n / Gamma(1 + n/2) for r = sqrt(n/(2 pi e)) is 1 / sqrt(pi n), to a "
        "factor from exp(-1/(6 n)) to 1",
        says=bound(least(dimension), "<", real, "<", most(dimension)),
        derivation={
            "lower": by_binet(least(dimension), real, "upper"),
            "upper": by_binet(real, most(dimension), "lower"),
        },
        try_first=({"nu_n": "1/1000000"}, {"nu_n": 1000}),
        expects=Holds,
    ),
)  # fmt: skip
