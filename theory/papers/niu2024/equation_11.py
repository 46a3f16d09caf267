"""The target (1/d') sum_i delta(x - rho^sigma(i)), sigma a permutation; homogeneous data, p_i = 1/d.

With it L = H(p, p_theta) = log Z_theta + (1/d') sum_i E_global(rho^sigma(i)).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Attained, Either, Entry, Hypothesis, Magnitude, Monotone, Moving
from theory.quantities import GlobalEnergy
from theory.statement import Identity, bound
from theory.symbols import at_data, d, i, j, k, multiplicity, normaliser
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Equation (11)", "section": "5.1"}
Z = normaliser


def energy(at: sp.Expr) -> sp.Expr:
    """E_global at a data point."""
    return GlobalEnergy(at_data.vector(at))


def mean(of: sp.Expr) -> sp.Expr:
    """The mean over the data points, each as likely as the others."""
    return Sum.over(of, i, d) / d


total = Sum(multiplicity.vector())


def weighted(of: sp.Expr) -> sp.Expr:
    """The mean over the data points, the i-th of which counts nu_i times."""
    return Sum.over(multiplicity[i] / total * of, i, d)


surprisal = -sp.log(sp.exp(-energy(i)) / Z)
values = Vector(energy(k), k, d)
top, bottom = Max(values), Min(values)
middle, half = (top + bottom) / 2, (top - bottom) / 2
difference = weighted(surprisal) - mean(surprisal)
share = multiplicity[i] / total - 1 / d
unevenness = Sum.over(sp.Abs(share), i, d)


def spread(sign: int) -> Chain:
    """The difference, or minus it, against what the uneven shares make of the range of the energies."""
    off, part = energy(i) - middle, sign * share
    at_most = chain(off, ("<=", half, Moving(chain(energy(i), ("<=", top, Entry(i))))))
    at_least = chain(-off, ("<=", half, Moving(chain(bottom, ("<=", energy(i), Entry(i))))))
    limit = sp.Abs(share) * half
    less = chain(
        part * off,
        ("<=", -part * half, Moving(chain(-part * -off, ("<=", -part * half, Monotone(at_least))))),
        ("<=", limit, Monotone(Magnitude())),
    )
    more = chain(part * off, ("<=", part * half, Monotone(at_most)), ("<=", limit, Monotone(Magnitude())))
    each = chain(part * off, ("<=", limit, Either(part, sp.S.Zero, less, more)))
    return chain(
        sign * difference,
        ("=", Sum.over(part * off, i, d), Algebra()),
        ("<=", Sum.over(limit, i, d), Monotone(each, (i,))),
        ("=", half * unevenness, Algebra()),
    )


excess, lack = Sum.over(energy(i) - bottom, i, d), Sum.over(top - energy(i), i, d)
above_bottom = chain(0, ("<=", energy(i) - bottom, Moving(chain(bottom, ("<=", energy(i), Entry(i))))))
below_top = chain(0, ("<=", top - energy(i), Moving(chain(energy(i), ("<=", top, Entry(i))))))
one_on_top = chain(
    top - bottom, ("=", energy(j) - bottom, Monotone(Hypothesis())), ("<=", excess, Entry(j, i, above_bottom))
)
one_at_bottom = chain(
    top - bottom, ("=", top - energy(j), Monotone(Hypothesis())), ("<=", lack, Entry(j, i, below_top))
)
most = (1 - 1 / d) * (top - bottom)
high = chain(
    difference,
    ("=", weighted(energy(i)) - mean(energy(i)), Algebra()),
    ("<=", weighted(top) - mean(energy(i)), Monotone(Entry(i), (i,))),
    ("=", top - bottom - excess / d, Algebra()),
    ("<=", top - bottom - (top - bottom) / d, Monotone(Attained(top, j, one_on_top))),
    ("=", most, Algebra()),
)
low = chain(
    -difference,
    ("=", mean(energy(i)) - weighted(energy(i)), Algebra()),
    ("<=", mean(energy(i)) - weighted(bottom), Monotone(Entry(i), (i,))),
    ("=", top - bottom - lack / d, Algebra()),
    ("<=", top - bottom - (top - bottom) / d, Monotone(Attained(bottom, j, one_at_bottom))),
    ("=", most, Algebra()),
)
any_energies = "The energies of the layers at the data are any numbers, so that every reading of them is covered; "

claims = (
    Claim(
        **here, title="The loss is log Z plus the mean energy at the data",
        reading=f"{any_energies}the i-th of the d' points, d here, is rho^sigma(i), so that sigma can be a permutation "
        "or any map, which leaves patterns out or repeats them.",
        says=Identity(mean(surprisal), sp.log(Z) + mean(energy(i))),
        derivation={"identity": chain(mean(surprisal), ("=", sp.log(Z) + mean(energy(i)), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+counts", fidelity="ours", **here, reading=f"{any_energies}the i-th point counts nu_i times.",
        title="Where the data are not homogeneous the loss is log Z plus the weighted mean of the energies",
        says=Identity(weighted(surprisal), sp.log(Z) + weighted(energy(i))),
        derivation={"identity": chain(weighted(surprisal), ("=", sp.log(Z) + weighted(energy(i)), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+uneven", fidelity="ours", **here, reading=f"{any_energies}the i-th point counts nu_i times.",
        title="Counts change it by at most half the range of the energies times the sum of what they change the shares",
        says=bound(sp.Abs(difference), "<=", half * unevenness),
        derivation={"bound": chain(
            sp.Abs(difference), ("<=", half * unevenness, Absolute(spread(1), spread(-1))))},
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here, reading=f"{any_energies}the i-th point counts nu_i times.",
        title="Counts change it by at most the range of the energies, less its d-th part",
        says=bound(sp.Abs(difference), "<=", most),
        derivation={"bound": chain(sp.Abs(difference), ("<=", most, Absolute(high, low)))},
        try_first=({"d": 2, "l": 1, "E_data": [[0], [1]], "Z": 1, "nu": [1, 10**6]},),
        expects=Holds,
    ),
)  # fmt: skip
