"""A reader of printed formulas in real letters, with the conventions of a reader and no knowledge of the printer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\\[a-zA-Z]+|\d+(?:\.\d+)?|[a-zA-Z]|\S")


class Misread(Exception):
    """A formula that a reader could take in two ways, or in none."""


class Reader:
    r"""Reads a sum: in `a b / c` c is alone below, `\log a b` is the logarithm of both, no two numbers touch."""

    def __init__(self, text: str, values: Mapping[str, float]) -> None:
        self._tokens = _TOKEN.findall(re.sub(r"\\[bB]igg?[lr]|\\left|\\right|\\,", "", text))
        self._values = values
        self._at = 0

    def read(self) -> float:
        """The value of the whole text."""
        found = self._sum()
        if self._next is not None:
            raise Misread(self._next)
        return found

    @property
    def _next(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *expected: str) -> str:
        found = self._next
        if found is None or (expected and found not in expected):
            raise Misread(f"{found} in place of {expected}")
        self._at += 1
        return found

    def _sum(self) -> float:
        sign = -1 if self._next == "-" and self._take() else 1
        total = sign * self._product()
        while self._next in ("+", "-"):
            total += (1 if self._take() == "+" else -1) * self._product()
        return total

    def _product(self) -> float:
        total, number = self._factor()
        while self._next is not None and self._next not in ("+", "-", ")", "}", "]"):
            if self._next == "/":
                self._take()
                below, _ = self._factor()
                if self._next not in (None, "+", "-", ")", "}"):
                    raise Misread(f"{self._next} after a slash")
                return total / below
            dot = self._next == r"\cdot" and self._take()
            starts = self._next is not None and self._next[0].isdigit()
            if number and starts and not dot:
                raise Misread("two numbers side by side")
            factor, number = self._factor()
            total *= factor
        return total

    def _factor(self) -> tuple[float, bool]:
        number = self._next is not None and self._next[0].isdigit()
        base = self._base()
        if self._next != "^":
            return base, number
        self._take()
        return base ** self._group("{", "}"), False

    def _group(self, opening: str, closing: str) -> float:
        self._take(opening)
        found = self._sum()
        self._take(closing)
        return found

    def _base(self) -> float:
        token = self._take()
        if token[0].isdigit():
            return float(token)
        match token:
            case "(":
                found = self._sum()
                self._take(")")
                return found
            case r"\frac":
                return self._group("{", "}") / self._group("{", "}")
            case r"\sqrt":
                order = self._group("[", "]") if self._next == "[" else 2
                return float(self._group("{", "}") ** (1 / order))
            case r"\exp":
                return math.exp(self._group("(", ")"))
            case r"\log":
                return math.log(self._group("(", ")") if self._next == "(" else self._product())
            case r"\pi":
                return math.pi
            case "e":
                return math.e
            case _ if token in self._values:
                return self._values[token]
        raise Misread(token)
