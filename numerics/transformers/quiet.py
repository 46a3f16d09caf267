"""The library `transformers` without what it says of itself: an error says it, or it is not for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from logging import CRITICAL
from warnings import catch_warnings, simplefilter

from transformers.utils import logging as chatter


@contextmanager
def quiet() -> Iterator[None]:
    """Without messages and warnings."""
    before = chatter.get_verbosity()
    chatter.set_verbosity(CRITICAL)
    try:
        with catch_warnings():
            simplefilter("ignore")
            yield
    finally:
        chatter.set_verbosity(before)


@contextmanager
def silent() -> Iterator[None]:
    """Nor with progress bars, some of which ask nobody whether they are wanted."""
    with quiet(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield
