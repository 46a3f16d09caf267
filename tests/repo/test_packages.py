"""Rules of the three packages: their size, who prints, who writes, and what is documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.sources import PACKAGES, called, modules, shown, tree

MOST_LINES = 300
# The ledger with what stands beside it; records, checkpoints, metrics and captured activations.
QUIET = {"catch_warnings", "simplefilter"}  # what a library says of itself, kept from the user
WRITERS = {"verify/ledger.py", "numerics/files.py"}
OPENS_TO_WRITE = {
    "write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "renames", "makedirs",
    "rmtree", "symlink_to", "hardlink_to", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory",
    "savefig", "savez", "savetxt", "tofile", "copyfile", "copytree",
}  # fmt: skip
EVERY = modules(*PACKAGES)
each_module = pytest.mark.parametrize("path", EVERY, ids=shown)


def writes(code: ast.Module) -> list[tuple[int, str]]:
    """Line and name of every call that writes, makes, moves or removes a file."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(code):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if any(isinstance(a, ast.Attribute) and a.attr == "devnull" for a in node.args):
            continue  # nothing is kept there
        if name in OPENS_TO_WRITE or (name == "open" and _mode(node) & set("wax+")):
            found.append((node.lineno, name))
        match node.func:
            case ast.Attribute(attr="dump") | ast.Attribute(value=ast.Name(id="os"), attr="remove" | "open"):
                found.append((node.lineno, name))
    return found


def _mode(node: ast.Call) -> set[str]:
    """The letters of the mode of open(path, mode) or path.open(mode); all of them where it is no literal."""
    place = 0 if isinstance(node.func, ast.Attribute) else 1
    given = [k.value for k in node.keywords if k.arg == "mode"] + node.args[place : place + 1]
    if not given:
        return set()
    mode = given[0].value if isinstance(given[0], ast.Constant) else None
    return set(mode) if isinstance(mode, str) else set("wax+")


def prints_or_exits(code: ast.Module) -> list[tuple[int, str]]:
    """Line and name of every print, console output or exit."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Name(id="print" | "exit" | "quit" | "input" as name)):
                found.append((node.lineno, name))
            case ast.Attribute(value=ast.Name(id="sys" | "os"), attr="exit" | "_exit" | "stdout" | "stderr" as name):
                found.append((node.lineno, name))
            case ast.Name(id="SystemExit"):
                found.append((node.lineno, "SystemExit"))
            case ast.Attribute(value=ast.Name(id="logging" | "warnings"), attr=name) if name not in QUIET:
                found.append((node.lineno, name))
    return found


def without_docstring(code: ast.Module) -> Iterator[str]:
    """The module, and every public function and class at its top, that says nothing of itself."""
    if not ast.get_docstring(code):
        yield "module"
    for node in code.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                if not name.startswith("_") and not ast.get_docstring(node):
                    yield name


@each_module
def test_a_file_is_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@each_module
def test_only_a_main_module_prints_or_exits(path: Path) -> None:
    if path.name != "__main__.py":
        assert prints_or_exits(tree(path)) == []


@each_module
def test_only_the_writers_write_files(path: Path) -> None:
    if shown(path) not in WRITERS:
        assert writes(tree(path)) == []


@each_module
def test_a_module_and_what_it_offers_say_what_they_are(path: Path) -> None:
    assert list(without_docstring(tree(path))) == []


def test_the_writers_are_there_and_write() -> None:
    for name in WRITERS:
        [path] = [p for p in EVERY if shown(p) == name]
        assert writes(tree(path))


@pytest.mark.parametrize(
    "planted",
    [
        "path.write_text('x')",
        "open('x', 'w')",
        "open('x', mode='a')",
        "open('x', mode)",
        "path.open('wb')",
        "json.dump(x, f)",
        "np.savez('x')",
        "os.makedirs('x')",
        "os.remove('x')",
    ],
)
def test_a_planted_write_is_caught(planted: str) -> None:
    assert writes(ast.parse(planted))


@pytest.mark.parametrize(
    "innocent",
    ["open('x')", "open('x', 'rb')", "path.open()", "path.read_text()", "json.dumps(x)", "terms.remove(x)"],
)
def test_reading_is_allowed(innocent: str) -> None:
    assert writes(ast.parse(innocent)) == []


@pytest.mark.parametrize(
    "planted",
    ["print(1)", "sys.exit(1)", "raise SystemExit", "sys.stderr.write('x')", "warnings.warn('x')", "exit()"],
)
def test_a_planted_print_is_caught(planted: str) -> None:
    assert prints_or_exits(ast.parse(planted))


def test_a_missing_docstring_is_caught() -> None:
    code = ast.parse('"""Said."""\ndef f():\n    """Said."""\ndef g(): pass\ndef _h(): pass\nclass C: pass')
    assert list(without_docstring(code)) == ["g", "C"]
    assert list(without_docstring(ast.parse("x = 1"))) == ["module"]
