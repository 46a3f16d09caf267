"""Tokenizers in files: `tokenizer.json`, and the pairs of files in which GPT-2's is shared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel as FromBytes
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel

from numerics.files import line
from numerics.transformers.faults import NotATokenizer

NAME = "tokenizer.json"
PAIRS = (("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe"))  # as it is shared, and as it came out
END_OF_TEXT = "<|endoftext|>"  # GPT-2's one special token
BYTES = sorted(ByteLevel.alphabet())  # one sign for each of the 256
NEEDED = f"give a {NAME}, or a folder with one or with {' or '.join(' and '.join(pair) for pair in PAIRS)}"


def of_bytes(model: BPE) -> Tokenizer:
    """Byte pairs within words as GPT-2 has them: any text to tokens, and back to the same."""
    made = Tokenizer(model)
    made.pre_tokenizer, made.decoder = ByteLevel(add_prefix_space=False), FromBytes()
    return made


def of_file(path: Path) -> Tokenizer:
    """The tokenizer that the JSON is of; NotATokenizer where it is not."""
    text = _text(path)
    content = _json(path, text)
    model = content.get("model") if isinstance(content, dict) else None
    if not isinstance(model, dict):
        raise NotATokenizer(f"{path}: JSON, and no tokenizer; {NEEDED}")
    if isinstance(model.get("merges"), list) and isinstance(model.get("vocab"), dict):
        split = (merge.split(" ") if isinstance(merge, str) else merge for merge in model["merges"])
        _check(path, model["vocab"], split, model.get("continuing_subword_prefix") or "")
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # `tokenizers` raises nothing narrower
        raise NotATokenizer(f"{path}: no tokenizer: {line(error)}; {NEEDED}") from error


def of_pair(tokens: Path, merges: Path) -> Tokenizer:
    """GPT-2's tokenizer, or another of its kind; NotATokenizer where one of the files is broken or another's."""
    vocabulary = _json(tokens, _text(tokens))
    if not isinstance(vocabulary, dict) or (missing := len(set(BYTES) - set(vocabulary))):
        said = (
            f"{missing} of the {len(BYTES)} bytes have no token"
            if isinstance(vocabulary, dict)
            else "JSON of another kind"
        )
        raise NotATokenizer(f"{tokens}: no vocabulary as GPT-2's: {said}; {NEEDED}")
    listed = [line.rstrip("\r") for line in _text(merges).split("\n")]
    pairs: list[Any] = [tuple(line.split(" ")) for line in listed if line and not line.startswith("#version")]
    _check(merges, vocabulary, pairs)
    try:
        made = of_bytes(BPE(vocabulary, pairs))
    except Exception as error:  # as above
        raise NotATokenizer(f"{tokens}, {merges.name}: no tokenizer: {line(error)}; {NEEDED}") from error
    if made.token_to_id(END_OF_TEXT) is not None:
        made.add_special_tokens([END_OF_TEXT])
    return made


def _check(path: Path, vocabulary: Mapping[str, Any], merges: Iterable[Any], prefix: str = "") -> None:
    """Merges make tokens that are there: over one that is not, `tokenizers` may panic, which is no Exception."""
    for number, pair in enumerate(merges, start=1):
        if len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise NotATokenizer(f"{path}: merge {number} is {pair!r}, where two tokens belong; {NEEDED}")
        if (made := pair[0] + pair[1][len(prefix) :]) not in vocabulary:
            raise NotATokenizer(f"{path}: merge {number} makes {made!r}, no token of the vocabulary; is it another's?")


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotATokenizer(f"{path}: not JSON: {line(error)}; {NEEDED}") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise NotATokenizer(f"{path}: cannot be read: {line(error)}; {NEEDED}") from error
