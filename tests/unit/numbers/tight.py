"""Hypotheses that random numbers hardly ever meet: a ball around one pattern, the others far away."""

from __future__ import annotations

import sympy as sp

from tests.unit.numbers.planted import planted
from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, index
from theory.statement import bound
from theory.symbols import j, k, m, n, radius, rho, separation, sigma, x, xi, y

q = index("q")
near = sp.exp(-Sum.over((x[q] - xi[q]) ** 2, q, n))
far = sp.exp(-Sum.over((x[q] - sigma[j, q]) ** 2, q, n))
mean = (near * xi[k] + Sum.over(far * sigma[j, k], j, m)) / (near + Sum.over(far, j, m))
distance = Min.over(sp.sqrt(Sum.over((sigma[j, q] - xi[q]) ** 2, q, n)), j, m)
inside, apart = Sum.over((x[q] - xi[q]) ** 2, q, n), separation - radius
IN_BALL = Relation(inside, "<=", radius**2)
SEPARATED = (
    Relation(separation, "<=", distance),
    Relation(radius, "<", separation),
    Relation(2 * apart**2, ">=", sp.S.One),
)


def decay(factor: sp.Expr) -> Relation:
    """The others together weigh little: with the factor m that is right, and without it too little is asked."""
    return Relation(factor * apart * sp.exp(-(apart**2)), "<=", radius * sp.exp(-(radius**2)))


def self_map(name: str, factor: sp.Expr = m, constant: sp.Expr = sp.S.One) -> Claim:
    """One step of the attention map stays in the ball of radius r around the pattern xi."""
    stays = bound(Sum.over((mean - xi[k]) ** 2, k, n), "<=", constant * radius**2)
    return planted(stays, IN_BALL, *SEPARATED, decay(factor), name=name)


def ring(name: str, least: sp.Expr) -> Claim:
    """In a ring of thickness 1/1000 around the origin the squared norm is at least `least`."""
    norm = Sum.over(x[q] ** 2, q, n)
    thin = (Relation(sp.Rational(17, 2), "<=", norm), Relation(norm, "<=", sp.Rational(8501, 1000)))
    return planted(bound(least, "<=", norm), *thin, name=name)


def given(name: str, most: sp.Expr) -> Claim:
    """Numbers that equations give: rho[1, 1] = -2, the entries of x add up to 1, and y[1] = rho[1, 1] + 5."""
    facts = (
        Relation(rho[1, 1], "=", sp.Integer(-2)),
        Relation(Sum(x.vector()), "=", sp.S.One),
        Relation(y[1], "=", rho[1, 1] + 5),
    )
    return planted(bound(rho[1, 1] * y[1] + Sum(x.vector()), "<=", most), *facts, name=name)
