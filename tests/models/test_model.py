"""The transformer gives what independent ones give with its weights, in float64."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from transformers import GPT2Config, GPT2LMHeadModel, GPTNeoXConfig, GPTNeoXForCausalLM

from numerics.transformers.model import Function, Norm, Positions, Shape, Transformer
from tests.models.written_out import drawn, logits, weights_of

SHAPE = Shape(vocabulary=23, context=12, width=24, layers=3, heads=3, feed_forward=40)
TOKENS = torch.randint(23, (2, 12), generator=torch.Generator().manual_seed(1))
FLOAT64 = 1e-12  # of logits of a few units at most


def apart(first: Tensor, second: Tensor) -> float:
    """The greatest difference, of logits that are not all small."""
    assert first.shape == second.shape
    assert first.dtype == second.dtype == torch.float64
    assert second.abs().max() > 1
    return float((first - second).abs().max())


def parts_of(model: Transformer, layer: int) -> dict[str, Tensor]:
    """The weights of a layer, under their names in it."""
    start = f"layers.{layer}."
    found = {name: torch.from_numpy(array) for name, array in weights_of(model).items()}
    return {name.removeprefix(start): weight for name, weight in found.items() if name.startswith(start)}


def gpt2(model: Transformer) -> GPT2LMHeadModel:
    """GPT-2 with these weights; its matrices act from the right."""
    shape = model.shape
    config = GPT2Config(
        vocab_size=shape.vocabulary, n_positions=shape.context, n_embd=shape.width, n_layer=shape.layers,
        n_head=shape.heads, n_inner=shape.feed_forward, activation_function="gelu",
    )  # fmt: skip
    weights = {name: torch.from_numpy(array) for name, array in weights_of(model).items()}
    renamed = {"wte.weight": weights["embedding.tokens"], "wpe.weight": weights["embedding.places"]}
    renamed |= {"ln_f.weight": weights["norm.weight"], "ln_f.bias": weights["norm.bias"]}
    names = {
        "norms.attention": "ln_1", "parts.attention.queries_keys_values": "attn.c_attn",
        "parts.attention.output": "attn.c_proj", "norms.feed_forward": "ln_2",
        "parts.feed_forward.keys": "mlp.c_fc", "parts.feed_forward.values": "mlp.c_proj",
    }  # fmt: skip
    for layer in range(shape.layers):
        for name, weight in parts_of(model, layer).items():
            part, kind = name.rsplit(".", 1)
            renamed[f"h.{layer}.{names[part]}.{kind}"] = weight.T if weight.dim() == 2 else weight
    made = GPT2LMHeadModel(config)
    made.double().eval()
    made.transformer.load_state_dict(renamed)
    return made


def neox(model: Transformer) -> GPTNeoXForCausalLM:
    """GPT-NeoX with these weights, all of each head turned; its product has queries, keys and values in each head."""
    shape, head = model.shape, model.shape.width // model.shape.heads
    config = GPTNeoXConfig(
        vocab_size=shape.vocabulary, max_position_embeddings=shape.context, hidden_size=shape.width,
        num_hidden_layers=shape.layers, num_attention_heads=shape.heads, intermediate_size=shape.feed_forward,
        hidden_act="gelu", use_parallel_residual=False,
        rope_parameters={"rope_type": "default", "rope_theta": 10_000.0, "partial_rotary_factor": 1.0},
    )  # fmt: skip
    weights = {name: torch.from_numpy(array) for name, array in weights_of(model).items()}
    renamed = {"gpt_neox.embed_in.weight": weights["embedding.tokens"], "lm_head.weight": weights["unembedding"]}
    renamed |= {f"gpt_neox.final_layer_norm.{kind}": weights[f"norm.{kind}"] for kind in ("weight", "bias")}
    names = {
        "norms.attention": "input_layernorm", "parts.attention.queries_keys_values": "attention.query_key_value",
        "parts.attention.output": "attention.dense", "norms.feed_forward": "post_attention_layernorm",
        "parts.feed_forward.keys": "mlp.dense_h_to_4h", "parts.feed_forward.values": "mlp.dense_4h_to_h",
    }  # fmt: skip
    for layer in range(shape.layers):
        for name, weight in parts_of(model, layer).items():
            part, kind = name.rsplit(".", 1)
            if part.endswith("queries_keys_values"):
                weight = weight.unflatten(0, (3, shape.heads, head)).transpose(0, 1).flatten(0, 2)
            renamed[f"gpt_neox.layers.{layer}.{names[part]}.{kind}"] = weight
    made = GPTNeoXForCausalLM(config)
    made.double().eval()
    made.load_state_dict(renamed)
    return made


def encoder(model: Transformer) -> nn.TransformerEncoder:
    """PyTorch's layers with these weights."""
    shape = model.shape
    layer = nn.TransformerEncoderLayer(
        shape.width, shape.heads, shape.feed_forward, 0.0, "relu", batch_first=True, norm_first=shape.norm == "pre"
    )
    final = nn.LayerNorm(shape.width) if shape.norm == "pre" else None
    made = nn.TransformerEncoder(layer, shape.layers, final, enable_nested_tensor=False).double()
    names = {
        "norms.attention.": "norm1.", "parts.attention.queries_keys_values.": "self_attn.in_proj_",
        "parts.attention.output.": "self_attn.out_proj.", "norms.feed_forward.": "norm2.",
        "parts.feed_forward.keys.": "linear1.", "parts.feed_forward.values.": "linear2.",
    }  # fmt: skip
    renamed = {name: torch.from_numpy(array) for name, array in weights_of(model).items() if name.startswith("norm.")}
    for k in range(shape.layers):
        for name, weight in parts_of(model, k).items():
            [start] = [start for start in names if name.startswith(start)]
            renamed[f"layers.{k}.{name.replace(start, names[start])}"] = weight
    made.load_state_dict(renamed)
    return made


