"""The activation functions of feed-forward layers."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity


class ReLU(Quantity):
    """max(t, 0) = (t + |t|) / 2."""

    notation = r"\operatorname{{ReLU}}\left({0}\right)"
    plain = "relu({0})"

    def definition(self) -> sp.Expr:
        (t,) = self.args
        return (t + sp.Abs(t)) / 2


class GELU(Quantity):
    """t / (1 + exp(-2 u)), u = sqrt(2 / pi) (t + 0.044715 t^3): as GPT-2 computes it, there with (1 + tanh u) / 2.

    The exact t Phi(t), Phi the normal distribution function, is no term of the kernel's language.
    """

    notation = r"\operatorname{{GELU}}\left({0}\right)"
    plain = "gelu({0})"

    def definition(self) -> sp.Expr:
        (t,) = self.args
        u = sp.sqrt(2 / sp.pi) * (t + sp.Rational(44715, 10**6) * t**3)
        return t / (1 + sp.exp(-2 * u))
