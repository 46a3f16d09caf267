"""What is no model, or not a whole one, is refused in one line that names it; no code of it runs."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from torch import Tensor, nn
from transformers import T5Config, T5ForConditionalGeneration

from numerics.quantities.faults import NoDevice, WrongShape
from numerics.transformers import encoder
from numerics.transformers.causal import check_causal
from numerics.transformers.faults import BadSettings, NoModel, NotACheckpoint, NotATokenizer
from numerics.transformers.pretrained import opened
from tests.models.elsewhere import CONTEXT, VOCABULARY, WIDTH, bert, change, cut, gguf, refused, run, saved, tokens

WEIGHTS = "model.safetensors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small GPT-2."""
    return saved("gpt2", tmp_path / "gpt2")


class TestFolder:
    def test_no_folder(self, tmp_path: Path) -> None:
        refused(tmp_path / "gpt2", NoModel, "no such file or folder; models are opened from the disk")

    def test_a_folder_without_weights(self, tmp_path: Path) -> None:
        refused(tmp_path, NoModel, "no weights; config.json with model.safetensors")
        (tmp_path / "config.json").write_text("{}")
        refused(tmp_path, NoModel, "no weights")

    def test_weights_without_a_config(self, folder: Path) -> None:
        (folder / "config.json").unlink()
        refused(folder, NoModel, r"model\.safetensors and no config\.json")

    @pytest.mark.parametrize("name", ["pytorch_model.bin", "a.pt", "a.PTH", "last.ckpt", "a.pkl"])
    def test_a_pickle(self, folder: Path, name: str) -> None:
        (folder / WEIGHTS).unlink()

        class Runs:
            def __reduce__(self) -> Any:
                return open, (str(folder / "ran"), "w")

        (folder / name).write_bytes(pickle.dumps(Runs()))
        for path in (folder, folder / name):
            refused(
                path,
                NotACheckpoint,
                f"{name}: a pickle, and opening one runs whatever .* save the model as safetensors",
            )
        assert not (folder / "ran").exists()

    def test_a_pickle_beside_safetensors_is_left_alone(self, folder: Path) -> None:
        (folder / "pytorch_model.bin").write_bytes(b"x")
        opened(folder, "cpu")

    def test_a_pickle_that_an_index_names(self, tmp_path: Path) -> None:
        folder = saved("llama", tmp_path, max_shard_size="8KB")
        index = folder / f"{WEIGHTS}.index.json"
        named = json.loads(index.read_text())["weight_map"]
        change(index, weight_map=named | {"lm_head.weight": "pytorch_model.bin"})
        refused(folder, NotACheckpoint, r"pytorch_model\.bin: a pickle")

    def test_a_file_of_another_kind(self, folder: Path) -> None:
        refused(folder / WEIGHTS, NoModel, "name the folder that it is in")

    @pytest.mark.parametrize("share", [0.0, 0.01, 0.999])
    def test_truncated_weights(self, folder: Path, share: float) -> None:
        cut(folder / WEIGHTS, share)
        refused(folder, NotACheckpoint, r"model\.safetensors: not a whole safetensors file")

    @pytest.mark.parametrize("lost", [True, False])
    def test_a_truncated_or_missing_file_of_several(self, tmp_path: Path, lost: bool) -> None:
        folder = saved("llama", tmp_path, max_shard_size="8KB")
        shard = sorted(folder.glob("model-*.safetensors"))[1]
        shard.unlink() if lost else cut(shard)
        refused(folder, NotACheckpoint, rf"{shard.name}: not a whole safetensors file")

    @pytest.mark.parametrize("content", ["{", "[1]", '{"weight_map": 3}'])
    def test_an_index_that_is_none(self, tmp_path: Path, content: str) -> None:
        folder = saved("llama", tmp_path, max_shard_size="8KB")
        (folder / f"{WEIGHTS}.index.json").write_text(content)
        with pytest.raises(
            (NoModel, NotACheckpoint), match=r"index\.json: (cannot be read|holds no names|does not say)"
        ):
            opened(folder, "cpu")

    def test_missing_weights(self, folder: Path) -> None:
        weights = {n: w for n, w in load_file(folder / WEIGHTS).items() if "h.1.mlp" not in n}
        save_file(weights, folder / WEIGHTS)
        refused(folder, NotACheckpoint, r"4 weights are missing, transformer\.h\.1\.mlp\.\S+ among them")

    def test_weights_of_other_shapes(self, folder: Path) -> None:
        weights = load_file(folder / WEIGHTS)
        save_file(weights | {"transformer.ln_f.bias": torch.zeros(9)}, folder / WEIGHTS)
        refused(folder, NotACheckpoint, r"transformer\.ln_f\.bias is 9, where 16 belongs")

    @pytest.mark.parametrize(("layers", "said"), [(2, r"of no use .*transformer\.h\.2\."), (4, "are missing")])
    def test_weights_of_more_or_fewer_layers(self, folder: Path, layers: int, said: str) -> None:
        change(folder / "config.json", n_layer=layers)
        refused(folder, NotACheckpoint, said)

    def test_weights_that_are_no_numbers(self, folder: Path) -> None:
        weights = load_file(folder / WEIGHTS)
        weights["transformer.h.0.mlp.c_fc.bias"][3] = float("nan")
        save_file(weights, folder / WEIGHTS)
        refused(folder, NotACheckpoint, "states are not finite")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("{", r"config\.json: cannot be read: "),
            ("", r"config\.json: cannot be read: "),
            ("[1]", r"config\.json: holds no names with values"),
            ("{}", "cannot be loaded: .*model_type"),
            ('{"model_type": 3}', "cannot be loaded: .*model type `3`"),
            ('{"model_type": "gpt2", "n_layer": 0}', "cannot be loaded: GPT2Model has no list of layers"),
            ('{"model_type": "gpt2", "n_embd": "x"}', "cannot be loaded: .*n_embd"),
        ],
    )
    def test_a_config_that_is_none(self, folder: Path, content: str, said: str) -> None:
        (folder / "config.json").write_text(content)
        refused(folder, (NoModel, NotACheckpoint), said)

    def test_an_encoder(self, tmp_path: Path) -> None:
        bert().save_pretrained(tmp_path)
        refused(tmp_path, NoModel, "not causal: a token changes the states before it")

    def test_the_encoder_of_the_package(self) -> None:
        refused(encoder.installed(), NoModel, "not causal")

    def test_an_encoder_with_a_decoder(self, tmp_path: Path) -> None:
        T5ForConditionalGeneration(
            T5Config(vocab_size=50, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2)
        ).save_pretrained(tmp_path)
        refused(tmp_path, NoModel, "t5 is no causal model")

    def test_a_tokenizer_of_another_model(self, folder: Path) -> None:
        tokenizer = Tokenizer(WordLevel({"a": 0, "b": VOCABULARY}, unk_token="a"))
        tokenizer.save(str(folder / "tokenizer.json"))
        refused(folder, NotATokenizer, "makes ids up to 50, and its model knows 0 to 49")
        tokenizer = Tokenizer(WordLevel({"a": 0}, unk_token="a"))
        tokenizer.add_tokens([str(k) for k in range(VOCABULARY)])
        tokenizer.save(str(folder / "tokenizer.json"))
        refused(folder, NotATokenizer, "makes ids up to 50, and its model knows 0 to 49")

    def test_a_broken_tokenizer(self, folder: Path) -> None:
        (folder / "tokenizer.json").write_text("{")
        with pytest.raises(NotATokenizer):
            opened(folder, "cpu")

    def test_a_device_that_is_not_there(self, folder: Path) -> None:
        with pytest.raises(NoDevice, match="tpu"):
            opened(folder, "tpu")


