"""The catalogue and the derivations of its claims, loaded and replayed once for all tests of a process."""

from __future__ import annotations

from theory.catalogue import load
from theory.derive import Derivations

CATALOGUE = load()
DERIVATIONS = Derivations(CATALOGUE.claims)
