"""Chunks of a text hold it token for token within its documents; what is in a file is checked before it is learned."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jaxtyping import TypeCheckError
from tokenizers import Tokenizer

from numerics.transformers.data import Corpus, Sequences, question_formation, random_sequences, text, with_set
from numerics.transformers.faults import BadSettings, NotAText, NotATokenizer, TooShort
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded, trained, words

MEASUREMENTS = Path(__file__).parents[2] / "measurements"
COMMITTED = MEASUREMENTS / "texts" / "state_of_the_union.txt.xz"
MOST_BYTES, HOW_MANY = 2_000_000, 186


@pytest.fixture(scope="module")
def letters() -> Tokenizer:
    """A token for each byte."""
    return trained([], 256)


def written(folder: Path, content: str | bytes, name: str = "text.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def chunked(tokens: Sequence[int], length: int) -> list[list[int]]:
    """Step by step: the next chunk begins where the last one ended, as long as there are tokens for it."""
    found, first = [], 0
    while first + length < len(tokens):
        found.append([tokens[place] for place in range(first, first + length + 1)])
        first += length
    return found


def is_held(train: list[int], held: list[int], share: float) -> bool:
    """Is the validation as it should be, by the documents of the rows?"""
    rows = train + held
    wanted = min(len(rows) - 1, max(1, round(share * len(rows))))
    whole = [len(rows) - k for k in range(1, len(rows)) if rows[k - 1] != rows[k]]  # rows of the last documents
    near = [number for number in whole if wanted <= number <= 2 * wanted]
    return bool(train) and len(held) == min(near, default=wanted)


class TestChunks:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(st.text("ab é\n", min_size=1, max_size=30), min_size=1, max_size=6),
        st.integers(1, 12),
        st.sampled_from([0, 0.01, 0.1, 0.5, 0.99]),
    )
    def test_are_the_documents_token_for_token(
        self, tmp_path: Path, letters: Tokenizer, texts: list[str], length: int, share: float
    ) -> None:
        """And the validation is the last documents, as few as have their share, or the last chunks of the only one."""
        path = written(tmp_path, "\f".join(texts))
        kept = [encoded(letters, each).tolist() for each in texts if each.strip()]
        expected = [(number, row) for number, tokens in enumerate(kept) for row in chunked(tokens, length)]
        if len(expected) < (2 if share else 1):
            with pytest.raises(TooShort):
                text(path, letters, length, share)
            return
        found = text(path, letters, length, share)
        parts = [part for part in (found.train, found.validation) if part is not None]
        assert len(parts) == (2 if share else 1)
        rows = [(int(n), row.tolist()) for part in parts for n, row in zip(part.documents, part.tokens, strict=True)]
        assert rows == expected
        assert all(part.counted.all() and len(part.counted) and not part.sets for part in parts)
        if share:
            assert is_held(found.train.documents.tolist(), parts[1].documents.tolist(), share)

    def test_predict_every_token_but_the_first_of_a_document_and_its_rest(
        self, tmp_path: Path, letters: Tokenizer
    ) -> None:
        found = text(written(tmp_path, "abcdefgh\fijklm"), letters, 3, validation=0).train
        assert [letters.decode(row.tolist()) for row in found.tokens] == ["abcd", "defg", "ijkl"]
        assert found.documents.tolist() == [0, 0, 1]

    def test_of_packed_files_are_those_of_the_file(self, tmp_path: Path, letters: Tokenizer) -> None:
        content = "some täxt\fanother text, and longer"
        packed: dict[str, Callable[[bytes], bytes]] = {
            "text.txt.xz": lzma.compress,
            "text.txt.gz": gzip.compress,
            "text.txt": bytes,
        }
        found = []
        for name, pack in packed.items():
            path = written(tmp_path, pack(content.encode()), name)
            found.append(text(path, letters, 5))
            assert found[-1].hashes["text"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert len({each.train.tokens.tobytes() for each in found}) == 1

    def test_are_told_apart_by_text_and_tokenizer(self, tmp_path: Path, letters: Tokenizer) -> None:
        path = written(tmp_path, "some text and some more text")
        more = trained(["some text"], 258)
        first, other = (text(path, made, 3) for made in (letters, more))
        assert (first.vocabulary, other.vocabulary) == (256, 258)
        assert first.tokenizer is letters
        assert first.hashes["text"] == other.hashes["text"]
        assert first.hashes["tokenizer"] != other.hashes["tokenizer"]


class TestSequences:
    def test_of_unequal_shapes_are_refused_while_models_are_tested(self) -> None:
        tokens, counted = np.zeros((2, 4), dtype=np.int32), np.ones((2, 3), dtype=np.bool_)
        numbers = np.zeros(2, dtype=np.int32)
        Sequences(tokens=tokens, counted=counted, sets={"a": counted}, documents=numbers)
        for wrong in ({"tokens": tokens[:, 1:]}, {"documents": numbers[1:]}, {"tokens": tokens.astype(np.int64)}):
            with pytest.raises(TypeCheckError):
                Sequences(**{"tokens": tokens, "counted": counted, "sets": {}, "documents": numbers, **wrong})  # type: ignore[arg-type]


class TestSets:
    def of(self, corpus: Corpus, *chosen: str | int) -> list[list[int]]:
        """Row by row, the places of a set of these."""
        made = with_set(corpus, "chosen", chosen).train
        return [np.flatnonzero(row).tolist() for row in made.sets["chosen"]]

    def test_are_the_places_that_one_of_the_words_comes_next(self) -> None:
        corpus = with_set(question_formation(2, 40), "auxiliary", ["do", "does", "don't", "doesn't"])
        assert corpus.tokenizer is not None
        for part in filter(None, (corpus.train, corpus.validation)):
            assert set(part.sets) == {"source", "target", "auxiliary"}
            for row, where in zip(part.tokens, part.sets["auxiliary"], strict=True):
                spoken = corpus.tokenizer.decode(row.tolist(), skip_special_tokens=False).split()[1:]
                assert [word.startswith("do") for word in spoken] == where.tolist()

    def test_of_the_end_leave_out_what_fills_a_row_up(self) -> None:
        corpus = question_formation(2, 40)
        assert self.of(corpus, "<end>") == [[int(where.sum()) - 1] for where in corpus.train.counted]

    def test_have_a_word_with_a_blank_before_it_and_without(self, tmp_path: Path) -> None:
        made = trained(["the a a a the the"], 260)
        read = "x the the a\nthe a"
        assert made.encode(read).tokens == ["x", "Ġthe", "Ġthe", "Ġa", "Ċ", "the", "Ġa"]
        corpus = text(written(tmp_path, read), made, 6, validation=0)
        assert self.of(corpus, "the") == [[0, 1, 4]]
        assert self.of(corpus, " the") == [[0, 1]]
        assert self.of(corpus, "the", "\n") == [[0, 1, 3, 4]]
        assert self.of(corpus, int(encoded(made, " a")[0]), "a") == [[2, 5]]
        assert self.of(corpus, "z") == [[]]

    def test_may_be_of_numbers(self) -> None:
        corpus = random_sequences(0, 5, 6, 4)
        expected = [np.flatnonzero((row == 1) | (row == 3)).tolist() for row in corpus.train.tokens[:, 1:]]
        assert self.of(corpus, 1, 3) == self.of(corpus, "3", "1") == expected

    def test_of_one_name_are_not_made_twice(self) -> None:
        with pytest.raises(BadSettings, match=r"\Athere is a set 'source' already; take another name\Z"):
            with_set(question_formation(0, 5), "source", ["the"])

    def test_of_what_is_no_token_are_refused(self, tmp_path: Path, letters: Tokenizer) -> None:
        questions, sequences = question_formation(0, 5), random_sequences(0, 5, 6, 4)
        bytewise = text(written(tmp_path, "some text"), letters, 2)
        for corpus, word, said in (
            (questions, "cat", "'cat' is no word of the vocabulary; choose others"),
            (questions, "the newt", "'the newt' is 2 tokens, not one; choose words that the vocabulary has whole"),
            (bytewise, "some", "'some' is 4 tokens, not one; choose words that the vocabulary has whole"),
            (bytewise, "", "'' is 0 tokens, not one; choose words that the vocabulary has whole"),
            (sequences, "5", "'5' is no token: a number from 0 to 4 belongs there"),
            (sequences, -1, "-1 is no token: a number from 0 to 4 belongs there"),
            (sequences, "a", "'a' is no token: a number from 0 to 4 belongs there"),
            (questions, 69, "69 is no token: a number from 0 to 68 belongs there"),
        ):
            with pytest.raises(BadSettings, match=rf"\A{re.escape(said)}\Z"):
                with_set(corpus, "chosen", [word])


XZ, GZ = lzma.compress(b"some text" * 99), gzip.compress(b"some text" * 99, mtime=0)


class TestRefusals:
    """Each in one line that names the file and a way out."""

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.txt", b"some t\xe4xt", "byte 6 (0xe4) is not UTF-8; save the text as UTF-8"),
            ("a.txt", "ende ü".encode()[:-1], "byte 5 (0xc3) is not UTF-8; save the text as UTF-8"),
            ("a.txt.xz", lzma.compress(b"some t\xe4xt"), "byte 6 (0xe4) is not UTF-8; save the text as UTF-8"),
            ("a.txt.xz", XZ[:-20], "not a whole .xz file (Compressed data ended before the end-of-stream marker was"),
            ("a.txt.xz", b"", "not a whole .xz file (Compressed data ended before the end-of-stream marker was"),
            (
                "a.txt.xz",
                b"some text",
                "not a whole .xz file (Input format not supported by decoder); fetch or make it",
            ),
            ("a.txt.gz", GZ[:-20], "not a whole .gz file (Compressed file ended before the end-of-stream marker was"),
            ("a.txt.gz", b"some text", "not a whole .gz file (Not a gzipped file (b'so')); fetch or make it again"),
            ("a.txt.gz", GZ[:10] + b"\xff" * 9 + GZ[19:], "not a whole .gz file (Error -3 while decompressing data"),
        ],
        ids=range(9),
    )
    def test_of_what_is_no_text(self, tmp_path: Path, letters: Tokenizer, name: str, content: bytes, said: str) -> None:
        path = written(tmp_path, content, name)
        with pytest.raises(NotAText, match=rf"\A{re.escape(f'{path}: {said}')}[^\n]*\Z"):
            text(path, letters, 2)

    @pytest.mark.parametrize("content", ["", " \n\f\t\f\n"])
    def test_of_nothing(self, tmp_path: Path, content: str) -> None:
        path = written(tmp_path, content)
        with pytest.raises(TooShort, match=rf"\A{path}: there is no text in it\Z"):
            documents(path)

    def test_of_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        for path, said in ((tmp_path / "none.txt", "No such file or directory"), (tmp_path, "Is a directory")):
            with pytest.raises(NotAText, match=rf"\A{path}: cannot be read: {said}; give a file of text\Z"):
                documents(path)

    def test_of_a_text_shorter_than_a_chunk(self, tmp_path: Path, letters: Tokenizer) -> None:
        path = written(tmp_path, "abc\fabcde\fabcd")
        said = "the longest of 3 documents has 5 tokens, and a chunk needs 6; take a smaller length or a longer text"
        with pytest.raises(TooShort, match=rf"\A{path}: {said}\Z"):
            text(path, letters, 5)
        assert len(text(path, letters, 4, validation=0).train.tokens) == 1
        with pytest.raises(
            TooShort, match=rf"\A{path}: one chunk, and none for the validation; take validation = 0 or"
        ):
            text(path, letters, 4)

    @pytest.mark.parametrize(
        ("length", "share", "said"),
        [
            (0, 0.1, "length = 0: a whole number from 1 on belongs there"),
            (2, 1.0, "validation = 1.0: a share from 0 on and below 1 belongs there"),
            (2, -0.1, "validation = -0.1: a share"),
            (2, float("nan"), "validation = nan: a share"),
        ],
    )
    def test_of_sizes_that_mean_nothing(
        self, tmp_path: Path, letters: Tokenizer, length: int, share: float, said: str
    ) -> None:
        with pytest.raises(BadSettings, match=rf"\A{said}[^\n]*\Z"):
            text(written(tmp_path, "some text"), letters, length, share)

    def test_of_a_tokenizer_that_does_not_have_the_words(self, tmp_path: Path) -> None:
        with pytest.raises(NotATokenizer, match=r"\Athe tokenizer does not encode 'some text'[^\n]*\Z"):
            text(written(tmp_path, "some text"), words(["some"]), 2)


class TestCommitted:
    """The State of the Union addresses are what measurements/README.md says of them."""

    def test_have_the_hashes_of_the_readme(self) -> None:
        said = (MEASUREMENTS / "README.md").read_text(encoding="utf-8")
        stated = dict(re.findall(r"^\| `([0-9a-f]{64})` \| (the file|what is in it)", said, re.MULTILINE))
        content = COMMITTED.read_bytes()
        found = {"the file": content, "what is in it": lzma.decompress(content)}
        assert {hashlib.sha256(each).hexdigest(): what for what, each in found.items()} == stated

    def test_take_less_than_two_megabytes(self) -> None:
        assert COMMITTED.stat().st_size <= MOST_BYTES

    def test_are_so_many_with_single_blanks(self) -> None:
        found = documents(COMMITTED)
        assert len(found) == HOW_MANY == round(233 * 4 / 5)
        assert f"{HOW_MANY} State of the Union addresses" in (MEASUREMENTS / "README.md").read_text(encoding="utf-8")
        assert all(" ".join(each.split()) == each for each in found)
        assert found[0].startswith("Fellow-Citizens of the Senate and House of Representatives:")

    def test_hold_no_passage_of_the_addresses_that_are_left_out(self) -> None:
        whole = " ".join(documents(COMMITTED))
        passages = (MEASUREMENTS / "niu2024" / "state_of_the_union.txt").read_text(encoding="utf-8").split("\n\n")
        assert len(passages) == 24
        assert not [passage for passage in passages if " ".join(passage.split()) in whole]
