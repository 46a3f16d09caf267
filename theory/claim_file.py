"""What the text of a claim file may not do: produce a verdict, make a theorem, or reach for what judges it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

VERDICTS = {"Holds", "Fails", "Open", "Measured", "Contradiction"}
WORDS = {verdict.lower() for verdict in VERDICTS} | {"derived", "enclosed", "pointwise"}
FORBIDDEN = ("theory.kernel.theorem", "theory.derive", "theory.catalogue", "numerics", "verify")
MAKERS = {"Theorem", "accept", "prove"}
REACHED = {
    "__future__", "collections", "dataclasses", "decimal", "fractions", "functools", "itertools", "math",
    "statistics", "sympy", "theory", "typing",
}  # fmt: skip
TRICKS = {"__import__", "eval", "exec", "getattr", "setattr", "delattr", "globals", "vars"}
DEEP = {path.stem for path in (Path(__file__).parent / "kernel").glob("[a-z]*.py")}  # all but the folder of rules


def faults(code: ast.Module, *, of_claims: bool = True, own: str = "") -> Iterator[tuple[int, str]]:
    """Line and name of all that it may not do.

    A verdict is the value of `expects=` and stands nowhere else; from the kernel come its face and its rules, and
    besides SymPy, parts of the standard library and the paper's `own` files.  A file of quantities, which is not
    `of_claims`, may define classes and look into the kernel, and no more than that.  It guards against slips: Python
    that is bent on it gets around any such list.
    """
    yield from _of_verdicts(code)
    for node in ast.walk(code):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                if _is_out_of_reach(module, of_claims, own):
                    yield node.lineno, module
                whole = (f"{module}.{a.name}" for a in names)
                yield from ((node.lineno, name) for name in whole if name.startswith(FORBIDDEN))
                yield from ((node.lineno, a.name) for a in names if a.name in MAKERS)
            case ast.Import(names=names):
                far = (a.name for a in names if _is_out_of_reach(a.name, of_claims, own))
                yield from ((node.lineno, name) for name in far)
                yield from ((node.lineno, a.name) for a in names if a.name.startswith("theory.verdict"))
            case ast.Name(id=name) if name in TRICKS:
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, f"{name} = ..."
            case ast.Attribute(attr=name) if name in MAKERS:
                yield node.lineno, name
            case ast.ClassDef(name=name) if of_claims:
                yield node.lineno, f"class {name}"


def _is_out_of_reach(name: str, of_claims: bool, own: str) -> bool:
    """Is the module none that such a file may import?"""
    if name.startswith(FORBIDDEN) or name.split(".")[0] not in {*REACHED, own}:
        return True
    module = re.match(r"theory\.kernel\.([a-z_]+)", name)  # behind the kernel's face
    return of_claims and module is not None and module[1] in DEEP


def _of_verdicts(code: ast.Module) -> Iterator[tuple[int, str]]:
    """Mentions of a verdict that are neither its import nor the value of `expects=`."""
    expected = {id(k.value) for k in ast.walk(code) if isinstance(k, ast.keyword) and k.arg == "expects"}
    for node in ast.walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in VERDICTS and id(node) not in expected:
                yield node.lineno, name
            case ast.Constant(value=str(word)) if word.lower() in WORDS:
                yield node.lineno, word
