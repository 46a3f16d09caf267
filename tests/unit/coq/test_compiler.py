"""In what order Coq is given the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verify.coq import compiler
from verify.coq.project import File

FILES = [File("first", "", ()), File("waits", "", ("first",)), File("last", "", ("waits",)), File("free", "", ())]


def test_what_others_wait_for_goes_before_what_nothing_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def compile_file(folder: Path, name: str) -> str:
        done.append(name)
        return f"said of {name}"

    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(compiler, "compile_file", compile_file)
    said = compiler.compiled(Path(), FILES, lambda _: None)
    assert done == ["first", "waits", "last", "free"]
    assert said == {name: f"said of {name}" for name in done}


def test_the_first_that_is_refused_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_file(folder: Path, name: str) -> str:
        if name == "waits":
            raise compiler.Refused("waits.v: no")
        return ""

    monkeypatch.setattr(compiler, "compile_file", compile_file)
    with pytest.raises(compiler.Refused, match="waits"):
        compiler.compiled(Path(), FILES, lambda _: None)
