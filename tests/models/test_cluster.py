"""The same over Dask's workers as over processes of this machine: jobs, verdicts, mutants and an experiment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from numerics.grid import NoCluster, over, workers
from tests.jobs import Broken, breaking, squared


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a scheduler on this machine with two workers, which are processes of their own."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def test_jobs_are_done_and_each_comes_with_its_result(address: str) -> None:
    with workers(None, address) as executor:
        assert dict(over(executor, squared, range(20))) == {k: k * k for k in range(20)}


def test_what_a_job_raises_is_raised(address: str) -> None:
    with workers(None, address) as executor, pytest.raises(Broken, match="job 3"):
        list(over(executor, breaking, range(6)))


def test_workers_with_several_threads_are_refused() -> None:
    with LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0") as cluster:
        there = cluster.scheduler_address
        with (
            pytest.raises(NoCluster, match="2 threads; start it with --nthreads 1"),
            workers(None, there),
        ):
            pass


def test_a_scheduler_without_workers_is_refused() -> None:
    with LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as cluster:
        there = cluster.scheduler_address
        with pytest.raises(NoCluster, match="no workers; start some: dask worker"), workers(None, there):
            pass


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_no_scheduler_is_one_line(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("numerics.cluster.PATIENCE", 1)
    with pytest.raises(NoCluster, match="no Dask scheduler answers there"), workers(None, wrong):
        pass


def test_verdicts_are_the_same(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    from verify.__main__ import main

    ledgers = []
    for words in ((), ("--dask", address)):
        assert main(["niu2024/lemma_2", "niu2024/feed_forward_measured", "--json", *words]) == 0
        ledgers.append(json.loads(capsys.readouterr().out))
    assert ledgers[0] == ledgers[1]
    assert {claim["verdict"] for claim in ledgers[0]["claims"]} >= {"holds", "fails", "measured"}


def test_mutants_are_tried(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.meta.__main__ import main

    assert main(["niu2024/lemma_2+weak", "--dask", address]) == 0
    said = capsys.readouterr().out
    assert said.startswith("10 mutants: ")
    assert "held though false" not in said


def test_an_experiment_is_measured_as_recorded(address: str, tmp_path: Path, capsys: Any) -> None:
    """The quick scale has the first documents of the full one."""
    from numerics.experiments.__main__ import main
    from numerics.records import load, read

    assert main(["feed_forward", "--quick", "--dask", address, "--work", str(tmp_path)]) == 0
    assert "niu2024/feed_forward_measured" in capsys.readouterr().out
    record, found = load("niu2024/feed_forward"), read((tmp_path / "quick/feed_forward.json").read_text(), "here")
    for series, documents in found.samples.items():
        for document, recorded in zip(documents, record.samples[series][:6], strict=True):
            assert [*map(float, document)] == pytest.approx([*map(float, recorded)], rel=1e-3)
