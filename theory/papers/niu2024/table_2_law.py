"""L(N, D) = E + A / N^alpha + B / D^beta, Eq. (1), and the losses of Table 2.

Parameters, tokens and reported loss: Transformer 1.5B, 22B, 2.5; Chinchilla 70B, 1.4T, 2.2; PaLM 2 16B, 100B, 2.4;
GPT-2 8.7B, 178B, 2.3; MiniCPM 2.4B, 140B, 2.4; Nanotron 1.2B, 105B, 2.4.
"""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Op, Relation, Rule, chain
from theory.kernel.rules import Cite, Monotone, Scaled, Sign
from theory.quantities import HOFFMANN, QUOTED, REFITTED, FittedLoss
from theory.statement import bound
from theory.symbols import data, parameters
from theory.verdict import Fails, Holds

Row = tuple[str, sp.Integer, sp.Integer, sp.Rational]
Law = tuple[sp.Rational, ...]

MILLION, ROUNDING, CENT = 10**6, sp.Rational(1, 20), sp.Rational(1, 100)
LONGEST = 200  # what a root may be at most
table: tuple[Row, ...] = tuple(
    (name, sp.Integer(millions * MILLION), sp.Integer(tokens * MILLION), sp.Rational(loss))
    for name, millions, tokens, loss in (
        ("Transformer", 1_500, 22_000, "2.5"),
        ("Chinchilla", 70_000, 1_400_000, "2.2"),
        ("PaLM 2", 16_000, 100_000, "2.4"),
        ("GPT-2", 8_700, 178_000, "2.3"),
        ("MiniCPM", 2_400, 140_000, "2.4"),
        ("Nanotron", 1_200, 105_000, "2.4"),
    )
)  # fmt: skip
N, D = parameters, data
small, large, value, p, q, w, higher = (
    sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "c_1", "p_1", "q_1", "w_0", "w_1"))  # fmt: skip
here: dict[str, Any] = {"cites": "Equation (1), Table 2", "section": "App. B"}


def simple(exponent: sp.Rational, up: bool) -> sp.Rational:
    """The nearest fraction above the exponent, or below it, whose power of whole numbers is not too long."""
    if up:
        return min(sp.Rational(sp.ceiling(exponent * k), k) for k in range(1, LONGEST))
    return max(sp.Rational(sp.floor(exponent * k), k) for k in range(1, LONGEST))


def root(number: sp.Integer, exponent: sp.Rational, up: bool) -> sp.Rational:
    """number^exponent, cut off or rounded up after three decimals, in whole numbers throughout."""
    near = simple(exponent, up)
    below, exact = sp.integer_nthroot(number**near.p * 1000**near.q, near.q)
    return sp.Rational(below + (up and not exact), 1000)


def estimate(row: Row, law: Law, up: bool) -> sp.Rational:
    """A rational above what the law gives, or below it."""
    floor, a, b, *exponents = law
    of_parameters, of_data = (root(n, e, not up) for n, e in zip(row[1:3], exponents, strict=True))
    return floor + a / of_parameters + b / of_data


def compared_with(limit: sp.Rational, symbol: sp.Symbol, number: sp.Integer, exponent: sp.Rational, up: bool) -> Chain:
    """limit >= symbol^exponent, or <=, where the symbol is the number: a q-th power of one against a p-th."""
    near = simple(exponent, up)
    whole = {value: limit, p: sp.Integer(near.p), q: sp.Integer(near.q)}
    ordered = {small: symbol, large: number} if up else {small: number, large: symbol}
    op: Op = ">=" if up else "<="
    first = (op, symbol**near, Cite(f"lemmas/powers{'+above' if up else '+below'}", at={**ordered, **whole}))
    if near == exponent:
        return chain(limit, first)
    w_at = {w: exponent, higher: near} if up else {w: near, higher: exponent}
    return chain(limit, first, (op, symbol**exponent, Cite("lemmas/powers+exponent", at={large: symbol, **w_at})))


