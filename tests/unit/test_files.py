"""A file is written whole or not at all, and one that grows keeps what it had; an error names the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from numerics.files import alone, aside, extend, json_object, move, save

ROOT = Path(__file__).parents[2]
# A limit on the size of files, which the system keeps as it keeps that of a disk.
FULL = """
import resource, sys
from pathlib import Path
from numerics.files import extend, save
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path = Path(sys.argv[2])
try:
    save(path, b"b" * 2000) if sys.argv[1] == "save" else extend(path, 600, b"b" * 2000)
except OSError as error:
    print(error)
"""


def when_full(how: str, path: Path) -> str:
    """What is said where no more than 1,000 bytes fit."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", FULL, how, str(path)]
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=True).stdout.strip()


class TestSaved:
    def test_a_file_is_there_with_its_folders_and_nothing_beside_it(self, tmp_path: Path) -> None:
        save(tmp_path / "a" / "b.txt", "ü")
        save(tmp_path / "a" / "b.txt", b"2")
        assert [(p.name, p.read_bytes()) for p in (tmp_path / "a").iterdir()] == [("b.txt", b"2")]

    @pytest.mark.parametrize("place", [".", "/"])
    def test_a_folder_is_no_file(self, place: str) -> None:
        with pytest.raises(IsADirectoryError, match="a folder is there, where a file is to be"):
            save(Path(place), "x")

    def test_an_earlier_file_outlives_a_full_disk(self, tmp_path: Path) -> None:
        path = tmp_path / "b.txt"
        save(path, b"a" * 500)
        assert when_full("save", path) == f"[Errno 27] File too large: '{path}'"
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("b.txt", b"a" * 500)]

    def test_an_earlier_file_outlives_a_fault_of_the_writer(self, tmp_path: Path) -> None:
        save(tmp_path / "b", "a")

        def broken() -> None:
            with aside(tmp_path / "b") as there:
                there.write_text("half")
                raise KeyError

        with pytest.raises(KeyError):
            broken()
        assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("b", "a")]


class TestExtended:
    def test_what_stands_after_the_place_goes(self, tmp_path: Path) -> None:
        path = tmp_path / "b"
        assert extend(path, 0, b"one ") == 4
        assert extend(path, 4, b"two half") == 12
        assert extend(path, 8, b"three") == 13
        assert path.read_bytes() == b"one two three"

    def test_what_stood_before_outlives_a_full_disk(self, tmp_path: Path) -> None:
        path = tmp_path / "b"
        extend(path, 0, b"a" * 700)
        assert when_full("extend", path) == f"[Errno 27] File too large: '{path}'"
        assert path.read_bytes()[:600] == b"a" * 600
        extend(path, 600, b"c")
        assert path.read_bytes() == b"a" * 600 + b"c"

    def test_a_file_that_is_shorter_than_it_was_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "b").write_bytes(b"12")
        with pytest.raises(EOFError, match=r"b: 2 bytes, where 3 were written before"):
            extend(tmp_path / "b", 3, b"4")
        assert (tmp_path / "b").read_bytes() == b"12"


class TestObject:
    def test_is_read(self, tmp_path: Path) -> None:
        save(tmp_path / "a.json", '{"one": [1]}')
        assert json_object(tmp_path / "a.json", KeyError) == {"one": [1]}

    @pytest.mark.parametrize(
        ("content", "said"),
        [("{", "cannot be read"), ("[1]", "holds no names"), (b"\xff", "cannot be read"), (None, "No such")],
    )
    def test_that_is_none_is_named(self, tmp_path: Path, content: str | bytes | None, said: str) -> None:
        if content is not None:
            save(tmp_path / "a.json", content)
        with pytest.raises(LookupError, match=rf"a\.json: .*{said}"):
            json_object(tmp_path / "a.json", LookupError)


class TestAlone:
    def test_another_process_is_refused_until_the_end(self, tmp_path: Path) -> None:
        other = f"from numerics.files import alone, Path; alone(Path({str(tmp_path)!r}), ['a']).__enter__()"
        words, environment = [sys.executable, "-c", other], os.environ | {"PYTHONPATH": str(ROOT)}
        with alone(tmp_path, ["a"]):
            refused = subprocess.run(words, capture_output=True, text=True, env=environment)
        assert refused.stderr.strip().endswith(f"{tmp_path}: another process writes there; let it end, or take another")
        assert subprocess.run(words, env=environment).returncode == 0

    def test_what_was_left_half_written_goes_and_nothing_else(self, tmp_path: Path) -> None:
        others = {".a.json.old", ".axjson.5", ".notes.2024", ".a.json.12x", "a.json", "a.json.123"}
        for name in {".a.json.123", ".b.c.9"} | others:
            (tmp_path / name).write_text("x")
        (tmp_path / ".a.json.7").mkdir()
        with alone(tmp_path, ["a.json", "b.c"]):
            assert {path.name for path in tmp_path.iterdir()} == others | {".a.json.7"}


def test_a_folder_that_is_in_the_way_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(tmp_path / name / "x", name)
    with pytest.raises(OSError, match="b'"):
        move(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b" / "x").read_text() == "b"
    move(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c" / "x").read_text() == "a"
