"""What the second kernel cannot be given."""

from __future__ import annotations


class Untranslatable(Exception):
    """A term, a statement or a step that is outside the table of translations; the message names it."""


class NoSize(Untranslatable):
    """A real stands where a size or an index is asked for."""
