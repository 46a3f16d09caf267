"""The arithmetic of torch tensors on a device, one entry for each configuration of a batch; it needs torch."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import sympy as sp
import torch

from numerics.arrays import NODES, WEIGHTS, Array
from numerics.interpret import Arithmetic, double


@lru_cache(maxsize=16)
def torch_arithmetic(device: str = "cpu", dtype: torch.dtype = torch.float64) -> Arithmetic:
    """The table for this device; what overflows or has no value is inf or nan, as in float64.

    The same arguments give the same table, so what an expression reads as is kept.
    """

    def number(q: Any) -> torch.Tensor:
        return q if isinstance(q, torch.Tensor) else torch.tensor(double(q), dtype=dtype, device=device)

    def gamma(t: torch.Tensor) -> torch.Tensor:
        # torch has the logarithm of |Gamma| alone; below 0 the other tables have no value either.
        return torch.where(t > 0, torch.exp(torch.lgamma(t)), torch.nan)

    def integral(body: Callable[[Any], Any]) -> torch.Tensor:
        parts = (float(w) * body(number_of(float(node))) for node, w in zip(NODES, WEIGHTS, strict=True))
        return sum(parts, start=number(0))

    def number_of(value: float) -> torch.Tensor:
        return torch.tensor(value, dtype=dtype, device=device)

    return Arithmetic(
        name=f"torch on {device}",
        number=number,
        exp=torch.exp,
        log=torch.log,
        power=_power,
        absolute=torch.abs,
        larger=torch.maximum,
        pi=lambda: number_of(float(np.pi)),
        gamma=gamma,
        integral=integral,
    )


def _power(base: torch.Tensor, exponent: sp.Expr, value: Any) -> torch.Tensor:
    if exponent.is_Integer:
        return torch.pow(base, int(exponent))
    return torch.sqrt(base) if exponent == sp.Rational(1, 2) else torch.pow(base, value)


def to_device(points: Array, device: str, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    """An array as a tensor there."""
    return torch.as_tensor(points, dtype=dtype, device=device)


def to_host(values: Any) -> Array:
    """A tensor as an array here."""
    found: Array = torch.as_tensor(values).detach().to("cpu", torch.float64).numpy()
    return found
