"""oneDNN's products and gradients are those of torch in float64, within what float32 loses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import numerics.transformers.linear
from numerics.transformers.linear import Linear, has_onednn, linear

SIZES = [(2, 7, 33, 65), (1, 1, 1, 1), (3, 128, 256, 96)]  # batch, time, inputs, outputs
HALF = 2.0**-24  # half a unit of float32


def parts(batch: int, time: int, inputs: int, outputs: int) -> list[Tensor]:
    """x, W, b, and the gradient that comes back."""
    source = torch.Generator().manual_seed(inputs)
    sizes = [(batch, time, inputs), (outputs, inputs), (outputs,), (batch, time, outputs)]
    return [torch.randn(size, generator=source) for size in sizes]


def results(of: Callable[..., Tensor], x: Tensor, weight: Tensor, bias: Tensor, back: Tensor) -> list[Tensor]:
    """The product, and the gradients by x, W and b."""
    given = [part.clone().requires_grad_() for part in (x, weight, bias)]
    made = of(*given)
    return [made.detach(), *torch.autograd.grad(made, given, back)]


def bounds(x: Tensor, weight: Tensor, bias: Tensor, back: Tensor) -> list[Tensor]:
    """(k + 1) 2^-24 times the sum of the k absolute values, for any order of summation (Higham 2002, 3.1)."""
    x, weight, bias, back = (part.double().abs() for part in (x, weight, bias, back))
    rows, columns = x.flatten(0, -2), back.flatten(0, -2)
    sums = [functional.linear(x, weight, bias), back @ weight, columns.T @ rows, columns.sum(0)]
    counts = [x.shape[-1] + 1, weight.shape[0], len(rows), len(rows)]
    return [(count + 1) * HALF * total for count, total in zip(counts, sums, strict=True)]


@pytest.mark.parametrize("size", SIZES)
def test_products_and_gradients_are_within_what_float32_loses(size: tuple[int, int, int, int]) -> None:
    given = parts(*size)
    ours, exact = results(linear, *given), results(functional.linear, *(part.double() for part in given))
    for found, true, bound in zip(ours, exact, bounds(*given), strict=True):
        assert found.shape == true.shape
        assert bool(((found.double() - true).abs() <= bound).all())


def test_they_come_from_onednn_and_only_in_float32(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[torch.dtype] = []
    real = numerics.transformers.linear._product
    assert has_onednn()  # as torch's own builds have for x86 and ARM

    def seen(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
        calls.append(x.dtype)
        return real(x, weight, bias)

    monkeypatch.setattr(numerics.transformers.linear, "_product", seen)
    x, weight, bias, back = parts(*SIZES[0])
    results(linear, x, weight, bias, back)
    assert calls == [torch.float32] * 3
    results(linear, *(part.double() for part in (x, weight, bias, back)))
    with torch.autocast("cpu", torch.bfloat16):
        assert linear(x, weight, bias).dtype is torch.bfloat16
    assert len(calls) == 3


def test_without_a_bias_and_where_x_needs_no_gradient() -> None:
    x, weight, _, back = parts(*SIZES[0])
    layer = Linear(weight.shape[1], weight.shape[0], bias=False)
    made = layer(x)
    made.backward(back)
    exact = functional.linear(x.double(), layer.weight.double())
    bound, *_ = bounds(x, layer.weight.detach(), torch.zeros(1), back)
    assert bool(((made.double() - exact).abs() <= bound).all())
    assert layer.weight.grad is not None
    assert x.grad is None


def test_where_there_is_no_onednn_torch_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numerics.transformers.linear, "has_onednn", lambda: False)
    monkeypatch.delattr(numerics.transformers.linear, "_product")
    x, weight, bias, _ = parts(*SIZES[0])
    assert torch.equal(linear(x, weight, bias), functional.linear(x, weight, bias))


@pytest.mark.parametrize("size", [(3,), (0, 3), (2, 0, 3)])
def test_one_vector_or_none_is_as_in_torch(size: tuple[int, ...]) -> None:
    x, layer = torch.ones(size, requires_grad=True), Linear(3, 2)
    made = layer(x)
    assert torch.equal(made, functional.linear(x, layer.weight, layer.bias))
    made.sum().backward()
    assert x.grad is not None
    assert x.grad.shape == size
