"""The loss in small cases on the line, certified, beside what Proposition 4 gives for the same Z_t."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Op
from theory.quantities import (
    NearestLoss,
    Normaliser,
    PairLoss,
    PairNormaliser,
    PairPrintedLoss,
    PrintedLoss,
    equal_radii,
)
from theory.statement import Bound, bound
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Proposition 4, small cases", "section": "5.1"}
line = sp.S.One


def alone(radius: str) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """The loss with E_t = g, with the printed energy, and Proposition 4's number."""
    radii = equal_radii(sp.Rational(radius), sp.S.One)
    Z = Normaliser(line, radii)
    return NearestLoss(line, radii), PrintedLoss(line, radii), sp.log(Z) + 1 / Z


def layered(first: str, second: str) -> tuple[sp.Expr, ...]:
    """The same for two layers, with Proposition 4's number for each of them; the density is that of E_global."""
    at = (sp.Integer(3), sp.Rational(first), sp.Rational(second))
    normalisers = [PairNormaliser(*at, sp.Integer(layer)) for layer in (1, 2)]
    return PairLoss(*at), PairPrintedLoss(*at), *(sp.log(Z) + 1 / Z for Z in normalisers)


def within(value: sp.Expr, least: str) -> Bound:
    """From this decimal to the next with as many digits."""
    digits = len(least.partition(".")[2])
    below: Op = "<="
    return bound(sp.Rational(least), below, value, below, sp.Rational(least) + sp.Rational(1, 10**digits))


def case(part: str, title: str, value: sp.Expr, least: str, reading: str = "") -> Claim:
    """The claim that a number lies between two neighbouring decimals."""
    return Claim(part=part, title=title, reading=reading, says=within(value, least), **here, expects=Holds)


def both(radii: str, losses: tuple[sp.Expr, ...], decimals: tuple[str, ...], where: str) -> list[Claim]:
    """The losses under both readings, and Proposition 4's numbers, one claim each."""
    name, *numbers = radii, *losses
    words = (
        ("", "the loss with E_t = g"), ("_printed", "the loss with the printed energy"),
        ("_proposition", "what Proposition 4 gives for the first Z_t"), ("_second", "what it gives for the other Z_t"),
    )  # fmt: skip
    return [
        case(f"+{name}{suffix}", f"{where}: {what}", number, least)
        for (suffix, what), number, least in zip(words, numbers, decimals, strict=False)
    ]


def table() -> Iterator[Claim]:
    """All cases."""
    alone_on = "One pattern on the line, its interval of radius "
    yield from both("unit", alone("1"), ("0.4012", "0.8718", "1.0707"), f"{alone_on}1")
    yield from both("tenth", alone("1/10"), ("-1.6128", "-1.5927", "3.4039"), f"{alone_on}1/10")
    yield from both("three", alone("3"), ("0.5723", "2.2075", "1.1365"), f"{alone_on}3")
    pair = "Two layers with one pattern each, at 0 and 3 on the line, radii "
    yield from both("layers", layered("1", "1"), ("1.0970", "1.4495", "1.0716"), f"{pair}1 and 1")
    yield from both("unequal", layered("1", "1/2"), ("0.8839", "1.1709", "1.0708", "1.0029"), f"{pair}1 and 1/2")


claims = tuple(table())
