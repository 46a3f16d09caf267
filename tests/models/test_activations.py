"""Captured activations are the states of the model, whatever stops the capture; and what cannot be captured is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from numerics.files import extend
from numerics.quantities.energies import energies
from numerics.quantities.faults import NotVectors, WrongShape
from numerics.transformers import activations
from numerics.transformers.activations import captured, read
from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import BadSettings, NotATokenizer
from numerics.transformers.pretrained import opened
from tests.models.elsewhere import CONTEXT, VOCABULARY, WIDTH, run, saved

ROOT = Path(__file__).parents[2]
CHUNKS, TIME, BATCH = 11, 5, 2
NAMES = ("0", "2", "final")


def chunks(number: int = CHUNKS, time: int = TIME, seed: int = 0) -> NDArray[np.int32]:
    """Random tokens."""
    return np.random.default_rng(seed).integers(VOCABULARY, size=(number, time), dtype=np.int32)


def changed(token: int) -> NDArray[np.int32]:
    """With another token at the very end."""
    rows = chunks()
    rows[-1, -1] = token
    return rows


def documents(number: int = CHUNKS) -> NDArray[np.int32]:
    """Three chunks of each."""
    return np.arange(number, dtype=np.int32) // 3


def capture(model: CausalModel, folder: Path, **other: Any) -> list[tuple[int, int]]:
    """What was watched."""
    watched: list[tuple[int, int]] = []
    given: dict[str, Any] = {"rows": chunks(), "documents": documents(), "tensors": NAMES, "batch": BATCH} | other
    captured(model, folder=folder, watch=lambda done, of: watched.append((done, of)), **given)
    return watched


def content(folder: Path) -> dict[str, bytes]:
    """All that is there, but for files beside those that were being written."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> CausalModel:
    return opened(run(tmp_path_factory.mktemp("model") / "run"), "cpu")


