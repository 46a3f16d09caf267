"""What Eq. (311) of Ramsauer et al. asks for where 2^(power (n - 1)) patterns are placed on a sphere, for beta = 1."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Chain, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Sign, Tangent
from theory.symbols import n

_TWO = sp.Integer(2)
_SMALL, _LARGE = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))


def asked(square: sp.Expr, power: int, dimension: sp.Expr = n) -> sp.Expr:
    """What Eq. (311) asks for at N = 2^(power (n - 1)) and M^2 = square (n - 1), for beta = 1."""
    k = dimension - 1
    return _TWO ** (1 - power * k) + sp.log(2 * square * k) + 2 * power * k * sp.log(2)


def from_dimension(square: sp.Expr, apart: sp.Expr, power: int, least: int) -> Chain:
    """asked <= square apart (n - 1) from a dimension on, where 1 - cos alpha_min is `apart`."""
    k, first = n - 1, sp.Integer(least - 1)
    slope = square * apart - 2 * power * sp.log(2)
    tangent = k / first - 1
    constant = _TWO ** (1 - power * first) + sp.log(2 * square * first)
    linear = 2 * power * k * sp.log(2)
    falling = Cite(
        "lemmas/logarithms+weak",
        at={_SMALL: _TWO ** (1 - power * k), _LARGE: _TWO ** (1 - power * first)},
    )
    return chain(
        asked(square, power),
        ("<=", _TWO ** (1 - power * first) + sp.log(2 * square * k) + linear, Monotone(falling)),
        ("=", _TWO ** (1 - power * first) + sp.log(2 * square * first) + sp.log(k / first) + linear, Algebra()),
        ("<=", constant + tangent + linear, Moving(chain(sp.log(k / first), ("<=", tangent, Monotone(chain(
            k / first, ("<=", sp.exp(tangent), Tangent(tangent)))))))),
        ("<=", first * slope + tangent + linear, Moving(chain(constant, ("<=", first * slope, Sign())))),
        ("<=", square * apart * k, Moving(chain(0, ("<=", (k - first) * (slope - 1 / first), Sign())))),
    )  # fmt: skip
