"""For V_n(r) to be O(1), r must be about sqrt(n / (2 pi e))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import BallVolume, typical_radius
from theory.statement import Identity, Rate, bound
from theory.symbols import argument, ball_volume, factor, n, radius
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Section 5.2, the radius of a ball whose volume is O(1)", "section": "5.2"}
ours: dict[str, Any] = {"fidelity": "ours", **here}

v = ball_volume
smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
volume, typical = BallVolume(n, radius), typical_radius(n)
at_typical, at_multiple = BallVolume(n, typical), BallVolume(n, factor * typical)
most, share = 1 / sp.sqrt(sp.pi * n), sp.exp(-1 / (6 * n))

# The radius of the ball of volume v.
exact = (v * sp.gamma(1 + n / 2)) ** (1 / n) / sp.sqrt(sp.pi)
lift_more = sp.exp(1 / (6 * n**2))


def lifted(log_of_volume: sp.Expr) -> sp.Expr:
    """(pi n)^(1/(2 n)) times a volume, of which the logarithm is given, to the power 1/n."""
    return sp.exp(sp.log(sp.pi * n) / (2 * n) + log_of_volume / n)


low, high = typical * lifted(sp.log(v)), typical * lifted(sp.log(v)) * lift_more
large = sp.Integer(1024)
at_large = BallVolume(large, typical_radius(large))


def by_binet(side: str) -> Cite:
    """A side of Binet's formula at n/2."""
    return Cite("lemmas/binet", side, {argument: n / 2})


