"""The loops of a compiled expression: over the rows they read, with the index only where it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp

from numerics.configurations import Value


def sized(family: tuple[Value, ...], length: int) -> tuple[Value, ...]:
    """The family; IndexError unless its first axis has this length."""
    if len(family) != length:
        raise IndexError(f"{len(family)} entries where {length} are asked for")
    return family


@dataclass(slots=True, kw_only=True)
class Loop:
    """A loop being written: what it runs over, by source, and whether its body needs the index itself.

    Anchored: the length of one of the sources is known to be the size.
    """

    name: str
    size: sp.Expr
    depth: int
    reads: dict[str, str] = field(default_factory=dict)
    counted: bool = False
    anchored: bool = False

    def read(self, source: str) -> str:
        """The name of the entry of the source that the loop stands at."""
        return self.reads.setdefault(source, f"{self.name}_{len(self.reads)}")

    def around(self, entry: str, size: str) -> str:
        """The code of the list of the entries."""
        names, sources = list(self.reads.values()), list(self.reads)
        if self.anchored and not self.counted and len(names) == 1:
            return sources[0] if entry == names[0] else f"[{entry} for {names[0]} in {sources[0]}]"
        if not names:
            return f"[{entry} for {self.name} in range({size})]"
        if self.counted or not self.anchored:
            names, sources = [self.name, *names], [f"range({size})", *sources]
        return f"[{entry} for {', '.join(names)} in zip({', '.join(sources)}, strict=True)]"


def read(source: str, depth: int, loop: Loop, axis: sp.Expr, anchored: bool) -> tuple[str, int]:
    """The source, which loops down to `depth` make, at the loop's index; is its length known to be its axis?

    A loop runs over what is there before it begins, and takes anything else by its index.
    """
    if depth < loop.depth and axis == loop.size:
        loop.anchored |= anchored
        return loop.read(source), loop.depth
    loop.counted = True
    return f"{source}[{loop.name}]", max(depth, loop.depth)
