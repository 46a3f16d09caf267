"""A claim file is data: it pins the verdict it expects and can produce none."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repo.sources import modules, shown, tree

VERDICTS = {"Holds", "Fails", "Open", "Measured", "Contradiction"}
WORDS = {verdict.lower() for verdict in VERDICTS} | {"derived", "enclosed", "pointwise"}
FORBIDDEN = ("theory.kernel.theorem", "theory.derive", "theory.catalogue", "numerics", "verify")
CLAIM_FILES = [path for path in modules("theory/papers") if path.name != "__init__.py"]


def other_mentions(code: ast.Module) -> list[tuple[int, str]]:
    """Mentions of a verdict that are neither its import nor the value of `expects=`."""
    expected = {id(k.value) for k in ast.walk(code) if isinstance(k, ast.keyword) and k.arg == "expects"}
    found: list[tuple[int, str]] = []
    for node in ast.walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in VERDICTS and id(node) not in expected:
                found.append((node.lineno, name))
            case ast.Constant(value=str(word)) if word.lower() in WORDS:
                found.append((node.lineno, word))
            case ast.ImportFrom(module=str(module)) if module.startswith(FORBIDDEN):
                found.append((node.lineno, module))
            case ast.Import(names=names):
                found += [(node.lineno, a.name) for a in names if a.name.startswith((*FORBIDDEN, "theory.verdict"))]
    return found


def imported_rules(code: ast.Module) -> set[str]:
    """Names that are taken from the kernel beyond its face and its rules."""
    return {
        node.module
        for node in ast.walk(code)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("theory.kernel.")
    }


@pytest.mark.parametrize("path", CLAIM_FILES, ids=shown)
def test_mentions_a_verdict_only_as_what_it_expects(path: Path) -> None:
    assert other_mentions(tree(path)) == []


@pytest.mark.parametrize("path", CLAIM_FILES, ids=shown)
def test_takes_rules_from_the_kernels_face_and_makes_none(path: Path) -> None:
    code = tree(path)
    assert imported_rules(code) <= {"theory.kernel.rules"}
    assert [node.name for node in ast.walk(code) if isinstance(node, ast.ClassDef)] == []
    taken = {a.name for node in ast.walk(code) if isinstance(node, ast.ImportFrom) for a in node.names}
    assert not taken & {"Theorem", "accept", "prove"}


def test_there_are_claim_files() -> None:
    assert len(CLAIM_FILES) >= 10


@pytest.mark.parametrize(
    "planted",
    [
        "verdict = Holds('derived', 'everywhere')",
        "Claim(verdict=Holds)",
        "Claim(verdict='holds')",
        "Claim(expects=Holds('derived', ''))",
        "from theory.kernel.theorem import accept",
        "import theory.derive",
        "level = 'derived'",
    ],
)
def test_a_planted_verdict_is_caught(planted: str) -> None:
    assert other_mentions(ast.parse(planted))


@pytest.mark.parametrize("innocent", ["from theory.verdict import Fails, Holds", "Claim(expects=Holds)"])
def test_an_expectation_is_allowed(innocent: str) -> None:
    assert other_mentions(ast.parse(innocent)) == []
