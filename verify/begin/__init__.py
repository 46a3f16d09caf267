"""A first claim file in a folder of one's own: what `python -m verify new DIR ID` writes."""

from verify.begin.begin import CannotBegin, begin

__all__ = ["CannotBegin", "begin"]
