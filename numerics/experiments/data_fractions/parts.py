"""A text, its words in another order, or random tokens: what is held back of it, and a share of the rest, as rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from jaxtyping import Int32
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from numerics.records import RECORDS
from numerics.transformers.data import Corpus, Sequences, Tokens
from numerics.transformers.faults import BadSettings
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded, hash_of, trained

PATH = RECORDS / "texts" / "state_of_the_union.txt.xz"
HELD = 0.1  # of the tokens, in whole addresses
ONE, OTHER = "one half", "other half"  # every other row of the validation

Address = Int32[NDArray[np.int32], " tokens"]
Order = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Addresses:
    """The tokens of each address, those with which a word begins, and the sha256 of what they were made of."""

    tokens: tuple[Address, ...]
    begins: NDArray[np.bool_]
    vocabulary: int
    hashes: dict[str, str]


@lru_cache(maxsize=1)
def addresses(every: int, vocabulary: int) -> Addresses:
    """Each so manyth address, in a byte-pair vocabulary of this size, trained on them."""
    texts = documents(PATH)[::every]
    tokenizer = trained(texts, vocabulary)
    return Addresses(
        tokens=tuple(encoded(tokenizer, text) for text in texts),
        # GPT-2's alphabet writes a blank as this letter; the blanks of the text are single, and words begin with one.
        begins=np.array([(tokenizer.id_to_token(token) or "").startswith("\u0120") for token in range(vocabulary)]),
        vocabulary=vocabulary,
        hashes={"text": hashlib.sha256(PATH.read_bytes()).hexdigest(), "tokenizer": hash_of(tokenizer)},
    )


def shuffled(tokens: Address, begins: NDArray[np.bool_], draws: np.random.Generator) -> Address:
    """The words of one address in another order."""
    words = np.split(tokens, np.flatnonzero(begins[tokens][1:]) + 1)
    return np.concatenate([words[place] for place in draws.permutation(len(words))])


def in_quality(quality: str, found: Addresses, seed: int) -> list[Address]:
    """The addresses as they are, with their words shuffled, or with random tokens in the places of theirs."""
    draws = np.random.default_rng([seed, 1])
    match quality:
        case "text":
            return list(found.tokens)
        case "shuffled words":
            return [shuffled(tokens, found.begins, draws) for tokens in found.tokens]
        case "random tokens":
            return [draws.integers(found.vocabulary, size=len(t), dtype=np.int32) for t in found.tokens]
    raise BadSettings(f"quality = {quality!r}: text, shuffled words or random tokens belongs there")


def corpus(found: Addresses, quality: str, share: float, length: int, validation: int, seed: int) -> Corpus:
    """The share of the rows of length + 1 tokens, and rows of other addresses; of one seed smaller shares are parts.

    BadSettings where there are not so many rows to hold back, or where nothing would be left.
    """
    texts = in_quality(quality, found, seed)
    draws = np.random.default_rng([seed, 0])  # the same addresses and places in each quality
    order = draws.permutation(len(texts)).tolist()
    held = held_back([len(tokens) for tokens in texts], order)
    if len(held) == len(order):
        raise BadSettings(f"{len(order)} addresses, all of which would be held back; take a smaller `every`")
    there, rest = (draws.permutation(rows_of(texts, which, length)) for which in (held, order[len(held) :]))
    there = unlike(there, rest)
    if len(there) < validation:
        raise BadSettings(f"validation = {validation} rows, and {len(there)} are held back; take fewer or shorter ones")
    whole, tried = _sequences(rest[: max(1, round(share * len(rest)))]), _sequences(there[:validation])
    first = (np.arange(validation) % 2 == 0)[:, None]
    tried = replace(tried, sets={ONE: tried.counted & first, OTHER: tried.counted & ~first})
    parts = {"training": whole, "validation": tried}
    hashes = {name: hashlib.sha256(part.tokens.astype("<i4").tobytes()).hexdigest() for name, part in parts.items()}
    return Corpus(
        train=whole, validation=tried, vocabulary=found.vocabulary, tokenizer=None, hashes=found.hashes | hashes
    )


def held_back(lengths: list[int], order: list[int]) -> list[int]:
    """The first of the order, as few as have the share of the tokens that is held back."""
    reached = np.cumsum([lengths[place] for place in order])
    return order[: int(np.searchsorted(reached, HELD * reached[-1])) + 1]


def rows_of(texts: list[Address], which: list[int], length: int) -> Tokens:
    """Rows of length + 1 tokens, each beginning with the last token of the one before, none across two addresses."""
    long = [texts[number] for number in which if len(texts[number]) > length]
    return np.concatenate([sliding_window_view(tokens, length + 1)[::length] for tokens in long])


def unlike(rows: Tokens, others: Tokens) -> Tokens:
    """Those of the rows that the others have not."""
    seen = {row.tobytes() for row in others}
    return rows[[row.tobytes() not in seen for row in rows]]


def _sequences(rows: Tokens) -> Sequences:
    rows = np.ascontiguousarray(rows)
    counted = np.ones_like(rows[:, 1:], dtype=np.bool_)
    return Sequences(tokens=rows, counted=counted, sets={}, documents=np.arange(len(rows), dtype=np.int32))
