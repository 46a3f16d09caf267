"""The negative LogSumExp is not convex in the continuous domain."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Op, Relation, Sum, Vector, chain, fresh_index
from theory.kernel.rules import (
    Algebra,
    Attained,
    Cite,
    Either,
    Entry,
    Hypothesis,
    Jensen,
    Magnitude,
    Monotone,
    Moving,
    Sign,
    Tangent,
    Through,
    Unsigned,
)
from theory.quantities import InnerProduct, LogSumExp, Softmax, SquaredDistance, SupNorm
from theory.statement import Convex, Identity, bound
from theory.symbols import beta, d, i, j, k, n, rho, v, weight, x, y
from theory.verdict import Fails, Holds

X, Y, V, patterns = x.vector(), y.vector(), v.vector(), rho.vector()


def overlaps(point: Vector) -> Vector:
    """M^T x, the overlaps of the patterns with a point."""
    name = fresh_index()
    return Vector(InnerProduct(patterns.at(name), point), name, d)


def smooth(point: Vector) -> sp.Expr:
    """LogSumExp(beta, M^T x)."""
    return LogSumExp(overlaps(point), beta)


def chord(step: Vector) -> sp.Expr:
    """The mean of LogSumExp(beta, M^T x) at y + step and at y - step."""
    name = fresh_index()
    ahead, behind = (Vector(y[name] + sign * step.at(name), name, n) for sign in (1, -1))
    return (smooth(ahead) + smooth(behind)) / 2


# LogSumExp above its tangent: the mean of exp(y_i - mean) is above 1, as y is above its mean somewhere.
mean = Sum.over(Softmax(X, i) * y[i], i, n)
growth = Sum.over(Softmax(X, i) * sp.exp(y[i] - mean), i, n)
bend = Sum.over(Softmax(X, i) * (sp.exp(y[i] - mean) - 1 - (y[i] - mean)), i, n)
bend_at_j = Softmax(X, j) * (sp.exp(y[j] - mean) - 1 - (y[j] - mean))
top_above_mean = Attained(Min(Y), j, chain(
    mean,
    ("<", Max(Y), Moving(chain(
        sp.S.Zero,
        ("<", Softmax(X, j) * (Max(Y) - y[j]), Sign()),
        ("<=", Sum.over(Softmax(X, i) * (Max(Y) - y[i]), i, n), Entry(j, i, chain(
            sp.S.Zero,
            ("<=", Softmax(X, i) * (Max(Y) - y[i]), Moving(chain(
                Softmax(X, i) * y[i], ("<=", Softmax(X, i) * Max(Y), Monotone(Entry(i)))))),
        ))),
        ("=", Max(Y) - mean, Algebra()),
    ))),
))  # fmt: skip
never_below_1 = chain(
    sp.exp(Sum.over(Softmax(X, i) * (y[i] - mean), i, n)),
    ("<=", growth, Jensen(Vector(Softmax(X, i), i, n), Vector(y[i] - mean, i, n))),
)


def bent(where: sp.Symbol, op: Op) -> Chain:
    """0 op p (exp(t) - 1 - t), t the change of an entry against the mean, p its weight."""
    p, t = Softmax(X, where), y[where] - mean
    return chain(sp.S.Zero, (op, p * (sp.exp(t) - 1 - t), Moving(chain(
        p * (1 + t), (op, p * sp.exp(t), Monotone(Tangent(t)))))))  # fmt: skip


above_1 = Attained(Max(Y), j, chain(
    sp.S.One,
    ("<", 1 + bend_at_j, Monotone(bent(j, "<"))),
    ("<=", 1 + bend, Monotone(Entry(j, i, bent(i, "<=")))),
    ("=", growth, Algebra()),
))  # fmt: skip

# On a line through y in direction v.
at_y = Vector(beta * overlaps(Y).at(i), i, d)
slopes = overlaps(V)
drift = Sum.over(Softmax(at_y, i) * slopes.at(i), i, d)
hole = sp.Symbol("t", real=True)


def growing(sign: int) -> Vector:
    """How fast the exponents grow along v, or along -v."""
    return Vector(sign * beta * slopes.at(i), i, d)


def moved(sign: int) -> sp.Expr:
    """LogSumExp of the exponents after a step along v, or along -v."""
    return LogSumExp(Vector(at_y.at(i) + growing(sign).at(i), i, d))


def tangent(sign: int) -> Cite:
    """LogSumExp above its tangent along v, or along -v."""
    slow, fast = (Min(slopes), Max(slopes)) if sign > 0 else (Max(slopes), Min(slopes))
    return Cite("niu2024/negative_log_sum_exp+tangent", "bound", {n: d, x: at_y, y: growing(sign)}, Moving(chain(
        Min(growing(sign)),
        ("=", sign * beta * slow, Through(sign * beta * hole, hole, slow)),
        ("<", sign * beta * fast, Monotone(Hypothesis())),
        ("=", Max(growing(sign)), Through(sign * beta * hole, hole, fast)),
    )))  # fmt: skip


def follow(sign: int) -> Moving:
    """The same, with the tangent written with the mean of the overlaps of v."""
    start = LogSumExp(at_y) + Sum.over(Softmax(at_y, i) * growing(sign).at(i), i, d)
    return Moving(chain(start, ("<", moved(sign), tangent(sign))))


# The segments from y by the difference of a pattern and the first one, to both sides.
away = Vector(Vector(rho[i, k] - rho[1, k], k, n), i, d)
differ = Max.over(SquaredDistance(patterns.at(i), patterns.at(1)), i, d)
lowest_chord = Min.over(-chord(away.at(i)), i, d)
along_away = Vector(InnerProduct(patterns.at(i), away.at(j)), i, d)
overlaps_part = Moving(chain(
    Min(along_away),
    ("<=", along_away.at(1), Entry(1)),
    ("<", along_away.at(j), Moving(chain(
        sp.S.Zero,
        ("<", differ, Hypothesis()),
        ("=", SquaredDistance(patterns.at(j), patterns.at(1)), Hypothesis()),
    ))),
    ("<=", Max(along_away), Entry(j)),
))  # fmt: skip

# Where all patterns are the same.
same = Relation(Max.over(SupNorm(away.at(i)), i, d), "<=", sp.S.Zero)
constant = sp.log(d) / beta
first, first_at_y = InnerProduct(patterns.at(1), X), InnerProduct(patterns.at(1), Y)
half = rho[i, k] / 2 - rho[1, k] / 2
middle = Vector(weight * x[k] + (1 - weight) * y[k], k, n)


def never_positive(difference: sp.Expr) -> Chain:
    """A difference of entries of two patterns, either way round, is at most 0 where all patterns are the same."""
    return chain(
        difference,
        ("<=", sp.Abs(rho[i, k] - rho[1, k]), Magnitude()),
        ("<=", SupNorm(away.at(i)), Entry(k)),
        ("<=", same.lhs, Entry(i)),
        ("<=", sp.S.Zero, Hypothesis()),
    )


def no_more(small: sp.Expr, large: sp.Expr) -> Moving:
    """Half of one entry is at most half of the other."""
    return Moving(chain(small / 2, ("<=", large / 2, Monotone(Moving(never_positive(small - large))))))


entry_is_first = Moving(chain(
    half,
    ("=", sp.Abs(half), Unsigned(chain(sp.S.Zero, ("<=", half, no_more(rho[1, k], rho[i, k]))))),
    ("=", -half, Unsigned(chain(sp.S.Zero, ("<=", -half, no_more(rho[i, k], rho[1, k]))))),
))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading",
        reading="not convex where two patterns differ: around every point the middle of a segment, along the "
        "difference of a pattern and the first one, lies strictly above the chord",
        cites="Negative LogSumExp", section="4.1", title="The negative LogSumExp is not convex",
        says=bound(lowest_chord, "<", -smooth(Y)),
        hypotheses=(Relation(differ, ">", sp.S.Zero),),
        derivation={
            "bound": chain(lowest_chord, ("<", -smooth(Y), Attained(differ, j, chain(
                lowest_chord,
                ("<=", -chord(away.at(j)), Entry(j)),
                ("<", -smooth(Y), Cite(
                    "niu2024/negative_log_sum_exp+line", "bound", {v: away.at(j)}, overlaps_part)),
            ))))
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading",
        reading="not convex for any patterns, two equal ones or a single one included: on the segments of the other "
        "reading, which give equality only where all patterns are the same",
        cites="Negative LogSumExp", section="4.1", title="The negative LogSumExp is never convex",
        says=bound(lowest_chord, "<", -smooth(Y)),
        expects=Fails,
    ),
    Claim(
        part="+line", fidelity="ours", sharpens=(":A",),
        cites="Negative LogSumExp", section="4.1",
        title="The negative LogSumExp lies strictly above its chords in every direction in which two overlaps part",
        says=bound(-chord(V), "<", -smooth(Y)),
        hypotheses=(Relation(Min(slopes), "<", Max(slopes)),),
        derivation={
            "bound": chain(
                -chord(V),
                ("=", -moved(1) / (2 * beta) - moved(-1) / (2 * beta), Algebra()),
                ("<", -(LogSumExp(at_y) + beta * drift) / (2 * beta) - moved(-1) / (2 * beta),
                 Monotone(chain(moved(1), (">", LogSumExp(at_y) + beta * drift, follow(1))))),
                ("<", -(LogSumExp(at_y) + beta * drift) / (2 * beta) - (LogSumExp(at_y) - beta * drift) / (2 * beta),
                 Monotone(chain(moved(-1), (">", LogSumExp(at_y) - beta * drift, follow(-1))))),
                ("=", -smooth(Y), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+concave", fidelity="ours",
        cites="Negative LogSumExp", section="4.1",
        title="LogSumExp of the overlaps is convex, so that its negative is concave",
        says=Convex(smooth(X), x, y, weight),
        derivation={
            "convexity": chain(
                smooth(middle),
                ("=", LogSumExp(Vector(
                    weight * overlaps(X).at(i) + (1 - weight) * overlaps(Y).at(i), i, d), beta), Algebra()),
                ("<=", weight * smooth(X) + (1 - weight) * smooth(Y),
                 Cite("niu2024/lemma_1+every_beta", "convexity", {n: d, x: overlaps(X), y: overlaps(Y)})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+same", fidelity="ours",
        cites="Negative LogSumExp", section="4.1",
        title="Where all patterns are the same the negative LogSumExp is affine",
        says=Identity(-smooth(X), -first - constant),
        hypotheses=(same,),
        derivation={
            "identity": chain(
                -smooth(X),
                ("=", -LogSumExp(Vector(first, i, d), beta), Monotone(entry_is_first, (i, k))),
                ("=", -first - constant, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+same_convex", fidelity="ours",
        cites="Negative LogSumExp", section="4.1",
        title="Where all patterns are the same the negative LogSumExp is convex",
        says=Convex(-smooth(X), x, y, weight),
        hypotheses=(same,),
        derivation={
            "convexity": chain(
                -smooth(middle),
                ("=", -InnerProduct(patterns.at(1), middle) - constant,
                 Cite("niu2024/negative_log_sum_exp+same", "identity", {x: middle})),
                ("=", weight * (-first - constant) + (1 - weight) * (-first_at_y - constant), Algebra()),
                ("=", weight * -smooth(X) + (1 - weight) * (-first_at_y - constant),
                 Monotone(Cite("niu2024/negative_log_sum_exp+same", "identity"))),
                ("=", weight * -smooth(X) + (1 - weight) * -smooth(Y),
                 Monotone(Cite("niu2024/negative_log_sum_exp+same", "identity", {x: Y}))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+tangent", fidelity="ours",
        cites="Negative LogSumExp", section="4.1",
        title="LogSumExp lies strictly above its tangent in every direction that does not move all entries alike",
        says=bound(LogSumExp(X) + mean, "<", LogSumExp(Vector(x[i] + y[i], i, n))),
        hypotheses=(Relation(Min(Y), "<", Max(Y)),),
        derivation={
            "bound": chain(
                LogSumExp(X) + mean,
                ("<", LogSumExp(X) + mean + sp.log(growth), Monotone(chain(sp.S.One, ("<", growth, Either(
                    Max(Y), mean,
                    low=chain(
                        sp.S.One,
                        ("<", 1 + Max(Y) - mean, Moving(chain(mean, ("<", Max(Y), top_above_mean)))),
                        ("<=", sp.S.One, Hypothesis()),
                        ("<=", growth, Moving(never_below_1)),
                    ),
                    high=chain(sp.S.One, ("<", growth, above_1)),
                ))))),
                ("=", LogSumExp(Vector(x[i] + y[i], i, n)), Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
