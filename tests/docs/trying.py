"""A page tried as a reader would: its blocks in order, in one folder, with one Python session."""

from __future__ import annotations

import argparse
import doctest
import importlib
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

from tests.blocks import ROOT, Block, blocks, commands

LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SHELL = ("bash", "-uo", "pipefail")
MOST_SECONDS = 600
# What a reader's shell finds on its path.
PROGRAMS = {"python": "", "torchrun": " -m torch.distributed.run"}


class Failed(Exception):
    """A block that does not do what the page says."""


class _Accepted(BaseException):
    """The words were understood: the command goes no further."""


class Page:
    """The folder in which a page is tried, and the names that its blocks of Python have given so far."""

    def __init__(self, folder: Path) -> None:
        self._here = folder / "here"
        self._names: dict[str, Any] = {"__name__": "__page__"}
        programs = folder / "bin"
        for made in (self._here, programs):
            made.mkdir()
        for name, module in PROGRAMS.items():
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n', encoding="utf-8")
            (programs / name).chmod(0o755)
        path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
        self._environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}

    def tried(self, block: Block) -> None:
        """Failed, with the place of the block, where it does not do what it says."""
        match block.kind:
            case "run":
                self._run(block)
            case "file":
                path = self._here / block.words[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            case "parsed" | "cluster" | "gpu":
                _read(block)
            case "setup" | "cited":
                pass  # tests/repo looks at these

    def _run(self, block: Block) -> None:
        match block.language:
            case "python":
                self._execute(block)
            case "pycon":
                self._session(block)
            case "sh":
                self._shell(block, block.text, "-e")
            case "console":
                for command, expected in _dialogue(block.text):
                    found = self._shell(block, command)
                    if not doctest.OutputChecker().check_output(expected, found, LIKE):
                        raise Failed(f"{block.place}: {command}\nsays\n{found}\nand not\n{expected}")

    def _execute(self, block: Block) -> None:
        # Its tracebacks name the page and the line.
        code = compile("\n" * block.line + block.text, str(block.page), "exec")
        with chdir(self._here):
            try:
                exec(code, self._names)
            except Exception as error:
                raise Failed(f"{block.place}: {type(error).__name__}: {error}") from error

    def _session(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self._names, block.place, str(block.page), block.line)
        said: list[str] = []
        with chdir(self._here):
            doctest.DocTestRunner(optionflags=LIKE).run(test, out=said.append, clear_globs=False)
        self._names = test.globs
        if said:
            raise Failed(f"{block.place}:\n{''.join(said)}")

    def _shell(self, block: Block, text: str, *options: str) -> str:
        done = subprocess.run(
            [*SHELL, *options, "-c", text],
            cwd=self._here,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{block.place}: status {done.returncode} of\n{text}\n{done.stdout}\n{done.stderr}")
        return done.stdout


def _dialogue(text: str) -> list[tuple[str, str]]:
    """Each command after `$ `, with what is shown after it."""
    parts = ("\n" + text).split("\n$ ")
    if parts[0].strip() or len(parts) == 1:
        raise Failed(f"a block of console begins with a command after a dollar sign, not with\n{text}")
    pairs = (part.partition("\n") for part in parts[1:])
    return [(command, expected and f"{expected}\n") for command, _, expected in pairs]


def _read(block: Block) -> None:
    """Python compiles; each command of ours is one that its own parser accepts."""
    if block.language == "python":
        compile(block.text, str(block.page), "exec")
        return
    for line in commands(block.text):
        words = shlex.split(line, comments=True)
        if "-m" in words:
            accept(block, words[words.index("-m") + 1 :])
        elif block.kind == "parsed":
            raise Failed(f"{block.place}: {line!r} is no command of ours")


def accept(block: Block, words: Sequence[str]) -> None:
    """Failed unless the module is a command and understands the words; it does nothing."""
    module, *rest = words
    understood = argparse.ArgumentParser.parse_args

    def stop(*given: Any, **named: Any) -> None:
        understood(*given, **named)
        raise _Accepted

    argparse.ArgumentParser.parse_args = stop  # type: ignore[method-assign, assignment]
    try:
        importlib.import_module(f"{module}.__main__").main(rest)
    except _Accepted:
        return
    except (ModuleNotFoundError, SystemExit) as error:
        raise Failed(f"{block.place}: python -m {' '.join(words)}: {error}") from error
    finally:
        argparse.ArgumentParser.parse_args = understood  # type: ignore[method-assign]
    raise Failed(f"{block.place}: python -m {module} reads no words")


def tried(page: Path, folder: Path) -> int:
    """How many blocks of the page were tried, in order; Failed at the first that does not do what it says."""
    found = blocks(page)
    session = Page(folder)
    for block in found:
        session.tried(block)
    return len(found)
