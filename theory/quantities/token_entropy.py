"""How many tokens the lines of Question-Formation have, and their entropy a token, from their grammar."""

from __future__ import annotations

from functools import cache

import sympy as sp

from theory.kernel import Quantity
from theory.quantities.choices import entropy, in_logs, mean_length
from theory.quantities.question_formation import source


class LineTokens(Quantity):
    """The mean number of tokens in a line of Question-Formation: sentence, full stop, task, then the sentence and its
    mark again as often as the first argument says, and as many end tokens as the second one says.
    """

    notation = r"\bar{{T}}_{{{0},{1}}}"
    plain = "T({0}, {1})"

    def definition(self) -> sp.Expr:
        targets, ends = self.args
        return (1 + targets) * (_sentence() + 1) + 1 + ends


class TokenEntropy(Quantity):
    """The entropy of a line of Question-Formation over its mean number of tokens, in nats; arguments: how often the
    target is written, and how many end tokens there are.
    """

    notation = r"\bar{{h}}_{{{0},{1}}}"
    plain = "h({0}, {1})"

    def definition(self) -> sp.Expr:
        # Targets add none: a line is its sentence and its task, and what follows is a function of these.
        return _entropy() / LineTokens(*self.args)


@cache
def _entropy() -> sp.Expr:
    return in_logs(entropy(source()))


@cache
def _sentence() -> sp.Rational:
    """The mean number of words in a sentence, without its full stop: all words of the law but the task."""
    length = mean_length(source()) - 1
    return sp.Rational(length.numerator, length.denominator)
