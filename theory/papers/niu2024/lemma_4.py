"""|LogSumExp(x) - LogSumExp(y)| <= ||x - y||_inf."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Entry, ForEach, Jensen, Magnitude, Monotone
from theory.quantities import LogSumExp, Softmax, SupNorm
from theory.statement import bound
from theory.symbols import i, k, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
change = Vector(x[k] - y[k], k, n)
gap = LogSumExp(X) - LogSumExp(Y)
size = SupNorm(change)


def mean(weights: Vector) -> sp.Expr:
    """The mean of x - y under softmax weights."""
    return Sum.over(Softmax(weights, i) * (x[i] - y[i]), i, n)


def at(weights: Vector) -> Vector:
    """The softmax weights as a vector."""
    return Vector(Softmax(weights, i), i, n)


def largest_entry(weights: Vector) -> sp.Expr:
    """The mean with every change replaced by the largest."""
    return Sum.over(Softmax(weights, i) * Max(change), i, n)


def smallest_entry(weights: Vector) -> sp.Expr:
    """The mean with every change replaced by the smallest."""
    return Sum.over(Softmax(weights, i) * Min(change), i, n)


def weighted(weights: Vector, sign: int) -> sp.Expr:
    """log of the mean of exp(+-(x - y)), which is +-(LogSumExp(x) - LogSumExp(y))."""
    return sp.log(Sum.over(Softmax(weights, i) * sp.exp(sign * (x[i] - y[i])), i, n))


claims = (
    Claim(
        cites="Lemma 4", section="App. C", title="LogSumExp is 1-Lipschitz in the maximum norm",
        says=bound(sp.Abs(gap), "<=", size),
        derivation={
            "bound": chain(sp.Abs(gap), ("<=", size, Absolute(
                chain(
                    gap,
                    ("<=", Max(change), Cite("niu2024/lemma_4+sharper", "upper")),
                    ("<=", size, ForEach(i, chain(
                        x[i] - y[i],
                        ("<=", sp.Abs(x[i] - y[i]), Magnitude()),
                        ("<=", size, Entry(i)),
                    ))),
                ),
                chain(
                    -gap,
                    ("<=", -Min(change), Cite("niu2024/lemma_4+sharper", "lower")),
                    ("=", Max(Vector(y[k] - x[k], k, n)), Algebra()),
                    ("<=", size, ForEach(i, chain(
                        y[i] - x[i],
                        ("<=", sp.Abs(x[i] - y[i]), Magnitude()),
                        ("<=", size, Entry(i)),
                    ))),
                ),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",),
        cites="Lemma 4", section="App. C", title="LogSumExp changes by no more than the largest and no less than the "
        "smallest change of an entry",
        says=bound(Min(change), "<=", gap, "<=", Max(change)),
        derivation={
            "lower": chain(
                gap,
                (">=", mean(Y), Cite("niu2024/lemma_4+mean", "lower")),
                (">=", smallest_entry(Y), Monotone(Entry())),
                ("=", Min(change), Algebra()),
            ),
            "upper": chain(
                gap,
                ("<=", mean(X), Cite("niu2024/lemma_4+mean", "upper")),
                ("<=", largest_entry(X), Monotone(Entry())),
                ("=", Max(change), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="ours", sharpens=("+sharper",),
        cites="Lemma 4", section="App. C", title="The change of LogSumExp lies between two softmax means of the "
        "changes of the entries",
        says=bound(mean(Y), "<=", gap, "<=", mean(X)),
        derivation={
            "lower": chain(
                gap,
                ("=", weighted(Y, 1), Algebra()),
                (">=", mean(Y), Monotone(Jensen(at(Y), Vector(x[i] - y[i], i, n)))),
            ),
            "upper": chain(
                gap,
                ("=", -weighted(X, -1), Algebra()),
                ("<=", mean(X), Monotone(Jensen(at(X), Vector(y[i] - x[i], i, n)))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
