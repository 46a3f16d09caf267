"""Records as an experiment writes them, small, and with one thing wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from numerics.records import rendered

HASH = "0" * 63 + "a"


def record(samples: Mapping[str, Sequence[Sequence[float]]] | None = None, **changes: Any) -> str:
    """The text of a record; of eight documents with three samples each, where none are given."""
    usual: dict[str, Any] = {
        "experiment": "python -m numerics.experiments.planted",
        "inputs": {"text": HASH},
        "versions": {"numpy": "2"},
        "device": "CPU",
        "settings": {"tokens": "3"},
        "controls": {"nothing": 1e-15},
        "samples": samples or {"first": [[k + 0.25, k + 0.5, k + 0.125] for k in range(8)]},
    }
    return rendered(**{**usual, **changes})


def edited(change: Callable[[dict[str, Any]], object]) -> str:
    """The record after a change by hand, its seal left as it was."""
    content = json.loads(record())
    change(content)
    return json.dumps(content)
