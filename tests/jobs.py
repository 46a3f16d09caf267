"""Jobs for the tests of grids: importable by name, as workers need them."""

from __future__ import annotations

import os
import time
from pathlib import Path

RAN: list[int] = []  # numbers of the jobs that were begun in this process


class Broken(Exception):
    """What a job raises."""


def squared(number: int) -> int:
    return number * number


def breaking(number: int) -> int:
    RAN.append(number)
    if number == 3:
        raise Broken(f"job {number}")
    time.sleep(1e-3)
    return number


def threads(number: int) -> tuple[str | None, int]:
    """What the worker is told of threads, and which process it is."""
    return os.environ.get("OMP_NUM_THREADS"), os.getpid()


def slow(path: str) -> str:
    """Leaves a file as it begins, another if it ever ends."""
    Path(f"{path}.begun").touch()
    time.sleep(60)
    Path(f"{path}.ended").touch()
    return path
