"""Models from elsewhere: their states and losses are those of the library, at each layer and whatever the file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from torch.nn import functional
from torch.testing import assert_close
from transformers import GPT2Config, GPT2LMHeadModel

from numerics.transformers import checkpoint
from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import NotACheckpoint
from numerics.transformers.library import described
from numerics.transformers.model import Transformer
from numerics.transformers.pretrained import installed, opened
from tests.models.elsewhere import (
    ARCHITECTURES,
    CONTEXT,
    LAYERS,
    SHAPE,
    VOCABULARY,
    WIDTH,
    bert,
    change,
    gguf,
    made,
    run,
    saved,
    tokens,
)

ROOT = Path(__file__).parents[2]
WEIGHTS = "model.safetensors"
each_architecture = pytest.mark.parametrize("architecture", ARCHITECTURES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small GPT-2."""
    return saved("gpt2", tmp_path / "gpt2")


class TestEveryArchitecture:
    @each_architecture
    def test_its_sizes(self, tmp_path: Path, architecture: str) -> None:
        model = opened(saved(architecture, tmp_path / "m"), "cpu")
        assert (model.vocabulary, model.width, model.layers) == (VOCABULARY, WIDTH, LAYERS)
        assert model.context == (sys.maxsize if architecture in ("bloom", "mamba") else CONTEXT)
        assert (model.name, model.tokenizer) == ("m", None)

    @each_architecture
    def test_the_states_are_the_hidden_states_of_the_library(self, tmp_path: Path, architecture: str) -> None:
        states = opened(saved(architecture, tmp_path), "cpu").states(tokens())
        with torch.no_grad():
            model = made(architecture)
            hidden = model(tokens(), output_hidden_states=True, use_cache=False).hidden_states
            if architecture == "mamba":  # whose hidden states begin after the first layer, in this library
                hidden = (model.get_input_embeddings()(tokens()), *hidden)
                assert_close(states[LAYERS], hidden[LAYERS])
        assert len(states) == LAYERS + 2
        for k in range(LAYERS):
            assert_close(states[k], hidden[k])
        assert_close(states[-1], hidden[-1])

    @each_architecture
    def test_the_last_layer_by_the_final_norm_gives_the_final_state(self, tmp_path: Path, architecture: str) -> None:
        """The library gives no state between the last layer and the final norm."""
        model = made(architecture)
        last = {
            "gpt2": "transformer.ln_f", "gpt_neo": "transformer.ln_f", "bloom": "transformer.ln_f",
            "gpt_neox": "gpt_neox.final_layer_norm",
            "opt": "model.decoder.final_layer_norm", "opt, norms after": "model.decoder.project_out",
            "mamba": "backbone.norm_f",
        }.get(architecture, "model.norm")  # fmt: skip
        *_, after_layers, final = opened(saved(architecture, tmp_path), "cpu").states(tokens())
        with torch.no_grad():
            assert_close(model.get_submodule(last)(after_layers), final)
        assert after_layers.shape != final.shape or not torch.allclose(after_layers, final, rtol=0.1)

    @each_architecture
    def test_the_losses_are_those_of_the_library(self, tmp_path: Path, architecture: str) -> None:
        losses = opened(saved(architecture, tmp_path), "cpu").losses(tokens())
        model = made(architecture)
        with torch.no_grad():
            assert_close(losses.mean(), model(tokens(), labels=tokens(), use_cache=False).loss)
            log_p = model(tokens(), use_cache=False).logits.double().log_softmax(-1)
        assert losses.shape == (2, 11)
        for row, t in ((0, 0), (1, 10)):
            assert losses[row, t] == pytest.approx(-float(log_p[row, t, tokens()[row, t + 1]]), rel=1e-5)

    def test_layers_that_write_over_what_they_are_given_change_no_state(self, folder: Path) -> None:
        model = opened(folder, "cpu")
        before = model.states(tokens())
        layers: Any = model.module.get_submodule("transformer.h")
        for layer in layers:
            layer.forward = overwriting(layer.forward)
        after = model.states(tokens())
        assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))


def overwriting(forward: Callable[..., Any]) -> Callable[..., Any]:
    """The same layer, but for what is left of what it was given."""

    def overwritten(x: torch.Tensor, *more: Any, **named: Any) -> Any:
        made = forward(x.clone(), *more, **named)
        x.zero_()
        return made

    return overwritten


