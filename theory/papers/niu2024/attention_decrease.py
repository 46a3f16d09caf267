"""By how much one attention step lowers the energy that it belongs to."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    HopfieldStep,
    InnerProduct,
    MCHNEnergy,
    RelativeEntropy,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, k, n, rho, stride, v, x, y
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
spread = SquaredDiameter(patterns)
here: dict[str, Any] = {"cites": "Majorization-minimization, one step", "section": "4.2", "fidelity": "ours"}
At = Callable[[Vector], Any]
near_the_middle: dict[str, object] = {
    "d": 2, "n": 1, "rho": [["-1"], ["1"]], "y": ["0"], "x": ["1/1000000000000"], "beta": "1"
}  # fmt: skip


def minus(one: Vector, other: Vector) -> Vector:
    """The difference of two points."""
    return Vector(one.at(k) - other.at(k), k, n)


def claims_of(
    short: str, named: str, energy: At, step: At, logits: At, curving: sp.Expr, pull: sp.Expr, majorized: str
) -> tuple[Claim, ...]:
    """The claims about the energy `curving` ||x||^2 - (2 `curving` / `pull`) LogSumExp of logits, but for a constant.

    From point to point the logits change by `pull` <rho^i, way> and a common part.
    """
    name = f"niu2024/attention_decrease+{short}"
    warmth = 2 * curving / pull  # what a relative entropy counts in the energy
    image = step(Y)
    again = step(image)
    way, onward = minus(Y, image), minus(image, again)
    fall, length, turn = energy(Y) - energy(image), SquaredDistance(Y, image), InnerProduct(way, onward)

    def entropy(one: Vector, other: Vector) -> sp.Expr:
        return RelativeEntropy(logits(one), logits(other))

    def positive(one: Vector, other: Vector) -> Cite:
        return Cite("lemmas/gibbs", "bound", {n: d, x: logits(one), y: logits(other)})

    def not_negative(one: Vector, other: Vector) -> Moving:
        counted = Scaled(1 / warmth, chain(0, ("<=", entropy(one, other), positive(one, other))))
        return Moving(chain(0, ("<=", warmth * entropy(one, other), counted)))

    def weights_bound(point: Vector) -> sp.Expr:
        return pull**2 * spread * SquaredNorm(minus(point, Y)) / 8

    def most(share: sp.Expr) -> sp.Expr:
        return (curving + share * warmth * pull**2 * spread / 8) * length

    anywhere = curving * (length - SquaredDistance(X, image)) + warmth * entropy(Y, X)
    change = minus(X, Y)
    shadows = Vector(InnerProduct(patterns.at(i), change), i, d)
    shifts = Vector(pull * shadows.at(i), i, d)
    least, largest = curving * length, most(sp.S.One)
    exact = least + warmth * entropy(Y, image)
    between = InnerProduct(minus(Y, X), minus(step(Y), step(X)))

    partway = Vector(y[k] + stride * (image.at(k) - y[k]), k, n)
    nearer = curving * (length - SquaredDistance(partway, image))
    gain = curving * stride * (2 - stride) * length
    gradient = Vector(2 * curving * way.at(k), k, n)
    descended = Vector(y[k] - stride * gradient.at(k), k, n)
    descent = stride * (1 - curving * stride) * SquaredNorm(gradient)

    return (
        Claim(
            part=f"+{short}_anywhere", **here, sharpens=(f"+{short}_exact",),
            title=f"How far {named} at one point is above that at another, by the attention step from the first",
            says=Identity(energy(Y) - energy(X), anywhere),
            derivation={"identity": chain(energy(Y) - energy(X), ("=", anywhere, Algebra()))},
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_exact", **here, sharpens=(f"+{short}_bounds",),
            title=f"By how much an attention step lowers {named}",
            says=Identity(fall, exact),
            derivation={"identity": chain(fall, ("=", exact, Cite(f"{name}_anywhere", "identity", {x: image})))},
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_weights", **here,
            title=f"The relative entropy of the attention weights of {named} at two points is at most their squared "
            "distance times a multiple of the patterns' squared diameter",
            says=bound(entropy(Y, X), "<=", weights_bound(X)),
            derivation={
                "bound": chain(
                    entropy(Y, X),
                    ("=", RelativeEntropy(logits(Y), Vector(logits(Y).at(i) + shifts.at(i), i, d)), Algebra()),
                    ("<=", (Max(shifts) - Min(shifts)) ** 2 / 8,
                     Cite("lemmas/hoeffding+entropy", "bound", {n: d, x: logits(Y), y: shifts})),
                    ("=", pull**2 * (Max(shadows) - Min(shadows)) ** 2 / 8, Algebra()),
                    ("<=", pull**2 * (spread * SquaredNorm(change)) / 8,
                     Monotone(Cite("lemmas/extent", "bound", {v: change}))),
                )
            },
            try_first=(near_the_middle,),
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_bounds", **here,
            title=f"An attention step lowers {named} by the square of its length, times a factor between two constants",
            says=bound(least, "<=", fall, "<=", largest),
            derivation={
                "lower": chain(
                    fall,
                    ("=", exact, Cite(f"{name}_exact", "identity")),
                    (">=", least, not_negative(Y, image)),
                ),
                "upper": chain(
                    fall,
                    ("=", exact, Cite(f"{name}_exact", "identity")),
                    ("<=", largest, Moving(chain(
                        warmth * entropy(Y, image),
                        ("<=", warmth * weights_bound(image), Scaled(1 / warmth, chain(
                            entropy(Y, image),
                            ("<=", weights_bound(image), Cite(f"{name}_weights", "bound", {x: image}))))),
                        ("=", largest - least, Algebra()),
                    ))),
                ),
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_smaller", **here,
            title=f"The upper bound on what an attention step lowers {named} by, with 0.99 times the squared diameter",
            says=bound(fall, "<=", most(sp.Rational(99, 100))),
            expects=Fails,
        ),
        Claim(
            part=f"+{short}_both_ways", **here, sharpens=(f"+{short}_monotone",),
            title=f"The relative entropies of the weights of {named} at two points, both ways, add up to a multiple of "
            "the inner product of the way between the points and that between their images",
            says=Identity(entropy(Y, X) + entropy(X, Y), pull * between),
            derivation={"identity": chain(entropy(Y, X) + entropy(X, Y), ("=", pull * between, Algebra()))},
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_monotone", **here, sharpens=(f"+{short}_angle",),
            title=f"The attention step of {named} is monotone: it never turns the way between two points by more than "
            "a right angle",
            says=bound(0, "<=", between),
            derivation={
                "bound": chain(0, ("<=", between, Scaled(pull, chain(
                    0,
                    ("<=", entropy(Y, X), positive(Y, X)),
                    ("<=", entropy(Y, X) + entropy(X, Y), Moving(chain(0, ("<=", entropy(X, Y), positive(X, Y))))),
                    ("=", pull * between, Cite(f"{name}_both_ways", "identity")),
                ))))
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_angle", **here,
            title=f"Two consecutive attention steps of {named} make no obtuse angle",
            says=bound(0, "<=", turn),
            derivation={"bound": chain(0, ("<=", turn, Cite(f"{name}_monotone", "bound", {x: image})))},
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_next", **here,
            title=f"By how much an attention step lowers {named}, at most, by the next step",
            says=bound(fall, "<=", curving * (length + 2 * turn)),
            derivation={
                "bound": chain(
                    fall,
                    ("<=", curving * (SquaredDistance(Y, again) - SquaredDistance(image, again)),
                     Cite(f"niu2024/{majorized}", "bound", {x: Y, y: image})),
                    ("=", curving * (length + 2 * turn), Algebra()),
                )
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_moves", **here,
            title=f"An attention step that goes anywhere lowers {named}",
            says=bound(energy(image), "<", energy(Y)), hypotheses=(Relation(sp.S.Zero, "<", length),),
            derivation={
                "bound": chain(
                    energy(image),
                    ("<=", energy(Y) - least, Cite(f"{name}_bounds", "lower")),
                    ("<", energy(Y), Moving(chain(0, ("<", length, Hypothesis())))),
                )
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_fixed", **here,
            title=f"An attention step that goes nowhere does not lower {named}",
            says=bound(fall, "<=", 0), hypotheses=(Relation(length, "<=", sp.S.Zero),),
            derivation={
                "bound": chain(
                    fall,
                    ("<=", largest, Cite(f"{name}_bounds", "upper")),
                    ("<=", 0, Scaled(length / largest, chain(length, ("<=", 0, Hypothesis())))),
                )
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_part", **here, sharpens=(f"+{short}_over", f"+{short}_gradient"),
            title=f"By how much a part of an attention step, or more than the whole, lowers {named} at least",
            says=bound(energy(partway), "<=", energy(Y) - gain),
            derivation={
                "bound": chain(
                    energy(partway),
                    ("=", energy(Y) - nearer - warmth * entropy(Y, partway),
                     Cite(f"{name}_anywhere", "identity", {x: partway})),
                    ("<=", energy(Y) - nearer, not_negative(Y, partway)),
                    ("=", energy(Y) - gain, Algebra()),
                )
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_over", **here,
            title=f"A step of up to twice the length of the attention step does not raise {named}",
            says=bound(energy(partway), "<=", energy(Y)), hypotheses=(Relation(stride, "<=", sp.Integer(2)),),
            derivation={
                "bound": chain(
                    energy(partway),
                    ("<=", energy(Y) - gain, Cite(f"{name}_part")),
                    ("<=", energy(Y), Moving(chain(0, ("<=", gain, Sign())))),
                )
            },
            expects=Holds,
        ),
        Claim(
            part=f"+{short}_gradient", **here,
            title=f"By how much a step against the gradient of {named} lowers it at least",
            says=bound(energy(descended), "<=", energy(Y) - descent),
            derivation={
                "bound": chain(
                    energy(descended),
                    ("<=", energy(Y) - descent, Cite(f"{name}_part", "bound", {stride: 2 * curving * stride})),
                )
            },
            expects=Holds,
        ),
    )  # fmt: skip


def distance_logits(point: Vector) -> Vector:
    """The logits of the weights of the distance energy."""
    return Vector(-SquaredDistance(point, patterns.at(i)), i, d)


def mchn_logits(point: Vector) -> Vector:
    """The logits of the weights of the MCHN."""
    return Vector(beta * InnerProduct(patterns.at(i), point), i, d)


claims = (
    *claims_of(
        "distance", "the distance energy", lambda point: DistanceEnergy(point, patterns),
        lambda point: Vector(AttentionStep(point, patterns, k), k, n), distance_logits,
        sp.S.One, sp.Integer(2), "distance_energy_bounds+majorizer",
    ),
    *claims_of(
        "mchn", "MCHN's energy", lambda point: MCHNEnergy(point, patterns, beta),
        lambda point: Vector(HopfieldStep(point, patterns, beta, k), k, n), mchn_logits,
        sp.S.Half, beta, "mchn_energy_step+majorizer",
    ),
)  # fmt: skip
