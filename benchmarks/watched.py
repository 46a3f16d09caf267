"""A command run and watched: its time, and the memory of it and of every process it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
EVERY_SECONDS = 0.05
SESSION, RESIDENT = 3, 21  # fields of /proc/PID/stat, counted after the name: session id, resident pages


class CommandFailed(Exception):
    """A command that is being measured stopped with an exit status that is no verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What it printed; memory in MB, of the largest process by the kernel's count, and the largest sum seen over all.

    A sum of resident pages counts shared pages once a process, so it bounds the memory from above.
    """

    said: str
    seconds: float
    largest_process: float
    all_processes: float | None


def watched(
    words: Sequence[str], accept: Sequence[int] = (0,), environment: Mapping[str, str] | None = None
) -> Watched:
    """Run `python WORDS` in the repository and watch it; CommandFailed unless its exit status is accepted."""
    begun = time.perf_counter()
    with _aside() as said, _aside() as faults:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {}),
            stdout=said,
            stderr=faults,
            start_new_session=True,  # its processes are then those of one session
        )
        sampler = _Sampler(process.pid)
        try:
            sampler.start()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            sampler.finish()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accept:
            faults.seek(0)
            raise CommandFailed(
                f"python {' '.join(words)} stopped with status {process.returncode}:\n{faults.read().strip()}"
            )
        said.seek(0)
        printed = said.read()
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return Watched(said=printed, seconds=seconds, largest_process=largest, all_processes=sampler.peak)


def _aside() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", errors="replace")


class _Sampler(Thread):
    """Sums the memory of a session's processes until told to finish; `peak` is None without /proc."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.peak: float | None = None
        self._over = Event()

    def run(self) -> None:
        while PROC.is_dir() and not self._over.wait(EVERY_SECONDS):
            self.peak = max(self.peak or 0.0, _resident(self.session))

    def finish(self) -> None:
        self._over.set()
        self.join()


def _resident(session: int) -> float:
    """Resident memory in MB over all processes of the session."""
    pages = 0
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since
        if int(fields[SESSION]) == session:
            pages += int(fields[RESIDENT])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
