"""Model size against data size where the integral Z_t, or the formula with gamma(n, r), is 1: powers of log D."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Monotone, Scaled, Sign, Squared
from theory.quantities import BallMass, PrintedBallMass, typical_radius, typical_volumes
from theory.statement import Rate
from theory.symbols import constant, layers, longest, n, per_dimension
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Proposition 5", "section": "5.2"}
A, l, T, kappa, r = constant, layers, longest, per_dimension, typical_radius(n)
full = 2 * sp.pi * sp.E
mass, formula = BallMass(n, r), PrintedBallMass(n, r)
N = A * l * n**2 / T**2
by_integral = "Z_t = 1 is read as that for the integral over d disjoint balls; d_emb = n / T_max, D = T_max d."
by_formula = "Z_t = 1 is read as that for the formula with gamma(n, r); d_emb = n / T_max, D = T_max d."
extra = sp.log(T) + sp.log(n) / 2 + sp.log(sp.pi) / 2 + sp.Rational(1, 6)
least, _ = typical_volumes(n)


def in_data(one: sp.Expr, exponent: sp.Expr, side: str) -> dict[str, Any]:
    """log D is at least the exponent, and at most it and log T_max + log(pi n)/2 + 1/6."""
    log_data = sp.log(T / one)
    return {
        "says": Rate(log_data, "~", exponent, n, below=sp.S.One, above=1 + extra / exponent),
        "derivation": {
            "lower": chain(
                exponent,
                ("=", sp.log(T * sp.exp(exponent)) - sp.log(T), Algebra()),
                ("<", sp.log(T / one) - sp.log(T), Monotone(Monotone(Scaled(one * sp.exp(-exponent), chain(
                    one, ("<", sp.exp(-exponent), Cite(f"niu2024/typical_ball+{side}", "upper"))))))),
                ("<=", log_data, Sign()),
            ),
            "upper": chain(
                log_data,
                ("<", sp.log(T / (least * sp.exp(-exponent))), Monotone(Monotone(Scaled(
                    one * least * sp.exp(-exponent), chain(
                        least * sp.exp(-exponent), ("<", one, Cite(f"niu2024/typical_ball+{side}", "lower"))))))),
                ("=", sp.log(T) + exponent + sp.log(n) / 2 + sp.log(sp.pi) / 2 + 1 / (6 * n), Algebra()),
                ("<=", exponent + extra, Sign()),
                ("=", (1 + extra / exponent) * exponent, Algebra()),
            ),
        },
    }  # fmt: skip


log_data, spread = sp.log(T / mass), full * extra / n
at_least = Cite("niu2024/proposition_5_logarithm+data", "lower")
at_most = Cite("niu2024/proposition_5_logarithm+data", "upper")
wider = "The number of layers l, T_max and A are held fixed."


def in_model(one: sp.Expr, exponent: sp.Expr, part: str) -> dict[str, Any]:
    """N against log D for exponent n/(2 pi e), and against its square for r: n is 2 pi e times the exponent, or r^2."""
    log_d, more = sp.log(T / one), 1 + extra / exponent
    least, most = (Cite(f"niu2024/proposition_5_logarithm{part}", side) for side in ("lower", "upper"))
    from_zero = chain(0, ("<", exponent, Sign()), ("<=", log_d, least))
    power = 2
    above = chain(
        log_d**2, ("<=", (more * exponent) ** 2, Squared(chain(log_d, ("<=", more * exponent, most)), from_zero))
    )
    below = chain(exponent**2, ("<=", log_d**2, Squared(chain(exponent, ("<=", log_d, least)))))
    if exponent == r:
        power = 4
        above = chain(log_d**4, ("<=", (more * exponent) ** 4, Squared(above)))
        below = chain(exponent**4, ("<=", log_d**4, Squared(below)))
    unit = T**2 / (A * l * full**2)
    gauge = log_d**power / unit
    return {
        "says": Rate(N, "~", gauge, n, below=more**-power, above=sp.S.One),
        "derivation": {
            "lower": chain(more**-power * gauge, ("<=", N, Scaled(more**power * unit, above))),
            "upper": chain(N, ("<=", gauge, Scaled(unit, below))),
        },
    }  # fmt: skip


claims = (
    Claim(
        part="+data", fidelity="ours", **here, reading=by_integral,
        title="The logarithm of the data size is n / (2 pi e) to leading order", **in_data(mass, n / full, "integral"),
        expects=Holds,
    ),
    Claim(
        part="+data_formula", fidelity="ours", **here, reading=by_formula,
        title="The logarithm of the data size is sqrt(n / (2 pi e)) to leading order", **in_data(formula, r, "formula"),
        expects=Holds,
    ),
    Claim(
        part="+square", fidelity="repaired", repairs=("niu2024/proposition_5:E",), **here, reading=f"{by_integral} "
        f"{wider}",
        changed="the square of log D in place of that of D: N ~ A l (2 pi e log D / T_max)^2",
        title="The model size grows as the square of the logarithm of the data size",
        **in_model(mass, n / full, "+data"), expects=Holds,
    ),
    Claim(
        part="+fourth", fidelity="repaired", repairs=("niu2024/proposition_5:F",), **here, reading=f"{by_formula} "
        f"{wider}",
        changed="the fourth power of log D in place of the square of D: N ~ A l (2 pi e (log D)^2 / T_max)^2",
        title="The model size grows as the fourth power of the logarithm of the data size",
        **in_model(formula, r, "+data_formula"), expects=Holds,
    ),
    Claim(
        part="+factor", fidelity="ours", **here, reading=f"{by_integral} N is kappa n, with kappa and T_max held "
        "fixed.",
        title="The model size is 2 pi e kappa log D to leading order",
        says=Rate(kappa * n, "~", full * kappa * log_data, n, below=1 / (1 + spread), above=sp.S.One),
        derivation={
            "lower": chain(full * kappa * log_data / (1 + spread), ("<=", kappa * n,
                Scaled((1 + spread) / (full * kappa), chain(
                log_data, ("<=", (1 + spread) * n / full, at_most))))),
            "upper": chain(kappa * n, ("<=", full * kappa * log_data, Scaled(1 / (full * kappa), chain(
                n / full, ("<=", log_data, at_least))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