class TestGPT2:
    def test_gives_the_same_logits_and_states(self) -> None:
        model = drawn(SHAPE)
        with torch.no_grad():
            theirs = gpt2(model)(TOKENS, output_hidden_states=True)
            ours = model.states(TOKENS)
            assert apart(model(TOKENS), theirs.logits) < FLOAT64
        # Theirs has no state between the last layer and the final norm.
        for first, second in zip([*ours[:-2], ours[-1]], theirs.hidden_states, strict=True):
            assert apart(first, second) < FLOAT64

    def test_has_as_many_parameters(self) -> None:
        model = drawn(SHAPE)
        assert sum(p.numel() for p in model.parameters()) == sum(p.numel() for p in gpt2(model).parameters())


class TestGPTNeoX:
    MODEL = replace(SHAPE, positions="rotary", tied=False)

    def test_gives_the_same_logits_with_angles_in_float64(self) -> None:
        model = drawn(self.MODEL)
        theirs = neox(model)
        head = SHAPE.width // SHAPE.heads
        angles = torch.from_numpy(np.outer(np.arange(12), 10_000.0 ** (-2 * np.arange(head // 2) / head)))
        angles = torch.cat([angles, angles], dim=1)[None]
        theirs.gpt_neox.rotary_emb.forward = lambda x, position_ids: (angles.cos(), angles.sin())
        with torch.no_grad():
            assert apart(model(TOKENS), theirs(TOKENS).logits) < FLOAT64

    def test_gives_them_as_near_as_its_angles_in_float32_allow(self) -> None:
        model = drawn(self.MODEL)
        with torch.no_grad():
            assert 0 < apart(model(TOKENS), neox(model)(TOKENS).logits) < 1e-4


class TestTransformerEncoder:
    @pytest.mark.parametrize("norm", get_args(Norm))
    def test_gives_the_same_states(self, norm: Norm) -> None:
        model = drawn(replace(SHAPE, norm=norm, f="relu"))
        mask = nn.Transformer.generate_square_subsequent_mask(12, dtype=torch.float64)
        with torch.no_grad():
            states = model.states(TOKENS)
            # In training, as a fast path without gradients is another implementation still; nothing is dropped.
            assert apart(states[-1], encoder(model)(states[0], mask=mask, is_causal=True)) < FLOAT64


class TestWrittenOut:
    """In NumPy, with `numerics.quantities.joined_attention`, head by head."""

    @pytest.mark.parametrize("positions", get_args(Positions))
    @pytest.mark.parametrize("norm", get_args(Norm))
    @pytest.mark.parametrize("other", [{"unified": True}, *({"f": f} for f in get_args(Function))], ids=str)
    def test_gives_the_same_logits(self, positions: Positions, norm: Norm, other: dict[str, Any]) -> None:
        model = drawn(replace(SHAPE, layers=2, positions=positions, norm=norm, **other))
        with torch.no_grad():
            assert apart(model(TOKENS), torch.from_numpy(logits(model, TOKENS.numpy()))) < FLOAT64

    def test_gives_them_in_float32_as_near_as_that_allows(self) -> None:
        """Tables of places are made shorter with the model."""
        for positions in get_args(Positions):
            model = drawn(replace(SHAPE, positions=positions))
            exact = torch.from_numpy(logits(model, TOKENS.numpy()))
            with torch.no_grad():
                found = model.float()(TOKENS)
            assert found.dtype == torch.float32
            assert 0 < apart(found.double(), exact) < 1e-3
