"""g(x) = min_i d(x, rho^i) >= 0, and g(x) = 0 exactly when x is a pattern."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Attained,
    Cite,
    Entry,
    ForEach,
    Hypothesis,
    Monotone,
    Sign,
    Squared,
    Squeezed,
)
from theory.quantities import NearestDistance, SquaredDistance, SupNorm
from theory.statement import Identity, bound
from theory.symbols import d, i, j, k, n, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
g = NearestDistance(X, patterns)


def apart(which: sp.Symbol) -> sp.Expr:
    """The largest difference of a coordinate of x and of one pattern."""
    return SupNorm(Vector(x[k] - rho[which, k], k, n))


# Zero exactly where x agrees with a pattern in every coordinate.
off = Min.over(apart(i), i, d)
half = g / 2 - off / 2

lower = chain(
    off**2,
    ("<=", g, ForEach(i, chain(
        off**2,
        ("<=", apart(i) ** 2, Squared(chain(off, ("<=", apart(i), Entry(i))))),
        ("<=", SquaredDistance(X, patterns.at(i)), Attained(apart(i), j, chain(
            apart(i) ** 2,
            ("<=", (x[j] - rho[i, j]) ** 2, Squared(chain(apart(i), ("<=", sp.Abs(x[j] - rho[i, j]), Hypothesis())))),
            ("<=", SquaredDistance(X, patterns.at(i)), Entry(j)),
        ))),
    ))),
)  # fmt: skip
upper = chain(
    g,
    ("<=", n * off**2, Attained(off, i, chain(
        g,
        ("<=", SquaredDistance(X, patterns.at(i)), Entry(i)),
        ("<=", Sum.over(apart(i) ** 2, k, n), Monotone(
            Squared(chain(sp.Abs(x[j] - rho[i, j]), ("<=", apart(i), Entry(j)))), (j,))),
        ("=", n * apart(i) ** 2, Algebra()),
        ("=", n * off**2, Monotone(Hypothesis())),
    ))),
)  # fmt: skip

claims = (
    Claim(
        reading="the largest difference of a coordinate from a pattern, least over the patterns, is 0 exactly where x "
        "is a pattern: so the lower bound says that g is not negative, and 0 at patterns only, the upper one that it "
        "is 0 at each of them",
        cites="Eq. (3)", section="4.1", title="The nearest distance is never negative, and 0 at the patterns alone",
        says=bound(off**2, "<=", g, "<=", n * off**2),
        derivation={"lower": lower, "upper": upper},
        expects=Holds,
    ),
    Claim(
        part="+non_negative", fidelity="ours",
        cites="Eq. (3)", section="4.1", title="The nearest distance is not negative",
        says=bound(0, "<=", g),
        derivation={
            "bound": chain(
                sp.S.Zero, ("<=", off**2, Sign()), ("<=", g, Cite("niu2024/nearest_distance_zero", "lower"))
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+at_patterns", fidelity="ours",
        cites="Eq. (3)", section="4.1", title="At a pattern the nearest distance is 0",
        says=Identity(g, sp.S.Zero),
        hypotheses=(Relation(off, "=", sp.S.Zero),),
        derivation={
            "identity": chain(
                g,
                ("=", sp.S.Zero, Squeezed(
                    chain(
                        g,
                        ("<=", n * off**2, Cite("niu2024/nearest_distance_zero", "upper")),
                        ("=", Sum.over(off**2, k, n), Algebra()),
                        ("<=", Sum.over(sp.S.Zero, k, n), Monotone(
                            Squared(chain(off, ("<=", sp.S.Zero, Hypothesis()))))),
                        ("=", sp.S.Zero, Algebra()),
                    ),
                    chain(g, (">=", sp.S.Zero, Sign())),
                )),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+elsewhere", fidelity="ours",
        cites="Eq. (3)", section="4.1", title="Where x is no pattern the nearest distance is above 0",
        says=bound(0, "<", g),
        hypotheses=(Relation(off, ">", sp.S.Zero),),
        derivation={
            "bound": chain(
                sp.S.Zero,
                ("<", off**2, Squared(chain(sp.S.Zero, ("<", off, Hypothesis())))),
                ("<=", g, Cite("niu2024/nearest_distance_zero", "lower")),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