def by_logarithms(a: sp.Expr, b: sp.Expr, shown: Chain) -> Cite:
    """a < b, where the chain shows n log a < n log b."""
    return Cite("lemmas/logarithms", at={smaller: a, larger: b}, given=Scaled(n, shown))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="O(1) is read as: at most 1, and what r must be about as: what it is not below.",
        title="If V_n(r) is at most 1 then r is at least sqrt(n/(2 pi e))",
        says=bound(typical, "<=", radius),
        hypotheses=(Relation(volume, "<=", sp.S.One),),
        try_first=({"n": 2, "r": "1/3"},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The ball whose radius is sqrt(n/(2 pi e)) itself has a volume "
        "of the order of 1.",
        title="V_n(sqrt(n/(2 pi e))) is Theta(1)",
        says=Rate(at_typical, "Theta", sp.S.One, n, above=most),
        derivation={"upper": chain(at_typical, ("<=", most, Cite("lemmas/typical_volume", "upper")))},
        try_first=({"n": 1},),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The volume is one number v in all dimensions, and about is to "
        "leading order.",
        title="The radius (v Gamma(1 + n/2))^(1/n) / sqrt(pi), that of the ball of volume v, is ~ sqrt(n/(2 pi e))",
        says=Rate(exact, "~", typical, n, below=lifted(1 - 1 / v), above=lifted(v - 1) * lift_more),
        derivation={
            "lower": chain(
                typical * lifted(1 - 1 / v),
                ("<=", low, Monotone(Moving(chain(1 - sp.log(v), ("<=", 1 / v, Tangent(-sp.log(v))))))),
                ("<=", exact, Cite("niu2024/typical_radius+exact", "lower"))),
            "upper": chain(
                exact,
                ("<=", high, Cite("niu2024/typical_radius+exact", "upper")),
                ("<=", typical * lifted(v - 1) * lift_more, Monotone(Moving(chain(
                    1 + sp.log(v), ("<=", v, Tangent(sp.log(v)))))))),
        },
        try_first=({"n": 1, "v_ball": 1}, {"n": 1024, "v_ball": 1}),
        expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here, reading="About is up to a constant factor q, here one above 1, and the "
        "volume is then to stay bounded.",
        title="For q > 1 V_n(q sqrt(n/(2 pi e))) is O(1)",
        says=Rate(at_multiple, "O", sp.S.One, n, below=factor**n * share * most),
        hypotheses=(Relation(sp.S.One, "<", factor),),
        derivation={"lower": chain(factor**n * share * most, (
            "<=", at_multiple, Cite("niu2024/typical_radius+multiple", "lower")))},
        try_first=({"n": 1, "q": 2},),
        expects=Fails,
    ),
    Claim(
        part="+at_most", fidelity="repaired", repairs=(":A",), **here,
        changed="at most about, in place of at least; what it exceeds sqrt(n/(2 pi e)) by is a factor that tends to 1",
        title="If V_n(r) is at most v then r is below sqrt(n/(2 pi e)) (pi n)^(1/(2 n)) v^(1/n) exp(1/(6 n^2))",
        says=bound(radius, "<", high),
        hypotheses=(Relation(volume, "<=", v),),
        derivation={"bound": chain(radius, ("<", high, by_logarithms(radius, high, chain(
            n * sp.log(radius),
            ("=", n * sp.log(exact) + sp.log(volume) - sp.log(v), Algebra()),
            ("<=", n * sp.log(exact), Moving(chain(sp.log(volume), ("<=", sp.log(v), Monotone(Hypothesis()))))),
            ("<", n * sp.log(high), by_binet("upper")),
        ))))},
        try_first=({"n": 1, "r": 1, "v_ball": 2}, {"n": 8, "r": 1, "v_ball": "4059/1000"}),
        expects=Holds,
    ),
    Claim(
        part="+at_least", **ours,
        title="If V_n(r) is at least v then r is above sqrt(n/(2 pi e)) (pi n)^(1/(2 n)) v^(1/n)",
        says=bound(low, "<", radius),
        hypotheses=(Relation(v, "<=", volume),),
        derivation={"bound": chain(low, ("<", radius, by_logarithms(low, radius, chain(
            n * sp.log(low),
            ("<", n * sp.log(exact), by_binet("lower")),
            ("<=", n * sp.log(exact) + sp.log(volume) - sp.log(v), Moving(chain(
                sp.log(v), ("<=", sp.log(volume), Monotone(Hypothesis()))))),
            ("=", n * sp.log(radius), Algebra()),
        ))))},
        try_first=({"n": 1, "r": 1, "v_ball": 2}, {"n": 8, "r": 1, "v_ball": "4058/1000"}),
        expects=Holds,
    ),
    Claim(
        part="+exact", sharpens=(":C",), **ours,
        title="The ball of volume v has the radius sqrt(n/(2 pi e)) (pi n)^(1/(2 n)) v^(1/n), to a factor from 1 to "
        "exp(1/(6 n^2))",
        says=bound(low, "<", exact, "<", high),
        derivation={
            "lower": chain(low, ("<", exact, by_logarithms(low, exact, chain(
                n * sp.log(low), ("<", n * sp.log(exact), by_binet("lower")))))),
            "upper": chain(exact, ("<", high, by_logarithms(exact, high, chain(
                n * sp.log(exact), ("<", n * sp.log(high), by_binet("upper")))))),
        },
        try_first=({"n": 1, "v_ball": 1}, {"n": 1024, "v_ball": 1}),
        expects=Holds,
    ),
    Claim(
        part="+volume", **ours, title="The ball of radius (v Gamma(1 + n/2))^(1/n) / sqrt(pi) has volume v",
        says=Identity(BallVolume(n, exact), v),
        derivation={"identity": chain(BallVolume(n, exact), ("=", v, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+small", **ours,
        title="If r is at most sqrt(n/(2 pi e)) then V_n(r) is below 1 / sqrt(pi n)",
        says=bound(volume, "<", most),
        hypotheses=(Relation(radius, "<=", typical),),
        derivation={"bound": chain(
            volume,
            ("<=", at_typical, Monotone(Hypothesis())),
            ("<", most, Cite("lemmas/typical_volume", "upper")),
        )},
        try_first=({"n": 1, "r": "1/5"}, {"n": 1024, "r": "7743/1000"}),
        expects=Holds,
    ),
    Claim(
        part="+vanishes", fidelity="repaired", repairs=(":B",), **here,
        changed="it tends to 0, as 1 / sqrt(pi n)",
        title="V_n(sqrt(n/(2 pi e))) ~ 1 / sqrt(pi n)",
        says=Rate(at_typical, "~", most, n, below=share, above=sp.S.One),
        derivation={
            "lower": chain(share * most, ("<=", at_typical, Cite("lemmas/typical_volume", "lower"))),
            "upper": chain(at_typical, ("<=", most, Cite("lemmas/typical_volume", "upper"))),
        },
        try_first=({"n": 1}, {"n": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+multiple", fidelity="repaired", repairs=(":D",), **here,
        changed="it grows like q^n / sqrt(pi n), and falls so for q < 1",
        title="V_n(q sqrt(n/(2 pi e))) is q^n / sqrt(pi n), to a factor from exp(-1/(6 n)) to 1, for every q > 0",
        says=bound(factor**n * share * most, "<", at_multiple, "<", factor**n * most),
        derivation={
            "lower": chain(
                factor**n * share * most,
                ("<", factor**n * at_typical, Monotone(Cite("lemmas/typical_volume", "lower"))),
                ("=", at_multiple, Algebra())),
            "upper": chain(
                at_multiple,
                ("=", factor**n * at_typical, Algebra()),
                ("<", factor**n * most, Monotone(Cite("lemmas/typical_volume", "upper")))),
        },
        try_first=({"n": 1, "q": 1}, {"n": 1024, "q": 1}),
        expects=Holds,
    ),
    Claim(
        part="+at_1024", **ours, title="V_1024(sqrt(1024/(2 pi e))) is between 0.01762 and 0.01764",
        says=bound(sp.Rational("0.01762"), "<", at_large, "<", sp.Rational("0.01764")),
        derivation={
            "lower": chain(
                sp.Rational("0.01762"),
                ("<", sp.exp(-1 / (6 * large)) / sp.sqrt(sp.pi * large), Sign()),
                ("<", at_large, Cite("lemmas/typical_volume", "lower", {n: large}))),
            "upper": chain(
                at_large,
                ("<", 1 / sp.sqrt(sp.pi * large), Cite("lemmas/typical_volume", "upper", {n: large})),
                ("<", sp.Rational("0.01764"), Sign())),
        },
        expects=Holds,
    ),
)  # fmt: skip
