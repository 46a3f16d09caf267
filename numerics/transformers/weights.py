"""Files of weights that come from outside: which kinds are opened, whether one is whole, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gguf import GGUFReader
from safetensors import SafetensorError, safe_open

from numerics.files import json_object, line
from numerics.transformers.faults import NoModel, NotACheckpoint

WEIGHTS = "model.safetensors"
INDEX = f"{WEIGHTS}.index.json"  # of weights in several files
ADAPTER = "adapter_config.json"
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
KINDS = f"config.json with {WEIGHTS} or {INDEX}, one .gguf, or a run of `train` belongs there"


def refuse_pickle(path: Path) -> None:
    """NotACheckpoint where the file is a pickle by its name: it is never opened."""
    if path.suffix.lower() in PICKLES:
        raise NotACheckpoint(
            f"{path}: a pickle, and opening one runs whatever code is in it; where you trust it, save the model as "
            "safetensors (save_pretrained) and open that"
        )


def refuse_adapter(folder: Path) -> None:
    """NotACheckpoint where the folder holds an adapter, which counts or not by what else is installed."""
    if (folder / ADAPTER).is_file():
        raise NotACheckpoint(
            f"{folder / ADAPTER}: an adapter, whose weights are to be added to those of a model; merge it into them "
            "(merge_and_unload), save the model (save_pretrained) and open that"
        )


def one_gguf(folder: Path) -> Path:
    """The only GGUF file of a folder without safetensors; NoModel or NotACheckpoint with what there is instead."""
    match sorted(folder.glob("*.gguf")):
        case [path]:
            return path
        case [first, second, *_]:
            raise NoModel(f"{folder}: {first.name} and {second.name} are both there; name one of them")
    for path in sorted(folder.iterdir()):
        refuse_pickle(path)
    raise NoModel(f"{folder}: no weights; {KINDS}")


def safetensors(folder: Path) -> list[Path]:
    """The files that the weights of the folder are in, each of them whole; none where there are no safetensors."""
    if (folder / WEIGHTS).is_file():
        files = [folder / WEIGHTS]
    elif (folder / INDEX).is_file():
        named = json_object(folder / INDEX, NotACheckpoint).get("weight_map")
        if not isinstance(named, dict) or not all(isinstance(name, str) for name in named.values()):
            raise NotACheckpoint(f"{folder / INDEX}: does not say which weights are in which file")
        files = [folder / INDEX, *(folder / name for name in sorted(set(named.values())))]
    else:
        return []
    for path in files:
        if path.name != INDEX:
            _check_safetensors(path)
    return files


def _check_safetensors(path: Path) -> None:
    """The header says how long the file is."""
    refuse_pickle(path)
    try:
        with safe_open(path, framework="pt"):
            pass
    except (OSError, SafetensorError) as error:
        raise NotACheckpoint(f"{path}: not a whole safetensors file: {line(error)}") from error


def gguf_header(path: Path) -> tuple[set[str], dict[str, Any]]:
    """The names of the tensors, and the settings of the file without the lists of its tokenizer (None).

    NotACheckpoint where it is not whole.
    """
    try:
        read = GGUFReader(path)
        settings = {name: None if name.startswith("tokenizer.") else f.contents() for name, f in read.fields.items()}
    except Exception as error:  # past the end of a file its reader finds empty arrays, and fails at any of them
        raise NotACheckpoint(f"{path}: not a whole GGUF file: {line(error)}") from error
    return {tensor.name for tensor in read.tensors}, settings


def hashes(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file that there is, by its name."""
    found = {}
    for path in paths:
        if path.is_file():
            with path.open("rb") as file:
                found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
