"""A model size and a seed: runs on a text of several sizes, and the data size that the rule of Appendix F.3 takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from numerics.experiment import Found
from numerics.experiments.widths import (
    LIMITS,
    OVERFITTED,
    OWN_ROWS,
    SHARED,
    WHICH,
    difference,
    grid,
    least,
    needed,
    step,
)
from numerics.experiments.widths.rule import Differences, differences, interpolated, is_over, least_size
from numerics.experiments.widths.runs import lines_until, shape_of
from numerics.records import RECORDS
from numerics.transformers.data import Corpus, Sequences, Tokens
from numerics.transformers.faults import TooShort
from numerics.transformers.run import Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded, hash_of, trained

PATH = RECORDS / "texts" / "state_of_the_union.txt.xz"
PARTS = 8  # of which one is held back
HELD, OWN = "held back", "own rows"  # parts of the validation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunks:
    """Rows of T + 1 tokens (rows, T + 1), and the number of the address that each is of (rows,)."""

    tokens: Tokens
    addresses: Tokens

    def at(self, rows: NDArray[np.integer[Any]]) -> Chunks:
        """Some of the rows."""
        return Chunks(tokens=self.tokens[rows], addresses=self.addresses[rows])


def found(settings: Mapping[str, Any], device: str) -> Found:
    """The squared differences at every data size of the grid, and D* for each sigma^2."""
    width, times, window = (settings[name] for name in ("width", "times", "window"))
    small, sizes = settings["small"] * settings["length"], grid(settings)
    addresses, tokenizer = beginnings(settings["characters"], settings["vocabulary"])
    learned, held = drawn(chunks(addresses, settings["length"]), settings["seed"], settings["validation"])
    runs = {tokens: run(learned, held, tokens, settings, device, own=tokens == small) for tokens in (small, *sizes)}
    by_size = {tokens: differences(lines, window, f"validation, {HELD}") for tokens, lines in runs.items()}
    samples: dict[str, list[list[float]]] = {}
    for tokens, each in by_size.items():
        samples |= {difference(which, width, tokens, times): [list(each.of(which))] for which in WHICH}
        samples |= {least(width, tokens, times): [[each.least]], step(width, tokens, times): [[float(each.step)]]}
    for which in WHICH:
        means = [mean(by_size[tokens], which) for tokens in sizes]
        for limit in LIMITS:
            samples[needed(which, width, limit, times)] = [[least_size(sizes, means, float(limit))]]
            samples[needed(which, width, limit, times, True)] = [[interpolated(sizes, means, float(limit))]]
    overfitted = mean(by_size[small], "after")
    controls = {
        OVERFITTED: overfitted,
        OWN_ROWS: mean(differences(runs[small], window, f"validation, {OWN}"), "after") / overfitted,
        SHARED: float(len(np.intersect1d(learned.addresses, held.addresses))),
    }
    inputs = {"text": hashlib.sha256(PATH.read_bytes()).hexdigest(), "tokenizer": tokenizer}
    return Found(samples=samples, controls=controls, inputs=inputs)


def mean(found: Differences, which: str) -> float:
    """The mean square before or after the least validation loss."""
    return float(np.mean(found.of(which)))


def run(learned: Chunks, held: Chunks, tokens: int, settings: Mapping[str, Any], device: str, own: bool) -> list[Line]:
    """The lines of metrics of one run on so many tokens; `own`: the validation has these very rows as well."""
    rows = tokens // settings["length"]
    if rows > len(learned.tokens):
        raise TooShort(f"{PATH.name}: {rows} rows are to be learned, and it has {len(learned.tokens)}")
    corpus = corpus_of(learned.tokens[:rows], held.tokens, learned.tokens[: rows if own else 0], settings["vocabulary"])
    assert corpus.validation is not None
    how = Optimisation(
        steps=settings["times"] * settings["steps"],
        batch=settings["batch"],
        rate=settings["rate"],
        warm_up=settings["warm_up"],
        decay="none",
        seed=settings["seed"],
        every=settings["every"],
        evaluated=len(corpus.validation.tokens),
    )

    def enough(lines: Sequence[Line]) -> bool:
        return is_over(lines, settings["patience"], f"validation, {HELD}")

    return lines_until(corpus, shape_of(corpus, settings), how, device, enough)


def corpus_of(learned: Tokens, held: Tokens, own: Tokens, vocabulary: int) -> Corpus:
    """Rows to be learned, and a validation of two named parts."""
    is_held = np.repeat(np.arange(len(held) + len(own)) < len(held), held.shape[1] - 1).reshape(-1, held.shape[1] - 1)
    return Corpus(
        train=_sequences(learned, {}),
        validation=_sequences(np.concatenate([held, own]), {HELD: is_held, OWN: ~is_held}),
        vocabulary=vocabulary,
        tokenizer=None,
        hashes={},
    )


def drawn(whole: Chunks, seed: int, validation: int) -> tuple[Chunks, Chunks]:
    """All rows of seven eighths of the addresses, in an order drawn by the seed, and so many rows of the others."""
    draws = np.random.default_rng(seed)
    numbers = draws.permutation(np.unique(whole.addresses))
    is_held = np.isin(whole.addresses, numbers[: len(numbers) // PARTS])
    learned, held = (draws.permutation(np.flatnonzero(which)) for which in (~is_held, is_held))
    return whole.at(learned), whole.at(held[:validation])


@lru_cache(maxsize=1)
def beginnings(characters: int, vocabulary: int) -> tuple[tuple[Tokens, ...], str]:
    """The tokens of the beginning of each address, by a tokenizer trained on these, and the sha256 of that."""
    texts = [address[:characters] for address in documents(PATH)]
    tokenizer = trained(texts, vocabulary)
    return tuple(encoded(tokenizer, text) for text in texts), hash_of(tokenizer)


def chunks(tokens: Sequence[Tokens], length: int) -> Chunks:
    """A row begins with the last token of the one before; what is left of an address at its end is left out."""
    rows = [sliding_window_view(address, length + 1)[::length] for address in tokens if len(address) > length]
    numbers = np.repeat(np.arange(len(rows), dtype=np.int32), [len(each) for each in rows])
    return Chunks(tokens=np.concatenate(rows), addresses=numbers)


def _sequences(tokens: Tokens, sets: Mapping[str, NDArray[np.bool_]]) -> Sequences:
    counted = np.ones_like(tokens[:, 1:], dtype=np.bool_)
    return Sequences(tokens=tokens, counted=counted, sets=sets, documents=np.arange(len(tokens), dtype=np.int32))
