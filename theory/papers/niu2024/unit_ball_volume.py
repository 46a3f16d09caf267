"""V_n(1) ~ (n pi)^(-1/2) (2 pi e / n)^(n/2), by Stirling's formula."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, chain
from theory.kernel.rules import Cite, Moving, Scaled, Tangent
from theory.quantities import BallVolume
from theory.statement import Rate, bound
from theory.symbols import argument, factor, n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Section 5.2, the volume of the unit ball", "section": "5.2"}

smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
volume = BallVolume(n, sp.S.One)
formula = (2 * sp.pi * sp.E / n) ** (n / 2) / sp.sqrt(sp.pi * n)
share = sp.exp(-1 / (6 * n))
geometric = sp.exp(sp.pi / factor**2) / sp.sqrt(sp.pi * n)
left = 2 * sp.pi / (n * factor**2)  # (2 pi e / n)^(n/2) q^(-n) is (e left)^(n/2)


def by_binet(low: sp.Expr, high: sp.Expr, side: str) -> Chain:
    """low < high, where a side of Binet's formula at n/2 shows log low < log high."""
    shown = Moving(chain(sp.log(low), ("<", sp.log(high), Cite("lemmas/binet", side, {argument: n / 2}))))
    return chain(low, ("<", high, Cite("lemmas/logarithms", at={smaller: low, larger: high}, given=shown)))


claims = (
    Claim(
        **here, title="V_n(1) ~ (n pi)^(-1/2) (2 pi e/n)^(n/2) as n grows", paper_uses=("niu2024/theorem_d1:C",),
        says=Rate(volume, "~", formula, n, below=share, above=sp.S.One),
        derivation={
            "lower": chain(share * formula, ("<=", volume, Cite("niu2024/unit_ball_volume+explicit", "lower"))),
            "upper": chain(volume, ("<=", formula, Cite("niu2024/unit_ball_volume+explicit", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+explicit", fidelity="ours", sharpens=("",), **here,
        title="In every dimension V_n(1) is (n pi)^(-1/2) (2 pi e/n)^(n/2) times a factor from exp(-1/(6 n)) to 1",
        says=bound(share * formula, "<", volume, "<", formula),
        derivation={
            "lower": by_binet(share * formula, volume, "upper"),
            "upper": by_binet(volume, formula, "lower"),
        },
        try_first=({"n": 1}, {"n": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+geometric", fidelity="ours", **here,
        title="For every q > 0 and in every dimension V_n(1) is below q^n exp(pi/q^2) / sqrt(pi n)",
        says=bound(volume, "<", factor**n * geometric),
        derivation={"bound": chain(
            volume,
            ("<", formula, Cite("niu2024/unit_ball_volume+explicit", "upper")),
            ("<=", factor**n * geometric, Cite(
                "lemmas/logarithms+weak", at={smaller: formula, larger: factor**n * geometric},
                given=Scaled(2 / n, chain(
                    2 * sp.log(formula) / n,
                    ("<=", 2 * sp.log(factor**n * geometric) / n, Moving(chain(
                        1 + sp.log(left), ("<=", left, Tangent(sp.log(left)))))),
                )))),
        )},
        try_first=({"n": 1, "q": 1}, {"n": 6, "q": 1}, {"n": 1024, "q": "78332/1000000"}),
        expects=Holds,
    ),
)  # fmt: skip
