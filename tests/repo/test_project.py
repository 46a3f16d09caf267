"""README, .ci/run and pyproject say the same as the code; no text knows the machine it was written on."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.blocks import TEXTS, blocks
from tests.repo.sources import PACKAGES, ROOT, modules, pyproject, sessions, shown, texts, tree

MACHINE = re.compile(r"/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\\\?Users|file://")
# Where the name to install and the name to import differ.
IMPORTED_AS = {
    "faiss-cpu": "faiss",
    "import-linter": "importlinter",
    "markdown-it-py": "markdown_it",
    "pytest-xdist": "xdist",
    "python-flint": "flint",
}
# Installed for their commands, their plugins or their types; nothing imports them.
COMMANDS = {"editables", "hatchling", "import-linter", "mypy", "pytest-xdist", "ruff", "types-jsonschema"}
COMMANDS |= {"furo", "myst-parser"}  # which Sphinx loads by name

# Of an extra, and needed by mypy, which takes the shapes of tensors from it.
TYPES = {"jaxtyping"}


def imports(*folders: str) -> set[str]:
    """The top-level modules that the Python files there import, standard library and own packages apart."""
    return set().union(*(imports_of(path) for path in modules(*folders)))


def imports_of(path: Path) -> set[str]:
    """The same of one file."""
    found = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                found |= {alias.name.split(".")[0] for alias in names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {*PACKAGES, "tests", "benchmarks", "docs", "_claims"}


def reached(name: str) -> set[str]:
    """The modules of the packages that this one imports as it is loaded, and what those import."""
    found, waiting = set(), [name]
    while waiting:
        if (path := waiting.pop()) in found:
            continue
        found.add(path)
        for node in tree(ROOT / path).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES:
                folder = str(node.module).replace(".", "/")
                inner = [f"{folder}/{alias.name}.py" for alias in node.names]
                waiting += [p for p in (f"{folder}.py", f"{folder}/__init__.py", *inner) if (ROOT / p).is_file()]
    return found


def named(requirements: object) -> set[str]:
    assert isinstance(requirements, list)
    return {re.split(r"[<>=!~;\[ ]", r)[0] for r in requirements if isinstance(r, str)}


def module_of(requirement: str) -> str:
    return IMPORTED_AS.get(requirement, requirement.replace("-", "_"))


class TestDependencies:
    def test_are_what_the_packages_import(self) -> None:
        project = pyproject()["project"]
        assert isinstance(project, dict)
        assert {module_of(r) for r in named(project["dependencies"])} == imports(*PACKAGES) - self.of_extras()

    @staticmethod
    def of_extras() -> set[str]:
        """What the extras bring."""
        project = pyproject()["project"]
        assert isinstance(project, dict)
        return {module_of(r) for extra in project["optional-dependencies"].values() for r in named(extra)}

    def test_of_extras_are_all_imported_and_by_no_test_but_those_of_their_sessions(self) -> None:
        assert self.of_extras() <= imports(*PACKAGES)
        users = {shown(path) for path in modules("tests") if imports_of(path) & self.of_extras()}
        assert {user for user in users if not user.startswith(("tests/models/", "tests/size/"))} == set()
        assert any(user.startswith("tests/size/") for user in users)

    def test_of_extras_are_needed_by_no_verdict(self) -> None:
        """Nothing that `python -m verify` imports as it starts imports them."""
        needed = reached("verify/__main__.py")
        assert {"verify/judge.py", "numerics/attack.py", "theory/kernel/chain.py"} <= needed
        assert {name for name in needed if imports_of(ROOT / name) & self.of_extras()} == set()
        assert {name for name in reached("numerics/quantities/energies.py") if imports_of(ROOT / name) & {"torch"}}

    def test_of_the_tests_are_what_the_tests_import_besides(self) -> None:
        groups = pyproject()["dependency-groups"]
        assert isinstance(groups, dict)
        declared = named([r for group in groups.values() for r in group])
        outside = imports("tests", "benchmarks", "docs") | {"nox"}
        assert {module_of(r) for r in declared - COMMANDS - TYPES} == outside - imports(*PACKAGES)

    def test_for_commands_alone_are_imported_nowhere(self) -> None:
        everything = imports(*PACKAGES, "tests", "benchmarks", "docs")
        assert not {module_of(r) for r in COMMANDS} & everything

    def test_are_all_pinned(self) -> None:
        pins = {
            re.sub(r"[-_.]+", "-", line.split("==")[0]).lower()
            for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
            if "==" in line
        }
        project, groups = pyproject()["project"], pyproject()["dependency-groups"]
        assert isinstance(project, dict)
        assert isinstance(groups, dict)
        extras = project["optional-dependencies"]
        listed = [*groups.values(), *extras.values()]
        declared = named(project["dependencies"]) | named([r for group in listed for r in group])
        assert declared <= pins


class TestCommands:
    @staticmethod
    def of_the_readme() -> list[str]:
        """The lines of the first block of commands."""
        return blocks(ROOT / "README.md")[0].text.splitlines()

    def test_of_the_readme_are_the_two_that_need_pip_alone(self) -> None:
        begin = "python3 -m venv .venv && .venv/bin/pip install nox && "
        assert self.of_the_readme() == [f"{begin}.venv/bin/nox -s verify", f"{begin}.venv/bin/nox -s tests"]

    def test_of_the_readme_are_those_that_ci_runs(self) -> None:
        script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
        steps = re.findall(r"^step \w+ (.+)$", script, re.MULTILINE)
        for line in self.of_the_readme():
            assert line.split(" && ")[-1] in steps
        assert "python3 -m venv .venv\n" in script

    def test_of_ci_and_of_the_texts_are_sessions(self) -> None:
        named_there = set()
        for path in (ROOT / ".ci" / "run", ROOT / "CONTRIBUTING.md", *TEXTS):
            named_there |= set(re.findall(r"nox -s (\w+)", path.read_text(encoding="utf-8")))
        assert named_there <= sessions()
        of_ci = {"lint", "types", "tests", "verify", "models", "torch", "latex", "page", "docs"}
        assert of_ci | {"thorough", "bench"} <= sessions()

    def test_options_of_the_readme_are_those_of_the_command(self) -> None:
        options = self.options("verify")
        usage = next(block.text for block in blocks(ROOT / "README.md") if block.kind == "parsed")
        assert set(re.findall(r"--\w+", usage)) == options
        assert set(re.findall(r"^\| `(--\w+)", self.section("The command"), re.MULTILINE)) == options

    def test_options_of_the_readme_are_those_of_the_experiments(self) -> None:
        rows = re.findall(r"^\| (`--.*?) \|", self.section("What trained transformers say"), re.MULTILINE)
        assert {option for row in rows for option in re.findall(r"--\w+", row)} == self.options("numerics/experiments")

    @staticmethod
    def options(package: str) -> set[str]:
        """Of the command of the package, as its code has them."""
        return set(re.findall(r'"(--\w+)"', (ROOT / package / "__main__.py").read_text(encoding="utf-8")))

    @staticmethod
    def section(title: str) -> str:
        """Of the README, what follows the title and comes before the next one."""
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        return readme.split(f"\n## {title}\n")[1].split("\n## ")[0]


class TestTexts:
    @pytest.mark.parametrize("path", list(texts()), ids=shown)
    def test_name_no_path_of_a_machine(self, path: Path) -> None:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return
        if path != Path(__file__):
            assert MACHINE.findall(text) == []

    @pytest.mark.parametrize("planted", ["/" + "home/me/x", "/" + "tmp/x", "/" + "work/main", "file" + "://x"])
    def test_a_planted_path_is_caught(self, planted: str) -> None:
        assert MACHINE.search(planted)

    def test_that_are_linked_exist(self) -> None:
        for name in ("README.md", "CONTRIBUTING.md"):
            for target in re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / name).read_text(encoding="utf-8")):
                assert target.startswith("http") or (ROOT / target).exists(), (name, target)
