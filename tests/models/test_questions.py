"""Rows of Question-Formation and of random tokens are what training takes them for: word for word, place for place."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from math import ceil

import numpy as np
import pytest
from scipy.stats import binom

from numerics.question_formation import SIZES, VOCABULARY, Split, lines
from numerics.transformers import data
from numerics.transformers.batches import rows_of
from numerics.transformers.data import Corpus, Sequences, question_formation, questions, random_sequences
from numerics.transformers.faults import BadSettings
from tests.question_formation import AS_TRAINED, PATTERNS, shares
from theory.quantities.question_formation import END, WORDS, Words

ROWS = 20_000
WRONG = 1e-6  # the chance that a test of shares fails of a generator that has them, divided among its bounds
SPELLED = [*VOCABULARY, END]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return question_formation(0, ROWS)


def spelled(part: Sequences, mask: str | None = None) -> list[list[str]]:
    """The words of each row that are counted, or are in this set."""
    chosen = part.counted if mask is None else part.sets[mask]
    rows = zip(part.tokens[:, 1:], chosen, strict=True)
    return [[SPELLED[token] for token in row[where]] for row, where in rows]


def plausible(count: int, of: int, chance: float, bounds: int) -> bool:
    """Is the count between the quantiles of the binomial distribution that WRONG allows for one of so many bounds?"""
    tail = WRONG / bounds / 2
    return bool(binom.ppf(tail, of, chance) <= count <= binom.isf(tail, of, chance))


class TestQuestions:
    def test_are_the_lines_word_for_word(self, corpus: Corpus) -> None:
        assert spelled(corpus.train) == list(lines("train", 0, ROWS))
        assert corpus.validation is not None
        assert spelled(corpus.validation) == list(lines("dev", 0, SIZES["dev"]))

    def test_are_decoded_by_their_tokenizer(self, corpus: Corpus) -> None:
        assert corpus.tokenizer is not None
        for row, where, line in zip(corpus.train.tokens, corpus.train.counted, lines("train", 0, 50), strict=False):
            assert corpus.tokenizer.decode(row[1:][where].tolist()) == " ".join(line)

    def test_have_the_shares_of_the_released_data(self, corpus: Corpus) -> None:
        """As rows of an epoch; of 20 cells, each bound at a 20th of the chance to be wrong."""
        epoch = np.concatenate([rows_of(step, 100, ROWS, seed=1) for step in range(ROWS // 100)])
        held = spelled(corpus.train)
        found = [AS_TRAINED.pattern(held[row]) for row in epoch]
        counts = Counter((task, p.subject, p.predicate) for task, p in filter(None, found))
        assert counts.total() == ROWS
        table = shares()
        assert [c for c, share in table.items() if not plausible(counts[c], ROWS, float(share), len(table))] == []

    @pytest.mark.parametrize("split", list(SIZES))
    def test_are_unique_within_a_split_of_the_released_size(self, split: Split) -> None:
        part = questions(split, 0)
        assert len(np.unique(part.tokens, axis=0)) == len(part.tokens) == SIZES[split]

    def test_come_again_where_that_is_asked_for(self) -> None:
        part = questions("train", 0, ROWS, unique=False)
        assert spelled(part) == list(lines("train", 0, ROWS, unique=False))
        assert len(np.unique(part.tokens, axis=0)) < ROWS

    def test_predict_each_word_of_the_line_and_its_end_once_and_nothing_else(self, corpus: Corpus) -> None:
        end = SPELLED.index(END)
        tokens, counted = corpus.train.tokens, corpus.train.counted
        assert (tokens[:, 0] == end).all()
        for row, where in zip(tokens, counted, strict=True):
            length = int(where.sum())
            assert where[:length].all()
            assert np.flatnonzero(row[1:] == end)[0] == length - 1  # the line ends where its first end token is
            assert (row[1 + length :] == end).all()

    def test_are_source_and_target_and_no_more(self, corpus: Corpus) -> None:
        for part in filter(None, (corpus.train, corpus.validation)):
            assert set(part.sets) == {"source", "target"}
            assert (part.sets["source"] ^ part.sets["target"] == part.counted).all()
            assert not (part.sets["source"] & part.sets["target"]).any()
        for source, target in zip(spelled(corpus.train, "source"), spelled(corpus.train, "target"), strict=True):
            assert source[-2:] in ([".", "decl"], [".", "quest"])
            assert target[-2:] == [{"decl": ".", "quest": "?"}[source[-1]], END]
            assert sorted(source[:-2]) == sorted(target[:-2])

    def test_fit_the_longest_line(self, corpus: Corpus) -> None:
        longest = max(2 * (len(letters) + 1) + 2 for letters in PATTERNS)
        assert corpus.train.counted.sum(axis=1).max() == corpus.train.counted.shape[1] == longest
        assert questions("generalisation", 0, 500).tokens.shape == (500, 1 + longest)

    def test_of_a_seed_are_the_same_and_the_first_of_more(self, corpus: Corpus) -> None:
        few, other = question_formation(0, 100), question_formation(1, 100)
        assert (few.train.tokens == corpus.train.tokens[:100]).all()
        assert few.hashes["validation"] == corpus.hashes["validation"] != other.hashes["validation"]
        assert few.hashes == question_formation(0, 100).hashes != other.hashes
        assert few.hashes["train"] == hashlib.sha256(few.train.tokens.astype("<i4").tobytes()).hexdigest()

    def test_need_no_validation(self) -> None:
        assert question_formation(0, 10, validation=0).validation is None

    @pytest.mark.parametrize(("how_many", "validation"), [(0, 10), (-3, 10), (10, -1)])
    def test_of_no_line_are_refused(self, how_many: int, validation: int) -> None:
        with pytest.raises(BadSettings, match=r"\Alines = -?\d: a whole number from 1 on belongs there\Z"):
            question_formation(0, how_many, validation)

    def test_that_are_more_than_there_are_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        one = {"determiners": WORDS.determiners[:1], "transitive": WORDS.transitive[:1], "intransitive": ("swim",)}
        nouns = {number: listed[:1] for number, listed in WORDS.nouns.items()}
        few = Words(relatives=("who",), prepositions=("near",), auxiliaries=WORDS.auxiliaries, nouns=nouns, **one)
        monkeypatch.setattr(data, "lines", lambda split, seed, count, unique: lines(split, seed, count, unique, few))
        with pytest.raises(
            BadSettings, match=r"\A9000 lines of train: all \d+ lines of one kind are drawn: ask for few"
        ):
            question_formation(0, 9_000)


class TestRandom:
    def test_predict_every_token_of_a_sequence(self) -> None:
        made = random_sequences(3, 50, 7, 11)
        assert (made.vocabulary, made.validation, made.tokenizer) == (12, None, None)
        assert made.train.tokens.shape == (50, 8)
        assert (made.train.tokens[:, 0] == 11).all()
        assert 0 <= made.train.tokens[:, 1:].min() <= made.train.tokens[:, 1:].max() < 11
        assert made.train.counted.all()
        assert made.train.documents.tolist() == list(range(50))

    @pytest.mark.parametrize(("vocabulary", "length"), [(2, 3), (3, 4), (1, 5), (6, 1)])
    def test_differ_up_to_the_last_one_that_there_is(self, vocabulary: int, length: int) -> None:
        every = set(itertools.product(range(vocabulary), repeat=length))
        for rows in {1, ceil(len(every) / 2), len(every)}:
            drawn = {tuple(row[1:]) for row in random_sequences(0, rows, length, vocabulary).train.tokens.tolist()}
            assert len(drawn) == rows
            assert drawn <= every

    def test_that_are_more_than_there_are_are_refused(self) -> None:
        with pytest.raises(
            BadSettings, match=r"\Arows = 9, and 2\^3 = 8 sequences differ; take fewer rows or longer ones\Z"
        ):
            random_sequences(0, 9, 3, 2)

    def test_are_uniform_in_every_place(self) -> None:
        tokens = random_sequences(0, 2_000, 20, 10).train.tokens[:, 1:]
        for place in range(20):
            counts = np.bincount(tokens[:, place], minlength=10)
            assert all(plausible(int(count), 2_000, 1 / 10, bounds=200) for count in counts)

    def test_of_a_seed_are_the_same_and_the_first_of_more(self) -> None:
        many, few, other = (random_sequences(seed, rows, 3, 4) for seed, rows in ((5, 60), (5, 20), (6, 20)))
        assert (many.train.tokens[:20] == few.train.tokens).all()
        assert few.hashes == random_sequences(5, 20, 3, 4).hashes != other.hashes

    @pytest.mark.parametrize("wrong", ["rows", "length", "vocabulary"])
    def test_of_no_size_are_refused(self, wrong: str) -> None:
        with pytest.raises(BadSettings, match=rf"\A{wrong} = 0: a whole number from 1 on belongs there\Z"):
            random_sequences(0, **{"rows": 2, "length": 3, "vocabulary": 4, wrong: 0})
