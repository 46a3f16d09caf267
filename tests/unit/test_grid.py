"""A grid of jobs over executors: each job with its result, errors raised, and nothing left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from numerics.grid import THREADS, NoCluster, over, processes, workers
from tests.jobs import RAN, Broken, breaking, squared, threads

INTERRUPTED = """
import sys
from numerics.grid import over, processes
from tests.jobs import slow

if __name__ == "__main__":
    with processes(2) as pool:
        for job, made in over(pool, slow, sys.argv[1:]):
            pass
"""


def test_each_job_comes_with_its_result() -> None:
    with ThreadPoolExecutor(3) as executor:
        assert dict(over(executor, squared, range(50))) == {k: k * k for k in range(50)}


def test_no_jobs_give_nothing() -> None:
    with ThreadPoolExecutor(1) as executor:
        assert list(over(executor, squared, [])) == []


def test_what_a_job_raises_is_raised_and_the_others_are_dropped() -> None:
    RAN.clear()
    with ThreadPoolExecutor(1) as executor, pytest.raises(Broken, match="job 3"):
        list(over(executor, breaking, [0, 3, *range(4, 2000)]))
    assert len(RAN) < 1000


def test_processes_do_the_jobs_and_share_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    with processes(2) as pool:
        found = dict(over(pool, threads, range(8)))
    told = {words for words, _ in found.values()}
    assert told == {str(max(1, (os.cpu_count() or 1) // 2))}
    assert os.getpid() not in {number for _, number in found.values()}
    monkeypatch.setenv(THREADS[0], "7")
    with processes(2) as pool:
        assert {words for words, _ in dict(over(pool, threads, range(8))).values()} == {"7"}
    with processes(2) as pool, pytest.raises(Broken, match="job 3"):
        list(over(pool, breaking, range(6)))


def test_an_interrupt_ends_the_processes_at_once(tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    jobs = [str(tmp_path / name) for name in ("one", "two", "three")]
    # The child hears the interrupt also where these tests run in the background and ignore it.
    run = subprocess.Popen(
        [sys.executable, "-c", "import signal; signal.signal(2, signal.default_int_handler); import runpy, sys;"
         "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')", str(script), *jobs],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while len(list(tmp_path.glob("*.begun"))) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=20)
    finally:
        run.kill()
    assert run.returncode != 0
    assert len(list(tmp_path.glob("*.begun"))) == 2
    assert not list(tmp_path.glob("*.ended"))


def test_a_cluster_without_its_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numerics.cluster", None)
    with pytest.raises(NoCluster, match=r"pip install -e '\.\[cluster\]'"), workers(None, "tcp://127.0.0.1:1"):
        pass
