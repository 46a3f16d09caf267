"""A run that is cut off at any moment goes on, by the same call, to the same bytes."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from numerics.files import alone
from numerics.transformers import checkpoint
from numerics.transformers.faults import BadSettings, NotACheckpoint
from numerics.transformers.run import CHECKPOINT, METRICS, MODEL, SETTINGS, Run
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train
from tests.models.small import brief, questions, shape_of

ROOT = Path(__file__).parents[2]
ASKED = "--question-formation --rows 200 --width 16 --layers 1 --heads 2 --feed-forward 32 --dropout 0.1"
HOW = "--steps 60 --batch 4 --warm-up 5 --every 2 --checkpoint-after 2 --evaluated 20 --device cpu"


def words(folder: Path) -> list[str]:
    return ["train", str(folder), *ASKED.split(), *HOW.split()]


def command(folder: Path) -> subprocess.Popen[str]:
    """The command, which hears Ctrl-C even where these tests run in the background and do not."""
    return subprocess.Popen(
        [sys.executable, "-m", "numerics.transformers", *words(folder)],
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nobody disturbs."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    process = command(folder)
    said, faults = process.communicate(timeout=300)
    assert process.returncode == 0, faults
    assert "loss, in nats a token" in said
    return content(folder)


def test_a_run_leaves_its_settings_metrics_checkpoint_and_model(whole: dict[str, bytes]) -> None:
    assert set(whole) == {SETTINGS, METRICS, CHECKPOINT, MODEL, "tokenizer.json"}
    lines = [json.loads(line) for line in whole[METRICS].splitlines()]
    assert [line["step"] for line in lines] == list(range(2, 61, 2))
    assert str(ROOT) not in whole[SETTINGS].decode()


class TestKilled:
    @pytest.mark.parametrize("lines", [[0], [7], [3, 20]])
    def test_at_any_moment_it_goes_on_to_the_same_bytes(
        self, whole: dict[str, bytes], tmp_path: Path, lines: list[int]
    ) -> None:
        """Killed once so many lines of metrics are there, each time begun again by the same command."""
        folder = tmp_path / "run"
        for many in lines:
            process = command(folder)
            while process.poll() is None and _lines(folder) < many + 1:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert process.returncode == -signal.SIGKILL
        process = command(folder)
        _, faults = process.communicate(timeout=300)
        assert process.returncode == 0, faults
        assert content(folder) == whole

    def test_by_ctrl_c_it_says_so_in_one_line(self, tmp_path: Path) -> None:
        process = command(tmp_path / "run")
        while process.poll() is None and _lines(tmp_path / "run") < 2:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        _, faults = process.communicate(timeout=60)
        assert process.returncode == 130
        assert faults.strip().splitlines()[-1].endswith("interrupted; the same command goes on from what is recorded")
        assert "Traceback" not in faults


def _lines(folder: Path) -> int:
    try:
        return (folder / METRICS).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


class TestBrokenOff:
    """In one process, at the places where it could hurt."""

    HOW: Optimisation = brief(steps=8, every=2)

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "run"

    def again(self, folder: Path | None, **other: Any) -> list[Any]:
        corpus = questions(40)
        return train(corpus, shape_of(corpus, dropout=0.1), self.HOW, folder=folder, device="cpu", **other).lines

    @pytest.mark.parametrize(
        ("place", "call"), [("add", 0), ("add", 3), ("keep", 0), ("keep", 2), ("offer", 0), ("offer", 2), ("offer", 4)]
    )
    def test_between_two_files(self, folder: Path, monkeypatch: pytest.MonkeyPatch, place: str, call: int) -> None:
        """Before the line, before the checkpoint, before the model; the last one comes with the last of these calls."""
        calls, real = iter(range(99)), getattr(Run, place)

        def broken(run: Run, *given: Any) -> None:
            if next(calls) == call:
                raise KeyboardInterrupt
            real(run, *given)

        with monkeypatch.context() as patched:
            patched.setattr(Run, place, broken)
            with pytest.raises(KeyboardInterrupt):
                self.again(folder)
        assert self.again(folder) == self.again(None)
        assert checkpoint.steps_of(folder / MODEL) == checkpoint.steps_of(folder / CHECKPOINT) == 8

    def test_before_the_settings_are_whole(self, folder: Path) -> None:
        folder.mkdir()
        (folder / f".{SETTINGS}.123").write_text("{")
        assert self.again(folder) == self.again(None)
        assert not [name for name in content(folder) if name.startswith(".")]

    def test_before_the_tokenizer_is_there(self, folder: Path) -> None:
        whole = self.again(folder)
        for name in (CHECKPOINT, METRICS, MODEL, "tokenizer.json"):
            (folder / name).unlink()
        assert self.again(folder) == whole
        assert (folder / "tokenizer.json").exists()

    def test_within_a_line(self, folder: Path) -> None:
        whole = self.again(folder)
        text = (folder / METRICS).read_bytes()
        (folder / METRICS).write_bytes(text + text.splitlines()[0][:9])
        assert self.again(folder) == whole
        self.again(folder)

    def test_within_the_model_alone(self, folder: Path) -> None:
        """It is made again from the checkpoint."""
        whole = self.again(folder)
        before = (folder / MODEL).read_bytes()
        (folder / MODEL).write_bytes(before[:100])
        assert self.again(folder) == whole
        assert (folder / MODEL).read_bytes() == before

    def test_a_finished_run_is_read_and_not_made_again(self, folder: Path) -> None:
        whole, before = self.again(folder), content(folder)
        watched: list[int] = []
        assert self.again(folder, watch=lambda step, line: watched.append(step)) == whole
        assert (watched, content(folder)) == ([], before)


def test_the_files_of_a_run_are_as_readable_as_each_other(tmp_path: Path) -> None:
    corpus = questions(20)
    train(corpus, shape_of(corpus), brief(), folder=tmp_path / "run", device="cpu")
    assert len({path.stat().st_mode for path in (tmp_path / "run").iterdir()}) == 1


class TestFullDisk:
    @pytest.mark.parametrize("lines", [1, 2])
    def test_ends_in_one_line_and_goes_on_when_there_is_room(
        self, whole: dict[str, bytes], tmp_path: Path, lines: int
    ) -> None:
        """From some line on the system takes no more bytes, as where a disk is full."""
        folder = tmp_path / "run"
        process = command(folder)
        while process.poll() is None and _lines(folder) < lines:
            time.sleep(0.002)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
        _, faults = process.communicate(timeout=300)
        assert process.returncode == 2
        last = faults.strip().splitlines()[-1]
        assert last.startswith("python -m numerics.transformers: ")
        assert "File too large" in last
        assert str(folder) in last
        assert "Traceback" not in faults
        assert not [name for name in content(folder) if name.startswith(".")]
        process = command(folder)
        process.communicate(timeout=300)
        assert process.returncode == 0
        assert content(folder) == whole

    def test_of_a_checkpoint_names_it(self, tmp_path: Path) -> None:
        model = torch.nn.Linear(100, 100)
        checkpoint.write(tmp_path / "a.safetensors", 1, model)
        before, limits = content(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        try:
            with pytest.raises(OSError, match=r"File too large: .*a\.safetensors"):
                checkpoint.write(tmp_path / "a.safetensors", 2, model)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert content(tmp_path) == before


class TestRefused:
    """One line, and every file stays as it was."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "run"
        self.again(folder)
        return folder

    def again(self, folder: Path, how: Optimisation | None = None, **other: Any) -> None:
        corpus = questions(40)
        train(corpus, shape_of(corpus, **other), how or brief(), folder=folder, device="cpu")

    def refused(self, folder: Path, kind: type[Exception], match: str, **given: Any) -> None:
        before = content(folder)
        with pytest.raises(kind, match=match) as raised:
            self.again(folder, **given)
        assert "\n" not in str(raised.value)
        assert content(folder) == before

    def test_other_settings(self, folder: Path) -> None:
        self.refused(folder, BadSettings, "has optimisation.rate = 0.001, not 0.5; take another", how=brief(rate=0.5))
        self.refused(folder, BadSettings, "has shape.width = 16, not 32; take another folder", width=32)

    def test_a_checkpoint_that_breaks_off(self, folder: Path) -> None:
        text = (folder / CHECKPOINT).read_bytes()
        for length in (0, 5, 1000, len(text) - 1):
            (folder / CHECKPOINT).write_bytes(text[:length])
            self.refused(folder, NotACheckpoint, r"checkpoint\.safetensors: not a whole safetensors file: ")

    def test_a_checkpoint_of_another_model(self, folder: Path) -> None:
        tensors = load_file(folder / CHECKPOINT)
        name = next(n for n in tensors if not n.startswith("exp_avg") and tensors[n].dim() == 2)
        for changed, said in (
            ({n: t for n, t in tensors.items() if n != name}, f"{name} is missing in the file"),
            (tensors | {"more": torch.ones(1)}, "more is in the file alone"),
            (tensors | {name: torch.ones(2, 3)}, f"{name} is 2 x 3, where "),
        ):
            save_file(changed, folder / CHECKPOINT, {"step": "6"})
            self.refused(folder, NotACheckpoint, said)

    def test_a_file_of_tensors_that_is_no_checkpoint(self, folder: Path) -> None:
        save_file(load_file(folder / CHECKPOINT), folder / CHECKPOINT)
        self.refused(folder, NotACheckpoint, "does not say after how many steps it was written")

    def test_metrics_that_are_gone(self, folder: Path) -> None:
        (folder / METRICS).unlink()
        self.refused(folder, NotACheckpoint, rf"{METRICS}: has no line of step 6, which {CHECKPOINT} is of")

    @pytest.mark.parametrize("broken", [b"{", b"[]", b"{}", b'{"step": "2"}'])
    def test_a_line_of_metrics_that_is_none(self, folder: Path, broken: bytes) -> None:
        lines = (folder / METRICS).read_bytes().splitlines()
        (folder / METRICS).write_bytes(b"\n".join([lines[0], broken, *lines[2:]]) + b"\n")
        self.refused(folder, NotACheckpoint, rf"{METRICS}: line 2 is none of metrics")

    def test_weights_that_are_no_numbers(self, folder: Path) -> None:
        tensors = load_file(folder / CHECKPOINT)
        tensors["norm.bias"][3] = torch.nan
        save_file(tensors, folder / CHECKPOINT, {"step": "6"})
        self.refused(folder, NotACheckpoint, "norm.bias holds what is no number")

    def test_settings_that_are_none(self, folder: Path) -> None:
        (folder / SETTINGS).write_text("{")
        self.refused(folder, BadSettings, rf"{SETTINGS}: cannot be read")

    def test_a_folder_that_another_process_writes_to(self, folder: Path) -> None:
        with alone(folder, [SETTINGS]):
            self.refused(folder, BlockingIOError, "run: another process writes there; let it end")
        self.again(folder)

    def test_a_folder_with_something_else_in_it(self, tmp_path: Path) -> None:
        for name in (".notes.2024", "thesis.tex"):
            (tmp_path / name).write_text("x")
            self.refused(tmp_path, BadSettings, f"holds files and no {SETTINGS}; take a new folder")
