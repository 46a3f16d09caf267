"""gamma(a, r), the lower incomplete Gamma function: its recurrence, how it grows, and the square of its argument."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Relation, chain
from theory.kernel.rules import Algebra, Antiderivative, Growth, Monotone, Moving, Scaled, Sign
from theory.quantities import LowerGamma
from theory.statement import Identity, bound
from theory.symbols import larger_radius, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The incomplete Gamma function", "section": "Numbers"}

t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
s, p = sp.Symbol("s", real=True), sp.Symbol("g_0", positive=True)


def moment(r: sp.Expr, k: sp.Expr) -> sp.Expr:
    """The integral of exp(-r t) t^k from 0 to 1."""
    return Integral(sp.exp(-r * ends) * ends**k, ends)


def square_moment(r: sp.Expr, k: sp.Expr) -> sp.Expr:
    """The integral of exp(-r^2 t^2) t^k from 0 to 1."""
    return Integral(sp.exp(-(r**2) * ends**2) * ends**k, ends)


def derived(r: sp.Expr, k: sp.Expr) -> Integral:
    """The integral of the derivative of t^k exp(-r t)."""
    return Integral(k * ends ** (k - 1) * sp.exp(-r * ends) - r * ends**k * sp.exp(-r * ends), ends)


def recurrence(a: sp.Expr) -> Scaled:
    """a gamma(a, r) = r^a exp(-r) + gamma(a + 1, r), divided by r^a."""
    return Scaled(radius ** (-a), chain(
        a * moment(radius, a - 1),
        ("=", sp.exp(-radius) + radius * moment(radius, a), Moving(chain(
            a * moment(radius, a - 1) - radius * moment(radius, a),
            ("=", derived(radius, a), Algebra()),
            ("=", sp.exp(-radius), Antiderivative(derived(radius, a), t**a * sp.exp(-radius * t), t)),
        ))),
    ))  # fmt: skip


def rising(a: sp.Expr) -> Growth:
    """s^a times the integral of exp(-s t) t^(a - 1) rises with s: its derivative is s^(a - 1) exp(-s)."""
    within = a * s ** (a - 1) * moment(s, a - 1) - s**a * moment(s, a)
    return Growth(s**a * moment(s, a - 1), s, radius, larger_radius, chain(
        0,
        ("<", s ** (a - 1) * sp.exp(-s), Sign()),
        ("=", s ** (a - 1) * derived(s, a), Monotone(chain(
            sp.exp(-s), ("=", derived(s, a), Antiderivative(derived(s, a), t**a * sp.exp(-s * t), t))))),
        ("=", within, Algebra()),
    ))  # fmt: skip


half = n / 2


def root_moment(r: sp.Expr, k: sp.Expr) -> sp.Expr:
    """The integral of exp(-r^2 t) t^k from 0 to 1."""
    return Integral(sp.exp(-(r**2) * ends) * ends**k, ends)


by_square = Integral(
    (n + 2) * ends ** (n + 1) * sp.exp(-(s**2) * ends**2) - 2 * s**2 * ends ** (n + 3) * sp.exp(-(s**2) * ends**2), ends
)
by_root = Integral(
    (half + 1) * ends**half * sp.exp(-(s**2) * ends) - s**2 * ends ** (half + 1) * sp.exp(-(s**2) * ends), ends
)
apart = s ** (n + 2) * (2 * square_moment(s, n + 1) - root_moment(s, half))
slope = (n + 2) * s ** (n + 1) * (2 * square_moment(s, n + 1) - root_moment(s, half)) + s ** (n + 2) * (
    2 * s * root_moment(s, half + 1) - 4 * s * square_moment(s, n + 3)
)
# Both sides of the change of variable have the derivative 2 s^(n + 1) exp(-s^2).
level = chain(
    0,
    ("=", 2 * s ** (n + 1) * (sp.exp(-(s**2)) - by_root), Moving(chain(
        2 * s ** (n + 1) * by_root, ("=", 2 * s ** (n + 1) * sp.exp(-(s**2)), Monotone(
            Antiderivative(by_root, t ** (half + 1) * sp.exp(-(s**2) * t), t)))))),
    ("=", 2 * s ** (n + 1) * (by_square - by_root), Monotone(
        Antiderivative(by_square, t ** (n + 2) * sp.exp(-(s**2) * t**2), t))),
    ("=", slope, Algebra()),
)  # fmt: skip
squared = 2 * radius ** (n + 2) * square_moment(radius, n + 1)
claims = (
    Claim(
        **here, title="n gamma(n, r) is r^n exp(-r) and gamma(n + 1, r) together",
        says=Identity(n * LowerGamma(n, radius), radius**n * sp.exp(-radius) + LowerGamma(n + 1, radius)),
        derivation={"identity": chain(
            n * LowerGamma(n, radius),
            ("=", radius**n * sp.exp(-radius) + LowerGamma(n + 1, radius), recurrence(n)),
        )},
        expects=Holds,
    ),
    Claim(
        part="+real", **here, title="The recurrence of the incomplete Gamma function from real arguments above 1 on",
        says=Identity(
            (1 + p) * LowerGamma(1 + p, radius), radius ** (1 + p) * sp.exp(-radius) + LowerGamma(2 + p, radius)
        ),
        derivation={"identity": chain(
            (1 + p) * LowerGamma(1 + p, radius),
            ("=", radius ** (1 + p) * sp.exp(-radius) + LowerGamma(2 + p, radius), recurrence(1 + p)),
        )},
        expects=Holds,
    ),
    Claim(
        part="+grows", **here, title="gamma(n, r) grows with r",
        says=bound(LowerGamma(n, radius), "<", LowerGamma(n, larger_radius)),
        hypotheses=(Relation(radius, "<", larger_radius),),
        derivation={"bound": chain(LowerGamma(n, radius), ("<", LowerGamma(n, larger_radius), rising(n)))},
        try_first=({"n": 1, "r": 1, "r_1": 2},),
        expects=Holds,
    ),
    Claim(
        part="+square", **here,
        title="gamma(n/2 + 1, r^2) by the square of the variable: twice the integral of exp(-s^2) s^(n + 1) up to r",
        says=Identity(LowerGamma(half + 1, radius**2), squared),
        derivation={"identity": chain(
            LowerGamma(half + 1, radius**2),
            ("=", squared, Moving(chain(
                radius ** (n + 2) * (2 * square_moment(radius, n + 1) - root_moment(radius, half)),
                ("=", 0, Growth(apart, s, sp.S.Zero, radius, level)),
            ))),
        )},
        expects=Holds,
    ),
)  # fmt: skip
