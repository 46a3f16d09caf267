"""Every call in `numerics.transformers` is held to the shapes of its annotations while models are tested."""

from __future__ import annotations

from typing import Any

import pytest
from jaxtyping import install_import_hook

import tests.models.checked

# Modules that were imported before this would go unchecked; tests/models/test_shapes.py sees that it works.
install_import_hook("numerics.transformers", f"{tests.models.checked.__name__}.checked")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A small model of ours, opened from a run."""
    from numerics.transformers.pretrained import opened
    from tests.models.elsewhere import run

    return opened(run(tmp_path_factory.mktemp("model") / "run"), "cpu")


@pytest.fixture(scope="session")
def left(small: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a capture of its activations leaves that nobody stops."""
    from tests.models.capturing import capture, content

    folder = tmp_path_factory.mktemp("whole") / "new" / "a"
    capture(small, folder)
    return content(folder)