def estimated(row: Row, law: Law, op: Op, end: sp.Rational) -> Chain:
    """law op end for the row's sizes, one power after the other being replaced by a root in whole numbers."""
    up = op in ("<", "<=")
    weak: Op = "<=" if up else ">="
    (floor, *scales), exponents = law[:3], law[3:]
    terms = [scale / symbol**e for scale, symbol, e in zip(scales, (N, D), exponents, strict=True)]
    steps: list[tuple[Op, sp.Expr, Rule]] = []
    for place, (symbol, number) in enumerate(zip((N, D), row[1:3], strict=True)):
        limit, power = root(number, exponents[place], not up), symbol ** exponents[place]
        terms[place] = scales[place] / limit
        inverse = Scaled(limit * power, compared_with(limit, symbol, number, exponents[place], not up))
        steps.append((weak, floor + sp.Add(*terms), Monotone(inverse)))
    return chain(FittedLoss(N, D, *law), *steps, (op, end, Sign()))


def between(row: Row, law: Law, lower: sp.Rational, op: Op, upper: sp.Rational) -> dict[str, Any]:
    """The law's value at the row's sizes lies between two numbers."""
    back: Op = ">" if op == "<" else ">="
    return {
        "says": bound(lower, op, FittedLoss(N, D, *law), op, upper),
        "derivation": {"lower": estimated(row, law, back, lower), "upper": estimated(row, law, op, upper)},
        **sized(row),
    }


def sized(row: Row) -> dict[str, Any]:
    """N and D are the row's."""
    return {
        "hypotheses": (Relation(N, "=", row[1]), Relation(D, "=", row[2])),
        "try_first": ({"N": int(row[1]), "D_data": int(row[2])},),
        **here,
    }


def allowed(row: Row) -> tuple[sp.Rational, sp.Rational]:
    """The losses that the table prints as it does."""
    return row[3] - ROUNDING, row[3] + ROUNDING


def part_of(row: Row) -> str:
    """The name of the row as a part of an id."""
    return row[0].lower().replace(" ", "_").replace("-", "_")


def reported() -> Iterator[Claim]:
    """Does the quoted law give the loss of the row, as far as it is printed?"""
    for row in table:
        least, most = allowed(row)
        yield Claim(
            part=f"+{part_of(row)}_reported", fidelity="ours", **sized(row),
            reading="The paper does not say so: it sets the law beside Proposition 4 and the losses beside 1. The law "
            "was fitted to losses on another text, in other tokens.",
            title=f"The quoted law gives the reported loss of {row[0]}, rounding allowed",
            says=bound(least, "<=", FittedLoss(N, D, *QUOTED), "<=", most),
            expects=Fails,
        )  # fmt: skip


def given() -> Iterator[Claim]:
    """What the quoted law gives instead."""
    for row in table:
        below = sp.floor(estimate(row, QUOTED, False) / CENT) * CENT
        yield Claim(
            part=f"+{part_of(row)}", fidelity="repaired", repairs=(f"+{part_of(row)}_reported",),
            changed="what the law gives in place of the reported loss",
            title=f"What the quoted law gives at the sizes of {row[0]}, between two numbers of two decimals",
            **between(row, QUOTED, below, "<", below + CENT), expects=Holds,
        )  # fmt: skip


def compared(law: Law, name: str, whose: str) -> Iterator[Claim]:
    """Another form of the law against the reported losses."""
    for row in table:
        least, most = allowed(row)
        shared: dict[str, Any] = {"part": f"+{part_of(row)}_{name}", "fidelity": "ours"}
        if least <= estimate(row, law, False):
            yield Claim(
                title=f"{whose} gives the reported loss of {row[0]}, rounding allowed",
                **between(row, law, least, "<=", most), **shared, expects=Holds,
            )  # fmt: skip
        else:
            yield Claim(
                title=f"{whose} gives less than the reported loss of {row[0]}, by more than was rounded",
                says=bound(FittedLoss(N, D, *law), "<", least),
                derivation={"bound": estimated(row, law, "<", least)}, **sized(row), **shared, expects=Holds,
            )  # fmt: skip


claims = (
    *reported(),
    *given(),
    *compared(HOFFMANN, "hoffmann", "The law that Hoffmann et al. print"),
    *compared(REFITTED, "refit", "The law that Besiroglu et al. fit"),
)
