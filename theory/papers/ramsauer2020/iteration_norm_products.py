"""||X||_inf M_1 <= N M_inf M_1 <= N M^2: the last two steps of the bound on ||p_new - (1/N) 1||_1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Monotone, Moving, Rooted
from theory.quantities import InnerProduct, Norm, SquaredNorm, SupNorm
from theory.statement import bound
from theory.symbols import d, greater, i, k, lesser, multiple, n, rho, x, y
from theory.verdict import Fails, Holds

patterns = rho.vector()
own = patterns.at(i)
magnitude = sp.Abs(rho[i, k])
size = Sum.over(magnitude, k, n)  # ||x_i||_1
row = Max.over(Sum.over(magnitude, i, d), k, n)  # ||X||_inf
longest_1 = Max.over(size, i, d)  # M_1
longest_sup = Max.over(SupNorm(own), i, d)  # M_inf
largest = Max.over(SquaredNorm(own), i, d)  # M^2
ones, magnitudes = Vector(sp.S.One, k, n), Vector(magnitude, k, n)
entry_short = chain(
    longest_sup, ("<=", sp.sqrt(largest), ForEach(i, chain(
        SupNorm(own),
        ("<=", Norm(own), ForEach(k, chain(magnitude, ("<=", Norm(own), Rooted(chain(
            rho[i, k] ** 2, ("<=", SquaredNorm(own), Entry(k)), ("=", Norm(own) ** 2, Algebra()))))))),
        ("<=", sp.sqrt(largest), Monotone(Entry(i))),
    ))),
)  # fmt: skip
sum_short = chain(
    longest_1, ("<=", sp.sqrt(n) * sp.sqrt(largest), ForEach(i, chain(
        size,
        ("<=", sp.sqrt(n) * Norm(own), Rooted(chain(
            size**2,
            ("=", InnerProduct(ones, magnitudes) ** 2, Algebra()),
            ("<=", SquaredNorm(ones) * SquaredNorm(magnitudes),
             Cite("lemmas/cauchy_schwarz+squares", "bound", {x: ones, y: magnitudes})),
            ("=", (sp.sqrt(n) * Norm(own)) ** 2, Algebra()),
        ))),
        ("<=", sp.sqrt(n) * sp.sqrt(largest), Monotone(Entry(i))),
    ))),
)  # fmt: skip
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (g)", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The first of the two steps, for the factor that changes.",
        title="The largest row sum of magnitudes is at most N times the largest magnitude",
        says=bound(row, "<=", d * longest_sup),
        derivation={
            "bound": chain(row, ("<=", d * longest_sup, ForEach(k, chain(
                Sum.over(magnitude, i, d),
                ("<=", Sum.over(SupNorm(own), i, d), Monotone(Entry(k), (i,))),
                ("<=", Sum.over(longest_sup, i, d), Monotone(Entry(i), (i,))),
                ("=", d * longest_sup, Algebra()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The second of the two steps, for the factor that changes.",
        title="The largest magnitude times the largest 1-norm of the patterns is at most M^2",
        says=bound(longest_sup * longest_1, "<=", largest),
        expects=Fails,
    ),
    Claim(
        part="+root", fidelity="repaired", repairs=(":B",), **here, changed="M^2 becomes sqrt(n) M^2, n the dimension",
        title="The largest magnitude times the largest 1-norm of the patterns is at most sqrt(n) M^2",
        says=bound(longest_sup * longest_1, "<=", sp.sqrt(n) * largest),
        derivation={
            "bound": chain(
                longest_sup * longest_1,
                ("<=", sp.sqrt(largest) * longest_1, Monotone(entry_short)),
                ("<=", sp.sqrt(n) * largest, Cite(
                    "lemmas/multiples", "bound",
                    {multiple: sp.sqrt(largest), lesser: longest_1, greater: sp.sqrt(n) * sp.sqrt(largest)},
                    Moving(sum_short))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+reversed", fidelity="ours", **here,
        title="The last step holds the other way: M^2 is at most the largest magnitude times the largest 1-norm",
        says=bound(largest, "<=", longest_sup * longest_1),
        derivation={
            "bound": chain(largest, ("<=", longest_sup * longest_1, ForEach(i, chain(
                SquaredNorm(own),
                ("=", Sum.over(rho[i, k] ** 2, k, n), Algebra()),
                ("<=", Sum.over(magnitude * SupNorm(own), k, n), Monotone(Cite(
                    "lemmas/multiples", "bound",
                    {multiple: magnitude, lesser: magnitude, greater: SupNorm(own)}), (k,))),
                ("=", SupNorm(own) * size, Algebra()),
                ("<=", longest_sup * size, Monotone(Entry(i))),
                ("<=", longest_sup * longest_1, Monotone(Entry(i))),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
