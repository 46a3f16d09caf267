"""What a checkpoint holds and the library would leave out is refused, unless the model computes the same without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import LlamaConfig, LlamaForCausalLM

from numerics.transformers.faults import NotACheckpoint
from numerics.transformers.library import check_gguf
from numerics.transformers.pretrained import opened
from tests.models.elsewhere import CONTEXT, change, gguf, refused, saved, tokens

WEIGHTS = "model.safetensors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small GPT-2."""
    return saved("gpt2", tmp_path / "gpt2")


class TestWeights:
    def test_biases(self, tmp_path: Path) -> None:
        """Left out in silence, they would leave another model."""
        folder = saved("llama", tmp_path / "llama")
        change(folder / "config.json", attention_bias=True, mlp_bias=True)
        module = LlamaForCausalLM(LlamaConfig.from_pretrained(folder))
        module.save_pretrained(folder)
        opened(folder, "cpu")
        change(folder / "config.json", attention_bias=False, mlp_bias=False)
        refused(folder, NotACheckpoint, r"21 weights are of no use .*, model\.layers\.0\.mlp\.down_proj\.bias among")

    @pytest.mark.parametrize("name", ["transformer.h.0.attn.c_attn.scale", "v_head.summary.weight", "bias"])
    def test_a_single_one(self, folder: Path, name: str) -> None:
        save_file(load_file(folder / WEIGHTS) | {name: torch.ones(3)}, folder / WEIGHTS)
        refused(folder, NotACheckpoint, rf"1 weights are of no use to the model by its config, {name} among them")

    @pytest.mark.parametrize(
        ("architecture", "name"),
        [
            ("gpt2", "transformer.h.0.attn.bias"),
            ("gpt2", "transformer.h.1.attn.masked_bias"),
            ("gpt_neo", "transformer.h.0.attn.attention.bias"),
            ("gpt_neo", "transformer.h.0.attn.attention.masked_bias"),
            ("gpt_neox", "gpt_neox.layers.0.attention.bias"),
            ("gpt_neox", "gpt_neox.layers.0.attention.masked_bias"),
            ("gpt_neox", "gpt_neox.layers.0.attention.rotary_emb.inv_freq"),
            ("llama", "model.layers.0.self_attn.rotary_emb.inv_freq"),
        ],
    )
    def test_what_the_code_of_a_model_makes_anew_is_of_use_to_none(
        self, tmp_path: Path, architecture: str, name: str
    ) -> None:
        folder = saved(architecture, tmp_path / "m")
        losses = opened(folder, "cpu").losses(tokens())
        save_file(load_file(folder / WEIGHTS) | {name: torch.ones(1, 1, CONTEXT, CONTEXT)}, folder / WEIGHTS)
        assert torch.equal(opened(folder, "cpu").losses(tokens()), losses)

    @pytest.mark.parametrize(
        ("architecture", "of"),
        [
            ("gpt2", "transformer.wte"),
            ("gpt_neo", "transformer.wte"),
            ("opt", "model.decoder.embed_tokens"),
            ("bloom", "transformer.word_embeddings"),
        ],
    )
    def test_a_tied_head_that_is_there_too_is_of_use(self, tmp_path: Path, architecture: str, of: str) -> None:
        folder = saved(architecture, tmp_path / "m")
        losses = opened(folder, "cpu").losses(tokens())
        weights = load_file(folder / WEIGHTS)
        assert "lm_head.weight" not in weights
        save_file(weights | {"lm_head.weight": weights[f"{of}.weight"].clone()}, folder / WEIGHTS)
        assert torch.equal(opened(folder, "cpu").losses(tokens()), losses)


class TestGGUF:
    @pytest.mark.parametrize("name", ["rope_freqs.weight", "blk.0.attn_q.bias", "blk.2.ffn_gate_exps.weight"])
    def test_one_with_a_tensor_of_no_use(self, tmp_path: Path, name: str) -> None:
        gguf(tmp_path / "m.gguf", more={name: 16})
        refused(tmp_path / "m.gguf", NotACheckpoint, f"1 weights are of no use to the model by its config, {name}")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("rope.scaling.type", "linear"),
            ("rope.scaling.factor", 4.0),
            ("rope.scale_linear", 4.0),
            ("attention.sliding_window", 4.0),
            ("final_logit_softcapping", 30.0),
            ("logit_scale", 0.5),
        ],
    )
    def test_one_with_a_setting_that_is_left_out(self, tmp_path: Path, name: str, value: str | float) -> None:
        gguf(tmp_path / "m.gguf", settings={name: value})
        refused(tmp_path / "m.gguf", NotACheckpoint, f"llama.{name} = {value}, which transformers leaves out")

    def test_a_setting_that_changes_nothing(self, tmp_path: Path) -> None:
        """Nor that which the config has too, as Gemma's caps of the logits."""
        gguf(tmp_path / "m.gguf", settings={"rope.scaling.type": "none"})
        module: Any = opened(tmp_path / "m.gguf", "cpu").module
        settings = {"general.architecture": "llama", "llama.final_logit_softcapping": 30.0}
        module.config.final_logit_softcapping = 30.0
        check_gguf(tmp_path, module, (), settings)
        with pytest.raises(NotACheckpoint, match=r"final_logit_softcapping = 31\.0"):
            check_gguf(tmp_path, module, (), settings | {"llama.final_logit_softcapping": 31.0})


@pytest.mark.parametrize("name", ["adapter_model.bin", "adapter_model.safetensors", "model.safetensors"])
def test_an_adapter(folder: Path, name: str) -> None:
    """Alone, or beside a model, to which it is added where its library is installed."""
    said = r"adapter_config\.json: an adapter, .* merge it into them \(merge_and_unload\), save"
    (folder / WEIGHTS).rename(folder / name)
    gguf(folder / "m.gguf")
    (folder / "adapter_config.json").write_text("{}")
    for path in (folder, folder / "m.gguf"):
        with pytest.raises(NotACheckpoint, match=said) as raised:
            opened(path, "cpu")
        assert "\n" not in str(raised.value)
