"""The checker of types that tests of models are run with; shapes in annotations are types to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from beartype import BeartypeConf, beartype

# These read what people write, and say in a line of their own what is wrong with it.
SAY_IT_THEMSELVES = {"Shape.__init__", "Optimisation.__init__"}
# An int does where a float belongs, as PEP 484 and mypy have it.
_checked = beartype(conf=BeartypeConf(is_pep484_tower=True))


def checked(made: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its types checked at each call."""
    found: Callable[..., Any] = made if made.__qualname__ in SAY_IT_THEMSELVES else _checked(made)
    return found
