"""The scripts of the built-in claims that fail: each runs alone, is short, and sees what the ledger says."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue import CATALOGUE
from theory.catalogue import Catalogue, load
from theory.statement import Derivative
from verify.report.script import MADE, script_name, scripts

Entry = Mapping[str, Any]
Scripts = dict[str, str]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="module")
def made(ledger: Mapping[str, Any], catalogue: Catalogue) -> Scripts:
    return scripts(ledger, catalogue)


@pytest.fixture(scope="module")
def failing(ledger: Mapping[str, Any]) -> dict[str, Entry]:
    """The claims that fail by a witness, by the file of their script."""
    entries = (e for e in ledger["claims"] if e["verdict"] == "fails" and e["witness"] is not None)
    return {script_name(e["id"]): e for e in entries}


def ran(path: Path) -> subprocess.CompletedProcess[str]:
    """What the script does in an interpreter of its own that sees nothing of this project."""
    command = [sys.executable, "-I", str(path)]
    return subprocess.run(
        command, cwd=path.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module):
                yield str(module)


def fault(found: subprocess.CompletedProcess[str], violation: str) -> str:
    """What is wrong with a run of a script, if anything is: it prints how far its claim is violated."""
    said = re.fullmatch(r"fails: (?:left - right|right - left) = (\S+)\n", found.stdout)
    if found.returncode != 0 or found.stderr or said is None:
        return f"{found.returncode}: {found.stdout}{found.stderr[-200:]}"
    if "[" not in violation:
        exact = Fraction(violation)
        nearby = abs(Fraction(said[1]) + exact) <= abs(exact) / 10**12
    else:
        middle, radius = map(Decimal, re.findall(r"-?\d[\d.]*(?:e[+-]?\d+)?", violation))
        nearby = abs(Decimal(said[1]) + middle) <= radius + abs(middle) * Decimal("1e-9")
    return "" if nearby else f"{said[1]} for a slack of {violation}"


class TestEachClaimThatFailsByAWitness:
    def test_has_a_script(self, made: Scripts, failing: dict[str, Entry]) -> None:
        assert list(made) == list(failing)
        assert len(made) > 100

    def test_is_seen_to_fail_as_far_as_the_ledger_says(
        self, made: Scripts, failing: dict[str, Entry], tmp_path: Path
    ) -> None:
        paths = [tmp_path / name for name in made]
        for path in paths:
            path.write_text(made[path.name], encoding="utf-8")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = dict(zip(made, pool.map(ran, paths), strict=True))
        faults = {name: fault(run, failing[name]["violation"]) for name, run in found.items()}
        assert {name: said for name, said in faults.items() if said} == {}

    def test_is_told_by_its_script_first(self, made: Scripts, failing: dict[str, Entry]) -> None:
        for name, text in made.items():
            assert text.startswith(f"{MADE}: {failing[name]['id']} fails")

    def test_is_not_copied_from_the_ledger(self, made: Scripts, failing: dict[str, Entry]) -> None:
        for name, text in made.items():
            digits = re.search(r"\d\.\d{6}", failing[name]["violation"])
            assert digits is None or digits[0] not in text


class TestScripts:
    def test_have_few_lines_that_fit(self, made: Scripts) -> None:
        assert {name for name, text in made.items() if len(text.splitlines()) > 15} == set()
        wide = [name for name, text in made.items() if max(map(len, text.splitlines())) > 110]
        assert len(wide) < len(made) / 20

    def test_take_a_derivative_of_the_function_itself(self, made: Scripts, catalogue: Catalogue) -> None:
        said = {script_name(claim.id): claim.says for claim in catalogue.claims.values()}
        along = {name for name in made if isinstance(say := said[name], Derivative) and len(say.directions) == 1}
        taken = {name for name, text in made.items() if "diff(lambda t: f(" in text}
        assert {name for name in along if "mpmath" in imported(made[name])} == taken
        assert len(taken) > 5

    def test_need_nothing_or_mpmath_alone(self, made: Scripts) -> None:
        needs = {name: set(imported(text)) for name, text in made.items()}
        assert all(need <= {"mpmath"} or need <= {"fractions"} for need in needs.values())
        assert sum("mpmath" not in need for need in needs.values()) > 20

    def test_that_need_nothing_compute_with_no_float(self, made: Scripts) -> None:
        for text in made.values():
            if "mpmath" not in imported(text):
                nodes = list(ast.walk(ast.parse(text)))
                assert not [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, float)]
                divided = [n.left for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
                assert all(isinstance(n, ast.Call) and ast.unparse(n.func) == "Fraction" for n in divided)

    def test_give_a_name_to_nothing_that_they_do_not_use(self, made: Scripts) -> None:
        for name, text in made.items():
            nodes = list(ast.walk(ast.parse(text)))
            stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            stored |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
            stored |= {alias.name for n in nodes if isinstance(n, ast.ImportFrom) for alias in n.names}
            used = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
            assert (name, stored - used - {"_", "mp"}) == (name, set())

    def test_are_named_apart_on_every_file_system(self, catalogue: Catalogue) -> None:
        names = [script_name(claim) for claim in catalogue.claims]
        assert len({name.casefold() for name in names}) == len(names)
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+\.py", name) for name in names)

    def test_are_the_same_when_made_again(self, made: Scripts, ledger: Mapping[str, Any]) -> None:
        assert scripts(ledger, load()) == made
