"""Claims on what is measured, and the series that they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from theory.measurement import Plot


def claims_of(statement: str) -> Sequence[Any]:
    """Those of a statement of the paper."""
    found: Sequence[Any] = import_module(f"theory.papers.niu2024.{statement}").claims
    return found


def named_series(claims: Sequence[Any]) -> Iterator[str]:
    """All series that they and their figures name."""
    for claim in claims:
        yield from (*claim.says.samples, *claim.says.beside)
        if isinstance(claim.figure, Plot):
            yield from (name for _, points in claim.figure.lines for _, names in points for name in names)