@pytest.fixture(scope="module")
def whole(model: CausalModel, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a capture leaves that nobody disturbs."""
    folder = tmp_path_factory.mktemp("whole") / "new" / "a"
    capture(model, folder)
    return content(folder)


class TestWhatIsThere:
    @pytest.mark.parametrize("architecture", ["ours", "gpt2", "opt, norms after"])
    def test_the_states_of_each_token_in_the_order_of_the_chunks(self, tmp_path: Path, architecture: str) -> None:
        place = tmp_path / "model"
        model = opened(run(place) if architecture == "ours" else saved(architecture, place), "cpu")
        watched = capture(model, tmp_path / "a")
        *stream, final = model.states(ints(chunks()))
        states = {str(k): state for k, state in enumerate(stream)} | {"final": final}
        found = read(tmp_path / "a")
        assert list(found.tensors) == list(NAMES)
        for name, tensor in found.tensors.items():
            assert isinstance(tensor, np.memmap)
            torch.testing.assert_close(torch.tensor(tensor), states[name].flatten(0, 1))
        assert np.array_equal(found.tokens, chunks())
        assert np.array_equal(found.documents, documents())
        assert watched == [(done, CHUNKS) for done in (0, 2, 4, 6, 8, 10, 11)]

    def test_files_of_float32_that_numpy_maps(self, whole: dict[str, bytes], tmp_path: Path) -> None:
        for name in NAMES:
            (tmp_path / name).write_bytes(whole[f"{name}.npy"])
            found = np.load(tmp_path / name, mmap_mode="r", allow_pickle=False)
            assert (found.dtype.str, found.shape, found.flags.c_contiguous) == ("<f4", (CHUNKS * TIME, WIDTH), True)
        assert set(whole) == {"about.json", "tokens.npy", "documents.npy", *(f"{name}.npy" for name in NAMES)}

    def test_the_quantities_read_them(self, model: CausalModel, tmp_path: Path) -> None:
        capture(model, tmp_path / "a")
        queries = torch.tensor(read(tmp_path / "a").tensors["final"][:4])
        found = energies(
            queries, str(tmp_path / "a" / "final.npy"), device="cpu", names=["nearest", "nearest_distance"]
        )
        assert found.nearest is not None
        assert found.nearest_distance is not None
        assert found.nearest.tolist() == [0, 1, 2, 3]
        assert found.nearest_distance.tolist() == [0.0] * 4

    def test_what_it_is_about_and_neither_time_nor_place(self, whole: dict[str, bytes], model: CausalModel) -> None:
        about = json.loads(whole["about.json"])
        assert set(about) == {"model", "hashes", "chunks", "length", "tokens", "documents", "tensors"}
        assert (about["model"], about["chunks"], about["length"]) == ("run", CHUNKS, TIME)
        assert about["hashes"] == model.hashes
        assert about["tensors"] == {name: [CHUNKS * TIME, WIDTH] for name in NAMES}

    def test_the_same_bytes_elsewhere(self, whole: dict[str, bytes], model: CausalModel, tmp_path: Path) -> None:
        capture(model, tmp_path / "b")
        assert content(tmp_path / "b") == whole

    @pytest.mark.parametrize("batch", [1, 3, 64])
    def test_a_row_is_the_same_in_any_batch(
        self, whole: dict[str, bytes], model: CausalModel, tmp_path: Path, batch: int
    ) -> None:
        """Within what float32 rounds, as products of other sizes are added up in another order."""
        capture(model, tmp_path / "a", batch=batch)
        capture(model, tmp_path / "b", rows=chunks(seed=1))
        found, other = read(tmp_path / "a"), read(tmp_path / "b")
        for name in NAMES:
            expected = np.frombuffer(whole[f"{name}.npy"][-4 * CHUNKS * TIME * WIDTH :], dtype="<f4").reshape(-1, WIDTH)
            np.testing.assert_allclose(found.tensors[name], expected, rtol=1.3e-6, atol=1e-5)
            assert np.abs(other.tensors[name] - expected).max() > 1e-2

    def test_memory_is_that_of_a_batch(self, tmp_path: Path) -> None:
        """Of 82 MB that are written, less than a quarter is ever held."""
        program = (
            "import resource, sys; from pathlib import Path; import numpy as np\n"
            "from numerics.transformers.activations import captured\n"
            "from numerics.transformers.pretrained import opened\n"
            "model, peaks = opened(Path(sys.argv[1]), 'cpu'), []\n"
            "for rows in (400, 20_000):\n"
            "    tokens = np.ones((rows, 32), dtype=np.int32)\n"
            "    documents = np.zeros(rows, dtype=np.int32)\n"
            "    folder = Path(sys.argv[2]) / str(rows)\n"
            "    captured(model, tokens, documents, ['1', 'final'], folder, 200, lambda *_: None)\n"
            "    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)\n"
            "print(peaks[1] - peaks[0])"
        )
        grown = int(finished(program, run(tmp_path / "run"), tmp_path))
        assert grown < (tmp_path / "20000" / "1.npy").stat().st_size / 2


def ints(rows: NDArray[np.int32]) -> torch.Tensor:
    """As a model takes them."""
    return torch.from_numpy(rows.astype(np.int64))


def started(program: str, *words: Path) -> subprocess.Popen[str]:
    """In as many threads as here, since these decide the order of sums."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": str(torch.get_num_threads())}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-c", program, *map(str, words)], text=True, env=environment, **pipes)


def finished(program: str, *words: Path) -> str:
    """What it says in the end."""
    process = started(program, *words)
    said, faults = process.communicate(timeout=300)
    assert process.returncode == 0, faults
    return said.strip()


