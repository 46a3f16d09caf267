"""Byte-pair tokenizers are those of their definition, and texts come back from their tokens as they were."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.processors import TemplateProcessing
from transformers import GPT2Tokenizer

from numerics.transformers import tokenizer
from numerics.transformers.faults import BadSettings, NotATokenizer, TooShort
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded, loaded, size_of, trained, words

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "measurements" / "texts" / "state_of_the_union.txt.xz"
SIZE = 320
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    """The first ones, a tenth of what is committed."""
    return documents(COMMITTED)[:20]


@pytest.fixture(scope="module")
def small(addresses: list[str]) -> Tokenizer:
    return trained(addresses, SIZE)


def parts(made: Tokenizer) -> tuple[dict[str, int], list[Pair]]:
    """Its vocabulary and its merges."""
    model = json.loads(made.to_str())["model"]
    return model["vocab"], [(first, second) for first, second in model["merges"]]


def spoken(text: str) -> list[list[str]]:
    """The words of a text of ASCII letters and single blanks, in the letters of GPT-2's vocabulary."""
    first, *others = text.split(" ")
    return [list(first), *(["Ġ", *word] for word in others)]


def merged(word: list[str], pair: Pair) -> list[str]:
    """The word with each such pair made one, from the left."""
    made: list[str] = []
    for letter in word:
        if made and (made[-1], letter) == pair:
            made[-1] += letter
        else:
            made.append(letter)
    return made


class TestDefinition:
    """Sennrich, Haddow and Birch 2016, Algorithm 1, in words of ASCII letters."""

    TEXT = "the newt saw the newts and the other newt saw them near the new net where ten newts then met them"

    def test_each_merge_is_of_a_most_frequent_pair(self) -> None:
        vocabulary, merges = parts(trained([self.TEXT], 285))
        held = spoken(self.TEXT)
        assert len(merges) == 285 - 256
        for pair in merges:
            pairs = Counter(pair for word in held for pair in pairwise(word))
            assert pairs[pair] == max(pairs.values())
            held = [merged(word, pair) for word in held]
            assert "".join(pair) in vocabulary

    def test_a_text_is_encoded_by_the_merges_in_their_order(self, small: Tokenizer) -> None:
        vocabulary, merges = parts(small)
        held = spoken(self.TEXT)
        for pair in merges:
            held = [merged(word, pair) for word in held]
        assert encoded(small, self.TEXT).tolist() == [vocabulary[token] for word in held for token in word]
        assert len(encoded(small, self.TEXT)) < len(self.TEXT)


class TestTrained:
    def test_is_the_same_from_the_same_text_in_any_order_and_process(
        self, addresses: list[str], small: Tokenizer
    ) -> None:
        assert trained(addresses[::-1], SIZE).to_str() == small.to_str()
        code = (
            "import sys; from pathlib import Path\n"
            "from numerics.transformers.texts import documents\n"
            "from numerics.transformers.tokenizer import trained\n"
            f"sys.stdout.write(trained(documents(Path(sys.argv[1]))[:20], {SIZE}).to_str())"
        )
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "RAYON_NUM_THREADS": "1",
            "TOKENIZERS_PARALLELISM": "false",
        }
        words = [sys.executable, "-c", code, str(COMMITTED)]
        other = subprocess.run(words, capture_output=True, env=environment, check=True).stdout
        assert hashlib.sha256(other).hexdigest() == hashlib.sha256(small.to_str().encode()).hexdigest()

    def test_has_the_size_that_is_asked_for(self, small: Tokenizer) -> None:
        assert small.get_vocab_size() == size_of(small) == SIZE
        assert size_of(trained([], 256)) == 256

    def test_of_fewer_tokens_than_bytes_is_refused(self) -> None:
        with pytest.raises(BadSettings, match=r"\Aa vocabulary of 255: the 256 bytes alone .*; take 256 at least\Z"):
            trained(["a"], 255)

    def test_of_a_text_without_so_many_pairs_is_refused(self) -> None:
        with pytest.raises(
            TooShort, match=r"\Athe text gives a vocabulary of 258, not 260; take a smaller one or a lo"
        ):
            trained(["ab ab"], 260)


