"""The trained encoder: its parts put together again are the model, and its committed record is what it gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from numerics.experiments.feed_forward import TOKENS, checked, controls, samples
from numerics.quantities.joined_attention import Array
from numerics.records import RECORDS, Record, load
from numerics.transformers.layer import Layer, feed_forward

TEXT = RECORDS / "niu2024" / "state_of_the_union.txt"
Read = Callable[[str], list[Layer]]


@pytest.fixture(scope="module")
def encoder() -> Any:
    """The model of the package; imported here, since only this session has what it needs."""
    from numerics.transformers import encoder

    return encoder.opened(encoder.installed())


@pytest.fixture(scope="module")
def read(encoder: Any) -> Read:
    from numerics.transformers.encoder import layers

    return lambda text: layers(encoder, text, TOKENS)


@pytest.fixture(scope="module")
def record() -> Record:
    return load("niu2024/feed_forward")


@pytest.fixture(scope="module")
def documents() -> list[str]:
    return TEXT.read_text(encoding="utf-8").strip().split("\n\n")


def normed(values: Array, norm: Any) -> Array:
    """A layer norm of the model, in float64."""
    weight, bias = (part.detach().double().numpy() for part in (norm.weight, norm.bias))
    centred = values - values.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + norm.eps) * weight + bias)


def recomposed(layer: Layer, part: Any) -> Array:
    """The output of the layer from what the wrapper gives, with the skip connections and norms of the model."""
    between = normed(layer.entering + layer.attention + layer.attention_bias, part.attention.output.LayerNorm)
    update = feed_forward(between, layer.stored) + layer.feed_forward_bias
    return normed(between + update, part.output.LayerNorm)


def test_the_layers_put_together_are_those_of_the_model(encoder: Any, read: Read, documents: list[str]) -> None:
    """Within what float32 loses: hidden states are of size 1, and 384 terms add up to each."""
    import torch

    layers = read(documents[0])
    ids = torch.tensor([encoder.tokenizer.encode(documents[0]).ids])
    with torch.no_grad():
        hidden = encoder.model(ids, output_hidden_states=True).hidden_states
    assert len(hidden) == len(layers) + 1
    for which, (layer, part) in enumerate(zip(layers, encoder.model.encoder.layer, strict=True)):
        assert np.array_equal(layer.entering, hidden[which][0].double().numpy())
        assert np.array_equal(layer.leaving, hidden[which + 1][0].double().numpy())
        assert np.abs(recomposed(layer, part) - layer.leaving).max() < 1e-4


@pytest.mark.parametrize("fault", ["heads", "attention_bias", "feed_forward_bias", "stored"])
def test_a_part_that_is_wrong_is_seen(encoder: Any, read: Read, documents: list[str], fault: str) -> None:
    part, layer = encoder.model.encoder.layer[2], read(documents[0])[2]
    if fault == "stored":
        wrong = replace(layer, stored=replace(layer.stored, offsets=0 * layer.stored.offsets))
    elif fault == "heads":
        wrong = replace(layer, heads=layer.heads[:, 1:])
    else:
        wrong = replace(layer, **{fault: 0 * getattr(layer, fault)})
    assert np.abs(recomposed(wrong, part) - layer.leaving).max() > 1e-2


def test_the_record_is_of_this_model_and_this_text(encoder: Any, record: Record) -> None:
    text = hashlib.sha256(TEXT.read_bytes()).hexdigest()
    assert record.inputs == encoder.hashes | {"text": text}


def test_the_first_document_is_measured_as_recorded(read: Read, record: Record, documents: list[str]) -> None:
    found = samples(read(documents[0]))
    assert set(found) == set(record.samples)
    for series, distances in found.items():
        assert distances == pytest.approx([float(v) for v in record.samples[series][0]], rel=1e-3), series


def test_another_document_is_not(read: Read, record: Record, documents: list[str]) -> None:
    """So that the agreement above says something."""
    found = samples(read(documents[1]))
    for series, distances in found.items():
        assert distances != pytest.approx([float(v) for v in record.samples[series][0]], rel=1e-2), series


def test_the_controls_come_out_on_the_real_layers(read: Read, documents: list[str]) -> None:
    for layer in read(documents[0]):
        checked(controls(layer))


class TestRefusals:
    def test_a_short_text(self, read: Read) -> None:
        from numerics.transformers.faults import TooShort

        with pytest.raises(TooShort, match="tokens where 64 are asked for: 'Call me Ishmael"):
            read("Call me Ishmael.")

    def test_a_folder_without_a_model(self, tmp_path: Path) -> None:
        from numerics.transformers.encoder import opened
        from numerics.transformers.faults import NoModel

        with pytest.raises(NoModel, match=r"no config\.json"):
            opened(tmp_path)


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
        from numerics.experiments.feed_forward.__main__ import main

        def ran(*words: str) -> tuple[int, str, str]:
            status = main(words)
            said = capsys.readouterr()
            return status, said.out, said.err

        return ran

    def test_writes_a_record_that_is_read_again(self, run: Any, tmp_path: Path, record: Record) -> None:
        text, out = tmp_path / "text.txt", tmp_path / "new" / "record.json"
        text.write_text("\n\n".join(TEXT.read_text(encoding="utf-8").split("\n\n")[:6]), encoding="utf-8")
        status, said, _ = run("--text", str(text), "--out", str(out))
        assert status == 0
        assert "mixture, layer 1" in said
        assert "control: built as joined attention, largest" in said
        from numerics.records import read as read_record

        again = read_record(out.read_text(encoding="utf-8"), "here")
        assert again.settings == record.settings
        assert {len(documents) for documents in again.samples.values()} == {6}
        assert str(tmp_path) not in out.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("content", "said"), [("Call me Ishmael.", "tokens where 64 are asked for"), ("", "no document")]
    )
    def test_a_text_that_is_no_good_is_one_line(self, run: Any, tmp_path: Path, content: str, said: str) -> None:
        text = tmp_path / "text.txt"
        text.write_text(content, encoding="utf-8")
        status, out, err = run("--text", str(text))
        assert (status, out) == (2, "")
        assert said in err.splitlines()[-1]

    def test_a_text_that_is_not_there_is_one_line(self, run: Any, tmp_path: Path) -> None:
        status, _, err = run("--text", str(tmp_path / "none.txt"))
        assert status == 2
        assert "No such file" in err.splitlines()[-1]
