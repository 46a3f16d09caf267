"""Causal models of the library `transformers`, loaded from a folder where they are whole and causal."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import accelerate  # noqa: F401  # the library asks for it before it reads a GGUF file
import torch
from transformers import MODEL_FOR_CAUSAL_LM_MAPPING, AutoConfig, AutoModelForCausalLM

from numerics.transformers.causal import CausalModel, check_causal, decoder_of, layers_of
from numerics.transformers.faults import NoModel, NotACheckpoint
from numerics.transformers.weights import line

# No model hub is asked, and no code runs that comes with a model.
LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}


def loaded(folder: Path, gguf: str | None = None) -> CausalModel:
    """The model that the folder's config.json describes, or its GGUF file of this name; without tokenizer and hashes.

    NoModel where it is not causal.  NotACheckpoint where weights are missing, which the library would draw at random,
    or have other shapes, or belong to more layers than the model has.
    """
    place = folder if gguf is None else folder / gguf
    more = {} if gguf is None else {"gguf_file": gguf}
    try:
        module, said = _made(place, folder, more)
        found = described(module, place.resolve().name)
        check_causal(str(place), module, found.vocabulary, found.context)
    except (NoModel, NotACheckpoint, MemoryError):
        raise
    except Exception as error:  # whatever the code of a model has against a config or weights
        raise NotACheckpoint(f"{place}: cannot be loaded: {line(error)}") from error
    for name, there, belongs in sorted(said["mismatched_keys"]):
        held, asked = (" x ".join(map(str, size)) for size in (there, belongs))
        raise NotACheckpoint(f"{place}: {name} is {held}, where {asked} belongs by the config")
    if missing := sorted(said["missing_keys"]):
        lack = f"{len(missing)} weights are missing, {missing[0]} among them"
        raise NotACheckpoint(f"{place}: {lack}; the library would draw them at random")
    check_layers(place, said["unexpected_keys"], _place_of_layers(module), found.layers)
    return found


def _made(place: Path, folder: Path, more: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    """The module, and what the library says of its weights."""
    config = AutoConfig.from_pretrained(folder, **LOCAL, **more)
    if type(config) not in MODEL_FOR_CAUSAL_LM_MAPPING:
        raise NoModel(f"{place}: {config.model_type} is no causal model that transformers knows")
    # Neither other files than those that were looked at, nor an attention that comes as code from elsewhere.
    config.transformers_weights = config._attn_implementation = None
    made: Any = AutoModelForCausalLM.from_pretrained(
        folder,
        config=config,
        dtype=torch.float32,
        use_safetensors=True,
        output_loading_info=True,
        ignore_mismatched_sizes=True,  # refused by name, where an error of the library's names none
        **LOCAL,
        **more,
    )
    return made[0], made[1]


def check_layers(place: Path, names: Iterable[str], before: str, layers: int) -> None:
    """That no weights `before.K.` are of further layers, which would be left out in silence; else NotACheckpoint."""
    for name in sorted(names):
        match = re.search(rf"(^|\.){re.escape(before)}\.(\d+)\.", name)
        if match and int(match[2]) >= layers:
            raise NotACheckpoint(f"{place}: holds {name}, of a layer beyond the {layers} of the config")


def _place_of_layers(module: Any) -> str:
    decoder = decoder_of(module)
    found: str = next(name for name, part in decoder.named_modules() if part is layers_of(decoder))
    return found


def described(module: Any, name: str) -> CausalModel:
    """A causal model of the library, with its sizes."""
    config = module.config.get_text_config(decoder=True)
    return CausalModel(
        name=name,
        module=module,
        tokenizer=None,
        vocabulary=module.get_input_embeddings().num_embeddings,
        context=getattr(config, "max_position_embeddings", None) or sys.maxsize,
        width=config.hidden_size,
        layers=len(layers_of(decoder_of(module))),
        hashes={},
    )
