"""In what order Coq is given the files."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

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


def test_a_need_that_is_not_there_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "compile_file", lambda *_: "")
    with pytest.raises(ValueError, match="last: what they need"):
        compiler.compiled(Path(), [FILES[0], FILES[2]], lambda _: None)


@pytest.mark.parametrize("own", [None, "v=0x400"])
def test_the_collector_is_set_unless_the_user_does(own: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def run(command: list[str], **given: Any) -> subprocess.CompletedProcess[str]:
        seen.append(given["env"]["OCAMLRUNPARAM"])
        assert given["env"]["PATH"] == os.environ["PATH"]
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.delenv("OCAMLRUNPARAM", raising=False)
    if own:
        monkeypatch.setenv("OCAMLRUNPARAM", own)
    monkeypatch.setattr(subprocess, "run", run)
    compiler.compile_file(Path(), "first")
    assert seen == [own or "s=4M,o=1000"]
