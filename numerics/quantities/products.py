"""Products of all rows with all columns in float32, by the fastest way that the device has."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor


def products(rows: Tensor) -> Callable[[Tensor], Tensor]:
    """A function that takes columns (P, k), float32, to the table (R, P) of their products with these rows (R, k).

    The table is overwritten by the next one.  On a CPU oneDNN is asked for by name: torch's own products go to MKL,
    which takes twice as long on some processors.
    """
    if rows.device.type == "cpu" and torch.backends.mkldnn.is_available():
        kept = rows.to_mkldnn()
        return lambda columns: torch.nn.functional.linear(kept, columns.to_mkldnn()).to_dense()
    table = torch.empty(0, dtype=torch.float32, device=rows.device)

    def multiplied(columns: Tensor) -> Tensor:
        nonlocal table
        if table.shape != (len(rows), len(columns)):
            table = torch.empty(len(rows), len(columns), dtype=torch.float32, device=rows.device)
        return torch.mm(rows, columns.T, out=table)

    return multiplied