class TestFolders:
    def test_weights_in_several_files(self, tmp_path: Path) -> None:
        folder = saved("llama", tmp_path / "m", max_shard_size="8KB")
        shards = sorted(path.name for path in folder.glob("model-*.safetensors"))
        model = opened(folder, "cpu")
        assert len(shards) > 2
        assert set(model.hashes) == {"config.json", f"{WEIGHTS}.index.json", *shards}
        assert_close(model.losses(tokens()).mean(), made("llama")(tokens(), labels=tokens()).loss.detach())

    def test_as_the_released_gpt2_is_written(self, folder: Path) -> None:
        """Without the prefix of the model, with the masks of the attention, and without the tied head."""
        whole = opened(folder, "cpu").states(tokens())
        weights = {n.removeprefix("transformer."): w for n, w in load_file(folder / WEIGHTS).items()}
        mask = torch.ones(CONTEXT, CONTEXT).tril()[None, None]
        save_file(weights | {f"h.{k}.attn.bias": mask.clone() for k in range(LAYERS)}, folder / WEIGHTS)
        for one, other in zip(whole, opened(folder, "cpu").states(tokens()), strict=True):
            assert torch.equal(one, other)

    def test_weights_in_fewer_bits_are_read_in_float32(self, folder: Path) -> None:
        save_file({n: w.bfloat16() for n, w in load_file(folder / WEIGHTS).items()}, folder / WEIGHTS)
        change(folder / "config.json", dtype="bfloat16")
        model = opened(folder, "cpu")
        assert {p.dtype for p in model.module.parameters()} == {torch.float32}
        assert model.states(tokens())[-1].dtype == torch.float32

    def test_hashes_are_of_what_was_read(self, folder: Path) -> None:
        tokenizer = Tokenizer(WordLevel({"a": 0, "b": 49}, unk_token="a"))
        tokenizer.save(str(folder / "tokenizer.json"))
        (folder / "README.md").write_text("x")
        model = opened(folder, "cpu")
        names = ("config.json", WEIGHTS, "tokenizer.json")
        assert model.hashes == {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in names}
        assert model.tokenizer is not None
        assert model.tokenizer.get_vocab() == {"a": 0, "b": 49}

    @pytest.mark.parametrize("ours", [True, False])
    def test_it_is_for_reading_and_draws_nothing_from_the_generator(self, tmp_path: Path, ours: bool) -> None:
        place = run(tmp_path / "m") if ours else saved("gpt2", tmp_path / "m")
        before = torch.get_rng_state()
        model = opened(place, "cpu")
        assert torch.equal(torch.get_rng_state(), before)
        assert not model.module.training
        assert not any(parameter.requires_grad for parameter in model.module.parameters())

    def test_the_config_names_neither_other_weights_nor_an_attention_of_its_own(self, folder: Path) -> None:
        """One that has to be fetched is code from elsewhere."""
        expected = opened(folder, "cpu").states(tokens())[-1]
        save_file({n: 0 * w for n, w in load_file(folder / WEIGHTS).items()}, folder / "other.safetensors")
        change(folder / "config.json", transformers_weights="other.safetensors", attn_implementation="some/where")
        assert torch.equal(opened(folder, "cpu").states(tokens())[-1], expected)

    def test_gpt2_medium_has_24_layers_of_1024(self) -> None:
        """Its shapes alone, without the memory."""
        config = GPT2Config(n_embd=1024, n_layer=24, n_head=16)
        with torch.device("meta"):
            model = described(GPT2LMHeadModel(config), "gpt2-medium")
        assert (model.vocabulary, model.context, model.width, model.layers) == (50257, 1024, 1024, 24)

    def test_a_model_that_sees_backwards_alone_is_causal_whatever_it_is_called(self, tmp_path: Path) -> None:
        bert(is_decoder=True).save_pretrained(tmp_path)
        assert opened(tmp_path, "cpu").layers == 2

    def test_code_beside_a_model_is_not_run(self, folder: Path) -> None:
        (folder / "modeling.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")
        change(folder / "config.json", auto_map={"AutoConfig": "modeling.C", "AutoModelForCausalLM": "modeling.M"})
        opened(folder, "cpu")
        change(folder / "config.json", model_type="unheard_of")
        with pytest.raises(NotACheckpoint, match=r"cannot be loaded: .*(unheard_of|custom code)"):
            opened(folder, "cpu")
        assert not (folder / "ran").exists()

    def test_nothing_of_it_reaches_the_terminal(self, folder: Path, tmp_path: Path) -> None:
        """Nor when tokens are read that the library takes for padding."""
        gguf(tmp_path / "m.gguf")
        weights = {n: w for n, w in load_file(folder / WEIGHTS).items() if "ln_f" not in n}
        shutil.copytree(folder, tmp_path / "lacking")
        save_file(weights, tmp_path / "lacking" / WEIGHTS)
        program = (
            "import sys; from pathlib import Path; import torch; from numerics.transformers.pretrained import opened\n"
            "padding = torch.ones(1, 4).long()\n"
            "for path in sys.argv[2:]:\n"
            "    model = opened(Path(path)); model.states(padding); model.losses(padding)\n"
            "try: opened(Path(sys.argv[1]))\n"
            "except ValueError: print('refused')"
        )
        words = [sys.executable, "-c", program, *map(str, (tmp_path / "lacking", folder, tmp_path / "m.gguf"))]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        ran = subprocess.run(words, capture_output=True, text=True, env=environment, check=True)
        assert (ran.stdout, ran.stderr) == ("refused\n", "")


