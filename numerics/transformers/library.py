"""Causal models of the library `transformers`, loaded from a folder where they are whole and causal."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import accelerate  # noqa: F401  # the library asks for it before it reads a GGUF file
import torch
from transformers import MODEL_FOR_CAUSAL_LM_MAPPING, AutoConfig, AutoModelForCausalLM
from transformers.integrations.gguf.utils import is_gguf_arch_supported
from transformers.modeling_gguf_pytorch_utils import TENSOR_PROCESSORS, TensorProcessor, get_gguf_hf_weights_map

from numerics.files import line
from numerics.transformers.causal import CausalModel, check_causal, decoder_of, layers_of
from numerics.transformers.faults import NoModel, NotACheckpoint

# No model hub is asked, and no code runs that comes with a model.
LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}

# What released models hold beside their weights, and their code makes anew: the masks of GPT-2, GPT-Neo and GPT-J.
MASKS = re.compile(r"(^|\.)(attn|attention)\.(bias|masked_bias)$")
# Settings of a GGUF file that change what a model computes, and none of its shapes.
ACTING = re.compile(r"\.rope\.scal|\.sliding_window$|_softcapping$|\.(attention|logit|residual|embedding)[._]scale$")


def loaded(folder: Path, gguf: str | None = None) -> CausalModel:
    """The model that the folder's config.json describes, or its GGUF file of this name; without tokenizer and hashes.

    NoModel where it is not causal.  NotACheckpoint where weights are missing, which the library would draw at random,
    or have other shapes, or are of no use to the model, which the library would leave out.
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
    _check_used(place, {name for name in said["unexpected_keys"] if not MASKS.search(name)})
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


def _check_used(place: Path, names: Collection[str]) -> None:
    """That there are no such weights, which the library has left out in silence; else NotACheckpoint."""
    if names:
        more = f"{len(names)} weights are of no use to the model by its config, {min(names)} among them"
        raise NotACheckpoint(f"{place}: {more}; without them it would be another model")


def check_gguf(path: Path, module: Any, tensors: Collection[str], settings: Mapping[str, Any]) -> None:
    """That the library has left no tensor of the file out, and no setting that the model depends on.

    NotACheckpoint where it has, in silence.
    """
    kind = settings["general.architecture"]
    if not is_gguf_arch_supported(kind):  # of those that are, the library says what it has not used
        known = get_gguf_hf_weights_map(module, TENSOR_PROCESSORS.get(kind, TensorProcessor)())
        # The experts of a layer are one tensor, which has no `.weight` in a module.
        _check_used(path, {name for name in tensors if name not in known and name.removesuffix(".weight") not in known})
    config = module.config.get_text_config(decoder=True)
    for name, value in settings.items():
        held = getattr(config, name.rpartition(".")[2], "none")  # as a scaling that is none is called
        if ACTING.search(name) and value != held:
            raise NotACheckpoint(f"{path}: {name} = {value}, which transformers leaves out; it would be another model")


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
