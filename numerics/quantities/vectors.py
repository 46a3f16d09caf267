"""Tables of vectors (rows, n), in memory or on disk, read a block of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from numerics.quantities.faults import NotVectors, WrongShape

TENSORS = ".safetensors"
KINDS = f".npy or {TENSORS}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Vectors (rows, n) by `read(first, last)`, a tensor on the CPU; `name` is what an error calls them.

    A table on disk is opened again for each block: what was read of it does not stay in memory.
    """

    name: str
    rows: int
    width: int
    read: Callable[[int, int], Tensor]

    def blocks(self, size: int) -> Iterator[tuple[int, Tensor]]:
        """Each block of at most so many rows, with the number of its first row."""
        for first in range(0, self.rows, size):
            yield first, self.read(first, min(first + size, self.rows))

    def part(self, number: int, of: int) -> Table:
        """The rows of one of so many processes, numbered from 0 on; WrongShape where there are too many of them."""
        if self.rows < of:
            raise WrongShape(f"{self.name}: {self.rows} rows for {of} processes; start fewer")
        first, last = self.rows * number // of, self.rows * (number + 1) // of
        return replace(self, rows=last - first, read=lambda a, b: self.read(first + a, first + b))


Vectors: TypeAlias = Table | Tensor | np.ndarray[Any, Any] | str | Path


def table(vectors: Vectors, name: str) -> Table:
    """The vectors as a table: a tensor, an array, a .npy file, or FILE.safetensors[:TENSOR].

    WrongShape unless there are rows of numbers; NotVectors where a file is none, is truncated or holds no such tensor.
    """
    if isinstance(vectors, Table):
        return vectors
    if isinstance(vectors, Tensor):
        kept = vectors.detach()
        return _checked(Table(name=name, **_size(tuple(kept.shape), name), read=lambda a, b: kept[a:b]), kept.dtype)
    if isinstance(vectors, np.ndarray):
        return _of_array(name, lambda: vectors)
    if isinstance(vectors, str | Path):
        return _on_disk(str(vectors))
    raise NotVectors(f"{name}: a {type(vectors).__name__} is no table; give a tensor, an array or a file ({KINDS})")


def _on_disk(file: str) -> Table:
    path, _, tensor = file.partition(f"{TENSORS}:") if f"{TENSORS}:" in file else (file, "", "")
    if tensor or path.endswith(TENSORS):
        return _of_safetensors(path.removesuffix(TENSORS) + TENSORS, tensor)
    if not path.endswith(".npy"):
        raise NotVectors(f"{path}: no table of vectors by its name; {KINDS} can be read")
    return _of_array(path, lambda: _mapped(path))


def _mapped(path: str) -> np.ndarray[Any, Any]:
    try:
        found = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise NotVectors(f"{path}: not a whole .npy file of numbers: {_line(error)}") from error
    assert isinstance(found, np.ndarray)
    return found


def _of_array(name: str, opened: Callable[[], np.ndarray[Any, Any]]) -> Table:
    """An array, opened anew for each block; a copy of the block, as torch shares no read-only memory."""
    array = opened()
    if array.dtype.kind not in "fiu" or array.dtype.itemsize > 8:
        raise NotVectors(f"{name}: holds {array.dtype}, where real numbers of at most 64 bits belong")
    little = array.dtype.newbyteorder("=") if array.dtype.kind == "f" else np.dtype(np.float64)

    def read(first: int, last: int) -> Tensor:
        return torch.from_numpy(np.array(opened()[first:last], dtype=little, order="C"))

    return Table(name=name, **_size(array.shape, name), read=read)


def _of_safetensors(path: str, tensor: str) -> Table:
    with _opened(path) as file:
        names = list(file.keys())
        if not tensor and len(names) == 1:
            [tensor] = names
        if tensor not in names:
            held = ", ".join(sorted(names)[:5]) + (", ..." if len(names) > 5 else "")
            raise NotVectors(f"{path}: holds {held}; name one as {path}:{sorted(names)[0] if names else 'TENSOR'}")
        name, size = f"{path}:{tensor}", tuple(file.get_slice(tensor).get_shape())
        found = Table(name=name, **_size(size, name), read=lambda a, b: _slice(path, tensor, a, b))
    return _checked(found, found.read(0, 1).dtype)


def _slice(path: str, tensor: str, first: int, last: int) -> Tensor:
    with _opened(path) as file:
        found = file.get_slice(tensor)[first:last]
    assert isinstance(found, Tensor)
    return found


def _opened(path: str) -> Any:
    try:
        return safe_open(path, framework="pt")
    except (OSError, SafetensorError) as error:
        raise NotVectors(f"{path}: not a whole {TENSORS} file: {_line(error)}") from error


def _size(shape: tuple[int, ...], name: str) -> dict[str, int]:
    if len(shape) != 2 or 0 in shape:
        raise WrongShape(f"{name}: shape {tuple(shape)}, where (rows, n) belongs, with a row at least and n >= 1")
    return {"rows": int(shape[0]), "width": int(shape[1])}


def _checked(found: Table, dtype: torch.dtype) -> Table:
    if not dtype.is_floating_point or dtype.itemsize > 8:
        raise NotVectors(f"{found.name}: holds {dtype}, where floating-point numbers belong")
    return found


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
