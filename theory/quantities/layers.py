"""The energies of the layers, each with patterns of its own, and of all layers together."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import SquaredDistance
from theory.quantities.log_sum_exp import LogSumExp


def _closeness(x: sp.Basic, pattern: sp.Basic, count: sp.Expr) -> sp.Expr:
    """How much a pattern weighs at x: its count times exp(-||x - pattern||^2)."""
    return count * sp.exp(-SquaredDistance(x, pattern))


class GlobalEnergy(Quantity):
    """-LogSumExp(-E_1, ..., -E_l) (Niu et al., Eq. (7)); argument: the energies of the layers at one point."""

    notation = r"E_{{\mathrm{{global}}}}\left({0}\right)"
    plain = "E_global({0})"

    def definition(self) -> sp.Expr:
        (energies,) = self.args
        t = fresh_index()
        return -LogSumExp(Vector(-energies.at(t), t, energies.size))


class LayerEnergy(Quantity):
    """-log sum_j mu_j exp(-||x - rho^j||^2), a pattern counting mu_j times; arguments: x, the patterns, the counts.

    With all counts 1 it is the distance energy of the layer's patterns.
    """

    notation = r"E({0}; {1}, {2})"
    plain = "E({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, patterns, counts = self.args
        j = fresh_index()
        return -sp.log(Sum.over(_closeness(x, patterns.at(j), counts.at(j)), j, patterns.size))


class LayerStep(Quantity):
    """The attention step over one layer's patterns, each counting mu_j times, component k.

    Arguments: x, the patterns, the counts, the component.
    """

    notation = r"T({0}; {1}, {2})_{{{3}}}"
    plain = "T({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, counts, k = self.args
        i, j = fresh_index(), fresh_index()
        pulled = Sum.over(_closeness(x, patterns.at(i), counts.at(i)) * patterns.at(i).at(k), i, patterns.size)
        return pulled / Sum.over(_closeness(x, patterns.at(j), counts.at(j)), j, patterns.size)


class PooledEnergy(Quantity):
    """-log sum_t sum_j mu_tj exp(-||x - rho_t^j||^2), the distance energy of the patterns of all layers together.

    Arguments: x, the patterns of the layers, their counts.
    """

    notation = r"E_{{\mathrm{{pooled}}}}({0}; {1}, {2})"
    plain = "E_pooled({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, patterns, counts = self.args
        t, j = fresh_index(), fresh_index()
        inner = Sum.over(_closeness(x, patterns.at(t).at(j), counts.at(t).at(j)), j, patterns.at(1).size)
        return -sp.log(Sum.over(inner, t, patterns.size))


class PooledStep(Quantity):
    """The attention step over the patterns of all layers together, component k.

    Arguments: x, the patterns of the layers, their counts, the component.
    """

    notation = r"T_{{\mathrm{{pooled}}}}({0}; {1}, {2})_{{{3}}}"
    plain = "T_pooled({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, counts, k = self.args
        s, t, i, j = (fresh_index() for _ in range(4))
        near = _closeness(x, patterns.at(s).at(i), counts.at(s).at(i)) * patterns.at(s).at(i).at(k)
        pulled = Sum.over(Sum.over(near, i, patterns.at(1).size), s, patterns.size)
        weights = _closeness(x, patterns.at(t).at(j), counts.at(t).at(j))
        return pulled / Sum.over(Sum.over(weights, j, patterns.at(1).size), t, patterns.size)