class TestGGUF:
    def test_a_small_one_is_the_model_that_was_written(self, tmp_path: Path) -> None:
        model = gguf(tmp_path / "m.gguf")
        with torch.no_grad():
            logits = model(tokens()).logits
        for path in (tmp_path / "m.gguf", tmp_path):  # by its name, and as the only one in its folder
            read = opened(path, "cpu")
            assert (read.name, read.context, read.layers) == ("m.gguf", CONTEXT, LAYERS)
            with torch.no_grad():
                assert_close(read.module(tokens()).logits, logits)
        assert set(read.hashes) == {"m.gguf"}


class TestRun:
    def test_states_and_losses_are_those_of_the_transformer(self, tmp_path: Path) -> None:
        model, module = opened(run(tmp_path / "run"), "cpu"), Transformer(SHAPE).eval()
        checkpoint.read(tmp_path / "run" / WEIGHTS, module)
        assert (model.name, model.vocabulary, model.context) == ("run", VOCABULARY, CONTEXT)
        assert (model.width, model.layers, set(model.hashes)) == (WIDTH, 2, {"settings.json", WEIGHTS})
        with torch.no_grad():
            for one, other in zip(model.states(tokens()), module.states(tokens()), strict=True):
                assert torch.equal(one, other)
            logits = module(tokens())[:, :-1]
        assert_close(model.losses(tokens()), functional.cross_entropy(logits.mT, tokens()[:, 1:], reduction="none"))


# SmolLM2-135M-Instruct, quantised: really trained, so that prose is likelier than the same words in disorder.
PROSE = (
    "The old lighthouse stood at the end of a narrow road, and every evening its keeper climbed the stairs to light "
    "the lamp. In winter the wind came from the north and the sea was loud; in summer children from the village came "
    "to look for shells on the beach below. He had lived there for more than thirty years, and he knew the name of "
    "every ship that passed."
)


@pytest.fixture(scope="module")
def smollm2() -> CausalModel:
    return opened(installed(), "cpu")


@pytest.fixture(scope="module")
def ids(smollm2: CausalModel) -> torch.Tensor:
    """The tokens of the prose."""
    assert smollm2.tokenizer is not None
    return torch.tensor([smollm2.tokenizer.encode(PROSE).ids])


class TestInstalled:
    def test_its_sizes(self, smollm2: CausalModel) -> None:
        assert (smollm2.vocabulary, smollm2.context, smollm2.width, smollm2.layers) == (49152, 8192, 576, 30)
        assert set(smollm2.hashes) == {smollm2.name} == {"SmolLM2-135M-Instruct.Q4_1.gguf"}

    def test_its_tokenizer_gives_the_text_back(self, smollm2: CausalModel, ids: torch.Tensor) -> None:
        assert smollm2.tokenizer is not None
        assert smollm2.tokenizer.decode(ids[0].tolist()) == PROSE

    def test_the_loss_on_prose(self, smollm2: CausalModel, ids: torch.Tensor) -> None:
        loss = float(smollm2.losses(ids).mean())
        assert 2.2 < loss < 3.6
        disorder = ids[:, torch.randperm(ids.shape[1], generator=torch.Generator().manual_seed(0))]
        assert float(smollm2.losses(disorder).mean()) > loss + 2

    def test_the_norms_of_its_states(self, smollm2: CausalModel, ids: torch.Tensor) -> None:
        """As measured before, apart from here: about 3 at the embedding, hundreds between, 46 after the final norm."""
        states = smollm2.states(ids)
        norms = [float(state[0].norm(dim=-1).median()) for state in states]
        assert norms[0] == pytest.approx(3, rel=0.2)
        assert max(norms[5:-1]) > 100
        assert norms[-1] == pytest.approx(46, rel=0.2)
        with torch.no_grad():
            assert_close(smollm2.module.get_submodule("model.norm")(states[-2]), states[-1])
