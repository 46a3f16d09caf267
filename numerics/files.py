"""Files written whole or not at all, and files that grow piece by piece or are read; an error names the file."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import Any


def save(path: Path, content: str | bytes) -> None:
    """The text or the bytes written aside and then renamed, so that an earlier file stays whole."""
    with aside(path) as there:
        there.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A path beside it to write to: renamed to `path` at the end, removed where that does not come."""
    with _named(path):
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "a folder is there, where a file is to be", str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        there = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            yield there
            with there.open("rb") as file:
                os.fsync(file.fileno())
            there.replace(path)
        finally:
            there.unlink(missing_ok=True)


def extend(path: Path, at: int, content: bytes) -> int:
    """The first `at` bytes that the file has, then the content, on the disk; the length that it has then.

    Cut off at any moment, those first bytes are still there, and whoever goes on from them says how many they are.
    """
    with _named(path):
        with path.open("r+b" if path.exists() else "w+b") as file:
            if file.seek(0, os.SEEK_END) < at:
                raise EOFError(f"{path}: {file.tell()} bytes, where {at} were written before")
            file.seek(at)
            file.truncate()
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return at + len(content)


@contextmanager
def alone(folder: Path, names: Collection[str]) -> Iterator[None]:
    """The only process that writes files of these names to the folder; BlockingIOError where there is another.

    The folder is made if need be; what a process that was killed left half written of them, aside, goes first.
    """
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        place = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BlockingIOError(f"{folder}: another process writes there; let it end, or take another") from error
        for left in half_written(folder, names):
            left.unlink()
        yield
    finally:
        os.close(place)


def half_written(folder: Path, names: Collection[str]) -> list[Path]:
    """What is there aside of files of these names; nothing where there is no folder."""
    pattern = re.compile(rf"\.({'|'.join(map(re.escape, names))})\.\d+")
    return [path for path in sorted(folder.glob(".*")) if pattern.fullmatch(path.name) and path.is_file()]


def json_object(path: Path, fault: type[Exception]) -> dict[str, Any]:
    """The names and values that the file holds as JSON; a `fault` that names the file where it holds none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise fault(f"{path}: cannot be read: {line(error)}") from error
    if not isinstance(found, dict):
        raise fault(f"{path}: holds no names with values")
    return found


def line(error: Exception, most: int = 300) -> str:
    """What a library says against a file, as one line of bearable length."""
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) <= most else f"{said[:most]}..."


def move(folder: Path, to: Path) -> None:
    """The folder, now whole, under the name that it is looked for."""
    with _named(to):
        folder.rename(to)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What the system says against it, with the file it is about: a full disk does not say which."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
