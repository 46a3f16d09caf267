"""Patterns divided among processes give what one process gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from numerics.quantities.asked import NAMES

ROOT = Path(__file__).parents[2]


def run(folder: Path, out: str, *options: str, processes: int = 1) -> subprocess.CompletedProcess[str]:
    """The command on q.npy and p.npy there, under torchrun where there are several processes."""
    begin = ["torch.distributed.run", "--standalone", f"--nproc-per-node={processes}", "-m"] if processes > 1 else []
    words = [sys.executable, "-m", *begin, "numerics.quantities", str(folder / "q.npy"), str(folder / "p.npy")]
    words += ["--device", "cpu", "--steps", "--out", str(folder / out), *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ranks")
    source = np.random.default_rng(0)
    patterns = source.normal(size=(501, 12)).astype(np.float32)
    patterns[400] = patterns[17]  # the nearest of two ranks at the same distance is the first
    patterns[33] *= 9
    np.save(made / "p.npy", patterns)
    np.save(made / "q.npy", patterns[:40])
    return made


@pytest.mark.parametrize("options", [(), ("--leave-own-out",), ("--beta", "0.05", "--leave-own-out")])
def test_two_processes_agree_with_one(folder: Path, options: tuple[str, ...]) -> None:
    alone = run(folder, "alone.safetensors", *options)
    both = run(folder, "both.safetensors", *options, processes=2)
    assert (alone.returncode, both.returncode) == (0, 0), alone.stderr + both.stderr
    one, two = (load_file(folder / name) for name in ("alone.safetensors", "both.safetensors"))
    assert set(one) == set(two) == set(NAMES)
    for name in NAMES:
        scale = one[name].double().abs().clamp(min=1)
        assert bool(((one[name] - two[name]).double().abs() <= 1e-6 * scale).all()), name
    assert torch.equal(one["nearest"], two["nearest"])
    assert both.stdout.count("distance_energy") == 1  # one rank speaks
    if options:
        assert int(one["nearest"][17]) == 400


def test_more_processes_than_patterns_are_refused(folder: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "q.npy", np.zeros((1, 2)))
    np.save(tmp_path / "p.npy", np.zeros((1, 2)))
    refused = run(tmp_path, "none", processes=2)
    assert refused.returncode != 0
    assert "p.npy: 1 rows for 2 processes; start fewer" in refused.stderr


def test_bad_input_ends_with_one_line(folder: Path) -> None:
    refused = run(folder, "none", "--beta", "-1")
    assert refused.returncode == 2
    assert refused.stderr.strip().splitlines()[-1].startswith("python -m numerics.quantities: beta = -1.0: an inverse")
    assert not (folder / "none").exists()
