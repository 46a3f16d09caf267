"""The trained encoder: its parts put together again are the model, and its committed record is what it gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from numerics.experiment import Found
from numerics.experiments.feed_forward import EXPERIMENT, TEXT, TOKENS, controls, samples, text_of
from numerics.measuring import check
from numerics.quantities.joined_attention import Array
from numerics.records import Record, load
from numerics.transformers.layer import Layer, feed_forward

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
    return text_of(TEXT)


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
        check(EXPERIMENT, "here", Found(samples={}, controls=controls(layer), inputs={}))


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
