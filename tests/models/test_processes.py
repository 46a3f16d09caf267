"""Two processes under torchrun train as one does, by the same command."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from numerics.transformers.data import text
from numerics.transformers.run import METRICS, MODEL
from numerics.transformers.tokenizer import trained

ROOT = Path(__file__).parents[2]
ASKED = "--question-formation --rows 60 --width 16 --layers 1 --heads 2 --feed-forward 32"
COMMAND = ("-m", "numerics.transformers")
HOW = "--steps 120 --batch 6 --warm-up 5 --every 5 --evaluated 21 --clip 0.5 --precision float64 --device cpu"


# The command, which says in the end how many rows its process had evaluated.
COUNTING = """
from numerics.transformers.__main__ import main
from numerics.transformers.model import Transformer

rows, forward = [], Transformer.forward

def counting(self, tokens, at=None):
    rows.extend([] if self.training else tokens.tolist())
    return forward(self, tokens, at)

Transformer.forward = counting
assert main() == 0
print(f"rows evaluated: {len(rows)}", flush=True)
"""


def begun(
    folder: Path, processes: int, *more: str, asked: str = f"{ASKED} {HOW}", does: Sequence[str] = COMMAND
) -> subprocess.Popen[str]:
    """The command, in one process or more."""
    many = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"] if processes > 1 else []
    words = [sys.executable, *many, *does, "train", str(folder), *asked.split(), *more]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(words, text=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def killed(folder: Path) -> None:
    """Every process that the folder was given to: torchrun's are of no group that is killed as one."""
    for about in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if str(folder).encode() in about.read_bytes():
                os.kill(int(about.parent.name), signal.SIGKILL)


def lines(folder: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (folder / METRICS).read_text().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of one process and of two."""
    made = tmp_path_factory.mktemp("processes")
    for processes, name in ((1, "one"), (2, "two")):
        process = begun(made / name, processes)
        said, faults = process.communicate(timeout=300)
        assert process.returncode == 0, faults
        assert said.count("loss, in nats a token") == 1  # one of them speaks
    return made


def test_they_have_the_losses_of_one(folder: Path) -> None:
    """In float64, so that what is left is the order of sums; lines of unequal length, and a row too many."""
    one, two = lines(folder / "one"), lines(folder / "two")
    assert len(one) == len(two) == 24
    for ours, theirs in zip(one, two, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-9)
    assert one != [one[0]] * 24


def test_they_go_on_where_they_were_killed(folder: Path, tmp_path: Path) -> None:
    process = begun(tmp_path / "run", 2)
    while process.poll() is None and not (tmp_path / "run" / MODEL).exists():
        time.sleep(0.002)
    killed(tmp_path / "run")
    process.communicate()
    assert len(lines(tmp_path / "run")) < 24
    process = begun(tmp_path / "run", 2)
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert (tmp_path / "run" / METRICS).read_bytes() == (folder / "two" / METRICS).read_bytes()
    assert (tmp_path / "run" / MODEL).read_bytes() == (folder / "two" / MODEL).read_bytes()


def test_a_batch_that_is_not_divided_evenly_is_refused(tmp_path: Path) -> None:
    process = begun(tmp_path / "run", 2, "--batch", "5")
    _, faults = process.communicate(timeout=300)
    assert process.returncode != 0
    assert "batch = 5 rows for 2 processes: take a multiple of 2" in faults
    assert not (tmp_path / "run").exists()


def test_each_evaluates_its_part_of_the_rows(tmp_path: Path) -> None:
    """Of 21 rows, after one step, one has 11 and the other 10."""
    program = tmp_path / "counting.py"
    program.write_text(COUNTING)
    process = begun(tmp_path / "run", 2, "--steps", "1", "--warm-up", "0", does=[str(program)])
    said, faults = process.communicate(timeout=300)
    assert process.returncode == 0, faults
    assert sorted(re.findall(r"rows evaluated: (\d+)", said)) == ["10", "11"]


def test_each_drops_other_numbers(tmp_path: Path) -> None:
    """All rows of the text are alike: if both dropped the same, their mean were that of one process with one row."""
    path = tmp_path / "text.txt"
    path.write_text("abcd" * 50, encoding="utf-8")
    assert len(np.unique(text(path, trained([], 256), 8, validation=0).train.tokens, axis=0)) == 1
    sizes = "--width 16 --layers 1 --heads 2 --feed-forward 32 --steps 1 --warm-up 0 --precision float64 --device cpu"
    asked = f"--text {path} --tokenizer 256 --length 8 --validation 0 --dropout 0.5 {sizes}"
    losses = []
    for processes in (1, 2):
        process = begun(tmp_path / f"of {processes}", processes, "--batch", str(processes), asked=asked)
        _, faults = process.communicate(timeout=300)
        assert process.returncode == 0, faults
        losses.append(lines(tmp_path / f"of {processes}")[0]["train"])
    assert losses[0] != pytest.approx(losses[1], rel=1e-9)
