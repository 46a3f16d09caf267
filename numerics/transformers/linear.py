"""x W^T + b and its gradients in float32 on a CPU by oneDNN, which takes half of MKL's time on some processors."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional


class Linear(nn.Linear):
    """torch's own, with the products of `linear`."""

    def forward(self, input: Tensor) -> Tensor:
        return linear(input, self.weight, self.bias)


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x W^T + b, (..., inputs) to (..., outputs): what torch's `linear` gives, within the rounding of float32.

    In other precisions, on other devices, of one vector or none, and where torch has no oneDNN it is that function.
    """
    on_cpu = x.dtype is torch.float32 and x.device.type == "cpu" and not torch.is_autocast_enabled("cpu")
    if on_cpu and x.dim() > 1 and x.numel() and has_onednn():
        found: Tensor = _Products.apply(x, weight, bias)
        return found
    return functional.linear(x, weight, bias)


def has_onednn() -> bool:
    """Whether torch has oneDNN and the product that its own compiler takes from it."""
    return torch.backends.mkldnn.is_available() and hasattr(torch.ops.mkldnn, "_linear_pointwise")


class _Products(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        ctx.save_for_backward(x, weight)
        return _product(x, weight, bias)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        return once_differentiable(_gradients)(ctx, gradient)  # type: ignore[no-any-return, unused-ignore]


def _gradients(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
    """By x, W and b, each where it is asked for."""
    x, weight = ctx.saved_tensors
    for_x, for_weight, for_bias = ctx.needs_input_grad
    gradients = gradient.flatten(0, -2)
    return (
        _product(gradient, weight.T) if for_x else None,
        _product(gradients.T, x.flatten(0, -2).T) if for_weight else None,
        gradients.sum(0) if for_bias else None,
    )


def _product(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    made: Tensor = torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")
    return made
