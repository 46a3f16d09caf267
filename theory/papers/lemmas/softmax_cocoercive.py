"""<s - s', x - x'> >= ||s - s'||^2 / L for s = softmax(beta x): L = beta / 2, and less where one weight is large."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Relation, Rule, Sum, Vector, chain
from theory.kernel.rules import Algebra, Chord, Cite, Entry, Growth, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, error, i, k, n, w, weight, x, y
from theory.verdict import Holds

X, Y, W = x.vector(), y.vector(), w.vector()
t = sp.Symbol("t", real=True)
change = Vector(x[k] - y[k], k, n)


def scaled(point: Vector) -> Vector:
    """beta times a point."""
    return Vector(beta * point.at(k), k, n)


def between(at: sp.Expr) -> Vector:
    """The point of the segment from y to x."""
    return Vector(at * x[k] + (1 - at) * y[k], k, n)


def seen(point: Vector, direction: Vector) -> sp.Expr:
    """The softmax weights, seen from a direction."""
    return Sum.over(Softmax(scaled(point), i) * direction.at(i), i, n)


p = Softmax(scaled(between(t)), i)
spread = Max.over(p * (1 - p), i, n)
moved = Vector(Softmax(scaled(X), k) - Softmax(scaled(Y), k), k, n)
along, aside = InnerProduct(moved, change), InnerProduct(moved, W)
less_twice = Vector(x[k] - y[k] - 2 * w[k], k, n)
rest = Vector(x[k] - y[k] - w[k], k, n)
quarter, little = sp.Rational(1, 4), error * (1 - error)


def from_w(most: sp.Expr, why: Rule) -> dict[str, Chain]:
    """Half the weights' derivative along the change, less w twice, is a variance less that of w, which is at most."""
    slope = beta * (SoftmaxVariance(scaled(between(t)), rest) - SoftmaxVariance(scaled(between(t)), W))
    steady = 2 * beta * most * SquaredNorm(W)
    rising = chain(
        sp.S.Zero,
        ("<=", beta * SoftmaxVariance(scaled(between(t)), rest), Sign()),
        ("<=", slope + steady, Moving(chain(
            beta * SoftmaxVariance(scaled(between(t)), W),
            ("<=", beta * (2 * spread * SquaredNorm(W)),
             Monotone(Cite("lemmas/softmax_spread+largest", "bound", {x: scaled(between(t)), y: W}))),
            ("<=", beta * (2 * most * SquaredNorm(W)), Monotone(why)),
            ("=", steady, Algebra()),
        ))),
    )  # fmt: skip
    return {"bound": chain(2 * aside, ("<=", along + steady, Moving(chain(
        seen(Y, less_twice),
        ("<=", seen(X, less_twice) + steady,
         Growth(seen(between(t), less_twice) + t * steady, t, sp.S.Zero, sp.S.One, rising)),
    ))))}  # fmt: skip


def at_own(most: sp.Expr, name: str) -> dict[str, Chain]:
    """What the weights move, over L, in the place of w."""
    stiffness = 2 * beta * most
    own = Vector(moved.at(k) / stiffness, k, n)
    return {"bound": chain(SquaredNorm(moved), ("<=", stiffness * along, Moving(chain(
        2 * SquaredNorm(moved),
        ("=", stiffness * (2 * InnerProduct(moved, own)), Algebra()),
        ("<=", stiffness * (along + stiffness * SquaredNorm(own)),
         Monotone(Cite(f"lemmas/softmax_cocoercive{name}_from_w", "bound", {w: own}))),
        ("=", stiffness * along + SquaredNorm(moved), Algebra()),
    ))))}  # fmt: skip


# Where the first weight is at least 1 - epsilon at both ends it is so between: its inverse is a sum of exponentials.
def first(point: Vector) -> sp.Expr:
    """The first weight."""
    return Softmax(scaled(point), sp.S.One)


def inverse(point: Vector) -> sp.Expr:
    """One over the first weight."""
    return Sum.over(sp.exp(beta * (point.at(i) - point.at(1))), i, n)


