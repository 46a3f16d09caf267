"""The device on which tensors are worked on."""

from __future__ import annotations

import torch

from numerics.quantities.faults import NoDevice


def chosen(device: str | torch.device = "auto") -> torch.device:
    """`auto` is the GPU where there is one, else the CPU; NoDevice where a device is asked for that is not there."""
    if device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        found = torch.device(device)
    except RuntimeError as error:
        raise NoDevice(f"device {device!r}: no such device; take auto, cpu or cuda") from error
    if found.type == "cuda" and not torch.cuda.is_available():
        raise NoDevice(f"device {device!r}: torch finds no GPU here; take cpu or auto")
    if found.type == "cuda" and (found.index or 0) >= torch.cuda.device_count():
        raise NoDevice(f"device {device!r}: there are {torch.cuda.device_count()} GPUs, numbered from 0")
    if found.type not in ("cpu", "cuda"):
        raise NoDevice(f"device {device!r}: no float64 is promised there; take auto, cpu or cuda")
    return found
