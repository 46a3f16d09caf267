"""Numbers and configurations of the ledger as mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from verify.report.escaping import text
from verify.report.wording import letter


def value(number: str) -> str:
    """A rational, a decimal or a ball of the ledger in math mode."""
    if ball := re.fullmatch(r"\[(?:(.+) )?\+/- (.+)\]", number):
        return rf"{value(ball[1] or '0')} \pm {value(ball[2])}"
    if fraction := re.fullmatch(r"(-?)(\d+)/(\d+)", number):
        sign, above, below = fraction.groups()
        short = len(above) + len(below) < 12
        return rf"{sign}\tfrac{{{above}}}{{{below}}}" if short else f"{sign}{value(above)} / {value(below)}"
    if decimal := re.fullmatch(r"(-?[\d.]+)[eE]\+?(-?)0*(\d+)", number):
        return _scaled("", decimal[1], decimal[2] + decimal[3])
    if round_number := re.fullmatch(r"(-?)(\d{1,6}?)(0{6,})", number):
        sign, head, zeros = round_number.groups()
        return _scaled(sign, head, str(len(zeros)))
    if re.fullmatch(r"-?[\d.]+", number):
        return re.sub(r"(\d{12})(?=\d)", r"\1\\allowbreak ", number)
    return rf"\text{{{text(number)}}}"


def _scaled(sign: str, mantissa: str, power: str) -> str:
    factor = "" if mantissa == "1" else rf"{mantissa} \cdot "
    return f"{sign}{factor}10^{{{power}}}"


def about(number: str) -> str:
    """A number to three digits; of one that is tiny beyond measure, the exponent alone to three digits."""
    if bound := re.fullmatch(r"\[\+/- (.+)\]", number):
        return f"at most ${value(bound[1])}$"
    found = re.match(r"\[?(-?[\d.]+)(?:e([+-]?)(\d+))?", number)
    if found is None or re.fullmatch(r"-?\d+(/\d+)?", number):
        return f"${value(number)}$"
    mantissa, sign, power = found.groups(default="")
    if len(power) > 6:
        return rf"about $10^{{{sign}{power[0]}.{power[1:3]} \cdot 10^{{{len(power) - 1}}}}}$"
    return f"about ${value(f'{Decimal(mantissa).scaleb(int(sign + power or 0)):.3g}')}$"


def point(values: Mapping[str, Any]) -> str:
    """The values of a configuration: d = 2, rho^1 = (0, 1)."""
    return ", ".join(f"${pair}$" for pair in assignments(values))


def assignments(values: Mapping[str, Any]) -> Iterator[str]:
    """One formula for each number and each vector of a configuration."""
    for name, at in values.items():
        yield from _assignments(name, at)


def _assignments(name: str, at: Any) -> Iterator[str]:
    symbol = letter(name)
    for above, vector in _rows(at):
        yield (f"{symbol}^{{{above}}}" if above else symbol) + f" = {_vector(vector)}"


def _rows(at: Any) -> Iterator[tuple[str, Any]]:
    """The vectors of an array, each with its place: 1,2 is the second of the first list."""
    if not (isinstance(at, list) and at and isinstance(at[0], list)):
        yield "", at
        return
    for i, part in enumerate(at, start=1):
        yield from ((f"{i},{below}" if below else str(i), vector) for below, vector in _rows(part))


def _vector(at: Sequence[Any] | str | int) -> str:
    if isinstance(at, str | int):
        return value(str(at))
    entries = [_vector(entry) for entry in at]
    return entries[0] if len(entries) == 1 else "(" + r",\allowbreak ".join(entries) + ")"
