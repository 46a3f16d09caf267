"""Texts made by independent choices: how many there are, how long they are, and their entropy, all exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import TypeAlias

import sympy as sp

# A word, one thing after the other, or one of several; the choices in the parts of a text are independent.
Text: TypeAlias = "str | tuple[Text, ...] | OneOf"
Logs = Mapping[int, Fraction]  # a prime p and the coefficient of log p


class NoChoice(ValueError):
    """Nothing to choose from, or weights that are none."""


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """A choice among texts, each as likely as its weight, a positive whole number, over the sum of all weights."""

    weights: tuple[int, ...]
    texts: tuple[Text, ...]

    def __post_init__(self) -> None:
        if not self.texts or len(self.weights) != len(self.texts) or min(self.weights) <= 0:
            raise NoChoice(f"a choice has a text or more, each of positive weight, not {self.weights} for {self.texts}")

    @cached_property
    def chances(self) -> tuple[Fraction, ...]:
        """The probabilities, which add up to 1."""
        return tuple(Fraction(weight, sum(self.weights)) for weight in self.weights)

    @cached_property
    def places(self) -> tuple[Text, ...]:
        """Each text as often as its weight says: all places are equally likely."""
        pairs = zip(self.weights, self.texts, strict=True)
        return tuple(text for weight, text in pairs for _ in range(weight))


def one_of(texts: Sequence[Text], weights: Sequence[int] | None = None) -> OneOf:
    """A choice with these weights, all alike where none are given; what has weight 0 is left out."""
    pairs = [(w, text) for w, text in zip(weights or [1] * len(texts), texts, strict=True) if w != 0]
    return OneOf(weights=tuple(w for w, _ in pairs), texts=tuple(text for _, text in pairs))


def ways(text: Text) -> int:
    """In how many ways the choices can fall."""
    match text:
        case str():
            return 1
        case tuple():
            return prod(map(ways, text))
        case OneOf():
            return sum(map(ways, text.texts))


def mean_length(text: Text) -> Fraction:
    """The expected number of words."""
    match text:
        case str():
            return Fraction(1)
        case tuple():
            return sum(map(mean_length, text), Fraction(0))
        case OneOf():
            pairs = zip(text.chances, text.texts, strict=True)
            return sum((chance * mean_length(option) for chance, option in pairs), Fraction(0))


def entropy(text: Text) -> Logs:
    """The entropy of the choices in nats, sum_p c_p log p over primes p.

    It is that of the words, too, where no two ways to choose make the same words.  By the chain rule: parts add up,
    and a choice has sum_i p_i (entropy of option i - log p_i).
    """
    found: defaultdict[int, Fraction] = defaultdict(Fraction)
    _add(found, text, Fraction(1))
    return {prime: found[prime] for prime in sorted(found) if found[prime]}


def _add(found: defaultdict[int, Fraction], text: Text, chance: Fraction) -> None:
    """Adds what the text, which comes up with that chance, contributes."""
    match text:
        case tuple():
            for part in text:
                _add(found, part, chance)
        case OneOf():
            for share, option in zip(text.chances, text.texts, strict=True):
                _log(found, share, -chance * share)
                _add(found, option, chance * share)


def _log(found: defaultdict[int, Fraction], number: Fraction, times: Fraction) -> None:
    for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
        for prime, power in sp.factorint(whole).items():
            found[prime] += sign * power * times


def in_logs(logs: Logs) -> sp.Expr:
    """The same as a SymPy number."""
    terms = (sp.Rational(c.numerator, c.denominator) * sp.log(sp.Integer(prime)) for prime, c in logs.items())
    return sp.Add(*terms)
