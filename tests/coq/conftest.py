"""A small project for Coq: theorems that cite others and a fact of the literature, with integrals, Gamma, a slope.

One of them has values at a configuration.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from theory.catalogue import load
from theory.derive import Derivations
from verify.coq import audit, compiler
from verify.coq.export import Exporter
from verify.coq.project import File, Selection, project

KEYS = [
    ("lemmas/cauchy_schwarz+squares", "bound"),
    ("lemmas/logarithms+weak", "bound"),
    ("lemmas/ball_mass", "upper"),
    ("lemmas/typical_volume+real", "upper"),
    ("niu2024/softmax_gradient", "derivative"),
]

Change = Callable[[str], str]


@pytest.fixture(scope="session")
def exporter() -> Exporter:
    claims = load().claims
    return Exporter(claims, Derivations(claims))


@pytest.fixture(scope="session")
def files(exporter: Exporter) -> list[File]:
    return project(exporter, Selection(KEYS, valued=KEYS[:1]))


@pytest.fixture(scope="session")
def honest(files: list[File], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which all of it is compiled as it is."""
    folder = tmp_path_factory.mktemp("honest")
    compiler.write(folder, files)
    assert audit.assumptions(compiler.compiled(folder, files, lambda _: None)["Audit"])
    return folder


@pytest.fixture
def planted(files: list[File], honest: Path, tmp_path: Path) -> Callable[..., str]:
    """Change a file, compile it and what needs it, or of that `only` one, and return what the last of them says."""

    def plant(name: str, change: Change, only: str = "") -> str:
        changed = [replace(f, text=change(f.text)) if f.name.startswith(name) else f for f in files]
        assert changed != files, f"the cheat changed nothing in {name}"
        stale = {f.name for f, g in zip(files, changed, strict=True) if f != g}
        for file in files:
            if stale & set(file.needs):
                stale.add(file.name)
        for path in honest.iterdir():
            if path.stem.lstrip(".") not in stale or path.suffix == ".v":
                shutil.copy2(path, tmp_path / path.name)
        compiler.write(tmp_path, changed)
        said = ""
        for file in changed:
            if file.name in stale and (not only or file.name in (name, only)):
                said = compiler.compile_file(tmp_path, file.name)
        return said

    return plant
