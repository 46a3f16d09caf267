"""Every symbol once: its assumptions, its LaTeX, and what the papers mean by it."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Family, index, size

d = size("d")  # number of stored patterns
n = size("n")  # dimension of a pattern; length of the vector in the lemmas on LogSumExp

i, j, k, m = index("i"), index("j"), index("k"), index("m")

x = Family("x", n)  # the query, a point of R^n
y = Family("y", n)  # a second point of R^n
rho = Family("rho", d, n)  # the patterns rho^1 .. rho^d in R^n

beta = sp.Symbol("beta", positive=True)  # inverse temperature
weight = sp.Symbol("lambda", nonnegative=True)  # the weight of a convex combination

LATEX = {"rho": r"\rho", "beta": r"\beta", "lambda": r"\lambda", "xi": r"\xi"}

MEANING = {
    "d": "the number of stored patterns",
    "n": "the dimension of a pattern; in the lemmas, the length of the vector",
    "x": "the query, a point of R^n",
    "y": "a second point of R^n",
    "rho": "the stored patterns, d points of R^n",
    "beta": "the inverse temperature, positive",
    "lambda": "the weight of a convex combination, from 0 to 1",
}