# What `capture` does here. It says how many chunks are done, and then waits for a line.
WAITS = """
import sys
from pathlib import Path
from numerics.transformers.activations import captured
from numerics.transformers.pretrained import opened
from tests.models.test_activations import BATCH, NAMES, chunks, documents

def watch(done, of):
    print(done, flush=True)
    sys.stdin.readline()

captured(opened(Path(sys.argv[1]), "cpu"), chunks(), documents(), NAMES, Path(sys.argv[2]), BATCH, watch)
"""
# The same, where no file may be longer than tokens.npy: a limit that the system keeps as it keeps that of a disk.
FULL = """
import resource
from tests.models.test_activations import Path, capture, opened, sys

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

    def ends(self, model: CausalModel, folder: Path, whole: dict[str, bytes]) -> list[tuple[int, int]]:
        """Begun again by the same call it comes to the same bytes, and leaves nothing beside them."""
        watched = capture(model, folder)
        assert content(folder) == whole
        assert not folder.with_name("a.part").exists()
        return watched

    def test_by_sigkill(self, model: CausalModel, whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
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
        assert self.ends(model, folder, whole)[0][0] >= 6

    def test_by_a_full_disk(self, model: CausalModel, whole: dict[str, bytes], folder: Path, tmp_path: Path) -> None:
        """One error that names the file; what is written is gone on from when there is room."""
        said = finished(FULL, run(tmp_path / "run"), folder)
        assert said == f"[Errno 27] File too large: '{folder.with_name('a.part')}/0.npy'"
        assert not folder.exists()
        assert len(content(folder.with_name("a.part"))["0.npy"]) == 1500
        self.ends(model, folder, whole)

    @pytest.mark.parametrize("writes", range(0, 18, 4))
    def test_within_a_write(
        self, model: CausalModel, whole: dict[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch, writes: int
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
                capture(model, folder)
        assert not folder.exists()
        assert self.ends(model, folder, whole)[0] == (writes // len(NAMES) * BATCH, CHUNKS)

    # Lengths in the head of a file, which takes 128 bytes, within the second chunk, and after the third.
    @pytest.mark.parametrize(
        ("length", "done"), [(0, 0), (5, 0), (128, 0), (131, 0), (128 + 4 * WIDTH * 9, 0), (128 + 4 * WIDTH * 15, 2)]
    )
    @pytest.mark.parametrize("name", ["0.npy", "final.npy"])
    def test_with_a_file_of_any_length(
        self, model: CausalModel, whole: dict[str, bytes], folder: Path, name: str, length: int, done: int
    ) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        for other, there in whole.items():
            (part / other).write_bytes(there[:length] if other == name else there)
        assert self.ends(model, folder, whole)[0] == (done, CHUNKS)

    def test_while_the_first_file_was_written_aside(
        self, model: CausalModel, whole: dict[str, bytes], folder: Path
    ) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        (part / ".about.json.77").write_bytes(whole["about.json"][:9])
        self.ends(model, folder, whole)

    @pytest.mark.parametrize("lost", ["tokens.npy", "documents.npy", "2.npy"])
    def test_without_a_file(self, model: CausalModel, whole: dict[str, bytes], folder: Path, lost: str) -> None:
        part = folder.with_name("a.part")
        part.mkdir()
        for name in set(whole) - {lost}:
            (part / name).write_bytes(whole[name])
        self.ends(model, folder, whole)

    @pytest.mark.parametrize("place", ["save", "move"])
    def test_before_the_first_file_and_after_the_last(
        self, model: CausalModel, whole: dict[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        def broken(*given: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(activations, place, broken)
            with pytest.raises(KeyboardInterrupt):
                capture(model, folder)
        self.ends(model, folder, whole)

    def test_and_begun_with_another_batch(self, model: CausalModel, whole: dict[str, bytes], folder: Path) -> None:
        """As where the first took too much memory; the chunks are those of the first, but for what float32 rounds."""
        part = folder.with_name("a.part")
        part.mkdir()
        for name, there in whole.items():
            (part / name).write_bytes(there[: 128 + 4 * WIDTH * TIME * 8])
        assert capture(model, folder, batch=3)[0] == (6, CHUNKS)
        capture(model, folder.with_name("b"))
        for name in NAMES:
            one, other = read(folder).tensors[name], read(folder.with_name("b")).tensors[name]
            np.testing.assert_allclose(one, other, rtol=1.3e-6, atol=1e-5)

    def test_a_finished_one_is_left_alone(self, model: CausalModel, whole: dict[str, bytes], folder: Path) -> None:
        capture(model, folder)
        before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
        assert self.ends(model, folder, whole) == [(CHUNKS, CHUNKS)]
        assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before

    def test_into_an_empty_folder(self, model: CausalModel, whole: dict[str, bytes], folder: Path) -> None:
        folder.mkdir()
        self.ends(model, folder, whole)


class TestRefusals:
    @pytest.mark.parametrize(
        ("kind", "said", "other"),
        [
            (WrongShape, "takes 1 to 32 in a row", {"rows": chunks(time=CONTEXT + 1)}),
            (WrongShape, r"rows \(0, 5\) and documents \(0,\)", {"rows": chunks(0), "documents": documents(0)}),
            (WrongShape, r"rows \(11, 5\) and documents \(10,\)", {"documents": documents(10)}),
            (WrongShape, r"rows \(5,\)", {"rows": chunks()[0]}),
            (
                NotATokenizer,
                "token 50: run knows 0 to 49",
                {"rows": changed(50)},
            ),
            (NotATokenizer, "token -1", {"rows": changed(-1)}),
            (BadSettings, r"layer 3: run has 0 \(embedding\) to 2, and final", {"tensors": ["0", "3"]}),
            (BadSettings, "layer 01: run has", {"tensors": ["01"]}),
            (BadSettings, "layer ../0: run has", {"tensors": ["../0"]}),
            (BadSettings, "layers 1, 1: name at least one, and each once", {"tensors": ["1", "1"]}),
            (BadSettings, "layers none", {"tensors": []}),
            (BadSettings, "batch = 0", {"batch": 0}),
        ],
    )
    def test_what_cannot_be_captured(
        self, model: CausalModel, tmp_path: Path, kind: type[Exception], said: str, other: dict[str, Any]
    ) -> None:
        """Before anything is written."""
        with pytest.raises(kind, match=said) as raised:
            capture(model, tmp_path / "a", **other)
        assert "\n" not in str(raised.value)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["a", "a.part"])
    def test_a_folder_of_something_else(
        self, model: CausalModel, whole: dict[str, bytes], tmp_path: Path, name: str
    ) -> None:
        """Nothing there changes."""
        folder = tmp_path / name
        folder.mkdir()
        for file, there in whole.items():
            (folder / file).write_bytes(there)
        others: Sequence[tuple[dict[str, Any], str]] = (
            ({"rows": chunks(seed=1)}, "tokens = "),
            ({"documents": documents()[::-1]}, "documents = "),
            ({"tensors": ["0", "final"]}, "tensors = {'0': .*'2': .*, not {'0': .*take another folder"),
            ({"rows": chunks(9), "documents": documents(9)}, "chunks = 11, not 9; take another folder"),
        )
        for other, said in others:
            with pytest.raises(BadSettings, match=f"{name}: holds {said}"):
                capture(model, tmp_path / "a", **other)
        (folder / "about.json").write_bytes(whole["about.json"].replace(b'"run"', b'"gpt2"'))
        with pytest.raises(BadSettings, match=f"{name}: holds model = gpt2, not run; take another folder"):
            capture(model, tmp_path / "a")
        for broken in ("{", "[]"):
            (folder / "about.json").write_text(broken)
            with pytest.raises(BadSettings, match=rf"{name}: holds files and no about\.json; take another folder"):
                capture(model, tmp_path / "a")
        assert {n: c for n, c in content(folder).items() if n != "about.json"} == {
            n: c for n, c in whole.items() if n != "about.json"
        }

    def test_reading_what_is_not_there_or_not_finished(self, whole: dict[str, bytes], tmp_path: Path) -> None:
        with pytest.raises(NotVectors, match=r"a: no about\.json, so no captured activations"):
            read(tmp_path / "a")
        (tmp_path / "a.part").mkdir()
        with pytest.raises(NotVectors, match="a: not finished; the same command goes on with it"):
            read(tmp_path / "a")

    def test_reading_a_file_that_is_broken(self, whole: dict[str, bytes], tmp_path: Path) -> None:
        cases: Sequence[tuple[str, Callable[[bytes], bytes], str]] = (
            ("2.npy", lambda there: there[:-1], r"2\.npy: not a whole \.npy file"),
            ("final.npy", lambda there: b"", r"final\.npy: not a whole \.npy file"),
            ("tokens.npy", lambda there: whole["documents.npy"], r"tokens\.npy: shape \(11,\), where .* \(11, 5\)"),
        )
        for name, change, said in cases:
            for file, there in whole.items():
                (tmp_path / file).write_bytes(change(there) if file == name else there)
            with pytest.raises(NotVectors, match=said) as raised:
                read(tmp_path)
            assert "\n" not in str(raised.value)
