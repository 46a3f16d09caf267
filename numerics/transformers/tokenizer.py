"""Tokenizers: byte-pair ones, trained here or read from files, and those of a list of words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Int32
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import BPE, WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.trainers import BpeTrainer

from numerics.files import line
from numerics.transformers.faults import BadSettings, NotATokenizer, TooShort
from numerics.transformers.tokenizer_files import BYTES, NAME, NEEDED, PAIRS, of_bytes, of_file, of_pair

PIECE = 2**18  # characters: a tokenizer takes hundreds of bytes for each while it works


def trained(text: Iterable[str], size: int) -> Tokenizer:
    """Byte-pair encoding (Sennrich, Haddow and Birch 2016) of the text's UTF-8 bytes, split into words as GPT-2's is.

    It encodes any text, and decodes to the same one.  The same text in whatever order gives the same tokenizer.
    BadSettings for a size below 256, the bytes themselves; TooShort where the text has no pairs for so many tokens.
    """
    if size < len(BYTES):
        raise BadSettings(f"a vocabulary of {size}: the {len(BYTES)} bytes alone are more; take {len(BYTES)} at least")
    made = of_bytes(BPE())
    made.train_from_iterator(text, BpeTrainer(vocab_size=size, initial_alphabet=BYTES, show_progress=False))
    if (found := made.get_vocab_size()) < size:
        raise TooShort(f"the text gives a vocabulary of {found}, not {size}; take a smaller one or a longer text")
    return made


def loaded(path: Path) -> Tokenizer:
    """The tokenizer of a file `tokenizer.json` by that name or another, of a folder with it, or with GPT-2's pair.

    It neither cuts texts off nor fills them up, whatever its file has of that.  NotATokenizer where there is none.
    """
    if not path.exists():
        raise NotATokenizer(f"{path}: no such file or folder; {NEEDED}")
    made = _of_folder(path) if path.is_dir() else of_file(path)
    if not made.get_vocab_size():
        raise NotATokenizer(f"{path}: a tokenizer without tokens; {NEEDED}")
    made.no_truncation()
    made.no_padding()
    return made


def words(vocabulary: Sequence[str]) -> Tokenizer:
    """A token for each of these words, by their place; a text of other words is not encoded (NotATokenizer)."""
    made = Tokenizer(WordLevel({word: place for place, word in enumerate(vocabulary)}))
    made.pre_tokenizer = WhitespaceSplit()
    return made


def encoded(tokenizer: Tokenizer, text: str) -> Int32[NDArray[np.int32], " tokens"]:
    """The tokens of a text of any length, without those that a tokenizer puts at its ends.

    Longer texts are encoded in pieces, cut before single blanks, where byte-pair tokenizers cut too; where a piece has
    no such blank, a token or two at its end can be others than those of the whole.
    NotATokenizer where it has no token for a word, or would cut the text off.
    """
    if tokenizer.truncation or tokenizer.padding:
        raise NotATokenizer("the tokenizer cuts texts off or fills them up; call its no_truncation and no_padding")
    pieces = re.findall(rf".{{1,{PIECE}}}(?:\Z|(?<=\S)(?= \S))|.{{1,{PIECE}}}", text, re.DOTALL)
    found = [np.zeros(0, dtype=np.int32)]
    try:
        for piece in pieces:
            [encoding] = tokenizer.encode_batch_fast([piece], add_special_tokens=False)
            found.append(np.array(encoding.ids, dtype=np.int32))
    except Exception as error:  # `tokenizers` raises nothing narrower
        raise NotATokenizer(f"the tokenizer does not encode {text[:40]!r}...: {line(error)}") from error
    return np.concatenate(found)


def hash_of(tokenizer: Tokenizer) -> str:
    """The sha256 of the tokenizer, from whichever file it was read."""
    return hashlib.sha256(tokenizer.to_str().encode()).hexdigest()


def size_of(tokenizer: Tokenizer) -> int:
    """One more than its greatest token: how many rows an embedding needs."""
    return int(max(tokenizer.get_vocab().values())) + 1


def _of_folder(folder: Path) -> Tokenizer:
    if (folder / NAME).exists():
        return of_file(folder / NAME)
    for pair in PAIRS:
        there = [name for name in pair if (folder / name).exists()]
        if len(there) == 1:
            [missing] = set(pair) - set(there)
            raise NotATokenizer(f"{folder}: {there[0]} without {missing}; {NEEDED}")
        if there:
            return of_pair(folder / pair[0], folder / pair[1])
    raise NotATokenizer(f"{folder}: no tokenizer there; {NEEDED}")