class TestGGUF:
    def test_two_of_them(self, tmp_path: Path) -> None:
        gguf(tmp_path / "a.gguf")
        shutil.copy(tmp_path / "a.gguf", tmp_path / "b.gguf")
        refused(tmp_path, NoModel, r"a\.gguf and b\.gguf are both there; name one")

    @pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.05, 0.5, 0.999])
    def test_a_truncated_one(self, tmp_path: Path, share: float) -> None:
        gguf(tmp_path / "m.gguf")
        cut(tmp_path / "m.gguf", share)
        refused(tmp_path / "m.gguf", NotACheckpoint, "not a whole GGUF file")

    def test_one_that_lacks_a_tensor(self, tmp_path: Path) -> None:
        gguf(tmp_path / "m.gguf", without="blk.1.attn_v.weight")
        refused(
            tmp_path / "m.gguf", NotACheckpoint, r"1 weights are missing, model\.layers\.1\.self_attn\.v_proj\.weight"
        )

    @pytest.mark.parametrize(("layers", "said"), [(2, r"9 .* of no use .*blk\.2\."), (4, r"weights are missing")])
    def test_one_of_another_depth(self, tmp_path: Path, layers: int, said: str) -> None:
        gguf(tmp_path / "m.gguf", layers=layers)
        refused(tmp_path / "m.gguf", NotACheckpoint, said)


