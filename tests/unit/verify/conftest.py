"""One run on the built-in papers for the whole session, and planted papers for everything else."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import numerics.records
import theory.catalogue
import verify.__main__
import verify.run
from numerics.attack import Budget
from numerics.files import save
from tests.unit.measured.records import record
from tests.unit.verify.measuring import NEAR, Put
from tests.unit.verify.planted import PAPER, Outcome, Plant, Run
from verify.ledger import SCHEMA

ROOT = Path(__file__).parents[3]
SMALL = Budget(per_shape=40, draws=10, examples=10, starts=2)


@pytest.fixture(scope="session")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m verify --out` wrote for the built-in papers; workers of xdist share one run."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    out = shared / "built_in"
    with (shared / "built_in.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "status").exists():
            # A process of its own, as a user starts it: its pool is then no grandchild of xdist.
            command = [sys.executable, "-m", "verify", "--out", str(out)]
            done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            (out / "status").write_text(str(done.returncode))
    return out


def _no_fraction(number: str) -> float:
    raise AssertionError(f"{number} is no count: the ledger keeps mathematical values as strings")


@pytest.fixture(scope="session")
def ledger(built_in: Path) -> Mapping[str, Any]:
    """The ledger of that run."""
    text = (built_in / "ledger.json").read_text(encoding="utf-8")
    found = json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="session")
def schema() -> Mapping[str, Any]:
    """The schema that the repository holds the ledger to."""
    found = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """`plant(first=file_of(...))` writes a paper called `planted` and returns the folder of papers."""

    def written(init: str = PAPER, paper: str = "planted", **files: str) -> Path:
        home = tmp_path / "papers" / paper
        home.mkdir(parents=True, exist_ok=True)
        for name, text in {"__init__": init, **files}.items():
            (home / f"{name}.py").write_text(text, encoding="utf-8")
        return home.parent

    return written


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(folder, words...)`: main in an empty folder, in this process, with a small search."""
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    monkeypatch.setattr(verify.__main__, "NORMAL", SMALL)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def ran(folder: Path, *words: str) -> Outcome:
        verify.run.opened.cache_clear()
        theory.catalogue._loaded.cache_clear()
        capsys.readouterr()
        status = verify.__main__.main(list(words), folders=(folder,))
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Outcome(status, said.out, said.err)

    return ran


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """`put(text)` makes it the record planted/first; it starts with medians 0.2, 0.3 .. 0.9."""
    monkeypatch.setattr(numerics.records, "RECORDS", tmp_path / "measurements")

    def written(text: str) -> None:
        save(tmp_path / "measurements" / "planted" / "first.json", text)

    written(record({"near": NEAR, "far": [[5.0]] * 8}))
    return written
