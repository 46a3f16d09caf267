"""How a command on transformers ends: what is said of bad input, of too little memory and of a stop."""

from __future__ import annotations

from collections.abc import Callable

from numerics.quantities.faults import NoDevice, NotFinite, NotFloat32, NotVectors, WrongShape
from numerics.transformers.faults import (
    BadSettings,
    Diverged,
    NoModel,
    NotACheckpoint,
    NotAText,
    NotATokenizer,
    TooShort,
)

FAULTS = (
    BadSettings, Diverged, NoDevice, NoModel, NotACheckpoint, NotAText, NotATokenizer, NotFinite, NotFloat32,
    NotVectors, TooShort, WrongShape, OSError, EOFError,
)  # fmt: skip


def ended(command: str, work: Callable[[], object], goes_on_from: str) -> tuple[int, str]:
    """The exit status and a line for the user: 0: done; 2: wrong use or bad input; 130: interrupted.

    What is none of these is raised.
    """
    try:
        work()
    except FAULTS as error:
        return 2, f"{command}: {' '.join(str(error).split())}"
    except (MemoryError, RuntimeError) as error:
        if not isinstance(error, MemoryError) and "memory" not in str(error):
            raise
        return 2, f"{command}: not enough memory for this: {' '.join(str(error).split())[:200]}"
    except KeyboardInterrupt:
        return 130, f"{command}: interrupted; the same command goes on from {goes_on_from}"
    return 0, ""
