"""One layer is one unified attention layer: keys and values are made of the tokens by matrices of their own."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Moving
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    HopfieldStep,
    InnerProduct,
    MCHNEnergy,
    Projection,
    SoftmaxMean,
    SquaredDistance,
)
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, j, k, key_map, key_width, n, psi, query_map, rho, v, x, y, z
from theory.verdict import Fails, Holds

X, Y, Z, V, patterns = x.vector(), y.vector(), z.vector(), v.vector(), rho.vector()
cooling = 1 / sp.sqrt(key_width)
query = Vector(Projection(query_map.vector(), X, j), j, key_width)
keys = Vector(Vector(Projection(key_map.vector(), patterns.at(i), j), j, key_width), i, d)
logits = Vector(cooling * InnerProduct(query, keys.at(i)), i, d)
mixture = Vector(SoftmaxMean(logits, Vector(rho[i, k], i, d)), k, n)
retrieved = Vector(HopfieldStep(query, keys, cooling, j), j, key_width)
dots = Vector(beta * InnerProduct(patterns.at(i), Y), i, d)
output = Vector(SoftmaxMean(dots, Vector(psi[i, k], i, d)), k, n)
steps = {
    "": Vector(AttentionStep(Y, patterns, k), k, n),
    "mchn_": Vector(HopfieldStep(Y, patterns, beta, k), k, n),
}
names = {"": "the distance energy", "mchn_": "MCHN's energy"}
sources = {"": "niu2024/distance_energy_bounds+majorizer", "mchn_": "niu2024/mchn_energy_step+majorizer"}
here: dict[str, Any] = {"cites": "Section 4.2, keys and values", "section": "4.2"}


def energy(which: str, point: Vector) -> sp.Expr:
    """The energy that the step of this name belongs to."""
    return MCHNEnergy(point, patterns, beta) if which else DistanceEnergy(point, patterns)


def lowered(which: str, point: Vector) -> sp.Expr:
    """What the paraboloid that touches the energy at y says at the point."""
    step, share = steps[which], sp.Rational(1, 2) if which else sp.S.One
    return energy(which, Y) + share * SquaredDistance(point, step) - share * SquaredDistance(Y, step)


def no_farther(which: str) -> Claim:
    """Any output that is no farther from the step's image than the point was."""
    farther = Relation(SquaredDistance(Z, steps[which]), "<=", SquaredDistance(Y, steps[which]))
    return Claim(
        part=f"+{which}no_farther", fidelity="repaired" if which else "ours", **here,
        repairs=(":A",) if which else (),
        changed="the output is no farther from what the keys as values would give than the input" if which else "",
        title=f"A layer whose output is no farther from the attention step of {names[which]} than its input does not "
        "raise it",
        says=bound(energy(which, Z), "<=", energy(which, Y)),
        hypotheses=(farther,),
        derivation={"bound": chain(
            energy(which, Z),
            ("<=", lowered(which, Z), Cite(sources[which], "bound", {x: Z})),
            ("<=", energy(which, Y), Moving(chain(SquaredDistance(Z, steps[which]),
             ("<=", SquaredDistance(Y, steps[which]), Hypothesis())))),
        )},
        expects=Holds,
    )  # fmt: skip


def skipping(which: str, part: str) -> Claim:
    """The skip connection as transformers have it."""
    return Claim(
        part=part, fidelity="ours", **here,
        title=f"The attention step of {names[which]} with the skip connection of transformers does not raise it",
        says=bound(energy(which, Vector(y[k] + steps[which].at(k), k, n)), "<=", energy(which, Y)),
        expects=Fails,
    )  # fmt: skip


def halved(which: str, part: str) -> Claim:
    """The repair of that: half of the sum."""
    share = sp.Rational(3, 8) if which else sp.Rational(3, 4)
    middle = Vector((y[k] + steps[which].at(k)) / 2, k, n)
    least = energy(which, Y) - share * SquaredDistance(Y, steps[which])
    return Claim(
        part=f"+{which}skip_halved", fidelity="ours", **here,
        title=f"Half the sum of the input and the attention step lowers {names[which]} by {share} of the squared "
        "length of the step, at least",
        says=bound(energy(which, middle), "<=", least),
        derivation={"bound": chain(
            energy(which, middle),
            ("<=", lowered(which, middle), Cite(sources[which], "bound", {x: middle})),
            ("=", least, Algebra()),
        )},
        expects=Holds,
    )  # fmt: skip


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="A layer lowers the energy of its keys, whatever values go with them.",
        title="Dot-product attention with values other than the keys does not raise MCHN's energy of the keys",
        says=bound(energy("mchn_", output), "<=", energy("mchn_", Y)),
        expects=Fails,
    ),
    skipping("", ":B"),
    skipping("mchn_", ":C"),
    Claim(
        part="+projected", fidelity="ours", **here,
        title="Whatever the three matrices are, the output is what W_V makes of a softmax mean of the tokens: v "
        "stands for one of its columns",
        says=Identity(SoftmaxMean(logits, Vector(InnerProduct(V, patterns.at(i)), i, d)), InnerProduct(V, mixture)),
        derivation={"identity": chain(
            SoftmaxMean(logits, Vector(InnerProduct(V, patterns.at(i)), i, d)),
            ("=", InnerProduct(V, mixture), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+keys", fidelity="repaired", repairs=(":A",), **here,
        changed="the values are the keys",
        title="With its keys as values, attention lowers MCHN's energy of the keys at beta = 1 / sqrt d_k by half the "
        "square of the way from the query to the output",
        says=bound(
            MCHNEnergy(retrieved, keys, cooling), "<=",
            MCHNEnergy(query, keys, cooling) - SquaredDistance(query, retrieved) / 2),
        derivation={"bound": chain(
            MCHNEnergy(retrieved, keys, cooling),
            ("<=", MCHNEnergy(query, keys, cooling) - SquaredDistance(query, retrieved) / 2,
             Cite("niu2024/mchn_energy_step+step", "bound", {n: key_width, rho: keys, y: query, beta: cooling})),
        )},
        expects=Holds,
    ),
    no_farther(""),
    no_farther("mchn_"),
    halved("", ":B"),
    halved("mchn_", ":C"),
)  # fmt: skip
