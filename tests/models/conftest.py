"""Every call in `numerics.transformers` is held to the shapes of its annotations while models are tested."""

from __future__ import annotations

from jaxtyping import install_import_hook

import tests.models.checked

# Modules that were imported before this would go unchecked; tests/models/test_shapes.py sees that it works.
install_import_hook("numerics.transformers", f"{tests.models.checked.__name__}.checked")
