"""What transformers are trained on: rows of tokens from texts, from the grammar of questions, or at random."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Int32
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from tokenizers import Tokenizer

from numerics.question_formation import SIZES, VOCABULARY, Exhausted, Split, lines
from numerics.transformers.faults import BadSettings, NotATokenizer, TooShort
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded, hash_of, size_of, words
from theory.quantities.question_formation import END

Tokens = NDArray[np.int32]
Mask = NDArray[np.bool_]

TASKS = ("decl", "quest")
LONGEST = 36  # tokens of a line: twice the longest sentence, of 16 words, and its mark; the task; the end


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sequences:
    """Rows of T + 1 tokens, of which a model reads the first T and predicts the last T.

    counted: which of the T that it predicts a loss counts; sets: named parts of these; documents: whose row it is.
    """

    counted: Bool[Mask, "rows time"]
    tokens: Int32[Tokens, "rows time+1"]
    sets: Mapping[str, Bool[Mask, "rows time"]]
    documents: Int32[Tokens, " rows"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """What is learned and what it is tried on, of tokens from 0 to vocabulary - 1.

    hashes: the sha256 of the files that went in; of generated rows, of their tokens as 32-bit integers, low byte first.
    """

    train: Sequences
    validation: Sequences | None
    vocabulary: int
    tokenizer: Tokenizer | None
    hashes: Mapping[str, str]


def question_formation(seed: int, how_many: int = SIZES["train"], validation: int = SIZES["dev"]) -> Corpus:
    """Lines of Question-Formation, word by word: so many of the split `train`, and of `dev` for the validation.

    BadSettings where no line is asked for, or more than there are.
    """
    train = questions("train", seed, how_many)
    held = questions("dev", seed, validation) if validation else None
    return _generated(train, held, len(VOCABULARY) + 1, words([*VOCABULARY, END]))


def questions(split: Split, seed: int, how_many: int | None = None, unique: bool = True) -> Sequences:
    """Lines of one split, as many as the released data has unless told otherwise; fewer are the first of more.

    A row begins with the end token, that of the line before, so that every word of the line is predicted, and its end
    too; what fills it up, end tokens again, is not counted.  Sets: `source`, the sentence, its full stop and the task,
    which hold all the entropy of a line; `target`, what follows, the end included.
    """
    count = SIZES[split] if how_many is None else _number("lines", how_many)
    place = {word: token for token, word in enumerate([*VOCABULARY, END])}
    try:
        drawn = [[place[word] for word in line] for line in lines(split, seed, count, unique)]
    except Exhausted as error:
        raise BadSettings(f"{count} lines of {split}: {error}") from error
    counted = np.arange(LONGEST) < np.array([len(line) for line in drawn])[:, None]
    tokens = np.full((count, 1 + LONGEST), place[END], dtype=np.int32)
    tokens[:, 1:][counted] = [token for line in drawn for token in line]
    is_task = np.isin(tokens[:, 1:], [place[task] for task in TASKS])
    after = np.cumsum(is_task, axis=1) > is_task  # the task itself is of the source
    sets = {"source": counted & ~after, "target": counted & after}
    return Sequences(tokens=tokens, counted=counted, sets=sets, documents=np.arange(count, dtype=np.int32))


def random_sequences(seed: int, rows: int, length: int, vocabulary: int) -> Corpus:
    """Sequences of tokens drawn uniformly among all that differ, so that no predictor has less than log(rows) / length.

    A row begins with a token of its own, the last one, which is one more than `vocabulary`: every token of a sequence
    is predicted.  Of one seed, fewer rows are the first of more.  BadSettings where there are not so many.
    """
    for name, value in (("rows", rows), ("length", length), ("vocabulary", vocabulary)):
        _number(name, value)
    if vocabulary >= (most := int(np.iinfo(np.int32).max)):
        raise BadSettings(f"vocabulary = {vocabulary}: tokens are below {most}")
    if vocabulary**length < rows:
        all_there_are = f"{vocabulary}^{length} = {vocabulary**length} sequences differ"
        raise BadSettings(f"rows = {rows}, and {all_there_are}; take fewer rows or longer ones")
    draws, found = np.random.default_rng(seed), dict[bytes, None]()
    while len(found) < rows:
        found |= dict.fromkeys(row.tobytes() for row in draws.integers(vocabulary, size=(rows, length), dtype=np.int32))
    sequences = np.frombuffer(b"".join(list(found)[:rows]), dtype=np.int32).reshape(rows, length)
    first = np.full((rows, 1), vocabulary, dtype=np.int32)
    made = _all_counted(np.hstack([first, sequences]), np.arange(rows, dtype=np.int32))
    return _generated(made, None, vocabulary + 1, None)


def text(path: Path, tokenizer: Tokenizer, length: int, validation: float = 0.1) -> Corpus:
    """Chunks of a text: each predicts `length` tokens, and begins with the last token of the one before.

    No chunk crosses from one document to another; the first token of a document is not predicted, and what is left at
    its end, less than a chunk, is left out.  The validation is the last documents, as few as have the share
    `validation` of the chunks; where these have more than twice that, it is the last chunks, that share exactly.
    NotAText; NotATokenizer; BadSettings; TooShort where there are not so many tokens.
    """
    _number("length", length)
    if not 0 <= validation < 1:
        raise BadSettings(f"validation = {validation}: a share from 0 on and below 1 belongs there")
    chunks, longest = [], 0
    texts = documents(path)
    for number, document in enumerate(texts):
        tokens = encoded(tokenizer, document)
        longest = max(longest, len(tokens))
        if len(tokens) > length:
            rows = sliding_window_view(tokens, length + 1)[::length]
            chunks.append((rows, np.full(len(rows), number, dtype=np.int32)))
    if not chunks:
        held = f"the longest of {len(texts)} documents has {longest} tokens, and a chunk needs {length + 1}"
        raise TooShort(f"{path}: {held}; take a smaller length or a longer text")
    whole = _all_counted(*(np.concatenate(parts) for parts in zip(*chunks, strict=True)))
    cut = _first_held(path, whole.documents, validation)
    return Corpus(
        train=_rows(whole, slice(cut)),
        validation=_rows(whole, slice(cut, None)) if validation else None,
        vocabulary=size_of(tokenizer),
        tokenizer=tokenizer,
        hashes={"text": _sha256(path.read_bytes()), "tokenizer": hash_of(tokenizer)},
    )


def with_set(corpus: Corpus, name: str, chosen: Iterable[str | int]) -> Corpus:
    """The same with a set more: the places where one of these comes next.

    A word stands for its token with and without a blank before it; a number, or its digits where there is no
    tokenizer, for itself.  BadSettings where the name is taken, or a word is no token.
    """
    if name in corpus.train.sets:
        raise BadSettings(f"there is a set {name!r} already; take another name")
    tokens = sorted({token for each in chosen for token in _tokens_of(corpus, each)})

    def more(data: Sequences) -> Sequences:
        return replace(data, sets={**data.sets, name: data.counted & np.isin(data.tokens[:, 1:], tokens)})

    return replace(corpus, train=more(corpus.train), validation=corpus.validation and more(corpus.validation))


def _tokens_of(corpus: Corpus, word: str | int) -> set[int]:
    if isinstance(word, str) and corpus.tokenizer is not None:
        try:
            found = [encoded(corpus.tokenizer, form) for form in ((word, f" {word}") if word else ("",))]
        except NotATokenizer as error:
            raise BadSettings(f"{word!r} is no word of the vocabulary; choose others") from error
        if not (single := {int(tokens[0]) for tokens in found if len(tokens) == 1}):
            raise BadSettings(
                f"{word!r} is {len(found[0])} tokens, not one; choose words that the vocabulary has whole"
            )
        return single
    if not (str(word).isdecimal() and int(word) < corpus.vocabulary):
        raise BadSettings(f"{word!r} is no token: a number from 0 to {corpus.vocabulary - 1} belongs there")
    return {int(word)}


def _first_held(path: Path, documents: Tokens, share: float) -> int:
    """The chunk that the validation begins with: where a document does, if one begins near enough."""
    rows = len(documents)
    if not share:
        return rows
    if rows == 1:
        raise TooShort(f"{path}: one chunk, and none for the validation; take validation = 0 or a smaller length")
    wanted = min(rows - 1, max(1, round(share * rows)))
    held = rows - (np.flatnonzero(np.diff(documents)) + 1)  # chunks from where a document begins on
    near = held[(wanted <= held) & (held <= 2 * wanted)]
    return rows - int(near[-1] if len(near) else wanted)


def _all_counted(tokens: Tokens, documents: Tokens) -> Sequences:
    return Sequences(tokens=tokens, counted=np.ones_like(tokens[:, 1:], dtype=np.bool_), sets={}, documents=documents)


def _rows(data: Sequences, which: slice) -> Sequences:
    """Some of the rows, without sets."""
    return _all_counted(data.tokens[which], data.documents[which])


def _generated(train: Sequences, validation: Sequences | None, vocabulary: int, tokenizer: Tokenizer | None) -> Corpus:
    parts = {"train": train, "validation": validation}
    hashes = {name: _sha256(np.ascontiguousarray(p.tokens, "<i4").tobytes()) for name, p in parts.items() if p}
    return Corpus(train=train, validation=validation, vocabulary=vocabulary, tokenizer=tokenizer, hashes=hashes)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _number(name: str, value: int) -> int:
    if value < 1:
        raise BadSettings(f"{name} = {value}: a whole number from 1 on belongs there")
    return value
