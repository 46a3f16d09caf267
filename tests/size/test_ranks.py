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


ALONE = """
import sys, torch, torch.distributed as dist
from pathlib import Path
from numerics.quantities.energies import energies
from numerics.quantities.faults import WrongShape
dist.init_process_group("gloo")
rank, width = dist.get_rank(), 3
queries, patterns = torch.ones(4, width), torch.ones(2 + rank, width)
if sys.argv[1] == "queries":
    queries[0, 0] += rank
if sys.argv[1] == "widths":
    queries, patterns = torch.ones(4, width + rank), torch.ones(2, width + rank)
try:
    found = energies(queries, patterns, leave_out=torch.tensor([0, 1, 2, 4]))
    said = f"{found.nearest.tolist()} {found.mchn_entropy.exp().tolist()}"
except WrongShape as error:
    said = f"refused: {error}"
Path(__file__).with_name(str(rank)).write_text(said)
dist.destroy_process_group()
"""


def in_two(folder: Path, what: str) -> list[str]:
    """What two processes say that run the lines above."""
    (folder / "run.py").write_text(ALONE, encoding="utf-8")
    words = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    run = subprocess.run([*words, str(folder / "run.py"), what], capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stderr
    return [(folder / str(rank)).read_text(encoding="utf-8") for rank in (0, 1)]


def test_ranks_of_other_sizes_number_their_patterns_one_after_the_other(tmp_path: Path) -> None:
    """Two and three, all equal, of which each query leaves out one."""
    assert in_two(tmp_path, "sizes") == [f"[1, 0, 0, 0] {[4.0] * 4}"] * 2


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("queries", "the ranks hold different queries; give all of them to each"),
        ("widths", "the ranks hold patterns of 3, 4 numbers each"),
    ],
)
def test_ranks_that_do_not_fit_together_are_refused_on_each(tmp_path: Path, what: str, says: str) -> None:
    assert in_two(tmp_path, what) == [f"refused: {says}"] * 2
