"""Small causal models as others leave them on disk, with random weights; and a run of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
import torch
from gguf import GGUFWriter
from transformers import (
    BertConfig,
    BertLMHeadModel,
    BloomConfig,
    BloomForCausalLM,
    Gemma2Config,
    Gemma2ForCausalLM,
    GPT2Config,
    GPT2LMHeadModel,
    GPTNeoConfig,
    GPTNeoForCausalLM,
    GPTNeoXConfig,
    GPTNeoXForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    MambaConfig,
    MambaForCausalLM,
    MixtralConfig,
    MixtralForCausalLM,
    OPTConfig,
    OPTForCausalLM,
)

from numerics.transformers import checkpoint
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.pretrained import opened

VOCABULARY, CONTEXT, WIDTH, LAYERS, HEADS = 50, 32, 16, 3, 2
HELD: dict[str, Any] = {"vocab_size": VOCABULARY, "bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1}
PLAIN = HELD | {
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "max_position_embeddings": CONTEXT,
}
GPT2 = HELD | {"n_embd": WIDTH, "n_layer": LAYERS, "n_head": HEADS, "n_positions": CONTEXT}
OPT = PLAIN | {"ffn_dim": 32, "word_embed_proj_dim": WIDTH}
ALTERNATING = [[["global", "local", "global"], 1]]
AFTER = {"do_layer_norm_before": False, "word_embed_proj_dim": 8}
LLAMA = PLAIN | {"intermediate_size": 32, "num_key_value_heads": 1}
SHAPE = Shape(vocabulary=VOCABULARY, context=CONTEXT, width=WIDTH, layers=2, heads=HEADS, feed_forward=32)

# Norms before and after, positions learned, rotary and by ALiBi, logits tied and not, experts, and no attention at all.
ARCHITECTURES: Mapping[str, Callable[[], Any]] = {
    "gpt2": lambda: GPT2LMHeadModel(GPT2Config(**GPT2)),
    "llama": lambda: LlamaForCausalLM(LlamaConfig(**LLAMA)),
    "gpt_neo": lambda: GPTNeoForCausalLM(GPTNeoConfig(**PLAIN, num_layers=LAYERS, attention_types=ALTERNATING)),
    "gpt_neox": lambda: GPTNeoXForCausalLM(GPTNeoXConfig(**PLAIN, intermediate_size=32)),
    "opt": lambda: OPTForCausalLM(OPTConfig(**OPT)),
    "opt, norms after": lambda: OPTForCausalLM(OPTConfig(**OPT | AFTER)),
    "bloom": lambda: BloomForCausalLM(BloomConfig(**HELD, hidden_size=WIDTH, n_layer=LAYERS, n_head=HEADS)),
    "gemma2": lambda: Gemma2ForCausalLM(Gemma2Config(**LLAMA, head_dim=8)),
    "mixtral": lambda: MixtralForCausalLM(MixtralConfig(**LLAMA, num_local_experts=3)),
    "mamba": lambda: MambaForCausalLM(MambaConfig(**HELD, hidden_size=WIDTH, num_hidden_layers=LAYERS, state_size=4)),
}


def made(architecture: str) -> Any:
    """The model of the library, its weights drawn large enough that every part of it is seen in what comes out."""
    torch.manual_seed(3)
    model = ARCHITECTURES[architecture]().eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model


def saved(architecture: str, folder: Path, **how: Any) -> Path:
    """The folder that it was saved in, as safetensors."""
    made(architecture).save_pretrained(folder, **how)
    return folder


def bert(**other: Any) -> Any:
    """An encoder with a head for tokens; causal where it is told to be a decoder."""
    sizes = {"hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": HEADS, "intermediate_size": 32}
    return BertLMHeadModel(BertConfig(**HELD | sizes | other))


def run(folder: Path) -> Path:
    """A run of ours, after 7 steps."""
    torch.manual_seed(1)
    settings = {"shape": {name: getattr(SHAPE, name) for name in SHAPE.__slots__}, "optimisation": {}}
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(settings))
    checkpoint.write(folder / "model.safetensors", 7, Transformer(SHAPE))
    return folder


def cut(path: Path, share: float = 0.9) -> None:
    """The first part of the file is left of it."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def change(file: Path, **to: Any) -> None:
    """Other values in a file of JSON."""
    file.write_text(json.dumps(json.loads(file.read_text()) | to))


def refused(path: Path, kind: type[Exception] | tuple[type[Exception], ...], match: str) -> None:
    """It is not opened, and one line says why."""
    with pytest.raises(kind, match=match) as raised:
        opened(path, "cpu")
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)


def tokens(batch: int = 2, time: int = 12, seed: int = 0) -> torch.Tensor:
    """Random ids."""
    return torch.randint(VOCABULARY, (batch, time), generator=torch.Generator().manual_seed(seed))


def gguf(
    path: Path,
    without: str = "",
    layers: int = LAYERS,
    more: Mapping[str, int] = MappingProxyType({}),
    settings: Mapping[str, Any] = MappingProxyType({}),
) -> Any:
    """The small Llama as a GGUF file, and as the library has it.

    It may be without a tensor, said to be of other depth, with more tensors (of ones, by their length) or settings.
    """
    model = made("llama")
    writer = GGUFWriter(path, "llama")
    writer.add_block_count(layers)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(32)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(model.config.rms_norm_eps)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(VOCABULARY)
    for name, value in settings.items():
        (writer.add_string if isinstance(value, str) else writer.add_float32)(f"llama.{name}", value)
    for name, length in more.items():
        writer.add_tensor(name, np.ones(length, dtype=np.float32))
    for name, tensor in model.state_dict().items():
        if (there := _in_gguf(name)) != without:
            writer.add_tensor(there, _turned(name, tensor.numpy()))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return model


NAMES = {
    "model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output", "model.layers": "blk",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip


def _in_gguf(name: str) -> str:
    for ours, theirs in NAMES.items():
        name = name.replace(ours, theirs)
    return name


def _turned(name: str, weight: Any) -> Any:
    """Queries and keys with the two numbers that a rotation mixes beside each other, as GGUF has them."""
    if "q_proj" not in name and "k_proj" not in name:
        return weight
    heads = HEADS if "q_proj" in name else 1
    halves = weight.reshape(heads, 2, weight.shape[0] // heads // 2, weight.shape[1])
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(weight.shape))
