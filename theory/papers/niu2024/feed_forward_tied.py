"""FF(x) = f(x K^T) V can be merged into attention: with f the ReLU and V = K, energies add and do not join."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Either, Monotone, Moving, Sign
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, ReLU, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import b, beta, h, j, k, m, n, rho, sigma, x, y, z
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Feed-forward as memory, Section 3", "section": "3"}
X, Y, patterns, keys = x.vector(), y.vector(), rho.vector(), sigma.vector()
half = sp.Rational(1, 2)


def entrywise(steps: tuple[sp.Expr, sp.Expr]) -> Chain:
    """first <= second for one key, in the four cases of the signs of its logits."""
    first, second = steps
    known = chain(first, ("<=", second, Sign()))
    either = chain(first, ("<=", second, Either(h[j], sp.S.Zero, known, known)))
    return chain(first, ("<=", second, Either(b[j], sp.S.Zero, either, either)))


# For one key: logits b and h at two points, ReLU(t)^2 / 2 the function whose derivative is ReLU.
slope = ReLU(b[j]) * (h[j] - b[j])
growth = half * ReLU(h[j]) ** 2 - half * ReLU(b[j]) ** 2
above = slope + half * (h[j] - b[j]) ** 2


# Weights of any kind: what the combination of the keys has in common with z.
weighed = Sum.over(b[j] * InnerProduct(keys.at(j), z.vector()), j, m)
combined = InnerProduct(Vector(Sum.over(b[j] * sigma[j, k], j, m), k, n), z.vector())


def over_keys(entry: sp.Expr) -> sp.Expr:
    """The sum over the keys."""
    return Sum.over(entry, j, m)


def logit(point: Vector) -> sp.Expr:
    """<sigma^j, point>."""
    return InnerProduct(keys.at(j), point)


def potential(point: Vector) -> sp.Expr:
    """sum_j ReLU(<sigma^j, point>)^2 / 2."""
    return over_keys(half * ReLU(logit(point)) ** 2)


def feed_forward(point: Vector) -> Vector:
    """The output of the feed-forward layer with its keys as values."""
    return Vector(over_keys(ReLU(logit(point)) * sigma[j, k]), k, n)


def energy(point: Vector) -> sp.Expr:
    """MCHN's energy of the patterns, less the potential of the keys."""
    return MCHNEnergy(point, patterns, beta) - potential(point)


move = Vector(x[k] - y[k], k, n)
towards = InnerProduct(feed_forward(Y), move)
at_points = {b: Vector(logit(Y), j, m), h: Vector(logit(X), j, m)}
summed = Cite("niu2024/feed_forward_tied+combination", "identity", {b: Vector(ReLU(logit(Y)), j, m), z: move})
attended = Vector(HopfieldStep(Y, patterns, beta, k), k, n)
both = Vector(attended.at(k) + feed_forward(Y).at(k), k, n)
majorizer = energy(Y) + SquaredDistance(X, both) / 2 - SquaredDistance(Y, both) / 2
mchn_majorizer = (
    MCHNEnergy(Y, patterns, beta) + SquaredDistance(X, attended) / 2 - SquaredDistance(Y, attended) / 2
)  # fmt: skip

claims = (
    Claim(
        part="+not_negative", fidelity="ours", **here,
        title="The energy of attention and feed-forward with ReLU side by side is not negative",
        says=bound(0, "<=", energy(X)),
        expects=Fails,
    ),
    Claim(
        part="+logits", fidelity="ours", **here,
        title="By how much half the sum of the squared ReLU weights grows with the logits",
        says=bound(
            over_keys(slope), "<=", over_keys(half * ReLU(h[j]) ** 2) - over_keys(half * ReLU(b[j]) ** 2),
            "<=", over_keys(above)),
        derivation={
            "lower": chain(
                over_keys(slope),
                ("<=", over_keys(growth), Monotone(entrywise((slope, growth)), (j,))),
                ("=", over_keys(half * ReLU(h[j]) ** 2) - over_keys(half * ReLU(b[j]) ** 2), Algebra()),
            ),
            "upper": chain(
                over_keys(half * ReLU(h[j]) ** 2) - over_keys(half * ReLU(b[j]) ** 2),
                ("=", over_keys(growth), Algebra()),
                ("<=", over_keys(above), Monotone(entrywise((growth, above)), (j,))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+combination", fidelity="ours", **here,
        title="The inner product with a combination of the keys is the combination of the inner products",
        says=Identity(combined, weighed),
        derivation={"identity": chain(combined, ("=", weighed, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+gradient", fidelity="ours", **here,
        title="Half the sum of the squared ReLU weights grows by what the feed-forward layer with keys as values, as "
        "its gradient, says at least, and by at most half a sum of squares more",
        says=bound(
            towards, "<=", potential(X) - potential(Y), "<=",
            towards + over_keys(half * logit(move) ** 2)),
        derivation={
            "lower": chain(
                potential(X) - potential(Y),
                (">=", over_keys(ReLU(logit(Y)) * (logit(X) - logit(Y))),
                 Cite("niu2024/feed_forward_tied+logits", "lower", at_points)),
                ("=", over_keys(ReLU(logit(Y)) * logit(move)), Algebra()),
                ("=", towards, summed),
            ),
            "upper": chain(
                potential(X) - potential(Y),
                ("<=", over_keys(ReLU(logit(Y)) * (logit(X) - logit(Y)) + half * (logit(X) - logit(Y)) ** 2),
                 Cite("niu2024/feed_forward_tied+logits", "upper", at_points)),
                ("=", over_keys(ReLU(logit(Y)) * logit(move)) + over_keys(half * logit(move) ** 2), Algebra()),
                ("=", towards + over_keys(half * logit(move) ** 2), Monotone(summed)),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+majorizer", fidelity="ours", sharpens=("+step",), **here,
        title="MCHN's energy less half the sum of the squared ReLU weights lies below a paraboloid that touches it at "
        "y and is lowest where attention plus feed-forward sends y",
        says=bound(energy(X), "<=", majorizer),
        derivation={"bound": chain(
            energy(X),
            ("<=", mchn_majorizer - potential(X), Monotone(Cite("niu2024/mchn_energy_step+majorizer"))),
            ("<=", mchn_majorizer - potential(Y) - towards, Moving(chain(
                potential(X) - potential(Y), (">=", towards, Cite("niu2024/feed_forward_tied+gradient", "lower"))))),
            ("=", majorizer, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+step", fidelity="ours", **here,
        title="Attention plus feed-forward with ReLU lowers the sum of their energies, which may have no lower bound, "
        "by half the square of the step's length, at least, where keys are the values of both",
        says=bound(energy(both), "<=", energy(Y) - SquaredDistance(Y, both) / 2),
        derivation={"bound": chain(
            energy(both),
            ("<=", energy(Y) - SquaredDistance(Y, both) / 2,
             Cite("niu2024/feed_forward_tied+majorizer", "bound", {x: both})),
        )},
        expects=Holds,
    ),
)  # fmt: skip