class TestRoundTrip:
    @given(st.text(), st.data())
    def test_gives_any_text_back(self, small: Tokenizer, text: str, data: st.DataObject) -> None:
        """Without merges, and with some of English: whatever merges there are of the text itself."""
        piece = data.draw(st.integers(1, 9))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(tokenizer, "PIECE", piece)
            for made in (trained([text], 256), small):
                assert made.decode(encoded(made, text).tolist()) == text

    def test_gives_a_whole_address_back(self, small: Tokenizer, addresses: list[str]) -> None:
        assert all(small.decode(encoded(small, address).tolist()) == address for address in addresses)


class TestEncoded:
    def test_in_pieces_is_as_in_one(self, addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        """Also where blanks in a row are tokens of their own."""
        text = addresses[0][:2_000] + "\n\n  a\u00a0b\t c \n d  e'll x \t\ty  z\n\n\nw  \n \n\n" * 40
        made = trained([text], SIZE)
        whole = encoded(made, text)
        assert whole.tolist() == made.encode(text).ids
        for piece in (*range(40, 80), 1_000):
            monkeypatch.setattr(tokenizer, "PIECE", piece)
            assert encoded(made, text).tolist() == whole.tolist()

    def test_has_nothing_put_at_its_ends(self, small: Tokenizer) -> None:
        ended = Tokenizer.from_str(small.to_str())
        ended.post_processor = TemplateProcessing(single="! $A !", special_tokens=[("!", 0)])
        assert ended.encode("a b").ids == [0, *small.encode("a b").ids, 0]
        assert encoded(ended, "a b").tolist() == small.encode("a b").ids

    def test_is_refused_by_a_tokenizer_that_cuts_off(self, small: Tokenizer) -> None:
        for how in (lambda made: made.enable_truncation(3), lambda made: made.enable_padding(length=9)):
            cutting = Tokenizer.from_str(small.to_str())
            how(cutting)
            with pytest.raises(
                NotATokenizer, match="cuts texts off or fills them up; call its no_truncation and no_pa"
            ):
                encoded(cutting, "a b c d e")


class TestWords:
    def test_are_their_places(self) -> None:
        made = words(["the", "doesn't", ".", "<end>"])
        assert encoded(made, "doesn't the <end> .\n").tolist() == [1, 0, 3, 2]
        assert made.decode([1, 0, 3, 2]) == "doesn't the <end> ."
        assert size_of(made) == 4

    def test_that_are_not_there_are_named(self) -> None:
        with pytest.raises(NotATokenizer, match=r"\Athe tokenizer does not encode 'the yak'[^\n]*\Z"):
            encoded(words(["the"]), "the yak")


def spread(folder: Path, made: Tokenizer, names: Pair, beginning: str = "#version: 0.2\n") -> Path:
    """The folder, with the two files of GPT-2's kind in it."""
    vocabulary, merges = parts(made)
    folder.mkdir(exist_ok=True)
    (folder / names[0]).write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / names[1]).write_text(beginning + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    return folder


class TestLoaded:
    TEXT = "Wörter, words  and <|endoftext|> don't\n\t 1234"

    def test_from_each_form_is_the_same(self, tmp_path: Path, small: Tokenizer) -> None:
        (tmp_path / "json").mkdir()
        small.save(str(tmp_path / "json" / "tokenizer.json"))
        small.save(str(tmp_path / "other.json"))
        found = [
            loaded(tmp_path / "json"),
            loaded(tmp_path / "json" / "tokenizer.json"),
            loaded(tmp_path / "other.json"),
            loaded(spread(tmp_path / "a", small, ("vocab.json", "merges.txt"))),
            loaded(spread(tmp_path / "b", small, ("encoder.json", "vocab.bpe"), beginning="")),
        ]
        assert [made.to_str() for made in found] == [small.to_str()] * 5

    def test_from_a_pair_of_files_is_what_transformers_makes_of_them(self, tmp_path: Path, small: Tokenizer) -> None:
        vocabulary, _ = parts(small)
        vocabulary["<|endoftext|>"] = len(vocabulary)
        folder = spread(tmp_path, small, ("vocab.json", "merges.txt"))
        (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        theirs = GPT2Tokenizer.from_pretrained(folder, local_files_only=True)
        ours = loaded(folder)
        assert size_of(ours) == len(theirs) == SIZE + 1
        assert encoded(ours, self.TEXT).tolist() == theirs.encode(self.TEXT)
        assert vocabulary["<|endoftext|>"] in encoded(ours, self.TEXT)

    def test_cuts_no_text_off(self, tmp_path: Path, small: Tokenizer) -> None:
        cutting = Tokenizer.from_str(small.to_str())
        cutting.enable_truncation(3)
        cutting.enable_padding(length=9)
        cutting.save(str(tmp_path / "tokenizer.json"))
        assert encoded(loaded(tmp_path), self.TEXT).tolist() == encoded(small, self.TEXT).tolist()


BYTES: dict[str, Any] = parts(trained([], 256))[0]


class TestBroken:
    """Each is named in one line, with what would do instead."""

    @pytest.mark.parametrize(
        ("files", "said"),
        [
            ({}, ": no tokenizer there; give a tokenizer.json, or a folder with one or with vocab.json and merges.txt"),
            ({"tokenizer.json": b"no"}, "/tokenizer.json: not JSON: "),
            ({"tokenizer.json": b""}, "/tokenizer.json: not JSON: "),
            ({"tokenizer.json": b"[" * 10_000}, "/tokenizer.json: not JSON: "),
            (
                {"tokenizer.json": b"\xff{}"},
                "/tokenizer.json: cannot be read: 'utf-8' codec can't decode byte 0xff in ",
            ),
            ({"tokenizer.json": b"{}"}, "/tokenizer.json: JSON, and no tokenizer; give a tokenizer.json, or a folder"),
            ({"tokenizer.json": b"[1]"}, "/tokenizer.json: JSON, and no tokenizer; "),
            ({"tokenizer.json": b'{"model": {}}'}, "/tokenizer.json: no tokenizer: "),
            ({"tokenizer.json": {"type": "BPE", "vocab": {}, "merges": []}}, ": a tokenizer without tokens; "),
            (
                {"tokenizer.json": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a a"]}},
                ": merge 1 makes 'aa', no token",
            ),
            (
                {"tokenizer.json": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}},
                r": merge 1 is \['a'\], where two",
            ),
            ({"tokenizer.json": {"type": "BPE", "vocab": [["a", 0]], "merges": ["a a"]}}, ": no tokenizer: "),
            ({"vocab.json": BYTES}, ": vocab.json without merges.txt; give a "),
            ({"merges.txt": b""}, ": merges.txt without vocab.json; give a "),
            ({"encoder.json": BYTES}, ": encoder.json without vocab.bpe; give a "),
            ({"vocab.json": b"[]", "merges.txt": b""}, "/vocab.json: no vocabulary as GPT-2's: JSON of another kind; "),
            (
                {"vocab.json": {"a": 0}, "merges.txt": b""},
                "/vocab.json: no vocabulary .*: 255 of the 256 bytes have no to",
            ),
            ({"vocab.json": BYTES | {"b": "x"}, "merges.txt": b""}, "/vocab.json, merges.txt: no tokenizer: "),
            (
                {"vocab.json": BYTES, "merges.txt": b"a b"},
                "/merges.txt: merge 1 makes 'ab', no token of the vocabulary; is",
            ),
            (
                {"vocab.json": BYTES, "merges.txt": b"a b c"},
                r"/merges.txt: merge 1 is \('a', 'b', 'c'\), where two tokens",
            ),
            ({"vocab.json": BYTES, "merges.txt": b"\xff"}, "/merges.txt: cannot be read: 'utf-8' codec"),
            (
                {"vocab.json": BYTES, "merges.txt": gzip.compress(b"a b", mtime=0)},
                "/merges.txt: cannot be read: 'utf-8' codec",
            ),
        ],
    )
    def test_is_refused(self, tmp_path: Path, files: dict[str, Any], said: str) -> None:
        for name, content in files.items():
            if isinstance(content, dict):
                held = {"version": "1.0", "model": content} if "type" in content else content
                content = json.dumps(held).encode()
            (tmp_path / name).write_bytes(content)
        with pytest.raises(NotATokenizer, match=rf"\A{tmp_path}[^\n]*{said}[^\n]*\Z"):
            loaded(tmp_path)

    def test_is_refused_where_there_is_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(
            NotATokenizer, match=r"\A[^\n]*/none: no such file or folder; give a tokenizer.json[^\n]*\Z"
        ):
            loaded(tmp_path / "none")
