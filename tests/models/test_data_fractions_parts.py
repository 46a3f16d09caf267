"""What is held back of a text, of its words in another order and of random tokens, and which rows are in a share."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.experiments.data_fractions import RANDOM, SHUFFLED, TEXT
from numerics.experiments.data_fractions.parts import (
    HELD,
    ONE,
    OTHER,
    PATH,
    Addresses,
    addresses,
    corpus,
    held_back,
    in_quality,
    rows_of,
    shuffled,
    unlike,
)
from numerics.transformers.faults import BadSettings
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import trained
from tests.models.fractions import EVERY, VOCABULARY, held, of


@pytest.fixture(scope="module")
def found() -> Addresses:
    return addresses(EVERY, VOCABULARY)


class TestQualities:
    def test_of_text_are_the_addresses(self, found: Addresses) -> None:
        texts = documents(PATH)[::EVERY]
        tokenizer = trained(texts, VOCABULARY)
        assert [tokenizer.decode(tokens.tolist()) for tokens in in_quality(TEXT, found, 0)] == texts

    def test_of_shuffled_words_are_the_words_in_another_order(self, found: Addresses) -> None:
        texts = documents(PATH)[::EVERY]
        tokenizer = trained(texts, VOCABULARY)
        for text, tokens in zip(texts, in_quality(SHUFFLED, found, 0), strict=True):
            # The first word has no blank before it, so that it may be glued to another one.
            said = Counter(tokenizer.decode(tokens.tolist()).split())
            assert (said - Counter(text.split())).total() <= 2
            assert said.total() >= len(text.split()) - 1

    @given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 9))
    def test_shuffled_keep_the_tokens_of_each_word_together(self, tokens: list[int], seed: int) -> None:
        """Tokens 0 and 1 begin words."""
        begins = np.array([True, True, False, False, False, False])

        def words(row: list[int]) -> list[tuple[int, ...]]:
            made: list[list[int]] = []
            for token in row:
                if token < 2 or not made:
                    made.append([])
                made[-1].append(token)
            return [tuple(word) for word in made]

        made = shuffled(np.array(tokens, dtype=np.int32), begins, np.random.default_rng(seed)).tolist()
        assert sorted(made) == sorted(tokens)
        if tokens[0] < 2:
            assert Counter(words(made)) == Counter(words(tokens))

    def test_of_random_tokens_are_uniform_and_as_many(self, found: Addresses) -> None:
        made = in_quality(RANDOM, found, 0)
        assert [*map(len, made)] == [*map(len, found.tokens)]
        counts = np.bincount(np.concatenate(made), minlength=VOCABULARY)
        assert len(counts) == VOCABULARY
        mean = counts.sum() / VOCABULARY
        assert ((counts - mean) ** 2).sum() / mean == pytest.approx(VOCABULARY - 1, rel=0.5)  # chi squared

    def test_of_another_name_are_refused(self, found: Addresses) -> None:
        with pytest.raises(BadSettings, match="quality = 'prose': text, shuffled words or random tokens belongs there"):
            in_quality("prose", found, 0)


class TestParts:
    @given(st.lists(st.integers(1, 50), min_size=2, max_size=12), st.randoms())
    def test_hold_back_as_few_addresses_as_have_the_share(self, lengths: list[int], draws: Any) -> None:
        order = list(range(len(lengths)))
        draws.shuffle(order)
        kept = held_back(lengths, order)
        assert kept == order[: len(kept)]
        assert sum(lengths[k] for k in kept) >= HELD * sum(lengths) > sum(lengths[k] for k in kept[:-1])

    @given(st.lists(st.lists(st.integers(0, 9), max_size=20), min_size=1, max_size=4), st.integers(1, 6))
    def test_are_rows_that_begin_where_the_last_one_ended(self, texts: list[list[int]], length: int) -> None:
        made = [
            text[first : first + length + 1]
            for text in texts
            for first in range(0, len(text) - length, length)
        ]  # fmt: skip
        if made:
            arrays = [np.array(text, dtype=np.int32) for text in texts]
            assert rows_of(arrays, [*range(len(texts))], length).tolist() == made

    def test_of_smaller_shares_are_parts_of_larger_ones(self, found: Addresses) -> None:
        whole, some, few = (of(found, share=share).train.tokens for share in (1, 0.1, 0.01))
        assert len(some) == round(0.1 * len(whole))
        assert len(few) == round(0.01 * len(whole))
        assert (some == whole[: len(some)]).all()
        assert (few == whole[: len(few)]).all()

    @pytest.mark.parametrize("seed", range(4))
    def test_are_of_other_addresses_than_what_is_held_back(self, seed: int) -> None:
        """Each address has tokens of its own: its number and a digit."""
        draws = np.random.default_rng(0)
        tokens = tuple(draws.integers(10 * k, 10 * k + 10, size=400, dtype=np.int32) for k in range(20))
        made = corpus(
            Addresses(tokens=tokens, begins=np.zeros(200, dtype=np.bool_), vocabulary=200, hashes={}),
            TEXT,
            1,
            8,
            40,
            seed,
        )
        of_training, of_validation = (set((part.tokens // 10).ravel().tolist()) for part in (made.train, held(made)))
        assert (len(of_training), len(of_validation)) == (18, 2)
        assert not of_training & of_validation

    def test_without_an_address_to_learn_from_are_refused(self) -> None:
        with pytest.raises(BadSettings, match="1 addresses, all of which would be held back; take a smaller `every`"):
            corpus(addresses(186, 256), TEXT, 1, 8, 40, 0)

    def test_are_of_the_same_addresses_in_each_quality(self, found: Addresses) -> None:
        assert len({of(found, quality).train.tokens.shape for quality in (TEXT, SHUFFLED, RANDOM)}) == 1

    def test_of_a_seed_are_the_same_and_of_another_others(self, found: Addresses) -> None:
        first, again, other = (of(found, seed=seed).hashes for seed in (0, 0, 1))
        assert first == again
        assert first["training"] != other["training"]
        assert first["text"] == other["text"]

    def test_are_halved_row_by_row(self, found: Addresses) -> None:
        tried = held(of(found))
        assert (tried.sets[ONE] ^ tried.sets[OTHER]).all()
        assert tried.sets[ONE].all(axis=1).tolist() == [True, False] * 20

    def test_are_refused_where_less_is_held_back(self, found: Addresses) -> None:
        with pytest.raises(BadSettings, match=r"validation = 100000 rows, and \d+ are held back"):
            corpus(found, TEXT, 1, 8, 100_000, 0)

    def test_unlike_others_are_the_rest(self) -> None:
        rows = np.arange(12, dtype=np.int32).reshape(6, 2)
        assert unlike(rows, rows[[1, 4]]).tolist() == rows[[0, 2, 3, 5]].tolist()
