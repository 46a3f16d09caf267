"""How a command on transformers ends: one line and a status, and what is a fault of ours is raised."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from numerics.command import FAULTS, ended


def raising(error: BaseException) -> Callable[[], object]:
    def work() -> object:
        raise error

    return work


def test_done_says_nothing() -> None:
    assert ended("command", lambda: "done", "the disk") == (0, "")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_bad_input_is_one_line(fault: type[Exception]) -> None:
    assert ended("command", raising(fault("a file:\n  broken")), "the disk") == (2, "command: a file: broken")


@pytest.mark.parametrize("error", [MemoryError("9 GB"), RuntimeError("CUDA out of memory: 9 GB")])
def test_too_little_memory_is_one_line(error: Exception) -> None:
    status, said = ended("command", raising(error), "the disk")
    assert status == 2
    assert said.startswith("command: not enough memory for this: ")
    assert said.endswith("9 GB")


def test_a_stop_says_where_it_goes_on() -> None:
    said = "command: interrupted; the same command goes on from the disk"
    assert ended("command", raising(KeyboardInterrupt()), "the disk") == (130, said)


def test_a_fault_of_ours_is_raised() -> None:
    with pytest.raises(RuntimeError, match="shapes"):
        ended("command", raising(RuntimeError("shapes do not match")), "the disk")
