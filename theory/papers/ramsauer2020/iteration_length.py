"""||p||^2 <= p_max, and ||p_new|| <= 1/sqrt(N) + sqrt(p_max): Eq. (119) and what follows it."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Rooted, Sign
from theory.quantities import InnerProduct, Norm, Softmax, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, factor, greater, i, j, k, lesser, multiple, n, rho, state_p, x, y
from theory.verdict import Fails, Holds

patterns, logits = rho.vector(), state_p.vector()
p = Vector(Softmax(logits, i), i, d)  # any positive weights that sum to 1
state = Vector(Sum.over(p.at(j) * rho[j, k], j, d), k, n)  # X p
gram = Vector(beta * InnerProduct(patterns.at(i), state), i, d)
after = Vector(Softmax(gram, i), i, d)  # p_new
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)  # M^2
gentle = Relation(beta * d * largest, "<=", sp.Integer(2))
even = Vector(1 / d, i, d)
moved = Vector(after.at(i) - 1 / d, i, d)
uniform = 1 / sp.sqrt(d)
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (f)", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="Eq. (119), for the softmax weights p of any numbers.",
        title="The squares of weights that sum to 1 add up to the largest weight at most",
        says=bound(SquaredNorm(p), "<=", Max(p)),
        derivation={
            "bound": chain(
                SquaredNorm(p),
                ("=", Sum.over(p.at(i) * p.at(i), i, d), Algebra()),
                ("<=", Sum.over(p.at(i) * Max(p), i, d), Monotone(Cite(
                    "lemmas/multiples", "bound", {multiple: p.at(i), lesser: p.at(i), greater: Max(p)}), (i,))),
                ("=", Max(p), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="With p_max of p_new itself.",
        title="The length of p_new is at most 1 / sqrt(N) + sqrt(p_max), with the p_max of p_new",
        says=bound(Norm(after), "<=", uniform + sp.sqrt(Max(after))),
        derivation={
            "bound": chain(
                Norm(after),
                ("<=", sp.sqrt(Max(after)), Rooted(chain(
                    Norm(after) ** 2,
                    ("=", SquaredNorm(after), Algebra()),
                    ("<=", Max(after), Cite("ramsauer2020/iteration_length:A", "bound", {state_p: gram})),
                    ("=", sp.sqrt(Max(after)) ** 2, Algebra()),
                ))),
                ("<=", uniform + sp.sqrt(Max(after)), Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="With p_max of the state p before the step, no bound on the Jacobian being assumed.",
        title="The length of p_new is at most 1 / sqrt(N) + sqrt(p_max), with the p_max of p",
        says=bound(Norm(after), "<=", uniform + sp.sqrt(Max(p))),
        try_first=({"d": 5, "n": 1, "rho": [[1], [0], [0], [0], [0]], "p_state": [0, 0, 0, 0, 0], "beta": 50},),
        expects=Fails,
    ),
    Claim(
        part="+gentle", fidelity="repaired", repairs=(":C",), **here,
        changed="assumes that beta N M^2 / 2, which bounds the norm of the averaged Jacobian, is at most 1",
        title="Where N M^2 beta / 2 is at most 1 the length of p_new is at most 1 / sqrt(N) + sqrt(p_max), with the "
        "p_max of p",
        says=bound(Norm(after), "<=", uniform + sp.sqrt(Max(p))),
        hypotheses=(gentle,),
        derivation={
            "bound": chain(
                Norm(after),
                ("=", Norm(Vector(even.at(i) + moved.at(i), i, d)), Algebra()),
                ("<=", Norm(even) + Norm(moved), Cite("lemmas/triangle+two", "bound", {n: d, x: even, y: moved})),
                ("=", uniform + Norm(moved), Algebra()),
                ("<=", uniform + sp.sqrt(Max(p)), Monotone(Rooted(chain(
                    Norm(moved) ** 2,
                    ("=", SquaredNorm(moved), Algebra()),
                    ("<=", SquaredNorm(p), Cite("ramsauer2020/iteration_length+moved")),
                    ("<=", Max(p), Cite("ramsauer2020/iteration_length:A")),
                    ("=", sp.sqrt(Max(p)) ** 2, Algebra()),
                )))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+moved", fidelity="ours", **here,
        title="Where N M^2 beta / 2 is at most 1 the step from p is no farther from the uniform weights than p is long",
        says=bound(SquaredNorm(moved), "<=", SquaredNorm(p)),
        hypotheses=(gentle,),
        derivation={
            "bound": chain(
                SquaredNorm(moved),
                ("<=", sp.S.One**2 * SquaredNorm(p),
                 Cite("ramsauer2020/iteration_fixed_point+moved", "bound", {factor: sp.S.One})),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
