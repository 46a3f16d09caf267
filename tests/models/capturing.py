"""A small capture of activations, as the tests of it begin it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from numerics.transformers.activations import captured
from numerics.transformers.causal import CausalModel
from tests.models.elsewhere import VOCABULARY

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
