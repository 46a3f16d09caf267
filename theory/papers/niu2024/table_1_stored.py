"""The capacity of Table 1 is a number of stored patterns: on {-1,+1}^n, of points that no single flip lowers.

The table does not say which patterns; the literature draws them at random.  Here they are any.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Entry, ForEach, Hypothesis, Monotone, Moving, Rooted, Sign, Squeezed
from theory.quantities import (
    HopfieldEnergy,
    LogSumExp,
    SetHopfieldEnergy,
    SquaredDistance,
    SquaredNorm,
    overlaps,
    set_overlaps,
)
from theory.statement import bound
from theory.symbols import i, j, k, m, n, sigma, xi
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Table 1, stored patterns", "section": "App. B"}
one, none = sp.S.One, Vector(sp.S.Zero, k, n)

# Two patterns, the first of them with one component flipped.
pair = Family("rho", sp.Integer(2), n)
first, both = pair.vector(1), pair.vector()
turned = SetHopfieldEnergy(first, both, none, k, -pair[1, k])
firsts, seconds = (Vector(pair[row, k] ** 2, k, n) for row in (1, 2))


def term(where: sp.Symbol) -> sp.Expr:
    """What a component adds to rho^1_k (W rho^1)_k."""
    return (pair[1, k] * pair[1, where]) ** 2 + pair[1, k] * pair[1, where] * pair[2, k] * pair[2, where]


def second_at_most(where: sp.Symbol) -> Chain:
    """(rho^2_k)^2 <= 1."""
    return chain(pair[2, where] ** 2, ("<=", Max(seconds), Entry(where)), ("<=", one, Hypothesis()))


def first_at_least(where: sp.Symbol) -> Chain:
    """1 <= (rho^1_k)^2."""
    return chain(one, ("<=", Min(firsts), Hypothesis()), ("<=", pair[1, where] ** 2, Entry(where)))


smaller = chain(
    pair[2, k] ** 2 * pair[2, j] ** 2,
    ("<=", pair[2, j] ** 2, Monotone(second_at_most(k))),
    *second_at_most(j).steps,
    *first_at_least(j).steps,
    ("<=", pair[1, k] ** 2 * pair[1, j] ** 2, Monotone(first_at_least(k))),
)  # fmt: skip
products = pair[1, k] * pair[1, j] + pair[2, k] * pair[2, j]
term_not_negative = chain(
    0,
    ("<=", products**2 / 2, Sign()),
    ("<=", products**2 / 2 + (pair[1, k] ** 2 * pair[1, j] ** 2 - pair[2, k] ** 2 * pair[2, j] ** 2) / 2,
     Moving(smaller)),
    ("=", term(j), Algebra()),
)  # fmt: skip
all_terms = Sum.over(term(j), j, n)

# The pattern xi among m others, and what a flip of xi_k makes of its overlaps with them.
XI, SIGMA = xi.vector(), sigma.vector()
norm, seen = SquaredNorm(XI), overlaps(XI, SIGMA)
steps = Vector(xi[k] ** 2, k, n)
at_least_one = chain(1, ("<=", Min(steps), Hypothesis()), ("<=", steps.at(k), Entry(k)))
after = Vector(seen.at(j) - 2 * sigma[j, k] * xi[k], j, m)

# Hopfield: the flip loses 2 (n - 1) at xi itself and gains 2 |<sigma^j, xi>| + 2 at most at another pattern.
quadratic = -(norm**2 + Sum.over(seen.at(j) ** 2, j, m)) / 2
flipped_quadratic = -((norm - 2 * xi[k] ** 2) ** 2 + Sum.over(after.at(j) ** 2, j, m)) / 2
crosstalk = Sum.over(sp.Abs(seen.at(j)), j, m)
touched = Vector(Max(Vector((sigma[j, k] * xi[k]) ** 2, k, n)), j, m)
product = sigma[j, k] * xi[k]
touches = chain(
    product**2, ("<=", touched.at(j), Entry(k)), ("<=", Max(touched), Entry(j)), ("<=", 1, Hypothesis()),
)  # fmt: skip
unit = Squeezed(
    chain(xi[k] ** 2, ("<=", Max(steps), Entry(k)), ("<=", 1, Hypothesis())),
    chain(xi[k] ** 2, (">=", Min(steps), Entry(k)), (">=", 1, Hypothesis())),
)
disturbance = Sum.over(2 * seen.at(j) * product - 2 * product**2, j, m)
one_other = Moving(chain(
    -seen.at(j) * product + product**2,
    ("<=", sp.Abs(seen.at(j)) + product**2, Monotone(Rooted(chain(
        (-seen.at(j) * product) ** 2,
        ("=", seen.at(j) ** 2 * product**2, Algebra()),
        ("<=", seen.at(j) ** 2, Monotone(touches)))))),
    ("<=", sp.Abs(seen.at(j)) + 1, Monotone(touches)),
))  # fmt: skip
raised = chain(
    0,
    ("<=", 2 * (norm - m - 1 - crosstalk), Moving(chain(m + 1 + crosstalk, ("<=", norm, Hypothesis())))),
    ("=", 2 * norm - 2 + Sum.over(-2 * sp.Abs(seen.at(j)) - 2, j, m), Algebra()),
    ("<=", 2 * norm - 2 + disturbance, Monotone(one_other, (j,))),
    ("=", (2 * norm - 2 * xi[k] ** 2) * xi[k] ** 2 + disturbance, Monotone(chain(
        2 * norm - 2,
        ("=", 2 * norm - 2 * xi[k] ** 2, Monotone(Moving(chain(xi[k] ** 2, ("=", 1, unit))))),
        ("=", (2 * norm - 2 * xi[k] ** 2) * xi[k] ** 2, Moving(chain(
            (2 * norm - 2 * xi[k] ** 2) * xi[k] ** 2, ("=", 2 * norm - 2 * xi[k] ** 2, Monotone(unit))))),
    ))),
)  # fmt: skip

# Demircigil: what the flip gains at the others is less than what it loses at xi itself.
rest = Sum.over(sp.exp(seen.at(j)), j, m)
at_xi = -sp.log(sp.exp(norm) + rest)
flipped = -sp.log(sp.exp(norm - 2 * xi[k] ** 2) + Sum.over(sp.exp(after.at(j)), j, m))
against = Vector(Max(Vector(-product, k, n)), j, m)
agrees = chain(
    -product, ("<=", against.at(j), Entry(k)), ("<=", Max(against), Entry(j)), ("<=", 1, Hypothesis()),
)  # fmt: skip
gathered = chain(
    sp.exp(norm - 2 * xi[k] ** 2) + Sum.over(sp.exp(after.at(j)), j, m),
    ("<=", sp.exp(norm - 2) + Sum.over(sp.exp(after.at(j)), j, m), Monotone(chain(
        -2 * xi[k] ** 2, ("<=", -2, Moving(at_least_one))))),
    ("<=", sp.exp(norm - 2) + Sum.over(sp.exp(seen.at(j) + 2), j, m), Monotone(Moving(agrees), (j,))),
    ("=", sp.exp(norm - 2) + rest + (sp.exp(2) - 1) * rest, Algebra()),
    ("<=", sp.exp(norm - 2) + rest + (sp.exp(2) - 1) * sp.exp(norm - 2), Monotone(Hypothesis())),
    ("=", sp.exp(norm) + rest, Algebra()),
)  # fmt: skip

# Three patterns, all different.
three = Family("rho", sp.Integer(3), n)
every, start = three.vector(), three.vector(1)
entries = Vector(Max(Vector((three[i, k] ** 2 - 1) ** 2, k, n)), i, sp.Integer(3))
from_first = Min(Vector(SquaredDistance(start, three.vector(i + 1)), i, sp.Integer(2)))
different = (
    Relation(Max(entries), "=", sp.S.Zero),
    Relation(sp.S.Zero, "<", from_first),
    Relation(sp.S.Zero, "<", SquaredDistance(three.vector(2), three.vector(3))),
)

claims = (
    Claim(
        part="+two", **here,
        title="Hopfield's energy of two patterns of entries 1 and -1, no bias: at the first it is not above any single "
        "flip of it",
        says=bound(HopfieldEnergy(first, both, none), "<=", Min(Vector(turned, k, n))),
        hypotheses=(Relation(one, "<=", Min(firsts)), Relation(Max(seconds), "<=", one)),
        derivation={"bound": chain(
            HopfieldEnergy(first, both, none),
            ("<=", Min(Vector(turned, k, n)), ForEach(k, chain(
                HopfieldEnergy(first, both, none),
                ("<=", HopfieldEnergy(first, both, none) + 2 * (all_terms - term(k)), Moving(chain(
                    term(k), ("<=", all_terms, Entry(k, j, term_not_negative))))),
                ("=", turned, Algebra()),
            ))),
        )},
        try_first=({"n": 2, "rho": [[1, 1], [1, -1]]},),
        expects=Holds,
    ),
    Claim(
        part="+three", **here,
        title="Hopfield's energy of three different patterns of entries 1 and -1, no bias: at the first it is not "
        "above any single flip of it",
        says=bound(HopfieldEnergy(start, every, none), "<=",
                   Min(Vector(SetHopfieldEnergy(start, every, none, k, -three[1, k]), k, n))),
        hypotheses=different,
        try_first=({"n": 2, "rho": [[1, 1], [1, -1], [-1, 1]]},),
        expects=Fails,
    ),
    Claim(
        part="+crosstalk", **here,
        title="Hopfield's energy, no bias: a pattern of entries 1 and -1 among m others is not above any single flip "
        "of it where the magnitudes of its overlaps with them add up to n - m - 1 at most",
        says=bound(quadratic, "<=", Min(Vector(flipped_quadratic, k, n))),
        hypotheses=(Relation(one, "<=", Min(steps)), Relation(Max(steps), "<=", one), Relation(Max(touched), "<=", one),
                    Relation(m + 1 + crosstalk, "<=", norm)),
        derivation={"bound": chain(quadratic, ("<=", Min(Vector(flipped_quadratic, k, n)), ForEach(k, chain(
            quadratic,
            ("<=", quadratic + (2 * norm - 2 * xi[k] ** 2) * xi[k] ** 2 + disturbance, Moving(raised)),
            ("=", flipped_quadratic, Algebra()),
        ))))},
        try_first=({"m": 1, "n": 2, "xi": [1, 1], "sigma": [[1, -1]]},),
        expects=Holds,
    ),
    Claim(
        part="+exponential", **here,
        title="Demircigil's energy: a pattern of entries 1 and -1 among m others is not above any single flip of it "
        "where the exponentials of its overlaps with them add up to exp(n - 2) at most",
        says=bound(at_xi, "<=", Min(Vector(flipped, k, n))),
        hypotheses=(Relation(one, "<=", Min(steps)), Relation(Max(against), "<=", one),
                    Relation(rest, "<=", sp.exp(norm - 2))),
        derivation={"bound": chain(at_xi, ("<=", Min(Vector(flipped, k, n)), ForEach(k, chain(
            at_xi, ("<=", flipped, Monotone(gathered))))))},
        try_first=({"m": 1, "n": 2, "xi": [1, 1], "sigma": [[1, -1]]},),
        expects=Holds,
    ),
    Claim(
        part="+exponential_three", **here,
        title="Demircigil's energy of three different patterns of entries 1 and -1: at the first it is not above any "
        "single flip of it",
        says=bound(-LogSumExp(overlaps(start, every)), "<=",
                   Min(Vector(-LogSumExp(set_overlaps(start, every, k, -three[1, k])), k, n))),
        hypotheses=different,
        try_first=({"n": 2, "rho": [[1, -1], [1, 1], [-1, 1]]},),
        expects=Fails,
    ),
)  # fmt: skip
