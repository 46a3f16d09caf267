"""The files of the repository, as the tests of its rules read them."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("theory", "numerics", "verify")
GENERATED = {".git", ".nox", ".venv", "build", "dist", "generated", "__pycache__", "shared"}


def modules(*folders: str) -> list[Path]:
    """The Python files under these folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if _is_source(path))


def texts() -> Iterator[Path]:
    """Every file that a person wrote."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and _is_source(path):
            yield path


def _is_source(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not any(p in GENERATED or p.endswith(("_cache", ".egg-info")) or p == ".hypothesis" for p in parts)


def pyproject() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def sessions() -> frozenset[str]:
    """The names of the sessions of nox."""
    code = tree(ROOT / "noxfile.py").body
    return frozenset(node.name for node in code if isinstance(node, ast.FunctionDef) and node.decorator_list)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """The path as the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def called(node: ast.Call) -> str:
    """The last name of what is called: `subs` of `e.subs(...)`, `simplify` of `sp.simplify(...)`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
