"""A capture that is stopped at any moment goes on, by the same call, to the same bytes."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from numerics.files import alone, extend
from numerics.transformers import activations
from numerics.transformers.activations import read
from numerics.transformers.causal import CausalModel
from tests.models.capturing import BATCH, CHUNKS, NAMES, TIME, capture, content, finished, started
from tests.models.elsewhere import WIDTH, run

WAITS = """
import sys
from pathlib import Path
from numerics.transformers.activations import captured
from numerics.transformers.pretrained import opened
from tests.models.capturing import BATCH, NAMES, chunks, documents, finished, started

def watch(done, of):
    print(done, flush=True)
    sys.stdin.readline()

captured(opened(Path(sys.argv[1]), "cpu"), chunks(), documents(), NAMES, Path(sys.argv[2]), BATCH, watch)
"""
# The same, where no file may be longer than tokens.npy: a limit that the system keeps as it keeps that of a disk.
FULL = """
import resource, sys
from pathlib import Path
from numerics.transformers.pretrained import opened
from tests.models.capturing import capture

model = opened(Path(sys.argv[1]), "cpu")
resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
try:
    capture(model, Path(sys.argv[2]))
except OSError as error:
    print(error)
"""


class TestStopped:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "a"

    def ends(self, small: CausalModel, folder: Path, left: dict[str, bytes]) -> list[tuple[int, int]]:
        """Begun again by the same call it comes to the same bytes, and leaves nothing beside them."""
        watched = capture(small, folder)
        assert content(folder) == left
        assert not folder.with_name("a.part").exists()
        return watched

    def test_by_sigkill(self, small: CausalModel, left: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
        """Twice, at moments of the batches after the first and after the third that nobody chose."""
        place = run(tmp_path / "run")
        for least in (2, 6):
            process = started(WAITS, place, folder)
            assert process.stdin is not None
            assert process.stdout is not None
            done = -1
            while done < least:
                done = int(process.stdout.readline())
                process.stdin.write("\n")
                process.stdin.flush()
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert process.returncode == -signal.SIGKILL
            assert not folder.exists()
        assert self.ends(small, folder, left)[0][0] >= 6

    def test_by_a_full_disk(self, small: CausalModel, left: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
        """One error that names the file; what is written is gone on from when there is room."""
        said = finished(FULL, run(tmp_path / "run"), folder)
        assert said == f"[Errno 27] File too large: '{folder.with_name('a.part')}/0.npy'"
        assert not folder.exists()
        assert len(content(folder.with_name("a.part"))["0.npy"]) == 1500
        self.ends(small, folder, left)

    @pytest.mark.parametrize("writes", range(0, 18, 4))
    def test_within_a_write(
        self,
        small: CausalModel,
        left: dict[str, bytes],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        writes: int,
    ) -> None:
        """After half of what is written then."""
        calls, real = iter(range(99)), extend

        def broken(path: Path, at: int, content: bytes) -> int:
            if next(calls) == writes:
                real(path, at, content[: len(content) // 2])
                raise KeyboardInterrupt
            return real(path, at, content)

        with monkeypatch.context() as patched:
            patched.setattr(activations, "extend", broken)
            with pytest.raises(KeyboardInterrupt):
                capture(small, folder)
        assert not folder.exists()
        assert self.ends(small, folder, left)[0] == (writes // len(NAMES) * BATCH, CHUNKS)

    # Lengths in the head of a file, which takes 128 bytes, within the second chunk, and after the third.
    @pytest.mark.parametrize(
        ("length", "done"), [(0, 0), (5, 0), (128, 0), (131, 0), (128 + 4 * WIDTH * 9, 0), (128 + 4 * WIDTH * 15, 2)]
    )
    @pytest.mark.parametrize("name", ["0.npy", "final.npy"])
    def test_with_a_file_of_any_length(
        self, small: CausalModel, left: dict[str, bytes], folder: Path, name: str, length: int, done: int
    ) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        for other, there in left.items():
            (part / other).write_bytes(there[:length] if other == name else there)
        assert self.ends(small, folder, left)[0] == (done, CHUNKS)

    def test_while_the_first_file_was_written_aside(
        self, small: CausalModel, left: dict[str, bytes], folder: Path
    ) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        (part / ".about.json.77").write_bytes(left["about.json"][:9])
        self.ends(small, folder, left)

    @pytest.mark.parametrize("lost", ["tokens.npy", "documents.npy", "2.npy"])
    def test_without_a_file(self, small: CausalModel, left: dict[str, bytes], folder: Path, lost: str) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        for name in set(left) - {lost}:
            (part / name).write_bytes(left[name])
        self.ends(small, folder, left)

    @pytest.mark.parametrize("place", ["save", "move"])
    def test_before_the_first_file_and_after_the_last(
        self,
        small: CausalModel,
        left: dict[str, bytes],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        place: str,
    ) -> None:
        def broken(*given: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(activations, place, broken)
            with pytest.raises(KeyboardInterrupt):
                capture(small, folder)
        self.ends(small, folder, left)

    def test_and_begun_with_another_batch(self, small: CausalModel, left: dict[str, bytes], folder: Path) -> None:
        """As where the first took too much memory; the chunks are those of the first, but for what float32 rounds."""
        part = folder.with_name("a.part")
        part.mkdir()
        for name, there in left.items():
            (part / name).write_bytes(there[: 128 + 4 * WIDTH * TIME * 8])
        assert capture(small, folder, batch=3)[0] == (6, CHUNKS)
        capture(small, folder.with_name("b"))
        for name in NAMES:
            one, other = read(folder).tensors[name], read(folder.with_name("b")).tensors[name]
            np.testing.assert_allclose(one, other, rtol=1.3e-6, atol=1e-5)

    def test_a_finished_one_is_left_alone(self, small: CausalModel, left: dict[str, bytes], folder: Path) -> None:
        capture(small, folder)
        before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
        assert self.ends(small, folder, left) == [(CHUNKS, CHUNKS)]
        assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before

    def test_into_an_empty_folder(self, small: CausalModel, left: dict[str, bytes], folder: Path) -> None:
        folder.mkdir()
        self.ends(small, folder, left)

    def test_by_another_process_that_captures_there(self, small: CausalModel, tmp_path: Path) -> None:
        with alone(tmp_path / "a.part", []), pytest.raises(BlockingIOError, match="another process writes there"):
            capture(small, tmp_path / "a")
        assert list((tmp_path / "a.part").iterdir()) == []
