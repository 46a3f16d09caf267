"""Names of symbols and numbers in plain Unicode, with what is raised or lowered marked as ^{...} and _{...}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from html import escape
from html.entities import html5

from theory.meanings import LATEX

RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SHIFT = 3  # by which an index stands lower, or a power higher
LONGEST = 9  # characters of a fraction that is shown as one
_ROUND = Context(prec=4, Emin=MIN_EMIN, Emax=MAX_EMAX)
_BEYOND = re.compile(r"-?[\d.]+e([+-]?)(\d{7,})")  # an exponent that is a large number itself
_MARKS = re.compile(r"([_^])\{([^}]*)\}")


def symbol(name: str) -> str:
    """The symbol as the papers write it: rho is ρ, d_emb is d with a low emb."""
    written = re.sub(r"\\mathrm\{(\w+)\}", r"\1", LATEX.get(name, name)).replace("varepsilon", "epsilon")
    written = re.sub(r"\\([A-Za-z]+)", lambda found: html5.get(f"{found[1]};", found[1]), written).replace("'", "′")
    return re.sub(r"_(\w+)", r"_{\1}", written)


def entry(name: str, index: Sequence[int], lengths: Sequence[int]) -> str:
    """An entry of a list: the pattern's number above, the coordinate's below where there are several."""
    above = ",".join(map(str, index[:-1]))
    below = str(index[-1]) if index and lengths[-1] > 1 else ""
    return symbol(name) + (f"^{{{above}}}" if above else "") + (f"_{{{below}}}" if below else "")


def number(text: str | Fraction) -> str:
    """A rational or a decimal: short fractions as they are, much else to four digits, powers of ten raised."""
    exact = str(text)
    if "/" in exact:
        if len(exact) <= LONGEST:
            return exact.replace("-", "−")
        above, below = exact.split("/")
        exact = str(_ROUND.divide(Decimal(above), Decimal(below)))
    if beyond := _BEYOND.fullmatch(exact):
        sign, digits = beyond.groups()
        least = "−" if sign == "-" else ""
        return f"10^({least}{digits[0]}.{digits[1:3]}·10{str(len(digits) - 1).translate(RAISED)})"
    value = Decimal(exact)
    if value == 0:
        return "0"
    power = value.adjusted()
    if -4 < power < 6:
        return f"{value:f}".replace("-", "−")
    head = f"{_ROUND.plus(value).scaleb(-power).normalize():f}"
    factor = {"1": "", "-1": "−"}.get(head, f"{head}·".replace("-", "−"))
    return f"{factor}10{str(power).translate(RAISED)}"


def rounded(text: str) -> str:
    """`number`, a decimal to four digits too."""
    return number(text if "/" in text or _BEYOND.fullmatch(text) else str(_ROUND.plus(Decimal(text))))


def spans(marked: str) -> str:
    """The text as the inside of an SVG <text>."""
    made, offset = [], 0
    for text, to in _levels(marked):
        inner = escape(text, quote=False)
        small = ' class="index"' if to else ""
        made.append(f'<tspan dy="{to - offset}"{small}>{inner}</tspan>' if to != offset or small else inner)
        offset = to
    return "".join(made)


def _levels(marked: str) -> Iterator[tuple[str, int]]:
    """Runs of text with how far they stand below the line."""
    base, *rest = _MARKS.split(marked)
    yield from [(base, 0)] if base else []
    for mark, inside, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield inside, SHIFT if mark == "_" else -SHIFT
        yield from [(after, 0)] if after else []


def plain(marked: str) -> str:
    """The text for a title: digits raised or lowered, anything else with its mark."""

    def flat(found: re.Match[str]) -> str:
        moved = found[2].translate(LOWERED if found[1] == "_" else RAISED)
        return moved if re.fullmatch(r"[\d,\-]+", found[2]) else found[1] + found[2]

    return _MARKS.sub(flat, marked)


def width(marked: str) -> float:
    """About how many points the text takes."""
    return sum(len(text) * (4.4 if to else 6.1) for text, to in _levels(marked))
