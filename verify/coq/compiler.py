"""Coq at work on files: side by side as far as they do not need each other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from numerics.files import save
from verify.coq.project import ROOT, File

# A nursery of 32 MB, of which a cache holds more than of coqc's own of 256, and old values collected seldom: an eighth
# less time, and less memory. coqchk has no such nursery: with these it takes no less time, and three times its memory.
_COLLECTOR = {"OCAMLRUNPARAM": "s=4M,o=1000"}
_WARNINGS = "-notation-overridden,-ambiguous-paths"


class NoCoq(Exception):
    """Coq is not on this machine."""


class Refused(Exception):
    """Coq refuses a file; the message names the file, the line and what Coq says."""


def version() -> str:
    """The version of Coq that is found; NoCoq where there is none."""
    if shutil.which("coqc") is None:
        raise NoCoq("coqc is not on PATH")
    said = subprocess.run(["coqc", "--print-version"], capture_output=True, text=True, check=True).stdout
    return said.split()[0]


def write(folder: Path, files: Sequence[File]) -> None:
    """The files in the folder; those that have not changed are left as they are."""
    for file in files:
        path = folder / f"{file.name}.v"
        if not path.is_file() or path.read_text(encoding="utf-8") != file.text:
            save(path, file.text)


def compiled(folder: Path, files: Sequence[File], report: Callable[[File], None]) -> dict[str, str]:
    """What Coq says while it compiles each file, by name; Refused at the first that it does not accept.

    ValueError where files need what is not among them. A core that is free takes the earliest file of which all needs
    are compiled.
    """
    waiting, said = {file.name: file for file in files}, dict[str, str]()
    under_way: dict[Future[str], File] = {}
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        try:
            while waiting or under_way:
                ready = [file for file in waiting.values() if set(file.needs) <= said.keys()]
                if not ready and not under_way:
                    raise ValueError(f"{', '.join(waiting)}: what they need is not among the files")
                for file in ready[: cores - len(under_way)]:
                    under_way[pool.submit(compile_file, folder, file.name)] = waiting.pop(file.name)
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for one in done:
                    file = under_way.pop(one)
                    said[file.name] = one.result()
                    report(file)
        finally:
            pool.shutdown(cancel_futures=True)
    return said


def compile_file(folder: Path, name: str, timeout: float | None = None) -> str:
    """What Coq says of one file, whose needs are compiled; Refused where it does not accept it, or not in time."""
    command = ["coqc", "-q", "-Q", ".", ROOT, "-w", _WARNINGS, f"{name}.v"]
    env = {**_COLLECTOR, **os.environ}  # a setting of the user's own wins
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"{name}.v: not within {timeout:.0f} s") from None
    if done.returncode != 0:
        raise Refused(_fault(folder, name, done.stderr))
    return done.stdout


def rechecked(folder: Path, names: Sequence[str]) -> str:
    """What coqchk, Coq's own checker of compiled files, says of these and of all that they need."""
    command = ["coqchk", "-silent", "-o", "-Q", ".", ROOT, *(f"{ROOT}.{name}" for name in names)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"coqchk: {' '.join((done.stderr or done.stdout).split())[:600]}")
    return done.stdout + done.stderr


def _fault(folder: Path, name: str, said: str) -> str:
    """One line: the place, the line of the file, and Coq's words."""
    words = " ".join(said.split("Error:", 1)[-1].split())
    where = re.search(r"line (\d+)", said)
    if where is None:
        return f"{name}.v: {words[:300]}"
    number = int(where.group(1))
    lines = (folder / f"{name}.v").read_text(encoding="utf-8").splitlines()
    return f"{name}.v, line {number}: {lines[number - 1].strip()[:120]}: {words[:300]}"
