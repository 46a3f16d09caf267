"""What the text of a claim file may not do: produce a verdict, make a theorem, or reach for what judges it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

VERDICTS = {"Holds", "Fails", "Open", "Measured", "Contradiction"}
WORDS = {verdict.lower() for verdict in VERDICTS} | {"derived", "enclosed", "pointwise"}
FORBIDDEN = ("theory.kernel.theorem", "theory.derive", "theory.catalogue", "numerics", "verify")
MAKERS = {"Theorem", "accept", "prove"}


def faults(code: ast.Module, *, of_claims: bool = True) -> Iterator[tuple[int, str]]:
    """Line and name of all that it may not do.

    A verdict is the value of `expects=` and stands nowhere else; from the kernel come its face and its rules.  A file
    of quantities, which is not `of_claims`, may define classes and look into the kernel, and no more than that.
    """
    yield from _of_verdicts(code)
    for node in ast.walk(code):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                if module.startswith(FORBIDDEN) or (of_claims and _is_deep(module)):
                    yield node.lineno, module
                yield from ((node.lineno, a.name) for a in names if a.name in MAKERS)
            case ast.Import(names=names):
                yield from ((node.lineno, a.name) for a in names if a.name.startswith((*FORBIDDEN, "theory.verdict")))
            case ast.Attribute(attr=name) if name in MAKERS:
                yield node.lineno, name
            case ast.ClassDef(name=name) if of_claims:
                yield node.lineno, f"class {name}"


def _is_deep(module: str) -> bool:
    """Does it lie in the kernel behind its face and its rules?"""
    return module.startswith("theory.kernel.") and module != "theory.kernel.rules"


def _of_verdicts(code: ast.Module) -> Iterator[tuple[int, str]]:
    """Mentions of a verdict that are neither its import nor the value of `expects=`."""
    expected = {id(k.value) for k in ast.walk(code) if isinstance(k, ast.keyword) and k.arg == "expects"}
    for node in ast.walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in VERDICTS and id(node) not in expected:
                yield node.lineno, name
            case ast.Constant(value=str(word)) if word.lower() in WORDS:
                yield node.lineno, word