def large(point: Vector) -> Relation:
    """The first weight is at least 1 - epsilon."""
    return Relation(1 - error, "<=", first(point))


half = Relation(error, "<=", sp.S.Half)
middle = Vector(weight * x[k] + (1 - weight) * y[k], k, n)
here: dict[str, Any] = {"fidelity": "ours", "cites": "Softmax is cocoercive", "section": "Vectors"}
near: dict[str, Any] = {"hypotheses": (large(X), large(Y), half)}
by_quarter = Cite("lemmas/softmax_largest+quarter", "bound", {x: scaled(between(t))})
by_first = Cite("lemmas/softmax_largest+near_one", "bound", {x: scaled(between(t))}, Moving(chain(
    1 - error,
    ("<=", first(between(t)), Cite("lemmas/softmax_cocoercive+between", "bound", {weight: t})),
    ("<=", Max.over(p, i, n), Entry(sp.S.One)),
)))  # fmt: skip


def not_small(point: Vector) -> Chain:
    """One over the first weight is at most 1 / (1 - epsilon)."""
    return chain(
        (1 - error) * inverse(point),
        ("<=", first(point) * inverse(point), Monotone(Hypothesis())),
        ("=", sp.S.One, Algebra()),
    )  # fmt: skip


claims = (
    Claim(
        part="+all_from_w", **here,
        title="What the softmax weights move in any direction w, from what they move along the change of the point",
        says=bound(2 * aside, "<=", along + 2 * beta * quarter * SquaredNorm(W)),
        derivation=from_w(quarter, by_quarter),
        expects=Holds,
    ),
    Claim(
        part="+all", **here,
        title="How far the softmax weights move, squared, is at most beta / 2 times what they move along the change",
        says=bound(SquaredNorm(moved), "<=", 2 * beta * quarter * along), derivation=at_own(quarter, "+all"),
        expects=Holds,
    ),
    Claim(
        part="+between", **here, hypotheses=(large(X), large(Y), Relation(weight, "<=", sp.S.One),
                                             Relation(error, "<", sp.S.One)),
        title="Where the first softmax weight is at least 1 - epsilon at two points, it is so between them",
        says=bound(1 - error, "<=", first(middle)),
        derivation={
            "bound": chain(
                1 - error,
                ("=", (1 - error) * inverse(middle) * first(middle), Algebra()),
                ("<=", (1 - error) * Sum.over(
                    weight * sp.exp(beta * (x[i] - x[1])) + (1 - weight) * sp.exp(beta * (y[i] - y[1])), i, n)
                 * first(middle), Monotone(Chord(weight, beta * (x[i] - x[1]), beta * (y[i] - y[1])), (i,))),
                ("=", (weight * ((1 - error) * inverse(X)) + (1 - weight) * ((1 - error) * inverse(Y)))
                 * first(middle), Algebra()),
                ("<=", (weight + (1 - weight) * ((1 - error) * inverse(Y))) * first(middle), Monotone(not_small(X))),
                ("<=", first(middle), Monotone(chain(
                    weight + (1 - weight) * ((1 - error) * inverse(Y)),
                    ("<=", sp.S.One, Moving(chain(
                        (1 - weight) * ((1 - error) * inverse(Y)),
                        ("<=", 1 - weight, Monotone(not_small(Y)))))),
                ))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+near_one_from_w", **here, **near,
        title="The same where the first softmax weight is at least 1 - epsilon, 1/2 or more, at both points",
        says=bound(2 * aside, "<=", along + 2 * beta * little * SquaredNorm(W)), derivation=from_w(little, by_first),
        expects=Holds,
    ),
    Claim(
        part="+near_one", **here, **near,
        title="Where the first softmax weight is at least 1 - epsilon, 1/2 or more, at two points: how far the weights "
        "move, squared, is at most 2 beta epsilon (1 - epsilon) times what they move along the change",
        says=bound(SquaredNorm(moved), "<=", 2 * beta * little * along), derivation=at_own(little, "+near_one"),
        expects=Holds,
    ),
)  # fmt: skip
