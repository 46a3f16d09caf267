"""What can be wrong with a term, a step or a derivation."""

from __future__ import annotations


class Ill(ValueError):
    """A term that has no meaning: a wrong number of indices, a reserved name."""


class Gap(Exception):
    """A step that its rule does not accept; `where` names the step."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where

    def inside(self, where: str) -> Gap:
        """The same gap, seen from the derivation around it."""
        return Gap(self.reason, f"{where}, {self.where}" if self.where else where)


class Circle(Exception):
    """A claim whose derivation leads back to itself."""
