"""Checkpoints of a run, as safetensors: the weights, AdamW's moments and how many steps were made."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialised
from torch import Tensor, nn
from torch.optim import Optimizer

from numerics.files import line, save
from numerics.transformers.faults import NotACheckpoint

MOMENTS = ("exp_avg", "exp_avg_sq")
STEP = "step"


def write(path: Path, step: int, model: nn.Module, optimiser: Optimizer | None = None) -> None:
    """The weights under their names, the moments as `exp_avg.NAME`, `exp_avg_sq.NAME`; an earlier file stays whole.

    Without an optimiser the weights alone.  OSError where the disk takes no more.
    """
    tensors = dict(model.state_dict())
    if optimiser is not None:
        for name, parameter in model.named_parameters():
            tensors |= {f"{moment}.{name}": optimiser.state[parameter][moment] for moment in MOMENTS}
    # Its own `save_file` writes to a file of a name that nobody knows, which a killed process leaves there.
    save(path, serialised({name: t.detach().cpu().contiguous() for name, t in tensors.items()}, {STEP: str(step)}))


def read(path: Path, model: nn.Module, optimiser: Optimizer | None = None) -> int:
    """Fill model and optimiser from the file; the number of steps.

    NotACheckpoint where the file is missing or truncated, or holds other tensors than these or what is no number.
    """
    weights = dict(model.state_dict())
    with torch.no_grad():
        step, tensors = _opened(path)
        names = set(weights)
        if optimiser is not None:
            names |= {f"{moment}.{name}" for moment in MOMENTS for name, _ in model.named_parameters()}
        if wrong := sorted(names ^ set(tensors)):
            raise NotACheckpoint(f"{path}: not of this model: {wrong[0]} is {_held(wrong[0] in tensors)}")
        for name, weight in weights.items():
            if tensors[name].shape != weight.shape:
                sizes = " x ".join(map(str, tensors[name].shape)), " x ".join(map(str, weight.shape))
                raise NotACheckpoint(f"{path}: not of this model: {name} is {sizes[0]}, where {sizes[1]} belongs")
            if not bool(tensors[name].isfinite().all()):
                raise NotACheckpoint(f"{path}: {name} holds what is no number")
            weight.copy_(tensors[name])
        if optimiser is not None:
            for name, parameter in model.named_parameters():
                moments = {m: tensors[f"{m}.{name}"].to(parameter.device) for m in MOMENTS}
                made = torch.tensor(float(step), dtype=torch.float32, device=parameter.device)
                optimiser.state[parameter] = {STEP: made, **moments}
    return step


def steps_of(path: Path) -> int | None:
    """After how many steps it was written; None where there is no file.  NotACheckpoint where it is none."""
    return _opened(path, names=())[0] if path.exists() else None


def _opened(path: Path, names: tuple[str, ...] | None = None) -> tuple[int, dict[str, Tensor]]:
    """The step and the tensors of these names, or all."""
    try:
        with safe_open(path, framework="pt") as file:
            step = (file.metadata() or {}).get(STEP, "")
            tensors = {name: file.get_tensor(name) for name in (file.keys() if names is None else names)}
    except (OSError, SafetensorError) as error:
        raise NotACheckpoint(f"{path}: not a whole safetensors file: {line(error)}") from error
    if not step.isdecimal():
        raise NotACheckpoint(f"{path}: does not say after how many steps it was written: none of our checkpoints")
    return int(step), tensors


def _held(there: bool) -> str:
    return "in the file alone" if there else "missing in the file"
