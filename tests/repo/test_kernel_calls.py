"""SymPy's own rewriting captures bound indices without a word, so the kernel never calls it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repo.sources import called, modules, shown, tree

# `diff` of a sum over i by x_i, `doit`, `subs` and the others: see the architecture's list of what bit.
BANNED = {
    "subs", "xreplace", "replace", "diff", "doit", "simplify", "integrate", "rewrite", "evalf", "nsimplify",
    "limit", "summation", "solve", "solveset", "refine",
}  # fmt: skip
MODULES = {"dataclasses": {"replace"}}


def offences(code: ast.Module) -> list[tuple[int, str]]:
    """Line and name of every call, or mention as a function, of something banned."""
    harmless = _imported_from_elsewhere(code)
    found: list[tuple[int, str]] = []
    for node in ast.walk(code):
        match node:
            case ast.Call(func=ast.Attribute(value=receiver, attr=name)) if name in BANNED:
                if not (_is_text(receiver) or _is_module(receiver, name)):
                    found.append((node.lineno, name))
            case ast.Call(func=ast.Name(id=name)) if name in BANNED - harmless:
                found.append((node.lineno, name))
            case ast.Call(args=[_, ast.Constant(value=str(name)), *_]) if called(node) == "getattr" and name in BANNED:
                found.append((node.lineno, name))
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] == "sympy":
                found += [(node.lineno, a.name) for a in names if a.name in BANNED | {"*"}]
    # A method that is not called at once (`change = e.subs`) is as bad as one that is.
    calls = {id(node.func) for node in ast.walk(code) if isinstance(node, ast.Call)}
    for node in ast.walk(code):
        if isinstance(node, ast.Attribute) and node.attr in BANNED and id(node) not in calls:
            found.append((node.lineno, node.attr))
    return sorted(found)


def _imported_from_elsewhere(code: ast.Module) -> set[str]:
    """Names such as `replace` that come from a module where they mean something else."""
    return {
        alias.asname or alias.name
        for node in ast.walk(code)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
        if alias.name in MODULES[node.module]
    }


def _is_text(receiver: ast.expr) -> bool:
    """A string, by its syntax alone: a literal, an f-string, str(...), or a string method of one of these."""
    match receiver:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.Call(func=ast.Name(id="str")):
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr="replace" | "strip" | "lower" | "format" | "join")):
            return _is_text(inner)
    return False


def _is_module(receiver: ast.expr, name: str) -> bool:
    return isinstance(receiver, ast.Name) and name in MODULES.get(receiver.id, set())


@pytest.mark.parametrize("path", modules("theory/kernel"), ids=shown)
def test_the_kernel_calls_none_of_them(path: Path) -> None:
    assert offences(tree(path)) == []


def test_there_is_a_kernel_to_look_at() -> None:
    assert len(modules("theory/kernel")) >= 10


@pytest.mark.parametrize(
    "planted",
    [
        "e.subs(n, i)",
        "e.args[0].xreplace({n: i})",
        "e.replace(sp.Sum, f)",
        "(a + b).diff(x)",
        "sp.diff(e, x)",
        "sp.Sum(e).doit()",
        "sp.simplify(e)",
        "sympy.integrate(e, x)",
        "from sympy import simplify",
        "from sympy import *",
        "from sympy.simplify import simplify as easy",
        "simplify(e)",
        "change = e.subs",
        "map(e.subs, pairs)",
        "getattr(e, 'subs')(n, i)",
        "body(e).replace(n, i)",
        "from dataclasses import replace\ne.replace(n, i)",
    ],
)
def test_an_offender_is_caught(planted: str) -> None:
    assert offences(ast.parse(planted))


@pytest.mark.parametrize(
    "innocent",
    [
        "from dataclasses import replace\nreplace(context, facts=())",
        "import dataclasses\ndataclasses.replace(context, facts=())",
        "'a-b'.replace('-', '+')",
        "f'{e}'.replace('-', '+')",
        "str(e).replace('a', 'b').replace('c', 'd')",
        "substitute(e, {n: i})",
    ],
)
def test_an_innocent_call_is_not(innocent: str) -> None:
    assert offences(ast.parse(innocent)) == []