class TestRun:
    @pytest.fixture
    def trained(self, tmp_path: Path) -> Path:
        return run(tmp_path / "run")

    def test_of_other_tensors(self, trained: Path) -> None:
        change(
            trained / "settings.json",
            shape=json.loads((trained / "settings.json").read_text())["shape"] | {"layers": 3},
        )
        refused(trained, NotACheckpoint, r"not of this model: layers\.2\.")

    def test_of_no_shape(self, trained: Path) -> None:
        change(trained / "settings.json", shape={"width": 16})
        refused(trained, BadSettings, "shape = {'width': 16}: .*missing")

    def test_truncated(self, trained: Path) -> None:
        cut(trained / WEIGHTS)
        refused(trained, NotACheckpoint, "not a whole safetensors file")

    def test_that_has_not_come_to_a_checkpoint(self, trained: Path) -> None:
        (trained / WEIGHTS).unlink()
        refused(trained, NoModel, rf"a run without {WEIGHTS}.*let it go on")


class TestTokens:
    @pytest.mark.parametrize("how", ["states", "losses"])
    def test_tokens_that_are_none_of_the_model(self, folder: Path, how: str) -> None:
        asked = getattr(opened(folder, "cpu"), how)
        for wrong in (-1, VOCABULARY):
            with pytest.raises(NotATokenizer, match=f"token {wrong}: gpt2 knows 0 to 49"):
                asked(torch.tensor([[0, wrong]]))

    def test_too_many_tokens_and_too_few(self, folder: Path) -> None:
        model = opened(folder, "cpu")
        assert model.states(tokens(1, CONTEXT))[0].shape == (1, CONTEXT, WIDTH)
        assert model.losses(tokens(1, CONTEXT + 1)).shape == (1, CONTEXT)
        for asked, time in ((model.states, 0), (model.states, CONTEXT + 1), (model.losses, CONTEXT + 2)):
            with pytest.raises(WrongShape, match="in a row"):
                asked(tokens(1, time))
        with pytest.raises(WrongShape, match="a next token needs two"):
            model.losses(tokens(1, 1))


class Plain(nn.Module):
    """A decoder whose layers are lists of parts; between them it does what it is told to."""

    def __init__(self, between: Callable[[Tensor], Tensor], used: int = 2) -> None:
        super().__init__()
        self.between, self.used = between, used
        self.layers = nn.ModuleList(Parts() for _ in range(2))
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)

    def get_decoder(self) -> Plain:
        return self

    def forward(self, tokens: Tensor, use_cache: bool) -> SimpleNamespace:
        x = self.embedding(tokens)
        for layer in [*self.layers][: self.used]:
            x = self.between(layer(x))
        return SimpleNamespace(last_hidden_state=x)


class Parts(nn.Module):
    """More parts than there are layers."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(5))

    def forward(self, x: Tensor) -> Tensor:
        for part in self.parts:
            x = x + part(x)
        return x


class TestOrder:
    """So that `after layer k` means one thing."""

    def checked(self, module: Plain) -> None:
        check_causal("m", module, VOCABULARY, CONTEXT)

    def test_layers_one_after_the_other_are_fine_whatever_lists_they_hold(self) -> None:
        self.checked(Plain(lambda x: x))

    def test_something_between_the_layers(self) -> None:
        with pytest.raises(NoModel, match="m: its 2 layers do not run one after the other, so"):
            self.checked(Plain(lambda x: 2 * x))

    def test_a_layer_that_is_left_out(self) -> None:
        with pytest.raises(NoModel, match="its 2 layers do not run one after the other"):
            self.checked(Plain(lambda x: x, used=1))
