"""Activations of a model on disk: written chunk by chunk, gone on with after a stop, read without loading them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from numerics.files import alone, extend, half_written, json_object, line, move, save
from numerics.quantities.faults import NotVectors, WrongShape
from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import BadSettings

ABOUT, TOKENS, DOCUMENTS = "about.json", "tokens.npy", "documents.npy"
OWNED = (ABOUT, TOKENS, DOCUMENTS)  # written whole
FINAL = "final"  # after the final norm

Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Capture:
    """What was captured, memory-mapped: tensors (chunks T, n) by name, row c T + t of them at tokens[c, t].

    tokens (chunks, T); documents (chunks,): which one a chunk is of; about: the model, its hashes and the sizes.
    """

    tensors: Mapping[str, NDArray[np.float32]]
    tokens: NDArray[np.int32]
    documents: NDArray[np.int32]
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growing:
    """A .npy file of float32 (rows, width), little-endian, that is written from its first row to its last."""

    path: Path
    rows: int
    width: int

    @property
    def header(self) -> bytes:
        """The head of the file, which says its final size from the start."""
        head = BytesIO()
        form = {"descr": "<f4", "fortran_order": False, "shape": (self.rows, self.width)}
        np.lib.format.write_array_header_1_0(head, form)
        return head.getvalue()

    def written(self) -> int:
        """How many whole rows are there."""
        size = self.path.stat().st_size if self.path.exists() else 0
        return max(0, size - len(self.header)) // (4 * self.width)

    def write(self, first: int, values: NDArray[np.float32]) -> None:
        """These rows from row `first` on, where the rows before it are there; OSError where the disk takes no more."""
        content, at = values.astype("<f4", copy=False).tobytes(), len(self.header) + 4 * self.width * first
        extend(self.path, *((0, self.header + content) if first == 0 else (at, content)))


def captured(
    model: CausalModel,
    rows: Whole,
    documents: Whole,
    tensors: Sequence[str],
    folder: Path,
    batch: int,
    watch: Callable[[int, int], object],
) -> None:
    """What the model gives at each token of the chunks `rows` (chunks, T), `documents` (chunks,), into a new folder.

    tensors: "0" the embedding, "k" after layer k, before the final norm, "final" after it; each a file NAME.npy of
    float32 (chunks T, n) beside tokens.npy, documents.npy and about.json.  Until all is there the folder is
    FOLDER.part; stopped at any moment, the same call goes on from the last whole batch, to the same bytes; with another
    batch or on another device float32 rounds in another way.
    watch(done, of all): chunks, after each batch.  Memory: the states of one batch.
    WrongShape, NotATokenizer: rows that are none, longer than the context, or of other tokens.  BadSettings: no such
    tensor, or a folder of something else.  OSError: the disk takes no more; what is written is gone on from.
    """
    _check(model, rows, documents, tensors, batch)
    folder = folder.resolve()  # `.` has no name
    (chunks, time), part = rows.shape, folder.with_name(f"{folder.name}.part")
    places = {name: model.layers + 1 if name == FINAL else int(name) for name in tensors}
    first = model.states(_tensor(rows[:1, :1]))  # one token, to know the widths
    widths = {name: int(first[place].shape[-1]) for name, place in places.items()}
    about = _about(model, rows, documents, widths)
    if _is_done(folder, about):
        watch(chunks, chunks)
        return
    if set(part.glob("*")) - set(half_written(part, OWNED)):
        _check_same(part, about)
    with alone(part, OWNED):
        save(part / ABOUT, json.dumps(about, indent=1) + "\n")  # what it says of itself comes first
        save(part / TOKENS, _npy(rows))
        save(part / DOCUMENTS, _npy(documents))
        files = {name: Growing(path=part / f"{name}.npy", rows=chunks * time, width=n) for name, n in widths.items()}
        done = min(file.written() for file in files.values()) // (batch * time) * batch
        watch(done, chunks)
        for start in range(done, chunks, batch):
            states = model.states(_tensor(rows[start : start + batch]))
            for name, file in files.items():
                file.write(start * time, states[places[name]].flatten(0, 1).float().cpu().numpy())
            watch(min(start + batch, chunks), chunks)
        move(part, folder)


def read(folder: Path) -> Capture:
    """What `captured` left there; NotVectors where it is not finished, or where a file is broken."""
    about = _told(folder)
    if about is None:
        begun = folder.with_name(f"{folder.name}.part").exists()
        said = "not finished; the same command goes on with it" if begun else f"no {ABOUT}, so no captured activations"
        raise NotVectors(f"{folder}: {said}")
    return Capture(
        tensors={name: _mapped(folder / f"{name}.npy", tuple(shape)) for name, shape in about["tensors"].items()},
        tokens=_mapped(folder / TOKENS, (about["chunks"], about["length"])),
        documents=_mapped(folder / DOCUMENTS, (about["chunks"],)),
        about=about,
    )


def _mapped(path: Path, shape: tuple[int, ...]) -> NDArray[Any]:
    try:
        found = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise NotVectors(f"{path}: not a whole .npy file: {line(error)}") from error
    if found.shape != shape:
        raise NotVectors(f"{path}: shape {found.shape}, where {ABOUT} says {shape}")
    assert isinstance(found, np.ndarray)
    return found


def _check(model: CausalModel, rows: Whole, documents: Whole, tensors: Sequence[str], batch: int) -> None:
    if batch < 1:
        raise BadSettings(f"batch = {batch}: a chunk at least")
    if rows.ndim != 2 or rows.size == 0 or documents.shape != rows.shape[:1]:
        raise WrongShape(f"rows {rows.shape} and documents {documents.shape}, where (chunks, T) and (chunks,) belong")
    for start in range(0, len(rows), batch):  # all of them first, and not after hours
        model.check(_tensor(rows[start : start + batch]), model.context)
    names = [*(str(k) for k in range(model.layers + 1)), FINAL]
    for name in tensors:
        if name not in names:
            raise BadSettings(f"layer {name}: {model.name} has 0 (embedding) to {model.layers}, and {FINAL}")
    if not tensors or len(set(tensors)) < len(tensors):
        raise BadSettings(f"layers {', '.join(tensors) or 'none'}: name at least one, and each once")


def _tensor(rows: Whole) -> torch.Tensor:
    return torch.from_numpy(rows.astype(np.int64))


def _about(model: CausalModel, rows: Whole, documents: Whole, widths: Mapping[str, int]) -> dict[str, Any]:
    """All that the numbers depend on, and nothing that differs between two machines."""
    return {
        "model": model.name,
        "hashes": dict(sorted(model.hashes.items())),
        "chunks": rows.shape[0],
        "length": rows.shape[1],
        "tokens": hashlib.sha256(_npy(rows)).hexdigest(),
        "documents": hashlib.sha256(_npy(documents)).hexdigest(),
        "tensors": {name: [rows.size, n] for name, n in widths.items()},
    }


def _npy(array: Whole) -> bytes:
    file = BytesIO()
    np.lib.format.write_array(file, np.ascontiguousarray(array, dtype="<i4"), version=(1, 0))
    return file.getvalue()


def _is_done(folder: Path, about: Mapping[str, Any]) -> bool:
    if not folder.exists() or not any(folder.iterdir()):
        return False
    _check_same(folder, about)
    return True


def _check_same(folder: Path, about: Mapping[str, Any]) -> None:
    there = _told(folder)
    if there is None:
        raise BadSettings(f"{folder}: holds files and no {ABOUT}; take another folder")
    for name, value in about.items():
        if there.get(name) != value:
            raise BadSettings(f"{folder}: holds {name} = {there.get(name)}, not {value}; take another folder")


def _told(folder: Path) -> dict[str, Any] | None:
    """What the folder says of itself; None where it says nothing that can be read."""
    try:
        return json_object(folder / ABOUT, BadSettings)
    except BadSettings:
        return None
