"""d V_n(r) / exp(r) <= Z_t <= d V_n(r), where r = sqrt(n / (2 pi e))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Monotone, Sign
from theory.quantities import BallMass, BallVolume, PrintedBallMass, typical_radius
from theory.statement import bound
from theory.symbols import d, n, radius
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (14)", "section": "5.2"}
r = typical_radius(n)
square = n / (2 * sp.pi * sp.E)
mass, volume = BallMass(n, r), BallVolume(n, r)
rooted_mass, rooted_volume = BallMass(n, sp.sqrt(r)), BallVolume(n, sp.sqrt(r))
at_radius = {radius: r}
share = sp.pi * sp.E / (sp.pi * sp.E - 1)
as_integral = "Z_t is the integral of exp(-g_t) over d disjoint balls of this radius, so d times that over one of them."

claims = (
    Claim(
        part=":A", fidelity="reading", reading="Z_t is the last form of Eq. (13), the formula with gamma(n, r).",
        paper_uses=("niu2024/ball_integral_bounds:A",),
        **here,
        title="The formula for Z_t with gamma(n, r) lies between the two bounds",
        says=bound(d * volume / sp.exp(r), "<=", d * PrintedBallMass(n, r), "<=", d * volume),
        derivation={
            "lower": chain(d * volume / sp.exp(r), ("<=", d * PrintedBallMass(n, r), Monotone(
                Cite("niu2024/ball_integral_bounds:A", "lower", at_radius)))),
            "upper": chain(d * PrintedBallMass(n, r), ("<=", d * volume, Monotone(
                Cite("niu2024/ball_integral_bounds:A", "upper", at_radius)))),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", reading=as_integral, **here,
        paper_uses=("niu2024/equation_13", "niu2024/ball_integral_bounds:B"),
        title="The integral Z_t lies between the two bounds",
        says=bound(d * volume / sp.exp(r), "<=", d * mass, "<=", d * volume),
        derivation={"upper": chain(d * mass, ("<=", d * volume, Monotone(Cite("lemmas/ball_mass", "upper",
            at_radius))))},
        try_first=({"d": 1, "n": 21}, {"d": 1, "n": 1024}),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", reading="r bounds the squared distance, as in Definition 1 with the distance of "
        "Section 4.1, so the ball has the Euclidean radius sqrt(r), and V_n stands for its volume. Z_t is d times the "
        "integral over it.", **here,
        paper_uses=("niu2024/ball_integral_bounds:C",),
        title="The integral Z_t over balls of squared radius r lies between the two bounds with their volume",
        says=bound(d * rooted_volume / sp.exp(r), "<=", d * rooted_mass, "<=", d * rooted_volume),
        derivation={
            "lower": chain(d * rooted_volume / sp.exp(r), ("<=", d * rooted_mass, Monotone(
                Cite("niu2024/ball_integral_bounds:C", "lower", at_radius)))),
            "upper": chain(d * rooted_mass, ("<=", d * rooted_volume, Monotone(
                Cite("niu2024/ball_integral_bounds:C", "upper", at_radius)))),
        },
        expects=Holds,
    ),
    Claim(
        part="+square", fidelity="repaired", repairs=(":B",), changed="exp(-r^2) in place of exp(-r)",
        reading=as_integral, **here,
        title="The integral Z_t is above exp(-r^2) times the upper bound, and below that bound",
        says=bound(d * volume * sp.exp(-square), "<", d * mass, "<", d * volume),
        derivation={
            "lower": chain(d * volume * sp.exp(-square), ("<", d * mass, Monotone(
                Cite("lemmas/ball_mass", "lower", at_radius)))),
            "upper": chain(d * mass, ("<", d * volume, Monotone(Cite("lemmas/ball_mass", "upper", at_radius)))),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="repaired", repairs=(":B",),
        changed="exp(-r^2) in place of exp(-r), and a factor between 1 and pi e/(pi e - 1), which is below 1.14",
        reading=as_integral, **here,
        title="The integral Z_t is d V_n(r) exp(-r^2) up to a factor from 1 + n/((n + 2) pi e) to pi e/(pi e - 1)",
        says=bound(
            d * volume * sp.exp(-square) * (1 + n / ((n + 2) * sp.pi * sp.E)), "<", d * mass,
            "<", d * volume * sp.exp(-square) * share,
        ),
        derivation={
            "lower": chain(
                d * volume * sp.exp(-square) * (1 + n / ((n + 2) * sp.pi * sp.E)),
                ("<", d * mass, Monotone(Cite("lemmas/ball_mass_sharper", at=at_radius))),
            ),
            "upper": chain(
                d * mass,
                ("<", d * (sp.exp(-square) * volume * (n + 2) / (n + 2 - 2 * square)), Monotone(
                    Cite("lemmas/ball_mass_sharper+above", at=at_radius))),
                ("<=", d * volume * sp.exp(-square) * share, Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+below", fidelity="ours", reading=as_integral, **here,
        title="From n = 21 on the integral Z_t is below what is printed as its lower bound",
        says=bound(d * mass, "<", d * volume / sp.exp(r)),
        hypotheses=(Relation(n, ">=", sp.Integer(21)),),
        derivation={"bound": chain(d * mass, ("<", d * volume / sp.exp(r), Monotone(
            Cite("niu2024/ball_integral_dimensions+typical"))))},
        try_first=({"n": 21, "d": 1}, {"n": 1024, "d": 1}),
        expects=Holds,
    ),
)  # fmt: skip
