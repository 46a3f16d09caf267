"""The tokenizer that cuts a text into chunks for a model, and some of the chunks, spread over the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import BadSettings, NotATokenizer
from numerics.transformers.tokenizer import hash_of, loaded


def with_tokenizer(model: CausalModel, place: Path, file: Path | None) -> CausalModel:
    """The model, opened at that place, with the tokenizer of the file where it has none of its own.

    NotATokenizer where there is none at all, or where the file is of another one than the model has.
    """
    if file is not None:
        given = loaded(file)
        if model.tokenizer is not None and given.to_str() != model.tokenizer.to_str():
            raise NotATokenizer(f"{file}: not the tokenizer of {place}; leave --tokenizer out")
        model = replace(model, tokenizer=given, hashes={**model.hashes, "tokenizer": hash_of(given)})
    if model.tokenizer is None:
        raise NotATokenizer(f"{place}: has no tokenizer; give one with --tokenizer FILE")
    return model


def spread(rows: int, chosen: int | None) -> NDArray[np.integer[Any]]:
    """So many of the rows, evenly spread; all of them where no number is given."""
    if chosen is None:
        return np.arange(rows)
    if not 1 <= chosen <= rows:
        raise BadSettings(f"chunks = {chosen}: the text has {rows} of this length; take from 1 to {rows}")
    return np.arange(chosen) * rows // chosen
